"""Record classes from what phones signed, by the same deed as a page; where they differ, a person decides."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.onphone.facts import Told, differing, read_sheet
from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.onphone.queries import sheet_of, sheets_to_decide
from masohi.reentry.training.lessons.actions import record_lesson
from masohi.reentry.training.lessons.queries import expected_at, records_of
from masohi.reentry.training.models import Lesson
from masohi.work.fieldreports.facts import Unreadable
from masohi.work.fieldreports.terms import ReportState
from masohi.work.fieldwork.models import FieldEntry
from masohi.writing.phone_notes import read_note
from masohi.writing.refusals import Conflict, Refused

Settled = tuple[ReportState, str]


@deed
def settle_sheet(*, entry: FieldEntry, by: User, at: datetime) -> PhoneSheet | None:
    """Let a signed sheet become the record of its meeting, once; where it cannot, it waits with the sentence why.

    Called after every push and every night. Nothing is done before the meeting begins (None then), and nothing twice.
    A refusal does not undo what the phone signed.
    """
    require(by, "field.receive")
    known = sheet_of(entry)
    if known is not None:
        return known
    note = read_note(bytes(entry.body))
    lesson = Lesson.objects.select_related("cohort").filter(code=note.session).first()
    if lesson is not None and at < lesson.starts_at:  # a phone ahead of time: its word waits for the meeting
        return None
    state, message = _settled(entry, lesson, at)
    made = PhoneSheet.objects.create(entry=entry, lesson=lesson, state=state, message=message[:300], settled_at=at)
    thread = lesson.cohort if lesson is not None else entry.device
    record("lesson.told", made, by=by, at=at, thread=thread, seals=[made], state=str(state))
    return made


def _settled(entry: FieldEntry, lesson: Lesson | None, at: datetime) -> Settled:
    if entry.quarantined:
        return ReportState.QUARANTINED, gettext("HP itu tidak boleh mencatat kelas ini, atau sudah tidak dipakai.")
    if lesson is None:
        return ReportState.REFUSED, gettext("Pertemuan yang disebut HP tidak ada di sini.")
    try:
        told = read_sheet(read_note(bytes(entry.body)))
    except Unreadable as fault:
        says = gettext("Catatan HP tidak lengkap atau tidak terbaca (%(what)s).")
        return ReportState.REFUSED, says % {"what": fault}
    if lesson.recorded_at is not None:
        if not differing(told, records_of(lesson), lesson):
            return ReportState.SAME, ""
        return ReportState.RIVAL, gettext("Pertemuan ini sudah tercatat dengan isi lain.")
    return _recorded(entry, lesson, told, at)


def _recorded(entry: FieldEntry, lesson: Lesson, told: Told, at: datetime) -> Settled:
    expected = {row.pk for row in expected_at(lesson)}
    if expected != {one.enrolment for one in told.came}:
        return ReportState.REFUSED, gettext("Daftar peserta di HP berbeda dari daftar sekarang.")
    try:
        with transaction.atomic():
            record_lesson(lesson=lesson, heads=told.heads, came=told.came, by=entry.device.user, at=at)
    except Refused as refusal:
        return ReportState.REFUSED, str(refusal)
    except PermissionDenied:
        return ReportState.REFUSED, gettext("Pemegang HP tidak lagi bertugas di unit kelas ini.")
    return ReportState.APPLIED, ""


@deed
def close_sheet(*, sheet: PhoneSheet, note: str, by: User, at: datetime) -> PhoneSheet:
    """An officer of the unit has looked at what the phone says and tells what was done; nothing is deleted.

    What was right in it is recorded or corrected by the ordinary deeds. Raises Conflict where it was decided meanwhile,
    Refused without a note.
    """
    require(by, "lesson.record")
    fresh = sheets_to_decide(by).filter(pk=sheet.pk).first()
    if fresh is None:
        raise Conflict(gettext("Catatan HP ini sudah diputuskan. Muat ulang halaman."))
    fresh.note = " ".join(note.split())[:250]
    if not fresh.note:
        raise Refused(gettext("Tulis apa yang Anda periksa. Belum ada yang berubah."))
    fresh.state, fresh.decided_by, fresh.decided_at = ReportState.DECIDED, by, at
    fresh.save()
    thread = fresh.lesson.cohort if fresh.lesson is not None else fresh.entry.device
    record("lesson.looked_at", fresh, by=by, at=at, thread=thread, seals=[fresh])
    return fresh
