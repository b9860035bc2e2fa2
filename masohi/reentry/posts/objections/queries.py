"""Read objections: those of one post, and those that nobody answered."""

from django.db.models import Model, QuerySet

from masohi.parties.accounts.models import User
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections.models import Objection
from masohi.reentry.posts.terms import VacancyState

SEALED: tuple[type[Model], ...] = (Objection,)
OPEN = (VacancyState.WEIGHED, VacancyState.RECOMMENDED)


def objections_of(vacancy: Vacancy) -> QuerySet[Objection]:
    """Objections of candidates of this post, the oldest first."""
    rows = Objection.objects.filter(nomination__vacancy=vacancy)
    return rows.select_related("nomination__candidate", "nomination__vacancy", "answered_by")


def objection_of(vacancy: Vacancy, number: int) -> Objection | None:
    """One objection of this post by its place in the list, from 1."""
    return objections_of(vacancy)[number - 1 : number].first() if number else None


def unanswered(vacancy: Vacancy) -> QuerySet[Objection]:
    """Objections that the decision waits for."""
    return objections_of(vacancy).filter(answered_at=None)


def to_answer(user: User) -> QuerySet[Objection]:
    """Unanswered objections of posts on whose panel `user` sits free of a conflict, while they are not decided."""
    seats = {"nomination__vacancy__panel__member": user, "nomination__vacancy__panel__conflict": False}
    rows = Objection.objects.filter(answered_at=None, nomination__vacancy__state__in=OPEN, **seats)
    return rows.select_related("nomination__vacancy__unit")
