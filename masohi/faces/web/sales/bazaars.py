"""Fairs: what is taken along, what came in from the phones, what goes back."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.sales import showing
from masohi.faces.web.sales.forms import BazaarForm, GoodsForm, SlipForm
from masohi.parties.accounts.models import User
from masohi.reentry.products.models import Product
from masohi.reentry.products.queries import products
from masohi.reentry.products.terms import ProductState
from masohi.reentry.sales.bazaar.actions import carry_more, close_bazaar, open_bazaar
from masohi.reentry.sales.bazaar.queries import bazaar_by_code, carried_to, cash_of, sales_at, takings
from masohi.reentry.sales.bazaar.queries import bazaars as visible_bazaars
from masohi.reentry.sales.terms import Paying
from masohi.writing.refusals import Refused

SHOWN = 60


def _goods(user: User) -> list[Product]:
    return [row for row in products(user).filter(state=ProductState.SHOWN) if row.available]


@page("sale.view")
def bazaars(request: HttpRequest) -> HttpResponse:
    """Fairs of the own unit, newest first."""
    rows = list(visible_bazaars(actor(request))[:SHOWN])
    context = {"rows": rows, "breadcrumb": showing.crumbs(_("Bazar"))}
    return render(request, "web/sales/bazar_daftar.html", context)


@page("bazaar.manage")
def new_bazaar(request: HttpRequest) -> HttpResponse:
    """Choose what is taken along; it is held for the fair."""
    user = actor(request)
    goods = _goods(user)
    form = BazaarForm(request.POST or None, goods=goods, initial={"day": today()})
    if form.is_valid():
        told, taken = form.cleaned_data, form.taken
        try:
            if not taken:
                raise Refused(_("Tulis jumlah paling sedikit satu barang."))
            details = {name: told[name] for name in ("title", "place", "day")}
            made = open_bazaar(unit=taken[0][0].unit, taken=taken, **details, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Bazar dibuka. Buka halaman jualan di HP selagi masih ada sinyal."))
            return redirect("bazaar", made.code)
    context = {
        "form": form if goods else None,
        "title": _("Buka bazar"),
        "hint": _("Tulis jumlah barang yang dibawa. Barang itu tidak dapat dipesan di toko sampai bazar ditutup."),
        "empty": _("Belum ada barang di rak. Catat hasil produksi dulu."),
        "primary": _("Buka bazar"),
        "back": reverse("bazaars"),
        "breadcrumb": showing.crumbs(_("Buka bazar")),
    }
    return render(request, "web/sales/isian.html", context, status=409 if form.errors else 200)


@page("sale.view")
def bazaar(request: HttpRequest, code: str) -> HttpResponse:
    """One fair: what was taken along, what is left, what came in."""
    row = one(bazaar_by_code(actor(request), code))
    words = dict(Paying.choices)
    context = {
        "row": row,
        "carried": list(carried_to(row)),
        "sales": [showing.line(sale) for sale in sales_at(row)[:SHOWN]],
        "takings": [(str(words[way]), rupiah) for way, rupiah in sorted(takings(row).items())],
        "breadcrumb": showing.crumbs(row.title),
    }
    return render(request, "web/sales/bazar.html", context)


@page("bazaar.manage")
def carry(request: HttpRequest, code: str) -> HttpResponse:
    """Bring more goods."""
    user = actor(request)
    row = one(bazaar_by_code(user, code))
    form = GoodsForm(
        request.POST or None, goods=[product for product in _goods(user) if product.unit_id == row.unit_id]
    )
    if form.is_valid():
        try:
            carry_more(bazaar=row, taken=form.taken, by=user, at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, _("Barang ditambahkan. HP melihatnya sesudah mendapat sinyal."))
            return redirect("bazaar", code)
    context = {
        "form": form if form.goods else None,
        "title": _("Tambah barang"),
        "subject": row.title,
        "empty": _("Tidak ada barang lagi di rak."),
        "primary": _("Tambah"),
        "back": reverse("bazaar", args=[code]),
        "breadcrumb": showing.crumbs(row.title, _("Tambah barang")),
    }
    return render(request, "web/sales/isian.html", context, status=409 if form.errors else 200)


@page("bazaar.manage")
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close a fair once every phone has sent its list; cash was paid in before."""
    user = actor(request)
    row = one(bazaar_by_code(user, code))
    form = SlipForm(request.POST or None)
    if form.is_valid():
        try:
            close_bazaar(bazaar=row, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Bazar ditutup. Barang yang tidak terjual kembali ke toko."))
            return redirect("bazaar", code)
    cash = cash_of(row)
    if not cash:
        form.fields["slip"].help_text = _("Tidak ada uang tunai. Kosongkan.")
    context = {
        "form": form,
        "title": _("Tutup bazar"),
        "subject": row.title,
        "hint": _("Pastikan semua HP sudah mengirim catatannya. Hitung barang yang kembali."),
        "primary": _("Tutup bazar"),
        "back": reverse("bazaar", args=[code]),
        "breadcrumb": showing.crumbs(row.title, _("Tutup bazar")),
    }
    return render(request, "web/sales/isian.html", context, status=409 if form.errors else 200)
