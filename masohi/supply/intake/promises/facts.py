"""Rows of a list of commitments as values, read against the agreements and organisations that exist."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from masohi.parties.organisations.models import Organisation
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.terms import CommitmentKind, Measure
from masohi.supply.intake.promises.terms import COLUMNS
from masohi.supply.intake.reading import Read, Reader, block, organisation_reader, read_cells, upto, warning
from masohi.writing import gettext_noop as _
from masohi.writing.reading import Unclear, plain, quoted, whole_number
from masohi.writing.reading_time import day as read_day

MOST = 2_000_000_000
KINDS = {kind.value: kind for kind in CommitmentKind} | {
    "lokasi": CommitmentKind.PLACES,
    "pembimbingan": CommitmentKind.SUPERVISION,
    "pembinaan": CommitmentKind.TRAINING,
    "keterampilan": CommitmentKind.TRAINING,
    "alat": CommitmentKind.EQUIPMENT,
    "sarana": CommitmentKind.EQUIPMENT,
    "pemasaran produk": CommitmentKind.MARKETING,
    "dana": CommitmentKind.BUDGET,
    "regulasi": CommitmentKind.POLICY,
    "rujukan": CommitmentKind.SERVICE,
    "evaluasi": CommitmentKind.REPORTING,
}


def key_of(number: str) -> str:
    """A number of an agreement without blanks, dots and letters' case.

    >>> key_of("100.3.10-395 Tahun 2025") == key_of("100.3.10 - 395 TAHUN 2025")
    True
    """
    return re.sub(r"[^a-z0-9]", "", number.lower())


def readers(agreements: Iterable[Agreement], units: Iterable[Organisation]) -> dict[str, Reader]:
    """What reads each column."""
    by_number: dict[str, list[Agreement]] = {}
    for row in agreements:
        for number in {key_of(text) for text in (row.number, row.second_number, row.title) if text}:
            by_number.setdefault(number, []).append(row)

    def agreement(text: str) -> Agreement:
        found = by_number.get(key_of(text), [])
        if len(found) != 1:
            says = _('Perjanjian "{text}" tidak tercatat. Catat perjanjiannya dahulu, atau periksa nomornya.')
            raise Unclear(says, text=quoted(text))
        return found[0]

    return {
        "agreement": agreement,
        "what": upto(250),
        "owner": organisation_reader(units),
        "due_on": read_day,
        "unit_text": upto(120),
        "quantity": quantity,
        "unit": upto(40),
        "article": upto(80),
        "starts_on": read_day,
        "kind": kind,
        "source": upto(250),
        "contact": upto(120),
    }


def quantity(text: str) -> int:
    """A whole number from 1 on."""
    number = whole_number(text)
    if not 1 <= number <= MOST:
        raise Unclear(_('Jumlah "{text}" tidak mungkin. Tulis bilangan bulat dari 1.'), text=quoted(text))
    return number


def kind(text: str) -> CommitmentKind:
    """The kind by its word, its label, or a word that offices use."""
    labels = {str(one.label).lower(): one for one in CommitmentKind}
    found = KINDS.get(plain(text)) or labels.get(plain(text))
    if found is None:
        example = ", ".join(one.value for one in CommitmentKind)
        raise Unclear(
            _('Jenis "{text}" tidak dikenal. Tulis salah satu: {example}.'), text=quoted(text), example=example
        )
    return found


def indicator(text: str) -> tuple[int, str] | None:
    """How much of what an indicator promises; None where it does not begin with a number.

    >>> indicator("3 lokasi"), indicator("1.200 jam kerja sosial"), indicator("Tersedianya lokasi")
    ((3, 'lokasi'), (1200, 'jam kerja sosial'), None)
    """
    found = re.fullmatch(r"([0-9][0-9.]*)\s+(\S.{0,39})", text.strip(), re.ASCII)
    if found is None:
        return None
    try:
        return quantity(found[1]), found[2]
    except Unclear:
        return None


def read_row(number: int, cells: Mapping[str, str], known: Mapping[str, Reader], day: date) -> Read:
    """What a row says. Amount and unit may stand in columns of their own or in the indicator; without them the promise
    is one document or deed, and a warning says so. Without a start it begins on `day`, or with its agreement.
    """
    row = read_cells(number, cells, COLUMNS, known)
    values: dict[str, Any] = dict(row.values)
    problems = list(row.problems)
    told = indicator(values.pop("unit_text", ""))
    if told is not None:
        values.setdefault("quantity", told[0])
        values.setdefault("unit", told[1])
    unread = {problem.column for problem in problems}
    if "quantity" not in values and "quantity" not in unread:
        says = _("Jumlah belum ditulis; dicatat sebagai 1 {unit}. Perbaiki bila lebih.")
        problems.append(warning("quantity", says, unit=values.get("unit", "kegiatan")))
    plain_promise: dict[str, Any] = {
        "quantity": 1,
        "unit": "kegiatan",
        "kind": CommitmentKind.SERVICE,
        "measure": Measure.MANUAL,
    }
    values = plain_promise | values
    if "agreement" in values and "starts_on" not in unread:
        values.setdefault("starts_on", max(values["agreement"].begins_on, day))
        if "due_on" in values and "starts_on" not in row.values:
            values["starts_on"] = min(values["starts_on"], values["due_on"])
    if "due_on" in values and "starts_on" in values and values["due_on"] < values["starts_on"]:
        problems.append(block("due_on", _("Tenggat mendahului tanggal mulai. Periksa keduanya.")))
    return Read(number, cells, values, tuple(problems))
