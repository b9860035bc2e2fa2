"""Rows of a list of equipment as values."""

from collections.abc import Iterable, Mapping
from typing import Any

from masohi.parties.organisations.models import Organisation
from masohi.reentry.equipment.intake.terms import COLUMNS
from masohi.reentry.equipment.terms import ItemKind, Source
from masohi.supply.intake.reading import Read, Reader, block, organisation_reader, read_cells, upto
from masohi.writing import gettext_noop as _
from masohi.writing.reading import one_of, rupiah, whole_number
from masohi.writing.reading_time import day

KINDS = {one.value: one for one in ItemKind} | {"alat pelindung diri": ItemKind.PROTECTIVE, "perkakas": ItemKind.TOOL}
SOURCES = {one.value: one for one in Source} | {str(one.label).lower(): one for one in Source}
SOURCES |= {"apbd": Source.CITY, "csr": Source.SOCIAL, "bumd": Source.COMPANY}


def readers(owners: Iterable[Organisation]) -> dict[str, Reader]:
    """What reads each column; `owners` are those whose list the importer keeps."""
    return {
        "name": upto(120),
        "kind": one_of(KINDS, "alat"),
        "count": whole_number,
        "unit": upto(20),
        "source": one_of(SOURCES, "kota"),
        "giver": upto(120),
        "paper": upto(120),
        "acquired_on": day,
        "rupiah": rupiah,
        "serial": upto(60),
        "check_days": whole_number,
        "check_reason": upto(250),
        "checked_on": day,
        "owner": organisation_reader(owners),
    }


def read_row(number: int, cells: Mapping[str, str], known: Mapping[str, Reader], owners: list[Organisation]) -> Read:
    """What a row says, as the deed takes it. Without an owner it is the own institution, without a source the city."""
    row = read_cells(number, cells, COLUMNS, known)
    given: dict[str, Any] = {"kind": ItemKind.TOOL, "count": 1, "unit": "buah", "source": Source.CITY}
    values, problems = given | dict(row.values), list(row.problems)
    if "owner" not in values and len(owners) == 1:
        values["owner"] = owners[0]
    if "owner" not in values and not any(one.column == "owner" for one in problems):
        problems.append(block("owner", _("Tulis pemiliknya, karena Anda bertugas di lebih dari satu lembaga.")))
    return Read(number, cells, values, tuple(problems))
