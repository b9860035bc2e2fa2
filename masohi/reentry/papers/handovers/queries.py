"""Find the paper of a handover."""

from django.db.models import Model

from masohi.parties.accounts.models import User
from masohi.reentry.equipment.handovers.queries import handover_by_code
from masohi.reentry.equipment.models import Handover
from masohi.reentry.papers.handovers.models import HandoverPaper
from masohi.work.letters.facts import archive_folder
from masohi.work.letters.models import Letter
from masohi.writing import archive

SEALED: tuple[type[Model], ...] = (HandoverPaper,)


def paper_of(handover: Handover) -> Letter | None:
    """The letter of a handover, also one that was taken back; None before it was issued."""
    found = HandoverPaper.objects.select_related("letter__unit").filter(handover=handover).first()
    return found.letter if found is not None else None


def handover_letter(user: User, code: str) -> Letter | None:
    """The letter of a handover that `user` may see: both sides keep the same paper."""
    row = handover_by_code(user, code)
    return paper_of(row) if row is not None else None


def letter_pdf(letter: Letter) -> bytes | None:
    """The issued bytes; None where they are lost or were changed."""
    try:
        return archive.fetch(archive_folder(), letter.sha256)
    except (FileNotFoundError, ValueError):
        return None
