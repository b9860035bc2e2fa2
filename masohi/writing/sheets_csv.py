"""CSV files: which letters, which separator, which rows. Row numbers are those a spreadsheet program would show."""

import csv
import io
from typing import Any

from masohi.writing import gettext_noop as _
from masohi.writing.reading import Unclear

LETTERS = _("Huruf dalam berkas ini tidak dapat dibaca. Belum ada yang disimpan. Simpan sebagai CSV UTF-8 atau .xlsx.")
NULS = _("Berkas ini memuat huruf kosong (NUL), mungkin rusak. Belum ada yang disimpan. Simpan ulang sebagai .xlsx.")
TORN = _("Berkas CSV ini rusak di baris {row}. Belum ada yang disimpan. Simpan ulang sebagai .xlsx, lalu unggah lagi.")
SEPARATORS = ";,\t|"
LONGEST_CELL = 100_000
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(content: bytes) -> str:
    """The text: by its byte order mark, else UTF-16 where every second byte is empty, else UTF-8, else Windows-1252.

    >>> decoded("Siti;é".encode("cp1252")), decoded("a;b".encode("utf-16")), decoded("a;b".encode("utf-16-le"))
    ('Siti;é', 'a;b', 'a;b')
    """
    try:
        return content.decode(_encoding(content))
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Unclear(LETTERS) from None


def _encoding(content: bytes) -> str:
    marked = next((name for mark, name in BOMS if content.startswith(mark)), None)
    if marked:
        return marked
    sample = content[:1000]
    if len(content) % 2 == 0 and sample[1::2].count(0) > len(sample) * 0.4:
        return "utf-16-le"
    if len(content) % 2 == 0 and sample[::2].count(0) > len(sample) * 0.4:
        return "utf-16-be"
    return "utf-8"


def separator(text: str) -> str:
    """The sign that most evenly divides the first lines; a tie goes to the semicolon.

    >>> separator("nama;jam\\n'Suharto, S.';150"), separator("nama,jam\\nSuharto,150")
    (';', ',')
    """
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    return max(SEPARATORS, key=lambda sign: sum(min(line.count(sign), 60) for line in lines))


def csv_rows(content: bytes, *, most_rows: int) -> list[tuple[int, list[Any]]]:
    """Numbered rows without the empty ones, at most `most_rows`. Raises Unclear where the file cannot be read."""
    text = decoded(content)
    if "\0" in text:
        raise Unclear(NULS)
    sign, hint = separator(text), text[:6].lower().rstrip("\r\n")
    if hint.startswith("sep=") and len(hint) == 5:
        sign, text = hint[4], text[text.find("\n") + 1 :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    found: list[tuple[int, list[Any]]] = []
    row_number = 0
    try:
        for row_number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                found.append((row_number, [cell or None for cell in cells]))
            if len(found) >= most_rows:
                break
    except csv.Error:
        raise Unclear(TORN, row=row_number + 1) from None
    return found
