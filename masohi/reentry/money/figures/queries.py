"""What the units made and sold in a year: pieces and rupiah, never who made them."""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Sum

from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.models import CounterSplit, Split
from masohi.reentry.products.batches.models import Batch, StockMove
from masohi.reentry.products.terms import Move
from masohi.reentry.sales.refunds.queries import pieces_back
from masohi.writing.indonesian import WIT


class Figures(NamedTuple):
    """One unit's year. Premi stands not here: of a unit with one maker it would be that person's income."""

    unit: Organisation
    made: int
    sold: int
    turnover: int
    pnbp: int


def year_figures(year: int) -> list[Figures]:
    """Every unit that has goods, by name, over one calendar year (WIT). Rupiah are those of divided sales; what went
    back to buyers in the year is taken out of pieces and rupiah.
    """
    began, ended = (datetime.combine(date(number, 1, 1), time.min, WIT) for number in (year, year + 1))
    moved = StockMove.objects.filter(kind=Move.SOLD, at__gte=began, at__lt=ended).order_by()
    sold = dict(moved.values_list("product__unit").annotate(sum=Sum("count")))
    batches = Batch.objects.filter(made_on__year=year).order_by()
    made = dict(batches.values_list("product__unit").annotate(sum=Sum("count")))
    splits = Split.objects.filter(withdrawn_at=None, paid_on__year=year).order_by().values("sale__unit")
    money: dict[int, Any] = {
        row["sale__unit"]: row for row in splits.annotate(turnover=Sum("turnover"), pnbp=Sum("pnbp"))
    }
    counters = CounterSplit.objects.filter(split__withdrawn_at=None, day__year=year).order_by()
    for row in counters.values("split__sale__unit").annotate(turnover=Sum("turnover"), pnbp=Sum("pnbp")):
        found = money.setdefault(row["split__sale__unit"], {"turnover": 0, "pnbp": 0})
        for name in ("turnover", "pnbp"):
            found[name] -= row[name]
    units = Organisation.objects.filter(products__isnull=False).distinct().order_by("short_name")
    back = pieces_back([unit.pk for unit in units], date(year, 1, 1), date(year + 1, 1, 1))
    gone = {unit.pk: -sold.get(unit.pk, 0) - back.get(unit.pk, 0) for unit in units}
    return [_figures(unit, made.get(unit.pk, 0), gone[unit.pk], money.get(unit.pk)) for unit in units]


def _figures(unit: Organisation, made: int, sold: int, money: dict[str, int] | None) -> Figures:
    found = money or {"turnover": 0, "pnbp": 0}
    return Figures(unit, made, sold, found["turnover"], found["pnbp"])
