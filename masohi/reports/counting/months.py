"""Months as the office counts them: calendar months in WIT, however the database keeps its times."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from masohi.writing.indonesian import WIT

ZONE = ZoneInfo("Asia/Jayapura")  # the same hours as WIT, under the name that databases know


def first_of(day: date) -> date:
    """The first day of the month in which `day` lies."""
    return day.replace(day=1)


def after(month: date) -> date:
    """The first day of the next month.

    >>> after(date(2026, 12, 1))
    datetime.date(2027, 1, 1)
    """
    return first_of(month + timedelta(days=31))


def before(month: date) -> date:
    """The first day of the month before.

    >>> before(date(2026, 3, 1))
    datetime.date(2026, 2, 1)
    """
    return first_of(month - timedelta(days=1))


def last_of(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return after(month) - timedelta(days=1)


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of `first` to the first moment after `last`, both in WIT: a half-open span.

    >>> moments(date(2026, 2, 28), date(2026, 2, 28))[0].astimezone(ZoneInfo("UTC")).isoformat()
    '2026-02-27T15:00:00+00:00'
    """
    return datetime.combine(first, time(), WIT), datetime.combine(last + timedelta(days=1), time(), WIT)


def day_of(at: datetime) -> date:
    """The day in WIT."""
    return at.astimezone(WIT).date()


def named(text: str) -> date | None:
    """The month that an address names, or None.

    >>> named("2026-02"), named("2026-13"), named("26-2")
    (datetime.date(2026, 2, 1), None, None)
    """
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text, re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found else None


def written(month: date) -> str:
    """How an address names a month.

    >>> written(date(2026, 2, 1))
    '2026-02'
    """
    return f"{month:%Y-%m}"
