"""Find whom a row of a class's list means."""

from datetime import date

from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Cohort
from masohi.reentry.training.terms import EnrolmentState
from masohi.writing.names import search_key


def meant(cohort: Cohort, name: str, birth_date: date | None) -> list[Trainee]:
    """Trainees of the class's unit of that name whose date of birth does not say otherwise; a missing one does not."""
    rows = Trainee.objects.filter(unit=cohort.unit_id, left_on=None, person__name_key=search_key(name))
    known = list(rows.select_related("person", "unit").order_by("pk"))
    if birth_date is None:
        return known
    same = [row for row in known if row.person.birth_date == birth_date]
    return same or [row for row in known if row.person.birth_date is None]


def in_class(cohort: Cohort, trainee: Trainee) -> bool:
    """Whether somebody is in the class or its queue, or sat in it to its end."""
    return cohort.enrolments.filter(trainee=trainee).exclude(state=EnrolmentState.LEFT).exists()
