"""Read goods: for who makes them at the own unit, and for buyers without an account."""

from django.db.models import Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext

from masohi.parties.accounts.models import User
from masohi.reentry.products.models import Product
from masohi.reentry.products.terms import ProductState
from masohi.writing.refusals import Refused

SEALED: tuple[type[Model], ...] = (Product,)


def products(user: User) -> QuerySet[Product]:
    """Goods of the own units, those that are sold first."""
    return Product.objects.visible_to(user).select_related("unit").order_by("state", "name", "pk")


def product_by_code(user: User, code: str) -> Product | None:
    """One product of the own units."""
    return products(user).filter(code=code).first()


def on_sale() -> QuerySet[Product]:
    """Goods that anybody can buy now or order ahead; with the unit. Their makers are not among it."""
    return Product.objects.filter(state=ProductState.SHOWN).select_related("unit")


def on_sale_by_slug(slug: str) -> Product | None:
    """One of them by the last part of its address."""
    return on_sale().filter(slug=slug).first()


def free_slug(name: str) -> str:
    """The last part of a product's address, made from its name; numbered where it is taken."""
    stem = slugify(name)[:70].strip("-") or "karya"
    slug, number = stem, 2
    while Product.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug


def keep_own(by: User, product: Product, deed: str) -> None:
    """Raises Refused where the product is another unit's."""
    if product.unit_id not in by.offices_for(deed):
        raise Refused(gettext("Produk ini milik unit lain. Minta petugas unit itu. Tidak ada yang berubah."))
