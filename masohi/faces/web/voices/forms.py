"""Answers to citizens, and how many people an office has."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.organisations.terms import Kind
from masohi.supply.voices.models import Nomination
from masohi.supply.voices.terms import NominationState

PUBLIC = _("Jawaban ini dibaca pengirim dengan kodenya. Jangan tulis nama orang.")


class NominationAnswer(forms.Form):
    """What becomes of a nominated place."""

    seen = forms.CharField(widget=forms.HiddenInput(), max_length=10)
    state = forms.ChoiceField(
        label=_("Keadaan"),
        choices=[(value, label) for value, label in NominationState.choices if value != NominationState.NEW],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keadaan usul ini.")},
    )
    office = forms.ChoiceField(label=_("Dinas yang mengerjakan"), required=False)
    answer = forms.CharField(
        label=_("Jawaban untuk pengusul"),
        help_text=PUBLIC,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis jawaban untuk pengusul.")},
    )

    def __init__(self, data: Any, *, row: Nomination) -> None:
        known = {"seen": row.state, "answer": row.answer, "office": row.office.short_name if row.office else ""}
        answered = {"state": row.state} if row.state != NominationState.NEW else {}
        super().__init__(data, initial=known | answered)
        self.offices = {one.short_name: one for one in organisations(Kind.OFFICE)}
        field = self.fields["office"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("Belum ditentukan")), *((s, one.name) for s, one in self.offices.items())]

    def clean_office(self) -> Organisation | None:
        """The office itself."""
        return self.offices.get(self.cleaned_data["office"])


class ComplaintAnswer(forms.Form):
    """The answer to a complaint."""

    answer = forms.CharField(
        label=_("Jawaban untuk pengadu"),
        help_text=PUBLIC,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis jawaban untuk pengadu.")},
    )


class StaffForm(forms.Form):
    """How many people work in an office from a day on."""

    organisation = forms.ChoiceField(label=_("Kantor"), error_messages={"required": _("Pilih kantor.")})
    people = forms.IntegerField(
        label=_("Jumlah pegawai"),
        min_value=1,
        max_value=100_000,
        error_messages={
            "required": _("Tulis jumlah pegawai."),
            "invalid": _("Tulis jumlah dengan angka."),
            "min_value": _("Tulis paling sedikit 1."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    valid_from = forms.DateField(
        label=_("Berlaku sejak"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Tulis tanggalnya."), "invalid": _("Tulis tanggal yang ada di kalender.")},
    )
    source = forms.CharField(
        label=_("Sumber"),
        help_text=_("Misalnya: daftar nominatif BKPSDM, Oktober 2026."),
        max_length=160,
        error_messages={"required": _("Tulis sumber angkanya.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {one.short_name: one for one in organisations()}
        field = self.fields["organisation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("Pilih kantor")), *((short, one.name) for short, one in self.units.items())]

    def clean_organisation(self) -> Organisation:
        """The office itself."""
        return self.units[self.cleaned_data["organisation"]]
