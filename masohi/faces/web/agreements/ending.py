"""Agreements about to end, by notice: which sites rest on them, how many people are planned there afterwards."""

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


@page("agreement.view")
def ending(request: HttpRequest) -> HttpResponse:
    """Lapsed ones on which sites still rest, then the three notices, the nearest first."""
    user, day = actor(request), today()
    parameters = parameters_in_force()
    found = endings(day, parameters)
    levels = sorted({int(parameters.value(key, day)) for key in NOTICES})
    groups = [_group(_("Sudah berakhir, lokasi masih bertumpu padanya"), "galat", None, found)]
    groups += [
        _group(_within(level), kind, level, found) for level, kind in zip(levels, KINDS[-len(levels) :], strict=True)
    ]
    context: dict[str, Any] = {
        "groups": [group for group in groups if group["rows"]],
        "today": day,
        "levels": levels,
        "open_sites": keys_seen(user, (site for one in found for site in one.sites)),
    }
    for group in context["groups"]:
        for row in group["rows"]:
            row["countdown"] = showing.countdown(row["ending"].agreement, day)
    return render(request, "web/agreements/akan_berakhir.html", context)


KINDS = ("galat", "awas", "info")


def _within(days: int) -> str:
    return ngettext("Berakhir dalam %(n)s hari atau kurang", "Berakhir dalam %(n)s hari atau kurang", days) % {
        "n": number(days)
    }


def _group(title: str, kind: str, level: int | None, found: list[Ending]) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [
        {"ending": one, "bare": [site for site in one.sites if site.pk in one.bare]} for one in found
    ]
    rows = [row for row in rows if _level(row["ending"]) == level]
    sites = {site.pk for row in rows for site in row["ending"].sites}
    return {"title": title, "kind": kind, "rows": rows, "sites": len(sites)}


def _level(one: Ending) -> int | None:
    return one.notice if one.days_left >= 0 else None
