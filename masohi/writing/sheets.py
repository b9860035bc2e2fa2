"""Spreadsheets as offices keep them: XLSX, XLS, ODS and CSV, told apart by their bytes, not by their name.

Whatever the file holds, the answer is rows or `UnreadableSheet` with a sentence for the person who chose it. Workbooks
are opened by a process of their own with little memory and little time, so that no file can take the server with it.
"""

import io
import marshal
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import number
from masohi.writing.reading import Unclear
from masohi.writing.sheets_csv import csv_rows

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 200
SECONDS = 30
PACKAGE_FOLDER = Path(__file__).resolve().parents[2]

SPLIT = _(
    "Berkas ini berisi lebih dari {most} baris. Belum ada yang disimpan. Pecah berkas, lalu unggah satu per satu."
)
TOO_BIG = _("Berkas ini lebih besar dari {most} MB. Belum ada yang disimpan. Pecah berkas, lalu unggah satu per satu.")
EMPTY = _("Berkas ini kosong. Belum ada yang disimpan. Pilih berkas yang berisi daftar.")
BROKEN = _("Berkas ini rusak. Belum ada yang disimpan. Simpan ulang sebagai .xlsx, lalu unggah lagi.")
LOCKED = _("Berkas ini terkunci kata sandi. Belum ada yang disimpan. Hapus kata sandinya, lalu unggah lagi.")
FOREIGN = _("Berkas ini {kind}, bukan tabel. Belum ada yang disimpan. Simpan sebagai .xlsx, lalu unggah lagi.")
HEAVY = _("Berkas ini terlalu berat untuk dibuka. Belum ada yang disimpan. Salin tabelnya ke berkas baru, lalu unggah.")

Cell = str | int | float | bool | None
Rows = list[tuple[int, list[Cell]]]
"""Row number as the spreadsheet shows it, and its cells from column A on. Dates arrive as ISO text."""


class UnreadableSheet(Unclear):
    """The file as a whole cannot be read; `str()` says what happened, what is safe and what to do."""


class Sheet(NamedTuple):
    """One sheet of a workbook; a CSV file has one without a name."""

    name: str
    rows: Rows


KINDS = (
    (b"%PDF", _("PDF")),
    (b"\x89PNG", _("gambar")),
    (b"\xff\xd8\xff", _("gambar")),
    (b"GIF8", _("gambar")),
    (b"{\\rtf", _("dokumen teks")),
    (b"Rar!", _("arsip RAR")),
    (b"7z\xbc\xaf", _("arsip 7z")),
)


def read_sheets(content: bytes) -> list[Sheet]:
    """The visible sheets of a file. Raises UnreadableSheet, and nothing else.

    >>> read_sheets(b"nama;jam\\nSuharto;150\\n")[0].rows
    [(1, ['nama', 'jam']), (2, ['Suharto', '150'])]
    >>> read_sheets(b"%PDF-1.7")
    Traceback (most recent call last):
    masohi.writing.sheets.UnreadableSheet: Berkas ini PDF, bukan tabel. Belum ada yang disimpan. Simpan sebagai .xlsx, \
lalu unggah lagi.
    """
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise UnreadableSheet(EMPTY)
    if len(content) > MOST_BYTES:
        raise UnreadableSheet(TOO_BIG, most=MOST_BYTES // 2**20)
    _refuse_foreign(content)
    if content.startswith(b"PK"):
        _refuse_bombs(content)
        return _bounded(_workbook(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableSheet(LOCKED)
        return _bounded(_workbook(content))
    try:
        return _bounded([Sheet("", csv_rows(content, most_rows=MOST_ROWS + 1))])
    except Unclear as unclear:
        raise UnreadableSheet(unclear.template, **unclear.values) from None


def _refuse_foreign(content: bytes) -> None:
    kind = next((words for start, words in KINDS if content.startswith(start)), None)
    if kind is None and re.match(rb"\s*<(!doctype|html|table|\?xml)", content[:200].lower()):
        kind = _("halaman web")
    if kind is not None:
        raise UnreadableSheet(FOREIGN, kind=kind)


def _bounded(sheets: list[Sheet]) -> list[Sheet]:
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        raise UnreadableSheet(SPLIT, most=number(MOST_ROWS))
    if not any(sheet.rows for sheet in sheets):
        raise UnreadableSheet(EMPTY)
    return sheets


def _refuse_bombs(content: bytes) -> None:
    """Unpack every part once, counting, before anybody believes the sizes that the file states."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if {"word/document.xml", "ppt/presentation.xml"} & names:
                raise UnreadableSheet(FOREIGN, kind=_("dokumen lain"))
            if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise UnreadableSheet(LOCKED)
            left = MOST_UNPACKED
            for part in package.infolist():
                left -= _unpacked_size(content, part, left)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as problem:
        if isinstance(problem, UnreadableSheet):
            raise
        raise UnreadableSheet(BROKEN) from None


def _unpacked_size(content: bytes, part: zipfile.ZipInfo, limit: int) -> int:
    """Bytes that the part really unpacks to. Raises UnreadableSheet beyond `limit`."""
    if part.flag_bits & 1:
        raise UnreadableSheet(LOCKED)
    head = part.header_offset
    skip = int.from_bytes(content[head + 26 : head + 28], "little") + int.from_bytes(
        content[head + 28 : head + 30], "little"
    )
    packed = content[head + 30 + skip : head + 30 + skip + part.compress_size]
    size = len(packed)
    if part.compress_type == zipfile.ZIP_DEFLATED:
        stream, size = zlib.decompressobj(-15), 0
        while packed and not stream.eof and size <= limit:
            size += len(stream.decompress(packed, 2**20))
            packed = stream.unconsumed_tail
    if size > limit:
        raise UnreadableSheet(HEAVY)
    return size


def _workbook(content: bytes) -> list[Sheet]:
    """Sheets of a workbook, read by a child process (`masohi.writing.sheets_child`)."""
    try:
        child = subprocess.run(  # noqa: S603 -- our own module, nothing of the file stands in the command
            [sys.executable, "-E", "-m", "masohi.writing.sheets_child", str(MOST_ROWS), str(MOST_COLUMNS)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PACKAGE_FOLDER,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableSheet(HEAVY) from None
    if child.returncode or not child.stdout:
        raise UnreadableSheet(HEAVY if child.returncode < 0 else BROKEN)
    said, rows = marshal.loads(child.stdout)  # noqa: S302 -- written by our own child, never by the file
    if said == "terkunci":
        raise UnreadableSheet(LOCKED)
    if said == "panjang":
        raise UnreadableSheet(SPLIT, most=number(MOST_ROWS))
    if said != "baca":
        raise UnreadableSheet(BROKEN)
    return [Sheet(name, found) for name, found in rows]
