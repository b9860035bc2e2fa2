"""Tables of numbers about people: cells, sums of cells, and which of them are hidden. Plain Python, whole numbers."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


class Exposed(Exception):
    """What was about to be published gives a small group away; `args[0]` says which and how. Publish nothing."""


@dataclass(frozen=True)
class Cell:
    """One of the finest numbers: how many different people stand behind it, and its values (whole, not negative).

    `behind` says for a measure how many of them stand behind its value, where that is not all of them.
    """

    people: int
    values: Mapping[str, int]
    behind: Mapping[str, int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Nobody and nothing: told as zero, never used as a cover."""
        return not (self.people or any(self.values.values()) or any(self.behind.values()))

    def heads(self, measure: str) -> int:
        """People behind the value of a measure."""
        return self.behind.get(measure, self.people)


@dataclass(frozen=True)
class Sum:
    """A number that counts whole parts (names of cells or of other sums). `people`: different people in all of them.

    Where nobody counted the people of the parts together (0), no more are taken for sure than the parts prove.
    """

    parts: frozenset[str]
    people: int = 0
    behind: Mapping[str, int] = field(default_factory=dict)

    def heads(self, measure: str) -> int:
        """People behind the value of a measure, 0 where nobody counted them."""
        return self.behind.get(measure, self.people)


@dataclass(frozen=True)
class Table:
    """Cells and sums by name. Values add up; people do not: one person may stand behind several cells.

    Raises ValueError for a negative number, a value with nobody behind it, or a name that stands twice.
    """

    cells: Mapping[str, Cell]
    sums: Mapping[str, Sum] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if set(self.cells) & set(self.sums):
            raise ValueError("a name stands for a cell and for a sum")
        for name, cell in self.cells.items():
            if min(cell.people, *cell.values.values(), *cell.behind.values(), 0) < 0:
                raise ValueError(f"cell {name} has a negative number")
            if any(value and not (cell.people and cell.heads(measure)) for measure, value in cell.values.items()):
                raise ValueError(f"cell {name} has a value with nobody behind it")

    @cached_property
    def measures(self) -> list[str]:
        """Every measure of the table."""
        return sorted({measure for cell in self.cells.values() for measure in cell.values})

    @cached_property
    def counted(self) -> dict[str, frozenset[str]]:
        """For each name the cells that are not empty and that it counts; a cell counts itself."""
        found = {name: frozenset() if cell.empty else frozenset({name}) for name, cell in self.cells.items()}

        def cells_of(name: str) -> frozenset[str]:
            if name not in found:
                found[name] = frozenset().union(*(cells_of(part) for part in self.sums[name].parts))
            return found[name]

        return {name: cells_of(name) for name in [*self.cells, *self.sums]}

    @cached_property
    def counting(self) -> dict[str, frozenset[str]]:
        """For each cell the sums that count it."""
        found = defaultdict(set)
        for name in self.sums:
            for cell in self.counted[name]:
                found[cell].add(name)
        return {cell: frozenset(found[cell]) for cell in self.cells}

    @cached_property
    def widest(self) -> frozenset[str]:
        """Sums that count everything: in a town the city."""
        everything = frozenset().union(*self.counted.values())
        return frozenset(name for name in self.sums if self.counted[name] == everything)

    def sure(self, cells: frozenset[str], measure: str) -> int:
        """At least so many different people stand behind the value of `measure` in these cells together.

        The largest cell alone proves it; or a sum whose people were counted, without everybody of its other cells.
        """
        bounds = [self.cells[cell].heads(measure) for cell in cells]
        for name in frozenset.intersection(*(self.counting[cell] for cell in cells)) if cells else ():
            others = sum(self.cells[cell].heads(measure) for cell in self.counted[name] - cells)
            bounds.append(self.sums[name].heads(measure) - others)
        return max(bounds, default=0)

    def values(self, name: str) -> dict[str, int]:
        """The values of a cell or sum."""
        cells = [self.cells[cell] for cell in self.counted[name]]
        return {measure: sum(cell.values.get(measure, 0) for cell in cells) for measure in self.measures}

    def small(self, k: int) -> set[str]:
        """Names of cells and sums that belong, wholly or in one measure, to 1 to k-1 people."""
        return {name for name, cells in self.counted.items() if cells and self._is_small(name, cells, k)}

    def _is_small(self, name: str, cells: frozenset[str], k: int) -> bool:
        told = self.cells.get(name) or self.sums[name]
        if told.people:
            return min([told.people, *(heads for heads in told.behind.values() if heads)]) < k
        return any(0 < self.sure(cells, measure) < k for measure in self.measures)


@dataclass(frozen=True)
class Protected:
    """A table with the names that stay hidden; safe to publish only after `disclosure.audit`."""

    table: Table
    k: int
    hidden: frozenset[str]

    def shown(self, name: str) -> dict[str, int] | None:
        """The values of a published cell or sum, None for a hidden one."""
        return None if name in self.hidden else self.table.values(name)

    def pools(self) -> dict[frozenset[str], frozenset[str]]:
        """Published sums to the hidden cells that exactly these count; cells that none counts are in no pool."""
        found = defaultdict(set)
        for cell in self.hidden & set(self.table.cells):
            over = self.table.counting[cell] - self.hidden
            if over:
                found[over].add(cell)
        return {over: frozenset(cells) for over, cells in found.items()}

    def spare(self, name: str) -> int | None:
        """How many people one hidden cell of a published sum can have at most, for somebody who takes it that nobody
        stands behind two cells: each of the others has one at least. None where no people of the sum are told."""
        told, cells = self.table.sums[name], self.table.counted[name]
        if not told.people:
            return None
        hidden = len(cells & self.hidden)
        return told.people - sum(self.table.cells[cell].people for cell in cells - self.hidden) - (hidden - 1)

    def group(self, name: str) -> frozenset[str]:
        """The hidden cells that a name counts."""
        return self.table.counted[name] & self.hidden
