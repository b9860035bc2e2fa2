"""Printed cards for people without a phone."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import orders_in_state
from masohi.cases.orders.terms import State
from masohi.faces.pages import actor, now, one, page
from masohi.work.countersign.facts import card_data
from masohi.writing.documents import draw


def _printed(orders: list[Order], name: str) -> HttpResponse:
    pdf = draw("kartu", card_data(orders), at=now())
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_safe
@page("card.print")
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The card of one person whose order is running."""
    order = one(orders_in_state(actor(request), State.RUNNING).select_related("bapas").filter(code=code).first())
    return _printed([order], f"kartu-{order.code}")


@require_safe
@page("card.print")
def cards(request: HttpRequest) -> HttpResponse:
    """The cards of everybody whom this PK accompanies, eight a sheet."""
    user = actor(request)
    orders = list(orders_in_state(user, State.RUNNING, mine=True).select_related("bapas"))
    one(orders[0] if orders else None)
    return _printed(orders, "kartu")
