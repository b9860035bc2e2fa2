"""What if: a copy of the city with other openings, supervisors, absence or weekly hours, beside the city as it is.

`compare` is pure: nothing is stored, nothing changes. Both sides are played with the same luck (`rolling.play`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from masohi.planning.rolling import Played, play
from masohi.planning.roster import City
from masohi.planning.terms import DAY, Opening, Problem, minute_of
from masohi.writing.indonesian import WIT

Kind = Literal["add_slot", "drop_slot", "places", "site", "supervisor", "leave", "absence", "week"]
MOST_ROUNDS, SESSIONS = 5, 600


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the copy.

    `site`: key of the site concerned (for "site": the one that the new one is like). `weekday` 0 to 6 and `start`
    (minute of the day) name a slot; `start` None: every slot of that weekday. `minutes` of a new slot; of "week" the
    most in a calendar week. `number`: places of a new slot, places more or less, supervisors more or less, absent of
    a hundred. `first` and `last`: days of a leave. `lat`, `lon`: where a new site lies.
    """

    kind: Kind
    site: str = ""
    weekday: int = 0
    start: int | None = None
    minutes: int = 0
    number: int = 0
    first: date | None = None
    last: date | None = None
    lat: float = 0.0
    lon: float = 0.0


@dataclass(frozen=True, slots=True)
class Supply:
    """What the openings do not say: the places of each slot before supervision, and the people watched at each site.

    `rooms` by (site, weekday, start minute of the day); `watched` by site; `ratio`: people for each supervisor more.
    """

    rooms: Mapping[tuple[str, int, int], int] = field(default_factory=dict)
    watched: Mapping[str, int] = field(default_factory=dict)
    ratio: int = 10


@dataclass(frozen=True, slots=True)
class Side:
    """A city played: means over the rounds, in people and minutes; `short` is what does not fit even if all come."""

    people: int
    finished: int
    short: int
    used: Mapping[str, int]
    offered: Mapping[str, int]
    worked: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after, and whom it helps: keys of needs that end in time in most rounds only after, only before."""

    before: Side
    after: Side
    helped: frozenset[str]
    harmed: frozenset[str]
    rounds: int

    @property
    def gain(self) -> int:
        """People more (or fewer) who end in time."""
        return self.after.finished - self.before.finished


def compare(problem: Problem, changes: Sequence[Change], supply: Supply, *, rounds: int | None = None) -> Comparison:
    """Play the problem as it is and with all changes. `rounds`: rounds of luck, by the size of the city when None.

    KeyError when a change names no site of the problem.
    """
    changed = applied(problem, changes, supply)
    rounds = rounds or max(1, min(MOST_ROUNDS, SESSIONS // max(1, len(problem.needs))))
    before, ended = _played(problem, rounds)
    after, ends = _played(changed, rounds)
    most = rounds // 2
    return Comparison(
        before,
        after,
        helped=frozenset(key for key in ends if ends[key] > most >= ended[key]),
        harmed=frozenset(key for key in ended if ended[key] > most >= ends[key]),
        rounds=rounds,
    )


def _played(problem: Problem, rounds: int) -> tuple[Side, dict[str, int]]:
    """The side, and in how many rounds each need ended in time."""
    city = City(problem)
    everybody = play(city)
    lucky = [play(city, luck=number) for number in range(1, rounds + 1)]
    ended = {worker.need.key: 0 for worker in city.workers}
    for one in lucky:
        for key in one.finished:
            ended[key] += 1
    finished = round(sum(ended.values()) / rounds)
    short = sum(everybody.left.values())
    return Side(len(ended), finished, short, _mean(lucky, "used"), everybody.offered, _mean(lucky, "worked")), ended


def _mean(rounds: Sequence[Played], name: str) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for one in rounds:
        for key, value in getattr(one, name).items():
            total[key] += value
    return {key: round(value / len(rounds)) for key, value in total.items()}


def applied(problem: Problem, changes: Iterable[Change], supply: Supply) -> Problem:
    """The copy with all changes, one after the other."""
    for number, change in enumerate(changes):
        if change.kind not in {"absence", "week"} and change.site not in {site.key for site in problem.sites}:
            raise KeyError(change.site)
        problem, supply = STEPS[change.kind](problem, supply, change, number)
    return problem


Step = Callable[[Problem, Supply, Change, int], tuple[Problem, Supply]]


def _add_slot(problem: Problem, supply: Supply, change: Change, number: int) -> tuple[Problem, Supply]:
    site = next(one for one in problem.sites if one.key == change.site)
    start = change.start or 0
    room = min(change.number, supply.watched.get(change.site, change.number))
    fresh = [
        Opening(f"+{number}@{day.isoformat()}", site.key, day, _moment(day, start), change.minutes, room)
        for day in _days(problem)
        if day.weekday() == change.weekday and day not in site.closed_days and day not in problem.holidays
    ]
    rooms = {**supply.rooms, (site.key, change.weekday, start): change.number}
    return replace(problem, openings=(*problem.openings, *fresh)), replace(supply, rooms=rooms)


def _drop_slot(problem: Problem, supply: Supply, change: Change, _number: int) -> tuple[Problem, Supply]:
    kept = tuple(one for one in problem.openings if not _names(change, one))
    return replace(problem, openings=kept), supply


def _places(problem: Problem, supply: Supply, change: Change, _number: int) -> tuple[Problem, Supply]:
    """More room at slots; the supervisors' limit stays."""
    rooms = dict(supply.rooms)
    touched: dict[tuple[str, int, int], tuple[int, int]] = {}
    for one in problem.openings:
        if _names(change, one):
            slot = _slot(one)
            before = rooms.get(slot, one.places)
            touched.setdefault(slot, (before, max(0, before + change.number)))
    rooms.update({slot: after for slot, (_, after) in touched.items()})
    watched = supply.watched.get(change.site)
    openings = tuple(
        replace(one, places=_shifted(one.places, *touched[_slot(one)], watched, watched))
        if _names(change, one)
        else one
        for one in problem.openings
    )
    return replace(problem, openings=openings), replace(supply, rooms=rooms)


def _supervisor(problem: Problem, supply: Supply, change: Change, _number: int) -> tuple[Problem, Supply]:
    if change.site not in supply.watched:
        return problem, supply
    before = supply.watched[change.site]
    after = max(0, before + change.number * supply.ratio)
    openings = _watched(problem, supply, change.site, before, after, lambda _day: True)
    return replace(problem, openings=openings), replace(supply, watched={**supply.watched, change.site: after})


def _leave(problem: Problem, supply: Supply, change: Change, _number: int) -> tuple[Problem, Supply]:
    """Supervisors away between two days, both included."""
    if change.site not in supply.watched or change.first is None or change.last is None:
        return problem, supply
    first, last, before = change.first, change.last, supply.watched[change.site]
    after = max(0, before - change.number * supply.ratio)
    openings = _watched(problem, supply, change.site, before, after, lambda day: first <= day <= last)
    return replace(problem, openings=openings), supply


def _watched(
    problem: Problem, supply: Supply, site: str, before: int, after: int, when: Callable[[date], bool]
) -> tuple[Opening, ...]:
    def moved(one: Opening) -> Opening:
        room = supply.rooms.get(_slot(one), before)
        return replace(one, places=_shifted(one.places, room, room, before, after))

    return tuple(moved(one) if one.site == site and when(one.day) else one for one in problem.openings)


def _shifted(free: int, room: int, new_room: int, watched: int | None, now_watched: int | None) -> int:
    """Places left when room and supervision change: what others have taken stays taken."""
    before = room if watched is None else min(room, watched)
    after = new_room if now_watched is None else min(new_room, now_watched)
    return max(0, free + after - before)


def _site(problem: Problem, supply: Supply, change: Change, number: int) -> tuple[Problem, Supply]:
    """A new site with the slots and supervisors of another one, where nobody has a place yet."""
    like = next(one for one in problem.sites if one.key == change.site)
    key = f"+{number}"
    made = replace(like, key=key, lat=change.lat, lon=change.lon, closed_days=frozenset())
    slots = {_slot(one): one.minutes for one in problem.openings if one.site == like.key}
    watched = supply.watched.get(like.key)
    rooms = {(key, weekday, start): supply.rooms.get((site, weekday, start), 0) for site, weekday, start in slots}
    fresh = [
        Opening(
            f"{key}-{start}@{day.isoformat()}",
            key,
            day,
            _moment(day, start),
            minutes,
            min(rooms[key, weekday, start], rooms[key, weekday, start] if watched is None else watched),
        )
        for (_, weekday, start), minutes in sorted(slots.items())
        for day in _days(problem)
        if day.weekday() == weekday and day not in problem.holidays
    ]
    more = replace(problem, sites=(*problem.sites, made), openings=(*problem.openings, *fresh))
    watching = supply.watched if watched is None else {**supply.watched, key: watched}
    return more, replace(supply, rooms={**supply.rooms, **rooms}, watched=watching)


def _absence(problem: Problem, supply: Supply, change: Change, _number: int) -> tuple[Problem, Supply]:
    needs = tuple(replace(need, absence=change.number) for need in problem.needs)
    return replace(problem, needs=needs), supply


def _week(problem: Problem, supply: Supply, change: Change, _number: int) -> tuple[Problem, Supply]:
    needs = tuple(replace(need, minutes_a_week=change.minutes) for need in problem.needs)
    return replace(problem, needs=needs), supply


STEPS: Mapping[str, Step] = {
    "add_slot": _add_slot,
    "drop_slot": _drop_slot,
    "places": _places,
    "site": _site,
    "supervisor": _supervisor,
    "leave": _leave,
    "absence": _absence,
    "week": _week,
}


def _slot(opening: Opening) -> tuple[str, int, int]:
    return opening.site, opening.day.weekday(), minute_of(opening.start) % DAY


def _names(change: Change, opening: Opening) -> bool:
    site, weekday, start = _slot(opening)
    return site == change.site and weekday == change.weekday and change.start in (None, start)


def _days(problem: Problem) -> list[date]:
    """Every day from the first to the last opening."""
    found = [opening.day for opening in problem.openings]
    if not found:
        return []
    return [min(found) + timedelta(days=n) for n in range((max(found) - min(found)).days + 1)]


def _moment(day: date, start: int) -> datetime:
    return (datetime(day.year, day.month, day.day, tzinfo=WIT) + timedelta(minutes=start)).astimezone(UTC)
