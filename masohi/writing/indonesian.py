"""Values as an Indonesian reader expects them. Times are shown in WIT (UTC+9, no summer time)."""

from datetime import date, datetime, timedelta, timezone

WIT = timezone(timedelta(hours=9), "WIT")

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def long_date(day: date) -> str:
    """Day, month in words, year.

    >>> long_date(date(2026, 2, 9))
    '9 Februari 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """The long date with its weekday.

    >>> day_and_date(date(2026, 2, 9))
    'Senin, 9 Februari 2026'
    """
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def short_date(day: date) -> str:
    """Two digits for day and month, four for the year.

    >>> short_date(date(2026, 2, 9))
    '09/02/2026'
    """
    return f"{day:%d/%m/%Y}"


def clock(moment: datetime) -> str:
    """Hour and minute in WIT with a dot; `moment` must be aware.

    >>> clock(datetime(2026, 2, 8, 23, 30, tzinfo=timezone.utc))
    '08.30'
    """
    return f"{moment.astimezone(WIT):%H.%M}"


def moment(at: datetime) -> str:
    """Weekday, date, hour and zone.

    >>> moment(datetime(2026, 2, 8, 23, 30, tzinfo=timezone.utc))
    'Senin, 9 Februari 2026, 08.30 WIT'
    """
    return f"{day_and_date(at.astimezone(WIT).date())}, {clock(at)} WIT"


def number(value: int) -> str:
    """Thousands with dots.

    >>> number(1284)
    '1.284'
    """
    return f"{value:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """Integer rupiah, no space, no decimals.

    >>> rupiah(1250000)
    'Rp1.250.000'
    """
    return f"Rp{number(amount)}" if amount >= 0 else f"-Rp{number(-amount)}"


def hours(minutes: int) -> str:
    """Integer minutes as hours and minutes in words.

    >>> hours(270), hours(45), hours(480)
    ('4 jam 30 menit', '45 menit', '8 jam')
    """
    whole, rest = divmod(minutes, 60)
    parts = [f"{number(whole)} jam"] * (whole > 0) + [f"{rest} menit"] * (rest > 0)
    return " ".join(parts) or "0 jam"


def joined(items: list[str]) -> str:
    """A list as a phrase.

    >>> joined(["a", "b", "c"])
    'a, b, dan c'
    """
    if len(items) < 3:
        return " dan ".join(items)
    return ", ".join(items[:-1]) + f", dan {items[-1]}"


def masked(digits: str) -> str:
    """NIK or NIP with its middle hidden.

    >>> masked("8171010101990001")
    '8171••••••••0001'
    """
    return digits[:4] + "•" * max(len(digits) - 8, 0) + digits[-4:] if len(digits) > 8 else "•" * len(digits)


def initials(name: str) -> str:
    """First letters only, for public pages.

    >>> initials("Maria Ratulangi"), initials("Suharto")
    ('M.R.', 'S.')
    """
    return "".join(f"{word[0].upper()}." for word in name.split() if word)
