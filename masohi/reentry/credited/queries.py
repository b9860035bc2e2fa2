"""How many hours of training stand beside an order. Nothing here adds a minute to it: only the law could."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Sum

from masohi.cases.orders.models import Order
from masohi.law.parameters import Parameters
from masohi.law.training import most_training
from masohi.reentry.training.models import LessonAttendance
from masohi.writing.indonesian import WIT


@dataclass(frozen=True)
class Beside:
    """Minutes of training that were verified since the verdict, and how many the rule in force would let count."""

    verified: int
    most: int

    @property
    def countable(self) -> int:
        """What could be put before the jaksa."""
        return min(self.verified, self.most)


def training_beside(order: Order, day: date, parameters: Parameters) -> Beside | None:
    """The training of an adult's order on `day`; None while no rule lets any of it count (PL-02), or for a child's."""
    most = most_training(order.minutes, day=day, parameters=parameters)
    if order.child or not most:
        return None
    rows = LessonAttendance.objects.filter(
        enrolment__trainee__person=order.person_id,
        replaced_by=None,
        lesson__verified_at__isnull=False,
        lesson__starts_at__gte=datetime.combine(order.verdict_date, time(), WIT),
    )
    return Beside(int(rows.aggregate(total=Sum("minutes"))["total"] or 0), most)
