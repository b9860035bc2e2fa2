"""How vacant city posts are filled, for everybody: post, requirements, weights, steps and dates; never a person."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masohi.faces.pages import today
from masohi.law.parameters import Parameters
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.queries import announced, asked_of, weights_of
from masohi.reentry.posts.terms import Component

BASIS_POINTS = 100  # in a percent
A_PAGE = 20


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """Every announced procedure, the youngest first; those that are closed page by page."""
    day, parameters = today(), parameters_in_force()
    closed = Paginator(announced(day, still_open=False), A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "open": [_shown(row, parameters) for row in announced(day, still_open=True)],
        "closed": [_shown(row, parameters) for row in closed],
        "page": closed,
    }
    return render(request, "public/jabatan.html", context)


def _shown(row: Vacancy, parameters: Parameters) -> dict[str, Any]:
    labels, day = dict(Component.choices), today()
    return {
        "row": row,
        "asked": asked_of(row, day=row.announced_on or day, parameters=parameters),
        "weights": [(labels[name], points / BASIS_POINTS) for name, points in weights_of(row).items()],
    }
