"""Agreements about to end, by notice: which sites rest on them, how many people are planned there afterwards."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.pages import actor, page, today
from masohi.faces.web.agreements import showing
from masohi.law.agreements import NOTICES
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.terms_ending.queries import Ending, endings
from masohi.supply.sites.queries import keys_seen
from masohi.ui.formats import number

KINDS = ("galat", "awas", "info")


@page("agreement.view")
def ending(request: HttpRequest) -> HttpResponse:
    """Lapsed ones on which sites still rest, then the three notices, the nearest first."""
    user, day = actor(request), today()
    parameters = parameters_in_force()
    found = endings(day, parameters)
    levels = sorted({int(parameters.value(key, day)) for key in NOTICES})
    groups = [_group(_("Sudah berakhir, lokasi masih bertumpu padanya"), "galat", None, found, day)]
    groups += [
        _group(_within(level), kind, level, found, day)
        for level, kind in zip(levels, KINDS[-len(levels) :], strict=True)
    ]
    context: dict[str, Any] = {
        "groups": [group for group in groups if group["rows"]],
        "today": day,
        "levels": levels,
        "open_sites": keys_seen(user, (site for one in found for site in one.sites)),
    }
    return render(request, "web/agreements/akan_berakhir.html", context)


def _within(days: int) -> str:
    return ngettext("Berakhir dalam %(n)s hari atau kurang", "Berakhir dalam %(n)s hari atau kurang", days) % {
        "n": number(days)
    }


def _group(title: str, kind: str, level: int | None, found: list[Ending], day: date) -> dict[str, Any]:
    """The agreements under one notice, `None` for those that have lapsed, and how many sites rest on them."""
    chosen = [one for one in found if one.notice == level]
    rows = [
        {
            "ending": one,
            "countdown": showing.countdown(one.agreement, day),
            "bare": [site for site in one.sites if site.pk in one.bare],
        }
        for one in chosen
    ]
    sites = {site.pk for one in chosen for site in one.sites}
    return {"title": title, "kind": kind, "rows": rows, "sites": len(sites)}
