"""Read re-plans and rules; say what calls for planning anew."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, Model, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from masohi.cases.orders.models import Order, handled_by
from masohi.cases.orders.terms import State
from masohi.cases.pauses.queries import resting_orders
from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Closure, Leave, Site, Slot
from masohi.supply.sites.queries import closures_ahead, leaves_ahead, watch_between
from masohi.supply.sites.terms import Shut
from masohi.work.placement.models import Appointment, Plan, Rule
from masohi.work.placement.terms import OPEN_PLANS, AppointmentState, PlanState, RuleKind
from masohi.work.replanning.models import Change, Replan
from masohi.work.replanning.terms import Cause, ChangeState

SEALED: tuple[type[Model], ...] = (Replan, Change, Rule)
PLANNED = Q(appointments__state=AppointmentState.PLANNED)


def replans(user: User) -> QuerySet[Replan]:
    """Re-plans with somebody whose order `user` handles, newest first, with how many changes still wait."""
    rows = Replan.objects.visible_to(user).select_related("made_by").order_by("-made_at", "-pk")
    mine = handled_by(user, "changes__order__")
    waits = mine & Q(changes__state=ChangeState.OFFERED, changes__order__state=State.RUNNING)
    return rows.annotate(
        people=Count("changes", filter=mine, distinct=True), waiting=Count("changes", filter=waits, distinct=True)
    )


def waiting_replans(user: User) -> QuerySet[Replan]:
    """Those with a change that nobody has decided."""
    return replans(user).filter(pk__in=open_changes(user).order_by().values("replan"))


def replan_page(user: User, code: str) -> Replan | None:
    """One re-plan; its changes of orders that `user` handles are in `mine`, by deadline."""
    return replans(user).filter(code=code).prefetch_related(Prefetch("changes", changes(user), "mine")).first()


def changes(user: User) -> QuerySet[Change]:
    """Changes of orders that `user` handles, the nearest deadline first."""
    rows = Change.objects.filter(handled_by(user, "order__"))
    return rows.select_related("order__person", "replan", "settled_by", "plan").order_by("order__deadline", "pk")


def open_changes(user: User) -> QuerySet[Change]:
    """Those of them that can still be decided: offered, and the order runs."""
    return changes(user).filter(state=ChangeState.OFFERED, order__state=State.RUNNING)


def rules_of(order: Order) -> QuerySet[Rule]:
    """Rules in force about the calendar of the order's person, over all orders of this person."""
    rows = Rule.objects.filter(order__person=order.person_id, ended_at=None)
    return rows.select_related("site", "appointment__session__site", "made_by", "order")


def ended_rules_of(order: Order) -> QuerySet[Rule]:
    """Rules about this person that were ended, the newest first."""
    rows = Rule.objects.filter(order__person=order.person_id).exclude(ended_at=None).order_by("-ended_at", "-pk")
    return rows.select_related("site", "appointment__session__site", "made_by", "ended_by", "order")


@dataclass
class Call:
    """Something that calls for planning anew. `orders`: primary keys of those whose sessions it meets, of whom as many
    as `offered` have an open offer or proposal already."""

    cause: Cause
    key: str
    site: Site | None = None
    first: date | None = None
    last: date | None = None
    reason: str = ""
    orders: set[int] = field(default_factory=set)
    sessions: set[int] = field(default_factory=set)
    offered: int = 0


def calls(user: User, day: date) -> list[Call]:
    """Closures and leaves after `day` that meet planned sessions of own orders; those met by nothing are left out.

    A fixed number of queries.
    """
    shut = [_of_closure(one) for one in closures_ahead(day)]
    away = [_of_leave(one) for one in leaves_ahead(day)]
    _fill(user, day, [*shut, *away])
    waiting = {*open_changes(user).values_list("order", flat=True), *_on_the_table()} if shut or away else set()
    for one in (*shut, *away):
        one.offered = len(one.orders & waiting)
    return [one for one in (*shut, *away) if one.orders]


def _of_closure(one: Closure) -> Call:
    cause = Cause.SEA if one.kind == Shut.SEA else Cause.CLOSURE
    return Call(cause, f"t{one.pk}", one.site, one.first_day, one.last_day, one.reason)


def _of_leave(one: Leave) -> Call:
    # why somebody is away is between them and their office
    return Call(Cause.LEAVE, f"c{one.pk}", one.supervisor.site, one.first_day, one.last_day)


def _fill(user: User, day: date, found: Sequence[Call]) -> None:
    """Note who is met. On a day of leave only sessions with more people than the others can watch are."""
    if not found:
        return
    spans = [Q(session__site=one.site, session__day__range=(one.first, one.last)) for one in found]
    rows = Appointment.objects.filter(
        handled_by(user, "order__"), reduce(or_, spans), state=AppointmentState.PLANNED, session__day__gt=day
    )
    watch = watch_between(day, max(one.last for one in found if one.last))
    names = ("session__site", "session__day", "session__taken", "session", "order")
    for site, on, taken, session, order in rows.order_by().values_list(*names):
        for one in found:
            met = one.site is not None and one.site.pk == site and one.first <= on <= one.last
            if met and (one.cause != Cause.LEAVE or watch.places(site, on) < taken):
                one.orders.add(order)
                one.sessions.add(session)


def unscheduled(user: User, *, new: bool) -> QuerySet[Order]:
    """Running orders of `user` whose credited, waiting and planned hours do not reach the sentence, `open` minutes
    short: those that never had a plan (`new`), or the others, after an absence. Where a proposal is open, nothing
    calls for another, and an order that rests until somebody ends its pause waits.
    """
    rows = Order.objects.visible_to(user).filter(state=State.RUNNING)
    rows = rows.exclude(pk__in=_on_the_table()).exclude(changes__state=ChangeState.OFFERED)
    rows = rows.exclude(pk__in=resting_orders())
    promised = Coalesce(Sum("appointments__minutes", filter=PLANNED), 0)
    accepted = Plan.objects.filter(order=OuterRef("pk"), state=PlanState.ACCEPTED)
    rows = rows.annotate(open=F("minutes") - F("reported_minutes") - promised).filter(
        ~Exists(accepted) if new else Exists(accepted)
    )
    return rows.filter(open__gt=0).select_related("person").order_by("deadline", "pk")


def _on_the_table() -> QuerySet[Plan, int]:
    open_plans = Plan.objects.filter(state__in=OPEN_PLANS)
    return open_plans.order_by().values_list("order", flat=True)


def against_rules(user: User, day: date) -> dict[int, set[int]]:
    """Own orders (primary keys) with sessions after `day` that a rule in force forbids, with those appointments."""
    rules = Rule.objects.filter(handled_by(user, "order__"), ended_at=None).exclude(kind=RuleKind.PIN)
    by_person: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules.select_related("order"):
        by_person[rule.order.person_id].append(rule)
    rows = Appointment.objects.filter(
        handled_by(user, "order__"), order__person__in=by_person, state=AppointmentState.PLANNED, session__day__gt=day
    )
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows.select_related("order", "session"):
        if any(_meets(rule, row) for rule in by_person[row.order.person_id]):
            found[row.order_id].add(row.pk)
    return dict(found)


def _meets(rule: Rule, row: Appointment) -> bool:
    session = row.session
    return session.site_id == rule.site_id or session.day == rule.day or session.day.weekday() == rule.weekday


def running_orders(user: User, keys: Iterable[int]) -> list[Order]:
    """Own running orders with these primary keys, with what planning reads of them."""
    rows = Order.objects.visible_to(user).filter(pk__in=list(keys), state=State.RUNNING)
    rows = rows.select_related("person__village").prefetch_related("person__busy_hours")
    return list(rows.order_by("deadline", "pk"))


def slots_of(sites: Iterable[str]) -> QuerySet[Slot]:
    """Weekly openings of these sites (primary keys as text), by site and day."""
    rows = Slot.objects.filter(site__in=[int(key) for key in sites], active=True).select_related("site")
    return rows.order_by("site__name", "weekday", "starts")
