"""Labels to print and stick on goods. They say which unit and which batch, and never who made something."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, one, page
from masohi.faces.web.products import showing
from masohi.reentry.products.batches.queries import batches_of
from masohi.reentry.products.queries import product_by_code
from masohi.reentry.products.terms import ProductState
from masohi.writing.documents import qr_data_uri

USUAL, MOST = 12, 60


@page("product.view")
def labels(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet of labels for one product and one batch, on A4 or F4: name, price, batch, marks, QR to the shop."""
    row = one(product_by_code(actor(request), code))
    made = list(batches_of(row))
    asked = request.GET.get("hasil", "")
    batch = next((one_batch for one_batch in made if one_batch.code == asked), made[0] if made else None)
    many = whole_number(request.GET.get("banyak"), most=MOST) or min(MOST, batch.left if batch else 0) or USUAL
    address = f"{settings.ORIGIN}{reverse('shop-product', args=[row.slug])}"
    context = {
        "row": row,
        "batch": batch,
        "batches": made,
        "many": many,
        "most": MOST,
        "paper": "f4" if request.GET.get("kertas") == "f4" else "a4",
        "marks": showing.marks(row),
        "address": address,
        "qr": qr_data_uri(address),
        "shown": row.state == ProductState.SHOWN,
        "copies": range(many),
        "breadcrumb": showing.crumbs(row, _("Label")),
    }
    return render(request, "web/products/label.html", context)
