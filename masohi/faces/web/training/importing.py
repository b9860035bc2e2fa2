"""Import a list of trainees from a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import page
from masohi.faces.web import sheets
from masohi.faces.web.training.asking import people_crumbs
from masohi.reentry.trainees.intake.actions import import_trainees
from masohi.reentry.trainees.intake.terms import COLUMNS

LIST = sheets.ListImport(
    name="peserta",
    title=gettext_lazy("Impor peserta"),
    hint=gettext_lazy("Unggah daftar peserta. Setiap baris diperiksa dahulu; belum ada yang tersimpan."),
    columns=COLUMNS,
    shown=("name", "sex", "birth_date", "basis"),
    take=import_trainees,
    template="trainees-template",
    here="trainees-import",
    after="trainees",
)


@page("trainee.enter")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file, see its rows judged one by one, take the good ones over."""
    return sheets.import_page(request, LIST, people_crumbs(None, _("Impor")))


@page("trainee.enter")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    return sheets.template_of(COLUMNS, "contoh-peserta.xlsx")
