"""When somebody is asked what they earn, and what a group earns, without telling anybody's own number."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from masohi.law.counting import months_after
from masohi.reentry.livelihood.terms import MILESTONES, Answer

EARLY: Final = 14  # days before a milestone from which on its income can be asked for
GRACE: Final = 60  # days after it, after which the answer would no longer tell of that time


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
        left = (months_after(gone_on, months) - day).days
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
