"""Move one person to another session: every session of a week at a site, the possible ones to choose, the others with
one sentence each that says why not."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.schedule.weeks import WEEK, Asked, asked, minute_of_day, span, target_name, week_name
from masohi.parties.parameters.queries import holidays_between, parameters_in_force
from masohi.planning.sentences import sentence
from masohi.supply.sites.models import Site, Slot
from masohi.ui.formats import bare_clock, day_and_date, duration, number
from masohi.work.calendars.actions import move_date
from masohi.work.calendars.facts import Target, targets
from masohi.work.calendars.queries import movable_date, slot_at
from masohi.work.placement.models import Appointment
from masohi.work.placement.queries import closed_days, sites_of_board
from masohi.work.placement.terms import PlanState
from masohi.work.replanning.terms import FORBIDDEN
from masohi.writing.refusals import Refused

TARGET = re.compile(r"(\d{4}-\d\d-\d\d)@(\d{1,4})", re.ASCII)


class MoveForm(forms.Form):
    """Where to, and why."""

    reason = forms.CharField(
        label=_("Alasan pemindahan"),
        help_text=_("Satu kalimat, misalnya: diminta keluarga, lokasi tutup. Jangan tulis hal kesehatan."),
        max_length=250,
        error_messages={"required": _("Tulis alasan pemindahan.")},
    )


@page("plan.accept")
def move(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The form behind a dragged name and behind "Pindahkan": nothing moves before a session and a reason are sent."""
    user = actor(request)
    row = one(movable_date(user, code, number, at=now()))
    sites = list(sites_of_board(user))
    data = request.POST if request.method == "POST" else request.GET
    site = next((one for one in sites if one.slug == data.get("lokasi", "")), row.session.site)
    wanted = data.get("tujuan", "")
    monday = _monday(wanted, asked(data, row.session.day))
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _moved(request, row, site, wanted, form)
        if answer is not None:
            return answer
    found = targets(
        row,
        site=site,
        first=monday,
        last=monday + timedelta(days=WEEK - 1),
        day=today(),
        parameters=parameters_in_force(),
    )
    context = {
        "row": row,
        "form": form,
        "site": site,
        "sites": sites,
        "choices": [_choice(one, row, wanted) for one in found],
        "shut": _shut(site, monday),
        "possible": any(not one.broken for one in found),
        "week": week_name(monday),
        "span": span(monday),
        "previous": week_name(monday - timedelta(days=WEEK)),
        "next": week_name(monday + timedelta(days=WEEK)),
        "breadcrumb": _crumbs(row),
    }
    return render(request, "web/schedule/pindah.html", context, status=409 if form.errors else 200)


def _shut(site: Site, monday: date) -> list[dict[str, Any]]:
    """Days of the week on which nobody works at the site, with the reason: they hold no session to choose."""
    last = monday + timedelta(days=WEEK - 1)
    closed = {day: reason for (_, day), reason in closed_days([site.pk], monday, last).items()}
    found = holidays_between(monday, last) | closed
    return [{"day": day, "why": found[day]} for day in sorted(found)]


def _crumbs(row: Appointment) -> list[dict[str, str]]:
    week = Asked(row.session.day - timedelta(days=row.session.day.weekday()))
    here = f"{reverse('schedule-site', args=[row.session.site.slug])}?minggu={week_name(week.monday)}"
    return [
        {"label": gettext("Jadwal"), "url": week.address()},
        {"label": row.session.site.name, "url": here},
        {"label": gettext("Pindahkan"), "url": ""},
    ]


def _monday(wanted: str, other: Asked) -> date:
    """The week of the session that was chosen, else the one asked for."""
    found = TARGET.fullmatch(wanted)
    try:
        day = date.fromisoformat(found[1]) if found else other.monday
    except ValueError:
        day = other.monday
    return day - timedelta(days=day.weekday())


def _slot(site: Site, wanted: str) -> tuple[Slot, date] | None:
    """The weekly opening and the day that a form names, or None."""
    found = TARGET.fullmatch(wanted)
    if not found:
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None
    slot = slot_at(site, day.weekday(), int(found[2]))
    return (slot, day) if slot else None


def _moved(request: HttpRequest, row: Appointment, site: Site, wanted: str, form: MoveForm) -> HttpResponse | None:
    """The answer after the move; None where it was refused and the form says why."""
    chosen = _slot(site, wanted)
    if chosen is None:
        form.add_error(None, gettext("Pilih sesi tujuan. Belum ada yang berubah."))
        return None
    try:
        plan = move_date(
            appointment=row,
            slot=chosen[0],
            day=chosen[1],
            reason=form.cleaned_data["reason"],
            by=actor(request),
            at=now(),
        )
    except Refused as refusal:
        refused(form, refusal)
        return None
    if plan.state == PlanState.WAITING:
        say(request, gettext("Lokasi ini baru bagi orang ini. Usulan menunggu jaksa; tanggal lama tetap berlaku."))
        return redirect("plan", plan.code)
    words = {"name": row.order.person.short_name, "day": day_and_date(chosen[1])}
    say(request, gettext("%(name)s dipindahkan ke %(day)s. Umumkan tanggal baru, lalu kabari orangnya.") % words)
    address = reverse("schedule-site", args=[site.slug])
    return redirect(f"{address}?minggu={week_name(chosen[1] - timedelta(days=chosen[1].weekday()))}")


def _choice(found: Target, row: Appointment, wanted: str) -> dict[str, Any]:
    opening = found.opening
    name = target_name(opening.day, minute_of_day(opening.start))
    end = opening.start + timedelta(minutes=opening.minutes)
    return {
        "name": name,
        "label": f"{day_and_date(opening.day)}, {bare_clock(opening.start)}–{bare_clock(end)}",
        "places": gettext("%(n)s tempat tersisa") % {"n": number(opening.places)},
        "shorter": _shorter(row, found),
        "why": _why(found) if found.broken else "",
        "chosen": name == wanted,
    }


def _shorter(row: Appointment, found: Target) -> str:
    """What is lost where the opening is shorter than the session it replaces."""
    lost = row.minutes - found.minutes
    return gettext("%(length)s belum terjadwal sesudahnya.") % {"length": duration(lost)} if lost > 0 else ""


def _why(found: Target) -> str:
    """One sentence that says why this session is not possible."""
    if found.why is not None:
        return sentence(replace(found.why, site=None), translate=gettext)
    return gettext(FORBIDDEN.get(found.broken, FORBIDDEN["unknown"]))
