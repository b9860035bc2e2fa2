"""The simulator: a copy of the city with other openings, supervisors, absence, weekly hours; nothing is stored."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from masohi.faces.pages import actor, page, today
from masohi.faces.web.simulation.changes import KINDS, MOST, Reader, Written
from masohi.faces.web.simulation.forms import ChangeForm
from masohi.faces.web.simulation.words import headline
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Place
from masohi.parties.organisations.queries import villages
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.planning.whatif import Comparison, compare
from masohi.supply.sites.models import Site
from masohi.ui.formats import duration, number
from masohi.work.outlook.facts import city_problem, supply_of
from masohi.work.outlook.queries import (
    district_called,
    districts_with_orders,
    named_orders,
    running_orders,
    sites_of,
)

MOST_ORDERS = 500
"""More running orders than this are not played on a page: about three seconds."""
SITES_SHOWN = 12


@page("simulation.run")
def simulation(request: HttpRequest) -> HttpResponse:
    """Changes stand in the address; the page compares the city with and without them."""
    user = actor(request)
    district = district_called(request.GET.get("kecamatan", ""))
    sites = list(sites_of(district))
    own = _own_sites(user, sites)
    written, dropped = Reader(own, villages()).read(request.GET.getlist("ubah"))
    kind = request.GET.get("jenis", "")
    form = _form(request, kind, own) if len(written) < MOST else None
    if form is not None and form.is_bound and form.is_valid():
        return redirect(_address(district, [*(one.text for one in written), form.address()]))
    count = running_orders(district).count()
    context = {
        "kinds": [{"url": _address(district, _texts(written), jenis=key), "label": KINDS[key][1]} for key in KINDS],
        "form": form,
        "kind": kind,
        "kind_label": KINDS[kind][1] if form is not None else "",
        "district": district,
        "districts": districts_with_orders() if count > MOST_ORDERS or district else [],
        "changes": [_listed(district, written, one) for one in written],
        "texts": _texts(written),
        "full": len(written) >= MOST,
        "dropped": dropped,
        "count": count,
        "too_large": count > MOST_ORDERS,
        "most": MOST_ORDERS,
        "start_url": _address(district, []),
        "breadcrumb": [],
    }
    if written and not context["too_large"]:
        context["result"] = _result(user, district, sites, own, written)
    return render(request, "web/simulation/simulasi.html", context)


def _own_sites(user: User, sites: Sequence[Site]) -> list[Site]:
    """Sites whose openings the reader may change in the copy, and whose load is shown: an office has its own."""
    if user.has(Role.PROBATION, Role.COOPERATION, Role.LEADER):
        return list(sites)
    held = set(user.organisations_as(Role.OFFICE))
    return [site for site in sites if site.host in held or site.host_id in held]


def _form(request: HttpRequest, kind: str, sites: Iterable[Site]) -> ChangeForm | None:
    if kind not in KINDS:
        return None
    return ChangeForm(request.GET if "tambah" in request.GET else None, kind=kind, sites=sites)


def _texts(written: Iterable[Written]) -> list[str]:
    return [one.text for one in written]


def _address(district: Place | None, texts: Iterable[str], **more: str) -> str:
    query = [("kecamatan", district.code)] if district else []
    query += [("ubah", text) for text in texts]
    query += list(more.items())
    return f"{reverse('simulation')}?{urlencode(query)}" if query else reverse("simulation")


def _listed(district: Place | None, written: Sequence[Written], one: Written) -> dict[str, str]:
    return {"words": one.words, "without": _address(district, [other.text for other in written if other is not one])}


def _result(
    user: User, district: Place | None, sites: Sequence[Site], own: Sequence[Site], written: Sequence[Written]
) -> dict[str, Any]:
    """Both sides played, in words and rows."""
    problem = city_problem(running_orders(district), sites, day=today(), parameters=parameters_in_force())
    if not problem.openings:
        return {"empty": True}
    found = compare(problem, [one.change for one in written], supply_of(problem))
    names = {str(site.pk): site.name for site in own}
    new = {f"+{place}": one.words for place, one in enumerate(written) if one.change.kind == "site"}
    loads = _loads(found, names | new)
    return {
        "headline": headline(found, written),
        "people": found.before.people,
        "tiles": _tiles(found),
        "groups": [
            {"title": gettext("Beban lokasi"), "rows": loads[:SITES_SHOWN], "more": len(loads) - SITES_SHOWN},
            {"title": gettext("Beban dinas"), "rows": _offices(found, own), "more": 0},
        ],
        "helped": [_person(order) for order in named_orders(user, found.helped)],
        "rounds": found.rounds,
    }


def _tiles(found: Comparison) -> list[dict[str, str]]:
    before, after = found.before, found.after
    return [
        {
            "label": gettext("Orang selesai tepat waktu"),
            "before": number(before.finished),
            "after": number(after.finished),
        },
        {"label": gettext("Jam yang tidak muat"), "before": duration(before.short), "after": duration(after.short)},
        {
            "label": gettext("Jam kerja bagi masyarakat"),
            "before": duration(sum(before.worked.values()) // 60 * 60),
            "after": duration(sum(after.worked.values()) // 60 * 60),
        },
    ]


def _loads(found: Comparison, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Load of each site before and after: those that change most first, then the fullest."""
    rows = [
        _load(name, *((side.used.get(key, 0), side.offered.get(key, 0)) for side in (found.before, found.after)))
        for key, name in names.items()
    ]
    return sorted(rows, key=lambda row: (-abs(row["after"] - row["before"]), -row["before"], row["name"]))


def _load(name: str, before: tuple[int, int], after: tuple[int, int]) -> dict[str, Any]:
    return {"name": name, "before": _percent(*before), "after": _percent(*after), "new": not before[1]}


def _percent(used: int, offered: int) -> int:
    return round(100 * used / offered) if offered else 0


def _offices(found: Comparison, sites: Iterable[Site]) -> list[dict[str, Any]]:
    """The same, summed over the sites of each office; what is new counts for the site that it is like nowhere."""
    sums: dict[str, list[Counter[str]]] = {}
    for site in sites:
        pair = sums.setdefault(site.host.short_name, [Counter(), Counter()])
        for side, counter in zip((found.before, found.after), pair, strict=True):
            counter["used"] += side.used.get(str(site.pk), 0)
            counter["offered"] += side.offered.get(str(site.pk), 0)
    return [_load(name, *((one["used"], one["offered"]) for one in pair)) for name, pair in sorted(sums.items())]


def _person(order: Any) -> dict[str, str]:
    return {"name": order.person.list_name, "url": reverse("order", args=[order.code])}
