"""Rows of a list of trainees as values."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from masohi.law.order_facts import PersonFacts
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.terms import Kind
from masohi.reentry.trainees.intake.terms import COLUMNS
from masohi.reentry.trainees.terms import Basis
from masohi.supply.intake.reading import Read, Reader, block, organisation_reader, read_cells, upto
from masohi.writing import gettext_noop as _
from masohi.writing.reading import Unclear, one_of, sex, yes_or_no
from masohi.writing.reading_time import day as read_day

NO_NIK = "Tidak dicatat untuk pelatihan"
BASES = {one.value: one for one in Basis} | {str(one.label).lower(): one for one in Basis}


def nik(text: str) -> str:
    """Sixteen digits.

    >>> nik("8171 0000 0000 0001")
    '8171000000000001'
    """
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == 16):
        raise Unclear(_("NIK terdiri dari 16 angka. Kosongkan bila belum ada."))
    return digits


def readers(units: Iterable[Organisation]) -> dict[str, Reader]:
    """What reads each column; `units` are those of whoever imports."""
    return {
        "name": upto(120),
        "sex": sex,
        "birth_date": read_day,
        "nik": nik,
        "child": yes_or_no,
        "basis": one_of(BASES, "minat"),
        "need": upto(250),
        "unit": organisation_reader(units),
    }


def read_row(number: int, cells: Mapping[str, str], known: Mapping[str, Reader], units: list[Organisation]) -> Read:
    """What a row says. Without a unit it is the own one; at an LPKA everybody is a child unless the row says no."""
    row = read_cells(number, cells, COLUMNS, known)
    values: dict[str, Any] = dict(row.values)
    problems = list(row.problems)
    if "unit" not in values and len(units) == 1:
        values["unit"] = units[0]
    if "unit" not in values and not any(one.column == "unit" for one in problems):
        problems.append(block("unit", _("Tulis unitnya, karena Anda bertugas di lebih dari satu unit.")))
    return Read(number, cells, _taken(values), tuple(problems))


def _taken(values: dict[str, Any]) -> dict[str, Any]:
    """The values as the deed takes them."""
    unit, birth = values.get("unit"), values.get("birth_date")
    known: date | None = birth
    facts = PersonFacts(
        name=values.get("name"),
        birth_date=known,
        sex=values.get("sex"),
        nik=values.get("nik"),
        nik_reason=None if values.get("nik") else NO_NIK,
    )
    child = values.get("child", unit is not None and unit.kind == Kind.YOUTH)
    told = {"basis": values.get("basis", Basis.WISHED), "need": values.get("need", "")}
    return {"unit": unit, "facts": facts, "child": child, **told}
