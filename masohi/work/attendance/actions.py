"""Record a session, correct a record by a new one, let a second officer decide, credit what was accepted."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext

from masohi.cases.orders.actions import note_progress
from masohi.cases.orders.models import Order, handled_by
from masohi.cases.orders.terms import State
from masohi.law import kuhp_85_execution, kuhp_85_sessions, practice
from masohi.law.citation import Finding, Level, listed
from masohi.law.credit import Credits
from masohi.law.credit_person import credit_person
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.work.attendance.facts import Seen, served_by
from masohi.work.attendance.models import Attendance, HeadCount, Verification
from masohi.work.attendance.terms import MARKS, Phase, Source
from masohi.work.placement.models import Appointment, Session, hosted_by
from masohi.work.placement.terms import AppointmentState, SessionState
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful


def _lawful(findings: Iterable[Finding]) -> None:
    blocks = [finding for finding in findings if finding.level is Level.BLOCK]
    if blocks:
        raise Unlawful(blocks)


def _checked(seen: Seen, appointment: Appointment, at: datetime) -> None:
    """Times in order, on the session's day, none in the future (KS-31); the order was alive; who attended has both."""
    order, day = appointment.order, appointment.session.day
    if order.state != State.RUNNING and not (order.ended_at and appointment.starts_at < order.ended_at):
        raise Conflict(gettext("Sebuah perkara di sesi ini sudah berakhir. Muat ulang; belum ada yang tersimpan."))
    if not MARKS[seen.outcome].attended:
        return
    if seen.started_at is None or seen.ended_at is None:
        raise Refused(gettext("Isi jam mulai dan jam selesai untuk setiap orang yang hadir. Isian Anda masih ada."))
    if {seen.started_at.astimezone(WIT).date(), seen.ended_at.astimezone(WIT).date()} != {day}:
        raise Refused(gettext("Jam mulai dan selesai harus pada hari sesi. Isian Anda masih ada."))
    _lawful(
        listed(
            kuhp_85_sessions.times_in_order(seen.started_at, seen.ended_at, now=at, break_minutes=seen.break_minutes)
        )
    )


@deed
def record_session(
    *,
    session: Session,
    heads_at_start: int,
    heads_at_end: int,
    seen: Sequence[Seen],
    source: Source = Source.WEB,
    by: User,
    at: datetime,
) -> list[Attendance]:
    """Record everybody who was expected at a session, in one go.

    Raises Conflict where it is recorded already, Refused where a name is missing or the head count contradicts the
    names, Unlawful for impossible times. Nothing is stored then.
    """
    require(by, "attendance.record")
    if not Session.objects.filter(hosted_by(by), pk=session.pk).exists():
        raise Refused(gettext("Anda bukan pengawas lokasi ini. Tidak ada yang tersimpan."))
    if at < session.starts_at:
        raise Refused(gettext("Sesi ini belum mulai. Catat kehadiran sesudah sesi berjalan; belum ada yang tersimpan."))
    expected = {
        a.pk: a for a in session.appointments.filter(state=AppointmentState.PLANNED).select_related("order", "session")
    }
    if not expected:
        raise Conflict(
            gettext("Sesi ini sudah dicatat. Tidak ada yang tersimpan dua kali. Buka sesi untuk membuat koreksi.")
        )
    _complete(expected, seen, heads_at_start)
    for one in seen:
        _checked(one, expected[one.appointment], at)
        _briefed(expected[one.appointment], one)
    counts = [
        HeadCount.objects.create(session=session, phase=phase, people=people, counted_by=by, counted_at=at)
        for phase, people in ((Phase.START, heads_at_start), (Phase.END, heads_at_end))
    ]
    entry = record("session.recorded", session, by=by, at=at, seals=counts, start=heads_at_start, end=heads_at_end)
    made = [_store(expected[one.appointment], one, None, source, by, at, entry) for one in seen]
    Session.objects.filter(pk=session.pk).update(state=SessionState.RECORDED)
    return made


def _complete(expected: dict[int, Appointment], seen: Sequence[Seen], heads: int) -> None:
    named = [one.appointment for one in seen]
    if sorted(named) != sorted(expected):
        raise Refused(
            gettext("Daftar nama tidak lengkap atau sudah berubah. Muat ulang halaman; hitungan Anda masih ada.")
        )
    present = sum(MARKS[one.outcome].attended for one in seen)
    if present != heads:
        says = gettext(
            "Hitungan awal %(heads)s, tetapi %(names)s nama tercatat hadir. Perbaiki nama atau ubah hitungan. "
            "Isian Anda masih ada."
        )
        raise Refused(says % {"heads": heads, "names": present})


def _briefed(appointment: Appointment, seen: Seen) -> None:
    """Who has not been told how to stay safe may not have been put to work (KS-24)."""
    briefed, day = appointment.order.safety_briefed_on, appointment.session.day
    if MARKS[seen.outcome].attended and (briefed is None or briefed > day):
        _lawful(listed(kuhp_85_execution.safety_first(ppe=True, briefing=False)))


def _store(
    appointment: Appointment,
    seen: Seen,
    replaces: Attendance | None,
    source: Source,
    by: User,
    at: datetime,
    because: Entry,
) -> Attendance:
    attendance = Attendance.objects.create(
        appointment=appointment,
        replaces=replaces,
        outcome=seen.outcome,
        started_at=seen.started_at if MARKS[seen.outcome].attended else None,
        ended_at=seen.ended_at if MARKS[seen.outcome].attended else None,
        break_minutes=seen.break_minutes,
        reported_minutes=seen.reported_minutes,
        note=seen.note,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )
    Appointment.objects.filter(pk=appointment.pk).update(state=AppointmentState.RECORDED)
    entry = record(
        "attendance.recorded",
        attendance,
        because=because,
        thread=appointment.order,
        outcome=str(seen.outcome),
        minutes=attendance.reported_minutes,
        seals=[attendance],
    )
    refold_credit(order=appointment.order, because=entry)
    return attendance


@deed
def correct_attendance(*, attendance: Attendance, seen: Seen, by: User, at: datetime) -> Attendance:
    """Append a record that replaces another; the old one stays readable and the credit of it is withdrawn (KS-33).

    The supervisor corrects what has not been verified, the PK anything; either way another officer must verify it.
    """
    require(by, "attendance.record" if by.has(Role.SUPERVISOR) else "attendance.correct")
    fresh = Attendance.objects.select_related("appointment__order", "appointment__session").get(pk=attendance.pk)
    if hasattr(fresh, "replaced_by"):
        raise Conflict(gettext("Catatan ini sudah dikoreksi. Buka sesi untuk melihat catatan yang terbaru."))
    if hasattr(fresh, "verification") and not by.has(Role.PROBATION):
        raise Refused(gettext("Catatan ini sudah diperiksa. Minta PK membuat koreksi; catatan lama tetap tersimpan."))
    if not seen.note.strip():
        raise Refused(gettext("Tulis alasan koreksi. Catatan lama belum berubah."))
    if fresh.appointment.order.state != State.RUNNING:
        raise Refused(gettext("Perkara sudah berakhir, jadi catatan tidak dapat dikoreksi di sini. Hubungi jaksa."))
    _checked(seen, fresh.appointment, at)
    entry = record("attendance.corrected", fresh, by=by, at=at, thread=fresh.appointment.order)
    Session.objects.filter(pk=fresh.appointment.session_id).update(state=SessionState.RECORDED)
    return _store(fresh.appointment, seen, fresh, Source(fresh.source), by, at, entry)


@deed
def verify_attendance(
    *,
    accepted: Sequence[Attendance],
    refused: Sequence[Attendance] = (),
    reason: str = "",
    by: User,
    at: datetime,
) -> list[Verification]:
    """A second officer, of another office than the recorder's, decides on the very records that were shown.

    Raises Conflict where one of them was corrected or decided meanwhile (nothing is decided then), Unlawful where the
    verifier recorded it or belongs to the same office (KS-29). The credit follows.
    """
    require(by, "attendance.verify")
    shown = {row.pk: True for row in accepted} | {row.pk: False for row in refused}
    rows = list(
        Attendance.objects.filter(handled_by(by, "appointment__order__"), pk__in=shown, replaced_by=None)
        .filter(verification=None)
        .select_related("appointment__order", "appointment__session", "recorded_by")
        .order_by("pk")
    )
    if len(rows) != len(accepted) + len(refused):
        raise Conflict(gettext("Sebagian catatan sudah diperiksa atau dikoreksi. Muat ulang; belum ada yang berubah."))
    for row in rows:
        _lawful(_distinct(row, by))
    if refused and not reason.strip():
        raise Refused(gettext("Tulis alasan mengapa catatan tidak diakui. Belum ada yang berubah."))
    made = [_verified(row, shown[row.pk], "" if shown[row.pk] else reason.strip(), by, at) for row in rows]
    orders = {row.appointment.order_id: row.appointment.order for row in rows}
    for order in orders.values():
        entry = record("attendance.decided", order, by=by, at=at, thread=order)
        refold_credit(order=order, because=entry)
    for session in {row.appointment.session_id for row in rows}:
        _close_session(session)
    return made


def _distinct(row: Attendance, by: User) -> list[Finding]:
    """KS-29 counts two officers of one office as one: their office would be checking itself.

    The recorder's offices are those of the day of the record, so that nobody becomes a stranger by moving.
    """
    offices = row.recorded_by.offices_on(row.recorded_at.astimezone(WIT).date()) | row.recorded_by.offices()
    same = by.pk == row.recorded_by_id or bool(offices & by.offices())
    person = f"person:{row.appointment.order.person_id}"
    verified_by = row.recorded_by_id if same else by.pk
    return listed(practice.distinct_people(person=person, recorded_by=row.recorded_by_id, verified_by=verified_by))


def _verified(row: Attendance, accepted: bool, reason: str, by: User, at: datetime) -> Verification:
    verification = Verification.objects.create(
        attendance=row, accepted=accepted, reason=reason, verified_by=by, verified_at=at
    )
    state = AppointmentState.VERIFIED if accepted else AppointmentState.REJECTED
    Appointment.objects.filter(pk=row.appointment_id).update(state=state)
    record(
        "attendance.verified",
        verification,
        by=by,
        at=at,
        thread=row.appointment.order,
        attendance=row.pk,
        accepted=int(accepted),
        seals=[verification],
    )
    return verification


def _close_session(session: int) -> None:
    open_states = [AppointmentState.PLANNED, AppointmentState.RECORDED]
    if not Appointment.objects.filter(session=session, state__in=open_states).exists():
        Session.objects.filter(pk=session).update(state=SessionState.VERIFIED)


@consequence
def refold_credit(*, order: Order, because: Entry) -> None:
    """Credit the person's orders anew from all accepted records: the same answer in whatever order they came."""
    living, ended = served_by(order)
    credits = credit_person(living, ended=ended, parameters=parameters_in_force())
    for key, one in credits.items():
        _store_credit(int(key), one, because)


def _store_credit(order: int, folded: Credits, because: Entry) -> None:
    """Repeat the fold's answer on appointments and order; the order is told of only where something is new."""
    by_key = {int(line.key): line for line in folded.lines}
    changed = []
    for appointment in Appointment.objects.filter(order=order):
        one = by_key.get(appointment.pk)
        minutes = one.credited_minutes if one else 0
        notes = [reason.message for reason in one.reasons] if one else []
        if (minutes, notes) != (appointment.credited_minutes, appointment.credit_notes):
            appointment.credited_minutes, appointment.credit_notes = minutes, notes
            changed.append(appointment)
    Appointment.objects.bulk_update(changed, ["credited_minutes", "credit_notes"])
    rows = Attendance.objects.filter(appointment__order=order, replaced_by=None)
    waiting = sum(rows.filter(verification=None).values_list("reported_minutes", flat=True))
    credited = folded.credited_minutes
    note_progress(order=order, reported=credited + waiting, credited=credited, because=because)
