"""When somebody is asked what they earn, and what a group earns, without telling anybody's own number."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from masohi.reentry.livelihood.terms import MILESTONES, Answer

EARLY: Final = 14  # days before a milestone from which on its income can be asked for
GRACE: Final = 60  # days after it, after which the answer would no longer tell of that time


def milestone(gone_on: date, months: int) -> date:
    """The day `months` after somebody went home; where that month is shorter, its last day.

    >>> milestone(date(2026, 11, 30), 3), milestone(date(2026, 1, 15), 12)
    (datetime.date(2027, 2, 28), datetime.date(2027, 1, 15))
    """
    year, month = divmod(gone_on.year * 12 + gone_on.month - 1 + months, 12)
    for day in range(gone_on.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, gone_on.day)


def asked_now(gone_on: date, day: date, done: Iterable[int]) -> int | None:
    """The milestone at which somebody is to be asked on `day`; None where none is near or it is answered.

    >>> gone = date(2026, 1, 15)
    >>> [asked_now(gone, date(2026, 4, d), []) for d in (1, 15)], asked_now(gone, date(2026, 4, 15), [3])
    ([3, 3], None)
    >>> [asked_now(gone, day, []) for day in (date(2026, 3, 31), date(2026, 6, 14), date(2026, 6, 15))]
    [None, 3, None]
    """
    answered = set(done)
    for months in MILESTONES:
        left = (milestone(gone_on, months) - day).days
        if months not in answered and -GRACE <= left <= EARLY:
            return months
    return None


class Earning(NamedTuple):
    """What a group earns at one milestone. `median` (rupiah a month) is None below the least number of people."""

    months: int
    gone: int
    known: int
    earning: int
    median: int | None


def earnings(months: int, gone: int, answers: Sequence[tuple[str, int | None]], *, least: int) -> Earning:
    """The earning of `gone` people whose milestone has passed; `answers` are pairs of answer and rupiah.

    Nobody learns a median of fewer than `least` people who told theirs; `earning` then is 0 too.

    >>> told = [("dijawab", rupiah) for rupiah in (500_000, 0, 1_500_000)]
    >>> earnings(3, 5, [*told, ("tidak_mau", None)], least=3)
    Earning(months=3, gone=5, known=3, earning=2, median=500000)
    >>> earnings(3, 5, told, least=4)
    Earning(months=3, gone=5, known=3, earning=0, median=None)
    """
    amounts = sorted(rupiah or 0 for answer, rupiah in answers if answer == Answer.TOLD)
    if len(amounts) < least:
        return Earning(months, gone, len(amounts), 0, None)
    middle = (amounts[(len(amounts) - 1) // 2] + amounts[len(amounts) // 2]) // 2
    return Earning(months, gone, len(amounts), sum(amount > 0 for amount in amounts), middle)
