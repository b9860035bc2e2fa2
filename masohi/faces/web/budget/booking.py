"""Plan the money of a line, book what was paid, take a payment back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.budget import showing
from masohi.faces.web.budget.editing import tell_findings
from masohi.faces.web.budget.forms import PaymentForm, PlanForm
from masohi.faces.web.commitments.forms import ReasonForm
from masohi.faces.web.files import handed_out
from masohi.supply.budget.actions import enter_payment, plan_money, withdraw_payment
from masohi.supply.budget.queries import line_by_reference, payment_by_code
from masohi.supply.commitments.queries import acts_for, commitments
from masohi.writing.refusals import Refused

FORM = "web/commitments/satu_isian.html"


@page("budget.manage")
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Say how much of a line is meant for one promise."""
    user = actor(request)
    row = one(line_by_reference(user, code))
    form = PlanForm(request.POST or None, commitments=list(commitments(user)))
    if form.is_valid():
        try:
            plan_money(line=row, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Rencana tersimpan."))
            tell_findings(request, user, row)
            return redirect("budget-line", code)
    context = {
        "form": form,
        "title": _("Rencanakan anggaran"),
        "subject": row.name,
        "hint": showing.words(showing.sums_of(row)),
        "primary": _("Simpan rencana"),
        "back": reverse("budget-line", args=[code]),
        "breadcrumb": showing.crumbs(row, _("Rencana")),
    }
    return render(request, FORM, context)


@page("payment.enter")
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """Book what was paid of a line."""
    user = actor(request)
    row = one(line_by_reference(user, code))
    if not acts_for(user, row.owner_id, "payment.enter"):
        raise Http404
    form = PaymentForm(request.POST or None, request.FILES or None, commitments=list(commitments(user)), day=today())
    if form.is_valid():
        try:
            enter_payment(line=row, **form.given(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Realisasi tersimpan."))
            tell_findings(request, user, row)
            return redirect("budget-line", code)
    context = {
        "form": form,
        "title": _("Catat realisasi"),
        "subject": row.name,
        "hint": _("Catatan keuangan resmi tetap di SIPD-RI atau SAKTI. Di sini hanya rujukannya."),
        "primary": _("Simpan"),
        "with_file": True,
        "back": reverse("budget-line", args=[code]),
        "breadcrumb": showing.crumbs(row, _("Realisasi")),
    }
    return render(request, FORM, context)


@page("budget.view")
def payment_file(request: HttpRequest, code: str) -> HttpResponse:
    """The paper of a payment, to be saved."""
    return handed_out(one(payment_by_code(actor(request), code)).file)


@page("payment.enter")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take a payment back, with a reason; it stays readable."""
    user = actor(request)
    payment = one(payment_by_code(user, code))
    if not acts_for(user, payment.line.owner_id, "payment.enter"):
        raise Http404
    back = reverse("budget-line", args=[payment.line.reference])
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_payment(payment=payment, reason=form.cleaned_data["reason"], by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Realisasi ditarik. Catatannya tetap dapat dibaca."))
            return redirect(back)
    context = {
        "form": form,
        "title": _("Tarik realisasi"),
        "subject": f"{payment.line.name} · {payment.document}",
        "hint": _("Realisasi tidak lagi dihitung. Isinya dan alasan Anda tetap dapat dibaca."),
        "primary": _("Tarik realisasi"),
        "danger": True,
        "back": back,
        "breadcrumb": showing.crumbs(payment.line, _("Tarik realisasi")),
    }
    return render(request, FORM, context)
