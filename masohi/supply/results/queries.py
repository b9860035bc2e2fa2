"""Read results: what everybody may see, and what an office still has to look at."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.results.actions import result_folder
from masohi.supply.results.models import Result
from masohi.supply.sites.models import Site
from masohi.writing import archive

SEALED: tuple[type[Model], ...] = (Result,)


def public_results(last: date) -> QuerySet[Result]:
    """Released results up to the day `last`, newest first, with their sites. Pages show the month, never the day."""
    rows = Result.objects.filter(withdrawn_at=None, day__lte=last).exclude(released_at=None)
    return rows.select_related("site", "site__village")


def public_results_of(site: Site, last: date) -> QuerySet[Result]:
    """Released results of one site."""
    return public_results(last).filter(site=site)


def public_result(code: str, last: date) -> Result | None:
    """One released result by its code."""
    return public_results(last).filter(code=code).first()


def office_results(user: User) -> QuerySet[Result]:
    """Results of the own offices, those that wait for a look first; what was withdrawn last."""
    rows = Result.objects.filter(site__host__in=user.organisations_as(Role.OFFICE))
    return rows.select_related("site", "added_by", "released_by").order_by(
        "withdrawn_at", "-released_at", "-day", "-pk"
    )


def results_to_release(user: User) -> QuerySet[Result]:
    """Results of the own offices that a colleague added and nobody has looked at, the oldest first."""
    return office_results(user).filter(released_at=None, withdrawn_at=None).exclude(added_by=user).order_by("pk")


def office_result(user: User, code: str) -> Result | None:
    """One of them by its code."""
    return office_results(user).filter(code=code).first()


def picture(digest: str) -> bytes:
    """The drawn picture again. Raises FileNotFoundError where it is lost, ValueError where it was changed."""
    return archive.fetch(result_folder(), digest)


def totals_by_unit(results: Iterable[Result]) -> list[tuple[str, int]]:
    """How much was done, by unit, the most common unit first."""
    found: dict[str, list[int]] = {}
    for result in results:
        if result.quantity:
            found.setdefault(result.unit, []).append(result.quantity)
    return [(unit, sum(amounts)) for unit, amounts in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))]
