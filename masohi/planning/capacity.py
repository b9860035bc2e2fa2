"""What one person could work in each week, and in each thirty days: from the verdict's rhythm down to the places left.

Every number is an upper limit. Four are compared, each within the one before: what the verdict allows, what the
person's own free hours allow, what the suitable sites open, what is still free there. Their sum over the term can be
checked by hand with pencil and paper, and no plan of anybody can place more: `Capacity.bound`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from masohi.planning.book import Book
from masohi.planning.diary import Diary, Quota
from masohi.planning.terms import DAY, Need, day_of
from masohi.planning.walk import Walk


class DayLimit(NamedTuple):
    """The most minutes of one day at each level."""

    verdict: int
    person: int
    offered: int
    left: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A calendar week, or thirty days of the verdict: the days of it inside the term, and the most minutes by level.

    `wanted`: the minutes that fall on it at an even pace. `binding` names what limits it: "verdict", "holiday",
    "person", "offered" (the sites are not open) or "places" (they are full).
    """

    first: date
    last: date
    wanted: int
    verdict: int
    person: int
    offered: int
    left: int
    binding: str

    @property
    def missing(self) -> int:
        """Minutes of the even pace that do not fit here."""
        return max(0, self.wanted - self.left)


@dataclass(frozen=True, slots=True)
class Capacity:
    """The term in stretches. `bound`: no lawful plan places more minutes; it is the lowest of the sums that hold."""

    stretches: tuple[Stretch, ...]
    bound: int
    by_month: bool


class Calendar:
    """The days of one need's term, with what may be worked on each at most. Other plans of this run count as taken."""

    def __init__(self, book: Book, need: Need, sites: Sequence[str], walk: Walk | None = None) -> None:
        self.book, self.need = book, need
        self.walk = walk or Walk(book, need)
        entries = book.entries(need)
        self.diary, self.quota = Diary(need, book.problem.limits, entries), Quota(need, entries)
        self.days = range(self.walk.first, self.walk.last + 1)
        self.offered: dict[int, int] = defaultdict(int)
        self.left: dict[int, int] = defaultdict(int)
        self.rooms: list[int] = []
        self.by_week = True
        for site in sites:
            self._open(site)
        self.own = [self._own(weekday) for weekday in range(7)]
        self.limits = {day: self._limit(day) for day in self.days}

    def _open(self, site: str) -> None:
        """Add what a site opens on each day, and what of it is still free."""
        rows, free = self.book.rows[site], self.walk.free
        closed = self.book.closed[site] | self.walk.blocked
        offered: dict[int, int] = defaultdict(int)
        left: dict[int, int] = defaultdict(int)
        for start, minutes, index in rows:
            day = start // DAY
            if not self.walk.first <= day <= self.walk.last or day in closed:
                continue
            room = self.walk.usable(start, minutes)
            if room < self.walk.shortest or self.diary.elsewhere(day, site):
                continue
            offered[day] += room
            if free[index] > 0:
                left[day] += room
                self.rooms.append(min(room, self.diary.own_cap))
        for day, minutes in offered.items():
            self.offered[day] = max(self.offered[day], minutes)
            self.left[day] = max(self.left[day], left[day])

    def _own(self, weekday: int) -> int:
        """Minutes of a weekday outside the person's and the office's shut hours."""
        shut: set[int] = set()
        for start, end in self.walk.windows[weekday]:
            shut.update(range(start, end))
        return DAY - len(shut)

    def _limit(self, day: int) -> DayLimit:
        limits, need = self.book.problem.limits, self.need
        weekdays = need.pattern.weekdays
        verdict = min(need.minutes_a_day or limits.minutes_a_day, limits.minutes_a_day, limits.minutes_in_24h)
        if weekdays and day % 7 not in weekdays:
            verdict = 0
        person = 0 if day in self.walk.blocked else min(verdict, self.diary.left(day), self.own[day % 7])
        person = person if person >= self.walk.shortest else 0
        return DayLimit(verdict, person, min(person, self.offered[day]), min(person, self.left[day]))

    def most(self, days: Iterable[int], level: int, quota: int | None, cap: int | None = None) -> int:
        """The most minutes of some days when at most `quota` of them may be days of work; worked ones cost nothing."""
        days = list(days)
        lengths = [self.limits[day][level] for day in days if day not in self.quota.days]
        known = sum(self.limits[day][level] for day in days if day in self.quota.days)
        used = sum(day in self.quota.days for day in self._whole(days)) if quota is not None else 0
        fresh = sum(lengths) if quota is None else sum(nlargest(max(0, quota - used), lengths))
        return known + fresh if cap is None else min(cap, known + fresh)

    def _whole(self, days: list[int]) -> set[int]:
        """All days of the week or the thirty days to which these belong, also before the term begins."""
        if not days:
            return set()
        if self.by_week:
            first = days[0] - days[0] % 7
            return set(range(first, first + 7))
        first = days[0] - (days[0] - self.quota.origin) % 30
        return set(range(first, first + 30))

    def capacity(self) -> Capacity:
        """The stretches that limit most, and the bound."""
        need, pattern = self.need, self.need.pattern
        self.by_week = True
        weeks = self._stretches([day // 7 for day in self.days], pattern.days_per_week, need.minutes_a_week)
        best = Capacity(tuple(weeks), sum(one.left for one in weeks), False)
        if pattern.days_per_30_days is not None:
            self.by_week = False
            numbers = [(day - self.quota.origin) // 30 for day in self.days]
            months = self._stretches(numbers, pattern.days_per_30_days, None)
            total = sum(one.left for one in months)
            best = Capacity(tuple(months), total, True) if total < best.bound else best
        count = sum(nlargest(need.minutes // self.walk.shortest, self.rooms)) if need.minutes else 0
        return Capacity(best.stretches, min(best.bound, count), best.by_month)

    def _stretches(self, numbers: list[int], quota: int | None, cap: int | None) -> list[Stretch]:
        groups: dict[int, list[int]] = defaultdict(list)
        for day, number in zip(self.days, numbers, strict=True):
            groups[number].append(day)
        return [self._stretch(days, quota, cap) for days in groups.values()]

    def _stretch(self, days: list[int], quota: int | None, cap: int | None) -> Stretch:
        verdict, person, offered, left = most = [self.most(days, level, quota, cap) for level in range(4)]
        wanted = -(-self.need.minutes * len(days) // len(self.days))
        free = self.most([day for day in days if day not in self.walk.blocked], 0, quota, cap)
        binding = _binding(most, free)
        return Stretch(day_of(days[0]), day_of(days[-1]), wanted, verdict, person, offered, left, binding)


def _binding(most: Sequence[int], free: int) -> str:
    """The narrowest of the limits: the last one that takes anything away."""
    verdict, person, offered, left = most
    if left < offered:
        return "places"
    if offered < person:
        return "offered"
    if person < free:
        return "person"
    return "holiday" if free < verdict else "verdict"


def capacity_of(book: Book, need: Need, sites: Sequence[str], walk: Walk | None = None) -> Capacity:
    """Shorthand: the capacity of one need at these sites (keys), with the places that are free in `book`."""
    return Calendar(book, need, sites, walk).capacity()
