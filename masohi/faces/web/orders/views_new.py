"""Enter a verdict: one page in six parts, the law's word while one types, a page to check, then the deed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from masohi.cases.orders.actions import register_order
from masohi.cases.orders.facts import Verdict
from masohi.cases.orders.models import Order, sees_children
from masohi.cases.orders.queries import order_page, same_case
from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.orders.forms import UNITS, ChildVerdictForm, VerdictForm
from masohi.faces.web.orders.frame import pace_words, shown
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
    return _new(request, VerdictForm)


@page("order.register")
def new_child_order(request: HttpRequest) -> HttpResponse:
    """The same for a child's verdict; for whoever may not see children's cases the page is not there (404)."""
    one(sees_children(actor(request)) or None)
    return _new(request, ChildVerdictForm)


def _new(request: HttpRequest, kind: type[VerdictForm]) -> HttpResponse:
    user = actor(request)
    if request.method != "POST":
        return _form_page(request, kind(user=user))
    step = request.POST.get("langkah", "")
    form = kind(request.POST, user=user, lenient=step not in {CHECK, SAVE})
    form.is_valid()
    facts, checked = judged(form, day=today(), parameters=parameters_in_force())
    if step == LIVE:
        return render(request, "web/orders/_hitungan.html", _live(form, facts, checked) | _door(request, form, checked))
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
    _child, _court, number, name = verdict.key
    found = same_case(verdict.court, number, name)
    return order_page(actor(request), found.code) if found else None


def _live(form: VerdictForm, facts: OrderFacts, checked: Checked) -> dict[str, Any]:
    findings = told_so_far(form, checked)
    return {
        "pace": pace_words(facts, checked.deadline, day=today(), parameters=parameters_in_force()),
        "fits": bool(facts.hours) and not any(f.rule in {"KS-05", "KS-09"} for f in checked.findings),
        "findings": shown(findings),
    }


def _door(request: HttpRequest, form: VerdictForm, checked: Checked) -> dict[str, Any]:
    """The way to the form for children, where the case is a child's and the reader may enter it."""
    known = any(f.rule == "ID-05" or (f.rule == "KS-16" and "age" in f.values) for f in checked.findings)
    return {"child_door": known and not form.register and sees_children(actor(request))}


def _form_page(
    request: HttpRequest,
    form: VerdictForm,
    facts: OrderFacts | None = None,
    checked: Checked | None = None,
    known: Order | None = None,
) -> HttpResponse:
    live = _live(form, facts, checked) | _door(request, form, checked) if facts and checked else {}
    context = {
        "form": form,
        "parts": [{"part": part, "fields": [form[name] for name in part.fields]} for part in form.parts],
        "tasks": tasks(form),
        "known": known,
        "child": bool(form.register),
        "last_part": len(form.parts) + 1,
        "breadcrumb": _trail(),
        "today": today(),
        **live,
    }
    return render(request, "web/orders/baru.html", context)


def _check_page(request: HttpRequest, form: VerdictForm, facts: OrderFacts, checked: Checked) -> HttpResponse:
    sent = [(name, value) for name, values in request.POST.lists() if name not in NOT_SENT_ON for value in values]
    context = {
        "sent": sent,
        "child": bool(form.register),
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
