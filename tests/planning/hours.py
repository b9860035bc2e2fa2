"""The most hours that fit for one person, by trying every choice: the oracle of the proof. Small towns on whole hours."""

import random
from collections import Counter
from datetime import timedelta

from masohi.planning.limits import Limits
from masohi.planning.suitability import site_refusal
from masohi.planning.terms import Commitment, Pattern, Problem, Window, interval_of, minute_of

from .towns import MONDAY, at, need, site, slot, town

HOUR = 60


def tiny_town(seed: int, days: int = 9) -> Problem:
    """One person, up to three sites, about eight openings, everything on whole hours."""
    rng = random.Random(seed)
    keys = ["a", "b", "c"][: rng.randint(1, 3)]
    limits = Limits(min_session_minutes=rng.choice((60, 120, 180)), reserve_percent=0)
    chosen = {(rng.choice(keys), rng.randrange(7), rng.choice((7, 13, 18))) for _ in range(rng.randint(1, 6))}
    slots = [
        slot(key, weekday, hour, HOUR * rng.choice((1, 2, 3, 4, 5)), places=rng.choice((0, 1, 1)))
        for key, weekday, hour in sorted(chosen)
    ]
    pattern = rng.choice(
        (Pattern(), Pattern(2), Pattern(1), Pattern(None, 3), Pattern(2, 3), Pattern(weekdays=frozenset({0, 2, 3})))
    )
    hour = rng.randrange(6, 20)
    order = need(
        rng.choice((1, 2, 3, 5, 8, 12, 16, 24)),
        days=rng.randint(1, days),
        minutes_a_day=rng.choice((None, None, 180, 240, 300)),
        pattern=pattern,
        unavailable=tuple(Window(rng.randrange(7), hour * 60, (hour + 3) * 60) for _ in range(rng.randint(0, 2))),
        blocked_days=frozenset({MONDAY + timedelta(days=rng.randrange(days))} if rng.random() < 0.2 else ()),
        limits=frozenset({"water"} if rng.random() < 0.2 else ()),
        already=tuple(_done(rng, keys) for _ in range(rng.choice((0, 0, 1)))),
    )
    sites = [site(key, hazards=frozenset({"water"} if rng.random() < 0.3 else ())) for key in keys]
    until = MONDAY + timedelta(days=days)
    return town(order, sites, slots, until, limits=limits)


def _done(rng, keys):
    start = at(MONDAY, rng.randrange(6, 18)) + timedelta(days=rng.randint(-2, 4))
    return Commitment(start, start + timedelta(hours=rng.randint(1, 4)), rng.choice(keys), rng.random() < 0.6)


class Best:
    """Every set of openings and whole-hour lengths; `hours` is the most that breaks no rule."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.need = problem, problem.needs[0]
        able = {one.key for one in problem.sites if site_refusal(self.need, one) is None}
        self.openings = sorted(
            (one for one in problem.openings if one.site in able and one.places and self._day(one.day)),
            key=lambda one: one.start,
        )
        self.least = max(1, min(problem.limits.min_session_minutes, self.need.minutes)) // HOUR
        self.known = [(*interval_of(one), one.site, one.same_order) for one in self.need.already]
        self.cap = problem.limits.minutes_a_day // HOUR
        self.own_cap = (self.need.minutes_a_day or problem.limits.minutes_a_day) // HOUR
        self.hours = 0
        self._go(0, [])

    def _day(self, day) -> bool:
        one = self.need
        weekdays = one.pattern.weekdays
        return (
            one.earliest <= day <= one.deadline
            and day not in one.blocked_days | self.problem.holidays
            and (not weekdays or day.weekday() in weekdays)
        )

    def _go(self, position, chosen) -> None:
        total = sum(end - start for start, end, _, _ in chosen) // HOUR
        if total <= self.need.minutes // HOUR:
            self.hours = max(self.hours, total)
        rest = sum(one.minutes for one in self.openings[position:]) // HOUR
        if total + rest <= self.hours or total > self.need.minutes // HOUR or position == len(self.openings):
            return
        opening = self.openings[position]
        start = minute_of(opening.start)
        for length in range(opening.minutes // HOUR, self.least - 1, -1):
            more = [*chosen, (start, start + length * HOUR, opening.site, True)]
            if self._lawful(more):
                self._go(position + 1, more)
        self._go(position + 1, chosen)

    def _lawful(self, chosen) -> bool:
        everything = chosen + self.known
        worked = Counter(hour for start, end, _, _ in everything for hour in range(start // HOUR, end // HOUR))
        own = [hour for start, end, _, mine in everything if mine for hour in range(start // HOUR, end // HOUR)]
        start, end, where, _ = chosen[-1]
        windows = [w for w in self.need.unavailable if w.weekday == start // 1440 % 7]
        return (
            max(worked.values()) == 1
            and self._within(list(worked), self.cap, chosen)
            and self._within(own, self.own_cap, chosen)
            and all(end % 1440 <= w.start or start % 1440 >= w.end for w in windows)
            and all(other == where for s, _, other, _ in everything if s // 1440 == start // 1440)
            and self._rhythm(chosen)
        )

    @staticmethod
    def _within(hours, cap, chosen) -> bool:
        """Each day and each 24 hours that touch the newest session."""
        fresh = {hour for start, end, _, _ in chosen for hour in range(start // HOUR, end // HOUR)}
        days = Counter(hour // 24 for hour in hours)
        if any(days[hour // 24] > cap for hour in fresh):
            return False
        spans = {opens for hour in fresh for opens in range(hour - 24, hour + 2)}
        return all(sum(opens <= hour < opens + 24 for hour in hours) <= cap for opens in spans)

    def _rhythm(self, chosen) -> bool:
        pattern, origin = self.need.pattern, minute_of(at(self.need.earliest, 0)) // 1440
        old = {start // 1440 for start, _, _, mine in self.known if mine}
        days = old | {start // 1440 for start, _, _, _ in chosen}
        new = {start // 1440 for start, _, _, _ in chosen} - old
        weeks, months = Counter(day // 7 for day in days), Counter((day - origin) // 30 for day in days)
        a_week, a_month = pattern.days_per_week or 7, pattern.days_per_30_days or 30
        return all(weeks[day // 7] <= a_week and months[(day - origin) // 30] <= a_month for day in new)
