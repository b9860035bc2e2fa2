"""What every count is made of: a cell, its parts, and the two things that databases write differently."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F, Func, IntegerField, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from masohi.work.attendance.terms import MARKS, Fault, Outcome

CAME = [outcome for outcome in Outcome if MARKS[outcome].attended]
DOWN = [outcome for outcome in Outcome if MARKS[outcome].fault is Fault.SERVICE]
WHOLE = ""


Sums = dict[str, Any]
"""Named aggregates for a query, in a dictionary because several queries share them."""


class Cell(NamedTuple):
    """One figure of one part: integers only. `denominator` is 0 where the figure is no share."""

    numerator: int
    denominator: int = 0
    people: int = 0


Cells = dict[str, dict[str, Cell]]
"""By key of the figure, then by part ("" for the whole programme, else "dinas:DLHP" and the like)."""

UNITS = ("court", "prosecutor_office", "bapas")
"""Columns of an order that name an institution; each of them sees the figures of its own orders."""


def part(kind: str, name: object) -> str:
    """How a part of the programme is named.

    >>> part("dinas", "DLHP")
    'dinas:DLHP'
    """
    return f"{kind}:{name}"


def district(village: str) -> Coalesce:
    """The district of a village named by `village`, or the place itself where it lies in none."""
    return Coalesce(F(f"{village}__parent_id"), F(f"{village}_id"))


def grouped(rows: QuerySet[Any], kind: str, by: Any, **sums: Any) -> dict[str, dict[str, Any]]:
    """`sums` over `rows` for each value of `by`, named as parts of `kind`; with `by` None over all of them."""
    if by is None:
        return {WHOLE: rows.aggregate(**sums)}
    found = rows.annotate(of=by).values("of").annotate(**sums).order_by()
    return {part(kind, row.pop("of")): row for row in found}


def of_units(row: dict[str, Any]) -> Iterable[str]:
    """Parts to which a row of orders, grouped by the short names of UNITS, belongs: the whole, three institutions."""
    return [WHOLE, *(part("unit", row[f"{unit}__short_name"]) for unit in UNITS)]


def add(into: dict[str, dict[str, int]], parts: Iterable[str], numbers: dict[str, int]) -> None:
    """Add numbers to each of the parts."""
    for name in parts:
        sums = into.setdefault(name, {})
        for key, number in numbers.items():
            sums[key] = sums.get(key, 0) + int(number or 0)


class DaysBetween(Func):
    """Whole days from the second date to the first, as an integer, on both databases."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    arity = 2
    output_field = IntegerField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """SQLite keeps dates as text."""
        template = "CAST(ROUND(julianday(%(expressions)s)) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") - julianday(", **more)
