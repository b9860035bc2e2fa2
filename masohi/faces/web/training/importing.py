"""Import trainees from a spreadsheet: of the unit, or straight into a class."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import actor, complain, one, page
from masohi.faces.web import sheets
from masohi.faces.web.training.asking import crumbs, people_crumbs
from masohi.reentry.trainees.intake.actions import import_trainees
from masohi.reentry.trainees.intake.terms import COLUMNS
from masohi.reentry.training.intake.actions import import_class
from masohi.reentry.training.models import Cohort
from masohi.reentry.training.queries import acts_in, cohort_by_code
from masohi.writing.refusals import Refused

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


def _into(cohort: Cohort) -> sheets.ListImport:
    """The import of one class; rows that were looked at for one class come into no other."""
    return LIST._replace(
        name=f"kelas.{cohort.code}",
        title=_("Impor peserta kelas"),
        hint=_("Yang belum menjadi peserta unit dicatat sekaligus. Yang belum dapat tempat masuk daftar tunggu."),
        take=partial(import_class, cohort=cohort),
        here=reverse("cohort-import", args=[cohort.code]),
        after=reverse("cohort", args=[cohort.code]),
    )


@page("class.manage")
def into_class(request: HttpRequest, code: str) -> HttpResponse:
    """Enrol a list of people, in the order of the file."""
    row = one(cohort_by_code(actor(request), code))
    one(row if acts_in(actor(request), row, "class.manage") else None)
    try:
        return sheets.import_page(request, _into(row), crumbs(row, _("Impor")))
    except Refused as refusal:  # the class has ended
        complain(request, refusal)
        return redirect("cohort", code)
