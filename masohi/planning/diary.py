"""One person's diary: how long a session may last, and which days the verdict's rhythm still allows."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from masohi.planning.limits import Limits
from masohi.planning.terms import DAY, Need, day_number


class Entry(NamedTuple):
    """Work in WIT minutes; `own` when it belongs to the order being planned."""

    start: int
    end: int
    site: str | None
    own: bool


class Diary:
    """What the person has; every answer respects overlap, the calendar day and any 24 hours.

    Two caps hold on both: the law's over all work, the verdict's over the work of this order.
    """

    def __init__(self, need: Need, limits: Limits, entries: Iterable[Entry]) -> None:
        self.a_day = limits.minutes_a_day
        self.in_24h = limits.minutes_in_24h
        self.own_cap = need.minutes_a_day or max(self.a_day, self.in_24h)
        self.by_day: dict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Write an entry down."""
        self.by_day[entry.start // DAY].append(entry)

    def remove(self, entry: Entry) -> None:
        """Strike an entry that was added."""
        self.by_day[entry.start // DAY].remove(entry)

    def left(self, day: int) -> int:
        """Minutes that may still be worked on this calendar day."""
        used = own = 0
        for entry in self._from_days(day - 1, day):
            part = min(entry.end, (day + 1) * DAY) - max(entry.start, day * DAY)
            if part > 0:
                used += part
                own += part * entry.own
        return min(self.a_day - used, self.own_cap - own)

    def elsewhere(self, day: int, site: str) -> bool:
        """True when the person works at another site on this day."""
        return any(entry.site not in (None, site) for entry in self._from_days(day, day))

    def room(self, start: int, wanted: int) -> int:
        """The longest session of at most `wanted` minutes that may begin at `start`; 0 when the person is at work."""
        day = start // DAY
        near = self._from_days(day - 2, day + 1)
        for entry in near:
            if entry.start <= start < entry.end:
                return 0
            if start < entry.start:
                wanted = min(wanted, entry.start - start)
        wanted = _longest(near, start, wanted, self.in_24h)
        return _longest([entry for entry in near if entry.own], start, wanted, self.own_cap)

    def _from_days(self, first: int, last: int) -> list[Entry]:
        by_day = self.by_day
        return [entry for day in range(first, last + 1) if day in by_day for entry in by_day[day]]


def _longest(near: list[Entry], start: int, wanted: int, cap: int) -> int:
    """Search the longest session that keeps every 24 hours within `cap`: longer is never easier."""
    wanted = min(wanted, cap)
    if sum(entry.end - entry.start for entry in near) + wanted <= cap or fits_24h(near, start, wanted, cap):
        return wanted
    low, high = 0, wanted - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits_24h(near, start, middle, cap):
            low = middle
        else:
            high = middle - 1
    return low


def fits_24h(near: list[Entry], start: int, length: int, cap: int) -> bool:
    """The load of a sliding window peaks where it opens with a session or closes with one.

    Also where it begins or ends to touch the new session: the person may have had too much already.
    """
    end = start + length
    spans = [(entry.start, entry.end) for entry in near] + [(start, end)]
    edges = [span[0] for span in spans] + [span[1] - DAY for span in spans]
    for opening in [*edges, start - DAY, end]:
        if start - DAY <= opening <= end:
            closing = opening + DAY
            load = sum(max(0, min(b, closing) - max(a, opening)) for a, b in spans)
            if load > cap:
                return False
    return True


class Quota:
    """The days of work that the verdict's pattern allows in a week and in thirty days."""

    def __init__(self, need: Need, entries: Iterable[Entry]) -> None:
        self.a_week = need.pattern.days_per_week
        self.a_month = need.pattern.days_per_30_days
        self.origin = day_number(need.counted_from or need.earliest)
        self.days: set[int] = set()
        self.weeks: Counter[int] = Counter()
        self.months: Counter[int] = Counter()
        for entry in entries:
            if entry.own:
                self.take(entry.start // DAY)

    def period(self, day: int) -> int:
        """Days of one period compete with each other; without a quota every day stands alone."""
        if self.a_week is not None:
            return day // 7
        return self.month(day) if self.a_month is not None else day

    def month(self, day: int) -> int:
        """Which thirty days, counted from the origin."""
        return (day - self.origin) // 30

    def refuses(self, day: int) -> str | None:
        """The quota that is used up for this day, or None; a day already worked costs nothing more."""
        if day in self.days:
            return None
        if self.a_week is not None and self.weeks[day // 7] >= self.a_week:
            return "week_quota"
        if self.a_month is not None and self.months[self.month(day)] >= self.a_month:
            return "month_quota"
        return None

    def take(self, day: int) -> None:
        """Count a day of work once."""
        if day not in self.days:
            self.days.add(day)
            self.weeks[day // 7] += 1
            self.months[self.month(day)] += 1

    def release(self, day: int) -> None:
        """Take back a day that was counted."""
        self.days.remove(day)
        self.weeks[day // 7] -= 1
        self.months[self.month(day)] -= 1
