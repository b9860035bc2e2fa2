"""When somebody at home is asked how it goes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from masohi.law.counting import months_after
from masohi.reentry.followup.terms import MILESTONES

EARLY: Final = 14  # days before a milestone from which on its questions can be asked
GRACE: Final = 60  # days after it, after which the answer would tell of another time
LEAP: Final = 3  # days by which months differ: a bound that is counted backwards keeps them


def window_holds(home_on: date, months: int, day: date) -> bool:
    """Whether an answer of `day` tells of the milestone `months` after `home_on`; of two that are near, of the later.

    >>> [window_holds(date(2026, 1, 15), 1, day) for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31))]
    [False, True, True]
    >>> [window_holds(date(2026, 1, 15), months, date(2026, 4, 1)) for months in (1, 3)]
    [False, True]
    """
    return months == max((one for one in MILESTONES if _near(home_on, one, day)), default=None)


def _near(home_on: date, months: int, day: date) -> bool:
    return -GRACE <= (months_after(home_on, months) - day).days <= EARLY


def asked_since(day: date) -> date:
    """Nobody who came home before this day is asked on `day`: the last milestone and its time of grace are over.

    >>> asked_since(date(2026, 11, 23))
    datetime.date(2024, 9, 21)
    """
    return months_after(day, -MILESTONES[-1]) - timedelta(days=GRACE + LEAP)


def due_now(home_on: date, day: date, answered: Iterable[int]) -> int | None:
    """The milestone that is to be asked on `day`; None where none is near or it is answered.

    >>> due_now(date(2026, 1, 15), date(2026, 2, 15), []), due_now(date(2026, 1, 15), date(2026, 2, 15), [1])
    (1, None)
    >>> due_now(date(2026, 1, 15), date(2026, 4, 10), []), due_now(date(2026, 1, 15), date(2026, 4, 10), [3])
    (3, None)
    """
    near = next((months for months in MILESTONES if window_holds(home_on, months, day)), None)
    return None if near in set(answered) else near
