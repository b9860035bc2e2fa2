"""The catalogue for other programs: a sheet for marketplaces, one for WhatsApp, and JSON. Public facts only."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from masohi.faces.pages import now
from masohi.faces.shop.showing import Card, address_of, cards
from masohi.reentry.products.queries import on_sale
from masohi.writing.sheets_out import harmless

PICTURES = 3
LARGE = "1200.webp"
MARKET = (
    *("kode", "nama", "jenis", "keterangan", "harga_rupiah", "stok", "berat_gram", "ukuran", "bahan"),
    *("unit", "tautan", "foto_1", "foto_2", "foto_3"),
)
CHAT = ("id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand")
"""Columns that the catalogue of WhatsApp Business takes."""


def _rows() -> list[Card]:
    return cards(on_sale().order_by("pk"), now())


def pictures(card: Card) -> list[str]:
    """Addresses of the released pictures."""
    return [address_of("shop-photo", photo.code, LARGE) for photo in card.photos[:PICTURES]]


def _sheet(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _line(card: Card) -> dict[str, Any]:
    row = card.product
    return {
        "kode": row.code,
        "nama": row.name,
        "jenis": row.get_category_display(),
        "keterangan": row.description,
        "harga_rupiah": row.price_rupiah,
        "stok": card.free,
        "berat_gram": row.weight_grams or "",
        "ukuran": row.dimensions,
        "bahan": row.material,
        "unit": row.unit.short_name,
        "tautan": address_of("shop-product", row.slug),
    }


@require_safe
def marketplace(request: HttpRequest) -> HttpResponse:
    """One line a product, to be uploaded to a marketplace."""
    lines = []
    for card in _rows():
        shown = [*pictures(card), "", "", ""][:PICTURES]
        lines.append([*_line(card).values(), *shown])
    return _sheet("katalog.csv", MARKET, lines)


@require_safe
def chat_catalogue(request: HttpRequest) -> HttpResponse:
    """The same for the catalogue of WhatsApp Business."""
    lines = []
    for card in _rows():
        row = card.product
        there = "in stock" if card.free else "available for order" if card.room else "out of stock"
        text = row.description or row.name
        picture = next(iter(pictures(card)), "")
        link = address_of("shop-product", row.slug)
        lines.append(
            [row.code, row.name, text, there, "new", f"{row.price_rupiah} IDR", link, picture, row.unit.short_name]
        )
    return _sheet("katalog-whatsapp.csv", CHAT, lines)


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    found = [
        _line(card) | {"foto": pictures(card), "label": dict(card.labels), "dibuat_hari": card.days} for card in _rows()
    ]
    response = JsonResponse({"produk": found}, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
