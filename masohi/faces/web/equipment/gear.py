"""Protective equipment at sites: how many pieces lie where, and what came or went."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.equipment.forms import GearForm
from masohi.reentry.equipment.stock.actions import move_gear
from masohi.reentry.equipment.stock.queries import enough_at, gear_site_at, gear_sites, moves_at, stocks_at
from masohi.ui.formats import number
from masohi.writing.refusals import Refused

LAST = 30


@require_safe
@page("gear.move")
def gear(request: HttpRequest) -> HttpResponse:
    """Sites whose protective equipment the reader counts, and where some is missing."""
    rows = []
    for site in gear_sites(actor(request)):
        kinds = enough_at(site)
        missing = sum(kind.missing for kind in kinds)
        row: dict[str, Any] = {
            "label": site.name,
            "url": reverse("gear-site", args=[site.slug]),
            "note": site.host.short_name,
        }
        if not kinds:
            row["status"] = {"kind": "netral", "text": _("Belum dihitung")}
        elif missing:
            row["status"] = {"kind": "awas", "text": _("Kurang %(n)s") % {"n": number(missing)}}
        else:
            row["status"] = {"kind": "ok", "text": _("Cukup")}
        rows.append(row)
    return render(request, "web/equipment/apd.html", {"rows": rows})


@page("gear.move")
def gear_site(request: HttpRequest, slug: str) -> HttpResponse:
    """One site: what lies there, whether it is enough, and what came or went."""
    user = actor(request)
    site = one(gear_site_at(user, slug))
    form = GearForm(request.POST or None)
    if form.is_valid():
        try:
            move_gear(site=site, **form.cleaned_data, by=user, at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, _("Perubahan APD tersimpan."))
            return redirect("gear-site", slug)
    context = {
        "site": site,
        "form": form,
        "stocks": list(stocks_at(site)),
        "kinds": enough_at(site),
        "moves": list(moves_at(site)[:LAST]),
        "breadcrumb": [{"label": _("APD di lokasi"), "url": reverse("gear")}, {"label": site.name, "url": ""}],
    }
    return render(request, "web/equipment/apd_lokasi.html", context)
