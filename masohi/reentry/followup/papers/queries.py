"""Find the letter of a referral: only for those who accompany the person, and the office that is asked."""

from django.db.models import Model, QuerySet

from masohi.reentry.followup.models import Sharing
from masohi.reentry.followup.papers.models import ReferralPaper
from masohi.reentry.followup.queries import sharing_for
from masohi.reentry.followup.referrals.models import Referral
from masohi.work.letters.facts import archive_folder
from masohi.writing import archive

SEALED: tuple[type[Model], ...] = (ReferralPaper,)


def living_papers() -> QuerySet[ReferralPaper]:
    """Letters of referrals that were not taken back."""
    return ReferralPaper.objects.filter(letter__revoked_at=None).select_related("letter", "referral", "sharing")


def paper_of(referral: Referral) -> ReferralPaper | None:
    """The letter in force; None before it was issued or after it was taken back."""
    return living_papers().filter(referral=referral).first()


def holds(referral: Referral) -> bool:
    """Whether the letter in force says what the referral says now, to an office that may know the same."""
    paper, sharing = paper_of(referral), sharing_for(referral.client, referral.office)
    return paper is not None and sharing is not None and _same(paper, referral, sharing)


def _same(paper: ReferralPaper, referral: Referral, sharing: Sharing) -> bool:
    return (paper.edition, paper.sharing_id) == (referral.edition, sharing.pk)


def paper_pdf(paper: ReferralPaper) -> bytes | None:
    """The issued bytes; None where they are lost or were changed."""
    try:
        return archive.fetch(archive_folder(), paper.letter.sha256)
    except (FileNotFoundError, ValueError):
        return None
