"""Orders of the own unit: what waits for somebody, one order with everything that can be done now, reviews."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.files import handed_out
from masohi.faces.web.sales import showing
from masohi.faces.web.sales.forms import PaidForm, ReasonForm
from masohi.reentry.sales.accounts.queries import account_of
from masohi.reentry.sales.actions import cancel_order, confirm_payment, hand_over, make_ready, refuse_proof
from masohi.reentry.sales.bazaar.queries import open_bazaars
from masohi.reentry.sales.facts import kept_of
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.queries import counts_by_state, sale_by_code, waiting
from masohi.reentry.sales.queries import sales as visible_sales
from masohi.reentry.sales.refunds.queries import refunds_of, refunds_to_decide
from masohi.reentry.sales.reviews.actions import decide_review
from masohi.reentry.sales.reviews.queries import review_for, reviews_to_read
from masohi.reentry.sales.terms import RECEIVED, SOLD, RefundState, SaleState
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused

A_PAGE = 40


@page("sale.view")
def sales(request: HttpRequest) -> HttpResponse:
    """What somebody has to do first, then all orders and sales by state, newest first."""
    user = actor(request)
    chosen = request.GET.get("keadaan", "")
    chosen = chosen if chosen in SaleState.values else ""
    rows = Paginator(visible_sales(user, chosen), A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": rows,
        "rows": [showing.line(row) for row in rows],
        "waiting": [] if chosen else [showing.line(row) for row in waiting(user)],
        "tabs": _tabs(counts_by_state(user), chosen),
        "chosen": chosen,
        "reviews": reviews_to_read(user).count(),
        "refunds": list(refunds_to_decide(user)),
        "fairs": list(open_bazaars(user)),
    }
    return render(request, "web/sales/daftar.html", context)


def _tabs(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    base = reverse("sales")
    tabs: list[dict[str, Any]] = [
        {"label": _("Semua"), "count": sum(counts.values()), "url": base, "current": not chosen}
    ]
    for state in SaleState:
        if counts.get(state) or state == chosen:
            url = f"{base}?keadaan={state.value}"
            tabs.append({"label": state.label, "count": counts.get(state, 0), "url": url, "current": state == chosen})
    return tabs


@page("sale.view")
def sale(request: HttpRequest, code: str) -> HttpResponse:
    """One order: who fetches it, what to do now, how to reach the buyer."""
    return _shown(request, one(sale_by_code(actor(request), code)))


def _shown(request: HttpRequest, row: Sale, *, status: int = 200, **forms: Form) -> HttpResponse:
    account = account_of(row.unit, row.made_at.astimezone(WIT).date())
    found = list(refunds_of(row))
    context: dict[str, Any] = {
        "row": row,
        "lines": list(row.lines.all()),
        "tag": showing.tag_of(row),
        "chat": showing.chat(row, account),
        "held": row.state == SaleState.RESERVED,
        "payable": row.state in (SaleState.RESERVED, SaleState.EXPIRED),
        "sold": row.state in RECEIVED,
        "kept": kept_of(row, [one_row for one_row in found if one_row.state == RefundState.PAID]),
        "refunds": [showing.refund_line(one_row) for one_row in found],
        "refundable": row.state in SOLD and not any(one_row.state == RefundState.PROPOSED for one_row in found),
        "history": showing.history(row),
        "review": review_for(actor(request), row.code),
        "paid_form": PaidForm(initial={"paying": "transfer"}),
        "breadcrumb": showing.crumbs(row.code),
    }
    return render(request, "web/sales/satu.html", context | forms, status=status)


def _step(request: HttpRequest, code: str, deed: Callable[..., Sale], done: str) -> HttpResponse:
    """A deed without a form."""
    row = one(sale_by_code(actor(request), code))
    try:
        deed(sale=row, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, done)
    return redirect("sale", code)


@require_POST
@page("sale.confirm")
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The money is there."""
    row = one(sale_by_code(actor(request), code))
    form = PaidForm(request.POST)
    if form.is_valid():
        try:
            confirm_payment(sale=row, **form.cleaned_data, by=actor(request), at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, _("Pembayaran dicatat. Siapkan barangnya."))
            return redirect("sale", code)
    return _shown(request, row, status=409, paid_form=form)


@require_POST
@page("sale.confirm")
def ready(request: HttpRequest, code: str) -> HttpResponse:
    """The goods are packed."""
    return _step(request, code, make_ready, _("Barang siap. Kabari pembeli lewat WhatsApp."))


@require_POST
@page("sale.confirm")
def hand(request: HttpRequest, code: str) -> HttpResponse:
    """The buyer has the goods."""
    return _step(request, code, hand_over, _("Barang sudah diserahkan. Pesanan selesai."))


@page("sale.confirm")
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """The proof shows no payment."""
    words = (_("Bukti belum cocok"), _("Kembalikan bukti"), _("Bukti dikembalikan. Pembeli membaca alasannya."))
    return _reasoned(request, code, refuse_proof, words, danger=False)


@page("sale.confirm")
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Give an unpaid order up."""
    words = (_("Batalkan pesanan"), _("Batalkan pesanan"), _("Pesanan dibatalkan. Barangnya dapat dipesan lagi."))
    return _reasoned(request, code, cancel_order, words, danger=True)


def _reasoned(
    request: HttpRequest, code: str, deed: Callable[..., Sale], words: tuple[str, str, str], *, danger: bool
) -> HttpResponse:
    user = actor(request)
    row = one(sale_by_code(user, code))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            deed(sale=row, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, words[2])
            return redirect("sale", code)
    context = {
        "form": form,
        "title": words[0],
        "subject": f"{row.code} · {showing.bought(row)}",
        "primary": words[1],
        "danger": danger,
        "back": reverse("sale", args=[code]),
        "breadcrumb": showing.crumbs(row.code, words[0]),
    }
    return render(request, "web/sales/isian.html", context, status=409 if form.errors else 200)


@page("sale.view")
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """The buyer's proof of payment, to be saved."""
    return handed_out(one(sale_by_code(actor(request), code)).proof)


@page("sale.view")
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt (D11) to print."""
    row = one(sale_by_code(actor(request), code))
    return showing.receipt_file(one(row if row.state in RECEIVED else None), at=now())


@page("review.decide")
def reviews(request: HttpRequest) -> HttpResponse:
    """What buyers wrote and nobody has read yet."""
    rows = list(reviews_to_read(actor(request)))
    context = {"rows": rows, "breadcrumb": showing.crumbs(_("Ulasan"))}
    return render(request, "web/sales/ulasan.html", context)


@require_POST
@page("review.decide")
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Let others read a review, or not."""
    row = one(review_for(actor(request), code))
    shown = request.POST.get("tampil") == "ya"
    try:
        decide_review(review=row, shown=shown, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Ulasan ditampilkan.") if shown else _("Ulasan tidak ditampilkan."))
    return redirect("sale-reviews")
