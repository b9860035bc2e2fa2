"""A month's figures as a page and as files: frozen for ever, what came late beside them."""

import csv
import io
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, one, page, today
from masohi.faces.web.reports import figures, showing
from masohi.faces.web.reports.dashboards import frame
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.counting.months import after, first_of, named, written
from masohi.reports.counting.places import names_of_parts
from masohi.reports.counting.terms import Cell, Cells
from masohi.reports.figures.models import MonthFigure
from masohi.reports.figures.queries import cells_frozen, frozen_months, latest_snapshot, month_figures
from masohi.reports.figures.terms import FIGURES, FROZEN, PLACES
from masohi.ui import formats
from masohi.writing import gettext_noop
from masohi.writing.sheets_out import harmless, workbook
from masohi.writing.sheets_table import Column

COLUMNS = (
    Column("month", gettext_noop("Bulan"), ""),
    Column("key", gettext_noop("Kunci"), "", width=20),
    Column("label", gettext_noop("Angka"), "", width=30),
    Column("part", gettext_noop("Bagian"), "", width=24),
    Column("name", gettext_noop("Nama bagian"), "", width=30),
    Column("numerator", gettext_noop("Pembilang"), ""),
    Column("denominator", gettext_noop("Penyebut"), ""),
    Column("people", gettext_noop("Orang"), ""),
    Column("definition", gettext_noop("Versi definisi"), ""),
    Column("frozen_at", gettext_noop("Dibekukan"), "", width=28),
)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@page("report.view")
def month_report(request: HttpRequest, month: str) -> HttpResponse:
    """One month: every figure, whole and by office and district; sites on demand of the file."""
    first = one(named(month))
    frozen, snapshot = month_figures(first).first(), latest_snapshot()
    if snapshot is None or first > first_of(today()):
        return render(request, "web/reports/belum_ada.html")
    body = snapshot.body
    cells = cells_frozen(first) if frozen else _open_month(first, body)
    context = {
        "month": first,
        "breadcrumb": showing.breadcrumb(formats.month_and_year(first)),
        "frozen_at": frozen.frozen_at if frozen else None,
        "freezes_on": _freezes_on(first),
        "running": first == first_of(today()),
        "whole": _whole(cells, body["later"].get(first.isoformat()), bool(frozen)),
        "tables": _by_place(cells, showing.masks(actor(request))),
        "files": [(kind.upper(), reverse("month-report-file", args=[month, kind])) for kind in TYPES] if frozen else [],
        "months": [
            (formats.month_and_year(one_), reverse("month-report", args=[written(one_)])) for one_ in frozen_months()
        ],
    }
    return render(request, "web/reports/bulanan.html", frame(snapshot) | context)


def _freezes_on(month: date) -> date:
    day = int(parameters_in_force().value("freeze_day", today()))
    return after(month) + timedelta(days=day - 1)


def _open_month(month: date, body: Any) -> Cells:
    """A month that is not frozen, as the snapshot knows it: the running one with parts, the one before as a whole."""
    if month.isoformat() == body["month"]:
        return {key: {part: Cell(*cell) for part, cell in parts.items()} for key, parts in body["cells"].items()}
    if after(month).isoformat() == body["month"]:
        return {key: {"": Cell(*cell)} for key, cell in body["before"].items()}
    return {}


def _whole(cells: Cells, now: Any, frozen: bool) -> showing.Table:
    columns = [(_("Angka"), False), (_("Nilai"), True)]
    rows = []
    for key in FROZEN:
        figure, cell = FIGURES[key], cells.get(key, {}).get("")
        if cell is not None:
            late = [figures.late_words(figure, cell, now)] if frozen else []
            link = (str(figure.label), showing.figure_url(key))
            rows.append([link, showing.in_words(figure, cell), *late])
    if frozen:
        columns.append((_("Sejak dibekukan"), False))
    return showing.table(_("Seluruh program"), columns, rows)


def _by_place(cells: Cells, masked: bool) -> list[showing.Table]:
    """Offices, districts and sites, each with the figures of places side by side."""
    keys = ("hours_credited", "people_worked", "sessions_held", "attendance", "stand_down")
    parts = {part for key in keys for part in cells.get(key, {}) if part}
    names = names_of_parts(parts)
    columns = [(_("Bagian"), False), *((str(FIGURES[key].label), True) for key in keys)]

    def hours(part: str) -> int:
        return cells.get("hours_credited", {}).get(part, showing.NO_CELL).numerator

    found = []
    for kind in PLACES:
        own = sorted((one for one in parts if one.startswith(f"{kind}:")), key=lambda one: (-hours(one), one))
        rows = [
            [
                showing.part_name(part, names),
                *(
                    showing.place_value(FIGURES[key], part, cells.get(key, {}).get(part, showing.NO_CELL), masked)
                    for key in keys
                ),
            ]
            for part in own[: figures.MOST]
        ]
        if rows:
            found.append(showing.table(figures.caption(kind, len(own)), columns, rows))
    return found


@page("report.view")
def month_file(request: HttpRequest, month: str, kind: str) -> HttpResponse:
    """The frozen month as CSV or XLSX: integers as they are kept, definitions by their version.

    Who may see nobody gets "<5" for one to four people of a place, and no numbers that say what they did.
    """
    first, content_type = one(named(month)), one(TYPES.get(kind))
    rows = list(month_figures(first))
    one(rows or None)
    names = names_of_parts(row.part for row in rows)
    masked = showing.masks(actor(request))
    lines = [_line(row, names, masked) for row in rows]
    content = workbook([_told(column) for column in COLUMNS], lines) if kind == "xlsx" else _csv(lines)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="angka-{written(first)}.{kind}"'
    return answer


def _told(column: Column) -> Column:
    """The column with its head in the reader's language."""
    return Column(column.key, _(column.label), column.example, width=column.width)


def _line(row: MonthFigure, names: dict[str, str], masked: bool) -> dict[str, str]:
    figure = FIGURES[row.key]
    hidden = masked and showing.few(row.key, row.part, Cell(row.numerator, row.denominator, row.people))
    few = masked and row.part.partition(":")[0] in PLACES and 0 < row.people < showing.FEW
    return {
        "month": written(row.month),
        "key": row.key,
        "label": str(figure.label),
        "part": row.part,
        "name": showing.part_name(row.part, names),
        "numerator": "" if hidden else str(row.numerator),
        "denominator": "" if hidden else str(row.denominator),
        "people": f"<{showing.FEW}" if few else str(row.people),
        "definition": str(row.definition),
        "frozen_at": row.frozen_at.isoformat(timespec="seconds"),
    }


def _csv(lines: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    keys = [column.key for column in COLUMNS]
    writer = csv.writer(out)
    writer.writerow([_(column.label) for column in COLUMNS])
    writer.writerows([harmless(line[key]) for key in keys] for line in lines)
    return out.getvalue().encode("utf-8-sig")
