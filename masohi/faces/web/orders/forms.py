"""The forms about orders. They read what was typed; whether it is lawful, the rules of `masohi.law` say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.terms import CONSIDERATIONS, Companion, Sanction
from masohi.cases.people.terms import Limit, Sex
from masohi.faces.web.orders.fields import (
    DAY_CHOICES,
    BusyRows,
    DayField,
    RupiahField,
    say_what_is_missing,
    village_choices,
)
from masohi.faces.web.orders.parts import CHILD_PARTS, NOT_OF_CHILDREN, PARTS, Part
from masohi.law.order_facts import CHILD
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.organisations.terms import Kind
from masohi.parties.roles import Role

PRISON, FINE = "penjara", "denda"
BY_JUDGE, BY_JAKSA = "hakim", "jaksa"
UNITS = {
    "court": (Kind.COURT, Role.CLERK),
    "prosecutor_office": (Kind.PROSECUTOR, Role.PROSECUTOR),
    "bapas": (Kind.PROBATION, Role.PROBATION),
}
HANGS_ON = {
    "replaced_prison_days": ("replaced", {PRISON}),
    "replaced_fine_rupiah": ("replaced", {FINE}),
    "place_fixed": ("decided_by", {BY_JUDGE}),
    "pattern_days": ("pattern", {"days_per_week", "days_per_month"}),
    "weekdays": ("pattern", {"weekdays"}),
}
PATTERNS = (
    ("", _("Tidak diatur dalam putusan")),
    ("days_per_week", _("Beberapa hari seminggu")),
    ("days_per_month", _("Beberapa hari sebulan")),
    ("weekdays", _("Hari tertentu")),
)


class SentenceForm(forms.Form):
    """What a court imposes (KUHP 85(4), (5), (7), (9)), in both forms of verdict."""

    replaced = forms.ChoiceField(
        label=_("Pidana yang diganti"),
        choices=[(PRISON, _("Penjara")), (FINE, _("Denda"))],
        widget=forms.RadioSelect,
        initial=PRISON,
    )
    replaced_prison_days = forms.IntegerField(
        label=_("Lama penjara (hari)"), help_text=_("1 bulan = 30 hari. 3 bulan ditulis 90.")
    )
    replaced_fine_rupiah = RupiahField(label=_("Besar denda (rupiah)"), help_text=_("Contoh 5.000.000"))
    hours = forms.IntegerField(label=_("Jumlah jam"), help_text=_("Antara 8 dan 240 jam."))
    sanction = forms.ChoiceField(
        label=_("Akibat bila tidak dijalankan"), choices=Sanction.choices, widget=forms.RadioSelect
    )
    decided_by = forms.ChoiceField(
        label=_("Siapa yang menetapkan tempat kerja?"),
        choices=[(BY_JAKSA, _("Jaksa, sesudah putusan")), (BY_JUDGE, _("Hakim, dalam amar putusan"))],
        widget=forms.RadioSelect,
        initial=BY_JAKSA,
    )
    place_fixed = forms.CharField(
        label=_("Tempat dalam amar"), max_length=160, help_text=_("Sama seperti dalam putusan.")
    )
    hours_per_day = forms.IntegerField(
        label=_("Jam per hari"), required=False, help_text=_("Paling banyak 8. Kosongkan bila tidak diatur.")
    )
    pattern = forms.ChoiceField(label=_("Pola hari kerja"), choices=PATTERNS, required=False, widget=forms.RadioSelect)
    pattern_days = forms.IntegerField(label=_("Berapa hari"))
    weekdays = forms.MultipleChoiceField(
        label=_("Hari apa saja"), choices=DAY_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    completion_days = forms.IntegerField(
        label=_("Masa penyelesaian (hari)"),
        required=False,
        help_text=_("Paling lama 180 hari (6 bulan). Kosong berarti 180."),
    )
    consent_recorded = forms.BooleanField(
        label=_("Terdakwa setuju, sesudah tujuan kerja sosial dijelaskan"), required=False
    )
    considerations = forms.MultipleChoiceField(
        label=_("Pertimbangan hakim"),
        choices=list(CONSIDERATIONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Centang yang tertulis dalam putusan (Pasal 85 ayat 2)."),
    )

    def __init__(self, *args: Any, lenient: bool = False, **kwargs: Any) -> None:
        """`lenient` asks for nothing yet: only what cannot be read is told."""
        self.lenient = lenient
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)

    def full_clean(self) -> None:
        """A field that hangs on a choice is asked for only where that choice was made."""
        shown = {name: field.required for name, field in self.fields.items()}
        for name, field in self.fields.items():
            choice, values = HANGS_ON.get(name, ("", ()))
            chosen = not choice or self.data.get(self.add_prefix(choice)) in values
            field.required = field.required and chosen and not self.lenient
        super().full_clean()
        for name, required in shown.items():
            self.fields[name].required = required

    def clean(self) -> dict[str, Any]:
        """A place belongs to a verdict that fixes it."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("place_fixed") and cleaned.get("decided_by") == BY_JAKSA:
            self.add_error("place_fixed", _("Tempat terisi, padahal jaksa yang menetapkan. Kosongkan salah satu."))
        return cleaned


def _units(user: User) -> dict[str, list[Organisation]]:
    """Units that somebody may name: their own where the role ties them to one, else all of the kind, oldest first."""
    every = list(organisations(*(kind for kind, _role in UNITS.values())).order_by("pk"))
    units = {}
    for name, (kind, role) in UNITS.items():
        own = user.organisations_as(role)
        units[name] = [unit for unit in every if unit.kind == kind and (not own or unit.pk in own)]
    return units


class VerdictForm(SentenceForm, BusyRows):
    """A verdict as it is entered in the register, in the order of the page."""

    court = forms.TypedChoiceField(label=_("Pengadilan"))
    case_number = forms.CharField(label=_("Nomor perkara"), max_length=60, help_text=_("Contoh 112/Pid.B/2026/PN Amb"))
    verdict_date = DayField(label=_("Tanggal putusan"))
    inkracht_date = DayField(label=_("Tanggal putusan tetap (inkracht)"), required=False)
    offence_date = DayField(label=_("Tanggal tindak pidana"))
    offence_max_prison_months = forms.IntegerField(
        label=_("Ancaman penjara paling lama (bulan)"), help_text=_("4 tahun 8 bulan ditulis 56.")
    )
    offence_is_perda_fine_only = forms.BooleanField(
        label=_("Tindak pidana Perda yang hanya diancam denda"), required=False
    )
    name = forms.CharField(
        label=_("Nama"), max_length=120, help_text=_("Nama boleh satu kata, sama seperti di putusan.")
    )
    birth_date = DayField(label=_("Tanggal lahir"))
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect)
    nik = forms.CharField(label="NIK", required=False, max_length=20, help_text=_("16 angka, dari KTP-el."))
    nik_reason = forms.CharField(label=_("Alasan bila NIK kosong"), required=False, max_length=160)
    village = forms.ChoiceField(label=_("Kelurahan atau negeri"), required=False)
    phone = forms.CharField(label=_("Nomor HP"), required=False, max_length=20, help_text=_("Contoh 0812 4800 1234"))
    limits = forms.MultipleChoiceField(
        label=_("Batas kemampuan"), choices=Limit.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    prosecutor_office = forms.TypedChoiceField(label=_("Kejaksaan yang mengawasi"))
    bapas = forms.TypedChoiceField(label=_("Bapas yang membimbing"))
    prosecutor = forms.CharField(label=_("Nama jaksa pengawas"), required=False, max_length=120)
    pk = forms.CharField(label=_("Nama PK"), required=False, max_length=120)
    execution_order_date = DayField(label=_("Tanggal surat perintah pelaksanaan"), required=False)
    parts: tuple[Part, ...] = PARTS
    register = ""
    field_order = [name for part in PARTS for name in part.fields]

    def __init__(self, *args: Any, user: User, lenient: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, lenient=lenient, **kwargs)
        self.fields["village"].choices = village_choices()  # type: ignore[attr-defined]
        for name, units in _units(user).items():
            self.fields[name].choices = [(str(unit.pk), unit.short_name) for unit in units]  # type: ignore[attr-defined]
            self.fields[name].coerce = {str(unit.pk): unit for unit in units}.__getitem__  # type: ignore[attr-defined]
        for name in ("name", "nik", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["nik"].widget.attrs["inputmode"] = "numeric"
        self.fields["phone"].widget.input_type = "tel"
        self.add_rows()


def for_children(form: forms.Form) -> None:
    """Take out what a child's verdict does not know, and ask for the period, which the law leaves to the verdict."""
    for name in NOT_OF_CHILDREN & form.fields.keys():
        del form.fields[name]
    form.fields["hours"].help_text = _("Antara 7 dan 120 jam (UU SPPA Pasal 76 ayat 3).")
    form.fields["hours_per_day"].help_text = _("Kosongkan bila tidak diatur. Untuk anak paling lama 3 jam sehari.")
    form.fields["completion_days"].required = True
    form.fields["completion_days"].help_text = _("Sama seperti dalam putusan. Undang-undang tidak menetapkannya.")


class ChildVerdictForm(VerdictForm):
    """A child's verdict of pelayanan masyarakat (UU 11/2012 Pasal 71 and 76)."""

    parts = CHILD_PARTS
    register = CHILD
    companion_kind = forms.ChoiceField(
        label=_("Siapa yang mendampingi"), choices=Companion.choices, required=False, widget=forms.RadioSelect
    )
    companion_name = forms.CharField(
        label=_("Nama pendamping"),
        max_length=120,
        required=False,
        help_text=_("Anak didampingi pada setiap sesi. Nama ini tampil di lokasi."),
    )
    diversion = forms.BooleanField(label=_("Hasil upaya diversi tercatat dalam berkas"), required=False)
    field_order = [name for part in CHILD_PARTS for name in part.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for_children(self)
        self.fields["case_number"].help_text = _("Contoh 3/Pid.Sus-Anak/2026/PN Amb")
        say_what_is_missing(self)
