"""UU 1/2023 Pasal 85 ayat (5) over all orders of one person: a day has 8 hours however many verdicts there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from masohi.law.citation import RULES
from masohi.law.credit import SAYS, SENTENCE, Credited, Credits, Interval, credit
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing.indonesian import hours

WITHOUT_END = 10**9


@dataclass(frozen=True)
class Served:
    """Verified work for one order, its sentence in minutes and the verdict's daily cap, if it sets one."""

    intervals: tuple[Interval, ...]
    sentence_minutes: int
    minutes_a_day: int | None = None


def credit_person(orders: Mapping[str, Served], *, parameters: Parameters = DEFAULTS) -> dict[str, Credits]:
    """Credit every order of one person, by its key. With one order this is `credit`.

    With several, overlapping hours count for the order whose work began first, and the caps of a day and of 24 hours
    hold over all of them; hours beyond one sentence are not carried to another.

    >>> from masohi.law.counting import march
    >>> morning, evening = Interval(march(2, 8), march(2, 13), "a"), Interval(march(2, 13), march(2, 18), "b")
    >>> found = credit_person({"1": Served((morning,), 600), "2": Served((evening,), 600)})
    >>> found["1"].credited_minutes, found["2"].credited_minutes
    (300, 180)
    """
    if len(orders) == 1:
        return {key: _alone(one, parameters) for key, one in orders.items()}
    together = credit(_all(orders), sentence_minutes=WITHOUT_END, parameters=parameters)
    lines: dict[str, list[Credited]] = {key: [] for key in orders}
    for line in together.lines:
        order, key = line.key.split("/", 1)
        lines[order].append(replace(line, key=key))
    return {key: _within(own, orders[key].sentence_minutes) for key, own in lines.items()}


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
