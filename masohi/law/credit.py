"""UU 1/2023 (KUHP) Pasal 85 ayat (4) and (5): which worked minutes count. A pure fold over verified facts, no counter.

Time is cut into whole minutes in WIT; seconds are dropped from start and end alike. A break is taken from the end of
its interval. Minutes at two sites at once belong to the interval that began first. Then time is walked forwards, and a
minute counts while the day, the last 24 hours and the sentence still have room. Walking forwards gives the most
minutes that the law allows, so an additional interval can never take a minute away (with one daily cap for all).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from masohi.law.chapters import RULES
from masohi.law.citation import Finding, Level, listed
from masohi.law.counting import CALENDAR_DAY, Span, day_of, merged, minute_of, without
from masohi.law.kuhp_85_sessions import times_in_order
from masohi.law.parameters import DEFAULTS, IN_FORCE, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import hours

BESIDE, DAY, WINDOW, SENTENCE, GIVEN = "KS-27", "KS-07", "KS-06", "KS-37", "KS-46"
SAYS = {
    BESIDE: _("{minutes} tidak dihitung karena bertumpuk dengan kerja di tempat lain."),
    DAY: _("{minutes} tidak dihitung karena melebihi batas sehari."),
    WINDOW: _("{minutes} tidak dihitung karena melebihi batas dalam 24 jam."),
    SENTENCE: _("{minutes} tidak dihitung karena seluruh jam hukuman sudah terpenuhi."),
}


@dataclass(frozen=True)
class Interval:
    """Verified work from `start` to `end` (aware times), less `break_minutes`. `key` names it for the caller.

    `minutes_a_day` is the cap of the verdict that held on that day, None where it is the same for all intervals.
    `given`: nobody worked; an office's rule gives these minutes to who came when the service failed (KS-46).
    """

    start: datetime
    end: datetime
    key: str
    break_minutes: int = 0
    minutes_a_day: int | None = None
    given: bool = False

    @property
    def worked(self) -> Span:
        """The working part in minutes since 1970, its break cut off at the end; may be empty."""
        start, end = minute_of(self.start), minute_of(self.end)
        return start, max(start, end - max(0, self.break_minutes))

    @property
    def reported_minutes(self) -> int:
        """Working minutes as reported: from start to end without the break, never negative."""
        return self.worked[1] - self.worked[0]


@dataclass(frozen=True)
class Credited:
    """What counts of one interval. Reported = credited + the minutes that the reasons take away."""

    key: str
    reported_minutes: int
    credited_minutes: int
    reasons: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Credits:
    """All intervals in order of their start, with totals in minutes. `remaining_minutes` is left of the sentence."""

    lines: tuple[Credited, ...]
    reported_minutes: int
    credited_minutes: int
    remaining_minutes: int


@dataclass
class Walk:
    """The state of the walk through time: what has been credited so far, as disjoint spans in order."""

    remaining: int
    parameters: Parameters
    verdict_cap: int | None
    credited: list[Span] = field(default_factory=list)
    lost: dict[str, int] = field(default_factory=dict)

    def limits(self, minute: int, cap: int | None) -> tuple[int, int]:
        """The cap of the calendar day, and of any 24 hours, at a minute."""
        law: int = self.parameters.value("minutes_a_day", max(day_of(minute), IN_FORCE))
        caps = [limit for limit in (law, self.verdict_cap, cap) if limit is not None]
        return max(0, min(caps)), law

    def credited_between(self, start: int, end: int) -> int:
        """Minutes credited from `start` to `end`."""
        total = 0
        for first, last in reversed(self.credited):
            if last <= start:
                break
            total += max(0, min(last, end) - max(first, start))
        return total

    def step(self, minute: int, cap: int | None) -> tuple[str | None, int]:
        """What happens at `minute`: credit (None) or the rule that stands against it, and until which minute."""
        if self.remaining <= 0:
            return SENTENCE, 10**12
        midnight = (minute // CALENDAR_DAY + 1) * CALENDAR_DAY
        day_cap, law = self.limits(minute, cap)
        day_room = day_cap - self.credited_between(midnight - CALENDAR_DAY, minute)
        if day_room <= 0:
            return DAY, midnight
        window = self.parameters.value("day_minutes", max(day_of(minute), IN_FORCE))
        room = law - self.credited_between(minute - window + 1, minute)
        if room <= 0:
            return WINDOW, self.leaves_window(minute, window)
        return None, min(minute + min(room, day_room, self.remaining), midnight)

    def leaves_window(self, minute: int, window: int) -> int:
        """The next minute at which the oldest credited minute of the last 24 hours has gone out of them."""
        oldest = next(span for span in self.credited if span[1] > minute - window + 1)
        return max(oldest[0], minute - window + 1) + window

    def walk(self, span: Span, cap: int | None) -> int:
        """Credit what counts of `span`; minutes lost are noted under their rule."""
        minute, end, counted = span[0], span[1], 0
        while minute < end:
            against, until = self.step(minute, cap)
            until = min(until, end)
            if against is None:
                self.credited.append((minute, until))
                self.remaining -= until - minute
                counted += until - minute
            else:
                self.lost[against] = self.lost.get(against, 0) + until - minute
            minute = until
        return counted


def credit(
    intervals: Iterable[Interval],
    *,
    sentence_minutes: int,
    minutes_a_day: int | None = None,
    parameters: Parameters = DEFAULTS,
) -> Credits:
    """Count verified work towards a sentence; the order of `intervals` does not matter.

    `minutes_a_day` is the verdict's daily cap where it sets one. Never counts more than the law's 8 hours (or that
    cap) on a calendar day in WIT, more than 8 hours in any 24 hours, or more than the sentence. Raises ValueError for a
    time without zone.

    >>> from masohi.law.counting import march
    >>> long_day = credit([Interval(march(2, 8), march(2, 18), "a", break_minutes=60)], sentence_minutes=9000)
    >>> long_day.reported_minutes, long_day.credited_minutes, long_day.lines[0].reasons[0].message
    (540, 480, '1 jam tidak dihitung karena melebihi batas sehari.')
    """
    known = sorted(intervals, key=_order)
    walk = Walk(max(0, sentence_minutes), parameters, minutes_a_day)
    pieces = _disjoint(known)
    counted = [0] * len(known)
    lost = [
        {BESIDE: known[i].reported_minutes - sum(end - start for start, end in own)} for i, own in enumerate(pieces)
    ]
    for span, i in sorted((span, i) for i, own in enumerate(pieces) for span in own):
        walk.lost = lost[i]
        counted[i] += walk.walk(span, known[i].minutes_a_day)
    lines = tuple(_line(interval, counted[i], lost[i]) for i, interval in enumerate(known))
    total = sum(counted)
    return Credits(lines, sum(line.reported_minutes for line in lines), total, max(0, sentence_minutes) - total)


def _order(interval: Interval) -> tuple[object, ...]:
    """A total order, so that equal inputs in another sequence give equal answers."""
    cap = -1 if interval.minutes_a_day is None else interval.minutes_a_day
    return minute_of(interval.start), interval.key, minute_of(interval.end), interval.break_minutes, cap


def _disjoint(known: list[Interval]) -> list[list[Span]]:
    """For each interval, the working time that no earlier-started interval holds."""
    taken: list[Span] = []
    pieces = []
    for interval in known:
        pieces.append(without(interval.worked, taken))
        taken = merged([*taken, interval.worked])
    return pieces


def _line(interval: Interval, counted: int, lost: dict[str, int]) -> Credited:
    impossible = listed(times_in_order(interval.start, interval.end, break_minutes=interval.break_minutes))
    reasons = [
        RULES[rule].found(SAYS[rule], level=Level.INFO, fields=(), minutes=hours(minutes))
        for rule, minutes in lost.items()
        if minutes
    ]
    given = [RULES[GIVEN].found(fields=(), minutes=hours(counted))] if interval.given and counted else []
    return Credited(interval.key, interval.reported_minutes, counted, (*impossible, *given, *reasons))
