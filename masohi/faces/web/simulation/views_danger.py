"""Orders that cannot end in time any more, or only just: for whoever plans them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.faces.pages import actor, page, today
from masohi.parties.parameters.queries import parameters_in_force
from masohi.planning.lateness import Danger
from masohi.ui.formats import duration, long_date
from masohi.work.outlook.facts import dangers
from masohi.work.outlook.queries import own_running

MOST_ORDERS = 500
"""More of an office's orders than this are not counted at once: everybody sees the own ones."""


@page("plan.propose", "plan.approve")
def dangers_page(request: HttpRequest) -> HttpResponse:
    """The latest first. Always the same number of queries."""
    user, day = actor(request), today()
    rows = own_running(user, mine=False)
    whole = rows.count() <= MOST_ORDERS
    found = dangers(
        rows if whole else own_running(user, mine=True)[:MOST_ORDERS], day=day, parameters=parameters_in_force()
    )
    context = {"rows": [_row(order, danger) for order, danger in found], "whole": whole, "today": day, "breadcrumb": []}
    return render(request, "web/simulation/berisiko.html", context)


def _row(order: Order, danger: Danger) -> dict[str, Any]:
    if danger.short_minutes:
        text = gettext("Pasti kurang %(length)s") % {"length": duration(danger.short_minutes)}
    else:
        text = gettext("Cadangan %(spare)s, seharusnya %(wanted)s") % {
            "spare": duration(danger.spare_minutes),
            "wanted": duration(danger.wanted_minutes),
        }
    return {
        "name": order.person.list_name,
        "number": order.case_number,
        "url": reverse("order", args=[order.code]),
        "text": text,
        "late": bool(danger.short_minutes),
        "deadline": long_date(order.deadline) if order.deadline else "",
        "open": duration(order.open_minutes),
    }
