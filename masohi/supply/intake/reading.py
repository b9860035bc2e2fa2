"""Cells of a row by the readers of its columns: values, and everything that is wrong, each with its column."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from masohi.law.citation import Level
from masohi.parties.organisations.models import Organisation
from masohi.supply.intake.facts import EMPTY_WORDS, Problem
from masohi.writing import gettext_noop as _
from masohi.writing.names import search_key, tidy_name
from masohi.writing.reading import Unclear, quoted
from masohi.writing.sheets_table import Column

Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Read:
    """A row as understood; `problems` with Level.BLOCK keep it out."""

    number: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def refused(self) -> bool:
        """Whether any problem keeps the row out."""
        return any(problem.level == Level.BLOCK for problem in self.problems)

    def with_problem(self, problem: Problem) -> "Read":
        """The same row with one problem more."""
        return Read(self.number, self.cells, self.values, (*self.problems, problem))


def block(column: str, template: str, **values: Any) -> Problem:
    """What keeps a row out."""
    return Problem(column, "FORMAT", Level.BLOCK, template, values)


def warning(column: str, template: str, **values: Any) -> Problem:
    """What somebody should look at, and stops nothing."""
    return Problem(column, "FORMAT", Level.WARN, template, values)


def read_cells(number: int, cells: Mapping[str, str], columns: Iterable[Column], readers: Mapping[str, Reader]) -> Read:
    """Every cell by its reader; what cannot be read, and what is required and missing, are problems."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, text in cells.items():
        if text.lower() in EMPTY_WORDS:
            continue
        try:
            values[key] = readers[key](text)
        except Unclear as unclear:
            problems.append(block(key, unclear.template, **unclear.values))
    unread = {problem.column for problem in problems}
    for column in columns:
        if column.required and column.key not in values and column.key not in unread:
            problems.append(block(column.key, _("{label} belum diisi."), label=column.label))
    return Read(number, cells, values, tuple(problems))


def upto(most: int) -> Reader:
    """A reader of a text in one line; more than `most` characters are refused, because a cut promise is another one."""

    def read(text: str) -> str:
        tidy = tidy_name(text)
        if len(tidy) > most:
            raise Unclear(_('"{text}" lebih dari {most} huruf. Ringkas.'), text=quoted(tidy), most=most)
        return tidy

    return read


def _alike(name: str) -> str:
    """A form in which spellings of one name meet; numbers are no spelling: school 1 is not school 2."""
    return " ".join([search_key(name).strip(), *re.findall(r"[0-9]+", name)])


def organisation_reader(units: Iterable[Organisation]) -> Reader:
    """A reader of an organisation by its long or short name, spelling aside; a spelling of two is neither of them."""
    exact: dict[str, set[Organisation]] = defaultdict(set)
    alike: dict[str, set[Organisation]] = defaultdict(set)
    for unit in units:
        for name in (unit.name, unit.short_name):
            exact[tidy_name(name).lower()].add(unit)
            alike[_alike(name)].add(unit)

    def read(text: str) -> Organisation:
        found = exact.get(tidy_name(text).lower()) or alike.get(_alike(text))
        if not found:
            raise Unclear(_('"{text}" tidak ada di daftar organisasi. Tulis nama seperti DLHP.'), text=quoted(text))
        if len(found) > 1:
            raise Unclear(
                _('"{text}" bisa berarti lebih dari satu organisasi. Tulis namanya persis.'), text=quoted(text)
            )
        return next(iter(found))

    return read
