"""UU 1/2023 Pasal 85 ayat (5) over all orders of one person: a day has 8 hours however many verdicts there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from masohi.law.citation import RULES, Level
from masohi.law.counting import Span, day_of, merged
from masohi.law.credit import SAYS, SENTENCE, WINDOW, Credited, Credits, Interval, credit
from masohi.law.parameters import DEFAULTS, IN_FORCE, Parameters
from masohi.writing.indonesian import hours

WITHOUT_END = 10**9


@dataclass(frozen=True)
class Served:
    """Verified work for one order, its sentence in minutes and the verdict's daily cap, if it sets one."""

    intervals: tuple[Interval, ...]
    sentence_minutes: int
    minutes_a_day: int | None = None


def credit_person(
    orders: Mapping[str, Served], *, ended: Sequence[Interval] = (), parameters: Parameters = DEFAULTS
) -> dict[str, Credits]:
    """Credit every living order of one person, by its key. With one order and nothing ended this is `credit`.

    With several, overlapping hours count for the order whose work began first, and the caps of a day and of 24 hours
    hold over all of them; hours beyond one sentence are not carried to another. `ended` is what orders that have ended
    were credited with: it stands, and others get only what it leaves of each 24 hours.

    >>> from masohi.law.counting import march
    >>> morning, evening = Interval(march(2, 8), march(2, 13), "a"), Interval(march(2, 13), march(2, 18), "b")
    >>> found = credit_person({"1": Served((morning,), 600), "2": Served((evening,), 600)})
    >>> found["1"].credited_minutes, found["2"].credited_minutes
    (300, 180)
    """
    if ended:
        return _beside(orders, ended, parameters)
    if len(orders) == 1:
        return {key: _alone(one, parameters) for key, one in orders.items()}
    together = credit(_all(orders), sentence_minutes=WITHOUT_END, parameters=parameters)
    lines: dict[str, list[Credited]] = {key: [] for key in orders}
    for line in together.lines:
        order, key = line.key.split("/", 1)
        lines[order].append(replace(line, key=key))
    return {key: _within(own, orders[key].sentence_minutes) for key, own in lines.items()}


def _beside(orders: Mapping[str, Served], ended: Sequence[Interval], parameters: Parameters) -> dict[str, Credits]:
    """Shorten what was worked near ended orders' hours to what the cap leaves, earliest first, then credit as ever."""
    taken = [interval.worked for interval in ended]
    lost: dict[str, dict[str, int]] = {key: {} for key in orders}
    kept: dict[str, list[Interval]] = {key: [] for key in orders}
    worked = [(key, interval) for key, one in orders.items() for interval in one.intervals]
    for key, interval in sorted(worked, key=lambda pair: (pair[1].start, pair[1].key, pair[0])):
        minutes = _room(interval, taken, parameters)
        lost[key][interval.key] = interval.reported_minutes - minutes
        if minutes:
            end = interval.start + timedelta(minutes=minutes)
            kept[key].append(replace(interval, end=end, break_minutes=0))
            taken.append(kept[key][-1].worked)
    shortened = {key: replace(one, intervals=tuple(kept[key])) for key, one in orders.items()}
    return {key: _told(credits, lost[key]) for key, credits in credit_person(shortened, parameters=parameters).items()}


def _room(interval: Interval, taken: list[Span], parameters: Parameters) -> int:
    """The most minutes from the interval's start with which no 24 hours hold more than the cap.

    More minutes never make a window emptier, so halving finds the most.
    """
    first = interval.worked[0]
    day = max(IN_FORCE, day_of(first))
    cap, length = (int(str(parameters.value(name, day))) for name in ("minutes_a_day", "day_minutes"))
    low, high = 0, interval.reported_minutes
    while low < high:
        middle = (low + high + 1) // 2
        fits = _fullest(merged([*taken, (first, first + middle)]), (first, first + middle), length) <= cap
        low, high = (middle, high) if fits else (low, middle - 1)
    return low


def _fullest(spans: list[Span], added: Span, length: int) -> int:
    """Minutes in the fullest window that touches `added`; such a window begins or ends where some work does."""
    edges = {edge for span in spans for edge in span}
    windows = [at for edge in edges for at in (edge, edge - length) if at < added[1] and added[0] < at + length]
    return max(
        (sum(max(0, min(end, at + length) - max(start, at)) for start, end in spans) for at in windows), default=0
    )


def _told(credits: Credits, lost: Mapping[str, int]) -> Credits:
    """Say at each line what ended orders' hours took away; work that got no room at all has no line."""
    lines = tuple(_with_loss(line, lost[line.key]) if lost[line.key] else line for line in credits.lines)
    return replace(credits, lines=lines, reported_minutes=sum(line.reported_minutes for line in lines))


def _with_loss(line: Credited, minutes: int) -> Credited:
    why = RULES[WINDOW].found(SAYS[WINDOW], level=Level.INFO, fields=(), minutes=hours(minutes))
    return replace(line, reported_minutes=line.reported_minutes + minutes, reasons=(*line.reasons, why))


def _alone(one: Served, parameters: Parameters) -> Credits:
    return credit(
        one.intervals,
        sentence_minutes=one.sentence_minutes,
        minutes_a_day=one.minutes_a_day,
        parameters=parameters,
    )


def _all(orders: Mapping[str, Served]) -> Iterable[Interval]:
    """Intervals of all orders, each with its verdict's cap and a key that says whose it is."""
    for key, one in orders.items():
        for interval in one.intervals:
            cap = interval.minutes_a_day if interval.minutes_a_day is not None else one.minutes_a_day
            yield replace(interval, key=f"{key}/{interval.key}", minutes_a_day=cap)


def _within(lines: list[Credited], sentence_minutes: int) -> Credits:
    """No order gets more than its sentence; what is beyond it is told."""
    left, kept = sentence_minutes, []
    for line in lines:
        counted = min(line.credited_minutes, left)
        lost = line.credited_minutes - counted
        told = (RULES[SENTENCE].found(SAYS[SENTENCE], minutes=hours(lost)),) if lost else ()
        kept.append(replace(line, credited_minutes=counted, reasons=(*line.reasons, *told)))
        left -= counted
    reported = sum(line.reported_minutes for line in kept)
    return Credits(tuple(kept), reported, sentence_minutes - left, left)
