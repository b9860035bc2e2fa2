"""What the units made and sold in a year: pieces and rupiah, never who made them."""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Sum

from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.models import Split
from masohi.reentry.products.batches.models import Batch, StockMove
from masohi.reentry.products.terms import Move
from masohi.writing.indonesian import WIT


class Figures(NamedTuple):
    """One unit's year. Premi stands not here: of a unit with one maker it would be that person's income."""

    unit: Organisation
    made: int
    sold: int
    turnover: int
    pnbp: int


def year_figures(year: int) -> list[Figures]:
    """Every unit that has goods, by name, over one calendar year (WIT). Rupiah are those of divided sales."""
    began, ended = (datetime.combine(date(number, 1, 1), time.min, WIT) for number in (year, year + 1))
    moved = StockMove.objects.filter(kind=Move.SOLD, at__gte=began, at__lt=ended).order_by()
    sold = dict(moved.values_list("product__unit").annotate(sum=Sum("count")))
    batches = Batch.objects.filter(made_on__year=year).order_by()
    made = dict(batches.values_list("product__unit").annotate(sum=Sum("count")))
    splits = Split.objects.filter(withdrawn_at=None, paid_on__year=year).order_by().values("sale__unit")
    money: dict[int, Any] = {
        row["sale__unit"]: row for row in splits.annotate(turnover=Sum("turnover"), pnbp=Sum("pnbp"))
    }
    units = Organisation.objects.filter(products__isnull=False).distinct().order_by("short_name")
    return [_figures(unit, made.get(unit.pk, 0), -sold.get(unit.pk, 0), money.get(unit.pk)) for unit in units]


def _figures(unit: Organisation, made: int, sold: int, money: dict[str, int] | None) -> Figures:
    found = money or {"turnover": 0, "pnbp": 0}
    return Figures(unit, made, sold, found["turnover"], found["pnbp"])
