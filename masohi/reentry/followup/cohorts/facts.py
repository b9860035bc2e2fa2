"""What became of everybody who came home in one span of time: counted with what is not known, and without guessing.

Definitions. A cohort is everybody whose first day at home lies in the span. At a milestone, its denominator (`due`) is
those of the cohort who have been at home that many months; `known` are those of them who answered; `unknown` are those
who were not reached, did not want to answer, or were not asked. A share is of the known, never of the due. A later
verdict is one that a court's source names within the months; nobody's silence counts as "no verdict".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from masohi.law.counting import months_after
from masohi.reentry.followup.checks.terms import Health, Income, Living, Reached, School, Work
from masohi.reentry.followup.terms import MILESTONES

GOOD: Final[Mapping[str, frozenset[str]]] = {
    "living": frozenset({Living.FAMILY.value, Living.OWN.value}),
    "work": frozenset({Work.REGULAR.value, Work.CASUAL.value}),
    "income": frozenset({Income.ENOUGH.value}),
    "school": frozenset({School.YES.value}),
    "health": frozenset({Health.GOOD.value, Health.CARED.value}),
}
"""By question: the answers that its figure counts."""


@dataclass(frozen=True)
class Answered:
    """One asking: how it went (`Reached`) and, where reached, the answers by question."""

    months: int
    reached: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Returned:
    """One person at home since `home_on`, without a name: askings in order, and the days of later verdicts."""

    home_on: date
    askings: tuple[Answered, ...] = ()
    verdicts: tuple[date, ...] = ()


class Share(NamedTuple):
    """How many of how many: `of` are those who answered this very question."""

    good: int
    of: int


class Row(NamedTuple):
    """One milestone of a cohort. Below the least number of people `due` is None and nothing is told."""

    months: int
    due: int | None
    known: int
    unreached: int
    declined: int
    unasked: int
    verdicts: int | None
    shares: dict[str, Share]


def cohort(people: Iterable[Returned], *, first: date, last: date, day: date, least: int) -> list[Row]:
    """The outcomes on `day` of those who came home from `first` to `last`; below `least` people no figure.

    >>> asked = Answered(1, "bertemu", {"living": "keluarga", "work": "belum"})
    >>> home = date(2026, 1, 1)
    >>> rows = cohort([Returned(home, (asked,)), Returned(home)], first=home, last=home, day=date(2026, 2, 1), least=1)
    >>> [(row.months, row.due, row.known, row.unasked) for row in rows][:2], rows[0].shares["work"]
    ([(1, 2, 1, 1), (3, None, 0, 0)], Share(good=0, of=1))
    """
    members = [one for one in people if first <= one.home_on <= last]
    return [_row(months, members, day, least) for months in MILESTONES]


def guarded(rows: Iterable[Row], rests: Iterable[Iterable[Returned]], *, day: date, least: int) -> list[Row]:
    """The same figures for a reader who knows some of the people otherwise, for instance those of the own unit.

    `rests`: of the people in `rows` those who stay when what this reader knows is taken away, one group a way of doing
    so. Where such a rest is not empty and below `least`, the figure would tell of it, and is not shown.

    >>> home = date(2026, 1, 1)
    >>> rows = cohort([Returned(home)] * 12, first=home, last=home, day=date(2026, 2, 1), least=10)
    >>> [guarded(rows, [[Returned(home)] * n], day=date(2026, 2, 1), least=10)[0].due for n in (0, 2, 10)]
    [12, None, 12]
    """
    kept = list(rows)
    for rest in rests:
        left = list(rest)
        kept = [_without_few(row, _row(row.months, left, day, 0), least) for row in kept]
    return kept


def _without_few(row: Row, rest: Row, least: int) -> Row:
    if row.due is None or 0 < (rest.due or 0) < least:
        return Row(row.months, None, 0, 0, 0, 0, None, {})
    few = {question for question, share in rest.shares.items() if 0 < share.of < least}
    return row._replace(shares={question: share for question, share in row.shares.items() if question not in few})


def _row(months: int, members: Iterable[Returned], day: date, least: int) -> Row:
    due = [one for one in members if months_after(one.home_on, months) <= day]
    if len(due) < least:
        return Row(months, None, 0, 0, 0, 0, None, {})
    last = [_last(one, months) for one in due]
    known = [one for one in last if one is not None and one.reached == Reached.YES]
    verdicts = sum(any(told <= months_after(one.home_on, months) for told in one.verdicts) for one in due)
    return Row(
        months,
        len(due),
        len(known),
        sum(one is not None and one.reached == Reached.NO for one in last),
        sum(one is not None and one.reached == Reached.DECLINED for one in last),
        sum(one is None for one in last),
        verdicts,
        _shares(known, least),
    )


def _last(one: Returned, months: int) -> Answered | None:
    """The last asking at a milestone: an answer counts, whether a fruitless call came before or after it."""
    asked = [row for row in one.askings if row.months == months]
    return max(reversed(asked), key=lambda row: row.reached != Reached.NO, default=None)


def _shares(known: Iterable[Answered], least: int) -> dict[str, Share]:
    rows = list(known)
    found = {}
    for question, good in GOOD.items():
        said = [row.answers.get(question, "") for row in rows]
        said = [text for text in said if text and not (question == "school" and text == School.NOT_NEEDED)]
        if len(said) >= least:
            found[question] = Share(sum(text in good for text in said), len(said))
    return found
