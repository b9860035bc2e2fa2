"""Import a budget sheet: lines, plans and payments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, page, say
from masohi.faces.web import sheets
from masohi.faces.web.budget import showing
from masohi.supply.intake.money.actions import import_budget
from masohi.supply.intake.money.terms import COLUMNS
from masohi.supply.intake.reading import Read
from masohi.writing.refusals import Refused

NAME = "anggaran"
SHOWN = ("name", "owner", "ceiling", "paid", "paper")


@page("budget.import")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file, see its rows judged one by one, take the good ones over."""
    if "daftar" in request.POST:
        return _take_over(request)
    form = sheets.SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "form": form,
        "title": _("Impor anggaran"),
        "hint": _("Unggah lembar anggaran. Setiap baris diperiksa dahulu; belum ada yang tersimpan."),
        "template": "budget-template",
        "breadcrumb": showing.crumbs(step=_("Impor")),
    }
    sheet = sheets.read(form, COLUMNS) if form.is_valid() else None
    if sheet is not None:
        rows = _imported(request, sheet, dry_run=True)
        context |= {"preview": sheets.preview(rows, COLUMNS, SHOWN), "unknown": sheet.table.unknown}
        context["sealed"] = sheets.sealed(sheet, actor(request), NAME)
    return render(request, "web/commitments/impor.html", context)


def _imported(request: HttpRequest, sheet: sheets.Sheet, *, dry_run: bool) -> list[Read]:
    return import_budget(table=sheet.table, digest=sheet.digest, dry_run=dry_run, by=actor(request), at=now())


def _take_over(request: HttpRequest) -> HttpResponse:
    try:
        rows = _imported(request, sheets.opened(request, NAME), dry_run=False)
    except Refused as refusal:
        complain(request, refusal)
        return redirect("budget-import")
    say(request, sheets.told(rows))
    return redirect("budget")


@page("budget.import")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    return sheets.template_of(COLUMNS, "contoh-anggaran.xlsx")
