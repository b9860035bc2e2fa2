"""Find trainees: full rows for the officers of their unit, counts for everybody else."""

from datetime import date

from django.db.models import Model, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.reentry.trainees.models import Trainee
from masohi.writing.names import search_key

SEALED: tuple[type[Model], ...] = (Trainee,)


def trainees(user: User, day: date | None = None) -> QuerySet[Trainee]:
    """Those who take part at the own unit, by name; with `day`, only who has not left by then."""
    rows = Trainee.objects.visible_to(user).select_related("person", "unit")
    return rows if day is None else rows.exclude(left_on__lte=day)


def called(rows: QuerySet[Trainee], text: str) -> QuerySet[Trainee]:
    """Those among `rows` whose name contains `text`, however it is spelt."""
    key = search_key(text)
    return rows.filter(person__name_key__contains=key) if key else rows


def trainee_by_code(user: User, code: str) -> Trainee | None:
    """The trainee of that code at the own unit."""
    return trainees(user).filter(code=code).first()


def units_of(user: User, deed: str) -> QuerySet[Organisation]:
    """The living units at which `user` may do `deed`, to choose one of them."""
    return organisations().filter(pk__in=user.offices_for(deed)).order_by("short_name")


def same_trainee(unit: Organisation, name: str, birth_date: date | None) -> bool:
    """Whether somebody of this name and date of birth takes part at the unit now."""
    rows = Trainee.objects.filter(unit=unit, left_on=None, person__name_key=search_key(name))
    return rows.filter(person__birth_date=birth_date).exists()
