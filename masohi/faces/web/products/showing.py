"""Goods as pages show them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.reentry.products.batches.models import Batch
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.models import Photo
from masohi.reentry.products.terms import Label, ProductState
from masohi.ui.formats import long_date, number, rupiah

STATES = {ProductState.SHOWN: "ok", ProductState.DRAFT: "menunggu", ProductState.WITHDRAWN: "netral"}


def state(row: Product) -> dict[str, str]:
    """Whether goods are sold, as a status."""
    return {"kind": STATES[ProductState(row.state)], "text": row.get_state_display()}


def row_of(row: Product) -> dict[str, Any]:
    """One product in a list."""
    told = [_("%(count)s disimpan untuk pesanan") % {"count": number(row.reserved)}] if row.reserved else []
    told += [_("%(count)s harus dibuat") % {"count": number(row.promised)}] if row.promised else []
    kept = ", ".join(told)
    return {"row": row, "state": state(row), "kept": kept}


def facts(row: Product, cost: int) -> list[dict[str, str]]:
    """What is told about goods."""
    weight = _("%(grams)s gram") % {"grams": number(row.weight_grams)} if row.weight_grams else ""
    days = ""
    if row.order_days:
        ahead = {"days": row.order_days, "limit": number(row.order_limit or 0), "open": number(row.promised)}
        days = _("± %(days)s hari sesudah dipesan; paling banyak %(limit)s buah, %(open)s sedang dipesan") % ahead
    told = [
        (_("Jenis"), row.get_category_display()),
        (_("Biaya per buah, produksi terakhir"), rupiah(cost) if cost else ""),
        (_("Alasan harga di bawah biaya"), row.reason_below_cost),
        (_("Bahan"), row.material),
        (_("Ukuran"), row.dimensions),
        (_("Berat"), weight),
        (_("Pesanan"), days),
        (_("Tanda pada label"), ", ".join(f"{label} {text}" for label, text in marks(row))),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def marks(row: Product) -> list[tuple[str, str]]:
    """Marks of goods with the numbers of their certificates."""
    return [(str(Label(value).label), text) for value, text in row.labels.items() if value in Label.values]


def batch_row(batch: Batch) -> dict[str, Any]:
    """One batch in a list, with whether its makers were verified."""
    works = list(batch.works.all())
    if not works:
        found = {"kind": "awas", "text": _("Peserta belum dicatat")}
    elif any(work.verified_at is None for work in works):
        found = {"kind": "menunggu", "text": _("Menunggu petugas kedua")}
    else:
        found = {"kind": "ok", "text": _("Peserta diperiksa")}
    return {"row": batch, "state": found, "people": len(works)}


def batch_facts(batch: Batch) -> list[dict[str, str]]:
    """What is told about a batch."""
    told = [
        (_("Hari pembuatan"), long_date(batch.made_on)),
        (_("Jumlah"), number(batch.count)),
        (_("Masih di stok"), number(batch.left)),
        (_("Biaya bahan"), rupiah(batch.material_rupiah)),
        (_("Biaya lain"), rupiah(batch.other_rupiah)),
        (_("Catatan"), batch.note),
        (_("Dicatat oleh"), batch.entered_by.name),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def photo_state(photo: Photo) -> dict[str, str]:
    """Where a picture stands, as a status."""
    if photo.withdrawn_at is not None:
        return {"kind": "netral", "text": _("Ditarik")}
    if photo.faces_none:
        return {"kind": "ok", "text": _("Tampil di toko")}
    return {"kind": "menunggu", "text": _("Menunggu petugas kedua")}


def photo_row(photo: Photo) -> dict[str, Any]:
    """One picture in a list."""
    return {"row": photo, "state": photo_state(photo)}


def crumbs(row: Product | None = None, step: str = "") -> list[dict[str, str]]:
    """The way to a page about goods."""
    found = [{"label": _("Produksi"), "url": reverse("products")}]
    if row is not None:
        found.append({"label": row.name, "url": reverse("product", args=[row.code])})
    return [*found, {"label": step, "url": ""}] if step else found
