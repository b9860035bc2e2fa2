"""Ages, terms and overlaps: the arithmetic that the rules share. Minutes are integers, days are calendar days."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from masohi.writing.indonesian import WIT

EPOCH = datetime(1970, 1, 1, tzinfo=WIT)
CALENDAR_DAY = 1440
"""Minutes from midnight to midnight: WIT has no summer time."""

Span = tuple[int, int]
Times = tuple[datetime, datetime]


def age_on(birth: date, day: date) -> int:
    """Full years on `day`. Who was born on 29 February grows older on 1 March in a common year.

    >>> age_on(date(2008, 2, 4), date(2026, 2, 4)), age_on(date(2008, 2, 5), date(2026, 2, 4))
    (18, 17)
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March where it does not exist; never beyond year 9999.

    >>> years_after(date(2024, 2, 29), 4), years_after(date(2024, 2, 29), 1)
    (datetime.date(2028, 2, 29), datetime.date(2025, 3, 1))
    """
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def months_after(day: date, months: int) -> date:
    """The same day `months` later; where that month is shorter, its last day.

    >>> months_after(date(2026, 11, 30), 3), months_after(date(2026, 1, 15), 12)
    (datetime.date(2027, 2, 28), datetime.date(2027, 1, 15))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_after(day: date, days: int) -> date:
    """`days` after `day`, never beyond the calendar."""
    return day + timedelta(days=max(0, min(days, (date.max - day).days)))


def months_in_words(months: int) -> str:
    """Months as years and months.

    >>> months_in_words(60), months_in_words(59), months_in_words(3)
    ('5 tahun', '4 tahun 11 bulan', '3 bulan')
    """
    years, rest = divmod(months, 12)
    parts = [f"{years} tahun"] * (years > 0) + [f"{rest} bulan"] * (rest > 0)
    return " ".join(parts) or "0 bulan"


def minute_of(moment: datetime) -> int:
    """Minutes since 1970 in WIT; seconds are dropped as a wall clock does. Raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return (moment - EPOCH) // timedelta(minutes=1)


def moment_of(minute: int) -> datetime:
    """The aware moment of `minute_of`."""
    return EPOCH + timedelta(minutes=minute)


def march(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in WIT (the 2nd is a Monday): the calendar of the worked examples."""
    return datetime(2026, 3, day, hour, minute, tzinfo=WIT)


def day_of(minute: int) -> date:
    """The calendar day in WIT of a minute since 1970."""
    return moment_of(minute).date()


def clock_minutes(text: str) -> int:
    """Minutes after midnight of `HH:MM`.

    >>> clock_minutes("06:40")
    400
    """
    at = time.fromisoformat(text)
    return at.hour * 60 + at.minute


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of spans as disjoint spans in order; empty and reversed spans vanish.

    >>> merged([(5, 9), (1, 3), (3, 6), (8, 8)])
    [(1, 9)]
    """
    union: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(union[-1][1], end))
        else:
            union.append((start, end))
    return union


def without(span: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of `span` after the spans `taken`.

    >>> without((0, 10), [(2, 4), (8, 20)])
    [(0, 2), (4, 8)]
    """
    left, (start, end) = [], span
    for first, last in merged(taken):
        if start < min(first, end):
            left.append((start, min(first, end)))
        start = max(start, last)
    return left + [(start, end)] * (start < end)


def shared(span: Span, others: Iterable[Span]) -> int:
    """Minutes that `span` has in common with the union of `others`."""
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in merged(others))
