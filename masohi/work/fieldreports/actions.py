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
from masohi.work.attendance.terms import Hold, Outcome, Source
from masohi.work.fieldreports.facts import Folded, Unreadable, corrected, fold, hold_of, seen_from, undoes
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

TELLING = {NoteKind.START, NoteKind.LATE, NoteKind.LEAVE, NoteKind.END, NoteKind.VOID}


@deed
def settle_report(*, device: Device, session: Session, by: User, at: datetime) -> FieldReport:
    """Fold everything the phone wrote about the session and, once it is complete, record it.

    Called after every push and every night; the same entries settle the same way. A refusal does not undo what the
    phone signed: the report then waits for a person, with the sentence that says why.
    """
    require(by, "field.receive")
    report, new = FieldReport.objects.get_or_create(device=device, session=session, defaults={"changed_at": at})
    entries = list(session_entries(device, session))
    fresh = [entry for entry in entries if entry.dseq > report.upto]
    if not fresh or at < session.starts_at:  # a phone ahead of time: its word waits for the session
        if new:
            record("field.settled", report, by=by, at=at, thread=session, state=str(report.state), seals=[report])
        return report
    if report.state == ReportState.OPEN:
        _first(report, entries, by, at)
    elif any(entry.quarantined for entry in fresh):
        report.state = ReportState.QUARANTINED
    elif any(entry.kind in TELLING for entry in fresh):
        _told_more(report, entries)
    for entry in fresh:
        if entry.kind == NoteKind.CORRECT and not entry.quarantined and not undoes(read_note(bytes(entry.body))):
            _correct(report, entry, by, at)
    report.upto, report.changed_at = entries[-1].dseq, at
    report.save()
    record("field.settled", report, by=by, at=at, thread=session, state=str(report.state), seals=[report])
    return report


def _first(report: FieldReport, entries: Sequence[FieldEntry], by: User, at: datetime) -> None:
    """The report is still open: record the session where the last word has come."""
    if entries and all(entry.quarantined for entry in entries):
        report.state = ReportState.QUARANTINED
        return
    try:
        folded = fold(entries, _living(report.session), report.session)
    except Unreadable as fault:
        report.state = ReportState.REFUSED
        report.message = gettext("Catatan HP tidak lengkap atau tidak terbaca (%(what)s).") % {"what": fault}
        return
    if folded.done:
        report.folded = folded.as_json()
        _record(report, folded, by, at)
        _compare_lists(report, folded, entries, by, at)
    elif any(entry.quarantined for entry in entries):  # the rest of it cannot count by itself any more
        report.state = ReportState.QUARANTINED


def _record(report: FieldReport, folded: Folded, by: User, at: datetime) -> None:
    standing = standing_records(report.session)
    differing = [one for one in folded.seen if one.appointment in standing and differs(one, standing[one.appointment])]
    open_ones = [one for one in folded.seen if one.appointment not in standing]
    if not open_ones:
        report.state = ReportState.RIVAL if differing else ReportState.SAME
        return
    try:
        with transaction.atomic():
            record_session(
                session=report.session,
                heads_at_start=folded.heads_at_start,
                heads_at_end=folded.heads_at_end,
                seen=open_ones,
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
        report.state, report.message = ReportState.RIVAL if differing else ReportState.APPLIED, ""


def _living(session: Session) -> list[Appointment]:
    rows = Appointment.objects.filter(session=session).exclude(state=AppointmentState.CANCELLED)
    return list(rows.select_related("session").order_by("pk"))


def _told_more(report: FieldReport, entries: Sequence[FieldEntry]) -> None:
    """The phone told more about a session after its end: where it now says something else, a person decides."""
    try:
        folded = fold(entries, _living(report.session), report.session)
    except Unreadable as fault:
        report.message = gettext("Catatan HP tidak lengkap atau tidak terbaca (%(what)s).") % {"what": fault}
        report.state = ReportState.REFUSED
        return
    if folded.done and seen_from(folded.as_json()) != seen_from(report.folded):
        report.folded, report.state = folded.as_json(), ReportState.RIVAL


def _compare_lists(report: FieldReport, folded: Folded, entries: Sequence[FieldEntry], by: User, at: datetime) -> None:
    """Who joined or left the session after the phone had fetched its list: somebody has to say what they did."""
    living = _living(report.session)
    open_ones = {one.pk for one in living if one.state == AppointmentState.PLANNED}
    joined, left = open_ones - folded.listed, folded.listed - {one.pk for one in living}
    odd = (open_ones & folded.listed) - {one.appointment for one in folded.seen}
    told = []
    if odd:
        told.append(gettext("%(n)s orang tertulis pulang sebelum datang dan belum dicatat.") % {"n": len(odd)})
    if joined:
        told.append(gettext("%(n)s orang belum ada di daftar HP dan belum dicatat.") % {"n": len(joined)})
    if left:
        told.append(gettext("%(n)s orang di daftar HP sudah dilepas dari sesi ini.") % {"n": len(left)})
    if told:
        _put(entries[0], Matter.ROSTER, " ".join(told), by, at)


def _put(entry: FieldEntry, kind: Matter, message: str, by: User, at: datetime) -> None:
    """A matter for a person, once an entry."""
    matter, made = FieldMatter.objects.get_or_create(entry=entry, kind=kind, defaults={"message": message[:300]})
    if made:
        record("field.matter", matter, by=by, at=at, matter=str(kind), seals=[matter])


def _correct(report: FieldReport, entry: FieldEntry, by: User, at: datetime) -> None:
    """A correction made on the phone; what cannot be used waits for a person."""
    note = read_note(bytes(entry.body))
    try:
        seen = corrected(note.facts, report.session)
        row = standing_records(report.session).get(seen.appointment)
        if report.state != ReportState.APPLIED or row is None:
            raise Refused(gettext("Koreksi datang untuk catatan yang belum ada."))
        with transaction.atomic():
            correct_attendance(attendance=row, seen=seen, source=Source.PHONE, hold=hold_of([entry]), by=by, at=at)
    except (Refused, Unreadable, PermissionDenied) as fault:
        _put(entry, Matter.CORRECTION, str(fault), by, at)


@deed
def choose_report(*, report: FieldReport, use_it: bool, note: str, by: User, at: datetime) -> FieldReport:
    """Two records of one session: a PK keeps the one that stands, or takes this phone's word in its place.

    Nothing is deleted: taking it appends corrections, which another officer verifies. It concerns the own unit's people
    only; where others' records differ too, the report stays open for their PK. Raises Conflict where it was decided
    meanwhile, Refused without a reason.
    """
    require(by, "report.decide")
    fresh = reports_to_decide(by).filter(pk=report.pk).first()
    if fresh is None:
        raise Conflict(gettext("Laporan ini sudah diputuskan. Muat ulang halaman."))
    if not note.strip():
        raise Refused(gettext("Tulis alasan pilihan Anda. Kedua catatan masih tersimpan."))
    own = set(Appointment.objects.visible_to(by).filter(session=fresh.session).values_list("pk", flat=True))
    if not use_it and not own & set(standing_records(fresh.session)):
        told = gettext("Belum ada catatan lain. Pakai catatan HP ini, atau catat dulu dari daftar kertas.")
        raise Refused(told)
    if use_it:
        _take(fresh, own, note.strip(), by, at)
    decided = sorted(own | set(fresh.folded.get("decided", [])))
    fresh.folded = fresh.folded | {"decided": decided}
    if not _still_open(fresh, decided):
        fresh.state = ReportState.DECIDED
    fresh.decided_by, fresh.decided_at, fresh.note = by, at, note.strip()[:250]
    fresh.save()
    here = fresh.session
    record("field.decided", fresh, by=by, at=at, thread=here, used=int(use_it), session=here.pk, seals=[fresh])
    return fresh


def _still_open(report: FieldReport, decided: Sequence[int]) -> bool:
    """Whether the report says something else about people on whom nobody of theirs has decided."""
    standing = standing_records(report.session)
    others = [one for one in seen_from(report.folded) if one.appointment not in decided]
    return any(differs(one, standing.get(one.appointment)) for one in others)


def _take(report: FieldReport, own: set[int], note: str, by: User, at: datetime) -> None:
    """Make the report the record of own people: a first record where there is none yet, else a correction."""
    seen = [one for one in seen_from(report.folded) or _folded_again(report) if one.appointment in own]
    standing = standing_records(report.session)
    if not seen:
        raise Refused(gettext("Catatan HP ini tidak menyebut orang Anda. Tidak ada yang berubah."))
    _take_first([one for one in seen if one.appointment not in standing], report, at)
    for one in seen:
        row = standing.get(one.appointment)
        if row is not None and differs(one, row):
            told = Seen(one.appointment, one.outcome, one.started_at, one.ended_at, one.break_minutes, note)
            correct_attendance(attendance=row, seen=told, source=Source.PHONE, by=by, at=at)


def _take_first(seen: Sequence[Seen], report: FieldReport, at: datetime) -> None:
    if not seen:
        return
    try:
        record_session(
            session=report.session,
            heads_at_start=int(report.folded.get("heads_at_start", 0)),
            heads_at_end=int(report.folded.get("heads_at_end", 0)),
            seen=seen,
            source=Source.PHONE,
            hold=Hold.TIME,
            by=report.device.user,
            at=at,
        )
    except PermissionDenied:
        raise Refused(gettext("Pengawas itu tidak lagi bertugas. Catat kehadiran dari daftar kertas.")) from None


def _folded_again(report: FieldReport) -> list[Seen]:
    """A quarantined report was never folded: fold it now that a person has decided to use it."""
    entries = list(session_entries(report.device, report.session))
    for entry in entries:
        entry.quarantined = False  # in memory only: the row keeps its mark
    try:
        folded = fold(entries, _living(report.session), report.session)
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
    record("field.matter_closed", fresh, by=by, at=at, matter=str(fresh.kind), seals=[fresh])
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
    held = Hold.TIME if fresh.entry.quarantined else hold_of([fresh.entry])
    row = record_walk_in(appointment=made, seen=seen, hold=held, because=entry)
    fresh.decided_by, fresh.decided_at, fresh.note = by, at, note.strip()[:250]
    fresh.save(update_fields=["decided_by", "decided_at", "note"])
    record("field.matter_closed", fresh, because=entry, matter=str(fresh.kind), seals=[fresh])
    return row
