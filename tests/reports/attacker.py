"""Somebody who wants to know about few people and has everything that was published. Written apart from the auditor:
it works on equations over unknown numbers, knows nothing of pools, and counts with a prime instead of fractions.

`Loot.equations`: (frozenset of unknown cells, their sum), one a published number that counts hidden cells.
"""

from dataclasses import dataclass, field
from itertools import combinations, product

PRIME = (1 << 61) - 1


@dataclass
class Loot:
    """What can be read off one measure of one or many releases."""

    known: dict = field(default_factory=dict)  # name -> published number
    counts: dict = field(default_factory=dict)  # name -> frozenset of cells that it counts
    changed: set = field(default_factory=set)  # names that two releases tell differently

    def read(self, name, cells, value):
        if name in self.known and self.known[name] != value:
            self.changed.add(name)
        self.known[name], self.counts[name] = value, frozenset(cells)

    @property
    def unknown(self):
        return sorted({cell for cells in self.counts.values() for cell in cells if cell not in self.known})

    @property
    def equations(self):
        found = set()
        for name, cells in self.counts.items():
            hidden = frozenset(cell for cell in cells if cell not in self.known)
            if hidden and name in self.known:
                rest = self.known[name] - sum(self.known[cell] for cell in cells - hidden)
                found.add((hidden, rest))
        return sorted(found, key=lambda one: (sorted(one[0]), one[1]))

    def by_subtraction(self, depth=2):
        """Differences of published numbers, and differences of those: groups of cells with their exact sum."""
        found = dict(self.equations)
        for _ in range(depth):
            for (one, a), (other, b) in combinations(sorted(found.items(), key=lambda e: sorted(e[0])), 2):
                if one < other:
                    found.setdefault(other - one, b - a)
                elif other < one:
                    found.setdefault(one - other, a - b)
                elif not one & other:
                    found.setdefault(one | other, a + b)
            if len(found) > 3000:
                break
        return found

    def by_elimination(self):
        """Every unknown that the equations determine, by reduced rows modulo a prime."""
        return {cell: value for group, value in self._reduced().items() if len(group) == 1 for cell in group}

    def _reduced(self):
        names = self.unknown
        rows = [[int(name in cells) for name in names] + [value % PRIME] for cells, value in self.equations]
        done = 0
        for column in range(len(names)):
            pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
            if pivot is None:
                continue
            rows[done], rows[pivot] = rows[pivot], rows[done]
            inverse = pow(rows[done][column], -1, PRIME)
            rows[done] = [x * inverse % PRIME for x in rows[done]]
            for r in range(len(rows)):
                if r != done and rows[r][column]:
                    factor = rows[r][column]
                    rows[r] = [(x - factor * y) % PRIME for x, y in zip(rows[r], rows[done], strict=True)]
            done += 1
        found = {}
        for row in rows[:done]:
            group = frozenset(name for name, x in zip(names, row, strict=False) if x)
            if all(x in (0, 1) for x in row[:-1]):
                found[group] = row[-1] if row[-1] < PRIME // 2 else row[-1] - PRIME
        return found

    def sum_of(self, cells):
        """The exact sum of a group of cells where the equations give it, else None."""
        probe = Loot(dict(self.known), dict(self.counts))
        target = frozenset(cell for cell in cells if cell not in self.known)
        before = probe._rank([c for c, _ in probe.equations])
        return not target or before == probe._rank([c for c, _ in probe.equations] + [target])

    def _rank(self, groups):
        names, basis = self.unknown, {}
        for group in groups:
            row = [int(name in group) for name in names]
            for column in range(len(names)):
                if not row[column]:
                    continue
                if column not in basis:
                    inverse = pow(row[column], -1, PRIME)
                    basis[column] = [x * inverse % PRIME for x in row]
                    break
                factor = row[column]
                row = [(x - factor * y) % PRIME for x, y in zip(row, basis[column], strict=True)]
        return len(basis)

    def bounds(self, least=0, rounds=30):
        """What the equations leave possible for each unknown, where none is below `least`: [low, high], high or None."""
        low, high = dict.fromkeys(self.unknown, least), dict.fromkeys(self.unknown)
        for _ in range(rounds):
            before = (dict(low), dict(high))
            for cells, total in self.equations:
                for cell in cells:
                    others = cells - {cell}
                    top = total - sum(low[c] for c in others)
                    high[cell] = top if high[cell] is None else min(high[cell], top)
                    if all(high[c] is not None for c in others):
                        low[cell] = max(low[cell], total - sum(high[c] for c in others))
            if before == (low, high):
                break
        return {cell: (low[cell], high[cell]) for cell in low}

    def by_trying(self, least=1, most=200_000):
        """Every value that each unknown can take, by trying all whole numbers; None where there are too many."""
        limits = self.bounds(least)
        if any(high is None for _, high in limits.values()):
            return None
        ranges = {cell: range(low, high + 1) for cell, (low, high) in limits.items()}
        size = 1
        for one in ranges.values():
            size *= max(len(one), 1)
            if size > most:
                return None
        seen = {cell: set() for cell in ranges}
        for values in product(*ranges.values()):
            town = dict(zip(ranges, values, strict=True))
            if all(sum(town[cell] for cell in cells) == total for cells, total in self.equations):
                for cell, value in town.items():
                    seen[cell].add(value)
        return seen


def spoils(loot, small_groups):
    """Small groups (name -> cells) whose exact number the attacker gets out of one measure."""
    found = {}
    exact = loot.by_elimination()
    guessed = loot.by_subtraction()
    for name, cells in small_groups.items():
        hidden = frozenset(cell for cell in cells if cell not in loot.known)
        if name in loot.known or (hidden and all(cell in exact for cell in hidden)):
            found[name] = "known"
        elif hidden in guessed or loot.sum_of(cells):
            found[name] = "computed"
    return found


def too_narrow(loot, small_cells, k):
    """Small cells whose people the attacker bounds more narrowly than 1 to k-1, by bounds or by trying everything."""
    found = {}
    for cell, (low, high) in loot.bounds(least=1).items():
        if cell in small_cells and (low > 1 or (high is not None and high < k - 1)):
            found[cell] = (low, high)
    for cell, values in (loot.by_trying() or {}).items():
        if cell in small_cells and not set(range(1, k)) <= values:
            found[cell] = sorted(values)
    return found


def hemmed_in(loot, worth):
    """Small cells whose value the attacker bounds away from nothing, or within half of it above (rounded down)."""
    found = {}
    for cell, (low, high) in loot.bounds().items():
        if cell in worth and (low > 0 or (high is not None and high - worth[cell] < worth[cell] // 2)):
            found[cell] = (low, high)
    return found
