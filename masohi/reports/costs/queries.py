"""What the work costs: rupiah that were paid, over what came about in the same time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Sum

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.supply.budget.queries import spent_between
from masohi.work.placement.models import Appointment
from masohi.writing.indonesian import WIT


@dataclass(frozen=True)
class Costs:
    """Rupiah paid from `first` to `last`, minutes credited at sessions of those days, orders completed on them."""

    first: date
    last: date
    paid: int
    minutes: int
    orders: int

    @property
    def per_hour(self) -> int | None:
        """Rupiah for one credited hour, rounded to whole rupiah; None where nothing was paid or credited."""
        return rounded(self.paid * 60, self.minutes)

    @property
    def per_order(self) -> int | None:
        """Rupiah for one completed order; None where nothing was paid or nobody has completed."""
        return rounded(self.paid, self.orders)


def rounded(amount: int, parts: int) -> int | None:
    """The amount over its parts, half a rupiah upwards; None where one of them is 0.

    >>> rounded(1000, 3), rounded(1001, 2), rounded(0, 5), rounded(5, 0)
    (333, 501, None, None)
    """
    return (2 * amount + parts) // (2 * parts) if amount and parts else None


def costs_between(first: date, last: date) -> Costs:
    """What the programme cost and achieved from `first` to `last`, both days included, in WIT. Three queries.

    Of adults: no figure counts children (SPPA 19).
    """
    worked = {"session__day__range": (first, last), "credited_minutes__gt": 0, "order__child": False}
    appointments = Appointment.objects.filter(**worked)
    begin = datetime.combine(first, time(), WIT)
    end = datetime.combine(last + timedelta(days=1), time(), WIT)
    completed = Order.objects.filter(state=State.COMPLETED, child=False, ended_at__gte=begin, ended_at__lt=end)
    return Costs(
        first=first,
        last=last,
        paid=spent_between(first, last),
        minutes=appointments.aggregate(sum=Sum("credited_minutes"))["sum"] or 0,
        orders=completed.count(),
    )
