"""Money goes back: one officer proposes, another one transfers it and stands for it, or declines."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.files import handed_out
from masohi.faces.web.sales import showing
from masohi.faces.web.sales.forms import ReasonForm
from masohi.faces.web.sales.refund_forms import PaidBackForm, ProposeForm
from masohi.reentry.money.returns.actions import confirm_refund
from masohi.reentry.sales.queries import sale_by_code
from masohi.reentry.sales.refunds.actions import decline_refund, propose_refund
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.sales.refunds.queries import refund_by_code
from masohi.reentry.sales.terms import SOLD, RefundState
from masohi.writing.refusals import Refused


@page("sale.refund")
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """For which pieces money goes back, and why. Nothing moves before another officer has paid."""
    user = actor(request)
    row = one(sale_by_code(user, code))
    one(row if row.state in SOLD else None)
    form = ProposeForm(request.POST or None, lines=row.lines.all(), unmade=row.unmade)
    if form.is_valid():
        try:
            made = propose_refund(sale=row, **form.given(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Pengembalian diajukan. Petugas lain mentransfer uangnya dan mencatat buktinya."))
            return redirect("refund", made.code)
    context = {
        "form": form,
        "title": _("Kembalikan uang"),
        "subject": f"{row.code} · {showing.bought(row)}",
        "hint": _(
            "Uang kembali lewat transfer, tidak tunai. Stok dan pembagian hasil baru berubah sesudah ditransfer."
        ),
        "primary": _("Ajukan pengembalian"),
        "back": reverse("sale", args=[code]),
        "breadcrumb": showing.crumbs(row.code, _("Kembalikan uang")),
    }
    return render(request, "web/sales/isian.html", context, status=409 if form.errors else 200)


@page("sale.refund")
def refund(request: HttpRequest, code: str) -> HttpResponse:
    """One refund: what and why; the second officer's part below."""
    user = actor(request)
    row = one(refund_by_code(user, code))
    declining = "tolak" in request.POST
    paying = PaidBackForm(None if declining or not request.POST else request.POST, request.FILES or None)
    reason = ReasonForm(request.POST if declining else None)
    if declining and reason.is_valid():
        try:
            decline_refund(refund=row, **reason.cleaned_data, by=user, at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, _("Pengembalian tidak jadi. Penjualan tetap seperti semula."))
        return redirect("sale", row.sale.code)
    if paying.is_valid() and _paid(request, row, paying):
        return redirect("sale", row.sale.code)
    paying.initial = {"paid_on": today()}
    context = {
        "row": row,
        "open": row.state == RefundState.PROPOSED,
        "mine": row.proposed_by_id == user.pk,
        "facts": showing.refund_facts(row),
        "form": paying,
        "reason_form": reason,
        "breadcrumb": showing.crumbs(row.sale.code, _("Pengembalian uang")),
    }
    faulty = bool(paying.errors or reason.errors)
    return render(request, "web/sales/kembali.html", context, status=409 if faulty else 200)


def _paid(request: HttpRequest, row: Refund, form: PaidBackForm) -> bool:
    try:
        confirm_refund(refund=row, **form.given(), by=actor(request), at=now())
    except (Refused, ValidationError) as refusal:
        refused(form, refusal)
        return False
    say(request, _("Uang sudah kembali. Stok dan pembagian hasil ikut disesuaikan."))
    return True


@page("sale.refund")
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """The proof of the transfer back, to be saved."""
    return handed_out(one(refund_by_code(actor(request), code)).proof)
