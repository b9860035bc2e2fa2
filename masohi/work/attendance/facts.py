"""What a form or a device says was seen, and the verified record as intervals for the credit."""

from dataclasses import dataclass
from datetime import datetime

from masohi.cases.orders.models import Order
from masohi.law.credit import Interval
from masohi.law.credit_person import Served
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import MARKS, Outcome


@dataclass(frozen=True)
class Seen:
    """One person at one session, as the supervisor saw it. Times are aware; absent people have none."""

    appointment: int
    outcome: Outcome
    started_at: datetime | None = None
    ended_at: datetime | None = None
    break_minutes: int = 0
    note: str = ""

    @property
    def reported_minutes(self) -> int:
        """Minutes worked as reported: from in to out, less the break; none for who did not attend."""
        if not MARKS[self.outcome].attended or self.started_at is None or self.ended_at is None:
            return 0
        length = int((self.ended_at - self.started_at).total_seconds()) // 60
        return max(length - self.break_minutes, 0)


def served_by(order: Order) -> dict[str, Served]:
    """Accepted work on every order of the order's person, by the orders' keys; what a correction replaced is left out.

    A fixed number of queries, however many sessions.
    """
    orders = list(Order.objects.filter(person=order.person_id).prefetch_related("sentences"))
    rows = Attendance.objects.filter(
        appointment__order__in=orders, replaced_by=None, verification__accepted=True, reported_minutes__gt=0
    )
    worked: dict[int, list[Interval]] = {one.pk: [] for one in orders}
    for row in rows.select_related("appointment").order_by("started_at", "pk"):
        if row.started_at and row.ended_at:
            key = str(row.appointment_id)
            worked[row.appointment.order_id].append(Interval(row.started_at, row.ended_at, key, row.break_minutes))
    return {str(one.pk): _served(one, worked[one.pk]) for one in orders}


def _served(order: Order, intervals: list[Interval]) -> Served:
    sentence = max(order.sentences.all(), key=lambda one: one.version)
    return Served(tuple(intervals), sentence.minutes, sentence.minutes_a_day)
