"""Import a list of commitments, e.g. out of the minutes of a meeting (I7)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, page, say
from masohi.faces.web import sheets
from masohi.faces.web.commitments import showing
from masohi.supply.intake.promises.actions import import_commitments
from masohi.supply.intake.promises.terms import COLUMNS
from masohi.supply.intake.reading import Read
from masohi.writing.refusals import Refused

NAME = "komitmen"
SHOWN = ("what", "owner", "due_on", "agreement")


@page("commitments.import")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file, see its rows judged one by one, take the good ones over."""
    if "daftar" in request.POST:
        return _take_over(request)
    form = sheets.SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "form": form,
        "title": _("Impor komitmen"),
        "hint": _("Unggah daftar dari notulen rapat. Setiap baris diperiksa dahulu; belum ada yang tersimpan."),
        "template": "commitments-template",
        "breadcrumb": showing.crumbs(step=_("Impor")),
    }
    sheet = sheets.read(form, COLUMNS) if form.is_valid() else None
    if sheet is not None:
        rows = _imported(request, sheet, dry_run=True)
        context |= {"preview": sheets.preview(rows, COLUMNS, SHOWN), "unknown": sheet.table.unknown}
        context["sealed"] = sheets.sealed(sheet, actor(request), NAME)
    return render(request, "web/commitments/impor.html", context)


def _imported(request: HttpRequest, sheet: sheets.Sheet, *, dry_run: bool) -> list[Read]:
    return import_commitments(table=sheet.table, digest=sheet.digest, dry_run=dry_run, by=actor(request), at=now())


def _take_over(request: HttpRequest) -> HttpResponse:
    try:
        rows = _imported(request, sheets.opened(request, NAME), dry_run=False)
    except Refused as refusal:
        complain(request, refusal)
        return redirect("commitments-import")
    say(request, sheets.told(rows))
    return redirect("commitments")


@page("commitments.import")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    return sheets.template_of(COLUMNS, "contoh-komitmen.xlsx")
