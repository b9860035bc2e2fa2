"""Which orders may not end in time, and which warnings wait to be read."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.law.parameters import Parameters
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.monthly.models import PaceAlarm
from masohi.work.monthly.pace.facts import behind, monday
from masohi.work.monthly.terms import AlarmCode
from masohi.work.outlook.facts import dangers, proof_for


@dataclass(frozen=True)
class Due:
    """An alarm that should be raised: for which order, why, and what the proof found. Minutes."""

    order: Order
    why: AlarmCode
    fits: int
    bound: int


def alarms_due(day: date, parameters: Parameters) -> list[Due]:
    """Alarms that nobody has raised yet: deadlines that are near, and paces that end too late (once a week)."""
    near = day + timedelta(days=int(parameters.value("last_call_days", day)))
    living = Order.objects.filter(state__in=[State.REGISTERED, State.RUNNING], credited_minutes__lt=F("minutes"))
    living = living.exclude(deadline=None).select_related("person__village").prefetch_related("person__busy_hours")
    called = PaceAlarm.objects.filter(order=OuterRef("pk"), deadline=OuterRef("deadline"), why=AlarmCode.LAST_CALL)
    last = living.filter(deadline__lte=near).exclude(Exists(called))
    told = PaceAlarm.objects.filter(order=OuterRef("pk"), week=monday(day)).exclude(why=AlarmCode.LAST_CALL)
    slow = list(living.filter(state=State.RUNNING, deadline__gte=day).exclude(Exists(told)))
    short = {order.pk for order, danger in dangers(slow, day=day, parameters=parameters) if danger.short_minutes}
    found = [(one, AlarmCode.LAST_CALL) for one in last.order_by("deadline", "pk")]
    found += [(one, AlarmCode.NO_ROOM) for one in slow if one.pk in short]
    found += [
        (one, AlarmCode.BEHIND) for one in slow if one.pk not in short and behind(one, day=day, parameters=parameters)
    ]
    return [_proved(one, why, day, parameters) for one, why in found]


def _proved(order: Order, why: AlarmCode, day: date, parameters: Parameters) -> Due:
    """With the numbers of the proof; an order whose term is over, or that does not run, has room for nothing."""
    if order.state != State.RUNNING or order.deadline is None or order.deadline < day:
        return Due(order, why, 0, 0)
    proof = proof_for(order, day=day, parameters=parameters)
    return Due(order, why, proof.fits, min(proof.bound, order.open_minutes))


def alarms_to_see(user: User) -> QuerySet[PaceAlarm]:
    """Alarms about living orders that nobody of `user`'s side has seen, the nearest deadline first."""
    rows = PaceAlarm.objects.visible_to(user).filter(order__state__in=[State.REGISTERED, State.RUNNING])
    return rows.filter(unseen_by(user)).select_related("order__person").order_by("deadline", "order", "-pk")


def unseen_by(user: User) -> Q:
    """Alarms that wait for one of `user`'s sides."""
    own = Q(pk__in=[])
    if user.has(Role.PROBATION):
        own |= Q(pk_seen_at=None)
    if user.has(Role.PROSECUTOR):
        own |= Q(jaksa_seen_at=None)
    return own


def alarm_page(user: User, code: str) -> PaceAlarm | None:
    """One alarm with what its page names."""
    rows = PaceAlarm.objects.visible_to(user).filter(code=code)
    return rows.select_related("order__person", "pk_seen_by", "jaksa_seen_by").first()


def alarms_of(order: Order) -> QuerySet[PaceAlarm]:
    """Every alarm of an order, newest first."""
    return order.pace_alarms.select_related("pk_seen_by", "jaksa_seen_by")
