"""A `Problem` in minutes and dates as arrays of the search, and the search's plan back as sessions of people.

Lengths become hours, or half hours where any session has them: a need is rounded up, an opening down, and `together`
cuts the minutes exactly afterwards.
People with several orders are searched with their tightest one; the others are planned after it, one by one.
"""

import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from masohi.planning.book import Book, Session
from masohi.planning.city.build import Builder, Fixed, Offers, Person
from masohi.planning.city.solve import AGAIN, WARM, Search
from masohi.planning.city.terms import CHILD, MAN, State
from masohi.planning.feasibility import suitable_keys
from masohi.planning.suitability import metres
from masohi.planning.terms import DAY, Need, Problem, Proposal, day_number, interval_of, minute_of
from masohi.planning.walk import Walk

HALF, HOUR = 30, 60
LATER = 0.1
"""What a day of waiting costs for a session: enough to come soon where nobody else needs the place."""
METRES_A_MINUTE = 300
"""How far one gets in a minute in town (18 km/h), to weigh a way in minutes."""


def searched(
    problem: Problem, floor: Proposal, *, seconds: float | None, rounds: int | None, seed: int
) -> Mapping[str, list[Session]]:
    """Sessions by need for everybody the search planned; `floor` is where it starts."""
    end = time.monotonic() + (seconds or 0.0)
    link = Bridge(problem)
    if not link.needs:
        return {}
    told = any(need.announced for need in problem.needs)
    hunt = Search(link.builder.town(), seed, end=end, rounds=rounds, hot=AGAIN if told else WARM)
    return link.sessions(hunt.run(link.start_of(floor)))


class Bridge:
    """One problem as arrays. Day 0 is the Monday before the first day of anybody."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.book = problem, Book(problem)
        first = min((day_number(need.earliest) for need in problem.needs), default=0)
        pinned = [minute_of(opening.start) // DAY for opening in problem.openings[:1]]
        self.zero = (min([first, *pinned]) // 7) * 7
        self.today = first - 1
        last = max((day_number(need.deadline) for need in problem.needs), default=first)
        self.numbers = {opening.key: number for number, opening in enumerate(problem.openings)}
        self.sites = {site.key: number for number, site in enumerate(problem.sites)}
        starts = sorted({minute_of(opening.start) % DAY for opening in problem.openings})
        lengths = [opening.minutes for opening in problem.openings] + [problem.limits.min_session_minutes]
        self.unit = HOUR if all(length % HOUR == 0 for length in lengths) else HALF
        self.builder = Builder(
            unit=self.unit,
            days=max(last - self.zero + 8, 8),
            cells=7 * max(1, len(starts)),
            ratios=(10**6, 10**6),
            law24=problem.limits.minutes_in_24h,
            risk_block=240 // self.unit,
            weights=_weights(problem),
        )
        for opening in problem.openings:
            minute = minute_of(opening.start)
            self.builder.add_opening(
                day=minute // DAY - self.zero,
                site=self.sites[opening.site],
                start=minute - self.zero * DAY,
                units=opening.minutes // self.unit,
                places=max(0, opening.places),
                pool=-1,
                cell=starts.index(minute % DAY) * 7 + (minute // DAY) % 7,
                separated=False,
            )
        self.needs: list[Need] = []
        for need in _tightest(problem):
            self._add(need)

    def _add(self, need: Need) -> None:
        limits, pattern = self.problem.limits, need.pattern
        pinned = sum(told.minutes for told in need.pinned)
        least = -(-max(1, min(limits.min_session_minutes, need.minutes)) // self.unit)
        day_cap = min(need.minutes_a_day or limits.minutes_a_day, limits.minutes_a_day) // self.unit
        monthly = pattern.days_per_30_days is not None and pattern.days_per_week is None
        days = pattern.days_per_30_days if monthly else pattern.days_per_week
        length = 30 if monthly else 7
        week_cap = day_cap * min(length, days or length)
        if need.minutes_a_week is not None and not monthly:
            week_cap = min(week_cap, need.minutes_a_week // self.unit)
        told = {one.opening: self._dear(one.opening) for one in need.announced if one.opening in self.numbers}
        origin = day_number(need.counted_from or need.earliest) - self.zero if monthly else 0
        person = Person(
            need=max(0, -(-(need.minutes - pinned) // self.unit)),
            first=day_number(need.earliest) - self.zero,
            end=day_number(need.deadline) - self.zero + 1,
            least=least,
            day_cap=day_cap,
            cap24=need.minutes_a_day or limits.minutes_in_24h,
            kind=CHILD if need.regime == "C" else MAN,
            absence=min(max(need.absence, 0), 95) / 100,
            week_cap=week_cap,
            weekly_hours=week_cap * self.unit / 60 * (7 / length),
            deadline_week=(day_number(need.deadline) - self.zero + 1) // 7,
            told=sum(told.values()),
            fixed=self._fixed(need),
            rivals=[],
            group_days=length,
            origin=origin - length * (origin // length + 1) if origin > 0 else origin,
            days_a_group=days if days is not None else 31,
        )
        self.builder.add_person(person, self._offers(need, told))
        self.needs.append(need)

    def _dear(self, opening: str) -> float:
        weights = self.problem.weights
        near = minute_of(self.problem.openings[self.numbers[opening]].start) // DAY < self.today + weights.near_days
        return float(weights.disturb_near if near else weights.disturb_far)

    def _fixed(self, need: Need) -> list[Fixed]:
        found = []
        for one in need.already:
            start, end = interval_of(one)
            at = start - self.zero * DAY
            site = self.sites.get(one.site or "", -1)
            found.append(Fixed(at, end - start, one.same_order, site, -1, at // DAY // 7))
        for told in need.pinned:
            number = self.numbers.get(told.opening, -1)
            if number >= 0:
                opening = self.problem.openings[number]
                at = minute_of(opening.start) - self.zero * DAY
                found.append(Fixed(at, told.minutes, True, self.sites[opening.site], number, at // DAY // 7))
        return found

    def _offers(self, need: Need, told: Mapping[str, float]) -> Offers:
        walk = Walk(self.book, need)
        pinned = {one.opening for one in need.pinned}
        price = self.problem.weights.travel_min
        first = day_number(need.earliest)
        where = {site.key: site for site in self.problem.sites}
        opening, most, cost, travel = [], [], [], []
        for key in suitable_keys(self.problem, need):
            way = (metres(need, where[key]) or 0) / METRES_A_MINUTE
            for day, _rank, _start, room, index in walk.offers(0, key):
                name = self.problem.openings[index].key
                if room >= self.unit and name not in pinned and name not in need.forbidden:
                    opening.append(index)
                    most.append(room // self.unit)
                    cost.append(LATER * (day - first) - told.get(name, 0.0))
                    travel.append(2 * way * price)
        return Offers(np.array(opening, np.int64), np.array(most, np.int64), np.array(cost), np.array(travel))

    def start_of(self, floor: Proposal) -> dict[int, list[tuple[int, int]]]:
        """The floor's sessions as openings and units, rounded up; pinned ones are there already."""
        numbers = {need.key: number for number, need in enumerate(self.needs)}
        pinned = {(need.key, one.opening) for need in self.needs for one in need.pinned}
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for block in floor.blocks:
            if block.need in numbers and (block.need, block.opening) not in pinned:
                found[numbers[block.need]].append((self.numbers[block.opening], -(-block.minutes // self.unit)))
        return found

    def sessions(self, state: State) -> dict[str, list[Session]]:
        """The plan as sessions in WIT minutes, pinned ones included."""
        found = {}
        first = self.builder.starts
        for number, need in enumerate(self.needs):
            room = first[number][3]
            rows = [self._session(one.opening, one.minutes) for one in need.pinned if one.opening in self.numbers]
            for at in range(room, room + int(state.planned[number])):
                key = self.problem.openings[int(state.opening[at])].key
                rows.append(self._session(key, int(state.units[at]) * self.unit))
            found[need.key] = sorted(rows)
        return found

    def _session(self, key: str, minutes: int) -> Session:
        number = self.numbers[key]
        opening = self.problem.openings[number]
        return Session(minute_of(opening.start), minutes, opening.site, number)


def _weights(problem: Problem) -> dict[str, float]:
    weights: Any = problem.weights
    names = ("unplaced_hour", "risk_hour", "irregularity", "supervisor", "unfinished_order")
    return {name: float(getattr(weights, name)) for name in names}


def _tightest(problem: Problem) -> list[Need]:
    """One order of each person: the one with the earliest deadline."""
    found: dict[str, Need] = {}
    for need in sorted(problem.needs, key=lambda need: (need.deadline, need.key)):
        if need.minutes > 0:
            found.setdefault(need.who, need)
    return list(found.values())
