"""Which village somebody means: by code, or by a name that only one bears (GE-02); how a unit's letters look."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from masohi.law.geography import VILLAGE
from masohi.parties.organisations.models import Letterhead, Organisation, Place
from masohi.parties.organisations.queries import letterhead_row
from masohi.parties.organisations.terms import HEAD_LINES, NUMBER_PATTERN, Level, Paper
from masohi.writing import archive
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import joined
from masohi.writing.names import search_key
from masohi.writing.reading import Unclear, plain, quoted

LEVEL_WORDS = {"kelurahan": Level.WARD, "kel": Level.WARD, "desa": Level.VILLAGE, "negeri": Level.VILLAGE}

UNKNOWN_CODE = _("Kode {code} tidak ada di Kota Ambon. Pilih kode yang benar, atau kosongkan bila di luar kota.")
UNKNOWN_NAME = _('Kelurahan atau negeri "{text}" tidak dikenal. Tulis kodenya, misalnya 81.71.02.1017.')
SEVERAL = _('Nama "{text}" ada di {count} tempat: {codes}. Tulis kodenya.')


class Villages:
    """The villages that exist, to be asked many times without a query."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_code = {place.code: place for place in places}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        for place in self.by_code.values():
            for name in place.name.split("/"):
                self.by_name[search_key(name)].append(place)

    def meant(self, text: str) -> Place:
        """The village of a code with or without dots, or of a name that only one bears. Raises Unclear otherwise."""
        digits = "".join(character for character in text if character.isdigit())
        if len(digits) == 10 and text.replace(".", "").replace(" ", "") == digits:
            code = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"
            if code in self.by_code:
                return self.by_code[code]
        if VILLAGE.fullmatch(text.strip()) or digits:
            raise Unclear(UNKNOWN_CODE, code=quoted(text))
        found = self._called(text)
        if len(found) > 1:
            codes = joined([f"{place.code} ({place.level})" for place in found])
            raise Unclear(SEVERAL, text=quoted(text), count=len(found), codes=codes)
        if not found:
            raise Unclear(UNKNOWN_NAME, text=quoted(text))
        return found[0]

    def _called(self, text: str) -> list[Place]:
        whole = self.by_name.get(search_key(text), [])
        words = plain(text).split()
        level = LEVEL_WORDS.get(words[0].strip(".")) if len(words) > 1 else None
        if whole or level is None:
            return whole
        return [place for place in self.by_name.get(search_key(" ".join(words[1:])), []) if place.level == level]


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Head:
    """How the letters of a unit look: what stands above them, on which paper, where they are signed, how numbered."""

    name: str
    lines: tuple[str, ...]
    address: str
    contact: str
    place: str
    paper: str
    pattern: str
    logo: bytes = b""  # PNG


def logo_folder() -> Path:
    """Where logos of letterheads lie, by their hash."""
    return Path(settings.MEDIA_ROOT) / "letterheads"


def letterhead_of(unit: Organisation) -> Head:
    """What the unit has set, completed by what its kind tells."""
    row = letterhead_row(unit)
    return head_from(row, archive.fetch(logo_folder(), row.logo) if row.logo else b"")


def head_from(row: Letterhead, logo: bytes) -> Head:
    """The same for a row that may not be stored yet, with its logo as PNG."""
    unit = row.organisation
    return Head(
        name=unit.name,
        lines=tuple(line.strip() for line in row.lines.splitlines() if line.strip()) or shipped_lines(unit),
        address=row.address or unit.place or "Ambon",
        contact=row.contact,
        place=row.place or (unit.place or "Ambon").split()[-1],
        paper=row.paper or Paper.A4,
        pattern=row.pattern or NUMBER_PATTERN,
        logo=logo,
    )


def shipped_lines(unit: Organisation) -> tuple[str, ...]:
    """The lines above the name that follow from the kind of a unit, and the unit's own parent of the same kind."""
    lines = HEAD_LINES.get(unit.kind, ())
    return (*lines, unit.parent.name) if unit.parent is not None and unit.parent.kind == unit.kind else lines


def numbered(pattern: str, *, serial: int, series: str, unit: str, day: date) -> str:
    """The number of a letter by a unit's pattern.

    >>> numbered("{kelas}-{urut}/{unit}/{bulan_romawi}", serial=3, series="SKS", unit="PN Ambon", day=date(2026, 9, 1))
    'SKS-3/PN-Ambon/IX'
    """
    parts = {
        "urut": str(serial),
        "kelas": series,
        "unit": unit.replace(" ", "-"),
        "tahun": str(day.year),
        "bulan_romawi": ROMAN[day.month - 1],
    }
    for name, value in parts.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern
