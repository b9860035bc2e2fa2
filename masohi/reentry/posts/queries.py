"""Read vacant posts, their weights and what the law asks of them."""

from datetime import date
from typing import NamedTuple

from django.db.models import Model, Q, QuerySet

from masohi.law.parameters import Parameters
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.reentry.posts.models import PostWeight, Vacancy
from masohi.reentry.posts.terms import PostKind, VacancyState

SEALED: tuple[type[Model], ...] = (Vacancy, PostWeight)


def vacancies(user: User) -> QuerySet[Vacancy]:
    """Posts that `user` may see, the longest vacant first."""
    return Vacancy.objects.visible_to(user).select_related("unit", "keeper")


def vacancy_by_code(user: User, code: str) -> Vacancy | None:
    """The post of that code where `user` may see it."""
    return vacancies(user).filter(code=code).first()


def keepers_for(user: User) -> QuerySet[Organisation]:
    """Personnel offices at which `user` fills posts."""
    return organisations().filter(pk__in=user.offices_for("post.manage"))


def units_of_keeper(keeper: Organisation) -> QuerySet[Organisation]:
    """Units whose posts `keeper` fills: the offices of its city, and the city itself."""
    city = keeper.parent_id or keeper.pk
    return (organisations().filter(parent=city) | organisations().filter(pk=city)).order_by("name")


def keeps(user: User, vacancy: Vacancy, deed: str = "post.manage") -> bool:
    """Whether `user` does `deed` at the personnel office of this post."""
    return vacancy.keeper_id in user.offices_for(deed)


def weights_of(vacancy: Vacancy) -> dict[str, int]:
    """Basis points by component; asks nothing where they came with the post (`announced`)."""
    return {one.component: one.points for one in vacancy.weights.all()}


def announced(day: date, *, still_open: bool) -> QuerySet[Vacancy]:
    """Posts whose procedure is announced on `day`, still open or closed; who takes part is in none of these rows."""
    rows = Vacancy.objects.filter(announced_on__lte=day).exclude(state=VacancyState.CANCELLED)
    waiting = Q(state=VacancyState.WEIGHED, closes_on__gte=day)
    rows = rows.filter(waiting) if still_open else rows.exclude(waiting)
    return rows.select_related("unit", "keeper").prefetch_related("weights").order_by("-announced_on", "pk")


def without_weights(user: User) -> QuerySet[Vacancy]:
    """Posts of the own office whose weights nobody has set."""
    return vacancies(user).filter(keeper__in=user.offices_for("post.manage"), state=VacancyState.OPEN)


class Asked(NamedTuple):
    """The numbers of what the law asks for one class of posts: months below it, years rated good, age."""

    high: bool
    months: int
    years: int
    age: int


def asked_of(vacancy: Vacancy, *, day: date, parameters: Parameters) -> Asked:
    """What `law.posts.requirements` asks for this post, by the numbers in force on `day`."""
    high = vacancy.post_class == PostKind.ADMINISTRATOR
    months = parameters.value("post_administrator_months" if high else "post_supervisor_months", day)
    return Asked(high, months, parameters.value("post_good_years", day), parameters.value("post_retirement_age", day))
