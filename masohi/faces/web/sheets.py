"""A list from a spreadsheet: choose the file, see every row with what is wrong with it, then take the good rows over.

Between the two steps the rows travel in the page, signed, so that nothing half-read is stored anywhere.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.pages import actor, complain, now, say
from masohi.law.citation import Level
from masohi.parties.accounts.models import User
from masohi.supply.intake.reading import Read
from masohi.ui.formats import number
from masohi.writing.refusals import Refused
from masohi.writing.sheets import MOST_BYTES, TOO_BIG, UnreadableSheet, read_sheets
from masohi.writing.sheets_out import workbook
from masohi.writing.sheets_table import Column, Table, table_of

MOST = 500
A_DAY = 24 * 60 * 60  # seconds
SALT = "masohi.sheets"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLE = 5


class Sheet(NamedTuple):
    """Rows as they were read, with the digest of their file."""

    table: Table
    digest: str


class SheetForm(forms.Form):
    """One spreadsheet."""

    file = forms.FileField(
        label=_("Berkas daftar"),
        help_text=_("Excel (.xlsx, .xls), ODS, atau CSV. Paling banyak 500 baris dan 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        error_messages={"required": _("Pilih berkasnya dahulu."), "empty": _("Berkas ini kosong. Pilih lagi.")},
    )


class ListImport(NamedTuple):
    """One kind of list: how the page speaks of it, what its columns are, and the deed that takes it over."""

    name: str  # seals the rows for this kind of list
    title: Any
    hint: Any
    columns: Sequence[Column]
    shown: Sequence[str]
    take: Callable[..., list[Read]]
    template: str  # names of addresses: the empty workbook, this page, where one is led afterwards
    here: str
    after: str


def import_page(request: HttpRequest, kind: ListImport, breadcrumb: list[dict[str, Any]]) -> HttpResponse:
    """Choose a file, see its rows judged one by one, take the good ones over."""
    if "daftar" in request.POST:
        return _take_over(request, kind)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "title": kind.title, "hint": kind.hint, "template": kind.template}
    context["breadcrumb"] = breadcrumb
    sheet = read(form, kind.columns) if form.is_valid() else None
    if sheet is not None:
        rows = _judged(request, kind, sheet, dry_run=True)
        context |= {"preview": preview(rows, kind.columns, kind.shown), "unknown": sheet.table.unknown}
        context["sealed"] = sealed(sheet, actor(request), kind.name)
    return render(request, "web/commitments/impor.html", context)


def _judged(request: HttpRequest, kind: ListImport, sheet: Sheet, *, dry_run: bool) -> list[Read]:
    return kind.take(table=sheet.table, digest=sheet.digest, dry_run=dry_run, by=actor(request), at=now())


def _take_over(request: HttpRequest, kind: ListImport) -> HttpResponse:
    try:
        rows = _judged(request, kind, opened(request, kind.name), dry_run=False)
    except Refused as refusal:
        complain(request, refusal)
        return redirect(kind.here)
    say(request, told(rows))
    return redirect(kind.after)


def read(form: SheetForm, columns: Sequence[Column]) -> Sheet | None:
    """The rows of the form's file, or None with the reason in the form."""
    file = form.cleaned_data["file"]
    try:
        if file.size > MOST_BYTES:
            raise UnreadableSheet(TOO_BIG, most=MOST_BYTES // 2**20)
        content = file.read()
        table = table_of(read_sheets(content), columns)
    except UnreadableSheet as fault:
        form.add_error("file", gettext(fault.template).format(**fault.values))
        return None
    if len(table.rows) > MOST:
        form.add_error("file", _("Berkas ini berisi lebih dari 500 baris. Pecah berkasnya, lalu unggah satu per satu."))
        return None
    return Sheet(table, hashlib.sha256(content).hexdigest())


def sealed(sheet: Sheet, user: User, name: str) -> str:
    """The rows as a text that only this program can have written, for this person and this kind of list."""
    packed = {"user": user.pk, "digest": sheet.digest, "rows": sheet.table.rows}
    return signing.dumps(packed, salt=f"{SALT}.{name}", compress=True)


def opened(request: HttpRequest, name: str) -> Sheet:
    """The rows that a page sent back. Raises Refused where they are old, changed or somebody else's."""
    says = gettext("Pratinjau ini sudah tidak berlaku. Belum ada yang tersimpan. Unggah berkasnya lagi.")
    try:
        packed = signing.loads(request.POST.get("daftar", ""), salt=f"{SALT}.{name}", max_age=A_DAY)
    except signing.BadSignature:
        raise Refused(says) from None
    if packed["user"] != actor(request).pk:
        raise Refused(says)
    return Sheet(Table({}, [(line, cells) for line, cells in packed["rows"]]), packed["digest"])


def preview(rows: Sequence[Read], columns: Sequence[Column], shown: Sequence[str]) -> dict[str, Any]:
    """What a file would bring: rows that cannot come in with their reasons, rows to look at, the first ready ones."""
    labels = {column.key: gettext(column.label) for column in columns}
    ready = [row for row in rows if not row.refused]
    refused = [row for row in rows if row.refused]
    names = [{"label": gettext("Baris")}, *({"label": labels[key]} for key in shown)]
    return {
        "ready": len(ready),
        "refused": [_line(row, labels, shown, blocking=True) for row in refused],
        "warned": [_line(row, labels, shown, blocking=False) for row in ready if row.problems],
        "columns": names,
        "rows": [{"cells": [{"text": row.number}, *_cells(row, shown)]} for row in ready[:SAMPLE]],
    }


def _cells(row: Read, shown: Sequence[str]) -> list[dict[str, Any]]:
    return [{"text": row.cells.get(key) or "–"} for key in shown]


def _line(row: Read, labels: dict[str, str], shown: Sequence[str], *, blocking: bool) -> dict[str, Any]:
    """One row with its sentences, each beside its column."""
    problems = [problem for problem in row.problems if not blocking or problem.level == Level.BLOCK]
    told = [
        {
            "column": labels.get(problem.column, ""),
            "text": gettext(problem.template).format(
                **{name: gettext(value) if name == "label" else value for name, value in problem.values.items()}
            ),
        }
        for problem in problems
    ]
    return {"number": row.number, "subject": row.cells.get(shown[0], ""), "told": told}


def told(rows: Sequence[Read]) -> str:
    """How a take-over ended, in one sentence."""
    ready = sum(not row.refused for row in rows)
    words = {"ready": number(ready), "left": number(len(rows) - ready)}
    return gettext("%(ready)s baris tersimpan, %(left)s baris dilewati.") % words


def template_of(columns: Sequence[Column], name: str) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    content = workbook(columns, [{column.key: column.example for column in columns}])
    headers = {"Content-Type": XLSX, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, headers=headers)
