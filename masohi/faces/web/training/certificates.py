"""Certificates of competence that an LSP issued: kept beside our own letters and never taken for one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.pages import actor, now, one, page
from masohi.faces.web.files import file_field, handed_out, uploaded
from masohi.faces.web.training.asking import ask, people_crumbs
from masohi.faces.web.training.forms import DAY, ReasonForm, one_line
from masohi.ledger.reads.actions import note_read
from masohi.reentry.trainees.queries import trainee_by_code
from masohi.reentry.training.outcomes.actions import keep_competence, withdraw_competence
from masohi.reentry.training.queries import competence_by_code


class CompetenceForm(forms.Form):
    """What stands on the certificate."""

    scheme = one_line(
        _("Skema"),
        160,
        help_text=_("Seperti tertulis, misalnya: Juru las SMAW 2F."),
        error_messages={"required": _("Tulis skemanya.")},
    )
    lsp = one_line(_("LSP penerbit"), 120, error_messages={"required": _("Tulis nama LSP.")})
    number = one_line(_("Nomor sertifikat"), 60, error_messages={"required": _("Tulis nomornya.")})
    issued_on = forms.DateField(label=_("Tanggal terbit"), widget=DAY)
    valid_until = forms.DateField(
        label=_("Berlaku sampai"), widget=DAY, required=False, help_text=_("Kosongkan bila tidak disebut.")
    )
    scan = file_field(_("Pindaian"))

    def clean(self) -> dict[str, Any]:
        """It is valid after it was issued."""
        data = super().clean() or {}
        first, last = data.get("issued_on"), data.get("valid_until")
        if first and last and last <= first:
            self.add_error("valid_until", _("Masa berlaku berakhir sebelum tanggal terbit. Periksa keduanya."))
        return data


@page("competence.keep")
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a certificate of competence."""
    user = actor(request)
    row = one(trainee_by_code(user, code))
    title = gettext("Catat sertifikat kompetensi")
    return ask(
        request,
        CompetenceForm(request.POST or None, request.FILES or None),
        lambda data: keep_competence(trainee=row, **(data | {"scan": uploaded(data["scan"])}), by=user, at=now()),
        said=gettext("Sertifikat tersimpan."),
        back=reverse("trainee", args=[code]),
        title=title,
        subject=row.person.name,
        hint=gettext("Hanya sertifikat dari LSP. Surat keterangan pelatihan terbit dari halaman kelas."),
        with_file=True,
        breadcrumb=people_crumbs(row, title),
    )


@page("trainee.view")
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """The scan, to be saved; whoever opens it is noted."""
    user = actor(request)
    row = one(competence_by_code(user, code))
    note_read(row, person=row.trainee.person, screen="competence-file", by=user, at=now())
    return handed_out(row.scan)


@page("competence.keep")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take a wrong entry back."""
    user = actor(request)
    row = one(competence_by_code(user, code))
    title = gettext("Tarik catatan sertifikat")
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: withdraw_competence(competence=row, **data, by=user, at=now()),
        said=gettext("Catatan ditarik. Alasannya tetap dapat dibaca."),
        back=reverse("trainee", args=[row.trainee.code]),
        title=title,
        subject=f"{row.scheme} · {row.number}",
        primary=title,
        danger=True,
        breadcrumb=people_crumbs(row.trainee, title),
    )
