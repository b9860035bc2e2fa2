"""Keep pieces for a buyer, let them go, sell them; take broken ones off the shelf.

Every change is one conditional update: of many who ask for the last piece at the same moment, one gets it.
"""

from datetime import datetime
from typing import Final

from django.db.models import F, Sum
from django.utils.translation import gettext

from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.products.batches.models import Batch, StockMove
from masohi.reentry.products.facts import cost_of_next
from masohi.reentry.products.models import Product
from masohi.reentry.products.queries import keep_own
from masohi.reentry.products.terms import Move, ProductState
from masohi.writing.refusals import Conflict, Refused

COUNTED: Final = (Move.BROKEN, Move.GIVEN)
"""Why pieces leave the shelf without being sold."""


@consequence
def reserve(*, product: Product, count: int, because: Entry) -> None:
    """Keep `count` pieces for an order. Raises Conflict where fewer are free or the product is not sold now."""
    rows = Product.objects.filter(
        pk=product.pk, state=ProductState.SHOWN, stock__gte=F("reserved") + F("promised") + count
    )
    if count < 1 or not rows.update(reserved=F("reserved") + count):
        raise _gone(product)


@consequence
def release(*, product: Product, count: int, because: Entry) -> None:
    """Pieces that were kept are free again: the order was cancelled or its time is over. Raises Conflict."""
    rows = Product.objects.filter(pk=product.pk, reserved__gte=count)
    if count < 1 or not rows.update(reserved=F("reserved") - count):
        raise Conflict(gettext("Stok yang disimpan untuk pesanan ini tidak cocok. Muat ulang halaman."))


@consequence
def take(*, product: Product, count: int, reference: str, because: Entry) -> list[StockMove]:
    """Kept pieces are sold: they leave the oldest batches. `reference` is the sale's code. Raises Conflict.

    This happens when the money is there and not when the buyer comes, for turnover, cost and makers belong together.
    """
    rows = Product.objects.filter(pk=product.pk, reserved__gte=count, stock__gte=count)
    if count < 1 or not rows.update(reserved=F("reserved") - count, stock=F("stock") - count):
        raise _gone(product)
    return _leave(product, count, Move.SOLD, because, reference=reference)


@consequence
def sell(*, product: Product, count: int, reference: str, because: Entry) -> list[StockMove]:
    """Pieces that nobody kept are sold over the counter. Raises Conflict where fewer are free."""
    rows = Product.objects.filter(pk=product.pk, stock__gte=F("reserved") + F("promised") + count)
    if count < 1 or not rows.update(stock=F("stock") - count):
        raise _gone(product)
    return _leave(product, count, Move.SOLD, because, reference=reference)


@consequence
def promise(*, product: Product, count: int, because: Entry) -> None:
    """Take an order for `count` pieces that are made afterwards. Raises Conflict where the unit takes no more now."""
    rows = Product.objects.filter(pk=product.pk, state=ProductState.SHOWN, order_days__isnull=False)
    rows = rows.filter(order_limit__gte=F("promised") + count)
    if count < 1 or not rows.update(promised=F("promised") + count):
        says = gettext("Pesanan %(name)s sedang penuh. Coba lagi beberapa hari lagi. Belum ada yang tersimpan.")
        raise Conflict(says % {"name": product.name})


@consequence
def unpromise(*, product: Product, count: int, because: Entry) -> None:
    """Pieces that were to be made are not wanted any more. Raises Conflict."""
    rows = Product.objects.filter(pk=product.pk, promised__gte=count)
    if count < 1 or not rows.update(promised=F("promised") - count):
        raise Conflict(gettext("Stok yang disimpan untuk pesanan ini tidak cocok. Muat ulang halaman."))


@consequence
def take_made(*, product: Product, count: int, reference: str, because: Entry) -> list[StockMove]:
    """Pieces that were made for an order leave the shelf for it. Raises Conflict while fewer are there.

    They leave now and not when the order was paid: before a batch is there, nobody knows what they cost and who made
    them, and no money can be divided.
    """
    rows = Product.objects.filter(pk=product.pk, promised__gte=count, stock__gte=F("reserved") + count)
    if count < 1 or not rows.update(promised=F("promised") - count, stock=F("stock") - count):
        says = gettext("%(name)s untuk pesanan ini belum ada di rak. Catat dulu hasil produksinya.")
        raise Conflict(says % {"name": product.name})
    return _leave(product, count, Move.SOLD, because, reference=reference)


@consequence
def bring_back(*, batch: Batch, count: int, cost: int, reference: str, because: Entry) -> StockMove:
    """Sold pieces that can be sold again are back on the shelf, in their batch, with the `cost` they had carried.

    `reference` is the refund's code. Raises Conflict where the batch never had so many.
    """
    if count < 1 or not Batch.objects.filter(pk=batch.pk, count__gte=F("left") + count).update(left=F("left") + count):
        raise Conflict(gettext("Stok dan hasil produksi tidak cocok. Minta petugas menghitung stok. Belum tersimpan."))
    Product.objects.filter(pk=batch.product_id).update(stock=F("stock") + count)
    return _move(batch, count, Move.RETURNED, because, cost=cost, reference=reference)


@deed
def take_off(*, batch: Batch, count: int, kind: str, reason: str, by: User, at: datetime) -> StockMove:
    """Pieces of a batch are broken, lost or shown as samples: they leave the shelf with a reason.

    Raises Refused for another kind or no reason, Conflict where fewer are free.
    """
    require(by, "batch.enter")
    fresh = Batch.objects.select_related("product").get(pk=batch.pk)
    keep_own(by, fresh.product, "batch.enter")
    tidy = " ".join(reason.split())
    if kind not in COUNTED or not tidy:
        raise Refused(gettext("Pilih sebabnya dan tulis alasannya. Belum ada yang berubah."))
    rows = Product.objects.filter(pk=fresh.product_id, stock__gte=F("reserved") + count)
    if not 1 <= count <= fresh.left or not rows.update(stock=F("stock") - count):
        raise _gone(fresh.product)
    entry = record("stock.taken_off", fresh, by=by, at=at, thread=fresh.product, count=count, kind=kind)
    return _from(fresh, count, kind, entry, reason=tidy)


def _gone(product: Product) -> Conflict:
    free = Product.objects.get(pk=product.pk).available
    if not free:
        return Conflict(gettext("%(name)s baru saja habis. Belum ada yang tersimpan.") % {"name": product.name})
    says = gettext("Stok %(name)s tinggal %(free)s. Kurangi jumlahnya. Belum ada yang tersimpan.")
    return Conflict(says % {"name": product.name, "free": free})


def _leave(product: Product, count: int, kind: str, because: Entry, *, reference: str = "") -> list[StockMove]:
    """Oldest batch first."""
    moves: list[StockMove] = []
    for batch in Batch.objects.filter(product=product, left__gt=0).order_by("made_on", "pk"):
        if not count:
            break
        pieces = min(count, batch.left)
        moves.append(_from(batch, pieces, kind, because, reference=reference))
        count -= pieces
    if count:
        raise Conflict(gettext("Stok dan hasil produksi tidak cocok. Minta petugas menghitung stok. Belum tersimpan."))
    return moves


def _from(batch: Batch, pieces: int, kind: str, because: Entry, **said: str) -> StockMove:
    told = -(batch.moves.exclude(kind=Move.MADE).aggregate(sum=Sum("cost_rupiah"))["sum"] or 0)
    cost = cost_of_next(batch.cost_rupiah, batch.count, batch.count - batch.left, pieces, told)
    Batch.objects.filter(pk=batch.pk).update(left=F("left") - pieces)
    return _move(batch, -pieces, kind, because, cost=-cost, **said)


def _move(batch: Batch, count: int, kind: str, because: Entry, *, cost: int, **said: str) -> StockMove:
    row = StockMove(product_id=batch.product_id, batch=batch, kind=kind, count=count, cost_rupiah=cost, at=because.at)
    for name, value in {"by_id": because.actor, **said}.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    record("stock.moved", row, because=because, thread=batch.product, seals=[row], count=count, batch=batch.pk)
    return row
