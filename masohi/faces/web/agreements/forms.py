"""What the cooperation bureau fills in about an agreement, its signing, its signatories, its text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.files import file_field, uploaded
from masohi.law.agreements import wanted_clauses
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.supply.agreements.facts import capacities
from masohi.supply.agreements.models import Agreement, Signatory
from masohi.supply.agreements.queries import possible_umbrellas
from masohi.supply.agreements.terms import AgreementState, ClauseKey, DocumentKind, Family
from masohi.ui.formats import long_date

KINDS = [choice for choice in DocumentKind.choices if choice[0] != DocumentKind.ADDENDUM]
STATES = [
    (AgreementState.DRAFT.value, _("Masih konsep")),
    (AgreementState.SIGNED.value, _("Sudah ditandatangani")),
]


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A date with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)


def fill(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Give one field what may be chosen here."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class Edited(forms.Form):
    """A form that knows which edition its page showed."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outrun = False
    """Whether somebody else saved while this form was filled in."""

    def said(self) -> dict[str, Any]:
        """What the deed takes besides the edition."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}

    def shown_edition(self) -> int:
        """The edition that the page showed; 0 where none was sent, which never fits."""
        return self.cleaned_data.get("edition") or 0

    def stored(self) -> list[dict[str, str]]:
        """Where somebody faster stored something else than was typed here: `initial` is what is stored now."""
        return self.differences(self.initial) if self.outrun else []

    def differences(self, stored: Mapping[str, Any]) -> list[dict[str, str]]:
        """Label and stored value of every field in which something else was typed."""
        typed = {name: self.fields[name] for name in self.cleaned_data if name in stored and name != "edition"}
        return [
            {"label": str(field.label), "value": shown(field, stored[name])}
            for name, field in typed.items()
            if shown(field, self.cleaned_data[name]) != shown(field, stored[name])
        ]


def shown(field: forms.Field, value: Any) -> str:
    """Any value of a field in words."""
    if isinstance(value, list):
        return ", ".join(sorted(str(one) for one in value))
    if isinstance(value, date):
        return long_date(value)
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    return str(dict(choices).get(value, "" if value is None else value))


class TextForm(Edited):
    """What every agreement says of itself."""

    title = forms.CharField(label=_("Judul"), help_text=_("Tanpa kata jenisnya dan tanpa nomor."), max_length=250)
    purpose = forms.CharField(
        label=_("Isi singkat"),
        help_text=_("Dua atau tiga kalimat biasa: siapa melakukan apa untuk siapa."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    number = forms.CharField(
        label=_("Nomor pihak pertama"),
        help_text=_("Seperti tercetak pada naskah. Untuk konsep boleh kosong."),
        max_length=120,
        required=False,
    )
    second_number = forms.CharField(label=_("Nomor pihak kedua"), max_length=120, required=False)
    begins_on = day_field(_("Mulai berlaku"))
    ends_on = day_field(_("Berlaku sampai"))
    signed_on = day_field(_("Tanggal tanda tangan"), required=False)
    signed_where = forms.CharField(label=_("Tempat tanda tangan"), max_length=120, required=False)
    source = forms.CharField(
        label=_("Sumber"), help_text=_("Dari mana isian ini diambil."), max_length=250, required=False
    )
    state = forms.ChoiceField(label=_("Keadaan"), choices=STATES, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first; what is signed has a number."""
        data = super().clean() or {}
        begins, ends = data.get("begins_on"), data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Tanggal berakhir mendahului tanggal mulai. Periksa keduanya."))
        if data.get("state") == AgreementState.SIGNED and not data.get("number"):
            self.add_error("number", _("Tulis nomor seperti tercetak pada naskah."))
        return data


class AgreementForm(TextForm):
    """A draft or a signed agreement; addenda have their own form."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=KINDS, widget=forms.RadioSelect)
    family = forms.ChoiceField(
        label=_("Antara siapa"),
        help_text=_("Satu lokasi biasanya bertumpu pada keduanya."),
        choices=Family.choices,
        widget=forms.RadioSelect,
    )
    parties = forms.MultipleChoiceField(
        label=_("Para pihak"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sedikitnya dua pihak.")},
    )
    umbrella = forms.ChoiceField(label=_("Kesepakatan induk"), required=False)
    field_order = ("state", "kind", "family", "title", "purpose", "parties", "umbrella", "number", "second_number")

    def __init__(self, *args: Any, user: User, agreement: Agreement | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = {unit.short_name: unit for unit in organisations()}
        above = [row for row in possible_umbrellas(user) if agreement is None or row.pk != agreement.pk]
        if agreement is not None and agreement.umbrella is not None:
            above.append(agreement.umbrella)
        self.umbrellas = {row.code: row for row in above}
        fill(self, "parties", [(short, unit.name) for short, unit in self.units.items()])
        named = [(code, f"{row} · {row.title}" if row.number else row.title) for code, row in self.umbrellas.items()]
        fill(self, "umbrella", [("", gettext("Tidak ada")), *named])
        if agreement is not None:
            del self.fields["state"]

    def clean_parties(self) -> list[Organisation]:
        """The parties themselves; nobody agrees alone."""
        chosen = self.cleaned_data["parties"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Pilih sedikitnya dua pihak."))
        return [self.units[short] for short in chosen]

    def clean_umbrella(self) -> Agreement | None:
        """The agreement above this one."""
        return self.umbrellas.get(self.cleaned_data["umbrella"])


class AddendumForm(TextForm):
    """What an addendum says; parties, family and umbrella are those of the agreement it amends."""


def known(agreement: Agreement) -> dict[str, Any]:
    """An agreement as its form shows it."""
    columns = ["edition", "kind", "family", "title", "purpose", "number", "second_number", "begins_on", "ends_on"]
    columns += ["signed_on", "signed_where", "source"]
    return {name: getattr(agreement, name) for name in columns} | {
        "parties": [party.short_name for party in agreement.parties.all()],
        "umbrella": agreement.umbrella.code if agreement.umbrella is not None else "",
    }


class SignForm(Edited):
    """A draft was signed: when, where, under which numbers."""

    signed_on = day_field(_("Tanggal tanda tangan"))
    signed_where = forms.CharField(label=_("Tempat tanda tangan"), max_length=120, required=False)
    number = forms.CharField(
        label=_("Nomor pihak pertama"), help_text=_("Seperti tercetak pada naskah."), max_length=120
    )
    second_number = forms.CharField(label=_("Nomor pihak kedua"), max_length=120, required=False)


class EndForm(Edited):
    """The parties end it early."""

    ended_on = day_field(_("Hari terakhir berlaku"))
    reason = forms.CharField(label=_("Alasan"), max_length=250)


class SignatoryForm(Edited):
    """Who signs for one party."""

    name = forms.CharField(label=_("Nama"), max_length=120)
    position = forms.CharField(label=_("Jabatan"), max_length=120)
    capacity = forms.ChoiceField(label=_("Bertindak sebagai"), widget=forms.RadioSelect)
    power_number = forms.CharField(
        label=_("Nomor surat kuasa"),
        help_text=_("Kepala dinas menandatangani dengan surat kuasa kepala daerah."),
        max_length=120,
        required=False,
    )
    power_date = day_field(_("Tanggal surat kuasa"), required=False)
    power = file_field(_("Pindaian surat kuasa"))

    def __init__(self, *args: Any, party: Organisation, held: Signatory | None, edition: int, **options: Any) -> None:
        names = ("name", "position", "capacity", "power_number", "power_date")
        initial = {name: getattr(held, name) for name in names} if held is not None else {}
        choices = capacities(party.kind)
        super().__init__(*args, **options | {"initial": {"edition": edition, **initial}})
        fill(self, "capacity", choices)
        self.fields["capacity"].initial = choices[0][0]

    def said(self) -> dict[str, Any]:
        """What the deed takes besides the edition; the scan as its name and bytes."""
        return {**super().said(), "power": uploaded(self.cleaned_data["power"])}


class ScanForm(forms.Form):
    """One edition of the signed text."""

    file = file_field(_("Naskah bertanda tangan"), required=True)
    note = forms.CharField(
        label=_("Keterangan"), help_text=_("Misalnya: halaman 3 dipindai ulang."), max_length=160, required=False
    )


class ClausesForm(Edited):
    """Where each point stands in the text; an empty box means that nobody has found it."""

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        held = {clause.key: clause.place for clause in agreement.clauses.all()}
        super().__init__(*args, **options | {"initial": {"edition": agreement.edition, **held}})
        wanted = wanted_clauses(agreement.kind)
        for key in [*wanted, *(key for key in held if key not in wanted)]:
            self.fields[key] = forms.CharField(
                label=ClauseKey(key).label,
                max_length=80,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": "Pasal …", "class": "pendek"}),
            )
