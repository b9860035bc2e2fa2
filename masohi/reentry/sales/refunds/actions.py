"""Propose that money goes back, decline it, and book what a second officer has paid back.

The deed of that second officer stands in `money`, because what was divided is taken back in the same moment.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext

from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.products.batches.models import StockMove
from masohi.reentry.products.batches.queries import returned_under, sold_under
from masohi.reentry.products.facts import cost_back, still_gone
from masohi.reentry.products.stock.actions import bring_back, unpromise
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.reentry.sales.queries import keep_own, needed, sale_now
from masohi.reentry.sales.refunds.models import Refund, RefundLine
from masohi.reentry.sales.refunds.queries import open_refund, paid_back, surplus_back
from masohi.reentry.sales.terms import SOLD, Cause, RefundState, SaleState
from masohi.supply.files.models import File
from masohi.writing.codes import new_code
from masohi.writing.indonesian import rupiah
from masohi.writing.refusals import Conflict, Refused

Pieces = Mapping[str, tuple[int, int]]
"""By code of a product: pieces whose money goes back, and how many of them can be sold again."""


@deed
def propose_refund(
    *, sale: Sale, cause: str, reason: str, pieces: Pieces, amount: int = 0, by: User, at: datetime
) -> Refund:
    """Money of a paid sale is to go back: for `pieces` at the price of the sale, or `amount` that was paid twice.

    Raises Conflict for a sale that is not paid or has an open proposal, Refused for more than was bought or paid.
    """
    require(by, "sale.refund")
    fresh = sale_now(sale, *SOLD)
    keep_own(fresh, by, "sale.refund")
    if open_refund(fresh) is not None:
        raise Conflict(gettext("Pengembalian uang pesanan ini menunggu petugas kedua. Putuskan dulu."))
    if cause not in Cause.values:
        raise Refused(gettext("Pilih sebabnya. Belum ada yang tersimpan."))
    refund = Refund(code=new_code(), sale=fresh, cause=cause, reason=needed(reason), proposed_by=by, proposed_at=at)
    lines = [] if cause == Cause.TWICE else _wanted(refund, fresh, pieces)
    refund.rupiah = _twice(fresh, amount) if cause == Cause.TWICE else sum(_worth(row) for row in lines)
    refund.full_clean()
    refund.save(force_insert=True)
    for row in lines:
        row.save(force_insert=True)
    told: dict[str, Any] = {"cause": str(cause), "rupiah": refund.rupiah}
    record("refund.proposed", refund, by=by, at=at, thread=fresh, seals=[refund, *lines], **told)
    return refund


def _worth(row: RefundLine) -> int:
    return row.count * row.line.price_rupiah


def _twice(sale: Sale, amount: int) -> int:
    most = sale.total_rupiah - surplus_back(sale)
    if not 1 <= amount <= most:
        says = gettext("Uang yang dibayar dua kali paling sedikit Rp1 dan paling banyak %(most)s. Periksa jumlahnya.")
        raise Refused(says % {"most": rupiah(most)})
    return amount


def _wanted(refund: Refund, sale: Sale, pieces: Pieces) -> list[RefundLine]:
    found = []
    for line in sale.lines.select_related("product"):
        count, shelf = pieces.get(line.product.code, (0, 0))
        most = line.count - line.returned
        if not 0 <= count <= most or not 0 <= shelf <= count:
            says = gettext("%(name)s: paling banyak %(most)s buah, dan yang dapat dijual lagi tidak lebih dari itu.")
            raise Refused(says % {"name": line.product.name, "most": most})
        if sale.unmade and (count != line.count or shelf):
            raise Refused(gettext("Pesanan ini belum dibuat. Uangnya dikembalikan seluruhnya, tanpa barang kembali."))
        if count:
            found.append(RefundLine(refund=refund, line=line, count=count, shelf=shelf))
    if not found:
        raise Refused(gettext("Tulis berapa buah yang uangnya dikembalikan. Belum ada yang tersimpan."))
    return found


@deed
def decline_refund(*, refund: Refund, reason: str, by: User, at: datetime) -> Refund:
    """The money does not go back, with a reason; whoever proposed may take it back too. Raises Conflict, Refused."""
    require(by, "sale.refund")
    fresh = refund_now(refund, by)
    fresh.declined_reason = needed(reason)
    fresh.state, fresh.decided_by, fresh.decided_at = RefundState.DECLINED, by, at
    fresh.save()
    record("refund.declined", fresh, by=by, at=at, thread=fresh.sale, seals=[fresh])
    return fresh


def refund_now(refund: Refund, by: User) -> Refund:
    """The proposal as it is now. Raises Conflict where it was decided, Refused where it is another unit's."""
    fresh = Refund.objects.select_related("sale__unit").get(pk=refund.pk)
    keep_own(fresh.sale, by, "sale.refund")
    if fresh.state != RefundState.PROPOSED:
        raise Conflict(gettext("Pengembalian ini sudah diputuskan. Muat ulang halaman; tidak ada yang berubah."))
    return fresh


@consequence
def settle_refund(*, refund: Refund, paid_on: date, slip: str, proof: File, because: Entry) -> Refund:
    """The money is with the buyer again: pieces that can be sold come back, a sale that is all returned ends.

    Raises Conflict where the sale has moved on.
    """
    sale = sale_now(refund.sale, *SOLD)
    for row in refund.lines.select_related("line__product"):
        rows = SaleLine.objects.filter(pk=row.line_id, count__gte=F("returned") + row.count)
        if not rows.update(returned=F("returned") + row.count):
            raise Conflict(
                gettext("Sebagian barang ini sudah dikembalikan. Muat ulang halaman; tidak ada yang berubah.")
            )
        if sale.unmade:
            unpromise(product=row.line.product, count=row.count, because=because)
        else:
            _shelve(sale, row, refund.code, because)
    refund.state, refund.paid_on, refund.slip, refund.proof = RefundState.PAID, paid_on, slip, proof
    for name, value in {"decided_by_id": because.actor, "decided_at": because.at}.items():
        setattr(refund, name, value)
    refund.full_clean(exclude=["decided_by"])
    refund.save()
    record("refund.paid", refund, because=because, thread=sale, seals=[refund], rupiah=refund.rupiah)
    if not sale.lines.filter(returned__lt=F("count")).exists():
        sale.state, sale.ended_at = SaleState.REFUNDED, because.at
        sale.save()
        record("sale.refunded", sale, because=because, thread=sale, seals=[sale])
    return refund


def _shelve(sale: Sale, row: RefundLine, code: str, because: Entry) -> None:
    """Of the pieces that come back, those that can be sold again go into the batches that they left last."""
    moves = [move for move in sold_under([sale.code]) if move.product_id == row.line.product_id]
    gone, cost = _by_batch(moves)
    earlier = paid_back(sale)
    back, told = _by_batch([m for m in returned_under([e.code for e in earlier]) if m.batch_id in gone])
    before = sum(one.count for refund in earlier for one in refund.lines.all() if one.line_id == row.line_id)
    kept, left = still_gone(gone, before), still_gone(gone, before + row.count)
    batches, shelf = {move.batch_id: move.batch for move in moves}, row.shelf
    for pk in reversed(gone):
        pieces = min(shelf, kept[pk] - left[pk])
        if pieces:
            carried = cost_back(-cost[pk], gone[pk], back.get(pk, 0), pieces, told.get(pk, 0))
            bring_back(batch=batches[pk], count=pieces, cost=carried, reference=code, because=because)
        shelf -= pieces


def _by_batch(moves: list[StockMove]) -> tuple[dict[int, int], dict[int, int]]:
    """Pieces (without sign) and rupiah by batch, in the order in which they moved."""
    pieces: dict[int, int] = {}
    cost: dict[int, int] = {}
    for move in moves:
        pieces[move.batch_id] = pieces.get(move.batch_id, 0) + abs(move.count)
        cost[move.batch_id] = cost.get(move.batch_id, 0) + move.cost_rupiah
    return pieces, cost
