"""Figures in words: a cell as its unit says, a part by its name, how old a snapshot is, and tables of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reports.counting.terms import Cell
from masohi.reports.figures.facts import percent
from masohi.reports.figures.terms import FIGURES, Figure, Unit
from masohi.ui import formats
from masohi.work.attendance.terms import Outcome

Table = dict[str, Any]
NO_CELL = Cell(0)
FEW = 5  # as on the public pages: fewer people than this at one place, and somebody knows who it is
GUARDED = {
    "lokasi": {"hours_credited", "people_worked", "attendance"},
    "dinas": {"attendance"},
    "wilayah": {"attendance"},
}
"""Figures of places that say what people did there; sessions and what failed say what the office did."""


def masks(user: User) -> bool:
    """Whether a reader may see nobody who works, and so no figure that says what one to four people did at a place.

    Sums over places stay exact: this keeps a person from standing out on a page, and is no secret from arithmetic.
    """
    return not (may(user, "order.view") or may(user, "session.view"))


def few(key: str, part: str, cell: Cell) -> bool:
    """Whether a figure says what one to four people did at a place.

    >>> few("attendance", "lokasi:A", Cell(0, 1, 1)), few("attendance", "", Cell(0, 1, 1))
    (True, False)
    >>> few("hours_credited", "dinas:A", Cell(60, 0, 1)), few("hours_credited", "lokasi:A", Cell(60, 0, 5))
    (False, False)
    """
    return key in GUARDED.get(part.partition(":")[0], ()) and 0 < cell.people < FEW


def few_words() -> str:
    """What stands where a figure would say what one to four people did."""
    return _("kurang dari 5 orang")


def unknown() -> str:
    """What stands where a share has nothing to be a share of; never 0 %."""
    return _("belum dapat dihitung")


def share(numerator: int, denominator: int) -> str:
    """A share as a percentage."""
    found = percent(numerator, denominator)
    return unknown() if found is None else f"{formats.number(found)}%"


def value(figure: Figure, cell: Cell) -> str:
    """A cell as people read it."""
    if figure.unit is Unit.SHARE:
        return share(cell.numerator, cell.denominator)
    if figure.unit is Unit.RUPIAH:
        return formats.rupiah(cell.numerator)
    if figure.unit is Unit.MINUTES:
        return formats.number(cell.numerator // 60)
    return formats.number(cell.numerator)


def detail(figure: Figure, cell: Cell) -> str:
    """The two integers behind a share, or the unit."""
    if figure.unit is Unit.SHARE and cell.denominator:
        both = {"n": formats.number(cell.numerator), "of": formats.number(cell.denominator)}
        return _("%(n)s dari %(of)s") % both
    return "" if figure.unit is Unit.SHARE else str(figure.word)


def value_and_detail(figure: Figure, cell: Cell) -> list[str]:
    """A cell for a table: a share stands with its two integers."""
    return [value(figure, cell), detail(figure, cell)] if figure.unit is Unit.SHARE else [value(figure, cell)]


def place_value(figure: Figure, part: str, cell: Cell, masked: bool) -> str:
    """A part's cell as the reader may read it."""
    return few_words() if masked and few(figure.key, part, cell) else value(figure, cell)


def value_columns(figure: Figure) -> list[tuple[str, bool]]:
    """The columns to `value_and_detail`."""
    return [(str(figure.label), True), *([(str(figure.word), False)] if figure.unit is Unit.SHARE else [])]


def in_words(figure: Figure, cell: Cell) -> str:
    """A cell with its unit, in one phrase: "342 jam", "83% (10 dari 12)"."""
    more = detail(figure, cell)
    if figure.unit is Unit.RUPIAH or not more:
        return value(figure, cell)
    return f"{value(figure, cell)} ({more})" if figure.unit is Unit.SHARE else f"{value(figure, cell)} {more}"


def cell_of(body: Mapping[str, Any], key: str, part: str = "") -> Cell:
    """The running month's cell in a snapshot; nothing counted is zero."""
    return Cell(*body["cells"].get(key, {}).get(part, NO_CELL))


def part_name(part: str, names: Mapping[str, str]) -> str:
    """A part by the name people know."""
    kind, _sep, name = part.partition(":")
    if not part:
        return _("Seluruh program")
    if kind == "sebab":
        return str(Outcome(name).label)
    return names.get(part, name)


def part_kind(kind: str) -> str:
    """What the parts of one kind are called."""
    words = {
        "unit": _("Menurut lembaga"),
        "dinas": _("Menurut dinas"),
        "wilayah": _("Menurut kecamatan"),
        "lokasi": _("Menurut lokasi"),
        "sebab": _("Menurut sebab"),
    }
    return words[kind]


def age(taken_at: datetime, at: datetime) -> dict[str, Any]:
    """Until when figures hold, and whether they are old."""
    day, clock = formats.day_and_date(taken_at), formats.clock(taken_at)
    return {
        "text": _("Angka sampai %(day)s pukul %(clock)s") % {"day": day, "clock": clock},
        "old": (at - taken_at).total_seconds() > 6 * 3600,
    }


def silence(body: Mapping[str, Any]) -> list[str]:
    """Offices that owe records, each with how many sessions and since when."""
    return [
        ngettext("%(office)s (%(n)s sesi, sejak %(day)s)", "%(office)s (%(n)s sesi, sejak %(day)s)", row["sessions"])
        % {
            "office": row["office"],
            "n": formats.number(row["sessions"]),
            "day": formats.long_date(date.fromisoformat(row["since"])),
        }
        for row in body["silent"]
    ]


def table(caption: str, columns: Sequence[tuple[str, bool]], rows: Iterable[Sequence[Any]]) -> Table:
    """A table for the kit: columns as (label, whether numbers); cells as text, or as (text, address)."""
    return {
        "caption": caption,
        "columns": [{"label": label, "numeric": numeric} for label, numeric in columns],
        "rows": [{"cells": [_cell(one) for one in row]} for row in rows],
    }


def _cell(one: Any) -> dict[str, Any]:
    if isinstance(one, dict):
        return one
    text, url = one if isinstance(one, tuple) else (one, "")
    return {"text": formats.number(text) if isinstance(text, int) else text, "url": url}


def figure_url(key: str) -> str:
    """The page of one figure."""
    return reverse("figure", args=[key])


def course_of(key: str, frozen: Sequence[tuple[date, Cell]], now: tuple[date, Cell] | None) -> list[Any]:
    """A figure's months for the small line: frozen ones, then the running one. Shares as percentages."""
    figure, months = FIGURES[key], [*frozen, *([now] if now else [])]
    points = []
    for month, cell in months:
        number = percent(cell.numerator, cell.denominator) if figure.unit is Unit.SHARE else cell.numerator
        if number is not None:
            points.append((formats.month_and_year(month), number, in_words(figure, cell)))
    return points


def cause(name: str) -> str:
    """A cause of a stand-down in words."""
    return str(Outcome(name).label)


def breadcrumb(label: str) -> list[dict[str, str]]:
    """Where a page below the reports stands."""
    return [{"label": _("Laporan"), "url": reverse("reports")}, {"label": label}]
