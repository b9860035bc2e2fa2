"""Import a list of equipment from a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import page
from masohi.faces.web import sheets
from masohi.faces.web.equipment import showing
from masohi.reentry.equipment.intake.actions import import_items
from masohi.reentry.equipment.intake.terms import COLUMNS

LIST = sheets.ListImport(
    name="alat",
    title=gettext_lazy("Impor daftar barang"),
    hint=gettext_lazy("Unggah daftar barang lembaga Anda. Setiap baris diperiksa dahulu; belum ada yang tersimpan."),
    columns=COLUMNS,
    shown=("name", "count", "unit", "acquired_on"),
    take=import_items,
    template="equipment-template",
    here="equipment-import",
    after="equipment",
)


@page("equipment.manage")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file, see its rows judged one by one, take the good ones over."""
    return sheets.import_page(request, LIST, showing.crumbs((_("Impor"), "")))


@page("equipment.manage")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    return sheets.template_of(COLUMNS, "contoh-barang.xlsx")
