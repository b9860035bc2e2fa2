"""The buyer's order: how far it is, how to pay, the proof, the receipt, a word afterwards. The code is the key."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from masohi.faces.guard import asks_too_often
from masohi.faces.pages import complain, now, one, refused, say
from masohi.faces.shop import showing
from masohi.faces.shop.forms import CodeForm, ProofForm, ReviewForm
from masohi.parties.accounts.queries import system_account
from masohi.reentry.sales.accounts.queries import account_of
from masohi.reentry.sales.actions import cancel_by_buyer, give_proof_of_payment
from masohi.reentry.sales.facts import kept_of, receipt_of
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.queries import tracked
from masohi.reentry.sales.refunds.queries import paid_back
from masohi.reentry.sales.reviews.actions import give_review
from masohi.reentry.sales.reviews.queries import review_of
from masohi.reentry.sales.terms import RECEIVED, SaleState
from masohi.supply.files.actions import LARGEST
from masohi.supply.files.queries import content_of
from masohi.writing.documents import draw
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused

LOOKS = 60  # a minute, from one address
View = Callable[..., HttpResponse]


def by_code(view: View) -> View:
    """A page about the order of a code: for no search engine, and its address goes to no other site."""

    @never_cache
    @wraps(view)
    def inside(request: HttpRequest, code: str) -> HttpResponse:
        if asks_too_often(request, "kode-pesanan", LOOKS):
            return render(request, "429.html", status=429)
        response = view(request, one(tracked(code)))
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return inside


def lapsed(sale: Sale) -> bool:
    """Whether nobody paid in time, told or not."""
    late = sale.expires_at is not None and sale.expires_at <= now()
    return sale.state == SaleState.EXPIRED or (sale.state == SaleState.RESERVED and sale.proof_id is None and late)


def _shown(request: HttpRequest, sale: Sale, *, status: int = 200, **forms: Any) -> HttpResponse:
    account = account_of(sale.unit, sale.made_at.astimezone(WIT).date())
    gone = lapsed(sale)
    paying = sale.state == SaleState.RESERVED and not gone
    back = paid_back(sale)
    context = {
        "sale": sale,
        "lines": list(sale.lines.all()),
        "desk": account,
        "chat": showing.chat(sale, account),
        "steps": [] if gone else showing.steps(sale),
        "lapsed": gone,
        "paying": paying and sale.proof_id is None,
        "checking": paying and sale.proof_id is not None,
        "sold": sale.state in RECEIVED,
        "back": back,
        "kept": kept_of(sale, back),
        "review": review_of(sale),
        "proof_form": ProofForm(),
        "review_form": ReviewForm(),
        "breadcrumb": [{"label": _("Karya"), "url": reverse("shop")}, {"label": _("Pesanan"), "url": ""}],
    }
    return render(request, "shop/pesanan.html", context | forms, status=status)


@require_http_methods(["GET", "HEAD"])
@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Type the number of an order to see how far it is."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        if asks_too_often(request, "kode-pesanan", LOOKS):
            return render(request, "429.html", status=429)
        if tracked(form.cleaned_data["kode"]):
            return redirect("shop-track", form.cleaned_data["kode"])
        form.add_error("kode", _("Tidak ada pesanan dengan nomor ini. Periksa lagi nomornya."))
    return render(request, "shop/cari.html", {"form": form})


@require_safe
@by_code
def track(request: HttpRequest, sale: Sale) -> HttpResponse:
    """How far an order is, and what the buyer does next. Name, number and address are not on it."""
    return _shown(request, sale)


@require_POST
@by_code
def prove(request: HttpRequest, sale: Sale) -> HttpResponse:
    """Keep the proof of payment; an officer looks at it."""
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            content = form.cleaned_data["file"].read(LARGEST + 1)
            give_proof_of_payment(sale=sale, content=content, by=system_account(), at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, _("Bukti bayar terkirim. Petugas memeriksanya, lalu menyiapkan barang Anda."))
            return redirect("shop-track", sale.code)
    return _shown(request, sale, status=409, proof_form=form)


@require_POST
@by_code
def cancel(request: HttpRequest, sale: Sale) -> HttpResponse:
    """Give an unpaid order up."""
    try:
        cancel_by_buyer(sale=sale, by=system_account(), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Pesanan dibatalkan. Barangnya dapat dipesan orang lain."))
    return redirect("shop-track", sale.code)


@require_POST
@by_code
def review(request: HttpRequest, sale: Sale) -> HttpResponse:
    """Stars and a few words, once."""
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            give_review(sale=sale, **form.cleaned_data, by=system_account(), at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Terima kasih. Ulasan Anda tampil sesudah dibaca petugas."))
            return redirect("shop-track", sale.code)
    return _shown(request, sale, status=409, review_form=form)


@require_safe
@by_code
def qris(request: HttpRequest, sale: Sale) -> HttpResponse:
    """The unit's QRIS picture, for an order that is to be paid."""
    account = account_of(sale.unit, sale.made_at.astimezone(WIT).date())
    if account is None or account.qris is None or sale.state != SaleState.RESERVED:
        raise Http404
    try:
        content = content_of(account.qris)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    return HttpResponse(content, content_type=account.qris.media_type)


@require_safe
@by_code
def receipt(request: HttpRequest, sale: Sale) -> HttpResponse:
    """The receipt (D11) as a PDF, once the money is there."""
    if sale.state not in RECEIVED:
        raise Http404
    return receipt_file(sale)


def receipt_file(sale: Sale) -> HttpResponse:
    """The receipt of a paid sale; its name holds the number of the order and nobody's name."""
    account = account_of(sale.unit, sale.made_at.astimezone(WIT).date())
    address = showing.address_of("shop-track", sale.code)
    pdf = draw("tanda-terima-karya", receipt_of(sale, account, address, paid_back(sale)), at=now())
    headers = {"Content-Disposition": f'inline; filename="tanda-terima-{sale.code}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
