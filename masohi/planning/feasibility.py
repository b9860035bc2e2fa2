"""What can never fit, said in minutes while it can still be mended, and what would mend it.

`pace` is plain arithmetic on the verdict: no site is known yet. `mends` asks "what if" of the real calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from masohi.planning.book import Book
from masohi.planning.limits import Limits
from masohi.planning.suitability import nearest_first, site_refusal
from masohi.planning.terms import DAY, Mend, Need, Pattern, Problem, Value, day_of
from masohi.planning.walk import Walk


@dataclass(frozen=True, slots=True)
class Pace:
    """Sessions and minutes by the verdict's own numbers, spread evenly over the days that are left."""

    days: int
    sessions_needed: int
    sessions_possible: int
    minutes_possible: int
    short_minutes: int

    @property
    def enough(self) -> bool:
        """True when the sessions needed are possible (the formula of KS-09)."""
        return self.sessions_needed <= self.sessions_possible


def pace(need: Need, limits: Limits) -> Pace:
    """How far the verdict's rhythm reaches between the two days, both included.

    240 hours at 8 hours on one day a week, in 180 days: 205 hours 42 minutes on average, in 25 whole sessions 200.

    >>> from datetime import date
    >>> verdict = Pattern(days_per_week=1)
    >>> found = pace(Need("n", 240 * 60, date(2026, 2, 2), date(2026, 7, 31), pattern=verdict), Limits())
    >>> found.days, found.sessions_needed, found.sessions_possible, found.minutes_possible, found.enough
    (180, 30, 25, 12342, False)
    """
    days = max(0, (need.deadline - need.earliest).days + 1)
    a_day = min(need.minutes_a_day or limits.minutes_a_day, limits.minutes_a_day)
    share, of = _rhythm(need.pattern)
    possible = days * share * a_day // of
    return Pace(
        days=days,
        sessions_needed=-(-need.minutes // a_day),
        sessions_possible=days * share // of,
        minutes_possible=possible,
        short_minutes=max(0, need.minutes - possible),
    )


def _rhythm(pattern: Pattern) -> tuple[int, int]:
    """The strictest part of a pattern as (days of work, of so many days)."""
    shares = [(len(pattern.weekdays) or 7, 7)]
    if pattern.days_per_week is not None:
        shares.append((min(pattern.days_per_week, 7), 7))
    if pattern.days_per_30_days is not None:
        shares.append((min(pattern.days_per_30_days, 30), 30))
    return min(shares, key=lambda share: share[0] / share[1])


class WhatIf(NamedTuple):
    """One constraint let go."""

    code: str
    values: dict[str, Value]
    need: Need
    unlimited_places: bool = False


def mends(book: Book, need: Need, fits: int) -> tuple[Mend, ...]:
    """What would help, each alone: those that close the gap first, then in the order of what they cost.

    `fits`: the minutes that fit as things are. Without any suitable site the only mend is a site.
    """
    if not suitable_keys(book.problem, need):
        found = [Mend("add_site", {}, gains=need.minutes, closes=True)]
        found += _gains(book, need, fits, [what for what in _what_ifs(book, need) if what.code == "other_place"])
        return tuple(sorted(found, key=lambda mend: not mend.closes))
    return tuple(sorted(_gains(book, need, fits, _what_ifs(book, need)), key=lambda mend: not mend.closes))


def _gains(book: Book, need: Need, fits: int, what_ifs: list[WhatIf] | Iterator[WhatIf]) -> list[Mend]:
    found = []
    for what in what_ifs:
        keys = suitable_keys(book.problem, what.need)
        if not keys:
            continue
        free = [need.minutes] * len(book.free) if what.unlimited_places else None
        trial = Walk(book, what.need, free).run(keys, most=True)
        gains = min(trial.placed, need.minutes) - fits
        if gains > 0:
            values = dict(what.values)
            if what.code == "later_deadline" and trial.finish is not None:
                values["date"] = day_of(trial.finish)
            found.append(Mend(what.code, values, gains=gains, closes=trial.done))
    return found


def _what_ifs(book: Book, need: Need) -> Iterator[WhatIf]:
    """Cheapest first: what the PK can arrange, then what the office can, then what only the court can."""
    if need.unavailable or need.blocked_days:
        yield WhatIf("free_hours", {}, replace(need, unavailable=(), blocked_days=frozenset()))
    yield WhatIf("more_places", {}, need, unlimited_places=True)
    yield from _other_patterns(need)
    law = book.problem.limits.minutes_a_day
    if (need.minutes_a_day or law) < law:
        yield WhatIf("longer_days", {"minutes": law}, replace(need, minutes_a_day=None))
    if need.fixed_site is not None:
        yield WhatIf("other_place", {}, replace(need, fixed_site=None))
    last = max((opening.day for opening in book.problem.openings), default=need.deadline)
    last = min(last, need.lawful_end or need.deadline)
    if last > need.deadline:
        yield WhatIf("later_deadline", {"date": last}, replace(need, deadline=last))


def _other_patterns(need: Need) -> Iterator[WhatIf]:
    pattern = need.pattern
    if pattern.days_per_week is not None:
        more = pattern.days_per_week + 1
        yield WhatIf("day_a_week", {"days": more}, replace(need, pattern=replace(pattern, days_per_week=more)))
    if pattern.days_per_30_days is not None:
        more = pattern.days_per_30_days + 1
        yield WhatIf("day_a_month", {"days": more}, replace(need, pattern=replace(pattern, days_per_30_days=more)))
    if pattern.weekdays:
        yield WhatIf("other_weekdays", {}, replace(need, pattern=replace(pattern, weekdays=frozenset())))


def suitable_keys(problem: Problem, need: Need) -> list[str]:
    """Keys of the sites where this person may work, nearest first."""
    return [site.key for _, site in nearest_first(need, problem.sites) if site_refusal(need, site) is None]


def slack_days(book: Book, need: Need, sites: list[str]) -> int:
    """Days the person could lose at the best pace the sites offer, if nobody else came; the tightest goes first.

    A rough order of urgency, not a promise: weekly offers only, without holidays and competition.
    """
    walk = Walk(book, need)
    best = [0] * 7
    for site in sites:
        for start, minutes in book.shapes[site]:
            weekday = start // DAY
            best[weekday] = max(best[weekday], walk.usable(start, minutes))
    a_day = min(need.minutes_a_day or book.problem.limits.minutes_a_day, book.problem.limits.minutes_a_day)
    lengths = sorted((min(2 * length, a_day) for length in best if length), reverse=True)
    days = need.deadline - need.earliest + timedelta(days=1)
    if need.pattern.days_per_week is not None:
        lengths = lengths[: need.pattern.days_per_week]
    possible = sum(lengths) * days.days // 7
    if need.pattern.days_per_30_days is not None and lengths:
        possible = min(possible, lengths[0] * need.pattern.days_per_30_days * days.days // 30)
    return days.days - days.days * need.minutes // possible if possible else -need.minutes
