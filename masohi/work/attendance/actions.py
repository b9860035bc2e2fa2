"""Record a session, correct a record by a new one, let a second officer decide, credit what was accepted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from masohi.cases.orders.actions import note_progress
from masohi.cases.orders.models import Order, handled_by
from masohi.cases.orders.terms import State
from masohi.law.credit import Credits
from masohi.law.credit_person import credit_person
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import of_one_office
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.work.attendance.facts import (
    Seen,
    accompanied,
    briefed,
    checked,
    complete,
    distinct,
    lawful,
    served_by,
    times_of,
)
from masohi.work.attendance.models import Attendance, HeadCount, Release, Verification
from masohi.work.attendance.queries import held_records, undoable
from masohi.work.attendance.terms import Phase, Source
from masohi.work.placement.models import Appointment, Session, hosted_by
from masohi.work.placement.terms import AppointmentState, SessionState
from masohi.writing.refusals import Conflict, Refused


@deed
def record_session(
    *,
    session: Session,
    heads_at_start: int,
    heads_at_end: int,
    seen: Sequence[Seen],
    source: Source = Source.WEB,
    hold: str = "",
    by: User,
    at: datetime,
) -> list[Attendance]:
    """Record everybody who was expected at a session, in one go. With `hold` nothing counts before it is released.

    Raises Conflict where it is recorded already, Refused where a name is missing or the head count contradicts the
    names, Unlawful for impossible times. Nothing is stored then. What a phone signed speaks of the people on its list:
    others stay open, and a count that contradicts the names becomes a flag.
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
    if source is Source.PHONE:
        expected = {one.appointment: expected[one.appointment] for one in seen if one.appointment in expected}
    complete(expected, seen, None if source is Source.PHONE else heads_at_start)
    for one in seen:
        checked(one, expected[one.appointment], at)
        briefed(expected[one.appointment], one)
    counts = [
        HeadCount.objects.create(session=session, phase=phase, people=people, counted_by=by, counted_at=at)
        for phase, people in ((Phase.START, heads_at_start), (Phase.END, heads_at_end))
    ]
    seals = [*counts, session]
    entry = record("session.recorded", session, by=by, at=at, seals=seals, start=heads_at_start, end=heads_at_end)
    made = [_store(expected[one.appointment], one, None, (source, hold), by, at, entry) for one in seen]
    Session.objects.filter(pk=session.pk).update(state=SessionState.RECORDED)
    return made


def _store(
    appointment: Appointment,
    seen: Seen,
    replaces: Attendance | None,
    how: tuple[str, str],
    by: User,
    at: datetime,
    because: Entry,
) -> Attendance:
    attendance = Attendance.objects.create(
        appointment=appointment,
        replaces=replaces,
        outcome=seen.outcome,
        **times_of(seen, appointment, parameters_in_force())._asdict(),
        note=seen.note,
        source=how[0],
        hold=how[1],
        companion=accompanied(appointment, seen, how[0]),
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
        hold=how[1],
        seals=[attendance],
    )
    refold_credit(order=appointment.order, because=entry)
    return attendance


@deed
def correct_attendance(
    *, attendance: Attendance, seen: Seen, source: Source | None = None, hold: str = "", by: User, at: datetime
) -> Attendance:
    """Append a record that replaces another; the old one stays readable and the credit of it is withdrawn (KS-33).

    The supervisor corrects what has not been verified, the PK anything; either way another officer must verify it. A
    hold on the old record stays on a supervisor's correction; a PK's own word ends it, because the jaksa who then
    verifies is the second approver.
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
    checked(seen, fresh.appointment, at)
    entry = record("attendance.corrected", fresh, by=by, at=at, thread=fresh.appointment.order)
    Session.objects.filter(pk=fresh.appointment.session_id).update(state=SessionState.RECORDED)
    how = (source or fresh.source, hold if by.has(Role.PROBATION) else fresh.hold or hold)
    return _store(fresh.appointment, seen, fresh, how, by, at, entry)


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
        lawful(distinct(row, by))
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


@deed
def undo_verification(*, records: Sequence[Attendance], by: User, at: datetime) -> int:
    """Take back what the same officer accepted or refused within the last 30 seconds; the records wait again.

    Raises Conflict where it is too late, was somebody else's, or something followed from it. The credit follows.
    """
    require(by, "attendance.verify")
    rows = list(undoable(by, at).filter(pk__in=[row.pk for row in records]))
    if not rows or len(rows) != len(records):
        raise Conflict(
            gettext("Waktu untuk membatalkan sudah lewat. Keputusan tetap; buat koreksi bila ada yang salah.")
        )
    orders = {row.appointment.order_id: row.appointment.order for row in rows}
    for order in orders.values():
        words = [row.verification for row in rows if row.appointment.order_id == order.pk]
        entry = record("attendance.undone", order, by=by, at=at, thread=order, gone=words)
        Appointment.objects.filter(records__verification__in=words).update(state=AppointmentState.RECORDED)
        Verification.objects.filter(pk__in=[word.pk for word in words]).delete()
        refold_credit(order=order, because=entry)
    sessions = {row.appointment.session_id for row in rows}
    Session.objects.filter(pk__in=sessions).update(state=SessionState.RECORDED)
    return len(rows)


@consequence
def record_walk_in(*, appointment: Appointment, seen: Seen, hold: str = "", because: Entry) -> Attendance:
    """The first record of a person who came without being on the list; another officer verifies it like any other."""
    checked(seen, appointment, because.at)
    briefed(appointment, seen)
    admitted = User.objects.get(pk=because.actor or 0)
    Session.objects.filter(pk=appointment.session_id).update(state=SessionState.RECORDED)
    return _store(appointment, seen, None, (Source.PHONE, hold), admitted, because.at, because)


@deed
def release_attendance(*, attendance: Attendance, granted: bool, reason: str, by: User, at: datetime) -> Release:
    """The second approver decides on a held record after the first has accepted it (reliability of time, KS-29).

    Raises Conflict where nothing waits, Refused without a reason, Unlawful for whoever recorded or verified it, or
    belongs to their offices.
    """
    require(by, "attendance.release")
    row = held_records(by).filter(pk=attendance.pk).select_related("verification__verified_by").first()
    if row is None:
        raise Conflict(gettext("Catatan ini tidak lagi menunggu persetujuan kedua. Muat ulang halaman."))
    if not reason.strip():
        raise Refused(gettext("Tulis alasan keputusan Anda. Belum ada yang berubah."))
    lawful(distinct(row, by))
    verifier = row.verification.verified_by
    if of_one_office(verifier, by, row.verification.verified_at):
        raise Refused(gettext("Persetujuan kedua harus dari kantor lain daripada pemeriksa pertama."))
    word = Release.objects.create(
        attendance=row, granted=granted, reason=reason.strip(), released_by=by, released_at=at
    )
    order = row.appointment.order
    facts: dict[str, Any] = {"attendance": row.pk, "granted": int(granted)}
    entry = record("attendance.released", word, by=by, at=at, thread=order, seals=[word], **facts)
    refold_credit(order=order, because=entry)
    return word


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
