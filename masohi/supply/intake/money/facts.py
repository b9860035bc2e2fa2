"""Rows of a budget sheet as values."""

from collections.abc import Iterable, Mapping

from masohi.law.budget import cost_line
from masohi.law.citation import Level, listed
from masohi.parties.organisations.models import Organisation
from masohi.supply.budget.terms import Source
from masohi.supply.commitments.models import Commitment
from masohi.supply.intake.facts import Problem
from masohi.supply.intake.money.terms import COLUMNS
from masohi.supply.intake.reading import Read, Reader, block, organisation_reader, read_cells, upto
from masohi.writing import gettext_noop as _
from masohi.writing import reading
from masohi.writing.codes import tidy_code
from masohi.writing.reading import Unclear, quoted
from masohi.writing.reading_time import day as read_day

MOST = 10**15  # rupiah; more is a slip of the keyboard
SOURCES = {
    "apbd": Source.CITY,
    "apbd kota": Source.CITY,
    "apbd kota ambon": Source.CITY,
    "dipa": Source.STATE,
    "apbn": Source.STATE,
    "tjsl": Source.COMPANY,
    "csr": Source.COMPANY,
    "tjsl perusahaan": Source.COMPANY,
}
source = reading.one_of(SOURCES, _("APBD, DIPA, atau TJSL"))


def year(text: str) -> int:
    """A budget year."""
    number = reading.whole_number(text) if text.strip().isdigit() else 0
    if not 2020 <= number <= 2100:
        raise Unclear(_('Tahun "{text}" tidak mungkin. Tulis seperti 2026.'), text=quoted(text))
    return number


def money(text: str) -> int:
    """Rupiah that a column can hold."""
    amount = reading.rupiah(text)
    if amount > MOST:
        raise Unclear(_('"{text}" terlalu besar. Periksa nolnya.'), text=quoted(text))
    return amount


def readers(units: Iterable[Organisation], commitments: Iterable[Commitment]) -> dict[str, Reader]:
    """What reads each column."""
    by_code = {row.code: row for row in commitments}

    def commitment(text: str) -> Commitment:
        if tidy_code(text) not in by_code:
            raise Unclear(_('Komitmen "{text}" tidak ada. Salin kodenya dari halaman komitmen.'), text=quoted(text))
        return by_code[tidy_code(text)]

    return {
        "year": year,
        "source": source,
        "owner": organisation_reader(units),
        "code": upto(40),
        "name": upto(250),
        "ceiling": money,
        "planned": money,
        "commitment": commitment,
        "paid": money,
        "paid_on": read_day,
        "paper": upto(120),
        "document": upto(160),
    }


def read_row(number: int, cells: Mapping[str, str], known: Mapping[str, Reader]) -> Read:
    """What a row says; KJ-04 warns and stops nothing. What was paid needs paper and day, a plan its promise."""
    row = read_cells(number, cells, COLUMNS, known)
    values = dict(row.values)
    values.setdefault("code", "")
    problems = [*row.problems, *_incomplete(values, {problem.column for problem in row.problems})]
    if "source" in values and "ceiling" in values:
        regional = values["source"] == Source.CITY
        sums = {name: values.get(name, 0) for name in ("ceiling", "planned", "paid")}
        for finding in listed(cost_line(values["code"], regional=regional, **sums)):
            column = finding.fields[0] if finding.fields else ""
            problems.append(Problem(column, finding.rule, Level.WARN, finding.template, dict(finding.values)))
    return Read(number, cells, values, tuple(problems))


def _incomplete(values: Mapping[str, object], unread: set[str]) -> list[Problem]:
    """What belongs to a payment or a plan and is not there."""
    found = []
    if values.get("paid"):
        wanted = [("paper", _("Realisasi tanpa nomor dokumen. Tulis nomor SP2D atau bukti bayar."))]
        wanted.append(("paid_on", _("Realisasi tanpa tanggal. Tulis tanggal SP2D atau bukti bayar.")))
        found += [block(key, says) for key, says in wanted if key not in values and key not in unread]
    if values.get("planned") and "commitment" not in values and "commitment" not in unread:
        found.append(block("commitment", _("Rencana tanpa kode komitmen. Salin kodenya dari halaman komitmen.")))
    return found
