"""One site's week: its sessions with the people whom the reader may see, to look at, to print, to move somebody."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.schedule import showing
from masohi.faces.web.schedule.weeks import FREE, WEEK, Asked, asked, minute_of_day, span, target_name, week_name
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import holidays_between
from masohi.supply.sites.models import Site
from masohi.ui.formats import bare_clock
from masohi.work.calendars.queries import Free, Load, expected_people, free_openings, loads, supervisors_away
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.queries import board as sessions_of_week
from masohi.work.placement.queries import closed_days, sites_of_board
from masohi.work.placement.terms import SessionState


@page("schedule.view")
def site(request: HttpRequest, slug: str) -> HttpResponse:
    """Seven days of one site: names where the reader may know them, numbers of the others."""
    user, monday = actor(request), asked(request.GET, today()).monday
    found = one(sites_of_board(user).filter(slug=slug).first())
    week = timedelta(days=WEEK)
    address = reverse("schedule-site", args=[found.slug])
    context = {
        "site": found,
        "days": days(user, found, monday),
        "span": span(monday),
        "previous_url": f"{address}?minggu={week_name(monday - week)}",
        "next_url": f"{address}?minggu={week_name(monday + week)}",
        "this_week_url": "" if monday <= today() < monday + week else address,
        "moves": may(user, "plan.propose"),
        "shares": may(user, "site.manage"),
        "breadcrumb": [
            {"label": _("Jadwal"), "url": Asked(monday).address()},
            {"label": found.name, "url": ""},
        ],
    }
    return render(request, "web/schedule/lokasi.html", context)


def days(user: User, found: Site, monday: date) -> list[dict[str, Any]]:
    """Monday to Sunday of one site: sessions with people, free openings, what is shut and who is away."""
    last = monday + timedelta(days=WEEK - 1)
    sessions = list(sessions_of_week(user, monday).filter(site=found))
    held, people = loads(user, sessions), expected_people(user, sessions)
    holidays, shut = holidays_between(monday, last), closed_days([found.pk], monday, last)
    off = {*shut, *((found.pk, day) for day in holidays)}
    free, away = free_openings([found], monday, shut=off), supervisors_away([found.pk], monday, last)
    return [
        {
            "date": day,
            "current": day == today(),
            "closed": showing.closed_words(shut.get((found.pk, day), "")) or holidays.get(day, ""),
            "away": ", ".join(away.get((found.pk, day), [])),
            "sessions": [_session(row, held[row.pk], people[row.pk]) for row in sessions if row.day == day],
            "free": [_free(row) for row in free if row.day == day and day > today()],
        }
        for day in (monday + timedelta(days=n) for n in range(WEEK))
    ]


def _session(session: Session, load: Load, people: list[Appointment]) -> dict[str, Any]:
    ahead = session.state == SessionState.PLANNED and session.starts_at > now()
    return {
        "session": session,
        "target": target_name(session.day, minute_of_day(session.starts_at)) if ahead else "",
        "ahead": ahead,
        "minutes": load.minutes,
        "quiet": load.quiet,
        "people": people,
        "others": max(session.taken - len(people), 0),
    }


def _free(row: Free) -> dict[str, Any]:
    return {**showing.free_chip(row), "target": target_name(row.day, row.starts)}


@page("schedule.view")
def wall(request: HttpRequest) -> HttpResponse:
    """The week as a sheet for a wall: places, hours and numbers of people, nobody's name."""
    user, wanted = actor(request), asked(request.GET, today())
    found = showing.week(user, wanted._replace(only="" if wanted.only == FREE else wanted.only))
    cells: dict[tuple[int, date], list[dict[str, Any]]] = defaultdict(list)
    for session in found.sessions:
        cells[session.site_id, session.day].append(_line(session))
    rows = [
        {
            "site": row.name,
            "office": row.host.short_name,
            "cells": [{"lines": cells[row.pk, day], "closed": showing.closed(found, row, day)} for day in found.days],
        }
        for row in found.sites
    ]
    context = {
        "rows": rows,
        "days": [{"date": day, "holiday": found.holidays.get(day, "")} for day in found.days],
        "span": span(wanted.monday),
        "printed_at": now(),
        "breadcrumb": [{"label": _("Jadwal"), "url": wanted.address()}, {"label": _("Papan dinding"), "url": ""}],
    }
    return render(request, "web/schedule/dinding.html", context)


def _line(session: Session) -> dict[str, Any]:
    hours = f"{bare_clock(session.starts_at)}–{bare_clock(session.ends_at)}"
    return {"hours": hours, "people": session.taken, "announced": session.announced_at is not None}
