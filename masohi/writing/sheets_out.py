"""Write a workbook that an office can open, fill and send back."""

import io
from collections.abc import Sequence

import xlsxwriter

from masohi.writing.sheets_table import Column

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula.

    >>> harmless("=1+1"), harmless("Suharto")
    ("'=1+1", 'Suharto')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def workbook(columns: Sequence[Column], rows: Sequence[dict[str, str]], *, extra: Sequence[Column] = ()) -> bytes:
    """An XLSX file with a header of `columns` (required ones marked) and `rows` below, every cell a text cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Daftar")
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#DDE9EA", "valign": "top"})
        text = book.add_format({"num_format": "@", "valign": "top"})
        for index, column in enumerate([*columns, *extra]):
            sheet.set_column(index, index, column.width, text)
            sheet.write_string(0, index, column.label, head)
            for line, row in enumerate(rows, 1):
                sheet.write_string(line, index, harmless(row.get(column.key, "")), text)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
