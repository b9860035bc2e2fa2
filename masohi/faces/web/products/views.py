"""Goods of the own unit: what is on the shelf, what waits for a second officer, and one product with its history."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.products import showing
from masohi.faces.web.products.forms import ProductForm, known
from masohi.reentry.money.queries import units
from masohi.reentry.products import queries
from masohi.reentry.products.actions import change_product, describe_product, put_on_sale, take_off_sale
from masohi.reentry.products.batches.queries import batches_of, moves_of, recorded_cost, works_to_verify
from masohi.reentry.products.photos.queries import photos_of, photos_to_check
from masohi.writing.refusals import Refused

A_PAGE = 20
FORM = "web/products/isian.html"


@page("product.view")
def products(request: HttpRequest) -> HttpResponse:
    """Goods of the own unit, and what waits for this officer."""
    user = actor(request)
    rows = list(queries.products(user))
    waiting = {work.batch_id: work.batch for work in works_to_verify(user)}
    context = {
        "rows": [showing.row_of(row) for row in rows],
        "batches": list(waiting.values()),
        "photos": list(photos_to_check(user)),
    }
    return render(request, "web/products/daftar.html", context)


@page("product.manage")
def new_product(request: HttpRequest) -> HttpResponse:
    """Describe goods."""
    user = actor(request)
    form = ProductForm(request.POST or None, units=units(user))
    if form.is_valid():
        try:
            made = describe_product(unit=form.unit_chosen(), **form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Produk tersimpan. Catat hasil produksinya, lalu jual."))
            return redirect("product", made.code)
    title = _("Tambah produk")
    context = {"form": form, "title": title, "breadcrumb": showing.crumbs(step=title), "back": reverse("products")}
    return render(request, FORM, context | {"primary": _("Simpan produk"), "draft": "produk-baru"})


@page("product.manage")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change goods; where somebody else was faster, what was typed stays on the page."""
    user = actor(request)
    row = one(queries.product_by_code(user, code))
    form = ProductForm(request.POST or None, units=units(user), product=row, initial=known(row))
    if form.is_valid():
        edition = form.cleaned_data["edition"] or 0
        try:
            change_product(product=row, edition=edition, **form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Produk tersimpan."))
            return redirect("product", code)
    context = {
        "form": form,
        "title": _("Ubah produk"),
        "subject": row.name,
        "primary": _("Simpan produk"),
        "draft": f"produk-{row.code}",
        "back": reverse("product", args=[code]),
        "breadcrumb": showing.crumbs(row, _("Ubah")),
    }
    return render(request, FORM, context)


@page("product.view")
def product(request: HttpRequest, code: str) -> HttpResponse:
    """One product: shelf, batches, pictures, how pieces came and went; put on sale or taken off."""
    user = actor(request)
    row = one(queries.product_by_code(user, code))
    turn = {"jual": put_on_sale, "tarik": take_off_sale}.get(request.POST.get("langkah", ""))
    if turn is not None:
        try:
            turn(product=row, by=user, at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, _("Produk dijual.") if turn is put_on_sale else _("Produk tidak dijual lagi."))
        return redirect("product", code)
    context: dict[str, Any] = {
        "row": row,
        "state": showing.state(row),
        "facts": showing.facts(row, recorded_cost(row)),
        "batches": [showing.batch_row(batch) for batch in batches_of(row)],
        "photos": [showing.photo_row(photo) for photo in photos_of(row)],
        "moves": moves_of(row)[:A_PAGE],
        "breadcrumb": showing.crumbs(row),
    }
    return render(request, "web/products/satu.html", context)
