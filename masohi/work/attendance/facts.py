"""What a form or a device says was seen, and the verified record as intervals for the credit."""

from dataclasses import dataclass
from datetime import datetime

from masohi.cases.orders.models import Order
from masohi.law.credit import Interval
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


def accepted_intervals(order: Order) -> list[Interval]:
    """Every attendance of the order that a second officer accepted and that no correction replaced."""
    rows = Attendance.objects.filter(
        appointment__order=order, replaced_by=None, verification__accepted=True, reported_minutes__gt=0
    )
    return [
        Interval(start=row.started_at, end=row.ended_at, break_minutes=row.break_minutes, key=str(row.appointment_id))
        for row in rows.order_by("started_at", "pk")
        if row.started_at and row.ended_at
    ]
