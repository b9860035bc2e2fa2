"""How far a promise is, from numbers and dates only: nobody types a percentage or a colour."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from masohi.law.parameters import DEFAULTS, IN_FORCE, Parameters
from masohi.supply.commitments.terms import Light

TOLERANCE: Final = "commitment_tolerance"
"""The office's parameter: percentage points below the straight line from start to due that are no delay yet."""


def share(progress: int, quantity: int) -> int:
    """Whole percent of the promise that is kept, 0 to 100; 100 only when all of it is.

    >>> share(1, 3), share(299, 300), share(3, 3), share(9, 3)
    (33, 99, 100, 100)
    """
    return min(100 * progress // quantity, 100)


def expected_share(starts_on: date, due_on: date, day: date) -> int:
    """Whole percent that a steady pace reaches on `day`: 0 on the first day, 100 on the last and after it.

    >>> expected_share(date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 6))
    50
    """
    if day >= due_on:
        return 100
    if day <= starts_on:
        return 0
    return 100 * (day - starts_on).days // (due_on - starts_on).days


def light(
    progress: int, quantity: int, starts_on: date, due_on: date, day: date, *, parameters: Parameters = DEFAULTS
) -> Light:
    """The state of a promise on `day`. The due day itself is not late; what is kept early is kept.

    >>> first, due = date(2026, 1, 1), date(2026, 1, 11)
    >>> [str(light(0, 1, first, due, date(2026, 1, d))) for d in (1, 6, 10, 11, 12)]
    ['sesuai', 'sesuai', 'sesuai', 'tertinggal', 'terlambat']
    >>> [str(light(0, 10, first, due, date(2026, 1, d))) for d in (1, 2, 3, 11, 12)]
    ['sesuai', 'sesuai', 'tertinggal', 'tertinggal', 'terlambat']
    >>> str(light(10, 10, first, due, date(2026, 3, 1))), str(light(0, 10, first, due, date(2025, 12, 31)))
    ('selesai', 'belum_mulai')
    """
    if progress >= quantity:
        return Light.DONE
    if day < starts_on:
        return Light.WAITING
    if day > due_on:
        return Light.OVERDUE
    return Light.BEHIND if _behind(progress, quantity, starts_on, due_on, day, parameters) else Light.ON_TRACK


def _behind(progress: int, quantity: int, starts_on: date, due_on: date, day: date, parameters: Parameters) -> bool:
    """Whether a whole unit is missing by now, and the share lies more than the tolerance below the straight line.

    Units are whole: of one document nothing can be there at half time, so it is not behind before its due day.
    """
    length, gone = (due_on - starts_on).days, (day - starts_on).days
    tolerance = parameters.value(TOLERANCE, max(day, IN_FORCE))
    if length and progress >= quantity * gone // length:
        return False
    return bool((100 * progress + tolerance * quantity) * length < 100 * gone * quantity)


def kept_on(amounts: Iterable[tuple[date, int]], quantity: int) -> date | None:
    """The day on which the amounts, in order of their days, first reach `quantity`; None while they do not.

    >>> kept_on([(date(2026, 5, 2), 2), (date(2026, 4, 1), 1)], 3)
    datetime.date(2026, 5, 2)
    """
    total = 0
    for day, amount in sorted(amounts):
        total += amount
        if total >= quantity:
            return day
    return None
