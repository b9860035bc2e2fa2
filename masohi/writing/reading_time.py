"""What people type about time: dates, hours of the day, weekdays, weekly hours, the rhythm of a verdict."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import DAYS, MONTHS
from masohi.writing.reading import Unclear, plain, quoted

SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(14_612, 73_051)  # 1940 to 2099; smaller numbers are more likely something else
MONTH_WORDS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_WORDS |= {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_WORDS |= {"pebruari": 2, "peb": 2, "may": 5, "juny": 6, "agt": 8, "ags": 8, "aug": 8, "august": 8}
MONTH_WORDS |= {"sept": 9, "oct": 10, "october": 10, "nopember": 11, "nop": 11, "dec": 12, "december": 12}
MONTH_WORDS |= {"january": 1, "february": 2, "march": 3, "june": 6, "july": 7}
DAY_WORDS = {name.lower(): number for number, name in enumerate(DAYS)}
DAY_WORDS |= {"sen": 0, "sel": 1, "rab": 2, "kam": 3, "jum'at": 4, "jum’at": 4, "jum": 4, "sab": 5, "min": 6, "ahad": 6}
EVERY_DAY = ("setiap hari", "tiap hari")
LEAP_YEAR = 2024
END_OF_DAY = "23:59"
DATE_SAYS = _('"{text}" bukan tanggal. Tulis seperti 9 Februari 2026 atau 09/02/2026.')


def day(text: str) -> date:
    """A date between 1900 and 2200: day first, month as number or word, year with four digits; or an Excel serial.

    >>> day("09/02/2026") == day("9 Feb 2026") == day("Senin, 9 Februari 2026") == day("2026-02-09") == day("46062")
    True
    >>> day("31 Februari")
    Traceback (most recent call last):
    masohi.writing.reading.Unclear: Tanggal "31 Februari" tidak ada. Tulis seperti 9 Februari 2026.
    """
    body = plain(text)
    if re.fullmatch(r"\d{5}", body, re.ASCII) and int(body) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(body))
    number, month, year = _date_parts(text, body)
    if year is None:
        _real(text, LEAP_YEAR, month, number)
        raise Unclear(_('Tahun pada "{text}" belum ditulis. Tulis seperti 9 Februari 2026.'), text=quoted(text))
    if len(year) != 4:
        says = _('Tahun pada "{text}" harus 4 angka. Tulis seperti 9 Februari 2026.')
        raise Unclear(says, text=quoted(text))
    found = _real(text, int(year), month, number)
    if not 1900 <= found.year <= 2200:
        raise Unclear(_('Tahun pada "{text}" tidak mungkin. Periksa lagi.'), text=quoted(text))
    return found


def _date_parts(text: str, body: str) -> tuple[int, int, str | None]:
    """Day, month and the digits of the year (None where there are none)."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})([t ]00:00(:00)?)?", body, re.ASCII)
    if iso:
        return int(iso[3]), int(iso[2]), iso[1]
    body = re.sub(r"^[a-z'’]+,?\s+(?=\d)", _without_weekday, body)
    found = re.fullmatch(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2}|[a-z]+)(?:\.?\s*[/.\-,\s]\s*(\d+))?\.?", body, re.ASCII)
    month = _month(found[2]) if found else None
    if found is None or month is None:
        raise Unclear(DATE_SAYS, text=quoted(text))
    return int(found[1]), month, found[3]


def _without_weekday(found: re.Match[str]) -> str:
    word = found[0].strip(" ,")
    return "" if word in DAY_WORDS or word in {"tanggal", "tgl"} else found[0]


def _month(word: str) -> int | None:
    return int(word) if word.isdigit() else MONTH_WORDS.get(word)


def _real(text: str, year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        says = _('Tanggal "{text}" tidak ada. Tulis seperti 9 Februari 2026.')
        raise Unclear(says, text=quoted(text)) from None


def clock(text: str) -> str:
    """An hour of the day as HH:MM; midnight at the end of a day is 23:59.

    >>> clock("7.00"), clock("07:30 WIT"), clock("16"), clock("24.00")
    ('07:00', '07:30', '16:00', '23:59')
    """
    body = re.sub(r"^(pukul|pkl\.?|jam)\s*|\s*wit$", "", plain(text))
    found = re.fullmatch(r"(\d{1,2})(?:[.:](\d{2}))?(?::00)?", body, re.ASCII)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if (hour, minute) == (24, 0):
        return END_OF_DAY
    if hour > 23 or minute > 59:
        raise Unclear(_('"{text}" bukan jam. Tulis seperti 07.30.'), text=quoted(text))
    return f"{hour:02}:{minute:02}"


def weekdays(text: str) -> list[int]:
    """Days of the week, 0 = Senin, in order.

    >>> weekdays("Sabtu dan Minggu"), weekdays("Senin-Jumat"), weekdays("Sabtu s.d. Senin"), weekdays("Setiap hari")
    ([5, 6], [0, 1, 2, 3, 4], [0, 5, 6], [0, 1, 2, 3, 4, 5, 6])
    """
    body = re.sub(r"^(setiap|tiap|hari)\s+(hari\s+)?(?=[a-z])", "", plain(text)) if plain(text) not in EVERY_DAY else ""
    if not body:
        return list(range(7))
    found: set[int] = set()
    for part in re.split(r"\s*(?:,|;|/|&|\bdan\b)\s*", body):
        found.update(_days_between(part, text))
    return sorted(found)


def _days_between(part: str, text: str) -> Iterable[int]:
    """One weekday, or all from one to another."""
    ends = [DAY_WORDS.get(word.strip(" .")) for word in re.split(r"\s*(?:-|–|sampai|s/d|s\.d\.?|hingga)\s*", part)]
    if None in ends or len(ends) > 2:
        raise Unclear(
            _('"{text}" bukan nama hari. Tulis seperti Senin-Jumat atau Sabtu dan Minggu.'), text=quoted(text)
        )
    first, last = int(ends[0] or 0), int(ends[-1] or 0)
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


WEEK_SAYS = _('"{text}" belum jelas. Tulis seperti Senin-Jumat 08.00-16.00; Minggu 07.00-12.00.')


def week_hours(text: str) -> list[dict[str, object]]:
    """Weekly stretches as the order format holds them; parts are separated by semicolons or lines.

    >>> week_hours("Minggu 07.00-12.00")
    [{'weekday': 6, 'from': '07:00', 'to': '12:00'}]
    >>> [hours["weekday"] for hours in week_hours("Senin-Jumat 08.00-16.00; Sabtu pukul 8 s.d. 12 WIT")]
    [0, 1, 2, 3, 4, 5]
    """
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        match = re.fullmatch(r"(.*?[^\d\s,]),?\s*(\d.*?)\s*(?:-|–|sampai|s/d|s\.d\.?|hingga)\s*(\d.*)", plain(part))
        if not match:
            raise Unclear(WEEK_SAYS, text=quoted(part))
        days = weekdays(re.sub(r"\s*(pukul|pkl\.?|jam)$", "", match[1]))
        start, end = clock(match[2]), clock(match[3])
        if start >= end:
            raise Unclear(_('Jam selesai harus sesudah jam mulai: "{text}".'), text=quoted(part))
        found += [{"weekday": weekday, "from": start, "to": end} for weekday in days]
    return found


RHYTHM = re.compile(
    r"(\d{1,2})\s*(?:hari|kali|x|hr)\s*(?:/|per|dalam|se|tiap|setiap)?\s*(?:1|satu)?\s*(minggu|pekan|bulan|bln)",
    re.ASCII,
)
RHYTHM_SAYS = _('"{text}" belum jelas. Tulis seperti 10 hari/bulan, 2 hari seminggu, atau Sabtu dan Minggu.')


def rhythm(text: str) -> dict[str, object]:
    """How the verdict spreads the days, as the order format holds it.

    >>> rhythm("10 hari/bulan"), rhythm("2 hari seminggu"), rhythm("Sabtu dan Minggu"), rhythm("5 x sebulan")
    ({'days_per_month': 10}, {'days_per_week': 2}, {'weekdays': [5, 6]}, {'days_per_month': 5})
    """
    found = RHYTHM.fullmatch(plain(text))
    if found is None:
        try:
            return {"weekdays": weekdays(text)}
        except Unclear:
            raise Unclear(RHYTHM_SAYS, text=quoted(text)) from None
    weekly = found[2] in {"minggu", "pekan"}
    count, most = int(found[1]), 7 if weekly else 30
    if not 1 <= count <= most:
        raise Unclear(_('Jumlah hari pada "{text}" tidak mungkin.'), text=quoted(text))
    return {"days_per_week" if weekly else "days_per_month": count}
