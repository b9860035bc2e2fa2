"""Issue the numbered paper of a handover, and take it back with it."""

from datetime import datetime

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.handovers.actions import end_handover, open_handover
from masohi.reentry.equipment.handovers.queries import lines_of
from masohi.reentry.equipment.models import Handover
from masohi.reentry.papers.handovers.facts import handover_content
from masohi.reentry.papers.handovers.models import HandoverPaper
from masohi.reentry.papers.handovers.queries import paper_of
from masohi.work.letters.actions import issue_letter, take_back
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.writing.refusals import Conflict, Refused


def _given(handover: Handover, by: User) -> Handover:
    fresh = open_handover(handover)
    if fresh.giver_id not in by.offices_for("equipment.manage"):
        raise Refused(gettext("Hanya pemberi yang mengurus berita acaranya. Tidak ada yang berubah."))
    return fresh


@deed
def write_paper(*, handover: Handover, by: User, at: datetime) -> Letter:
    """Issue the D15 of an open handover under the next number of the giver, once. Raises Conflict, Refused."""
    require(by, "equipment.manage")
    fresh = _given(handover, by)
    if paper_of(fresh) is not None:
        raise Conflict(gettext("Berita acara ini sudah terbit. Tidak ada yang kedua."))
    content = handover_content(fresh, lines_of(fresh))
    entry = record("handover.written", fresh, by=by, at=at, thread=fresh)
    letter = issue_letter(kind=LetterKind.TRANSFER, unit=fresh.giver, content=content, because=entry)
    paper = HandoverPaper(handover=fresh, letter=letter)
    paper.save(force_insert=True)
    record("handover.numbered", paper, because=entry, thread=fresh, seals=[paper], letter=letter.pk)
    return letter


@deed
def cancel_handover(*, handover: Handover, reason: str, by: User, at: datetime) -> Handover:
    """The giver lets it be, with a reason: the items stay, and the public check of the paper answers DICABUT."""
    require(by, "equipment.manage")
    fresh = _given(handover, by)
    why = " ".join(reason.split())
    if not why:
        raise Refused(gettext("Tulis alasan pembatalan. Belum ada yang berubah."))
    entry = record("handover.cancelled", fresh, by=by, at=at, thread=fresh)
    end_handover(handover=fresh, reason=why, because=entry)
    letter = paper_of(fresh)
    if letter is not None:
        take_back(letter=letter, reason=gettext("Serah terima dibatalkan"), because=entry)
    return fresh
