"""A city as a simulation knows it: weekly slots with their places week by week, and who could use which of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from masohi.planning.book import Book
from masohi.planning.diary import Quota
from masohi.planning.suitability import Neighbourhood
from masohi.planning.terms import DAY, Need, Problem, day_number
from masohi.planning.walk import Walk

WIDE = 6
"""Sites with places left that a person looks at in a week; twice as many where the verdict leaves the days open."""
NEAR = 60
"""Sites that a person could ever be sent to in this model: the nearest ones."""


class Offer(NamedTuple):
    """A weekly slot as one person may use it: which slot, weekday, minute of the day, longest session."""

    slot: int
    weekday: int
    start: int
    room: int


@dataclass(slots=True)
class Worker:
    """One need with everything that does not change from week to week."""

    need: Need
    first: int
    last: int
    shortest: int
    cap: int
    in_24h: int
    sites: list[tuple[str, list[Offer]]]
    shut: frozenset[int]
    pace: int
    quota: Quota


class Places:
    """Places left by slot and week, and by site and week; a site with none is passed by at once."""

    def __init__(self, city: "City") -> None:
        self.city = city
        self.free = [dict(weeks) for weeks in city.places]
        self.at: dict[tuple[str, int], int] = defaultdict(int)
        for (site, _, _), weeks in zip(city.slots, self.free, strict=True):
            for week, places in weeks.items():
                self.at[site, week] += places

    def take(self, slot: int, week: int) -> None:
        """One place less."""
        self.free[slot][week] -= 1
        self.at[self.city.slots[slot][0], week] -= 1


class City:
    """The weekly slots of a problem with their places week by week, and its people; built once, played many times."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        book = Book(problem)
        days = [day_number(opening.day) for opening in problem.openings]
        self.week0, self.weeks = min(days, default=0) // 7, 0
        slots: dict[tuple[str, int, int], int] = {}
        self.slots: list[tuple[str, int, int]] = []
        places: list[dict[int, int]] = []
        for site, rows in book.rows.items():
            for start, minutes, index in rows:
                key = site, start % (7 * DAY), minutes
                number = slots.setdefault(key, len(self.slots))
                if number == len(self.slots):
                    self.slots.append(key)
                    places.append({})
                week = start // DAY // 7
                shut = start // DAY in book.closed[site] or start // DAY in book.holidays
                places[number][week] = 0 if shut else places[number].get(week, 0) + book.free[index]
        self.places = places
        self.by_site: dict[str, list[int]] = defaultdict(list)
        for number, (site, _, _) in enumerate(self.slots):
            self.by_site[site].append(number)
        self.near = Neighbourhood(problem.sites)
        self.workers = [self._worker(book, need) for need in problem.needs if need.minutes]

    def _worker(self, book: Book, need: Need) -> Worker:
        limits = self.problem.limits
        walk = Walk(book, need)
        sites: list[tuple[str, list[Offer]]] = []
        for site in self.near.suitable(need):
            if len(sites) == NEAR:
                break
            offers = []
            for number in self.by_site[site]:
                _, start, minutes = self.slots[number]
                room = walk.usable(start, minutes)
                if room >= walk.shortest:
                    offers.append(Offer(number, start // DAY, start % DAY, room))
            if offers:
                sites.append((site, sorted(offers, key=lambda one: (one.weekday, one.start))))
        cap = min(need.minutes_a_day or limits.minutes_a_day, limits.minutes_a_day)
        return Worker(
            need,
            walk.first,
            walk.last,
            walk.shortest,
            cap,
            min(cap, limits.minutes_in_24h),
            sites,
            frozenset(walk.blocked),
            _pace(need, sites, cap),
            Quota(need, book.entries(need)),
        )


def _pace(need: Need, sites: Sequence[tuple[str, list[Offer]]], cap: int) -> int:
    """Minutes a week at the best near site, if nobody else came."""
    best = 1
    for _, offers in sites[:WIDE]:
        days: dict[int, int] = defaultdict(int)
        for offer in offers:
            days[offer.weekday] = min(cap, days[offer.weekday] + offer.room)
        lengths = sorted(days.values(), reverse=True)[: need.pattern.days_per_week or 7]
        if need.pattern.days_per_30_days is not None:
            lengths = lengths[: max(1, -(-need.pattern.days_per_30_days * 7 // 30))]
        best = max(best, sum(lengths))
    return min(best, need.minutes_a_week or best)
