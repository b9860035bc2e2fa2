"""The register of orders: most urgent first, filters in the address."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order, sees_children
from masohi.cases.orders.queries import only_children, orders_in_state
from masohi.cases.orders.terms import State
from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, now, page, today
from masohi.faces.web.orders.frame import state_tag
from masohi.faces.web.orders.steps import turn
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.completion.queries import orders_to_act_on
from masohi.work.placement.queries import standing_of

LENGTH, LAST_PAGE = 50, 99_999
ACTION = "tindakan"
STATES = {
    "berjalan": State.RUNNING,
    "tercatat": State.REGISTERED,
    "selesai": State.COMPLETED,
    "dihentikan": State.CLOSED,
}
LABELS = {
    ACTION: _("Perlu tindakan"),
    "berjalan": _("Berjalan"),
    "tercatat": _("Belum mulai"),
    "selesai": _("Selesai"),
    "dihentikan": _("Dihentikan"),
}
EMPTY = {
    ACTION: _("Tidak ada perkara yang menunggu tindakan Anda."),
    "berjalan": _("Belum ada perkara yang berjalan."),
    "tercatat": _("Tidak ada putusan yang menunggu dimulai."),
    "selesai": _("Belum ada perkara yang selesai."),
    "dihentikan": _("Tidak ada perkara yang dihentikan."),
}


@page("order.view")
def orders(request: HttpRequest) -> HttpResponse:
    """Orders of the own offices by state; page and filters stand in the address, people never do."""
    user = actor(request)
    decides = user.has(Role.PROSECUTOR, Role.PROBATION)
    mine = decides and request.GET.get("punya") == "saya"
    young = sees_children(user) and request.GET.get("register") == "anak"
    number = max(1, whole_number(request.GET.get("halaman"), most=LAST_PAGE) or 1)
    asked = request.GET.get("saring", "")
    chosen = asked if asked in STATES or (asked == ACTION and decides) else "berjalan"
    found, more = _slice(_rows(user, chosen, mine, young), number)
    if not found and not asked and not mine and not young:
        # Nothing runs yet: the first page shows what waits to be set in motion.
        chosen = "tercatat"
        found, more = _slice(_rows(user, chosen, mine, young), number)
    context = {
        "rows": _shown(user, found),
        "tabs": _tabs(chosen, mine, decides, young),
        "mine_url": _address(chosen, not mine, young=young) if decides else "",
        "young": young,
        "young_url": _address(chosen, mine, young=not young) if sees_children(user) else "",
        "mine": mine,
        "empty": EMPTY[chosen],
        "may_register": may(user, "order.register"),
        "number": number,
        "previous_url": _address(chosen, mine, number - 1, young) if number > 1 else "",
        "next_url": _address(chosen, mine, number + 1, young) if more else "",
        "today": today(),
        "breadcrumb": [],
    }
    return render(request, "web/orders/daftar.html", context)


def _rows(user: User, chosen: str, mine: bool, young: bool) -> QuerySet[Order]:
    acting = chosen == ACTION
    rows = orders_to_act_on(user, today()) if acting else orders_in_state(user, STATES[chosen], mine=mine)
    return only_children(rows) if young else rows


def _slice(rows: QuerySet[Order], number: int) -> tuple[list[Order], bool]:
    """One page and whether another follows; one row more is read instead of counting all."""
    first = (number - 1) * LENGTH
    found = list(rows[first : first + LENGTH + 1])
    return found[:LENGTH], len(found) > LENGTH


def _shown(user: User, found: Sequence[Order]) -> list[dict[str, Any]]:
    standing = standing_of(found, at=now())
    return [{"order": order, "tag": state_tag(order), **turn(user, order, standing[order.pk])} for order in found]


def _tabs(chosen: str, mine: bool, decides: bool, young: bool) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": _address(name, mine and name != ACTION, young=young),
            "current": name == chosen,
            "count": None,
        }
        for name, label in LABELS.items()
        if decides or name != ACTION
    ]


def _address(chosen: str, mine: bool, number: int = 1, young: bool = False) -> str:
    query = {"saring": chosen} | ({"punya": "saya"} if mine else {}) | ({"register": "anak"} if young else {})
    query |= {"halaman": str(number)} if number > 1 else {}
    return f"{reverse('orders')}?{urlencode(query)}"
