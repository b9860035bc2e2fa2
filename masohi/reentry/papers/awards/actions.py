"""Issue the letters of those who passed, in the name of the office that provided the class."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.facts import letterhead_of
from masohi.reentry.papers.awards.facts import award_content, face, telling_word
from masohi.reentry.papers.awards.models import Award
from masohi.reentry.papers.awards.queries import unawarded
from masohi.reentry.training.lessons.queries import held_minutes
from masohi.reentry.training.models import Cohort, Enrolment
from masohi.work.letters.actions import drawn, keep_letter, registered, signer_of, take_back
from masohi.work.letters.facts import Stamp
from masohi.work.letters.models import Letter
from masohi.work.letters.queries import current_template, text_of
from masohi.work.letters.terms import LetterKind
from masohi.writing.indonesian import initials
from masohi.writing.refusals import Conflict, Refused

KIND = LetterKind.TRAINING


@deed
def issue_awards(*, cohort: Cohort, by: User, at: datetime) -> list[Award]:
    """A letter for everybody who passed and has none, on the provider's paper and under its numbers.

    Raises PermissionDenied for another unit's class, Refused where the provider has not confirmed the results, or where
    a word on the face would tell of a prison or a court; Conflict where everybody has one. Nothing is issued then.
    """
    require(by, "award.issue")
    fresh = Cohort.objects.select_related("programme__provider").get(pk=cohort.pk)
    if fresh.unit_id not in by.offices_for("award.issue"):
        raise PermissionDenied("award.issue")
    if fresh.confirmed_at is None:
        raise Refused(
            gettext(
                "Penyedia pelatihan belum mengesahkan hasil kelas. Minta pengesahan dahulu. Belum ada surat terbit."
            )
        )
    rows = list(unawarded(fresh))
    if not rows:
        raise Conflict(gettext("Semua peserta yang lulus sudah punya surat. Tidak terbit dua kali."))
    entry = record("class.awarded", fresh, by=by, at=at, thread=fresh, people=len(rows))
    return [_award(row, fresh, entry) for row in rows]


def _award(enrolment: Enrolment, cohort: Cohort, because: Entry) -> Award:
    provider = cohort.programme.provider
    head, template = letterhead_of(provider), current_template(provider, KIND)
    content, wording = award_content(enrolment, cohort, held_minutes(cohort)), text_of(KIND, template)
    letter = registered(KIND, provider, head, None, because)
    _keep_silent([*face(content, head, wording), letter.number])
    letter.template = template
    person = enrolment.trainee.person
    letter.initials = "" if person.child else initials(person.name)
    signer = signer_of(provider)
    pdf = drawn(KIND, head, content, wording, Stamp(letter.number, letter.code, because.at, signer is not None))
    kept: Letter = keep_letter(letter=letter, pdf=pdf, head=head, signer=signer, because=because)
    award = Award(letter=kept, enrolment=enrolment)
    award.full_clean()
    award.save(force_insert=True)
    record("award.issued", award, because=because, thread=cohort, seals=[award], enrolment=enrolment.pk)
    return award


def _keep_silent(texts: list[str]) -> None:
    word = telling_word(texts)
    if word:
        says = gettext(
            "Surat ini akan memuat kata “%(word)s”. Orang lain tidak perlu tahu tempat belajarnya. "
            "Ubah program, instruktur, atau penyedianya. Belum ada surat terbit."
        )
        raise Refused(says % {"word": word})


@deed
def revoke_award(*, award: Award, reason: str, by: User, at: datetime) -> Award:
    """Take a letter back with a reason; its public check answers DICABUT. Raises Refused, Conflict."""
    require(by, "award.issue")
    fresh = Award.objects.select_related("letter", "enrolment__cohort").get(pk=award.pk)
    if fresh.enrolment.cohort.unit_id not in by.offices_for("award.issue"):
        raise PermissionDenied("award.issue")
    if fresh.letter.revoked_at is not None:
        raise Conflict(gettext("Surat ini sudah dicabut. Tidak ada yang berubah."))
    told = " ".join(reason.split())
    if not told:
        raise Refused(gettext("Tulis alasan pencabutan. Surat masih berlaku."))
    entry = record("award.revoked", fresh, by=by, at=at, thread=fresh.enrolment.cohort)
    take_back(letter=fresh.letter, reason=told, because=entry)
    fresh.letter.refresh_from_db()
    return fresh
