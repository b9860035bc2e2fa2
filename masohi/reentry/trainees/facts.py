"""How long training by verdict lasts, and what AN-06 says of it."""

from datetime import date, timedelta

from masohi.law.citation import Finding, listed
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.law.sppa import child_training


def months_between(first: date, last: date) -> tuple[int, int]:
    """Whole months from `first` to the end of `last`, rounded down and rounded up.

    >>> months_between(date(2026, 3, 1), date(2026, 5, 31)), months_between(date(2026, 3, 1), date(2027, 2, 28))
    ((3, 3), (12, 12))
    >>> months_between(date(2026, 3, 1), date(2026, 5, 30)), months_between(date(2026, 3, 1), date(2027, 3, 1))
    ((2, 3), (12, 13))
    """
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    down = months - (after.day < first.day)
    return down, down + (after.day != first.day)


def term_finding(
    first: date,
    last: date,
    *,
    place: str,
    minutes_a_day: int = 0,
    accredited: bool = True,
    day: date,
    parameters: Parameters = DEFAULTS,
) -> Finding | None:
    """What AN-06 says of a child's training from `first` to `last`, on `day`: the stricter of both roundings.

    >>> term_finding(date(2026, 3, 1), date(2026, 5, 31), place="BLK", day=date(2026, 3, 1)) is None
    True
    >>> term_finding(date(2026, 3, 1), date(2027, 3, 1), place="BLK", day=date(2026, 3, 1)).rule
    'AN-06'
    """
    for months in months_between(first, last):
        found = child_training(
            months, minutes_a_day=minutes_a_day, place=place, accredited=accredited, day=day, parameters=parameters
        )
        if found:
            return listed(found)[0]
    return None
