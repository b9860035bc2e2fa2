"""Add a picture of goods, look at one that a colleague added, take one back."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.models import Photo
from masohi.reentry.products.photos.queries import photo_folder
from masohi.reentry.products.queries import keep_own
from masohi.reentry.products.terms import RENDERED
from masohi.writing import archive
from masohi.writing.codes import new_code
from masohi.writing.pictures import UnfitPicture, measured, rendered, stripped
from masohi.writing.refusals import Conflict, Refused

LARGEST: Final = 12 * 1024 * 1024  # bytes of one upload
MOST: Final = 8  # pictures of one product


@deed
def add_photo(*, product: Product, content: bytes, by: User, at: datetime) -> Photo:
    """Add a picture; it is drawn anew, so that no place, time, camera or name travels in it.

    Buyers see it once another officer has looked at it. Raises Refused for a file that is no picture or too large.
    """
    require(by, "photo.add")
    keep_own(by, product, "photo.add")
    if product.photos.filter(withdrawn_at=None).count() >= MOST:
        raise Refused(gettext("Produk ini sudah punya %(most)s foto. Tarik satu foto dulu.") % {"most": MOST})
    if len(content) > LARGEST:
        raise Refused(gettext("Gambar lebih dari 12 MB. Perkecil lalu unggah lagi; isian lain masih ada di halaman."))
    try:
        drawn = stripped(content)
    except UnfitPicture as fault:
        says = {
            "format": gettext("Berkas itu bukan gambar JPG, PNG, atau WebP. Pilih berkas lain; isian lain masih ada."),
            "pixels": gettext("Gambar itu terlalu besar. Perkecil lalu unggah lagi; isian lain masih ada."),
        }
        raise Refused(says[fault.args[0]]) from None
    width, height = measured(drawn)
    forms = {name: archive.keep(photo_folder(), data) for name, data in rendered(drawn, RENDERED).items()}
    photo = Photo(code=new_code(), product=product, sha256=archive.keep(photo_folder(), drawn), renditions=forms)
    photo.width, photo.height, photo.added_by, photo.added_at = width, height, by, at
    photo.save(force_insert=True)
    record("photo.added", photo, by=by, at=at, thread=product, seals=[photo], sha256=photo.sha256)
    return photo


@deed
def check_photo(*, photo: Photo, faces_none: bool, by: User, at: datetime) -> Photo:
    """A second officer has looked: without a face, name or number in it the picture is shown, else it is taken back.

    Raises Refused for who added it, Conflict where it was looked at or taken back already.
    """
    require(by, "photo.check")
    fresh = Photo.objects.select_related("product").get(pk=photo.pk)
    keep_own(by, fresh.product, "photo.check")
    if fresh.added_by_id == by.pk:
        raise Refused(gettext("Anda yang menambahkan foto ini. Minta petugas lain memeriksanya."))
    if fresh.checked_at is not None or fresh.withdrawn_at is not None:
        raise Conflict(gettext("Foto ini sudah diperiksa atau ditarik. Muat ulang halaman."))
    fresh.checked_by, fresh.checked_at, fresh.faces_none = by, at, faces_none
    if not faces_none:
        fresh.withdrawn_at = at
    fresh.save(update_fields=["checked_by", "checked_at", "faces_none", "withdrawn_at"])
    record("photo.checked", fresh, by=by, at=at, thread=fresh.product, seals=[fresh], shown=int(faces_none))
    return fresh


@deed
def withdraw_photo(*, photo: Photo, by: User, at: datetime) -> Photo:
    """Take a picture off every page at once; the row stays. Doing it twice changes nothing."""
    require(by, "photo.add")
    fresh = Photo.objects.select_related("product").get(pk=photo.pk)
    keep_own(by, fresh.product, "photo.add")
    if fresh.withdrawn_at is None:
        fresh.withdrawn_at = at
        fresh.save(update_fields=["withdrawn_at"])
        record("photo.withdrawn", fresh, by=by, at=at, thread=fresh.product, seals=[fresh])
    return fresh
