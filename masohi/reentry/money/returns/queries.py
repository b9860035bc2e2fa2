"""What each batch brought in a sale, with what went back taken out, and what each maker has of it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.facts import Piece
from masohi.reentry.money.models import CounterSplit, PremiEntry, Split
from masohi.reentry.money.queries import next_month, verified_works
from masohi.reentry.products.batches.models import BatchWork, StockMove
from masohi.reentry.products.batches.queries import returned_under, sold_under
from masohi.reentry.products.facts import still_gone
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.trainees.models import Trainee


class Sold(NamedTuple):
    """A batch in a sale, as `facts.Piece` takes it, with its makers' rows by the trainee's code."""

    piece: Piece
    batch: int
    works: dict[str, BatchWork]


def pieces_of(sale: Sale, refunds: Sequence[Refund] = ()) -> list[Sold]:
    """What each batch brought in a sale after `refunds`: turnover of what was kept, cost of what is not on the shelf
    again. Goods that came back broken keep their cost here."""
    gone: dict[int, dict[int, int]] = {}
    cost: dict[int, int] = {}
    codes: dict[int, str] = {}
    for move in sold_under([sale.code]):
        batches = gone.setdefault(move.product_id, {})
        batches[move.batch_id] = batches.get(move.batch_id, 0) - move.count
        _spend(cost, move)
        codes[move.batch_id] = move.batch.code
    for move in returned_under([refund.code for refund in refunds]):
        _spend(cost, move)
    back = _back(refunds)
    kept = {
        batch: (pieces, line.price_rupiah)
        for line in sale.lines.all()
        for batch, pieces in still_gone(gone.get(line.product_id, {}), back.get(line.pk, 0)).items()
    }
    named = verified_works(kept)
    found = []
    for batch, (pieces, price) in kept.items():
        works = {work.trainee.code: work for work in named.get(batch, [])}
        shares = {maker: work.share for maker, work in works.items()}
        found.append(Sold(Piece(codes[batch], pieces * price, cost[batch], shares), batch, works))
    return found


def _spend(cost: dict[int, int], move: StockMove) -> None:
    cost[move.batch_id] = cost.get(move.batch_id, 0) - move.cost_rupiah


def _back(refunds: Sequence[Refund]) -> dict[int, int]:
    found: dict[int, int] = {}
    for refund in refunds:
        for row in refund.lines.all():
            found[row.line_id] = found.get(row.line_id, 0) + row.count
    return found


class Held(NamedTuple):
    """A maker's premi of one batch in one division, in rupiah: what stands there, and what the capital has borne."""

    trainee: Trainee
    kind: str
    rupiah: int
    borne: int


def held_of(split: Split) -> dict[tuple[str, str], Held]:
    """By batch and maker (codes): what a division and the refunds after it left."""
    found: dict[tuple[str, str], Held] = {}
    for entry in split.entries.select_related("batch", "trainee__person").order_by("pk"):
        key = (entry.batch.code if entry.batch else "", entry.trainee.code)
        had = found.get(key)
        rupiah, borne = (had.rupiah, had.borne) if had else (0, 0)
        found[key] = Held(entry.trainee, entry.kind, rupiah + entry.rupiah, borne + entry.borne)
    return found


def balances_of(trainees: Sequence[int]) -> dict[str, int]:
    """By code of a trainee: rupiah of premi that were not handed out."""
    rows = PremiEntry.objects.filter(trainee__in=trainees).order_by()
    return dict(rows.values_list("trainee__code").annotate(sum=Sum("rupiah")))


def living_split(sale: Sale) -> Split | None:
    """The division of a sale that counts."""
    return Split.objects.filter(sale=sale, withdrawn_at=None).select_related("sale__unit", "policy").first()


def counters_in(unit: Organisation, first: date) -> QuerySet[CounterSplit]:
    """What refunds took out of divisions in the calendar month that begins on `first`, by the day they were decided."""
    rows = CounterSplit.objects.filter(split__sale__unit=unit, split__withdrawn_at=None)
    rows = rows.filter(day__gte=first, day__lt=next_month(first))
    return rows.select_related("split__sale", "refund").order_by("day", "pk")
