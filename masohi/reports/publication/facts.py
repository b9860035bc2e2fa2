"""From frozen figures to tables that may be published. Pure: figures and names in, rows out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from masohi.reports.disclosure import Cell, Exposed, Protected, Sum, Table, protect
from masohi.reports.publication.terms import (
    BUNDLED,
    CITY,
    DISTRICT,
    HIDDEN,
    MEASURES,
    OFFICE,
    PEOPLE,
    SHOWN,
    SITE,
    SPENDING,
    WORK,
)

REST = "sisa"  # what the city counts and no site does; never published


class Frozen(NamedTuple):
    """A frozen figure of one part: whole numbers, and the different people behind it."""

    key: str
    part: str
    numerator: int
    denominator: int
    people: int


class Place(NamedTuple):
    """A site as it is published: name, short name of its office, code of its district."""

    name: str
    office: str
    district: str


Row = dict[str, Any]
Names = Callable[[str, str], str]
"""Kind of area and code to the name that is published."""
Numbers = dict[str, tuple[int, int]]
"""Measure to value and people behind it."""


def numbers_of(figures: Iterable[Frozen], table: str) -> dict[str, Numbers]:
    """Part to the published measures of a table."""
    found: dict[str, Numbers] = {}
    by_key: dict[str, list[Frozen]] = {}
    for figure in figures:
        by_key.setdefault(figure.key, []).append(figure)
    for measure in MEASURES[table]:
        for figure in by_key.get(measure.key, []):
            value = figure.denominator if measure.share else figure.numerator
            found.setdefault(figure.part, {})[measure.name] = (value, figure.people)
    return found


def _cell(numbers: Numbers) -> Cell:
    heads = {name: people for name, (_, people) in numbers.items()}
    values = {name: value for name, (value, _) in numbers.items() if name != PEOPLE}
    some = min((n for n in heads.values() if n), default=0)
    return Cell(heads.get(PEOPLE, 0) or some, values, heads)


def _sum(parts: Iterable[str], numbers: Numbers) -> Sum:
    whole = _cell(numbers)
    return Sum(frozenset(parts), whole.people, whole.behind)


def work_rows(month: date, figures: Iterable[Frozen], places: Mapping[str, Place], names: Names, k: int) -> list[Row]:
    """Rows of the work of a month: the city, its districts, offices and sites. Raises Exposed."""
    numbers = numbers_of(figures, WORK)
    protected = protect_work(numbers, places, k)
    rows = []
    for kind, code in _areas(numbers):
        shown = protected.shown(_name(kind, code))
        people = numbers[_part(kind, code)].get(PEOPLE, (0, 0))[0]
        told = None if shown is None else shown | {PEOPLE: people}
        rows.append(row_of(WORK, (month, month), kind, code, names(kind, code), told))
    return rows


def protect_work(numbers: Mapping[str, Numbers], places: Mapping[str, Place], k: int) -> Protected:
    """The mask of a month's work: sites are the cells; a sum that its sites do not make up is never shown."""
    cells = {_name(SITE, code): _cell(numbers[_part(SITE, code)]) for kind, code in _areas(numbers) if kind == SITE}
    sums, held = {}, set()
    for kind, code in _areas(numbers):
        if kind in (DISTRICT, OFFICE):
            parts = [_name(SITE, site) for site, place in places.items() if code == getattr(place, _COLUMN[kind])]
            parts = [part for part in parts if part in cells]
            sums[_name(kind, code)] = _sum(parts, numbers[_part(kind, code)])
            if not _adds_up(cells, parts, numbers[_part(kind, code)]):
                held.add(_name(kind, code))
    city = numbers.get("", {})
    rest = _rest(cells, city)
    if rest is None:
        sums[_name(CITY, "")] = _sum(cells, city)
    else:  # whoever stands behind it is not known: it counts as one person, and the city's people prove nothing
        cells[REST] = rest
        sums[_name(CITY, "")] = Sum(frozenset(cells))
        held.add(REST)
    return protect(Table(cells, sums), k, hidden=held)


_COLUMN = {DISTRICT: "district", OFFICE: "office"}


def _adds_up(cells: Mapping[str, Cell], parts: Iterable[str], numbers: Numbers) -> bool:
    chosen = [cells[part] for part in parts]
    told = {name: value for name, (value, _) in numbers.items() if name != PEOPLE}
    return all(sum(cell.values.get(name, 0) for cell in chosen) == value for name, value in told.items())


def _rest(cells: Mapping[str, Cell], city: Numbers) -> Cell | None:
    """What the city counts and no site does; None where the sites make up the city. Raises Exposed below zero."""
    told = {name: value for name, (value, _) in city.items() if name != PEOPLE}
    left = {name: value - sum(cell.values.get(name, 0) for cell in cells.values()) for name, value in told.items()}
    if min(left.values(), default=0) < 0:
        raise Exposed("the sites count more than the city does")
    return Cell(1, left) if any(left.values()) else None


def lone_rows(table: str, month: date, figures: Iterable[Frozen], name: str, k: int) -> list[Row]:
    """The row of a table that knows only the whole city. Raises Exposed."""
    numbers = numbers_of(figures, table).get("", {})
    if not numbers:
        return []
    protected = protect(Table({CITY: _cell(numbers)}), k)
    return [row_of(table, (month, month), CITY, "", name, protected.shown(CITY))]


def bundle_rows(table: str, waiting: Mapping[date, Iterable[Frozen]], name: str, k: int) -> list[Row]:
    """Small months told together: a row for the newest month of `waiting` and, where it is safe, one for all of them.

    Every matter is one row and one person (an order that ended, a complaint), so people of months add up. Months that
    waited are hidden already, and the newest one hides with them, or its difference would tell.
    """
    months = sorted(waiting)
    newest = months[-1]
    if len(months) == 1:
        return lone_rows(table, newest, waiting[newest], name, k)
    numbers = {month: numbers_of(waiting[month], table).get("", {}) for month in months}
    cells = {month.isoformat(): _cell(one) for month, one in numbers.items()}
    people = sum(cell.people for cell in cells.values())
    whole = Table(cells, {"semua": Sum(frozenset(cells), people)})
    protected = protect(whole, k, hidden=set(cells))
    rows = [row_of(table, (newest, newest), CITY, "", name, None)]
    if told := protected.shown("semua"):
        rows.append(row_of(table, (months[0], newest), CITY, "", name, told))
    return rows


def spending_rows(month: date, figures: Iterable[Frozen], names: Names) -> list[Row]:
    """Money that was paid: nobody's data, told whole and by office."""
    numbers = numbers_of(figures, SPENDING)
    areas = [area for area in _areas(numbers) if area[0] in (CITY, OFFICE)]
    told = {area: {name: value for name, (value, _) in numbers[_part(*area)].items()} for area in areas}
    return [row_of(SPENDING, (month, month), kind, code, names(kind, code), told[kind, code]) for kind, code in areas]


def row_of(
    table: str, span: tuple[date, date], kind: str, code: str, name: str, numbers: Mapping[str, int] | None
) -> Row:
    """A published row; `numbers` None where it is hidden."""
    first, last = span
    told = {m.name: numbers.get(m.name, 0) for m in MEASURES[table]} if numbers is not None else {}
    state = HIDDEN if numbers is None else SHOWN
    months = {"dari": f"{first:%Y-%m}", "sampai": f"{last:%Y-%m}"}
    return {"tabel": table, **months, "jenis": kind, "kode": code, "nama": name, "keadaan": state, "angka": told}


def waiting_months(table: str, earlier: Iterable[tuple[date, list[Row]]]) -> list[date]:
    """Months of a bundled table that were hidden and are in no published bundle yet. `earlier`: oldest first."""
    found: list[date] = []
    for month, rows in earlier:
        mine = [row for row in rows if row["tabel"] == table] if table in BUNDLED else []
        if any(row["keadaan"] == SHOWN and row["sampai"] == f"{month:%Y-%m}" for row in mine):
            found = []
        elif mine:
            found.append(month)
    return found


def _areas(numbers: Mapping[str, Numbers]) -> list[tuple[str, str]]:
    """Kind and code of every part that is published, the city first."""
    found = []
    for part in sorted(numbers):
        kind, _, code = part.partition(":")
        if part == "" or kind in (DISTRICT, OFFICE, SITE):
            found.append((kind or CITY, code))
    order = (CITY, DISTRICT, OFFICE, SITE)
    return sorted(found, key=lambda area: (order.index(area[0]), area[1]))


def _part(kind: str, code: str) -> str:
    return f"{kind}:{code}" if code else ""


def _name(kind: str, code: str) -> str:
    return f"{kind}:{code}"
