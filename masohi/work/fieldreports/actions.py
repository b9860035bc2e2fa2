"""Record sessions from what phones signed, by the same deeds as a page; where they disagree, a person decides."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.devices.models import Device
from masohi.work.attendance.actions import correct_attendance, record_session, record_walk_in
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Outcome, Source
from masohi.work.fieldreports.facts import Folded, Unreadable, corrected, fold, seen_from
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldreports.queries import differs, reports_to_decide, standing_records
from masohi.work.fieldreports.terms import ReportState
from masohi.work.fieldwork.models import FieldEntry, FieldMatter
from masohi.work.fieldwork.queries import matters_to_decide, session_entries
from masohi.work.fieldwork.terms import Matter, NoteKind
from masohi.work.placement.actions import appoint_walk_in
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.terms import AppointmentState
from masohi.writing.phone_notes import read_note
from masohi.writing.refusals import Conflict, Refused


@deed
def settle_report(*, device: Device, session: Session, by: User, at: datetime) -> FieldReport:
    """Fold everything the phone wrote about the session and, once it is complete, record it.

    Called after every push and every night; the same entries settle the same way. A refusal does not undo what the
    phone signed: the report then waits for a person, with the sentence that says why.
    """
    require(by, "field.receive")
    report, _ = FieldReport.objects.get_or_create(device=device, session=session, defaults={"changed_at": at})
    entries = list(session_entries(device, session))
    fresh = [entry for entry in entries if entry.dseq > report.upto]
    if not fresh:
        return report
    if report.state == ReportState.OPEN:
        _first(report, entries, by, at)
    elif any(entry.quarantined for entry in fresh):
        report.state = ReportState.QUARANTINED
    for entry in fresh:
        if entry.kind == NoteKind.CORRECT and not entry.quarantined:
            _correct(report, entry, by, at)
    report.upto, report.changed_at = entries[-1].dseq, at
    report.save()
    return report


def _first(report: FieldReport, entries: Sequence[FieldEntry], by: User, at: datetime) -> None:
    """The report is still open: record the session where the last word has come."""
    if entries and all(entry.quarantined for entry in entries):
        report.state = ReportState.QUARANTINED
        return
    living = report.session.appointments.exclude(state=AppointmentState.CANCELLED)
    try:
        folded = fold(entries, list(living.select_related("session").order_by("pk")), report.session)
    except Unreadable as fault:
        report.state = ReportState.REFUSED
        report.message = gettext("Catatan HP tidak lengkap atau tidak terbaca (%(what)s).") % {"what": fault}
        return
    if folded.done:
        report.folded = folded.as_json()
        _record(report, folded, by, at)
    elif any(entry.quarantined for entry in entries):  # the rest of it cannot count by itself any more
        report.state = ReportState.QUARANTINED


def _record(report: FieldReport, folded: Folded, by: User, at: datetime) -> None:
    seen = list(folded.seen)
    if not report.session.appointments.filter(state=AppointmentState.PLANNED).exists():
        report.state = ReportState.RIVAL if _disagrees(report.session, seen) else ReportState.SAME
        return
    try:
        with transaction.atomic():
            record_session(
                session=report.session,
                heads_at_start=folded.heads_at_start,
                heads_at_end=folded.heads_at_end,
                seen=seen,
                source=Source.PHONE,
                hold=folded.hold,
                by=by,
                at=at,
            )
    except Refused as refusal:
        report.state, report.message = ReportState.REFUSED, str(refusal)[:300]
    except PermissionDenied:
        report.state, report.message = ReportState.REFUSED, gettext("Pengawas itu tidak lagi bertugas.")
    else:
        report.state, report.message = ReportState.APPLIED, ""


def _disagrees(session: Session, seen: Sequence[Seen]) -> bool:
    standing = standing_records(session)
    return any(differs(one, standing.get(one.appointment)) for one in seen)


def _correct(report: FieldReport, entry: FieldEntry, by: User, at: datetime) -> None:
    """A correction made on the phone; what cannot be used waits for a person."""
    note = read_note(bytes(entry.body))
    try:
        seen = corrected(note.facts, report.session)
        row = standing_records(report.session).get(seen.appointment)
        if report.state != ReportState.APPLIED or row is None:
            raise Refused(gettext("Koreksi datang untuk catatan yang belum ada."))
        with transaction.atomic():
            hold = "waktu" if entry.doubt else ""
            correct_attendance(attendance=row, seen=seen, source=Source.PHONE, hold=hold, by=by, at=at)
    except (Refused, Unreadable, PermissionDenied) as fault:
        message = str(fault)[:300]
        FieldMatter.objects.get_or_create(entry=entry, kind=Matter.CORRECTION, defaults={"message": message})


@deed
def choose_report(*, report: FieldReport, use_it: bool, note: str, by: User, at: datetime) -> FieldReport:
    """Two records of one session: a PK keeps the one that stands, or takes this phone's word in its place.

    Nothing is deleted: taking it appends corrections, which another officer verifies. Raises Conflict where it was
    decided meanwhile, Refused without a reason.
    """
    require(by, "report.decide")
    fresh = reports_to_decide(by).filter(pk=report.pk).first()
    if fresh is None:
        raise Conflict(gettext("Laporan ini sudah diputuskan. Muat ulang halaman."))
    if not note.strip():
        raise Refused(gettext("Tulis alasan pilihan Anda. Kedua catatan masih tersimpan."))
    record("field.decided", fresh, by=by, at=at, used=int(use_it), session=fresh.session_id)
    if use_it:
        _take(fresh, note.strip(), by, at)
    fresh.state, fresh.decided_by, fresh.decided_at, fresh.note = ReportState.DECIDED, by, at, note.strip()[:250]
    fresh.save()
    return fresh


def _take(report: FieldReport, note: str, by: User, at: datetime) -> None:
    """Make the report the record: as first record where there is none yet, else as corrections."""
    seen = seen_from(report.folded) or _folded_again(report)
    standing = standing_records(report.session)
    if not standing:
        holder = report.device.user
        try:
            record_session(
                session=report.session,
                heads_at_start=int(report.folded.get("heads_at_start", 0)),
                heads_at_end=int(report.folded.get("heads_at_end", 0)),
                seen=seen,
                source=Source.PHONE,
                hold="waktu",
                by=holder,
                at=at,
            )
        except PermissionDenied:
            raise Refused(gettext("Pengawas itu tidak lagi bertugas. Catat kehadiran dari daftar kertas.")) from None
        return
    for one in seen:
        row = standing.get(one.appointment)
        if row is not None and differs(one, row):
            told = Seen(one.appointment, one.outcome, one.started_at, one.ended_at, one.break_minutes, note)
            correct_attendance(attendance=row, seen=told, source=Source.PHONE, by=by, at=at)


def _folded_again(report: FieldReport) -> list[Seen]:
    """A quarantined report was never folded: fold it now that a person has decided to use it."""
    entries = list(session_entries(report.device, report.session))
    for entry in entries:
        entry.quarantined = False  # in memory only: the row keeps its mark
    living = list(Appointment.objects.filter(session=report.session).exclude(state=AppointmentState.CANCELLED))
    try:
        folded = fold(entries, living, report.session)
    except Unreadable:
        folded = Folded(False)
    if not folded.done:
        raise Refused(gettext("Catatan HP ini tidak lengkap, jadi tidak dapat dipakai. Catatan itu tetap tersimpan."))
    report.folded = folded.as_json()
    return list(folded.seen)


@deed
def close_matter(*, matter: FieldMatter, note: str, by: User, at: datetime) -> FieldMatter:
    """A PK has looked at what a phone sent and says what was done."""
    require(by, "report.decide")
    fresh = matters_to_decide(by).filter(pk=matter.pk).first()
    if fresh is None:
        raise Conflict(gettext("Hal ini sudah diputuskan. Muat ulang halaman."))
    if not note.strip():
        raise Refused(gettext("Tulis apa yang dilakukan. Belum ada yang berubah."))
    fresh.decided_by, fresh.decided_at, fresh.note = by, at, note.strip()[:250]
    fresh.save(update_fields=["decided_by", "decided_at", "note"])
    record("field.matter_closed", fresh, by=by, at=at, matter=str(fresh.kind))
    return fresh


@deed
def admit_walk_in(
    *, matter: FieldMatter, order: Order, began: datetime, ended: datetime, rest: int, note: str, by: User, at: datetime
) -> Attendance:
    """A PK takes in somebody who came without being on the list: a place at that session and a first record of it.

    `began` and `ended` are what the supervisor reports, `rest` minutes of break. Nothing counts before an officer of
    another office has verified it. Raises Refused where the order does not run, is there already, or has no place.
    """
    require(by, "report.decide")
    fresh = matters_to_decide(by).filter(pk=matter.pk, kind=Matter.WALK_IN).first()
    if fresh is None or fresh.entry.session is None:
        raise Conflict(gettext("Hal ini sudah diputuskan. Muat ulang halaman."))
    own = Order.objects.visible_to(by).filter(pk=order.pk).first()
    if own is None or not note.strip():
        raise Refused(gettext("Pilih perkara Anda dan tulis apa yang Anda periksa. Belum ada yang berubah."))
    session = fresh.entry.session
    minutes = int((ended - began).total_seconds()) // 60
    if minutes <= 0 or began < session.starts_at or ended > session.ends_at:
        raise Refused(gettext("Jam mulai dan selesai harus di dalam jam sesi. Isian Anda masih ada."))
    entry = record("field.admitted", fresh, by=by, at=at, thread=own, session=session.pk)
    made = appoint_walk_in(session=session, order=own, starts_at=began, minutes=minutes, because=entry)
    made.session, made.order = session, own
    seen = Seen(made.pk, Outcome.PRESENT, began, ended, rest, note.strip()[:250])
    row = record_walk_in(appointment=made, seen=seen, because=entry)
    fresh.decided_by, fresh.decided_at, fresh.note = by, at, note.strip()[:250]
    fresh.save(update_fields=["decided_by", "decided_at", "note"])
    return row
