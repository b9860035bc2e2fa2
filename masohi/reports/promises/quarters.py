"""Quarters of a year as an address names them, e.g. 2026-T1."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Quarter:
    """Three months of a year; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        begin_of_next = date(self.year + 1, 1, 1) if self.number == 4 else date(self.year, 3 * self.number + 1, 1)
        return begin_of_next - timedelta(days=1)

    @property
    def name(self) -> str:
        """How an address names it.

        >>> Quarter(2026, 1).name, str(Quarter(2026, 1).last), Quarter(2026, 4).words
        ('2026-T1', '2026-03-31', 'Triwulan IV 2026')
        """
        return f"{self.year}-T{self.number}"

    @property
    def words(self) -> str:
        """How a letter names it."""
        return f"Triwulan {ROMAN[self.number - 1]} {self.year}"


def quarter_of(day: date) -> Quarter:
    """The quarter in which `day` lies.

    >>> quarter_of(date(2026, 11, 22)).name
    '2026-T4'
    """
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_named(text: str) -> Quarter | None:
    """The quarter that an address names, or None.

    >>> quarter_named("2026-T1"), quarter_named("2026-T5"), quarter_named("")
    (Quarter(year=2026, number=1), None, None)
    """
    found = re.fullmatch(r"(20\d\d)-T([1-4])", text, re.ASCII)
    return Quarter(int(found[1]), int(found[2])) if found else None
