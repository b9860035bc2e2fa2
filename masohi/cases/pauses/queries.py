"""Read pauses. An unfit person is unfit for every order; a suspension holds for the order that it names."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import F, Model, Q, QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.pauses.models import Pause
from masohi.cases.pauses.terms import PauseKind

SEALED: tuple[type[Model], ...] = (Pause,)


def pauses_of(order: Order) -> QuerySet[Pause]:
    """Every pause that holds for this order, ended ones too, the newest first."""
    rows = Pause.objects.filter(Q(order=order) | Q(order__person=order.person_id, kind=PauseKind.MEDICAL))
    return rows.select_related("order", "entered_by", "ended_by")


def pause_on(order: Order, day: date) -> Pause | None:
    """The pause because of which nobody may work for this order on `day`, or None."""
    rows = _covering(pauses_of(order), day, day)
    return rows.order_by("from_day", "pk").first()


def _covering(rows: QuerySet[Pause], first: date, last: date) -> QuerySet[Pause]:
    """Pauses with at least one day from `first` to `last`, both included."""
    rows = rows.filter(from_day__lte=last).filter(Q(until=None) | Q(until__gte=first))
    # one that was ended on its first day covers nothing
    return rows.filter(Q(resumes_on=None) | Q(resumes_on__gt=first) & Q(resumes_on__gt=F("from_day")))


def paused_days(orders: Iterable[Order], first: date, last: date) -> dict[int, frozenset[date]]:
    """By order (primary key): the days from `first` to `last` on which nobody may work for it. One query."""
    orders = list(orders)
    by_person: dict[int, list[Pause]] = defaultdict(list)
    rows = Pause.objects.filter(order__person__in={order.person_id for order in orders})
    for pause in _covering(rows, first, last).select_related("order"):
        by_person[pause.order.person_id].append(pause)
    return {order.pk: _days(order, by_person[order.person_id], first, last) for order in orders}


def _days(order: Order, pauses: Iterable[Pause], first: date, last: date) -> frozenset[date]:
    own = [one for one in pauses if one.order_id == order.pk or one.kind == PauseKind.MEDICAL]
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)] if own else []
    return frozenset(day for day in span if any(one.covers(day) for one in own))


def resting_orders() -> QuerySet[Order, int]:
    """Orders (primary keys) that rest until somebody says otherwise: planning them anew can find nothing."""
    open_ended = Pause.objects.filter(ended_at=None, until=None)
    people = open_ended.filter(kind=PauseKind.MEDICAL).order_by().values("order__person")
    held = Q(pk__in=open_ended.order_by().values("order")) | Q(person__in=people)
    return Order.objects.filter(held).order_by().values_list("pk", flat=True)


def pauses_by_code(orders: Iterable[int], code: str) -> QuerySet[Pause]:
    """The pause with this code, where it is entered at one of these orders (primary keys)."""
    return Pause.objects.filter(order__in=list(orders), code=code).select_related("order")
