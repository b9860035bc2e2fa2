"""Read the letters about a class: only where the class is held."""

from django.db.models import Model, QuerySet

from masohi.parties.accounts.models import User
from masohi.reentry.papers.awards.models import Award
from masohi.reentry.training.models import Cohort, Enrolment
from masohi.reentry.training.queries import seated
from masohi.reentry.training.terms import EnrolmentState
from masohi.work.letters.facts import archive_folder
from masohi.writing import archive
from masohi.writing.codes import tidy_code

SEALED: tuple[type[Model], ...] = (Award,)


def awards_of(cohort: Cohort) -> dict[int, Award]:
    """By enrolment (primary key): the letter in force."""
    rows = Award.objects.filter(enrolment__cohort=cohort, letter__revoked_at=None).select_related("letter")
    return {row.enrolment_id: row for row in rows}


def unawarded(cohort: Cohort) -> QuerySet[Enrolment]:
    """Those who passed and have no letter in force, by name."""
    living = Award.objects.filter(enrolment__cohort=cohort, letter__revoked_at=None).values("enrolment")
    rows = seated(cohort).filter(state=EnrolmentState.PASSED).exclude(pk__in=living)
    return rows.select_related("trainee__person", "cohort__programme__provider")


def award_by_code(user: User, code: str) -> Award | None:
    """The letter that carries this code, for officers of the unit in which the class was held."""
    rows = Award.objects.select_related("letter", "enrolment__cohort__programme__provider")
    return rows.filter(
        letter__code=tidy_code(code), enrolment__cohort__unit__in=user.offices_for("trainee.view")
    ).first()


def award_pdf(award: Award) -> bytes:
    """The bytes as they were issued. Raises FileNotFoundError where they are lost, ValueError where changed."""
    return archive.fetch(archive_folder(), award.letter.sha256)
