"""Read plans, sessions and appointments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext

from masohi.cases.orders.models import Order, handled_by
from masohi.cases.orders.terms import State
from masohi.cases.pauses.queries import resting_orders
from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Closure, Site
from masohi.work.placement.models import Appointment, Plan, Rule, Session
from masohi.work.placement.terms import OPEN_PLANS, AppointmentState, PlanState, RuleKind, SessionState
from masohi.writing.refusals import Conflict


def plans(user: User) -> QuerySet[Plan]:
    """Plans of orders that `user` may see, newest first."""
    rows = Plan.objects.filter(handled_by(user, "order__"))
    return rows.select_related("order", "order__person", "proposed_by", "decided_by", "sentence")


def waiting_plans(user: User) -> QuerySet[Plan]:
    """Proposals that wait for the jaksa, oldest first."""
    return plans(user).filter(state=PlanState.WAITING).order_by("proposed_at")


def unplanned_orders(user: User) -> QuerySet[Order]:
    """Running orders of `user` that have no appointment ahead and no proposal on the table."""
    rows = Order.objects.visible_to(user).filter(state=State.RUNNING)
    rows = rows.exclude(appointments__state__in=[AppointmentState.PLANNED, AppointmentState.RECORDED])
    rows = rows.exclude(plans__state__in=OPEN_PLANS).exclude(pk__in=resting_orders())
    return rows.select_related("person").order_by("deadline", "pk")


def appointments_of(order: Order) -> QuerySet[Appointment]:
    """Every appointment of an order with its session and site, earliest first."""
    rows = order.appointments.exclude(state=AppointmentState.CANCELLED)
    return rows.select_related("session", "session__site").order_by("starts_at")


def sessions(user: User) -> QuerySet[Session]:
    """Sessions that `user` may see, with their sites."""
    return Session.objects.visible_to(user).select_related("site", "site__host")


def board(user: User, first: date, days: int = 7) -> QuerySet[Session]:
    """Sessions of a week for the schedule board."""
    rows = sessions(user).filter(day__gte=first, day__lt=first + timedelta(days=days), taken__gt=0)
    return rows.order_by("site__name", "day", "starts_at")


def session_with_people(user: User, code: str) -> Session | None:
    """One session with everybody who is expected and whom `user` may see, in a fixed number of queries."""
    living = Appointment.objects.visible_to(user).exclude(state=AppointmentState.CANCELLED)
    people = living.select_related("order__person").order_by("order__person__name_key", "pk")
    rows = sessions(user).prefetch_related(Prefetch("appointments", people, to_attr="expected"))
    return rows.filter(code=code).first()


def sessions_due(user: User, day: date) -> QuerySet[Session]:
    """Sessions up to `day` that have not been recorded yet, earliest first."""
    rows = sessions(user).filter(day__lte=day, state=SessionState.PLANNED, taken__gt=0)
    return rows.order_by("day", "starts_at")


def next_sessions(user: User, day: date) -> QuerySet[Session]:
    """Sessions after `day`, earliest first."""
    return sessions(user).filter(day__gt=day, state=SessionState.PLANNED, taken__gt=0).order_by("day", "starts_at")


def sites_of_board(user: User) -> QuerySet[Site]:
    """Sites in use that `user` may see, for the board's rows."""
    return Site.objects.visible_to(user).filter(active=True).select_related("host").order_by("name", "pk")


@dataclass(frozen=True)
class Standing:
    """How far an order is in planning. `promised_minutes` are planned or recorded and not yet decided.

    `quiet` counts sessions ahead that are not announced, `unrecorded` those that are over and nobody has recorded.
    """

    plan: Plan | None = None
    promised_minutes: int = 0
    next_at: datetime | None = None
    to_verify: int = 0
    quiet: int = 0
    unrecorded: int = 0


def standing_of(orders: Iterable[Order], *, at: datetime, plans: Iterable[Plan] | None = None) -> dict[int, Standing]:
    """By primary key of the order, as of `at`: proposal on the table and what lies ahead. Always two queries, one
    where the orders' newest `plans` have been read."""
    keys = [order.pk for order in orders]
    if plans is None:
        plans = Plan.objects.filter(order__in=keys, state__in=OPEN_PLANS).defer("blocks", "answer")
    plans_by_order = {plan.order_id: plan for plan in plans if plan.state in OPEN_PLANS}
    planned = Q(state=AppointmentState.PLANNED)
    coming = planned & Q(starts_at__gte=at)
    ahead = Appointment.objects.filter(
        order__in=keys, state__in=[AppointmentState.PLANNED, AppointmentState.RECORDED]
    ).values("order_id")
    sums = ahead.annotate(
        promised=Sum("minutes"),
        first=Min("starts_at", filter=coming),
        recorded=Count("pk", filter=Q(state=AppointmentState.RECORDED)),
        quiet=Count("pk", filter=coming & Q(told_at=None)),
        unrecorded=Count("pk", filter=planned & Q(session__ends_at__lt=at)),
    )
    by_order = {row["order_id"]: row for row in sums.order_by()}
    return {key: _standing(plans_by_order.get(key), by_order.get(key)) for key in keys}


def _standing(plan: Plan | None, row: Mapping[str, Any] | None) -> Standing:
    if row is None:
        return Standing(plan)
    return Standing(plan, row["promised"], row["first"], row["recorded"], row["quiet"], row["unrecorded"])


def plan_page(user: User, code: str) -> Plan | None:
    """One proposal with what its page names."""
    rows = plans(user).select_related("order__court", "order__prosecutor_office", "order__bapas")
    return rows.select_related("order__person__village__parent").filter(code=code).first()


def still_ahead(appointments: Sequence[int], *, at: datetime, since: datetime) -> bool:
    """Whether all of these (primary keys) are planned, lie ahead of `at`, and nobody has pinned one after `since`."""
    pins = Rule.objects.filter(kind=RuleKind.PIN, ended_at=None, made_at__gt=since).values("appointment")
    rows = Appointment.objects.filter(pk__in=appointments, state=AppointmentState.PLANNED, starts_at__gt=at)
    return rows.exclude(pk__in=pins).count() == len(set(appointments))


def replaced_by(plan: Plan) -> QuerySet[Appointment]:
    """The appointments that end, or ended, when this proposal becomes a schedule; earliest first."""
    rows = Appointment.objects.filter(pk__in=plan.replaces, order=plan.order_id)
    return rows.select_related("session__site").order_by("starts_at", "pk")


def plans_of(order: Order, *, limit: int = 10) -> QuerySet[Plan]:
    """Newest proposals of one order."""
    return order.plans.select_related("proposed_by", "decided_by").defer("blocks", "answer")[:limit]


def coming_appointments(order: Order, *, at: datetime) -> QuerySet[Appointment]:
    """Planned appointments of an order from `at` on, earliest first."""
    return appointments_of(order).filter(state=AppointmentState.PLANNED, starts_at__gte=at)


def people_in(sessions: Iterable[Session]) -> int:
    """How many different people are expected in these sessions."""
    living = Appointment.objects.filter(session__in=[s.pk for s in sessions], state=AppointmentState.PLANNED)
    return living.aggregate(people=Count("order__person", distinct=True))["people"]


def closed_days(sites: Iterable[int], first: date, last: date) -> dict[tuple[int, date], str]:
    """Days on which sites (primary keys) are shut, both ends included, with the reason."""
    rows = Closure.objects.filter(site__in=list(sites), first_day__lte=last, last_day__gte=first)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {(row.site_id, day): row.reason for row in rows for day in span if row.first_day <= day <= row.last_day}


def all_sessions() -> QuerySet[Session]:
    """Every session, earliest first, for jobs of the program itself."""
    return Session.objects.order_by("starts_at", "pk")


def expected_at(user: User, site: Site, first: date, last: date | None = None) -> dict[str, int]:
    """How many sessions with people, and how many places taken, the site has from `first` to `last` (or ever after)."""
    rows = Session.objects.visible_to(user).filter(site=site, day__gte=first, state=SessionState.PLANNED, taken__gt=0)
    if last is not None:
        rows = rows.filter(day__lte=last)
    return rows.aggregate(sessions=Count("pk", distinct=True), places=Sum("taken", default=0))


def my_drafts(user: User) -> QuerySet[Plan]:
    """Proposals that wait for the PK to take them."""
    return plans(user).filter(state=PlanState.DRAFT, order__state=State.RUNNING).order_by("proposed_at")


def appointments_in(session: Session) -> QuerySet[Appointment]:
    """Living appointments of a session that the caller has already been allowed to see."""
    return Appointment.objects.filter(session=session).exclude(state=AppointmentState.CANCELLED)


def appointments_named(user: User, numbers: Iterable[int]) -> dict[int, Appointment]:
    """By primary key: those of these places at sessions that `user` may see, with their people. One query."""
    rows = Appointment.objects.visible_to(user).filter(pk__in=list(numbers))
    return {row.pk: row for row in rows.select_related("order__person")}


def keep_apart(order: Order, sessions: Iterable[int]) -> None:
    """Raises Conflict where a session (primary keys) holds the other group: children and adults never share one.

    Neutral words: an adult's officer learns of no child.
    """
    there = Appointment.objects.filter(session__in=list(sessions)).exclude(state=AppointmentState.CANCELLED)
    if there.exclude(order__child=order.child).exists():
        raise Conflict(gettext("Sebagian sesi itu dipakai kelompok lain. Pilih sesi lain. Belum ada yang berubah."))
