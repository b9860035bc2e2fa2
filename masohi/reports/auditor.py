"""Prove from what is about to be published that it gives no small group away; by other means than `disclosure.protect`.

It solves the published equations exactly, and for each small group it builds two other towns and compares every
published number in them. Plain Python.
"""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from masohi.reports.cells import Exposed, Protected, Table

Row = dict[str, Fraction]
Town = dict[str, tuple[int, dict[str, int]]]
"""Cells as they are or could be: people, and values by measure."""


def audit(protected: Protected, *, shown: Iterable[str] = (), hidden: Iterable[str] = ()) -> None:
    """Raises Exposed unless the guarantee of `masohi.reports.disclosure` holds for a table with its hidden names.

    `shown` and `hidden` are names that were published or hidden before.
    """
    table, k = protected.table, protected.k
    if set(shown) & protected.hidden or set(hidden) - protected.hidden:
        raise Exposed("something that was published or hidden before would change its form")
    published = [name for name in table.counted if name not in protected.hidden]
    known = _reduced({cell: Fraction(1) for cell in protected.group(name)} for name in published)
    truth = {cell: (one.people, {m: one.values.get(m, 0) for m in table.measures}) for cell, one in table.cells.items()}
    for name in sorted(table.small(k)):
        if name not in protected.hidden:
            raise Exposed(f"{name} belongs to fewer than {k} people and is not hidden")
        if not _left_over(known, {cell: Fraction(1) for cell in protected.group(name)}):
            raise Exposed(f"{name} can be computed from what is published")
        for rich in (False, True):
            town = _other_town(protected, name, truth, rich=rich)
            _looks_the_same(table, published, truth, town)
            if not _far_enough(protected, name, truth, town, rich=rich):
                raise Exposed(f"{name} is bounded too narrowly by what is published")
    _pools_are_many(protected)


def _pools_are_many(protected: Protected) -> None:
    """What can be computed exactly, the sums of pools, belongs to k people or more wherever a small cell is in it; and
    the told people of sums leave room in it."""
    table, small = protected.table, protected.table.small(protected.k)
    for over, cells in protected.pools().items():
        for name in over if cells & small else ():
            spare = protected.spare(name)
            if spare is not None and spare < protected.k - 1:
                raise Exposed(f"{name} bounds the people of {' + '.join(sorted(cells))} too narrowly")
        for measure in table.measures if cells & small else ():
            if 0 < table.sure(cells, measure) < protected.k:
                raise Exposed(f"{' + '.join(sorted(cells))} together belong to fewer than {protected.k} people")


def _reduced(rows: Iterable[Row]) -> dict[str, Row]:
    """Gauss, exactly: each pivot to the row that it leads. A row names hidden cells whose sum is known."""
    basis: dict[str, Row] = {}
    for row in rows:
        rest = _left_over(basis, row)
        if rest:
            pivot = min(rest)
            basis[pivot] = {cell: value / rest[pivot] for cell, value in rest.items()}
    return basis


def _left_over(basis: dict[str, Row], row: Row) -> Row:
    """What is left of a sum of hidden cells after everything known was taken away; empty: it can be computed."""
    rest = dict(row)
    while pivots := sorted(cell for cell in rest if cell in basis):
        factor = rest[pivots[0]]
        for cell, value in basis[pivots[0]].items():
            rest[cell] = rest.get(cell, Fraction(0)) - factor * value
        rest = {cell: value for cell, value in rest.items() if value}
    return rest


def _other_town(protected: Protected, name: str, truth: Town, *, rich: bool) -> Town:
    """A town in which the hidden cells that `name` counts have nearly nothing, or all that their pools have."""
    group, town = protected.group(name), dict(truth)
    pooled: set[str] = set()
    for cells in protected.pools().values():
        inside, outside = cells & group, cells - group
        pooled |= inside
        if inside and outside:
            _hand_over(town, *((outside, min(inside)) if rich else (inside, min(outside))))
    for cell in group - pooled:  # no published number counts it: it can be anything
        people, values = truth[cell]
        more = (people + protected.k, {measure: value * 2 + 1 for measure, value in values.items()})
        town[cell] = more if rich else (1, dict.fromkeys(values, 0))
    return town


def _hand_over(town: Town, givers: frozenset[str], taker: str) -> None:
    """Leave one person and no value in each of `givers`; the rest goes to `taker`."""
    people, values = town[taker][0], dict(town[taker][1])
    for cell in givers:
        people += town[cell][0] - 1
        for measure, value in town[cell][1].items():
            values[measure] += value
        town[cell] = (1, dict.fromkeys(values, 0))
    town[taker] = (people, values)


def _looks_the_same(table: Table, published: list[str], truth: Town, town: Town) -> None:
    """Raises Exposed where a published number would tell the other town from this one, or where it could not be."""
    changed = {cell for cell in truth if truth[cell] != town[cell]}
    if any(town[cell][0] < 1 or min(town[cell][1].values(), default=0) < 0 for cell in changed):
        raise Exposed("the other town cannot be")
    for name in published:
        cells = table.counted[name]
        if cells & changed and _added(truth, cells) != _added(town, cells):
            raise Exposed(f"{name} would tell the other town from this one")


def _far_enough(protected: Protected, name: str, truth: Town, town: Town, *, rich: bool) -> bool:
    """Whether the small group of the other town lies as far from the true one as is promised."""
    group = protected.group(name)
    (people, values), (_, own) = _added(town, group), _added(truth, group)
    if not rich:
        return people == len(group) and not any(values.values())
    return people >= protected.k - 1 and all(values[m] - own[m] >= own[m] // 2 for m in own)


def _added(town: Town, cells: frozenset[str]) -> tuple[int, dict[str, int]]:
    values: dict[str, int] = defaultdict(int)
    for cell in cells:
        for measure, value in town[cell][1].items():
            values[measure] += value
    return sum(town[cell][0] for cell in cells), dict(values)
