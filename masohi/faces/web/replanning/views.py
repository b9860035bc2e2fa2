"""Planning anew: what calls for it, the difference person by person, and the decision about each."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today, warn
from masohi.faces.web.replanning import showing
from masohi.faces.web.replanning.forms import DateForm
from masohi.faces.web.schedule.weeks import week_name
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.supply.sites.queries import names_of_sites
from masohi.work.placement.terms import PlanState
from masohi.work.replanning.actions import accept_changes, make_replan, override, refuse_change
from masohi.work.replanning.facts import draft
from masohi.work.replanning.models import Change, Replan, sitting_from
from masohi.work.replanning.queries import (
    against_rules,
    calls,
    replan_page,
    replans,
    running_orders,
    slots_of,
    unscheduled,
)
from masohi.work.replanning.terms import Cause
from masohi.writing.refusals import Refused

SHOWN, A_PAGE, MOST = 12, 40, 400
GROUPS = {"jam": Cause.ABSENCE, "baru": Cause.NEW, "aturan": Cause.RULE}


@page("replan.view")
def replans_list(request: HttpRequest) -> HttpResponse:
    """What calls for planning anew, each with its button, and the proposals made so far."""
    user = actor(request)
    makes = may(user, "replan.make")
    if request.method == "POST":
        if not makes:
            raise Http404
        return _start(request, user)
    found = Paginator(replans(user), A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "makes": makes,
        "calls": [showing.call(each) for each in calls(user, today())] if makes else [],
        "short": list(unscheduled(user, new=False)[:MOST]) if makes else [],
        "new": list(unscheduled(user, new=True)[:MOST]) if makes else [],
        "ruled": running_orders(user, against_rules(user, today())) if makes else [],
        "shown": SHOWN,
        "page": found,
        "today": today(),
    }
    return render(request, "web/replanning/daftar.html", context)


def _start(request: HttpRequest, user: User) -> HttpResponse:
    """Plan anew what the button names: a closure or leave, all of one group, or one order of it."""
    cause, note, keys = _asked(request, user)
    orders = running_orders(user, keys)
    try:
        made = make_replan(
            draft=draft(orders, cause=cause, note=note, day=today(), parameters=parameters_in_force()),
            by=user,
            at=now(),
        )
    except Refused as refusal:
        complain(request, refusal)
        return redirect("replans")
    say(request, gettext("Usulan dibuat. Belum ada jadwal yang berubah sebelum Anda menerimanya."))
    return redirect("replan", made.code)


def _asked(request: HttpRequest, user: User) -> tuple[Cause, str, Iterable[int]]:
    key, code = request.POST.get("sebab", ""), request.POST.get("perkara", "")
    if key in GROUPS:
        keys = set(against_rules(user, today())) if key == "aturan" else _open_keys(user, key)
        chosen = {row.pk for row in running_orders(user, keys) if code in {"", row.code}}
        return GROUPS[key], "", list(chosen)[:MOST]
    called = one(next((each for each in calls(user, today()) if each.key == key), None))
    return called.cause, showing.call(called)["title"] + f" · {showing.span(called.first, called.last)}", called.orders


def _open_keys(user: User, key: str) -> set[int]:
    return {row.pk for row in unscheduled(user, new=key == "baru")[:MOST]}


@page("replan.view")
def replan(request: HttpRequest, code: str) -> HttpResponse:
    """The difference person by person; the PK takes some, all, or leaves one as it is."""
    user = actor(request)
    found = one(replan_page(user, code))
    changes: list[Change] = vars(found)["mine"]
    if request.method == "POST":
        if not may(user, "replan.make"):
            raise Http404
        return _decide(request, found, changes)
    names = names_of_sites(showing.sites_in(changes))
    site = request.GET.get("lokasi", "")
    chosen = [each for each in changes if site not in names or showing.touches(each, site)]
    listed = Paginator(chosen, A_PAGE).get_page(request.GET.get("halaman"))
    open_ones = [each for each in chosen if showing.is_open(each)]
    context = {
        "replan": found,
        "cause": {"icon": showing.ICONS[Cause(found.cause)], "text": found.get_cause_display()},
        "figures": showing.figures(found),
        "cards": [showing.card(each, names, now()) for each in listed],
        "page": listed,
        "names": sorted(names.items(), key=lambda pair: pair[1]),
        "site": site if site in names else "",
        "waiting": len(open_ones),
        "losing": sum(each.loses for each in open_ones),
        "without": _without(user, found),
        "board_url": _board(changes) if may(user, "session.announce") else "",
        "decides": may(user, "replan.make") and bool(open_ones),
        "breadcrumb": [{"label": gettext("Susun ulang"), "url": "/susun-ulang"}],
    }
    return render(request, "web/replanning/satu.html", context)


def _board(changes: Iterable[Change]) -> str:
    """The week of the first new date ahead that became a session, where it is announced; nothing without one."""
    settled = [each for each in changes if each.plan is not None and each.plan.state == PlanState.ACCEPTED]
    new = [sitting_from(one) for each in settled for one in each.after if one["appointment"] is None]
    days = [one.day for one in new if one.start > now()]
    return f"{reverse('schedule')}?minggu={week_name(min(days))}" if days else ""


def _without(user: User, found: Replan) -> list[dict[str, Any]]:
    """Own orders with open hours for which nothing was found."""
    short = {int(key): minutes for key, minutes in found.figures["without"]}
    return [{"order": row, "short": short[row.pk]} for row in running_orders(user, short)] if short else []


def _decide(request: HttpRequest, found: Replan, changes: list[Change]) -> HttpResponse:
    deed, _colon, code = request.POST.get("tindakan", "").partition(":")
    try:
        if deed == "tolak":
            change = one(next((each for each in changes if each.order.code == code), None))
            refuse_change(change=change, reason=request.POST.get(f"alasan-{code}", ""), by=actor(request), at=now())
            say(request, gettext("Jadwal orang ini tetap seperti semula. Alasan Anda tersimpan."))
        else:
            _accept(request, found, changes, everything=deed == "semua")
    except Refused as refusal:
        complain(request, refusal)
    return redirect(request.get_full_path())


def _accept(request: HttpRequest, found: Replan, changes: list[Change], *, everything: bool) -> None:
    site = request.GET.get("lokasi", "")
    shown = [each for each in changes if not site or showing.touches(each, site)]
    codes = [each.order.code for each in shown] if everything else request.POST.getlist("perkara")
    if not codes:
        raise Refused(gettext("Pilih sedikitnya satu orang. Belum ada yang berubah."))
    reason = request.POST.get("alasan", "")
    done, left = accept_changes(replan=found, codes=codes, reason=reason, by=actor(request), at=now())
    waits = sum(each.plan is not None and each.plan.state == PlanState.WAITING for each in done)
    if len(done) > waits:
        words = showing.people(len(done) - waits)
        say(request, gettext("Jadwal %(people)s berubah. Umumkan dan kabari mereka.") % {"people": words})
    if waits:
        words = showing.people(waits)
        say(
            request,
            gettext("%(people)s menunggu jaksa karena lokasinya baru. Jadwal lama tetap sampai diputuskan.")
            % {"people": words},
        )
    if left:
        words = showing.people(len(left))
        warn(
            request,
            gettext("%(people)s belum berubah: tempat, jam, atau sesinya tidak lagi sama. Susun ulang sekali lagi.")
            % {"people": words},
        )


@page("replan.make")
def other_date(request: HttpRequest, code: str, order: str) -> HttpResponse:
    """Set another date by hand for one new session of an offer, with a reason."""
    user = actor(request)
    found = one(replan_page(user, code))
    change = one(next((each for each in vars(found)["mine"] if each.order.code == order), None))
    if not showing.is_open(change):
        raise Http404
    names = names_of_sites(showing.sites_in([change]))
    made = showing.card(change, names, now())
    slots = list(slots_of(names))
    form = DateForm(
        request.POST or None, lines=[line for line in (*made["lines"], *made["more"]) if line["opening"]], slots=slots
    )
    if form.is_valid():
        try:
            override(change=change, **form.details(), by=user, at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, gettext("Tanggal diganti dalam usulan. Jadwal berubah sesudah usulan diterima."))
            return redirect("replan", code)
    context = {
        "replan": found,
        "card": made,
        "form": form,
        "title": _("Pilih tanggal lain"),
    }
    return render(request, "web/replanning/tanggal.html", context)
