"""Equipment: what the own institution has or has on loan, and one thing with its checks and loans."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, one, page, today
from masohi.faces.web.equipment import showing
from masohi.reentry.equipment.handovers.queries import to_receive
from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.queries import (
    away,
    checks_of,
    counted,
    found_items,
    item_by_code,
    items,
    keeps,
    loans_of,
    obstacle_of,
)
from masohi.reentry.equipment.terms import GONE, ItemKind
from masohi.ui.formats import number

A_PAGE = 40
ONLY = {
    "": gettext_lazy("Semua"),
    "henti": gettext_lazy("Jangan dipakai"),
    "pinjam": gettext_lazy("Dipinjam"),
}


@require_safe
@page("equipment.view")
def equipment(request: HttpRequest) -> HttpResponse:
    """What the own institution has or has on loan, with filters; first what waits to be received."""
    user, day = actor(request), today()
    chosen = {name: request.GET.get(name, "")[:60] for name in ("q", "jenis", "saring")}
    every = items(user)
    rows = found_items(every, text=chosen["q"], kind=chosen["jenis"], only=chosen["saring"], day=day)
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    count = counted(every, day)
    context = {
        "page": pages,
        "rows": [_row(item, day) for item in pages],
        "tiles": [
            {"label": _("Barang"), "value": number(count["all"]), "url": reverse("equipment")},
            {"label": _("Dipinjam"), "value": number(count["lent"]), "url": f"{reverse('equipment')}?saring=pinjam"},
            {
                "label": _("Jangan dipakai"),
                "value": number(count["stopped"]),
                "url": f"{reverse('equipment')}?saring=henti",
                "alarm": count["stopped"] > 0,
            },
        ],
        "tabs": _tabs(chosen),
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "kinds": ItemKind.choices,
        "waiting": showing.handover_rows(to_receive(user)),
        "any": count["all"] > 0,
        "today": day,
    }
    return render(request, "web/equipment/daftar.html", context)


def _tabs(chosen: dict[str, str]) -> list[dict[str, Any]]:
    kept = {name: value for name, value in chosen.items() if value and name != "saring"}
    base = reverse("equipment")
    found = []
    for name, label in ONLY.items():
        asked = urlencode(kept | ({"saring": name} if name else {}))
        url = f"{base}?{asked}" if asked else base
        found.append({"label": label, "url": url, "current": chosen["saring"] == name})
    return found


def _row(item: Item, day: Any) -> dict[str, Any]:
    obstacle = obstacle_of(item, day)
    return {
        "label": item.name,
        "url": reverse("item", args=[item.code]),
        "note": f"{showing.amount(item)} · {item.get_kind_display()} · {item.owner.short_name} · {item.code}",
        "status": showing.tag(obstacle, item, day),
    }


@require_safe
@page("equipment.view")
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One thing: may it be used today, who has it, when was it checked."""
    user, day = actor(request), today()
    row = one(item_by_code(user, code))
    obstacle, own = obstacle_of(row, day), keeps(user, row)
    history = list(loans_of(row))
    context = {
        "row": row,
        "obstacle": obstacle,
        "stopped": obstacle in showing.STOPPED,
        "tag": showing.tag(obstacle, row, day),
        "facts": showing.facts(row),
        "checks": list(checks_of(row)),
        "open": [(loan, showing.taker(loan, user)) for loan in history if loan.back_at is None],
        "loans": [(loan, showing.taker(loan, user)) for loan in history if loan.back_at is not None],
        "history": showing.history(row) if own else [],
        "may_lend": own and obstacle is None,
        "may_check": own and row.state not in GONE,
        "may_retire": own and row.state not in GONE and away(row) is None,
        "today": day,
        "breadcrumb": showing.crumbs((row.name, "")),
    }
    return render(request, "web/equipment/satu.html", context)
