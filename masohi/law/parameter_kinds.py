"""How a parameter is typed into a form and printed again: `parse` and `show` of a kind undo each other."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from masohi.writing import gettext_noop as _
from masohi.writing import indonesian

Value = Any
"""int, str, float, bool or nested tuples of these: whatever JSON can hold."""


@dataclass(frozen=True)
class Kind:
    """`parse(text)` raises ValueError with an Indonesian sentence; `parse(show(value)) == value`."""

    name: str
    hint: str
    parse: Callable[[str], Value]
    show: Callable[[Value], str]


def read_whole(text: str) -> int:
    """A whole number that is not negative; dots between thousands are allowed.

    >>> read_whole(" 1.284 ")
    1284
    """
    if not re.fullmatch(r"\d{1,12}|\d{1,3}(\.\d{3}){1,4}", text.strip(), re.ASCII):
        raise ValueError(_("Tulis bilangan bulat, misalnya 10."))
    return int(text.replace(".", ""))


def read_positive(text: str) -> int:
    """A whole number of at least 1."""
    if (number := read_whole(text)) < 1:
        raise ValueError(_("Tulis bilangan bulat paling sedikit 1."))
    return number


def read_rupiah(text: str) -> int:
    """Rupiah with or without `Rp`.

    >>> read_rupiah("Rp10.000.000")
    10000000
    """
    return read_whole(re.sub(r"^\s*rp\.?\s*", "", text, flags=re.IGNORECASE))


def read_minutes(text: str) -> int:
    """Minutes, or hours and minutes in words.

    >>> read_minutes("8 jam"), read_minutes("4 jam 30 menit"), read_minutes("90")
    (480, 270, 90)
    """
    found = re.fullmatch(r"\s*(?:(\d{1,4})\s*jam)?\s*(?:(\d{1,5})\s*(?:menit)?)?\s*", text.lower(), re.ASCII)
    if not found or not any(found.groups()):
        raise ValueError(_("Tulis lama waktu, misalnya 2 jam 30 menit."))
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def read_range(text: str) -> tuple[int, int]:
    """Two whole numbers, the smaller first.

    >>> read_range("8 sampai 240"), read_range("8-240")
    ((8, 240), (8, 240))
    """
    low, high = (read_whole(part) for part in _two(re.split(r"sampai|s/d|-|–", text)))
    if low > high:
        raise ValueError(_("Batas bawah tidak boleh melebihi batas atas."))
    return low, high


def read_clock(text: str) -> str:
    """An hour of the day as HH:MM.

    >>> read_clock("6.30")
    '06:30'
    """
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", text.strip(), re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(_("Tulis jam, misalnya 06.30."))
    return f"{time(int(found[1]), int(found[2])):%H:%M}"


def show_clock(value: str) -> str:
    """The hour with a dot, as Indonesian offices write it."""
    return value.replace(":", ".")


def read_week_hours(text: str) -> tuple[tuple[int, str, str], ...]:
    """Weekly times, one a line or separated by `;`. Monday is 0.

    >>> read_week_hours("Jumat 11.30-13.30; Minggu 06.00-12.00")
    ((4, '11:30', '13:30'), (6, '06:00', '12:00'))
    """
    return tuple(_week_hour(part) for part in re.split(r"[;\n]", text) if part.strip())


def show_week_hours(value: tuple[tuple[int, str, str], ...]) -> str:
    """Weekly times in one line."""
    return "; ".join(f"{indonesian.DAYS[day]} {show_clock(start)}-{show_clock(end)}" for day, start, end in value)


def read_box(text: str) -> tuple[float, float, float, float]:
    """South, north, west, east in degrees, separated by spaces or `;`.

    >>> read_box("-3.795 -3.569 128.026 128.301")
    (-3.795, -3.569, 128.026, 128.301)
    """
    parts = re.split(r"[;\s]+", text.strip())
    if len(parts) != 4 or not all(re.fullmatch(r"-?\d{1,3}(\.\d{1,8})?", part, re.ASCII) for part in parts):
        raise ValueError(_("Tulis empat angka: selatan, utara, barat, timur."))
    south, north, west, east = (float(part) for part in parts)
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        raise ValueError(_("Urutan angka: selatan, utara, barat, timur."))
    return south, north, west, east


def read_numbers(text: str) -> tuple[int, ...]:
    """Whole numbers separated by `;`."""
    return tuple(read_whole(part) for part in text.split(";"))


def read_pairs(text: str) -> tuple[tuple[int, int], ...]:
    """Pairs `limit = value`, separated by `;`.

    >>> read_pairs("12 = 4; 36 = 8")
    ((12, 4), (36, 8))
    """
    pairs = [_two(part.split("=")) for part in text.split(";")]
    return tuple((read_whole(left), read_whole(right)) for left, right in pairs)


def one_of(choices: dict[str, str]) -> Kind:
    """A kind whose value is one of the keys; the form shows the Indonesian label."""

    def parse(text: str) -> str:
        wanted = text.strip().casefold()
        for value, label in choices.items():
            if wanted in {value.casefold(), label.casefold()}:
                return value
        raise ValueError(_("Pilih salah satu dari daftar."))

    return Kind("pilihan", " / ".join(choices.values()), parse, choices.__getitem__)


def _two(parts: list[str]) -> tuple[str, str]:
    if len(parts) != 2:
        raise ValueError(_("Tulis dua bilangan, misalnya 8 sampai 240."))
    return parts[0], parts[1]


def _week_hour(text: str) -> tuple[int, str, str]:
    found = re.fullmatch(r"\s*(\w+)\s+([\d.:]+)\s*[-–]\s*([\d.:]+)\s*", text)
    names = [day.casefold() for day in indonesian.DAYS]
    if not found or found[1].casefold() not in names:
        raise ValueError(_("Tulis hari dan jam, misalnya Jumat 11.30-13.30."))
    start, end = read_clock(found[2]), read_clock(found[3])
    if start >= end:
        raise ValueError(_("Jam selesai harus sesudah jam mulai."))
    return names.index(found[1].casefold()), start, end


COUNT = Kind("bilangan", _("bilangan bulat"), read_positive, indonesian.number)
NUMBER = Kind("bilangan_atau_nol", _("bilangan bulat; 0 berarti tidak dipakai"), read_whole, indonesian.number)
RUPIAH = Kind("rupiah", _("jumlah rupiah; 0 berarti tidak berlaku"), read_rupiah, indonesian.rupiah)
MINUTES = Kind("lama", _("misalnya 2 jam 30 menit"), read_minutes, indonesian.hours)
ALLOWANCE = Kind(
    "lama_atau_nol",
    _("misalnya 1 jam; 0 berarti tidak ada"),
    read_minutes,
    lambda minutes: indonesian.hours(minutes) if minutes else "0",
)
RANGE = Kind("rentang", _("misalnya 8 sampai 240"), read_range, lambda pair: f"{pair[0]} sampai {pair[1]}")
CLOCK = Kind("jam", _("misalnya 06.30"), read_clock, show_clock)
WEEK_HOURS = Kind("jam_mingguan", _("misalnya Jumat 11.30-13.30; Minggu 06.00-12.00"), read_week_hours, show_week_hours)
BOX = Kind("kotak", _("selatan utara barat timur, dalam derajat"), read_box, lambda box: " ".join(map(str, box)))
NUMBERS = Kind("daftar", _("bilangan dipisah titik koma"), read_numbers, lambda row: "; ".join(map(str, row)))
PAIRS = Kind(
    "pasangan",
    _("batas = nilai, dipisah titik koma"),
    read_pairs,
    lambda rows: "; ".join(f"{a} = {b}" for a, b in rows),
)
LETTERS = Kind("huruf", _("huruf dipisah spasi"), lambda text: tuple(text.split()), " ".join)
