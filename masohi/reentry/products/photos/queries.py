"""Read pictures of goods. A buyer sees only what another officer has looked at."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import Model, QuerySet

from masohi.parties.accounts.models import User
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.models import Photo
from masohi.reentry.products.terms import MEDIA, ProductState
from masohi.writing import archive

SEALED: tuple[type[Model], ...] = (Photo,)


def photo_folder() -> Path:
    """Where pictures of goods lie, drawn anew."""
    return Path(settings.MEDIA_ROOT) / "products"


def shown() -> QuerySet[Photo]:
    """Pictures that a buyer may see: checked by another officer, without a face, not taken back, of goods on sale."""
    return Photo.objects.filter(faces_none=True, withdrawn_at=None, product__state=ProductState.SHOWN)


def shown_by_product(products: Iterable[Product]) -> dict[int, list[Photo]]:
    """Product (primary key) to its shown pictures, oldest first, in one query."""
    found: dict[int, list[Photo]] = {}
    for photo in shown().filter(product__in=[product.pk for product in products]).order_by("pk"):
        found.setdefault(photo.product_id, []).append(photo)
    return found


def rendition(code: str, name: str) -> tuple[bytes, str] | None:
    """Bytes and media type of a shown picture; `name` is "480.avif", "480.webp", "1200.avif" or "1200.webp"."""
    photo = shown().filter(code=code).first()
    return _form(photo, name) if photo is not None else None


def own_rendition(user: User, code: str, name: str) -> tuple[bytes, str] | None:
    """The same for an officer of the unit, also before it is checked."""
    photo = photo_by_code(user, code)
    return _form(photo, name) if photo is not None else None


def _form(photo: Photo, name: str) -> tuple[bytes, str] | None:
    digest = photo.renditions.get(name)
    if digest is None:
        return None
    try:
        return archive.fetch(photo_folder(), digest), MEDIA[name.rpartition(".")[2]]
    except (FileNotFoundError, ValueError):
        return None


def photo_by_code(user: User, code: str) -> Photo | None:
    """One picture of the own units."""
    rows = Photo.objects.select_related("product", "added_by", "checked_by")
    return rows.filter(code=code, product__in=Product.objects.visible_to(user)).first()


def photos_of(product: Product) -> QuerySet[Photo]:
    """Every picture of a product that was not taken back."""
    return product.photos.filter(withdrawn_at=None).select_related("added_by", "checked_by")


def photos_to_check(user: User) -> QuerySet[Photo]:
    """Pictures of the own units that wait for a second officer, and this one is not who added them."""
    rows = Photo.objects.filter(checked_at=None, withdrawn_at=None, product__in=Product.objects.visible_to(user))
    return rows.exclude(added_by=user).select_related("product")
