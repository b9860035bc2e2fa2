"""Import a budget sheet: lines, plans and payments."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import page
from masohi.faces.web import sheets
from masohi.faces.web.budget import showing
from masohi.supply.intake.money.actions import import_budget
from masohi.supply.intake.money.terms import COLUMNS

LIST = sheets.ListImport(
    name="anggaran",
    title=gettext_lazy("Impor anggaran"),
    hint=gettext_lazy("Unggah lembar anggaran. Setiap baris diperiksa dahulu; belum ada yang tersimpan."),
    columns=COLUMNS,
    shown=("name", "owner", "ceiling", "paid", "paper"),
    take=import_budget,
    template="budget-template",
    here="budget-import",
    after="budget",
)


@page("budget.import")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file, see its rows judged one by one, take the good ones over."""
    return sheets.import_page(request, LIST, showing.crumbs(step=_("Impor")))


@page("budget.import")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    return sheets.template_of(COLUMNS, "contoh-anggaran.xlsx")
