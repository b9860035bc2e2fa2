"""Take trainees into a class, and let somebody leave it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.training.asking import ask, crumbs
from masohi.faces.web.training.forms import ReasonForm
from masohi.faces.web.training.showing import seats
from masohi.parties.accounts.models import User
from masohi.reentry.training.actions import enrol, leave_class
from masohi.reentry.training.models import Cohort
from masohi.reentry.training.queries import acts_in, cohort_by_code, enrollable, roll


class EnrolForm(forms.Form):
    """Who comes into the class: names of the own unit, in the order of the list."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Peserta"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu peserta.")},
    )

    def __init__(self, *args: Any, trainees: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trainees = {row.code: row for row in trainees}
        named = [(row.code, f"{row.person.name} · {row.get_basis_display()}") for row in trainees]
        self.fields["people"].choices = named  # type: ignore[attr-defined]


def _own(user: User, code: str) -> Cohort:
    """The class, where the user runs it; for everybody else the page is not there."""
    row = one(cohort_by_code(user, code))
    return one(row if acts_in(user, row, "class.manage") else None)


@page("class.manage")
def enrol_people(request: HttpRequest, code: str) -> HttpResponse:
    """Tick who comes; whoever finds no place stands in the queue."""
    user = actor(request)
    row = _own(user, code)
    form = EnrolForm(request.POST or None, trainees=list(enrollable(user, row, today())))
    return ask(
        request,
        form,
        lambda data: enrol(cohort=row, trainees=[form.trainees[c] for c in data["people"]], by=user, at=now()),
        said=_("Peserta terdaftar. Yang belum dapat tempat ada di daftar tunggu."),
        back=reverse("cohort", args=[code]),
        title=_("Daftarkan peserta"),
        subject=f"{row.programme.title} · {seats(row)}",
        hint="" if form.trainees else _("Semua peserta unit Anda sudah terdaftar. Catat peserta baru dahulu."),
        primary=_("Daftarkan"),
        breadcrumb=crumbs(row, _("Daftarkan peserta")),
    )


@page("class.manage")
def leave(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Somebody leaves; the next one in the queue moves up."""
    user = actor(request)
    row = _own(user, code)
    enrolment = one(roll(row).filter(pk=number).first())
    title = _("Keluarkan dari kelas")
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: leave_class(enrolment=enrolment, **data, by=user, at=now()),
        said=_("Tercatat. Tempat kosong diberikan kepada yang menunggu paling lama."),
        back=reverse("cohort", args=[code]),
        title=title,
        subject=enrolment.trainee.person.name,
        primary=title,
        danger=True,
        breadcrumb=crumbs(row, title),
    )
