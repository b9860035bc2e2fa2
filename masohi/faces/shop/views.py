"""The shop: what there is, one thing closely, an order. A buyer needs no account."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from masohi.faces.guard import asks_too_often
from masohi.faces.pages import now, one, refused, today
from masohi.faces.shop import showing
from masohi.faces.shop.forms import OrderForm
from masohi.parties.accounts.queries import system_account
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.queries import rendition
from masohi.reentry.products.queries import on_sale, on_sale_by_slug
from masohi.reentry.products.terms import Category
from masohi.reentry.sales.accounts.queries import account_of
from masohi.reentry.sales.actions import place_order
from masohi.reentry.sales.reviews.queries import shown_reviews
from masohi.writing.refusals import Refused

A_PAGE = 24
REVIEWS = 10
SENDINGS = 12  # orders a minute from one address
LONGEST = 60  # characters of a search
ORDERS = {"baru": "-pk", "murah": "price_rupiah", "mahal": "-price_rupiah"}


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """What can be bought, with filters by kind, unit and words; what is there comes before what is gone."""
    chosen = {name: request.GET.get(name, "")[:LONGEST].strip() for name in ("jenis", "dari", "cari", "urut")}
    every = list(on_sale().values_list("category", "unit__short_name"))
    rows = on_sale()
    if chosen["jenis"]:
        rows = rows.filter(category=chosen["jenis"])
    if chosen["dari"]:
        rows = rows.filter(unit__short_name=chosen["dari"])
    if chosen["cari"]:
        rows = rows.filter(name__icontains=chosen["cari"]) | rows.filter(material__icontains=chosen["cari"])
    rows = rows.order_by(ORDERS.get(chosen["urut"], "-pk"), "pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    found = showing.cards(page, now())
    context = {
        "page": page,
        "cards": sorted(found, key=lambda card: (not card.open, not card.free)),
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "tabs": _kinds(every, chosen),
        "units": sorted({unit for _kind, unit in every}),
    }
    return render(request, "shop/karya.html", context)


def _kinds(every: list[tuple[str, str]], chosen: dict[str, str]) -> list[dict[str, Any]]:
    """Kinds that occur, as filters; the other filters stay."""
    kept = {name: value for name, value in chosen.items() if value and name != "jenis"}
    base, there = reverse("shop"), {kind for kind, _unit in every}
    tabs = [{"label": _("Semua"), "url": f"{base}?{urlencode(kept)}" if kept else base, "current": not chosen["jenis"]}]
    for kind in Category:
        if kind in there:
            url = f"{base}?{urlencode(kept | {'jenis': kind.value})}"
            tabs.append({"label": kind.label, "url": url, "current": chosen["jenis"] == kind})
    return tabs if len(tabs) > 2 else []


def _crumbs(product: Product, step: str = "") -> list[dict[str, str]]:
    found = [{"label": _("Karya"), "url": reverse("shop")}]
    found.append({"label": product.name, "url": reverse("shop-product", args=[product.slug])})
    return [*found, {"label": step, "url": ""}] if step else found


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One kind of goods: pictures, price, stock, size, marks, from which unit, what buyers said."""
    row = one(on_sale_by_slug(slug))
    (card,) = showing.cards([row], now())
    context = {
        "card": card,
        "row": row,
        "desk": account_of(row.unit, today()),
        "reviews": list(shown_reviews(row)[:REVIEWS]),
        "breadcrumb": _crumbs(row),
    }
    return render(request, "shop/satu.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """Order: the pieces are held first, then the buyer is led to WhatsApp with the order's number."""
    row = one(on_sale_by_slug(slug))
    (card,) = showing.cards([row], now())
    account, rules = account_of(row.unit, today()), parameters_in_force()
    most = min(card.open, rules.value("shop_most_pieces", today()))
    known = {"price": row.price_rupiah, "most": max(most, 1), "delivers": bool(account and account.delivers)}
    known |= {"free": card.free, "days": row.order_days if card.room else None}
    form, status = OrderForm(request.POST or None, **known), 200
    if form.is_valid():
        if asks_too_often(request, "pesanan", SENDINGS):
            form.add_error(None, _("Terlalu banyak pesanan dari jaringan ini. Tunggu 1 menit, lalu kirim lagi."))
            status = 429
        elif form.by_machine:
            form = form.without_trap()
        else:
            try:
                sale = place_order(product=row, **form.given(), by=system_account(), at=now())
            except (Refused, ValidationError) as refusal:
                row.refresh_from_db()
                (card,) = showing.cards([row], now())
                days = str(row.order_days) if card.room else ""
                form = form.once_more(harga=str(row.price_rupiah), lama=days, ada=str(card.free))
                refused(form, refusal)
                status = 409
            else:
                return redirect("shop-track", sale.code)
    context = {
        "card": card,
        "row": row,
        "form": form,
        "open": account is not None and bool(card.open or form.is_bound),
        "hours": rules.value("shop_hold_hours", today()),
        "days": rules.value("shop_forget_days", today()),
        "breadcrumb": _crumbs(row, _("Pesan")),
    }
    return render(request, "shop/pesan.html", context, status=status)


@require_safe
def photo(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A picture that a second officer has released; what was withdrawn is gone within the hour."""
    content, kind = one(rendition(code, name))
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "public, max-age=3600"})
