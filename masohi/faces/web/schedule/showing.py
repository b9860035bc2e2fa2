"""The week's rows as the kit's board draws them. Rows come in; none is read here one by one."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from masohi.faces.web.schedule.weeks import FREE, QUIET, WEEK, Asked, span, week_name
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import holidays_between
from masohi.supply.sites.models import Site
from masohi.ui import board as kit
from masohi.ui.formats import bare_clock, duration, number
from masohi.work.calendars.queries import Free, Load, free_openings, loads, supervisors_away
from masohi.work.placement.models import Session
from masohi.work.placement.queries import board as sessions_of_week
from masohi.work.placement.queries import closed_days, sites_of_board

FEW = 60  # sites up to which a page holds both shapes, so that the width of the window decides
Cell = tuple[int, date]


@dataclass(frozen=True)
class Week:
    """What one week holds for one reader: sites with something to show, the others, their sessions and free places."""

    asked: Asked
    sites: list[Site]
    others: list[Site]
    sessions: list[Session]
    loads: dict[int, Load]
    free: list[Free]
    shut: dict[Cell, str]
    holidays: dict[date, str]
    away: dict[Cell, list[str]]

    @property
    def days(self) -> list[date]:
        """Monday to Sunday."""
        return [self.asked.monday + timedelta(days=n) for n in range(WEEK)]

    @property
    def workable(self) -> list[Session]:
        """Its sessions without those on days of no work: whom these hold needs another date, not an announcement."""
        off = {*self.shut, *((site.pk, day) for site in self.sites for day in self.holidays)}
        return [one for one in self.sessions if (one.site_id, one.day) not in off]


def week(user: User, asked: Asked) -> Week:
    """Read a week for the board: a fixed number of queries, however many sites."""
    last = asked.monday + timedelta(days=WEEK - 1)
    sites = [site for site in sites_of_board(user) if _asked_for(site, asked)]
    keys = {site.pk for site in sites}
    rows = sessions_of_week(user, asked.monday).select_related(None)
    sessions = [one for one in rows if one.site_id in keys]
    held = loads(user, sessions)
    shut, holidays = closed_days(keys, asked.monday, last), holidays_between(asked.monday, last)
    kept = [one for one in sessions if _kept(one, held[one.pk], asked.only)]
    off = {*shut, *((key, day) for key in keys for day in holidays)}
    free = free_openings(sites, asked.monday, shut=off) if asked.only == FREE else []
    busy = {one.site_id for one in kept} | {one.site for one in free}
    return Week(
        asked=asked,
        sites=[site for site in sites if site.pk in busy],
        others=[site for site in sites if site.pk not in busy],
        sessions=kept,
        loads=held,
        free=free,
        shut=shut,
        holidays=holidays,
        away=supervisors_away(busy, asked.monday, last),
    )


def _asked_for(site: Site, asked: Asked) -> bool:
    if asked.office and site.host.short_name != asked.office:
        return False
    return asked.text.casefold() in site.name.casefold()


def _kept(session: Session, load: Load, only: str) -> bool:
    if only == QUIET:
        return load.quiet > 0
    return only != FREE or session.taken < session.places


def board(found: Week, *, today: date, phone: bool) -> dict[str, Any]:
    """The board as the kit takes it. A big one shows one shape: the one asked for, or the one for that screen."""
    cells: dict[Cell, list[dict[str, Any]]] = defaultdict(list)
    for session in found.sessions:
        cells[session.site_id, session.day].append(chip(session, found.loads[session.pk]))
    for one in found.free:
        cells[one.site, one.day].append(free_chip(one))
    by_site, by_day, whole = _sums(found)
    own = found.asked.shape or (kit.BOTH if len(found.sites) <= FEW else kit.DAYS if phone else kit.WEEK)
    return {
        "caption": gettext("Sesi per lokasi, %(span)s") % {"span": span(found.asked.monday)},
        "shape": own,
        "totals": _total(whole),
        "days": [
            {
                "date": day,
                "current": day == today,
                "holiday": found.holidays.get(day, ""),
                "totals": _total(by_day[day]) if day in by_day else "",
            }
            for day in found.days
        ],
        "rows": [
            {
                "site": site.name,
                "url": _site_address(site, found.asked),
                "totals": _total(by_site[site.pk]) if site.pk in by_site else "",
                "cells": [_cell(found, site, day, cells) for day in found.days],
            }
            for site in found.sites
        ],
    }


def _site_address(site: Site, asked: Asked) -> str:
    return f"{reverse('schedule-site', args=[site.slug])}?minggu={week_name(asked.monday)}"


def _cell(found: Week, site: Site, day: date, cells: dict[Cell, list[dict[str, Any]]]) -> dict[str, Any]:
    away = found.away.get((site.pk, day))
    return {
        "sessions": sorted(cells.get((site.pk, day), ()), key=lambda one: str(one["label"])),
        "closed": closed(found, site, day),
        "note": gettext("Cuti: %(names)s") % {"names": ", ".join(away)} if away else "",
    }


def closed(found: Week, site: Site, day: date) -> str:
    """Why nobody works at the site that day, or nothing."""
    return closed_words(found.shut.get((site.pk, day), ""))


def closed_words(reason: str) -> str:
    """The reason of a closure as every board says it; nothing where there is none."""
    return gettext("Tutup: %(reason)s") % {"reason": reason} if reason else ""


def _sums(found: Week) -> tuple[dict[int, Counter[str]], dict[date, Counter[str]], Counter[str]]:
    """People and minutes of the sessions shown: by site, by day, and of the whole week."""
    by_site: dict[int, Counter[str]] = defaultdict(Counter)
    by_day: dict[date, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for session in found.sessions:
        sums = Counter(people=session.taken, minutes=found.loads[session.pk].minutes)
        for total in (by_site[session.site_id], by_day[session.day], whole):
            total.update(sums)
    return by_site, by_day, whole


def _total(sums: Counter[str]) -> str:
    words = {"people": number(sums["people"]), "hours": duration(sums["minutes"])}
    return gettext("%(people)s orang · %(hours)s") % words


def chip(session: Session, load: Load) -> dict[str, Any]:
    """One session as the board shows it: hours, people, places, whether everybody's date is announced."""
    return {
        "label": f"{bare_clock(session.starts_at)}–{bare_clock(session.ends_at)}",
        "people": session.taken,
        "capacity": session.places,
        "url": reverse("session", args=[session.code]),
        "announced": session.announced_at is not None,
        "quiet": load.quiet,
    }


def free_chip(one: Free) -> dict[str, Any]:
    """An opening in which nobody is yet, as the board shows it."""
    ends = one.starts + one.minutes
    label = f"{one.starts // 60:02}.{one.starts % 60:02}–{ends // 60:02}.{ends % 60:02}"
    return {"label": label, "people": 0, "capacity": one.places, "url": "", "announced": False, "free": True}
