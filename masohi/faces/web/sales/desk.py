"""Sell over the desk of the unit."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, page, refused, say
from masohi.faces.web.sales import showing
from masohi.faces.web.sales.forms import DeskForm
from masohi.reentry.products.queries import products
from masohi.reentry.products.terms import ProductState
from masohi.reentry.sales.bazaar.actions import sell_at_desk
from masohi.writing.indonesian import rupiah
from masohi.writing.refusals import Conflict, Refused


@page("sale.enter")
def sell(request: HttpRequest) -> HttpResponse:
    """Goods, how it was paid; the receipt is there at once."""
    user = actor(request)
    goods = [row for row in products(user).filter(state=ProductState.SHOWN) if row.available]
    form = DeskForm(request.POST or None, goods=goods)
    if form.is_valid():
        taken, told = form.taken, form.cleaned_data
        try:
            if not taken:
                raise Refused(_("Tulis jumlah paling sedikit satu barang."))
            made = sell_at_desk(
                unit=taken[0][0].unit,
                wanted=taken,
                paying=told["paying"],
                buyer_name=told["buyer_name"],
                client_id=str(told["kunci"]),
                by=user,
                at=now(),
            )
        except (Refused, Conflict, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Terjual: %(total)s. Stok sudah berkurang.") % {"total": rupiah(made.total_rupiah)})
            return redirect("sale", made.code)
    context = {
        "form": form if goods else None,
        "title": _("Jual di meja layanan"),
        "hint": _("Tulis jumlah barang yang dibeli. Uang masuk lewat QRIS atau transfer, tidak ada uang tunai."),
        "empty": _("Belum ada barang di rak. Catat hasil produksi dulu."),
        "primary": _("Catat penjualan"),
        "back": reverse("sales"),
        "breadcrumb": showing.crumbs(_("Jual di meja")),
    }
    return render(request, "web/sales/isian.html", context, status=409 if form.errors else 200)
