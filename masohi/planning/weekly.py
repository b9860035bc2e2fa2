"""Weekly slots of sites become dated openings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from masohi.planning.limits import Limits
from masohi.planning.terms import Opening, Site
from masohi.writing.indonesian import WIT


@dataclass(frozen=True, slots=True)
class WeeklySlot:
    """A session that a site offers every week; `start` is the minute of the day in WIT.

    `supervisors` caps the places at `Limits.supervisor_ratio` each; None: supervision does not limit this slot.
    """

    key: str
    site: str
    weekday: int
    start: int
    minutes: int
    places: int
    supervisors: int | None = None


def openings(
    slots: Iterable[WeeklySlot],
    sites: Iterable[Site],
    from_day: date,
    to_day: date,
    *,
    limits: Limits,
    holidays: frozenset[date] = frozenset(),
    taken: Mapping[tuple[str, date], int] | None = None,
) -> tuple[Opening, ...]:
    """Every opening from `from_day` to `to_day`, both included, without holidays and days when the site is closed.

    `taken` counts the places already promised, by slot key and day. The key of an opening is "slot@2026-02-09".

    >>> site, slot = Site("s", -3.7, 128.2), WeeklySlot("sen", "s", 0, 8 * 60, 240, places=15, supervisors=1)
    >>> found = openings([slot], [site], date(2026, 2, 9), date(2026, 2, 22), limits=Limits())
    >>> [(one.key, one.places) for one in found]
    [('sen@2026-02-09', 10), ('sen@2026-02-16', 10)]
    """
    closed = {site.key: site.closed_days | holidays for site in sites}
    promised = taken or {}
    return tuple(
        Opening(
            key=f"{slot.key}@{day.isoformat()}",
            site=slot.site,
            day=day,
            start=_moment(day, slot.start),
            minutes=slot.minutes,
            places=max(0, _places(slot, limits) - promised.get((slot.key, day), 0)),
        )
        for slot in slots
        for day in _weekdays(slot.weekday, from_day, to_day)
        if day not in closed[slot.site]
    )


def _places(slot: WeeklySlot, limits: Limits) -> int:
    if slot.supervisors is None:
        return slot.places
    return min(slot.places, slot.supervisors * limits.supervisor_ratio)


def _weekdays(weekday: int, from_day: date, to_day: date) -> Iterable[date]:
    day = from_day + timedelta(days=(weekday - from_day.weekday()) % 7)
    while day <= to_day:
        yield day
        day += timedelta(days=7)


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), WIT).astimezone(UTC)
