"""Proposals: made, read with their reasons, accepted, approved or returned."""

import re
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today, told, warn
from masohi.faces.web.orders.forms_change import ReasonForm
from masohi.faces.web.orders.frame import frame, note_opening, seen_order
from masohi.faces.web.orders.outlook import time_panel
from masohi.faces.web.orders.views_order import PLAN_TAGS
from masohi.law.citation import Level, listed
from masohi.law.kuhp_85_place import site_covered
from masohi.law.parameters import Parameters
from masohi.parties.access import may
from masohi.parties.parameters.queries import parameters_in_force
from masohi.planning.sentences import sentence
from masohi.planning.stored import reason_of
from masohi.supply.sites.queries import names_of_sites, terms_of_sites
from masohi.ui.formats import long_date
from masohi.work.outlook.facts import why_not_on
from masohi.work.placement.actions import accept_plan, approve_plan, propose_plans, return_plan
from masohi.work.placement.models import Plan
from masohi.work.placement.queries import plan_page, replaced_by
from masohi.work.placement.terms import PlanState
from masohi.writing.refusals import Refused

Sentences = list[str]


@page("plan.propose")
@require_POST
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Let the planner propose places and dates for what is open of this order."""
    order = seen_order(request, code)
    try:
        (plan,) = propose_plans(orders=[order], by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
        return redirect("order", order.code)
    say(request, gettext("Usulan jadwal dibuat. Belum ada yang berlaku sebelum diterima."))
    return redirect("plan", plan.code)


@page("schedule.view")
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """One proposal: why these places and dates, why not others, and the decision of whoever's turn it is."""
    found = one(plan_page(actor(request), code))
    note_opening(request, found.order)
    form = ReasonForm(request.POST if request.POST.get("tindakan") == "kembalikan" else None)
    if request.method == "POST":
        answer = _decide(request, found, form)
        if answer is not None:
            return answer
    user, numbers, words = actor(request), parameters_in_force(), _Words(found)
    context = {
        **frame(request, found.order, step=_("Usulan jadwal")),
        "plan": found,
        "tag": {"kind": PLAN_TAGS[PlanState(found.state)], "text": found.get_state_display()},
        "time": time_panel(user, found.order, day=today(), parameters=numbers) if _undecided(found) else {},
        "why": words.all("reasons"),
        "refusals": words.all("refusals"),
        "mends": words.all("mends"),
        "uncovered": _uncovered(found, words, numbers) if found.state != PlanState.REPLACED else [],
        "months": words.months(),
        "replaced": replaced_by(found),
        "returned": found.state == PlanState.RETURNED,
        "asked": _asked(request, found, words, numbers),
        "may_accept": found.state == PlanState.DRAFT and bool(found.blocks) and may(user, "plan.accept"),
        "may_decide": found.state == PlanState.WAITING and may(user, "plan.approve"),
        "may_propose": found.order.living and found.state != PlanState.ACCEPTED and may(user, "plan.propose"),
        "form": form,
    }
    return render(request, "web/orders/rencana.html", context)


def _undecided(found: Plan) -> bool:
    """Whether the proposal may still become a schedule, or has to be made again."""
    return found.order.living and found.state not in {PlanState.ACCEPTED, PlanState.REPLACED}


class _Words:
    """The planner's reasons of one plan in the reader's language."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.names = names_of_sites(self._sites())

    def _sites(self) -> set[int]:
        answer = self.plan.answer
        keys = {block["site"] for block in self.plan.blocks}
        for stored in (*answer["reasons"], *answer["refusals"], *answer["mends"]):
            keys |= {stored.get("site"), stored["values"].get("site")}
        return {int(key) for key in keys if key is not None}

    def say(self, stored: dict[str, Any]) -> str:
        return sentence(reason_of(stored), names=self.names, translate=gettext)

    def all(self, name: str) -> Sentences:
        return [self.say(stored) for stored in self.plan.answer[name]]

    def months(self) -> list[dict[str, Any]]:
        """Blocks month by month: start, length, site, and why; a reason that holds for all is told once."""
        months: dict[str, dict[str, Any]] = {}
        told: set[str] = set()
        for stored in self.plan.blocks:
            day = date.fromisoformat(stored["day"])
            month = months.setdefault(stored["day"][:7], {"name": _month_name(day), "blocks": [], "minutes": 0})
            month["minutes"] += stored["minutes"]
            month["blocks"].append(
                {
                    "start": datetime.fromisoformat(stored["start"]),
                    "minutes": stored["minutes"],
                    "site": self.names.get(str(stored["site"]), ""),
                    "why": self._news(stored["reasons"], told),
                }
            )
        return list(months.values())

    def _news(self, reasons: list[dict[str, Any]], told: set[str]) -> Sentences:
        fresh = [text for text in map(self.say, reasons) if text not in told]
        told.update(fresh)
        return fresh


def _month_name(day: date) -> str:
    """Month and year: the long date without its first word."""
    return long_date(day).partition(" ")[2]


def _asked(request: HttpRequest, found: Plan, words: _Words, numbers: Parameters) -> dict[str, Any] | None:
    """The answer to "why not on this day", which stands in the address as `hari`."""
    text = request.GET.get("hari", "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        day = None
    if day is None:
        return {"problem": gettext("Tanggal ini tidak ada. Pilih tanggal lain."), "text": ""}
    refusals = why_not_on(found, day, day=today(), parameters=numbers)
    words.names |= names_of_sites(int(refusal.site) for refusal in refusals if refusal.site)
    said = [sentence(refusal, names=words.names, translate=gettext) for refusal in refusals]
    used = [block for block in found.blocks if block["day"] == text]
    return {"day": day, "text": text, "sentences": said, "used": bool(used)}


def _decide(request: HttpRequest, found: Plan, form: ReasonForm) -> HttpResponse | None:
    """The deed of the button pressed; None where a reason is missing and the page is shown again."""
    deed, user = request.POST.get("tindakan", ""), actor(request)
    if deed == "kembalikan" and not form.is_valid():
        return None
    try:
        sentence_said = _do(deed, found, form, by=user)
    except Refused as refusal:
        if deed == "kembalikan":
            refused(form, refusal)
            return None
        complain(request, refusal)
        return redirect("plan", found.code)
    say(request, sentence_said)
    for line in _uncovered(found, _Words(found), parameters_in_force()) if deed != "kembalikan" else []:
        warn(request, line)
    return redirect("order", found.order.code)


def _uncovered(found: Plan, words: _Words, numbers: Parameters) -> Sentences:
    """For each site of the proposal the first day on which no agreement covers it (KS-19); a warning, never a bar."""
    days: dict[int, set[date]] = {}
    for block in found.blocks:
        days.setdefault(int(block["site"]), set()).add(date.fromisoformat(block["day"]))
    terms = terms_of_sites(days)
    lines = []
    for site, planned in days.items():
        answers = (site_covered(terms[site], day=day, parameters=numbers) for day in sorted(planned))
        findings = (one for answer in answers for one in listed(answer) if one.level is Level.WARN)
        lines += [f"{words.names.get(str(site), '')}: {told(one)}" for one in islice(findings, 1)]
    return lines


def _do(deed: str, found: Plan, form: ReasonForm, *, by: Any) -> str:
    if deed == "terima":
        after = accept_plan(plan=found, by=by, at=now())
        if after.state == PlanState.WAITING:
            return gettext("Usulan diterima. Sekarang menunggu persetujuan jaksa.")
        return gettext("Usulan diterima dan menjadi jadwal. Umumkan jadwal agar berlaku bagi semua pihak.")
    if deed == "setujui":
        approve_plan(plan=found, by=by, at=now())
        return gettext("Usulan disetujui dan menjadi jadwal.")
    if deed == "kembalikan":
        return_plan(plan=found, note=form.cleaned_data["reason"], by=by, at=now())
        return gettext("Usulan dikembalikan kepada PK.")
    raise Refused(gettext("Tombol ini tidak dikenal. Tidak ada yang berubah."))
