"""Collect openings, pools and people one after another, then freeze them into the arrays of `Town`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from masohi.planning.city.terms import Town

DAY = 1440


class Offers(NamedTuple):
    """The sessions a person may use: number, units usable from its start, price (told: below 0), price of the way."""

    opening: Any
    most: Any
    cost: Any
    travel: Any


class Fixed(NamedTuple):
    """Work that stands: `opening` >= 0 where it takes a place here and counts for the order; `own`: for its caps."""

    start: int
    minutes: int
    own: bool
    site: int
    opening: int
    week: int


class Person(NamedTuple):
    """One order. `end` is the first day too late; `group_days`: 7 for the calendar week, 30 from `origin` on."""

    need: int
    first: int
    end: int
    least: int
    day_cap: int
    cap24: int
    kind: int
    absence: float
    week_cap: int
    weekly_hours: float
    deadline_week: int
    told: float
    fixed: list[Fixed]
    rivals: list[int]
    group_days: int = 7
    origin: int = 0
    days_a_group: int = 31


class Builder:
    """Rows in, arrays out."""

    def __init__(
        self,
        *,
        unit: int,
        days: int,
        cells: int,
        ratios: tuple[int, int],
        law24: int,
        risk_block: int,
        weights: Mapping[str, float],
    ) -> None:
        self.unit, self.days, self.cells, self.ratios = unit, days, cells, ratios
        self.law24, self.risk_block, self.weights = law24, risk_block, weights
        self.openings: list[tuple[int, ...]] = []
        self.rows: Any = None
        self.pools: list[int] = []
        self.people: list[tuple[float, ...]] = []
        self.groups: list[tuple[int, int, int, int]] = []
        self.candidates: list[Any] = []
        self.count = 0
        self.fixed: list[tuple[int, ...]] = []
        self.rivals: list[int] = []
        self.starts: list[tuple[int, int, int, int, int]] = []
        self.rooms = 0

    def add_pool(self, cap: int) -> int:
        """Supervisors that may be sent out together; returns its number."""
        self.pools.append(cap)
        return len(self.pools) - 1

    def add_opening(
        self, *, day: int, site: int, start: int, units: int, places: int, pool: int, cell: int, separated: bool
    ) -> int:
        """A session; returns its number. All openings come before the first person."""
        self.openings.append((day, site, start, places, pool, cell, int(separated), units))
        return len(self.openings) - 1

    def add_person(self, person: Person, offers: Offers) -> int:
        """An order with the sessions it may use; returns its number."""
        self.starts.append((len(self.groups), self.count, len(self.fixed), self.rooms, len(self.rivals)))
        pinned = [one for one in person.fixed if one.opening >= 0]
        counted = sum(one.minutes for one in person.fixed if one.opening >= 0) // self.unit
        last_week = max((one.week for one in pinned), default=-1)
        first = self._group_of(person, max(person.first, 0))
        days = [person.first, person.end - 1, *(one.start // DAY for one in pinned)]
        low, high = self._group_of(person, max(0, min(days))), self._group_of(person, max(days))
        first = min(first, low)
        self._add_groups(person, first, high)
        self._add_candidates(person, offers, first)
        self.fixed += [tuple(int(value) for value in one) for one in sorted(person.fixed)]
        self.rivals += person.rivals
        need = max(0, person.need)
        self.rooms += need // max(1, person.least) + 2
        self.people.append(
            (
                *(need, person.least, person.cap24, person.kind, person.absence, person.weekly_hours),
                *(person.deadline_week, person.told, counted, last_week),
            )
        )
        return len(self.people) - 1

    def _group_of(self, person: Person, day: int) -> int:
        return (day - person.origin) // person.group_days

    def _add_groups(self, person: Person, first: int, last: int) -> None:
        used: dict[int, int] = {}
        worked: dict[int, set[int]] = {}
        forced: set[int] = set()
        for one in person.fixed:
            if one.own or one.opening >= 0:
                group = self._group_of(person, one.start // DAY)
                used[group] = used.get(group, 0) + -(-one.minutes // self.unit)
                worked.setdefault(group, set()).add(one.start // DAY)
                if one.opening >= 0:
                    forced.add(group)
        for group in range(first, last + 1):
            cap = max(0, person.week_cap - used.get(group, 0))
            left = max(0, person.days_a_group - len(worked.get(group, ())))
            ends = person.origin + (group + 1) * person.group_days - 1
            week = ends // 7
            days = left if person.days_a_group < min(person.group_days, 31) else 31
            self.groups.append((cap, days, int(group in forced), week))

    def _add_candidates(self, person: Person, offers: Offers, first: int) -> None:
        if self.rows is None:
            self.rows = np.array(self.openings, np.int64).reshape(-1, 8)
        rows = self.rows[offers.opening]
        day, site, start = rows[:, 0], rows[:, 1], rows[:, 2]
        cap = np.full(len(rows), person.day_cap, np.int64)
        travel = np.array(offers.travel, float)
        usable = np.ones(len(rows), bool)
        for one in person.fixed:
            same = day == one.start // DAY
            cap[same] -= -(-one.minutes // self.unit)
            travel[same] = 0.0
            if one.site >= 0:
                usable &= ~(same & (site != one.site))
            usable &= ~((one.start < start + offers.most * self.unit) & (start < one.start + one.minutes))
        group = (day - person.origin) // person.group_days - first
        usable &= np.minimum(cap, offers.most) >= person.least
        order = np.lexsort((start, site, day))
        order = order[usable[order]]
        table = (offers.opening, offers.most, offers.cost, travel, cap, group)
        self.candidates.append(np.stack([np.asarray(column, float)[order] for column in table], axis=1))
        self.count += len(order)

    def town(self) -> Town:
        """The arrays."""
        openings = np.array(self.openings, np.int64).reshape(-1, 8)
        people = np.array(self.people, float).reshape(-1, 10)
        groups = np.array(self.groups, np.int64).reshape(-1, 4)
        candidates = np.concatenate([*self.candidates, np.zeros((0, 6))])
        fixed = np.array(self.fixed, np.int64).reshape(-1, 6)
        starts = [*self.starts]
        starts.append((len(self.groups), self.count, len(self.fixed), self.rooms, len(self.rivals)))
        first = np.array(starts, np.int64)
        sited: dict[tuple[int, int], int] = {}
        index = [sited.setdefault((row[1], row[0]), len(sited)) for row in self.openings]
        by_pool = sorted(range(len(self.openings)), key=lambda number: (self.openings[number][4], number))
        by_pool = [number for number in by_pool if self.openings[number][4] >= 0]
        pool_of = [self.openings[number][4] for number in by_pool]
        weight = self.weights
        of_candidate = candidates[:, 0].astype(np.int64)
        person = np.repeat(np.arange(len(self.people)), np.diff(first[:, 1]))
        days, sites = openings[of_candidate, 0], openings[of_candidate, 1]
        site_end = _ends(person, days, sites)
        share = self.unit / 60.0
        return Town(
            unit=self.unit,
            days=self.days,
            cells=self.cells,
            ratio_adult=self.ratios[0],
            ratio_child=self.ratios[1],
            law24=self.law24,
            risk_block=self.risk_block,
            w_unplaced=float(weight["unplaced_hour"]) * share,
            w_risk=float(weight["risk_hour"]),
            w_irregular=float(weight["irregularity"]),
            w_supervisor=float(weight["supervisor"]),
            w_unfinished=float(weight.get("unfinished_order", 0)),
            o_day=_ints(openings[:, 0]),
            o_site=_ints(openings[:, 1]),
            o_start=_ints(openings[:, 2]),
            o_places=_ints(openings[:, 3]),
            o_pool=_ints(openings[:, 4]),
            o_cell=_ints(openings[:, 5]),
            o_separated=_ints(openings[:, 6]),
            o_sited=np.array(index, np.int32),
            o_seat=_ints(np.concatenate([[0], np.cumsum(openings[:, 3])])),
            q_cap=np.array(self.pools, np.int32),
            q_first=np.searchsorted(np.array(pool_of, np.int64), np.arange(len(self.pools) + 1)).astype(np.int32),
            q_openings=np.array(by_pool, np.int32),
            p_need=_ints(people[:, 0]),
            p_least=_ints(people[:, 1]),
            p_cap24=_ints(people[:, 2]),
            p_kind=_ints(people[:, 3]),
            p_absence=np.ascontiguousarray(people[:, 4]),
            p_weekly=np.ascontiguousarray(people[:, 5]),
            p_deadline_week=_ints(people[:, 6]),
            p_told=np.ascontiguousarray(people[:, 7]),
            p_pinned=_ints(people[:, 8]),
            p_last_pinned=_ints(people[:, 9]),
            p_group=_ints(first[:, 0]),
            p_candidate=_ints(first[:, 1]),
            p_fixed=_ints(first[:, 2]),
            p_block=_ints(first[:, 3]),
            p_rival=_ints(first[:, 4]),
            g_cap=_ints(groups[:, 0]),
            g_days=_ints(groups[:, 1]),
            g_force=_ints(groups[:, 2]),
            g_week=_ints(groups[:, 3]),
            c_opening=_ints(candidates[:, 0]),
            c_most=_ints(candidates[:, 1]),
            c_cost=np.ascontiguousarray(candidates[:, 2]),
            c_travel=np.ascontiguousarray(candidates[:, 3]),
            c_cap=_ints(candidates[:, 4]),
            c_group=_ints(candidates[:, 5]),
            c_clash=_clashes(site_end, openings[of_candidate], self.unit),
            c_site=_ints(sites),
            c_cell=_ints(openings[of_candidate, 5]),
            c_site_end=site_end,
            c_day_end=_ends(person, days, days * 0),
            f_start=_ints(fixed[:, 0]),
            f_minutes=_ints(fixed[:, 1]),
            f_own=_ints(fixed[:, 2]),
            f_site=_ints(fixed[:, 3]),
            f_opening=_ints(fixed[:, 4]),
            f_week=_ints(fixed[:, 5]),
            rivals=np.array(self.rivals, np.int32),
        )


def _ints(values: Any) -> Any:
    return np.ascontiguousarray(values, dtype=np.int32)


def _clashes(end: Any, openings: Any, unit: int) -> Any:
    """For every candidate, the slots of its site and day that overlap it: bit 0 is the first slot of that day there."""
    count = len(end)
    found = np.zeros(count, np.int64)
    edges = np.unique(end)
    first = np.concatenate([[0], edges])[np.searchsorted(edges, end)]
    starts, ends = openings[:, 2], openings[:, 2] + openings[:, 7] * unit
    place = np.arange(count) - first
    for step in range(1, int(place.max(initial=0)) + 1):
        one, two = np.arange(count - step), np.arange(step, count)
        hit = (first[one] == first[two]) & (starts[one] < ends[two]) & (starts[two] < ends[one])
        found[one[hit]] |= 1 << place[two[hit]]
        found[two[hit]] |= 1 << place[one[hit]]
    return _ints(found)


def _ends(person: Any, day: Any, site: Any) -> Any:
    """For every candidate, the first one after it that is of another person, day or site."""
    if not len(person):
        return np.zeros(0, np.int32)
    new = np.flatnonzero((np.diff(person) != 0) | (np.diff(day) != 0) | (np.diff(site) != 0)) + 1
    edges = np.concatenate([new, [len(person)]])
    return _ints(edges[np.searchsorted(edges, np.arange(len(person)), side="right")])
