"""Sums of money by line and source, in whole rupiah."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Amounts(Protocol):
    """A budget line as `queries.lines` gives it: with what is planned and what was paid."""

    ceiling: int
    planned: int
    paid: int


class Totals(NamedTuple):
    """Rupiah."""

    ceiling: int
    planned: int
    paid: int


def totals(lines: Iterable[Amounts]) -> Totals:
    """Sums over budget lines.

    >>> totals([])
    Totals(ceiling=0, planned=0, paid=0)
    """
    rows = list(lines)
    return Totals(sum(row.ceiling for row in rows), sum(row.planned for row in rows), sum(row.paid for row in rows))


def percent(part: int, whole: int) -> int | None:
    """Whole percent; None where there is nothing to measure against. More than 100 says so.

    >>> percent(250, 1000), percent(1500, 1000), percent(5, 0)
    (25, 150, None)
    """
    return 100 * part // whole if whole else None
