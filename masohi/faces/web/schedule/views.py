"""The schedule board of one week, and its announcement."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from masohi.faces.pages import actor, now, page, say, today
from masohi.faces.web.schedule import showing
from masohi.faces.web.schedule.weeks import ALL, FREE, QUIET, WEEK, Asked, asked, span, week_name
from masohi.parties.access import may
from masohi.parties.roles import Role
from masohi.supply.sites.queries import hosts_of
from masohi.ui import board as kit
from masohi.work.calendars.queries import quiet_people, quiet_sessions, waiting_orders
from masohi.work.placement.actions import announce_sessions


@page("schedule.view")
def schedule(request: HttpRequest) -> HttpResponse:
    """Rows are sites, columns the days of a week; who may announce sees how many people it concerns."""
    user, wanted = actor(request), asked(request.GET, today())
    found = showing.week(user, wanted)
    board = showing.board(found, today=today(), phone=_is_phone(request))
    announces = may(user, "session.announce")
    quiet = quiet_sessions(found.workable, found.loads, at=now()) if announces else []
    context = {
        "asked": wanted,
        "board": board,
        "empty_sites": [] if wanted.narrowed else found.others,
        "span": span(wanted.monday),
        "week": week_name(wanted.monday),
        "offices": hosts_of(user),
        "choices": _choices(wanted),
        "shapes": _shapes(wanted, board["shape"]),
        "announces": bool(quiet),
        "quiet_sessions": len(quiet),
        "quiet_people": quiet_people(user, quiet) if quiet else 0,
        "waiting": len(waiting_orders(user, at=now())) if announces else 0,
        "sites_named": bool(found.sites or found.others),
        "own_calendar": user.has(Role.SUPERVISOR),
        **_neighbours(wanted),
        "breadcrumb": [],
    }
    return render(request, "web/schedule/papan.html", context)


def _neighbours(wanted: Asked) -> dict[str, str]:
    """Addresses of the weeks beside the one shown, and of this one where another is shown."""
    week = timedelta(days=WEEK)
    this = wanted.monday <= today() < wanted.monday + week
    return {
        "previous_url": wanted.address(monday=wanted.monday - week),
        "next_url": wanted.address(monday=wanted.monday + week),
        "this_week_url": "" if this else wanted.address(monday=today() - timedelta(days=today().weekday())),
        "wall_url": wanted.address("schedule-wall", shape=kit.BOTH),
    }


def _is_phone(request: HttpRequest) -> bool:
    """What the browser says of its own screen, where it says something."""
    hint = request.headers.get("Sec-CH-UA-Mobile", "")
    return hint == "?1" or (not hint and "Mobile" in request.headers.get("User-Agent", ""))


def _choices(wanted: Asked) -> list[dict[str, Any]]:
    named = {ALL: _("Semua sesi"), QUIET: _("Belum diumumkan"), FREE: _("Tempat bebas")}
    return [{"value": value, "label": label, "chosen": value == wanted.only} for value, label in named.items()]


def _shapes(wanted: Asked, shown: str) -> list[dict[str, Any]]:
    """The two shapes as links; the one that is shown is marked, where the page shows only one."""
    named = {kit.WEEK: _("Minggu"), kit.DAYS: _("Daftar per hari")}
    return [
        {"label": label, "url": wanted.address(shape=shape), "current": shape == shown}
        for shape, label in named.items()
    ]


@page("session.announce")
@require_POST
def announce(request: HttpRequest) -> HttpResponse:
    """Announce what is shown and has not been announced yet, then lead to whom to tell."""
    user, wanted = actor(request), asked(request.POST, today())
    found = showing.week(user, wanted)
    quiet = quiet_sessions(found.workable, found.loads, at=now())
    count = announce_sessions(sessions=quiet, by=user, at=now()) if quiet else 0
    if not count:
        say(request, _("Semua tanggal di lokasi yang buka sudah diumumkan. Tidak ada yang berubah."))
        return redirect(wanted.address())
    words = ngettext("%(n)s sesi diumumkan.", "%(n)s sesi diumumkan.", count) % {"n": count}
    told = _("Sampaikan jadwal kepada setiap orang; program belum mengirim pesan sendiri.")
    say(request, f"{words} {told}")
    return redirect("schedule-tell")
