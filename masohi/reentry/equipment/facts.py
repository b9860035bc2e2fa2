"""Whether an item can be used today, from its state and its dates only."""

from datetime import date
from typing import Final

from masohi.law.equipment import safety_check_living
from masohi.reentry.equipment.terms import GONE, ItemState, Obstacle

SOON: Final = 30  # days before a safety check runs out, at which it is spoken of


def unfit(state: str, next_check_on: date | None, day: date) -> Obstacle | None:
    """Why nobody may use an item on `day`, or None; the last day of a check is a day of use.

    >>> unfit("baik", date(2026, 10, 5), date(2026, 10, 5)) is None
    True
    >>> str(unfit("baik", date(2026, 10, 4), date(2026, 10, 5))), str(unfit("rusak", None, date(2026, 10, 5)))
    ('lewat_periksa', 'rusak')
    """
    if state in GONE:
        return Obstacle.GONE
    named = {
        ItemState.LOST.value: Obstacle.LOST,
        ItemState.BROKEN.value: Obstacle.BROKEN,
        ItemState.HOME.value: Obstacle.LENT,
    }
    if str(state) in named:
        return named[str(state)]
    return Obstacle.OVERDUE if safety_check_living(next_check_on, day=day) else None


def check_due_soon(next_check_on: date | None, day: date) -> bool:
    """Whether a check runs out within `SOON` days, or did already.

    >>> [check_due_soon(date(2026, 11, 1), date(2026, 10, d)) for d in (1, 2)]
    [False, True]
    """
    return next_check_on is not None and (next_check_on - day).days <= SOON
