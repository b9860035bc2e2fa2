"""Shares of offices; never who."""

from datetime import date

from django.db.models import Count, Model, QuerySet

from masohi.parties.organisations.models import Organisation
from masohi.supply.understanding.facts import Share, share
from masohi.supply.understanding.models import Pass, Staff
from masohi.writing.codes import tidy_code

SEALED: tuple[type[Model], ...] = (Staff, Pass)


def staff_on(day: date) -> dict[int, Staff]:
    """Organisation (primary key) to its number of people in force on `day`."""
    rows = Staff.objects.filter(valid_from__lte=day).select_related("organisation", "set_by").order_by("valid_from")
    return {row.organisation_id: row for row in rows}


def staff_history() -> QuerySet[Staff]:
    """Every number that was set, newest first."""
    return Staff.objects.select_related("organisation", "set_by").order_by("-valid_from", "organisation__short_name")


def shares(day: date) -> list[tuple[Organisation, Share]]:
    """Each office whose people were counted, with its share, the highest first; two queries."""
    passed = dict(Pass.objects.values_list("organisation").annotate(n=Count("pk")).values_list("organisation", "n"))
    found = [(row.organisation, share(passed.get(key, 0), row.people)) for key, row in staff_on(day).items()]
    return sorted(found, key=lambda one: (-(one[1].percent or -1), one[0].short_name))


def pass_by_code(code: str) -> Pass | None:
    """For the public check of a certificate."""
    return Pass.objects.filter(code=tidy_code(code)).first()
