"""Rows of the personnel export as values: the NIP is checked, its digit of sex is read by nobody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from masohi.law.identifiers import nip_valid
from masohi.law.posts import LEVELS
from masohi.reentry.posts.candidates.terms import COLUMNS, Expected, Rating
from masohi.supply.intake.reading import Read, Reader, block, read_cells, upto
from masohi.writing import gettext_noop as _
from masohi.writing.reading import Unclear, digits, one_of, whole_number, yes_or_no

CONTRACT = "21"
LONGEST = 600  # months
YEARS = 5
RATINGS = {one.value: one for one in Rating}
SCHOOLS = {name.lower(): name for name in LEVELS} | {"d-iii": "D3", "diii": "D3", "d-iv": "D4", "div": "D4"}
SCHOOLS |= {"s-1": "S1", "s-2": "S2", "s-3": "S3", "slta": "SMA", "smk": "SMA", "sltp": "SMP"}
SCHOOLS |= {"diploma iii": "D3", "diploma iv": "D4", "sarjana": "S1", "magister": "S2", "doktor": "S3"}


def from_nip(nip: str) -> dict[str, Any]:
    """What a valid NIP says and merit needs: the day of birth, and whether it is a civil servant's.

    >>> from_nip("198501012010011001")
    {'birth_date': datetime.date(1985, 1, 1), 'civil_servant': True}
    >>> from_nip("199001012023212004")["civil_servant"]
    False
    """
    born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    return {"birth_date": born, "civil_servant": nip[12:14] != CONTRACT}


def nip(text: str) -> str:
    """The digits of a NIP as a cell holds them.

    >>> nip("19850101 201001 1 001")
    '198501012010011001'
    """
    try:
        return digits(text)
    except Unclear:
        raise Unclear(_("NIP tidak terbaca. Ubah format sel menjadi Teks, lalu ketik 18 angkanya lagi.")) from None


def months(text: str) -> int:
    """Months in a post, at most fifty years of them.

    >>> months("40")
    40
    """
    value = whole_number(text.lower().removesuffix("bulan").strip())
    if value > LONGEST:
        raise Unclear(_("Masa jabatan paling lama {most} bulan. Periksa angkanya."), most=LONGEST)
    return value


def level(text: str) -> int:
    """One axis of the nine boxes: 1, 2 or 3.

    >>> level("3")
    3
    """
    value = whole_number(text)
    if value not in Expected.values:
        raise Unclear(_("Tulis 1 (di bawah), 2 (sesuai), atau 3 (di atas ekspektasi)."))
    return value


def ratings(text: str) -> list[str]:
    """Yearly ratings, the newest first.

    >>> ratings("Baik; sangat baik")
    ['baik', 'sangat baik']
    """
    found = [" ".join(one.split()).lower() for one in text.replace(";", ",").split(",") if one.strip()]
    if not found or len(found) > YEARS or any(one not in RATINGS for one in found):
        raise Unclear(_('Tulis nilai tiap tahun, yang terbaru dahulu, misalnya "baik, sangat baik".'))
    return found


def readers() -> dict[str, Reader]:
    """What reads each column."""
    return {
        "nip": nip,
        "name": upto(120),
        "present_post": upto(160),
        "grade": upto(40),
        "education": one_of(SCHOOLS, "S1"),
        "months_supervisor": months,
        "months_staff": months,
        "ratings": ratings,
        "performance": level,
        "potential": level,
        "punished": yes_or_no,
    }


def read_row(number: int, cells: Mapping[str, str], known: Mapping[str, Reader], day: date) -> Read:
    """What a row says, with what its NIP tells; a NIP that cannot be keeps the row out."""
    row = read_cells(number, cells, COLUMNS, known)
    known_nip = row.values.get("nip")
    if known_nip is None:
        return row
    if nip_valid(known_nip, day=day) is not None:
        return row.with_problem(
            block("nip", _("NIP terdiri atas 18 angka yang dimulai tanggal lahir. Periksa angkanya."))
        )
    return Read(number, cells, {**row.values, **from_nip(known_nip)}, row.problems)
