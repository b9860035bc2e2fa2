"""Show what the work left behind: one officer adds pictures, another one of the same office looks and releases."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.results.models import Result
from masohi.supply.sites.models import Site
from masohi.writing import archive
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.pictures import UnfitPicture, stripped
from masohi.writing.refusals import Refused

LARGEST = 12 * 1024 * 1024  # bytes of one upload


def result_folder() -> Path:
    """Where pictures of results lie, drawn anew."""
    return Path(settings.MEDIA_ROOT) / "results"


def _own(by: User, site: Site) -> None:
    if site.host_id not in by.organisations_as(Role.OFFICE) and not by.has(Role.SYSTEM):
        raise Refused(gettext("Lokasi ini milik dinas lain. Minta petugas dinas itu. Tidak ada yang berubah."))


def _drawn(content: bytes | None) -> str:
    """The digest of a kept picture, empty without one. Raises Refused for a file that is no picture."""
    if content is None:
        return ""
    if len(content) > LARGEST:
        raise Refused(gettext("Gambar lebih dari 12 MB. Perkecil lalu unggah lagi; isian lain masih ada di halaman."))
    try:
        return archive.keep(result_folder(), stripped(content))
    except UnfitPicture as fault:
        says = {
            "format": gettext("Berkas itu bukan gambar JPG, PNG, atau WebP. Pilih berkas lain; isian lain masih ada."),
            "pixels": gettext("Gambar itu terlalu besar. Perkecil lalu unggah lagi; isian lain masih ada."),
        }
        raise Refused(says[fault.args[0]]) from None


@deed
def add_result(
    *,
    site: Site,
    day: date,
    caption: str,
    quantity: int | None = None,
    unit: str = "",
    before: bytes | None = None,
    after: bytes | None = None,
    by: User,
    at: datetime,
) -> Result:
    """Add finished work of a day that has ended; pictures lose everything but what they show. Raises Refused.

    Nobody outside the office sees it until a second officer releases it.
    """
    require(by, "result.add")
    _own(by, site)
    if day >= at.astimezone(WIT).date():
        raise Refused(gettext("Hari itu belum lewat. Hasil kerja ditampilkan sesudah harinya selesai."))
    if bool(quantity) != bool(unit):
        raise Refused(gettext("Tulis jumlah dan satuannya, atau kosongkan keduanya."))
    result = Result(
        code=new_code(),
        site=site,
        day=day,
        caption=caption,
        quantity=quantity,
        unit=unit,
        before=_drawn(before),
        after=_drawn(after),
        added_by=by,
        added_at=at,
    )
    result.full_clean(exclude=["before", "after"])
    result.save(force_insert=True)
    record("result.added", result, by=by, at=at, seals=[result], site=site.pk, before=result.before, after=result.after)
    return result


@deed
def release_result(*, result: Result, by: User, at: datetime) -> Result:
    """Make it public, after looking at it: nobody in the pictures can be recognised. Never by who added it."""
    require(by, "result.release")
    _own(by, result.site)
    fresh = Result.objects.get(pk=result.pk)
    if fresh.added_by_id == by.pk:
        raise Refused(gettext("Anda yang menambahkan hasil ini. Minta petugas lain dari dinas Anda melepasnya."))
    if fresh.released_at is not None or fresh.withdrawn_at is not None:
        raise Refused(gettext("Hasil ini sudah dilepas atau ditarik. Tidak ada yang berubah."))
    fresh.released_by, fresh.released_at = by, at
    fresh.save(update_fields=["released_by", "released_at"])
    record("result.released", fresh, by=by, at=at, seals=[fresh])
    return fresh


@deed
def withdraw_result(*, result: Result, by: User, at: datetime) -> Result:
    """Take it off the public pages at once; the row and its history stay."""
    require(by, "result.add")
    _own(by, result.site)
    fresh = Result.objects.get(pk=result.pk)
    if fresh.withdrawn_at is None:
        fresh.withdrawn_at = at
        fresh.save(update_fields=["withdrawn_at"])
        record("result.withdrawn", fresh, by=by, at=at, seals=[fresh])
    return fresh
