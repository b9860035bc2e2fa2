"""Rows of an upload as lines of a page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from masohi.cases.intake.models import BatchRow
from masohi.cases.intake.terms import BY_KEY
from masohi.faces.web.intake.forms import told

LISTED = 12
SHOWN = ("case_number", "name", "hours", "verdict_date", "village")


def row_lines(row: BatchRow) -> dict[str, Any]:
    """A row with what is wrong with it, each problem beside the name of its column."""
    lines = [
        {"column": gettext(BY_KEY[problem.column].label) if problem.column in BY_KEY else "", "text": told(problem)}
        for problem in row.problems
        if problem.blocks or not row.refused
    ]
    return {
        "number": row.number,
        "name": row.cells.get("name", ""),
        "case_number": row.cells.get("case_number", ""),
        "lines": lines,
    }


def preview(rows: Iterable[BatchRow]) -> dict[str, Any]:
    """The first ready rows as `ui/parts/data_table.html` takes them."""
    columns = [{"label": gettext("Baris")}, *({"label": gettext(BY_KEY[key].label)} for key in SHOWN)]
    lines = [{"cells": [{"text": row.number}, *({"text": row.cells.get(key, "–")} for key in SHOWN)]} for row in rows]
    return {"columns": columns, "rows": lines}


def grouped(rows: Iterable[BatchRow]) -> list[dict[str, Any]]:
    """Warnings of many rows, each sentence once with the rows it is about; what concerns few rows stands first."""
    found: dict[str, list[int]] = {}
    for row in rows:
        for problem in row.problems:
            found.setdefault(told(problem), []).append(row.number)
    lines = sorted(found.items(), key=lambda pair: len(pair[1]))
    return [
        {"text": text, "count": len(numbers), "rows": numbers[:LISTED], "more": len(numbers) > LISTED}
        for text, numbers in lines
    ]
