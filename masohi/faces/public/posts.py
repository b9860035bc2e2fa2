"""How vacant city posts are filled, for everybody: post, requirements, weights, steps and dates; never a person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masohi.faces.pages import today
from masohi.law.parameters import Parameters
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.queries import announced, asked_of, weights_of
from masohi.reentry.posts.terms import Component, VacancyState

BASIS_POINTS = 100  # in a percent


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """Every announced procedure, the youngest first."""
    day, parameters = today(), parameters_in_force()
    rows = [_shown(row, parameters) for row in announced(day)]
    context = {"open": [one for one in rows if one["open"]], "closed": [one for one in rows if not one["open"]]}
    return render(request, "public/jabatan.html", context)


def _shown(row: Vacancy, parameters: Parameters) -> dict[str, Any]:
    labels, day = dict(Component.choices), today()
    return {
        "row": row,
        "asked": asked_of(row, day=row.announced_on or day, parameters=parameters),
        "weights": [(labels[name], points / BASIS_POINTS) for name, points in weights_of(row).items()],
        "open": row.state == VacancyState.WEIGHED and row.closes_on is not None and row.closes_on >= day,
    }
