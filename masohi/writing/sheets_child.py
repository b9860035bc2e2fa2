"""Opens one workbook in a process of its own: standard input to rows on standard output.

A workbook of a few bytes can ask for gigabytes, or make the reader stop dead. Here that ends a process without data.
"""

import io
import marshal
import resource
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MOST_MEMORY = 1_500 * 1024 * 1024
MOST_SECONDS = 20
MOST_SHEETS = 10
LONGEST_CELL = 2_000
EXACT = 10**15  # a spreadsheet keeps 15 digits; what is longer has lost its end


def limit_self() -> None:
    """Let the system end this process where a file asks for too much."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cell(value: Any) -> str | int | float | bool | None:
    """A cell as plain data: dates as ISO text, whole numbers without decimals, numbers that lost digits marked as such.

    >>> cell(150.0), cell(4.5), cell(8171020105990000.0), cell(datetime(2026, 2, 9)), cell(time(7, 30))
    (150, 4.5, '8,171020105990000E+15', '2026-02-09', '07.30')
    """
    if isinstance(value, bool | str):
        return value[:LONGEST_CELL] if isinstance(value, str) else value
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}.{minutes % 60:02}"
    return None


def _number(value: int | float) -> str | int | float:
    if abs(value) >= EXACT:
        return f"{value:.15E}".replace(".", ",")
    return int(value) if value == int(value) else value


def read(content: bytes, most_rows: int, most_columns: int) -> tuple[str, list[Any]]:
    """("baca", [(sheet name, [(row number, cells)])]), or one word that says why not."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for meta in book.sheets_metadata:
            if meta.visible != SheetVisibleEnum.Visible or meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.height > most_rows:
                return "panjang", []
            first = sheet.start[0] + 1 if sheet.start else 1
            sheets.append((meta.name[:100], rows(sheet.to_python(skip_empty_area=True), first, most_columns)))
            if len(sheets) == MOST_SHEETS:
                break
    except PasswordError:
        return "terkunci", []
    except (CalamineError, OSError, ValueError, OverflowError) as problem:
        return "terkunci" if "assword" in str(problem) else "rusak", []
    return "baca", sheets


def rows(table: Iterable[list[Any]], first: int, most_columns: int) -> list[tuple[int, list[Any]]]:
    """Numbered rows without the empty ones."""
    found = []
    for row_number, values in enumerate(table, first):
        cells = [None if value == "" else cell(value) for value in values[:most_columns]]
        if any(value is not None for value in cells):
            found.append((row_number, cells))
    return found


if __name__ == "__main__":
    limit_self()
    sys.stdout.buffer.write(marshal.dumps(read(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))))
