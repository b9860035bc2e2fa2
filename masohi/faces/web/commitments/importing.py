"""Import a list of commitments, e.g. out of the minutes of a meeting (I7)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import page
from masohi.faces.web import sheets
from masohi.faces.web.commitments import showing
from masohi.supply.intake.promises.actions import import_commitments
from masohi.supply.intake.promises.terms import COLUMNS

LIST = sheets.ListImport(
    name="komitmen",
    title=gettext_lazy("Impor komitmen"),
    hint=gettext_lazy("Unggah daftar dari notulen rapat. Setiap baris diperiksa dahulu; belum ada yang tersimpan."),
    columns=COLUMNS,
    shown=("what", "owner", "due_on", "agreement"),
    take=import_commitments,
    template="commitments-template",
    here="commitments-import",
    after="commitments",
)


@page("commitments.import")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file, see its rows judged one by one, take the good ones over."""
    return sheets.import_page(request, LIST, showing.crumbs(step=_("Impor")))


@page("commitments.import")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    return sheets.template_of(COLUMNS, "contoh-komitmen.xlsx")
