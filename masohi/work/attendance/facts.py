"""What a form or a device says was seen, and the verified record as intervals for the credit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.terms import State
from masohi.law import kuhp_85_execution, kuhp_85_sessions, practice
from masohi.law.citation import Finding, Level, listed
from masohi.law.credit import Interval
from masohi.law.credit_person import Served
from masohi.law.interruptions import stand_down_minutes
from masohi.law.parameters import Parameters
from masohi.parties.accounts.models import User
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import MARKS, Fault, Outcome, Source
from masohi.work.placement.models import Appointment
from masohi.writing.indonesian import WIT
from masohi.writing.names import tidy_name
from masohi.writing.refusals import Conflict, Refused, Unlawful


@dataclass(frozen=True)
class Seen:
    """One person at one session, as the supervisor saw it. Times are aware; absent people have none.

    `companion`: who accompanied a child; None: nobody was asked (whoever was named beforehand counts), "": nobody came.
    """

    appointment: int
    outcome: Outcome
    started_at: datetime | None = None
    ended_at: datetime | None = None
    break_minutes: int = 0
    note: str = ""
    companion: str | None = None

    @property
    def reported_minutes(self) -> int:
        """Minutes worked as reported: from in to out, less the break; none for who did not attend."""
        if not MARKS[self.outcome].attended or self.started_at is None or self.ended_at is None:
            return 0
        length = int((self.ended_at - self.started_at).total_seconds()) // 60
        return max(length - self.break_minutes, 0)


def lawful(findings: Iterable[Finding]) -> None:
    """Raises Unlawful with the findings that block."""
    blocks = [finding for finding in findings if finding.level is Level.BLOCK]
    if blocks:
        raise Unlawful(blocks)


def checked(seen: Seen, appointment: Appointment, at: datetime) -> None:
    """Times in order, on the session's day, none in the future (KS-31); the order was alive; who attended has both."""
    order, day = appointment.order, appointment.session.day
    if order.state != State.RUNNING and not (order.ended_at and appointment.starts_at < order.ended_at):
        raise Conflict(gettext("Sebuah perkara di sesi ini sudah berakhir. Muat ulang; belum ada yang tersimpan."))
    if MARKS[seen.outcome].fault is Fault.SERVICE:
        _came(seen, day, at)
    if not MARKS[seen.outcome].attended:
        return
    if seen.started_at is None or seen.ended_at is None:
        raise Refused(gettext("Isi jam mulai dan jam selesai untuk setiap orang yang hadir. Isian Anda masih ada."))
    if {seen.started_at.astimezone(WIT).date(), seen.ended_at.astimezone(WIT).date()} != {day}:
        raise Refused(gettext("Jam mulai dan selesai harus pada hari sesi. Isian Anda masih ada."))
    lawful(
        listed(
            kuhp_85_sessions.times_in_order(seen.started_at, seen.ended_at, now=at, break_minutes=seen.break_minutes)
        )
    )


def _came(seen: Seen, day: date, at: datetime) -> None:
    """Who came to a session that the service let fail came on its day, and not in the future."""
    came = seen.started_at
    if came is not None and (came > at or came.astimezone(WIT).date() != day):
        raise Refused(gettext("Jam datang harus pada hari sesi dan sudah lewat. Isian Anda masih ada."))


class Times(NamedTuple):
    """What a record keeps of when somebody was there; minutes are what may count once another officer accepts it."""

    started_at: datetime | None = None
    ended_at: datetime | None = None
    break_minutes: int = 0
    reported_minutes: int = 0


def times_of(seen: Seen, appointment: Appointment, parameters: Parameters) -> Times:
    """Work as seen; for who came when the service failed, the minutes that the office's rule of that day gives (KS-46).

    A record keeps them as a span of work would stand there, so that every limit of the credit holds over them too.
    """
    if MARKS[seen.outcome].attended:
        return Times(seen.started_at, seen.ended_at, seen.break_minutes, seen.reported_minutes)
    if MARKS[seen.outcome].fault is not Fault.SERVICE or seen.started_at is None:
        return Times()
    given = stand_down_minutes(
        seen.started_at,
        begins=appointment.starts_at,
        planned=appointment.minutes,
        day=appointment.session.day,
        parameters=parameters,
    )
    if not given:
        return Times(seen.started_at)
    begun = max(seen.started_at, appointment.starts_at)  # who waits before the session is not at work yet
    return Times(begun, begun + timedelta(minutes=given), 0, given)


def complete(expected: dict[int, Appointment], seen: Sequence[Seen], heads: int | None) -> None:
    """Everybody expected is named once; as many attended as were counted, where `heads` is given."""
    named = [one.appointment for one in seen]
    if sorted(named) != sorted(expected):
        raise Refused(
            gettext("Daftar nama tidak lengkap atau sudah berubah. Muat ulang halaman; hitungan Anda masih ada.")
        )
    present = sum(MARKS[one.outcome].attended for one in seen)
    if heads is not None and present != heads:
        says = gettext(
            "Hitungan awal %(heads)s, tetapi %(names)s nama tercatat hadir. Perbaiki nama atau ubah hitungan. "
            "Isian Anda masih ada."
        )
        raise Refused(says % {"heads": heads, "names": present})


def accompanied(appointment: Appointment, seen: Seen, source: str) -> str:
    """Who accompanied the child at its work (AN-04). Nobody needs a reason in the note; raises Refused without one.

    A phone asks nobody: there the one named beforehand counts, and that none was named is no fault of the supervisor.
    """
    if not appointment.order.child or not MARKS[seen.outcome].attended:
        return ""
    planned = appointment.companion[1]
    companion = planned if seen.companion is None else tidy_name(seen.companion)
    if not companion and not seen.note.strip() and source != Source.PHONE:
        raise Refused(gettext("Anak hadir tanpa pendamping. Tulis alasannya pada catatan. Isian Anda masih ada."))
    return companion[:120]


def briefed(appointment: Appointment, seen: Seen) -> None:
    """Who has not been told how to stay safe may not have been put to work (KS-24)."""
    briefed, day = appointment.order.safety_briefed_on, appointment.session.day
    if MARKS[seen.outcome].attended and (briefed is None or briefed > day):
        lawful(listed(kuhp_85_execution.safety_first(ppe=True, briefing=False)))


def served_by(order: Order) -> tuple[dict[str, Served], list[Interval]]:
    """Accepted work on the living orders of the order's person, by key, and what ended orders were credited with.

    What a correction replaced is left out. A fixed number of queries, however many sessions.
    """
    orders = list(Order.objects.filter(person=order.person_id).prefetch_related("sentences"))
    free = Q(hold="") | Q(release__granted=True)
    rows = Attendance.objects.filter(
        free, appointment__order__in=orders, replaced_by=None, verification__accepted=True, reported_minutes__gt=0
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
            row.marks.fault is Fault.SERVICE,
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


def distinct(row: Attendance, by: User) -> list[Finding]:
    """KS-29 counts two officers of one office as one: their office would be checking itself.

    The recorder's offices are those of the day of the record, so that nobody becomes a stranger by moving.
    """
    offices = row.recorded_by.offices_on(row.recorded_at.astimezone(WIT).date()) | row.recorded_by.offices()
    same = by.pk == row.recorded_by_id or bool(offices & by.offices())
    person = f"person:{row.appointment.order.person_id}"
    verified_by = row.recorded_by_id if same else by.pk
    return listed(practice.distinct_people(person=person, recorded_by=row.recorded_by_id, verified_by=verified_by))
