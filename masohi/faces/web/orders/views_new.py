"""Enter a verdict: one page in six parts, the law's word while one types, a page to check, then the deed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from masohi.cases.orders.actions import register_order
from masohi.cases.orders.facts import Verdict
from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import order_page, same_case
from masohi.faces.pages import actor, now, page, refused, say, today
from masohi.faces.web.orders.forms import UNITS, VerdictForm
from masohi.faces.web.orders.frame import pace_words, shown
from masohi.faces.web.orders.parts import PARTS
from masohi.faces.web.orders.reading import alike, judged, summary, tasks, told_so_far
from masohi.law.check import Checked
from masohi.law.citation import Level
from masohi.law.order_facts import OrderFacts
from masohi.parties.parameters.queries import parameters_in_force
from masohi.writing.refusals import Conflict, Refused, Unlawful

CHECK, SAVE, COUNT, LIVE = "periksa", "simpan", "hitung", "ulas"
NOT_SENT_ON = {"csrfmiddlewaretoken", "langkah"}


@page("order.register")
def new_order(request: HttpRequest) -> HttpResponse:
    """The form, its live answer, its check page, and the deed; what was typed survives each of them."""
    user = actor(request)
    if request.method != "POST":
        return _form_page(request, VerdictForm(user=user))
    step = request.POST.get("langkah", "")
    form = VerdictForm(request.POST, user=user, lenient=step not in {CHECK, SAVE})
    form.is_valid()
    facts, checked = judged(form, day=today(), parameters=parameters_in_force())
    if step == LIVE:
        return render(request, "web/orders/_hitungan.html", _live(form, facts, checked))
    if step not in {CHECK, SAVE}:
        return _form_page(request, form, facts, checked)
    _put_blocks(form, checked)
    if form.errors:
        return _form_page(request, form, facts, checked)
    if step == CHECK:
        return _check_page(request, form, facts, checked)
    return _save(request, form, facts, checked)


def _put_blocks(form: VerdictForm, checked: Checked) -> None:
    """What the law refuses, at its fields; a field whose own fault is told already is left alone."""
    blocks = [f for f in checked.findings if f.level is Level.BLOCK]
    fresh = [f for f in blocks if not any(name in form.errors for name in f.fields)]
    if fresh:
        refused(form, Unlawful(fresh))


def _save(request: HttpRequest, form: VerdictForm, facts: OrderFacts, checked: Checked) -> HttpResponse:
    units = {name: form.cleaned_data[name] for name in UNITS}
    try:
        order = register_order(facts=facts, **units, by=actor(request), at=now())
    except Refused as refusal:
        refused(form, refusal)
        known = _known(request, Verdict(facts, **units)) if isinstance(refusal, Conflict) else None
        return _form_page(request, form, facts, checked, known=known)
    say(request, gettext("Putusan tersimpan. Langkah berikut ada di halaman ini."))
    return redirect("order", order.code)


def _known(request: HttpRequest, verdict: Verdict) -> Order | None:
    """The order that is in the register already, where the reader may open it."""
    _court, number, name = verdict.key
    found = same_case(verdict.court, number, name)
    return order_page(actor(request), found.code) if found else None


def _live(form: VerdictForm, facts: OrderFacts, checked: Checked) -> dict[str, Any]:
    findings = told_so_far(form, checked)
    return {
        "pace": pace_words(facts, checked.deadline, day=today(), parameters=parameters_in_force()),
        "fits": bool(facts.hours) and not any(f.rule in {"KS-05", "KS-09"} for f in checked.findings),
        "findings": shown(findings),
    }


def _form_page(
    request: HttpRequest,
    form: VerdictForm,
    facts: OrderFacts | None = None,
    checked: Checked | None = None,
    known: Order | None = None,
) -> HttpResponse:
    live = _live(form, facts, checked) if facts and checked else {}
    context = {
        "form": form,
        "parts": [{"part": part, "fields": [form[name] for name in part.fields]} for part in PARTS],
        "tasks": tasks(form),
        "known": known,
        "breadcrumb": _trail(),
        "today": today(),
        **live,
    }
    return render(request, "web/orders/baru.html", context)


def _check_page(request: HttpRequest, form: VerdictForm, facts: OrderFacts, checked: Checked) -> HttpResponse:
    sent = [(name, value) for name, values in request.POST.lists() if name not in NOT_SENT_ON for value in values]
    context = {
        "sent": sent,
        "parts": summary(form),
        "alike": alike(actor(request), facts),
        "breadcrumb": _trail(),
        "today": today(),
        **_live(form, facts, checked),
    }
    context["findings"] = shown(checked.findings)
    return render(request, "web/orders/periksa.html", context)


def _trail() -> list[dict[str, Any]]:
    return [{"label": gettext("Perkara"), "url": reverse("orders")}, {"label": gettext("Catat putusan")}]
