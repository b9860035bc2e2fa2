"""Who takes part at the own unit: the list, one person with classes and certificates, and how they enter and leave."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.people.terms import Sex
from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.training import showing
from masohi.faces.web.training.asking import ask, people_crumbs
from masohi.faces.web.training.forms import DAY, choices_of, one_line
from masohi.law.order_facts import PersonFacts
from masohi.ledger.reads.actions import note_read
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.terms import Kind
from masohi.reentry.trainees.actions import change_trainee, enter_trainee, leave_trainee
from masohi.reentry.trainees.intake.facts import NO_NIK
from masohi.reentry.trainees.queries import called, trainee_by_code, trainees, units_of
from masohi.reentry.trainees.terms import Basis, Left
from masohi.reentry.training.queries import competences_of, enrolments_of

A_PAGE = 50


class BasisForm(forms.Form):
    """Why somebody takes part."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    basis = forms.ChoiceField(label=_("Dasar"), choices=Basis.choices, widget=forms.RadioSelect)
    need = one_line(
        _("Kebutuhan atau minat"),
        250,
        required=False,
        help_text=_("Misalnya: ingin membuka bengkel las. Jangan tulis perkara."),
    )


class TraineeForm(BasisForm):
    """A person who takes part: as little as a class needs."""

    field_order = ("unit", "name", "child", "birth_date", "sex", "nik", "basis", "need")
    unit = forms.ChoiceField(label=_("Unit"))
    name = one_line(
        _("Nama"),
        120,
        help_text=_("Nama boleh satu kata, sama seperti di KTP atau akta."),
        error_messages={"required": _("Tulis nama peserta.")},
    )
    child = forms.BooleanField(
        label=_("Anak"), help_text=_("Namanya hanya tampil penuh bagi petugas unit Anda."), required=False
    )
    birth_date = forms.DateField(label=_("Tanggal lahir"), widget=DAY, required=False)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect)
    nik = forms.RegexField(
        r"^\d{16}$",
        label=_("NIK"),
        required=False,
        help_text=_("16 angka. Kosongkan bila belum ada."),
        error_messages={"invalid": _("NIK terdiri dari 16 angka.")},
    )
    ordered = forms.BooleanField(
        label=_("Pelatihan kerja menurut putusan (Anak)"),
        help_text=_("Isi tanggal dan tempat di bawah ini bila dicentang."),
        required=False,
    )
    ordered_from = forms.DateField(label=_("Hari pertama menurut putusan"), widget=DAY, required=False)
    ordered_until = forms.DateField(label=_("Hari terakhir menurut putusan"), widget=DAY, required=False)
    ordered_place = one_line(_("Tempat menurut putusan"), 120, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["edition"]
        self.units = {unit.short_name: unit for unit in units_of(user, "trainee.enter")}
        self.fields["unit"].choices = choices_of(self.units, gettext("Pilih unit"))  # type: ignore[attr-defined]
        if len(self.units) == 1:
            (unit,) = self.units.values()
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = unit.short_name
            self.fields["child"].initial = unit.kind == Kind.YOUTH

    def clean_unit(self) -> Organisation:
        """The unit itself."""
        return self.units[self.cleaned_data["unit"]]

    def clean(self) -> dict[str, Any]:
        """Training by verdict has both dates."""
        data = super().clean() or {}
        if data.get("ordered"):
            for name in ("ordered_from", "ordered_until"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Isi tanggal menurut putusan."))
        return data

    def details(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        facts = PersonFacts(
            name=data["name"],
            birth_date=data["birth_date"],
            sex=data["sex"],
            nik=data["nik"] or None,
            nik_reason=None if data["nik"] else NO_NIK,
        )
        ordered = (data["ordered_from"], data["ordered_until"]) if data["ordered"] else None
        kept = {name: data[name] for name in ("unit", "child", "basis", "need", "ordered_place")}
        return kept | {"facts": facts, "ordered": ordered}


class LeaveForm(forms.Form):
    """Since when and why somebody takes part no more."""

    on = forms.DateField(label=_("Tanggal keluar"), widget=DAY)
    reason = forms.ChoiceField(label=_("Alasan"), choices=Left.choices, widget=forms.RadioSelect)


@page("trainee.view")
def trainee_list(request: HttpRequest) -> HttpResponse:
    """Trainees of the own unit by name; the search forgives spelling."""
    user, text = actor(request), request.POST.get("cari", "")[:60] if request.method == "POST" else ""
    rows = called(trainees(user, today()), text)
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": pages,
        "rows": [
            {
                "label": row.person.name,
                "url": reverse("trainee", args=[row.code]),
                "note": " · ".join(part for part in (str(row.get_basis_display()), row.need) if part),
            }
            for row in pages
        ],
        "text": text,
        "breadcrumb": [*people_crumbs()[:1], {"label": gettext("Peserta"), "url": ""}],
    }
    return render(request, "web/training/peserta.html", context)


@page("trainee.enter")
def new_trainee(request: HttpRequest) -> HttpResponse:
    """Enter somebody."""
    user = actor(request)
    form = TraineeForm(request.POST or None, user=user)
    title = gettext("Catat peserta")
    return ask(
        request,
        form,
        lambda _data: enter_trainee(**form.details(), by=user, at=now()),
        said=gettext("Peserta tersimpan."),
        back=reverse("trainees"),
        onward=lambda made: reverse("trainee", args=[made.code]),
        title=title,
        breadcrumb=people_crumbs(None, title),
    )


@page("trainee.view")
def trainee(request: HttpRequest, code: str) -> HttpResponse:
    """One person: why, in which classes, with which certificates of others. Whoever opens it is noted."""
    user = actor(request)
    row = one(trainee_by_code(user, code))
    note_read(row, person=row.person, screen="trainee", by=user, at=now())
    context = {
        "row": row,
        "facts": showing.trainee_facts(row),
        "enrolments": [{"row": enrolment, "tag": showing.enrolment_tag(enrolment)} for enrolment in enrolments_of(row)],
        "competences": [{"row": kept, "tag": showing.competence_tag(kept, today())} for kept in competences_of(row)],
        "open": row.left_on is None,
        "breadcrumb": [*people_crumbs(row)[:2], {"label": row.person.short_name, "url": ""}],
    }
    return render(request, "web/training/orang.html", context)


@page("trainee.enter")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change why somebody takes part."""
    user = actor(request)
    row = one(trainee_by_code(user, code))
    names = ("edition", "basis", "need")
    form = BasisForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    return ask(
        request,
        form,
        lambda data: change_trainee(trainee=row, **(data | {"edition": data["edition"] or 0}), by=user, at=now()),
        said=gettext("Data peserta tersimpan."),
        back=reverse("trainee", args=[code]),
        title=gettext("Ubah dasar pelatihan"),
        subject=row.person.name,
        breadcrumb=people_crumbs(row, gettext("Ubah")),
    )


@page("trainee.enter")
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody takes part no more."""
    user = actor(request)
    row = one(trainee_by_code(user, code))
    return ask(
        request,
        LeaveForm(request.POST or None, initial={"on": today()}),
        lambda data: leave_trainee(trainee=row, **data, by=user, at=now()),
        said=gettext("Tercatat. Riwayat belajarnya tetap tersimpan."),
        back=reverse("trainee", args=[code]),
        title=gettext("Catat keluar"),
        subject=row.person.name,
        breadcrumb=people_crumbs(row, gettext("Catat keluar")),
    )
