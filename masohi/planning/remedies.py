"""What would make an order fit, each remedy tried on the real calendar: who has to decide, what it gains.

Beside the verdict's own limits (`feasibility.mends`) these are deeds of an office: one more slot a week at a site, more
places or one more supervisor at a full one, other work at a site that is refused for a person's health.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace

from masohi.planning.book import Book
from masohi.planning.capacity import capacity_of
from masohi.planning.feasibility import mends, suitable_keys
from masohi.planning.suitability import nearest_first, site_refusal
from masohi.planning.terms import DAY, Mend, Need, Value, day_number
from masohi.planning.walk import Walk

COSTS: Mapping[str, int] = {"pk": 1, "office": 2, "jaksa": 3, "court": 4}
"""Rank of who decides, the easiest first, when the caller has no dated order."""

DECIDES: Mapping[str, str] = {
    "free_hours": "pk",
    "week_minutes": "pk",
    "more_places": "office",
    "more_places_at": "office",
    "supervisor": "office",
    "add_slot": "office",
    "add_site": "office",
    "other_work": "office",
    "day_a_week": "jaksa",
    "day_a_month": "jaksa",
    "other_weekdays": "jaksa",
    "longer_days": "court",
    "other_place": "court",
    "later_deadline": "court",
}
"""Who can make each mend true."""

KEEP, NEAR, BEST = 3, 8, 2
MORNING, LENGTH = 480, 240


def remedies(
    book: Book, need: Need, fits: int, *, costs: Mapping[str, int] = COSTS, supervised: frozenset[str] = frozenset()
) -> tuple[Mend, ...]:
    """All mends that gain something over the minutes that fit now: closing ones first, then who decides, then gain."""
    small = reduced(book, need)
    found = [*mends(small, need, fits), *_week(small, need, fits), *_slots(small, need, fits)]
    found += [*_fuller(small, need, fits, supervised), *_other_work(small, need, fits)]
    found += _more_days(small, need, fits)
    if any(mend.code in {"more_places_at", "supervisor"} and mend.closes for mend in found):
        found = [mend for mend in found if mend.code != "more_places"]
    return tuple(sorted(found, key=lambda mend: (not mend.closes, costs[DECIDES[mend.code]], -mend.gains, mend.code)))


def reduced(book: Book, need: Need) -> Book:
    """The same book with the few richest sites of each day: a person works at one site a day.

    Any plan in it is a plan in the whole book; with very many sites it is found in a fraction of the time.
    """
    if len(book.rows) <= 2 * KEEP:
        return book
    walk = Walk(book, need)
    loose = replace(need, fixed_site=None, limits=frozenset())
    days: dict[int, dict[str, list[int]]] = defaultdict(dict)
    last = max(walk.last, day_number(need.lawful_end or need.deadline))
    for site in suitable_keys(book.problem, loose):
        for start, minutes, index in book.rows[site]:
            if walk.first <= start // DAY <= last:
                sums = days[start // DAY].setdefault(site, [0, 0, 0])
                free = book.free[index] > 0
                sums[0] += walk.usable(start, minutes) * free
                sums[1] += minutes * free
                sums[2] += minutes
    ordered = nearest_first(need, book.problem.sites)
    near = {site.key: (rank, site_refusal(need, site) is None) for rank, (_, site) in enumerate(ordered)}
    kept = {day: _richest(sites, near) for day, sites in days.items()}
    small = copy(book)
    small.rows = {
        site: [row for row in rows if site in kept.get(row[0] // DAY, ())] for site, rows in book.rows.items()
    }
    return small


def _richest(sites: dict[str, list[int]], near: dict[str, tuple[int, bool]]) -> set[str]:
    kept: set[str] = set()
    for suitable in (True, False):
        group = [site for site in sites if near[site][1] == suitable]
        for level in range(3):
            kept.update(sorted(group, key=lambda site: (-sites[site][level], near[site][0]))[:KEEP])
    return kept


def _mend(code: str, values: dict[str, Value], placed: int, need: Need, fits: int) -> Iterator[Mend]:
    gains = min(placed, need.minutes) - fits
    if gains > 0:
        yield Mend(code, values, gains=gains, closes=placed >= need.minutes)


def _placed(book: Book, need: Need, sites: list[str] | None = None) -> int:
    keys = suitable_keys(book.problem, need) if sites is None else sites
    return Walk(book, need).run(keys, most=True).placed if keys else 0


def _week(book: Book, need: Need, fits: int) -> Iterator[Mend]:
    """The weekly maximum that the PK chose, let go."""
    if need.minutes_a_week is not None:
        yield from _mend("week_minutes", {}, _placed(book, replace(need, minutes_a_week=None)), need, fits)


def _more_days(book: Book, need: Need, fits: int) -> Iterator[Mend]:
    """Where one day a week more is not enough (`mends` has that one): the fewest days that are."""
    days = need.pattern.days_per_week
    for more in range((days or 7) + 1, 8):
        wider = replace(need, pattern=replace(need.pattern, days_per_week=more))
        placed = _placed(book, wider)
        if placed >= need.minutes:
            if days is not None and more > days + 1:
                yield from _mend("day_a_week", {"days": more}, placed, need, fits)
            return


def _slots(book: Book, need: Need, fits: int) -> Iterator[Mend]:
    """One more slot a week at a near site, on a weekday when it is shut: the few that give most."""
    keys = suitable_keys(book.problem, need)
    found = []
    for rank, site in enumerate(keys[:NEAR]):
        start, minutes = usual_hours(book, site)
        for weekday in range(7):
            if _shut_then(book, site, weekday, start, minutes):
                more = with_slot(book, need, site, weekday, start, minutes)
                promise = capacity_of(more, need, keys).bound
                found.append((-promise, rank, weekday, site, start, minutes, more))
    found.sort(key=lambda row: row[:3])
    for _, _, weekday, site, start, minutes, more in found[:BEST]:
        values: dict[str, Value] = {"site": site, "weekday": weekday, "from": start, "to": start + minutes}
        yield from _mend("add_slot", values, _placed(more, need, keys), need, fits)


def usual_hours(book: Book, site: str) -> tuple[int, int]:
    """Start (minute of the day) and minutes of the slot that a site opens most often; the morning where it has none."""
    shapes = Counter((start % DAY, minutes) for start, minutes in book.shapes[site])
    if not shapes:
        return MORNING, LENGTH
    return min(shapes, key=lambda shape: (-shapes[shape], shape))


def _shut_then(book: Book, site: str, weekday: int, start: int, minutes: int) -> bool:
    first = weekday * DAY + start
    return all(first >= opens + length or opens >= first + minutes for opens, length in book.shapes[site])


def with_slot(book: Book, need: Need, site: str, weekday: int, start: int, minutes: int) -> Book:
    """The book with one more weekly slot at a site, over the term of the need."""
    shut = book.closed[site] | book.holidays
    days = range(day_number(need.earliest), day_number(need.deadline) + 1)
    fresh = [day * DAY + start for day in days if day % 7 == weekday and day not in shut]
    more = copy(book)
    rows = [(begins, minutes, len(book.free) + number) for number, begins in enumerate(fresh)]
    more.rows = {**book.rows, site: sorted([*book.rows[site], *rows])}
    more.free = [*book.free, *([1] * len(fresh))]
    more.regimes = [*book.regimes, *([""] * len(fresh))]
    return more


def _fuller(book: Book, need: Need, fits: int, supervised: frozenset[str]) -> Iterator[Mend]:
    """One more place at the full sessions of one weekday and hour; where supervision limits them, a supervisor."""
    keys = suitable_keys(book.problem, need)
    trial = Walk(book, need, [need.minutes] * len(book.free)).run(keys, most=True)
    full = [one for one in trial.sessions if not book.free[one.opening]]
    slots = Counter((one.site, one.start % (7 * DAY)) for one in full)
    for site in dict.fromkeys(site for (site, _), _ in slots.most_common() if site in supervised):
        free = _freed(book, (row for row in book.rows[site]))
        yield from _mend("supervisor", {"site": site}, Walk(book, need, free).run(keys, most=True).placed, need, fits)
    for (site, start), _ in slots.most_common(BEST):
        if site not in supervised:
            free = _freed(book, (row for row in book.rows[site] if row[0] % (7 * DAY) == start))
            placed = Walk(book, need, free).run(keys, most=True).placed
            values: dict[str, Value] = {"site": site, "weekday": start // DAY, "from": start % DAY}
            yield from _mend("more_places_at", values, placed, need, fits)


def _freed(book: Book, rows: Iterable[tuple[int, int, int]]) -> list[int]:
    free = list(book.free)
    for _, _, index in rows:
        free[index] = max(1, free[index])
    return free


def _other_work(book: Book, need: Need, fits: int) -> Iterator[Mend]:
    """Near sites that are refused for the person's health alone: with other work there they would do."""
    found = 0
    for _, site in nearest_first(need, book.problem.sites):
        refusal = site_refusal(need, site)
        if refusal is None or refusal.code != "hazard" or found == BEST:
            continue
        able = replace(need, limits=need.limits - site.all_hazards)
        keys = [*suitable_keys(book.problem, need), site.key]
        for mend in _mend("other_work", {"site": site.key, **refusal.values}, _placed(book, able, keys), need, fits):
            found += 1
            yield mend
