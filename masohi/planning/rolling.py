"""A city's weeks played forward: who works where, who does not come, who ends in time. A model, nobody's plan.

Week after week the tightest order chooses first, nearest site first, as much as its verdict and the places allow; who
misses a session has it to do again. The same rules as in a plan (places, day and 24-hour caps, the verdict's rhythm,
one site a day, shut hours) hold; it is the lengths of sessions and the choice of days that are simpler. Luck is a
number made of person, day and round: equal before and after a change, so that a difference comes from the change.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from zlib import crc32

from masohi.planning.diary import Entry, fits_24h
from masohi.planning.roster import WIDE, City, Offer, Places, Worker
from masohi.planning.terms import DAY

ALIKE = 4
"""Weeks to spare that differ by less count as the same haste (tried with 1, 2, 4, 8: most people end in time)."""


@dataclass(slots=True)
class Played:
    """What became of a city: minutes left by need, sessions held at each site, places offered there, minutes worked."""

    left: dict[str, int]
    used: dict[str, int]
    offered: dict[str, int]
    worked: dict[str, int]

    @property
    def finished(self) -> set[str]:
        """Keys of the needs that end in time."""
        return {key for key, minutes in self.left.items() if not minutes}


class _Diary(NamedTuple):
    """What one person has this round: sessions by day, and the days that count for the verdict's months."""

    days: dict[int, list[tuple[int, int]]]
    months: dict[int, int]


def play(city: City, *, luck: int | None = None) -> Played:
    """Play all weeks. `luck` is the number of the round; None: everybody comes."""
    left = {worker.need.key: worker.need.minutes for worker in city.workers}
    places = Places(city)
    diaries = {worker.need.key: _opening_diary(worker) for worker in city.workers}
    played = Played(left, defaultdict(int), defaultdict(int), defaultdict(int))
    weeks = sorted({week for one in city.places for week in one})
    for week in weeks:
        active = [one for one in city.workers if left[one.need.key] and one.first // 7 <= week <= one.last // 7]
        active.sort(key=lambda one: _turn(one, week, left[one.need.key], finishing=luck is not None))
        for worker in active:
            _week(worker, week, places, played, diaries[worker.need.key], luck)
    for number, (site, _, _) in enumerate(city.slots):
        played.offered[site] += sum(city.places[number].values())
    return played


def _turn(worker: Worker, week: int, left: int, *, finishing: bool) -> tuple[bool, int, int, str]:
    """The weeks to spare decide, then the fewest minutes left: to share a full city evenly would let nobody end.

    With `finishing` whoever cannot end in time any more comes last: more people end, though fewer hours are worked.
    """
    spare = (worker.last + 1) / 7 - week - left / worker.pace
    return finishing and spare < 0, int(max(spare, 0) / ALIKE), left, worker.need.key


def _opening_diary(worker: Worker) -> _Diary:
    return _Diary({}, dict(worker.quota.months))


def _week(
    worker: Worker,
    week: int,
    places: Places,
    played: Played,
    diary: _Diary,
    luck: int | None,
) -> None:
    """One person's week: days chosen, places taken, and who came."""
    key = worker.need.key
    wanted = min(played.left[key], worker.need.minutes_a_week or played.left[key])
    for day, site, sessions in _days(worker, week, places, diary, wanted):
        came = luck is None or crc32(f"{key}|{day}|{luck}".encode()) % 100 >= worker.need.absence
        for offer, minutes in sessions:
            places.take(offer.slot, week)
            played.used[site] += 1
            if came:
                played.left[key] -= minutes
                played.worked[site] += minutes
        diary.days[day] = [(offer.start, minutes) for offer, minutes in sessions]
        month = worker.quota.month(day)
        diary.months[month] = diary.months.get(month, 0) + 1


Chosen = tuple[int, str, list[tuple[Offer, int]]]


def _days(worker: Worker, week: int, places: Places, diary: _Diary, wanted: int) -> list[Chosen]:
    """The days of the week that the person works, earliest first, with sites and sessions of exact minutes."""
    pattern = worker.need.pattern
    quota = 7 if pattern.days_per_week is None else pattern.days_per_week - worker.quota.weeks[week]
    narrow = pattern.days_per_week is not None or pattern.days_per_30_days is not None
    found: dict[int, Chosen] = {}
    total = opened = 0
    for site, offers in worker.sites:
        if (total >= wanted and not narrow) or opened >= (WIDE if narrow else 2 * WIDE):
            break
        if not places.at[site, week]:
            continue
        fresh = _site_days(worker, week, offers, places.free)
        opened += bool(fresh)
        for day, sessions in fresh.items():
            minutes = sum(length for _, length in sessions)
            if day not in found or (narrow and minutes > _length(found[day])):
                found[day] = (day, site, sessions)
        total = sum(map(_length, found.values()))
    chosen = sorted(found.values(), key=lambda one: (-min(_length(one), worker.cap), one[0]))[: max(0, quota)]
    return _cut(worker, sorted(chosen, key=lambda one: one[0]), diary, wanted)


def _length(chosen: Chosen) -> int:
    return sum(minutes for _, minutes in chosen[2])


def _site_days(
    worker: Worker, week: int, offers: Sequence[Offer], free: Sequence[dict[int, int]]
) -> dict[int, list[tuple[Offer, int]]]:
    """What one site still offers the person in a week, day by day, each within the day's cap."""
    weekdays = worker.need.pattern.weekdays
    days: dict[int, list[tuple[Offer, int]]] = {}
    left: dict[int, int] = {}
    for offer in offers:
        if free[offer.slot].get(week, 0) <= 0 or (weekdays and offer.weekday not in weekdays):
            continue
        day = week * 7 + offer.weekday
        if not worker.first <= day <= worker.last or day in worker.shut:
            continue
        minutes = min(offer.room, left.get(day, worker.cap))
        before = days.get(day)
        if before and before[-1][0].start + before[-1][1] > offer.start:
            continue
        if minutes >= worker.shortest:
            days.setdefault(day, []).append((offer, minutes))
            left[day] = left.get(day, worker.cap) - minutes
    return days


def _cut(worker: Worker, chosen: Sequence[Chosen], diary: _Diary, wanted: int) -> list[Chosen]:
    """Drop what the month or the day before forbids; shorten the last sessions so that the minutes are exact."""
    a_month = worker.need.pattern.days_per_30_days
    kept: list[Chosen] = []
    months = dict(diary.months)
    yesterday = dict(diary.days)
    for day, site, sessions in chosen:
        month = worker.quota.month(day)
        if wanted <= 0 or (a_month is not None and months.get(month, 0) >= a_month):
            continue
        exact: list[tuple[Offer, int]] = []
        for offer, minutes in sessions:
            length = _exact(minutes, wanted, worker.shortest)
            if length >= worker.shortest:
                exact.append((offer, length))
                wanted -= length
        shape = tuple((offer.start, minutes) for offer, minutes in exact)
        if not exact or not _after(tuple(yesterday.get(day - 1, ())), shape, worker.in_24h):
            wanted += sum(minutes for _, minutes in exact)
            continue
        kept.append((day, site, exact))
        yesterday[day] = list(shape)
        months[month] = months.get(month, 0) + 1
    return kept


def _exact(minutes: int, wanted: int, shortest: int) -> int:
    """The length of a session of at most `minutes`: what is left after it is nothing, or long enough for another."""
    if minutes >= wanted:
        return wanted
    rest = wanted - minutes
    return minutes if rest >= shortest else minutes - (shortest - rest)


@cache
def _after(before: tuple[tuple[int, int], ...], today: tuple[tuple[int, int], ...], cap: int) -> bool:
    """Whether the sessions of a day may follow those of the day before: every 24 hours within the cap."""
    entries = [Entry(start, start + minutes, None, True) for start, minutes in before]
    for start, minutes in today:
        if not fits_24h(entries, DAY + start, minutes, cap):
            return False
        entries.append(Entry(DAY + start, DAY + start + minutes, None, True))
    return True
