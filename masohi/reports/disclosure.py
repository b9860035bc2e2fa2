"""Which numbers stay hidden, so that nobody can compute a small group from those that are published.

Cells are the finest numbers there are; sums count whole cells: sites make a district, an office and the city, months
make a year. A cell or sum is *small* where 1 to k-1 people stand behind it, or behind one of its values. Small ones are
hidden, with all their measures, and so are others that would give them away. Hidden is hidden: nothing tells a small
one from its cover.

Hidden cells that the same published sums count form a *pool*. Every published number counts a pool wholly or not at
all. So whoever has everything that was ever published learns of hidden cells no more than the sums of their pools,
whatever they compute. `protect` guarantees, and `audit` proves before anything goes out:

1. A pool that holds a small cell holds at least two cells, and whatever value it has belongs to k different people or
   more, even if the same person stands behind several cells.
2. No small cell or sum is the exact result of additions and subtractions of published numbers.
3. For each small cell or sum there are two other towns in which everything published looks exactly the same. In one
   each hidden cell of it has 1 person and no value. In the other it has k-1 people or more, and half as much again of
   each of its values (rounded down). So nothing narrows it beyond what "hidden" says: somebody worked there. The same
   holds for whoever takes it that nobody stands behind two cells, whether that is so or not.
4. What was published stays published and what was hidden stays hidden, however many months come later.

Not guaranteed: anything against somebody who knows a hidden cell from elsewhere (an officer of one of two sites in a
pool; who sent some complaints of a month knows how many others came). Who reckons with how covers are chosen, the
cheapest first, may guess how many people a hidden cell has, not which of a pool is the small one. Of k people behind a
published value one may stand behind most of it. Where a published value is zero, all its parts are zero: that tells
about k people or more, not about a few. Money is told whole: who knows what an office pays for each person can divide.
"""

from collections.abc import Iterable

from masohi.reports.auditor import audit
from masohi.reports.cells import Cell, Exposed, Protected, Sum, Table

__all__ = ["Cell", "Exposed", "Protected", "Sum", "Table", "audit", "protect"]

Pool = tuple[frozenset[str], frozenset[str]]
"""The published sums over it, and its cells."""


def protect(table: Table, k: int = 5, *, shown: Iterable[str] = (), hidden: Iterable[str] = ()) -> Protected:
    """Hide what is small and what would give it away; `shown` and `hidden` were told so before and stay so.

    Covers are chosen one by one, the cheapest first; those that turn out needless are published after all. Raises
    Exposed where no mask keeps the guarantee.
    """
    fixed, held = frozenset(shown), frozenset(hidden)
    small = table.small(k)
    mask = held | (small - fixed)
    while weak := _weak_pool(Protected(table, k, mask), small):
        mask |= _cover(table, mask, fixed, weak)
    for name in sorted(mask - small - held, key=lambda name: (-len(table.counted[name]), name)):
        if _weak_pool(Protected(table, k, mask - {name}), small) is None:
            mask -= {name}
    protected = Protected(table, k, mask)
    audit(protected, shown=fixed, hidden=held)
    return protected


def _weak_pool(protected: Protected, small: set[str]) -> Pool | None:
    """A pool that does not keep the guarantee, or None."""
    table, pools = protected.table, sorted(protected.pools().items(), key=lambda one: sorted(one[1]))
    for over, cells in pools:
        if cells & small and (len(cells) < 2 or _few(table, cells, protected.k) or _tight(protected, over)):
            return over, cells
    for name in sorted(small & protected.hidden):
        group = protected.group(name)
        touched = [(over, cells) for over, cells in pools if cells & group]
        inside = next((pool for pool in touched if pool[1] <= group), None)
        if inside or (touched and not _roomy(table, group, touched, protected.k)):
            return inside or touched[0]
    return None


def _few(table: Table, cells: frozenset[str], k: int) -> bool:
    """Whether some value of these cells together may belong to fewer than `k` people."""
    return any(0 < table.sure(cells, measure) < k for measure in table.measures)


def _tight(protected: Protected, over: frozenset[str]) -> bool:
    """Whether a published sum leaves its hidden cells fewer than k-1 people, if nobody stands behind two cells."""
    spares = [protected.spare(name) for name in over]
    return any(spare is not None and spare < protected.k - 1 for spare in spares)


def _roomy(table: Table, group: frozenset[str], pools: list[Pool], k: int) -> bool:
    """Whether a small group could as well have k-1 people, and half as much again of each value."""
    if group - frozenset().union(*(cells for _, cells in pools)):
        return True  # a cell that no published number counts can be anything
    mine = [table.cells[cell] for cell in group]
    others = [table.cells[cell] for _, cells in pools for cell in cells - group]
    people = sum(cell.people for cell in mine) + sum(cell.people - 1 for cell in others)
    values = [
        (sum(cell.values.get(m, 0) for cell in mine), sum(cell.values.get(m, 0) for cell in others))
        for m in table.measures
    ]
    return people >= k - 1 and all(other >= own // 2 for own, other in values)


def _cover(table: Table, mask: frozenset[str], fixed: frozenset[str], weak: Pool) -> frozenset[str]:
    """What to hide next for a weak pool: the cheapest way to let it share its sums with another cell or pool.

    Sums that count only one of the two are given up. The last resort is to give up every sum over the pool: then
    nothing is told about it at all.
    """
    over, cells = weak
    ways = [over]
    for name, cell in table.cells.items():
        if not (name in cells or name in fixed or cell.empty) and table.counting[name] & over:
            ways.append((over ^ (table.counting[name] - mask)) | (frozenset({name}) - mask))
    open_ways = [gone for gone in ways if gone and not gone & fixed]
    if not open_ways:
        raise Exposed("nothing is left to hide: what was published before gives a small group away")
    return min(open_ways, key=lambda gone: (_price(table, gone), sorted(gone)))


def _price(table: Table, names: frozenset[str]) -> tuple[bool, int]:
    """Whether the sum of everything would be given up, and how many places of people would be told no more.

    The whole is what most readers come for, and what every other month is compared with: it goes last.
    """
    return bool(names & table.widest), sum(table.cells[cell].people for name in names for cell in table.counted[name])
