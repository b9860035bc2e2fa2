"""Describe goods, change them, put them on sale and take them off."""

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.batches.queries import keep_price
from masohi.reentry.products.models import Product
from masohi.reentry.products.queries import free_slug, keep_own
from masohi.reentry.products.terms import Label, ProductState
from masohi.writing.codes import new_code
from masohi.writing.refusals import Conflict, Refused

DETAILS: Final = (
    *("name", "category", "description", "material", "dimensions", "weight_grams", "labels"),
    *("price_rupiah", "reason_below_cost", "order_days", "order_limit"),
)
"""What an officer fills in."""


@deed
def describe_product(*, unit: Organisation, by: User, at: datetime, **details: Any) -> Product:
    """Enter goods of a unit; nobody buys them before `put_on_sale`. Raises Refused, Conflict, ValidationError."""
    require(by, "product.manage")
    product = Product(code=new_code(), unit=unit, entered_by=by, entered_at=at)
    keep_own(by, product, "product.manage")
    _fill(product, details)
    product.slug = free_slug(product.name)
    product.full_clean(validate_constraints=False)
    if Product.objects.filter(unit=unit, name=product.name).exists():
        raise Conflict(gettext("Produk dengan nama itu sudah ada di unit ini. Tidak dicatat dua kali."))
    product.save(force_insert=True)
    record("product.described", product, by=by, at=at, thread=product, seals=[product], price=product.price_rupiah)
    return product


@deed
def change_product(*, product: Product, edition: int, by: User, at: datetime, **details: Any) -> Product:
    """Change goods; `edition` is the one the page showed. The address stays. Orders keep the price they were made at.

    Raises Conflict where somebody else saved in between, Unlawful for a price under the recorded cost without a reason.
    """
    require(by, "product.manage")
    fresh = _own(product, by)
    if fresh.edition != edition:
        raise Conflict(
            gettext("Produk ini baru saja diubah orang lain. Isian Anda masih ada; bandingkan lalu simpan lagi.")
        )
    before = fresh.price_rupiah
    _fill(fresh, details)
    if fresh.state == ProductState.SHOWN:
        keep_price(fresh)
    fresh.edition += 1
    fresh.full_clean()
    fresh.save()
    told: dict[str, Any] = {"price_before": before, "price": fresh.price_rupiah}
    record("product.changed", fresh, by=by, at=at, thread=fresh, seals=[fresh], **told)
    return fresh


@deed
def put_on_sale(*, product: Product, by: User, at: datetime) -> Product:
    """Show goods to buyers. Raises Unlawful for a price under the recorded cost without a reason (PD-04)."""
    require(by, "product.manage")
    fresh = _own(product, by)
    if fresh.state == ProductState.SHOWN:
        raise Conflict(gettext("Produk ini sudah dijual. Tidak ada yang berubah."))
    keep_price(fresh)
    return _turn(fresh, ProductState.SHOWN, by, at)


@deed
def take_off_sale(*, product: Product, by: User, at: datetime) -> Product:
    """Show goods to nobody any more. Orders that were made go on; pieces stay on the shelf."""
    require(by, "product.manage")
    fresh = _own(product, by)
    if fresh.state != ProductState.SHOWN:
        raise Conflict(gettext("Produk ini tidak sedang dijual. Tidak ada yang berubah."))
    return _turn(fresh, ProductState.WITHDRAWN, by, at)


def _own(product: Product, by: User) -> Product:
    fresh = Product.objects.select_related("unit").get(pk=product.pk)
    keep_own(by, fresh, "product.manage")
    return fresh


def _turn(product: Product, state: str, by: User, at: datetime) -> Product:
    product.state = state
    product.edition += 1
    product.save(update_fields=["state", "edition"])
    record("product.turned", product, by=by, at=at, thread=product, seals=[product], state=str(state))
    return product


def _fill(product: Product, details: dict[str, Any]) -> None:
    for name, value in details.items():
        if name not in DETAILS:
            raise TypeError(f"{name} is no detail of a product")
        setattr(product, name, " ".join(value.split()) if isinstance(value, str) and name != "description" else value)
    strange = set(product.labels) - set(Label.values)
    if (product.order_limit is not None) and product.promised > product.order_limit:
        says = gettext("Sudah ada %(count)s buah yang dipesan dan belum dibuat. Batasnya paling sedikit sebanyak itu.")
        raise Refused(says % {"count": product.promised})
    if strange:
        raise Refused(gettext("Tanda pada label itu tidak dikenal. Pilih dari daftar. Isian lain masih ada."))
