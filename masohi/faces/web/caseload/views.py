"""Who carries how much: orders and hours of each PK, people and sessions of each site, against the limits."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.cases.officers.queries import caseload_limit, loads, officers_seen
from masohi.cases.officers.terms import Post
from masohi.faces.pages import actor, page, today
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.ui.formats import number
from masohi.work.monthly.loads.queries import next_week_of, site_loads

WEEK = timedelta(days=7)


@page("caseload.view")
def caseload(request: HttpRequest) -> HttpResponse:
    """Officers and sites against their limits; a hand-over begins at an officer's row."""
    user, day = actor(request), today()
    monday = day - timedelta(days=day.weekday()) + WEEK
    context = {
        "groups": [group for group in _groups(user, day, monday) if group["rows"]],
        "sites": _sites(user, day, monday),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "breadcrumb": [],
    }
    return render(request, "web/caseload/beban.html", context)


def _groups(user: User, day: date, monday: date) -> list[dict[str, Any]]:
    titles = {Post.PROBATION: _("Pembimbing Kemasyarakatan (PK)"), Post.PROSECUTOR: _("Jaksa pengawas")}
    return [{"title": titles[post], "post": str(post), "rows": _officers(user, post, day, monday)} for post in titles]


def _officers(user: User, post: Post, day: date, monday: date) -> list[dict[str, Any]]:
    people = list(officers_seen(user, post))
    carried, sessions = loads(user, [one.pk for one in people], post), next_week_of(user, people, post, monday)
    limit = caseload_limit(day) if post is Post.PROBATION else 0
    return [
        {
            "officer": one,
            "load": carried[one.pk],
            "sessions": sessions.get(one.pk, 0),
            **bar(carried[one.pk].orders, limit),
            "url": _hand_over_url(user, one, post) if carried[one.pk].orders else "",
        }
        for one in people
    ]


def _hand_over_url(user: User, officer: User, post: Post) -> str:
    """Where this officer's orders are handed over; "" for whom that is not given."""
    if not user.has(Role.PROSECUTOR) and not (post is Post.PROBATION and officer == user):
        return ""
    return f"{reverse('caseload-hand-over', args=[officer.pk])}?tugas={post}"


def bar(taken: int, limit: int) -> dict[str, Any]:
    """How full: the bar never runs over its end, the words say what is beyond."""
    if not limit:
        return {"limit": 0, "words": "", "kind": ""}
    words = _("%(taken)s dari paling banyak %(limit)s") % {"taken": number(taken), "limit": number(limit)}
    kind = "galat" if taken > limit else "awas" if taken * 10 >= limit * 9 else ""
    return {"limit": limit, "shown": min(taken, limit), "words": words, "kind": kind}


def _sites(user: User, day: date, monday: date) -> list[dict[str, Any]]:
    limit = int(parameters_in_force().value("site_load_limit", day))
    return [
        {"site": one.site, "people": one.people, "sessions": one.sessions, **bar(one.people, limit)}
        for one in site_loads(user, day, monday)
    ]
