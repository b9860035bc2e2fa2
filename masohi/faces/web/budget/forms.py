"""What is filled in about budget lines, plans and payments. Rupiah is read as offices write it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.commitments.forms import DAY, NUMBER, choose, one_line
from masohi.faces.web.files import file_field, uploaded
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.supply.budget.models import BudgetLine
from masohi.supply.budget.terms import Source
from masohi.supply.commitments.models import Commitment
from masohi.writing.indonesian import rupiah as in_rupiah
from masohi.writing.reading import Unclear, rupiah

MOST = 10**15


class Rupiah(forms.CharField):
    """Whole rupiah; `Rp1.250.000`, `1250000` and `1,25 juta` are the same."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        told = {"required": _("Tulis jumlahnya, misalnya Rp1.250.000.")}
        super().__init__(max_length=40, widget=widget, error_messages=told, **options)

    def clean(self, value: Any) -> Any:
        """The number of rupiah."""
        text = super().clean(value)
        try:
            amount = rupiah(text) if text else None
        except Unclear as unclear:
            raise forms.ValidationError(gettext(unclear.template).format(**unclear.values)) from None
        if amount is not None and amount > MOST:
            raise forms.ValidationError(gettext("Jumlahnya terlalu besar. Periksa nolnya."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        """A stored amount as offices write it."""
        return in_rupiah(value) if isinstance(value, int) else value


class LineForm(forms.Form):
    """One line of a budget paper."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    year = forms.IntegerField(label=_("Tahun anggaran"), min_value=2020, max_value=2100, widget=NUMBER)
    source = forms.ChoiceField(label=_("Sumber dana"), choices=Source.choices, widget=forms.RadioSelect)
    owner = forms.ChoiceField(label=_("Pemegang anggaran"), error_messages={"required": _("Pilih pemegang anggaran.")})
    code = one_line(
        _("Kode sub kegiatan"),
        40,
        required=False,
        help_text=_("Salin dari DPA, misalnya 2.11.03.2.01.0001. DIPA dan TJSL boleh kosong."),
    )
    name = one_line(_("Nama sub kegiatan"), 250, error_messages={"required": _("Tulis nama sub kegiatan.")})
    ceiling = Rupiah(label=_("Pagu"), help_text=_("Contoh Rp150.000.000."))
    document = one_line(_("Dokumen anggaran"), 160, required=False, help_text=_("Misalnya: DPA DLHP 2026."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {unit.short_name: unit for unit in organisations()}
        choose(self, "owner", [(short, unit.name) for short, unit in self.owners.items()], gettext("Pilih lembaga"))

    def clean_owner(self) -> Organisation:
        """The organisation itself."""
        return self.owners[self.cleaned_data["owner"]]

    def details(self) -> dict[str, Any]:
        """What the deed takes: every field but the edition."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


def known(row: BudgetLine) -> dict[str, Any]:
    """A budget line as its form shows it."""
    columns = ("edition", "year", "source", "code", "name", "ceiling", "document")
    return {name: getattr(row, name) for name in columns} | {"owner": row.owner.short_name}


class PlanForm(forms.Form):
    """How much of a line is meant for which promise."""

    commitment = forms.ChoiceField(label=_("Komitmen"), error_messages={"required": _("Pilih komitmennya.")})
    planned = Rupiah(label=_("Rencana"), help_text=_("Contoh Rp50.000.000. Tulis 0 untuk menarik rencana."))

    def __init__(self, *args: Any, commitments: list[Commitment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.promises = {row.code: row for row in commitments}
        choose(self, "commitment", named(commitments), gettext("Pilih komitmen"))

    def clean_commitment(self) -> Commitment:
        """The commitment itself."""
        return self.promises[self.cleaned_data["commitment"]]


class PaymentForm(forms.Form):
    """What was paid, when, by which paper."""

    rupiah = Rupiah(label=_("Jumlah yang dibayar"), help_text=_("Contoh Rp12.500.000."))
    paid_on = forms.DateField(label=_("Tanggal bayar"), widget=DAY)
    document = one_line(
        _("Nomor SP2D atau bukti bayar"), 120, error_messages={"required": _("Tulis nomor SP2D atau bukti bayar.")}
    )
    commitment = forms.ChoiceField(label=_("Untuk komitmen"), required=False)
    file = file_field(_("Berkas SP2D atau bukti bayar"))

    def __init__(self, *args: Any, commitments: list[Commitment], day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"paid_on": day}
        super().__init__(*args, **kwargs)
        self.promises = {row.code: row for row in commitments}
        choose(self, "commitment", named(commitments), gettext("Tidak terikat satu komitmen"))

    def clean_commitment(self) -> Commitment | None:
        """The commitment itself, or none."""
        return self.promises.get(self.cleaned_data["commitment"])

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        return self.cleaned_data | {"file": uploaded(self.cleaned_data.get("file"))}


def named(commitments: list[Commitment]) -> list[tuple[str, str]]:
    """Commitments as choices: code, and office with promise."""
    return [(row.code, f"{row.owner.short_name}: {row.what}"[:100]) for row in commitments]
