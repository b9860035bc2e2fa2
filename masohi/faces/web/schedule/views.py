"""The schedule board of one week, and its announcement."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from masohi.faces.pages import actor, now, page, say, today
from masohi.parties.access import may
from masohi.parties.parameters.queries import holidays_between
from masohi.supply.sites.models import Site
from masohi.ui.formats import long_date
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Session
from masohi.work.placement.queries import board, closed_days, people_in, sites_of_board
from masohi.work.placement.terms import SessionState
from masohi.writing.indonesian import WIT

WEEK = 7
FIRST_YEAR, LAST_YEAR = 2026, 2100


def week_of(text: str, day: date) -> date:
    """The Monday that an address names as `2026-W47`; of `day`'s own week where it names none.

    >>> week_of("2026-W47", date(2026, 2, 9)), week_of("2026-W99", date(2026, 2, 12))
    (datetime.date(2026, 11, 16), datetime.date(2026, 2, 9))
    """
    found = re.fullmatch(r"(\d{4})-W(\d{2})", text, re.ASCII)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        with suppress(ValueError):
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return day - timedelta(days=day.weekday())


def week_name(monday: date) -> str:
    """A week as the address names it.

    >>> week_name(date(2026, 11, 16))
    '2026-W47'
    """
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


@page("schedule.view")
def schedule(request: HttpRequest) -> HttpResponse:
    """Rows are sites, columns the days of a week; who may announce sees how many people it concerns."""
    user = actor(request)
    monday = week_of(request.GET.get("minggu", ""), today())
    sunday = monday + timedelta(days=WEEK - 1)
    found = list(board(user, monday))
    quiet = [session for session in found if _announceable(session)]
    announces = may(user, "session.announce") and bool(quiet)
    sites = list(sites_of_board(user))
    busy = {session.site_id for session in found}
    span = _span(monday, sunday)
    context = {
        "board": _board([site for site in sites if site.pk in busy], found, monday, span),
        "empty_sites": [site for site in sites if site.pk not in busy],
        "span": span,
        "week": week_name(monday),
        "previous_url": _address(monday - timedelta(days=WEEK)),
        "next_url": _address(monday + timedelta(days=WEEK)),
        "this_week_url": "" if monday <= today() <= sunday else reverse("schedule"),
        "announces": announces,
        "quiet_sessions": len(quiet),
        "quiet_people": people_in(quiet) if announces else 0,
        "sites_named": bool(sites),
        "today": today(),
        "breadcrumb": [],
    }
    return render(request, "web/schedule/papan.html", context)


@page("session.announce")
@require_POST
def announce(request: HttpRequest) -> HttpResponse:
    """Announce what the week shown holds and has not been announced yet."""
    monday = week_of(request.POST.get("minggu", ""), today())
    quiet = [session for session in board(actor(request), monday) if _announceable(session)]
    count = announce_sessions(sessions=quiet, by=actor(request), at=now()) if quiet else 0
    if count:
        words = ngettext("%(n)s sesi diumumkan.", "%(n)s sesi diumumkan.", count) % {"n": count}
        told = gettext("Sampaikan jadwal kepada setiap orang; program belum mengirim pesan sendiri.")
        say(request, f"{words} {told}")
    else:
        say(request, gettext("Semua sesi minggu ini sudah diumumkan. Tidak ada yang berubah."))
    return redirect(_address(monday))


def _announceable(session: Session) -> bool:
    return session.announced_at is None and session.state == SessionState.PLANNED


def _address(monday: date) -> str:
    return f"{reverse('schedule')}?{urlencode({'minggu': week_name(monday)})}"


def _span(monday: date, sunday: date) -> str:
    return gettext("%(first)s sampai %(last)s") % {"first": long_date(monday), "last": long_date(sunday)}


def _board(sites: Sequence[Site], found: Iterable[Session], monday: date, span: str) -> dict[str, Any]:
    """The board as the kit draws it. Four queries' worth of rows come in; none is read here one by one."""
    days = [monday + timedelta(days=n) for n in range(WEEK)]
    holidays = holidays_between(days[0], days[-1])
    shut = closed_days([site.pk for site in sites], days[0], days[-1])
    cells: dict[tuple[int, date], list[dict[str, Any]]] = {}
    for session in found:
        cells.setdefault((session.site_id, session.day), []).append(_chip(session))
    rows = [
        {
            "site": site.name,
            "url": reverse("site", args=[site.slug]),
            "cells": [
                {
                    "sessions": cells.get((site.pk, day), []),
                    "closed": shut.get((site.pk, day)) or holidays.get(day, ""),
                }
                for day in days
            ],
        }
        for site in sites
    ]
    return {
        "caption": gettext("Sesi per lokasi, %(span)s") % {"span": span},
        "days": [{"date": day, "current": day == today()} for day in days],
        "rows": rows,
    }


def _chip(session: Session) -> dict[str, Any]:
    hours = (session.starts_at.astimezone(WIT), session.ends_at.astimezone(WIT))
    return {
        "label": f"{hours[0]:%H.%M}–{hours[1]:%H.%M}",
        "people": session.taken,
        "capacity": session.places,
        "url": reverse("session", args=[session.code]),
        "announced": session.announced_at is not None,
    }
