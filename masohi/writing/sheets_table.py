"""From rows to a table: where the header is, which column means what, and the cells under our own names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import joined
from masohi.writing.reading import quoted
from masohi.writing.sheets import Cell, Rows, Sheet, UnreadableSheet

HEADER_WITHIN = 40
LEAST_COLUMNS = 3
LONGEST_CELL = 1_000
UNITS = ("hari", "bulan", "tahun")
OURS_TO_SKIP = {"no", "nomor", "nourut", "nomorurut", "urut", "barisasal", "yangperludiperbaiki"}

NO_HEADER = _(
    "Baris judul kolom tidak ditemukan. Belum ada yang disimpan. Beri judul kolom seperti di contoh berkas: {names}."
)
MISSING = _("Kolom {names} tidak ditemukan. Belum ada yang disimpan. Tambah kolom itu atau pakai contoh berkas.")
TWICE = _("Kolom {one} dan {other} sama-sama {label}. Belum ada yang disimpan. Ganti nama salah satunya.")
NO_ROWS = _("Di bawah judul kolom belum ada baris. Belum ada yang disimpan. Isi daftarnya, lalu unggah lagi.")


@dataclass(frozen=True)
class Column:
    """What may stand in a column. `duration`: a unit in the header belongs to bare numbers below it."""

    key: str
    label: str
    example: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    duration: bool = False
    width: int = 18


@dataclass(frozen=True)
class Heading:
    """A column that was found: its place (0 is A), its text in the file and the unit it names."""

    index: int
    text: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """The rows of a sheet by our column names; `unknown` are headings that nobody reads."""

    headings: dict[str, Heading]
    rows: list[tuple[int, dict[str, str]]]
    unknown: list[str] = field(default_factory=list)


def key_of(text: str) -> str:
    """A heading without case, blanks, dots and accents.

    >>> key_of("Tgl. Putusan"), key_of("NO_PERKARA")
    ('tglputusan', 'noperkara')
    """
    simple = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", simple)


def text_of(cell: Cell) -> str:
    """A cell as text: numbers with a decimal comma, yes and no in words, without the mark that keeps it from counting.

    >>> text_of(150), text_of(4.5), text_of(True), text_of(None), text_of("'+62812")
    ('150', '4,5', 'ya', '', '+62812')
    """
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    return "" if cell is None else re.sub(r"^'(?=[=+@-])", "", str(cell).strip())[:LONGEST_CELL]


def letter(index: int) -> str:
    """A column as the spreadsheet names it.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def table_of(sheets: Sequence[Sheet], columns: Sequence[Column]) -> Table:
    """The table in the sheet whose header names most of `columns`. Raises UnreadableSheet where there is none."""
    words = {key_of(word): column for column in columns for word in (column.key, column.label, *column.synonyms)}
    found = [(*_header(sheet.rows, words), sheet.rows) for sheet in sheets if sheet.rows]
    count, at, rows = max(found, key=lambda entry: entry[0], default=(0, 0, []))
    if count < LEAST_COLUMNS:
        raise UnreadableSheet(NO_HEADER, names=joined([column.label for column in columns if column.required]))
    headings, unknown = _headings(rows[at][1], words)
    missing = [column.label for column in columns if column.required and column.key not in headings]
    if missing:
        raise UnreadableSheet(MISSING, names=joined(missing))
    named = [(row_number, _named(cells, headings)) for row_number, cells in _below(rows, at)]
    filled = [(row_number, cells) for row_number, cells in named if cells]
    if not filled:
        raise UnreadableSheet(NO_ROWS)
    return Table(headings, filled, unknown)


def _header(rows: Rows, words: dict[str, Column]) -> tuple[int, int]:
    """How many columns the best of the first rows names, and which row that is."""
    scores = [len({_meaning(text_of(cell), words)[0] for cell in cells} - {""}) for _n, cells in rows[:HEADER_WITHIN]]
    best = max(scores, default=0)
    return best, scores.index(best) if scores else 0


def _meaning(text: str, words: dict[str, Column]) -> tuple[str, str]:
    """Our name for a heading and the unit it carries; empty where nobody reads it."""
    parts = re.findall(r"[a-z]+", text.lower())
    unit = next((part for part in parts[-1:] if part in UNITS), "")
    column = words.get(key_of(text)) or words.get(key_of(re.sub(r"\(.*?\)", "", text)))
    if column is None and unit:
        column = words.get(key_of(text)[: -len(unit)])
        column = column if column is not None and column.duration else None
    if column is None:
        return "", ""
    return column.key, unit if column.duration else ""


def _headings(cells: Sequence[Cell], words: dict[str, Column]) -> tuple[dict[str, Heading], list[str]]:
    headings: dict[str, Heading] = {}
    unknown = []
    for index, cell in enumerate(cells):
        text = quoted(text_of(cell))
        key, unit = _meaning(text, words)
        if key in headings:
            label = next(column.label for column in words.values() if column.key == key)
            raise UnreadableSheet(TWICE, one=letter(headings[key].index), other=letter(index), label=label)
        if key:
            headings[key] = Heading(index, text, unit)
        elif text and key_of(text) not in OURS_TO_SKIP:
            unknown.append(text)
    return headings, unknown


def _below(rows: Rows, at: int) -> Rows:
    """Rows under the header: without its repetitions on later pages and without a line of column numbers."""
    header = [text_of(cell) for cell in rows[at][1]]
    kept = [row for row in rows[at + 1 :] if [text_of(cell) for cell in row[1]] != header]
    return kept[1:] if kept and _counts(kept[0][1]) else kept


def _counts(cells: Sequence[Cell]) -> bool:
    numbers = [re.sub(r"\D", "", text_of(cell)) for cell in cells if text_of(cell)]
    return len(numbers) >= LEAST_COLUMNS and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _named(cells: Sequence[Cell], headings: dict[str, Heading]) -> dict[str, str]:
    texts = {key: text_of(cells[at.index]) for key, at in headings.items() if at.index < len(cells)}
    units = {key: at.unit for key, at in headings.items() if at.unit}
    return {
        key: f"{text} {units[key]}" if key in units and re.fullmatch(r"\d+", text, re.ASCII) else text
        for key, text in texts.items()
        if text
    }
