"""What somebody saw at a lesson, and whether it can be so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext

from masohi.reentry.training.terms import ATTENDED, LessonOutcome
from masohi.writing.indonesian import WIT, number
from masohi.writing.refusals import Refused


@dataclass(frozen=True)
class Came:
    """What was seen of one enrolment (primary key). `minutes` says how long, where it was not the whole lesson."""

    enrolment: int
    outcome: LessonOutcome
    minutes: int | None = None
    note: str = ""


def minutes_of(came: Came, lesson_minutes: int) -> int:
    """Minutes that somebody was there: all of them, as many as were told, or none. Raises Refused for what cannot be.

    >>> minutes_of(Came(1, LessonOutcome.PRESENT), 120), minutes_of(Came(1, LessonOutcome.LATE, 90), 120)
    (120, 90)
    >>> minutes_of(Came(1, LessonOutcome.ABSENT, 90), 120)
    0
    """
    if came.outcome not in ATTENDED:
        return 0
    if came.outcome == LessonOutcome.PRESENT:
        return lesson_minutes
    if came.minutes is None or not 0 < came.minutes < lesson_minutes:
        raise Refused(
            gettext("Untuk yang terlambat atau pulang awal, tulis berapa menit hadir. Belum ada yang tersimpan.")
        )
    return came.minutes


def complete(expected: Iterable[int], came: Sequence[Came], heads: int) -> None:
    """Everybody is told once, and as many came as were counted. Raises Refused."""
    if sorted(one.enrolment for one in came) != sorted(expected):
        raise Refused(gettext("Daftar peserta berubah. Muat ulang halaman; belum ada yang tersimpan."))
    there = sum(one.outcome in ATTENDED for one in came)
    if there != heads:
        words = {"heads": number(heads), "names": number(there)}
        says = gettext(
            "Hitungan awal %(heads)s, tetapi %(names)s nama tercatat hadir. Ubah nama yang tidak hadir, "
            "atau ubah hitungan."
        )
        raise Refused(says % words)


def weekly(first: date, last: date, weekdays: Iterable[int], begins: time) -> list[datetime]:
    """Moments at which lessons begin, from the first day to the last, on these weekdays (0 is Monday), in WIT.

    >>> [str(at.date()) for at in weekly(date(2026, 10, 5), date(2026, 10, 14), [0, 2], time(9))]
    ['2026-10-05', '2026-10-07', '2026-10-12', '2026-10-14']
    """
    wanted, days = set(weekdays), (last - first).days + 1
    found = (first + timedelta(days=step) for step in range(days))
    return [datetime.combine(day, begins, WIT) for day in found if day.weekday() in wanted]


@dataclass(frozen=True)
class Attended:
    """Minutes of one enrolment: at lessons that were verified, and at those that still wait for another officer."""

    verified: int = 0
    waiting: int = 0


def by_enrolment(records: Iterable[tuple[int, int, bool]]) -> dict[int, Attended]:
    """Sum of (enrolment, minutes, verified?) by enrolment.

    >>> by_enrolment([(1, 60, True), (1, 30, False), (2, 15, True)])[1]
    Attended(verified=60, waiting=30)
    """
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for enrolment, minutes, verified in records:
        sums[enrolment][0 if verified else 1] += minutes
    return {enrolment: Attended(*both) for enrolment, both in sums.items()}
