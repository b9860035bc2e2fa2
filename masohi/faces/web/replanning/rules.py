"""Rules about one person's calendar: what stays, what is forbidden, why, and who said so."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.orders.frame import frame, seen_order
from masohi.faces.web.orders.rules import rule_words
from masohi.faces.web.replanning.forms import RuleForm
from masohi.parties.access import may
from masohi.supply.sites.queries import sites
from masohi.work.placement.models import Rule
from masohi.work.placement.queries import coming_appointments
from masohi.work.placement.terms import RuleKind
from masohi.work.replanning.actions import end_rule, forbid, pin
from masohi.work.replanning.queries import ended_rules_of, rules_of
from masohi.writing.refusals import Refused

ENDED = 20


@page("replan.view")
def order_rules(request: HttpRequest, code: str) -> HttpResponse:
    """The rules in force and those ended; the PK lays one down or ends it. Nothing moves by that alone."""
    order = seen_order(request, code)
    user = actor(request)
    makes = may(user, "replan.make") and order.living
    rules = list(rules_of(order))
    form = _form(request, order) if makes else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if _done(request, order, rules, form):
            return redirect("order-rules", order.code)
    context = {
        **frame(request, order, step=_("Aturan jadwal")),
        "rules": [{"row": rule, "text": rule_words(rule)} for rule in rules],
        "ended": [{"row": rule, "text": rule_words(rule)} for rule in ended_rules_of(order)[:ENDED]],
        "form": form,
    }
    return render(request, "web/replanning/aturan.html", context)


def _form(request: HttpRequest, order: Order) -> RuleForm:
    sent = request.POST if request.method == "POST" and "akhiri" not in request.POST else None
    start = {"kind": RuleKind.PIN, "appointment": request.GET.get("sesi", "")}
    named = sites(actor(request)).filter(active=True)
    return RuleForm(sent, initial=start, ahead=list(coming_appointments(order, at=now())), sites=list(named))


def _done(request: HttpRequest, order: Order, rules: list[Rule], form: RuleForm) -> bool:
    """Lay down what the form says, or end the rule named by `akhiri`."""
    if "akhiri" in request.POST:
        rule = one(next((each for each in rules if each.code == request.POST["akhiri"]), None))
        try:
            end_rule(rule=rule, by=actor(request), at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, gettext("Aturan diakhiri. Jadwal tidak berubah karenanya."))
        return True
    if not form.is_valid():
        return False
    said: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": actor(request), "at": now()}
    try:
        if form.cleaned_data["kind"] == RuleKind.PIN:
            pin(appointment=form.ahead[form.cleaned_data["appointment"]], **said)
        else:
            forbid(order=order, **form.about(), **said)
    except Refused as refusal:
        refused(form, refusal)
        return False
    say(request, gettext("Aturan tersimpan. Sesi yang sudah ada tidak berubah; susun ulang bila perlu."))
    return True
