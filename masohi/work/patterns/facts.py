"""What is odd about a month of one person's deeds: rules over plain facts, as in `work.signs`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final, TypeVar

from masohi.work.signs.facts import Press, Sign, Worked, degrees, hurried, metres

FLAT_MINUTES: Final = 420  # seven hours and more without a rest ...
FLAT_DAYS: Final = 5  # ... and to the minute the same on so many days
SAME_PLACE: Final = 3  # honest phones never repeat six decimals three times in sixty readings
EXACT: Final = 3  # whole hours ...
EXACT_OF: Final = 20  # ... among the newest sessions
FAST: Final = 25.0  # metres a second, 90 km/h: nobody drives that through Ambon
FAR: Final = 2_000.0  # metres under which two readings are one place
PAIR_LEAST: Final = 20  # decisions on one recorder before shares say anything
PAIR_SHARE: Final = 80  # per cent
SPREE: Final = 3  # corrections that add minutes ...
SPREE_DAYS: Final = 14  # ... within so many days

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Decision:
    """One accepted record: who recorded it, who accepted it, whether others could have (`choices` officers)."""

    recorder: int
    verifier: int
    session: int
    at: datetime
    choices: int = 2
    role_since: date | None = None
    day: date | None = None


@dataclass(frozen=True)
class Correction:
    """A correction of one record: minutes it added (negative where it took some away)."""

    order: int
    session: int
    by: int
    at: datetime
    added: int


@dataclass(frozen=True)
class Month:
    """What the rules over a month may know; `name` ("2026-10") keeps a case from coming back every night."""

    name: str
    presses: tuple[Press, ...] = ()
    worked: tuple[Worked, ...] = ()
    decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    uncovered: tuple[tuple[int, int], ...] = ()


def _by(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def flat_hours(month: Month) -> Iterator[Sign]:
    """F07: one person works the same long hours day after day, to the minute and without a rest."""
    full = [one for one in month.worked if one.minutes >= FLAT_MINUTES and one.attended and _restless(one)]
    for order, rows in _by(full, lambda one: one.order).items():
        minutes, days = Counter(one.minutes for one in rows).most_common(1)[0]
        if days >= FLAT_DAYS:
            last = max(rows, key=lambda one: one.session)
            told = {"session": last.session, "minutes": minutes, "days": days}
            yield Sign("F07", f"{order}:{month.name}", told, order)


def _restless(one: Worked) -> bool:
    if one.began is None or one.ended is None:
        return False
    return one.minutes == int((one.ended - one.began).total_seconds()) // 60


def in_one_go(month: Month) -> Iterator[Sign]:
    """F09: one phone was pressed eight times in a minute, over several sessions."""
    for device, rows in _by(month.presses, lambda one: (one.user, one.device)).items():
        if len({one.session for one in rows}) > 1 and hurried(rows):
            yield _of_user("F09", f"{device[1]}:{month.name}", rows, presses=len(rows))


def same_coordinates(month: Month) -> Iterator[Sign]:
    """F10: the same coordinates to six decimals three times or more."""
    for user, rows in _by(month.presses, lambda one: one.user).items():
        read = Counter((p.place[0] // 10, p.place[1] // 10) for p in rows if p.place is not None)
        most = max(read.values(), default=0)
        if most >= SAME_PLACE:
            yield _of_user("F10", f"{user}:{month.name}", rows, times=most)


def too_fast(month: Month) -> Iterator[Sign]:
    """F13: one person is at two places faster than anybody drives."""
    for user, rows in _by(month.presses, lambda one: one.user).items():
        read = sorted((one for one in rows if one.place is not None), key=lambda one: one.at)
        for before, after in pairwise(read):
            way = _way(before, after)
            seconds = max(1.0, (after.at - before.at).total_seconds())
            if way > FAR and way / seconds > FAST:
                told = {"metres": int(way), "seconds": int(seconds)}
                yield _of_user("F13", f"{user}:{before.session}:{after.session}", [after], **told)


def _way(before: Press, after: Press) -> float:
    if before.place is None or after.place is None:
        return 0.0
    return metres(degrees(before.place), degrees(after.place)) - before.accuracy - after.accuracy


def whole_hours(month: Month) -> Iterator[Sign]:
    """P01: three of somebody's newest twenty sessions lasted whole hours to the minute."""
    for user, rows in _by(month.presses, lambda one: one.user).items():
        lengths = [length for _, length in sorted(_lengths(rows))][-EXACT_OF:]
        exact = sum(length % 60 == 0 for length in lengths)
        if exact >= EXACT:
            yield _of_user("P01", f"{user}:{month.name}", rows, exact=exact, sessions=len(lengths))


def _lengths(rows: Sequence[Press]) -> Iterator[tuple[int, int]]:
    """(session, minutes) from the hours that start and end state."""
    for session, own in _by(rows, lambda one: one.session).items():
        began = [one.declared for one in own if one.kind == "start" and one.declared is not None]
        ended = [one.declared for one in own if one.kind == "end" and one.declared is not None]
        if began and ended and ended[-1] > began[0]:
            yield session, ended[-1] - began[0]


def always_the_same_two(month: Month) -> Iterator[Sign]:
    """F47: nearly all records of one person are accepted by one officer although others could."""
    for recorder, rows in _by(month.decisions, lambda one: one.recorder).items():
        verifier, times = Counter(one.verifier for one in rows).most_common(1)[0]
        open_to_others = [one for one in rows if one.choices > 1]
        if len(rows) >= PAIR_LEAST and open_to_others and times * 100 > PAIR_SHARE * len(rows):
            told = {"session": max(one.session for one in rows), "share": times * 100 // len(rows), "of": len(rows)}
            yield Sign("F47", f"{recorder}:{verifier}:{month.name}", told, people=(recorder, verifier))


def many_corrections(month: Month) -> Iterator[Sign]:
    """F48: several corrections add minutes to one order within two weeks."""
    raised = [one for one in month.corrections if one.added > 0]
    for order, rows in _by(raised, lambda one: one.order).items():
        times = sorted(one.at for one in rows)
        span = timedelta(days=SPREE_DAYS)
        if any(times[n + SPREE - 1] - times[n] <= span for n in range(len(times) - SPREE + 1)):
            told = {"session": rows[-1].session, "times": len(rows), "minutes": sum(one.added for one in rows)}
            yield Sign("F48", f"{order}:{month.name}", told, order, tuple(sorted({one.by for one in rows})))


def used_at_once(month: Month) -> Iterator[Sign]:
    """F49: an officer accepts records on the very day on which the role was given."""
    fresh = [one for one in month.decisions if one.role_since is not None and one.role_since == one.day]
    for verifier, rows in _by(fresh, lambda one: one.verifier).items():
        told = {"session": rows[-1].session, "records": len(rows)}
        yield Sign("F49", f"{verifier}:{rows[-1].day}", told, people=(verifier,))


def without_agreement(month: Month) -> Iterator[Sign]:
    """F51: people worked at a site that names no agreement at all; `uncovered` are (site, newest session)."""
    for site, session in month.uncovered:
        yield Sign("F51", f"{site}:{month.name}:tanpa", {"session": session, "site": site})


def _of_user(code: str, key: str, rows: Sequence[Press], **told: int) -> Sign:
    newest = max(rows, key=lambda one: (one.at, one.session))
    return Sign(code, key, {"session": newest.session, **told}, people=(newest.user,))


RULES = (
    flat_hours,
    in_one_go,
    same_coordinates,
    too_fast,
    whole_hours,
    always_the_same_two,
    many_corrections,
    used_at_once,
    without_agreement,
)


def patterns_of(month: Month) -> list[Sign]:
    """Everything odd about a month, in the order of the rules."""
    return [sign for rule in RULES for sign in rule(month)]
