"""Values in the language of the page: Indonesian by `masohi.writing`, English by the small table here."""

from datetime import date, datetime

from django.utils.translation import get_language

from masohi.writing import indonesian

NOTHING = "–"
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_english() -> bool:
    """True when the page is read in English."""
    return (get_language() or "id").startswith("en")


def as_day(value: date | datetime) -> date:
    """The calendar day in WIT; an aware time is moved to WIT first."""
    return value.astimezone(indonesian.WIT).date() if isinstance(value, datetime) else value


def long_date(value: date | datetime) -> str:
    """Day, month in words, year: 9 Februari 2026."""
    day = as_day(value)
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}" if in_english() else indonesian.long_date(day)


def day_and_date(value: date | datetime) -> str:
    """Weekday and long date: Senin, 9 Februari 2026."""
    day = as_day(value)
    return f"{weekday(day)}, {long_date(day)}"


def weekday(value: date | datetime) -> str:
    """The name of the day."""
    return (ENGLISH_DAYS if in_english() else indonesian.DAYS)[as_day(value).weekday()]


def month_and_year(value: date | datetime) -> str:
    """Month in words and year: Februari 2026."""
    day = as_day(value)
    return f"{(ENGLISH_MONTHS if in_english() else indonesian.MONTHS)[day.month - 1]} {day.year}"


def short_date(value: date | datetime) -> str:
    """09/02/2026 in both languages, as in the registers."""
    return indonesian.short_date(as_day(value))


def bare_clock(value: datetime) -> str:
    """Hour and minute without the zone, for the first half of a span."""
    written = indonesian.clock(value)
    return written.replace(".", ":") if in_english() else written


def clock(value: datetime) -> str:
    """Hour, minute and zone: 08.30 WIT, in English 08:30 WIT. `value` must be aware."""
    return f"{bare_clock(value)} WIT"


def moment(value: datetime) -> str:
    """Weekday, date, hour and zone."""
    return f"{day_and_date(value)}, {clock(value)}"


def number(value: int) -> str:
    """Thousands with dots, in English with commas."""
    return f"{value:,}" if in_english() else indonesian.number(value)


def rupiah(value: int) -> str:
    """Integer rupiah with the sign Rp."""
    written = indonesian.rupiah(value)
    return written.replace(".", ",") if in_english() else written


def duration(minutes: int) -> str:
    """Integer minutes in words: 4 jam 30 menit, in English 4 hours 30 minutes."""
    if not in_english():
        return indonesian.hours(minutes)
    whole, rest = divmod(minutes, 60)
    parts = [counted(whole, "hour")] * (whole > 0) + [counted(rest, "minute")] * (rest > 0)
    return " ".join(parts) or "0 hours"


def counted(amount: int, word: str) -> str:
    """An English number with its noun: 1 hour, 1,284 hours."""
    return f"{amount:,} {word}" if amount == 1 else f"{amount:,} {word}s"


def joined(items: list[str]) -> str:
    """A list as a phrase: a, b, dan c."""
    phrase = indonesian.joined([str(item) for item in items])
    return phrase.replace(" dan ", " and ") if in_english() else phrase
