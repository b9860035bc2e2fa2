"""The minutes of a meeting as they are typed: decisions one a line, actions in rows of their own."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.files import file_field, uploaded
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.supply.commitments.queries import commitments
from masohi.supply.meetings.terms import MeetingKind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ROWS = 6
PARTS = ("what", "owner", "due_on", "commitment")


class MeetingForm(forms.Form):
    """One meeting with at most `ROWS` actions; an action whose first cell is empty is none."""

    kind = forms.ChoiceField(label=_("Jenis rapat"), choices=MeetingKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Acara"), max_length=200, error_messages={"required": _("Tulis acara rapatnya.")})
    held_on = forms.DateField(label=_("Tanggal"), widget=DAY)
    place = forms.CharField(label=_("Tempat"), max_length=120, required=False)
    participants = forms.MultipleChoiceField(
        label=_("Peserta"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih lembaga yang hadir.")},
    )
    decisions = forms.CharField(
        label=_("Keputusan"),
        help_text=_("Satu baris satu keputusan. Jangan tulis nama peserta kerja sosial."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=8000,
        required=False,
    )
    notes = forms.CharField(
        label=_("Jalannya rapat"), widget=forms.Textarea(attrs={"rows": 3}), max_length=8000, required=False
    )
    file = file_field(_("Notulen bertanda tangan"))

    def __init__(self, *args: Any, user: User, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"held_on": day, "kind": MeetingKind.EVALUATION}
        super().__init__(*args, **kwargs)
        self.units = {unit.short_name: unit for unit in organisations()}
        self.promises = {row.code: row for row in commitments(user)}
        names = [(short, unit.short_name) for short, unit in self.units.items()]
        field = self.fields["participants"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = names
        promised = [(code, f"{row.owner.short_name}: {row.what}"[:90]) for code, row in self.promises.items()]
        for n in range(ROWS):
            self._add_row(n, names, promised)

    def _add_row(self, n: int, names: list[tuple[str, str]], promised: list[tuple[str, str]]) -> None:
        self.fields[f"what_{n}"] = forms.CharField(label=gettext("Apa yang dikerjakan"), max_length=250, required=False)
        owner = forms.ChoiceField(
            label=gettext("Penanggung jawab"), choices=[("", gettext("Pilih lembaga")), *names], required=False
        )
        self.fields[f"owner_{n}"] = owner
        self.fields[f"due_on_{n}"] = forms.DateField(label=gettext("Tenggat"), widget=DAY, required=False)
        self.fields[f"commitment_{n}"] = forms.ChoiceField(
            label=gettext("Komitmen"), choices=[("", gettext("Tidak ada")), *promised], required=False
        )

    def rows(self) -> list[list[Any]]:
        """The fields of every action, row by row."""
        return [[self[f"{part}_{n}"] for part in PARTS] for n in range(ROWS)]

    def clean_participants(self) -> list[Organisation]:
        """The organisations themselves."""
        return [self.units[short] for short in self.cleaned_data["participants"]]

    def clean(self) -> dict[str, Any]:
        """An action that is begun names who does it until when, and not before the meeting."""
        data = super().clean() or {}
        for n in range(ROWS):
            if data.get(f"what_{n}"):
                self._whole(data, n)
            elif any(data.get(f"{part}_{n}") for part in PARTS):
                self.add_error(f"what_{n}", _("Tulis apa tindak lanjutnya, atau kosongkan barisnya."))
        return data

    def _whole(self, data: dict[str, Any], n: int) -> None:
        due, held = data.get(f"due_on_{n}"), data.get("held_on")
        if not data.get(f"owner_{n}"):
            self.add_error(f"owner_{n}", _("Pilih siapa yang mengerjakan."))
        if not due and f"due_on_{n}" not in self.errors:
            self.add_error(f"due_on_{n}", _("Tulis tenggatnya."))
        if due and held and due < held:
            self.add_error(f"due_on_{n}", _("Tenggat mendahului tanggal rapat. Periksa tanggalnya."))

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        names = ("kind", "title", "held_on", "place", "participants", "notes")
        return {name: data[name] for name in names} | {
            "decisions": data["decisions"].splitlines(),
            "actions": [self._action(n) for n in range(ROWS) if data[f"what_{n}"]],
            "file": uploaded(data.get("file")),
        }

    def _action(self, n: int) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "what": data[f"what_{n}"],
            "owner": self.units[data[f"owner_{n}"]],
            "due_on": data[f"due_on_{n}"],
            "commitment": self.promises.get(data[f"commitment_{n}"]),
        }


class SettleForm(forms.Form):
    """What came of an action."""

    note = forms.CharField(
        label=_("Hasil"),
        help_text=_("Satu kalimat, misalnya: surat edaran terbit, nomor 12/2026."),
        max_length=250,
        error_messages={"required": _("Tulis hasilnya dengan singkat.")},
    )
    file = file_field(_("Berkas"))
