"""What a form or a device says was seen, and the verified record as intervals for the credit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from masohi.cases.orders.models import Order, Sentence
from masohi.law.credit import Interval
from masohi.law.credit_person import Served
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import MARKS, Outcome
from masohi.writing.indonesian import WIT


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


def served_by(order: Order) -> tuple[dict[str, Served], list[Interval]]:
    """Accepted work on the living orders of the order's person, by key, and what ended orders were credited with.

    What a correction replaced is left out. A fixed number of queries, however many sessions.
    """
    orders = list(Order.objects.filter(person=order.person_id).prefetch_related("sentences"))
    rows = Attendance.objects.filter(
        appointment__order__in=orders, replaced_by=None, verification__accepted=True, reported_minutes__gt=0
    )
    worked: dict[int, list[Attendance]] = {one.pk: [] for one in orders}
    for row in rows.select_related("appointment").order_by("started_at", "pk"):
        worked[row.appointment.order_id].append(row)
    living = {str(one.pk): _served(one, worked[one.pk]) for one in orders if one.living}
    ended = [_credited(row) for one in orders if not one.living for row in worked[one.pk]]
    return living, [interval for interval in ended if interval]


def _served(order: Order, rows: list[Attendance]) -> Served:
    versions = sorted(order.sentences.all(), key=lambda one: one.version)
    intervals = tuple(
        Interval(
            row.started_at,
            row.ended_at,
            str(row.appointment_id),
            row.break_minutes,
            _cap_on(versions, row.started_at.astimezone(WIT).date()),
        )
        for row in rows
        if row.started_at and row.ended_at
    )
    return Served(intervals, versions[-1].minutes)


def _cap_on(versions: list[Sentence], day: date) -> int | None:
    """Minutes a day of the version of the sentence that was in force on `day`; a later one does not reach back."""
    in_force = [one for one in versions if one.decided_on <= day] or versions[:1]
    return in_force[-1].minutes_a_day


def _credited(row: Attendance) -> Interval | None:
    """What an ended order was credited with, from the beginning of the work: it stands, others share what is left."""
    minutes = row.appointment.credited_minutes
    if row.started_at is None or not minutes:
        return None
    return Interval(row.started_at, row.started_at + timedelta(minutes=minutes), f"ended/{row.appointment_id}")
