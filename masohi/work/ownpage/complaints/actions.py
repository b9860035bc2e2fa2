"""Answer a complaint."""

from datetime import datetime

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.work.ownpage.models import OwnComplaint
from masohi.work.ownpage.queries import complaints_for
from masohi.writing.refusals import Conflict, Refused


@deed
def answer_own_complaint(*, complaint: OwnComplaint, answer: str, by: User, at: datetime) -> OwnComplaint:
    """Answer a complaint, once; the person reads it on the own page.

    Raises Conflict where it is answered or no longer `by`'s to answer, Refused without words.
    """
    require(by, "own_complaint.answer")
    fresh = complaints_for(by).filter(pk=complaint.pk, answered_at=None).first()
    if fresh is None:
        raise Conflict(gettext("Aduan ini sudah dijawab atau bukan bagian Anda. Isian Anda masih ada di halaman."))
    if not answer.strip():
        raise Refused(gettext("Tulis jawaban untuk pengadu. Belum ada yang tersimpan."))
    fresh.answer, fresh.answered_by, fresh.answered_at = answer.strip()[:500], by, at
    fresh.save(update_fields=["answer", "answered_by", "answered_at"])
    record("own_complaint.answered", fresh, by=by, at=at, seals=[fresh])
    return fresh
