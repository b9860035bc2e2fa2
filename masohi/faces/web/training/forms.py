"""What is filled in about programmes, classes, lessons and results."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.trainees.queries import units_of
from masohi.reentry.training.lessons.facts import weekly
from masohi.reentry.training.models import Cohort, Programme
from masohi.reentry.training.queries import programmes, providers_for
from masohi.reentry.training.terms import Level, Result, Skill

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NUMBER = forms.NumberInput(attrs={"inputmode": "numeric"})
WEEKDAYS = [
    ("0", _("Senin")),
    ("1", _("Selasa")),
    ("2", _("Rabu")),
    ("3", _("Kamis")),
    ("4", _("Jumat")),
    ("5", _("Sabtu")),
    ("6", _("Minggu")),
]


def one_line(label: Any, most: int, **options: Any) -> forms.CharField:
    """A text in one line."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off"}), **options
    )


def choices_of(rows: dict[str, Any], first: str) -> list[tuple[str, str]]:
    """Rows by key as choices, with a first line that chooses nothing where there are several."""
    found = [(key, str(row)) for key, row in rows.items()]
    return found if len(found) == 1 else [("", first), *found]


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = one_line(
        _("Alasan"),
        250,
        help_text=_("Singkat saja. Jangan tulis perkara atau penyakit orang."),
        error_messages={"required": _("Tulis alasannya.")},
    )


class ProgrammeForm(forms.Form):
    """What an office offers to teach."""

    title = one_line(
        _("Nama program"),
        120,
        help_text=_("Tercetak pada surat keterangan. Tanpa nama lapas, LPKA, atau rutan."),
        error_messages={"required": _("Tulis nama program.")},
    )
    skill = forms.ChoiceField(label=_("Bidang"), choices=Skill.choices)
    provider = forms.ChoiceField(label=_("Dinas penyedia"), error_messages={"required": _("Pilih dinas penyedia.")})
    level = forms.ChoiceField(label=_("Tingkat"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.CITY)
    institution = one_line(
        _("Lembaga pelaksana"),
        120,
        required=False,
        help_text=_("Bila bukan dinas itu sendiri, misalnya sekolah, BLK, atau LPK."),
    )
    hours = forms.IntegerField(
        label=_("Lama seluruhnya (jam)"), min_value=1, max_value=2000, widget=NUMBER, help_text=_("Jam penuh.")
    )
    accredited = forms.BooleanField(label=_("Lembaga ini terakreditasi"), required=False)
    accreditation = one_line(_("Nomor akreditasi"), 120, required=False)
    description = forms.CharField(
        label=_("Isi pelatihan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.providers = {unit.short_name: unit for unit in providers_for(user)}
        self.fields["provider"].choices = choices_of(self.providers, gettext("Pilih dinas"))  # type: ignore[attr-defined]

    def clean_provider(self) -> Organisation:
        """The organisation itself."""
        return self.providers[self.cleaned_data["provider"]]

    def clean(self) -> dict[str, Any]:
        """Hours become minutes."""
        data = super().clean() or {}
        data["minutes"] = (data.pop("hours", None) or 0) * 60
        return data


class CohortForm(forms.Form):
    """When and where a class is held, for how many, by whom."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    programme = forms.ChoiceField(label=_("Program"), error_messages={"required": _("Pilih programnya.")})
    unit = forms.ChoiceField(label=_("Unit"), error_messages={"required": _("Pilih unitnya.")})
    starts_on = forms.DateField(label=_("Hari pertama"), widget=DAY)
    ends_on = forms.DateField(label=_("Hari terakhir"), widget=DAY)
    places = forms.IntegerField(
        label=_("Jumlah tempat"),
        min_value=1,
        max_value=200,
        widget=NUMBER,
        help_text=_("Peserta berikutnya masuk daftar tunggu."),
    )
    instructor = one_line(_("Instruktur"), 120, error_messages={"required": _("Tulis nama instruktur.")})
    place = one_line(_("Tempat pelatihan"), 120, error_messages={"required": _("Tulis tempatnya.")})

    def __init__(self, *args: Any, user: User, row: Cohort | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row is not None:
            del self.fields["programme"], self.fields["unit"]
            return
        self.programmes = {one.code: one for one in programmes()}
        self.units = {unit.short_name: unit for unit in units_of(user, "class.manage")}
        named = {code: f"{one.title} · {one.provider}" for code, one in self.programmes.items()}
        self.fields["programme"].choices = choices_of(named, gettext("Pilih program"))  # type: ignore[attr-defined]
        self.fields["unit"].choices = choices_of(self.units, gettext("Pilih unit"))  # type: ignore[attr-defined]
        if len(self.units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = next(iter(self.units))

    def clean_programme(self) -> Programme:
        """The programme itself."""
        return self.programmes[self.cleaned_data["programme"]]

    def clean_unit(self) -> Organisation:
        """The unit itself."""
        return self.units[self.cleaned_data["unit"]]

    def clean(self) -> dict[str, Any]:
        """Nothing ends before it begins."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Hari terakhir mendahului hari pertama. Periksa keduanya."))
        return data


class TimeField(forms.TimeField):
    """A clock time in WIT, typed with a colon or a dot."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def to_python(self, value: Any) -> Any:
        """08.30 is how people write it, 08:30 how browsers send it."""
        return super().to_python(value.replace(".", ":") if isinstance(value, str) else value)


class LessonsForm(forms.Form):
    """Meetings of a class by weekday, from one day to another."""

    first = forms.DateField(label=_("Dari tanggal"), widget=DAY)
    last = forms.DateField(label=_("Sampai tanggal"), widget=DAY)
    weekdays = forms.MultipleChoiceField(
        label=_("Hari"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu hari.")},
    )
    begins = TimeField(label=_("Mulai pukul (WIT)"))
    minutes = forms.IntegerField(
        label=_("Lama tiap pertemuan (menit)"),
        min_value=15,
        max_value=720,
        widget=NUMBER,
        help_text=_("Untuk Anak yang berlatih menurut putusan paling lama 180 menit sehari."),
    )
    topic = one_line(_("Materi"), 160, required=False)

    def clean(self) -> dict[str, Any]:
        """The days stand in order, and not for ten years."""
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Tanggal akhir mendahului tanggal awal. Periksa keduanya."))
        elif first and last and (last - first).days > 366:
            self.add_error("last", _("Paling lama satu tahun sekaligus."))
        return data

    def starts(self) -> list[datetime]:
        """When the meetings begin."""
        data = self.cleaned_data
        return weekly(data["first"], data["last"], map(int, data["weekdays"]), data["begins"])


class MarkForm(forms.Form):
    """The word about one person at the end of a class."""

    result = forms.ChoiceField(label=_("Hasil"), choices=Result.choices, widget=forms.RadioSelect)
    score = forms.IntegerField(label=_("Nilai (0–100)"), min_value=0, max_value=100, required=False, widget=NUMBER)
    note = one_line(_("Catatan"), 250, required=False)
