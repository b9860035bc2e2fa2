"""Take what citizens say and answer it. Their words are read by the cooperation bureau only and never published."""

from datetime import datetime

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.supply.voices.models import Complaint, Nomination
from masohi.supply.voices.terms import ComplaintTopic, NominationState
from masohi.writing.codes import new_code
from masohi.writing.refusals import Conflict, Refused

CLOSED = (NominationState.DECLINED, NominationState.DONE)


@deed
def send_nomination(*, place: str, village: Place, why: str, contact: str = "", by: User, at: datetime) -> Nomination:
    """Take a place that somebody would like to see worked on. `by` is the system: nobody signs in for this."""
    require(by, "nomination.send")
    row = Nomination(code=new_code(), place=place, village=village, why=why, contact=contact, sent_at=at)
    row.full_clean()
    row.save(force_insert=True)
    record("nomination.sent", row, by=by, at=at, seals=[row])
    return row


@deed
def answer_nomination(
    *,
    nomination: Nomination,
    seen: str,
    state: str,
    answer: str,
    office: Organisation | None = None,
    by: User,
    at: datetime,
) -> Nomination:
    """Say what becomes of a nominated place. `seen` is the state that the page showed: Conflict where it changed."""
    require(by, "nomination.answer")
    fresh = Nomination.objects.get(pk=nomination.pk)
    if fresh.state != seen:
        raise Conflict(gettext("Usul ini baru saja dijawab orang lain. Isian Anda masih ada; bandingkan lalu simpan."))
    if fresh.state in CLOSED:
        raise Refused(gettext("Usul ini sudah selesai dijawab. Tidak ada yang berubah."))
    if state == NominationState.NEW or not answer.strip():
        raise Refused(gettext("Pilih keadaan dan tulis jawaban untuk pengusul. Belum ada yang tersimpan."))
    fresh.state, fresh.answer, fresh.office = state, answer.strip(), office
    fresh.answered_by, fresh.answered_at = by, at
    fresh.full_clean()
    fresh.save()
    record("nomination.answered", fresh, by=by, at=at, seals=[fresh], state=str(state))
    return fresh


@deed
def send_complaint(*, topic: ComplaintTopic | str, text: str, contact: str = "", by: User, at: datetime) -> Complaint:
    """Take a complaint from anybody. `by` is the system: nobody signs in for this."""
    require(by, "complaint.send")
    row = Complaint(code=new_code(), topic=topic, text=text, contact=contact, sent_at=at)
    row.full_clean()
    row.save(force_insert=True)
    record("complaint.sent", row, by=by, at=at, seals=[row], topic=str(topic))
    return row


@deed
def answer_complaint(*, complaint: Complaint, answer: str, by: User, at: datetime) -> Complaint:
    """Answer a complaint, once: the sender reads it under the code. Raises Conflict where somebody was faster."""
    require(by, "complaint.answer")
    fresh = Complaint.objects.get(pk=complaint.pk)
    if fresh.answered_at is not None:
        raise Conflict(gettext("Aduan ini baru saja dijawab orang lain. Isian Anda masih ada di halaman."))
    if not answer.strip():
        raise Refused(gettext("Tulis jawaban untuk pengadu. Belum ada yang tersimpan."))
    fresh.answer, fresh.answered_by, fresh.answered_at = answer.strip(), by, at
    fresh.full_clean()
    fresh.save()
    record("complaint.answered", fresh, by=by, at=at, seals=[fresh])
    return fresh
