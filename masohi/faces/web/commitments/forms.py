"""What is filled in about a promise and about what proves it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.files import file_field, uploaded
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import agreements
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.terms import CommitmentKind, Measure, ProofKind
from masohi.ui.formats import long_date

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NUMBER = forms.NumberInput(attrs={"inputmode": "numeric"})
MOST = 2_000_000_000  # what the column holds


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]], empty: str) -> None:
    """Give a list of choices to a field, with a first line that chooses nothing."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", empty), *choices]


def one_line(label: Any, most: int, **options: Any) -> forms.CharField:
    """A text in one line."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off"}), **options
    )


class CommitmentForm(forms.Form):
    """Who promised what, how much of it, until when."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    what = one_line(
        _("Apa yang dijanjikan"),
        250,
        help_text=_("Satu kalimat, misalnya: membuka tempat kerja sosial di pantai. Tanpa nama orang."),
        error_messages={"required": _("Tulis apa yang dijanjikan.")},
    )
    owner = forms.ChoiceField(
        label=_("Penanggung jawab"), error_messages={"required": _("Pilih dinas atau unit yang berjanji.")}
    )
    agreement = forms.ChoiceField(
        label=_("Perjanjian"), error_messages={"required": _("Pilih perjanjian yang menjadi dasar.")}
    )
    article = one_line(_("Pasal"), 80, required=False, help_text=_("Misalnya: Pasal 4 ayat (1)."))
    kind = forms.ChoiceField(label=_("Jenis"), choices=CommitmentKind.choices)
    quantity = forms.IntegerField(
        label=_("Jumlah"), min_value=1, max_value=MOST, initial=1, widget=NUMBER, help_text=_("Bilangan bulat.")
    )
    unit = one_line(
        _("Satuan"),
        40,
        help_text=_("Misalnya: lokasi, pengawas, kelas, dokumen."),
        error_messages={"required": _("Tulis satuannya, misalnya lokasi.")},
    )
    starts_on = forms.DateField(label=_("Mulai"), widget=DAY)
    due_on = forms.DateField(label=_("Tenggat"), widget=DAY)
    measure = forms.ChoiceField(
        label=_("Cara mengukur"),
        choices=Measure.choices,
        initial=Measure.MANUAL,
        widget=forms.RadioSelect,
        help_text=_("Kemajuan dihitung dari bukti atau dari catatan program. Tidak ada yang mengetik persen."),
    )
    contact = one_line(_("Kontak dinas"), 120, required=False, help_text=_("Jabatan dan nomor kantor."))
    source = one_line(_("Sumber"), 250, required=False, help_text=_("Misalnya: notulen rapat 9 Februari 2026."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {unit.short_name: unit for unit in organisations()}
        self.agreements = {row.code: row for row in agreements(user)}
        choose(self, "owner", [(short, unit.name) for short, unit in self.owners.items()], gettext("Pilih lembaga"))
        named = [
            (code, (f"{row} · {row.title}" if row.number else row.title)[:120]) for code, row in self.agreements.items()
        ]
        choose(self, "agreement", named, gettext("Pilih perjanjian"))

    def clean_owner(self) -> Organisation:
        """The organisation itself."""
        return self.owners[self.cleaned_data["owner"]]

    def clean_agreement(self) -> Agreement:
        """The agreement itself."""
        return self.agreements[self.cleaned_data["agreement"]]

    def clean(self) -> dict[str, Any]:
        """Nothing is due before it begins."""
        data = super().clean() or {}
        starts, due = data.get("starts_on"), data.get("due_on")
        if starts and due and due < starts:
            self.add_error("due_on", _("Tenggat mendahului tanggal mulai. Periksa keduanya."))
        return data

    def details(self) -> dict[str, Any]:
        """What the deed takes: every field but the edition."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


def known(row: Commitment) -> dict[str, Any]:
    """A commitment as its form shows it."""
    columns = ("edition", "what", "article", "kind", "quantity", "unit", "starts_on", "due_on", "measure", "contact")
    shown = {name: getattr(row, name) for name in (*columns, "source")}
    return shown | {"owner": row.owner.short_name, "agreement": row.agreement.code}


def differences(form: forms.Form, row: Any) -> list[dict[str, str]]:
    """Fields in which `row` is stored otherwise than a valid form has it, as the form would show what is stored."""
    changed = [name for name in form.fields if name != "edition" and form.cleaned_data.get(name) != getattr(row, name)]
    return [{"label": str(form.fields[name].label), "value": _shown(form, name)} for name in changed]


def _shown(form: forms.Form, name: str) -> str:
    """What is stored in a field, in words: the label of a choice, a date and rupiah as people read them."""
    field, stored = form.fields[name], form.initial.get(name)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(stored, stored))  # type: ignore[arg-type]
    return long_date(stored) if isinstance(stored, date) else str(field.prepare_value(stored))


class ProofForm(forms.Form):
    """What shows progress: a file, or a figure with its source."""

    kind = forms.ChoiceField(
        label=_("Jenis bukti"), choices=ProofKind.choices, initial=ProofKind.FILE, widget=forms.RadioSelect
    )
    file = file_field(_("Berkas bukti"))
    amount = forms.IntegerField(
        label=_("Jumlah yang dibuktikan"),
        help_text=_("Tambahan dari bukti ini saja, bukan jumlah seluruhnya."),
        min_value=1,
        max_value=MOST,
        widget=NUMBER,
        error_messages={"required": _("Tulis jumlah yang dibuktikan.")},
    )
    day = forms.DateField(label=_("Tanggal kejadian"), widget=DAY)
    note = one_line(
        _("Keterangan"),
        250,
        required=False,
        help_text=_("Untuk angka: dari mana, misalnya Laporan DLHP 12/2026. Jangan tulis nama peserta."),
    )

    def __init__(self, *args: Any, commitment: Commitment, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": day}
        super().__init__(*args, **kwargs)
        if commitment.measure == Measure.MANUAL:
            self.fields["amount"].label = gettext("Jumlah yang dibuktikan (%(unit)s)") % {"unit": commitment.unit}
        else:
            del self.fields["amount"]
        self.fields["file"].help_text = gettext("Wajib untuk bukti berkas. %(rest)s") % {
            "rest": self.fields["file"].help_text
        }

    def clean(self) -> dict[str, Any]:
        """A file proof has a file, a figure says where it is from."""
        data = super().clean() or {}
        if data.get("kind") == ProofKind.FILE and not data.get("file") and "file" not in self.errors:
            self.add_error("file", _("Pilih berkas buktinya."))
        if data.get("kind") == ProofKind.FIGURE and not data.get("note"):
            self.add_error("note", _("Tulis dari mana angka ini."))
        return data

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        return {"amount": 0} | data | {"file": uploaded(data.get("file"))}


class ReasonForm(forms.Form):
    """Why something is given up or taken back."""

    reason = one_line(
        _("Alasan"),
        250,
        help_text=_("Dapat dibaca semua pihak. Jangan tulis nama peserta."),
        error_messages={"required": _("Tulis alasannya.")},
    )
