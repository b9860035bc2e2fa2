"""What is filled in about policies, premi that is handed out, and PNBP that was paid in."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.budget.forms import Rupiah
from masohi.faces.web.commitments.forms import DAY, choose, one_line
from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.terms import Base, Part, Way


class Percent(forms.DecimalField):
    """Percent with at most two decimals, as basis points; a comma or a dot."""

    def __init__(self, **options: Any) -> None:
        told = {"required": _("Tulis bagiannya dalam persen."), "invalid": _("Tulis angka, misalnya 15 atau 12,5.")}
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_value=100, min_value=0, decimal_places=2, widget=widget, error_messages=told, **options)

    def to_python(self, value: Any) -> Any:
        """The number, whichever sign parts the decimals."""
        return super().to_python(value.replace(",", ".").strip(" %") if isinstance(value, str) else value)

    def clean(self, value: Any) -> int | None:
        """Basis points."""
        found = super().clean(value)
        return None if found is None else int(Decimal(found) * 100)


class PolicyForm(forms.Form):
    """How a unit divides from a day on."""

    unit = forms.ChoiceField(label=_("Unit"), error_messages={"required": _("Pilih unit.")})
    valid_from = forms.DateField(
        label=_("Berlaku mulai"), widget=DAY, error_messages={"required": _("Tulis hari mulai berlaku.")}
    )
    base = forms.ChoiceField(
        label=_("Dihitung dari"), choices=Base.choices, widget=forms.RadioSelect, initial=Base.PROFIT
    )
    premi_bp = Percent(label=_("Premi peserta (%)"))
    pnbp_bp = Percent(label=_("PNBP (%)"))
    modal_bp = Percent(label=_("Modal kerja (%)"))
    remainder = forms.ChoiceField(
        label=_("Sisa pembulatan untuk"),
        choices=Part.choices,
        initial=Part.CAPITAL,
        help_text=_("Satu atau dua rupiah."),
    )
    usable_bp = Percent(
        label=_("Premi yang boleh dipakai sebelum keluar (%)"),
        initial=25,
        help_text=_("SE Dirjenpas 11 Juni 2010 menyebut 25%. Sisanya diserahkan saat keluar."),
    )
    child_saving = forms.BooleanField(label=_("Bagian Anak dicatat sebagai tabungan"), required=False, initial=True)
    document = one_line(
        _("Dasar hukum"),
        200,
        help_text=_("Nama dan nomor surat, misalnya Kepmen Kehakiman M.01-PP.02.01/1990 dan SK Kepala UPT."),
        error_messages={"required": _("Tulis dasar hukumnya.")},
    )

    def __init__(self, *args: Any, units: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.short_name: unit for unit in units}
        choose(self, "unit", [(short, unit.name) for short, unit in self.units.items()], gettext("Pilih unit"))
        if len(self.units) == 1:
            self.fields["unit"].initial = next(iter(self.units))

    def details(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        plain = ("valid_from", "base", "remainder", "usable_bp", "child_saving", "document")
        shares = (data["premi_bp"], data["pnbp_bp"], data["modal_bp"])
        return {name: data[name] for name in plain} | {"unit": self.units[data["unit"]], "shares": shares}


class PayForm(forms.Form):
    """Premi is handed out; there is no way for cash."""

    amount = Rupiah(label=_("Jumlah"))
    way = forms.ChoiceField(
        label=_("Cara"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        help_text=_("Uang tunai tidak diserahkan di dalam."),
        error_messages={"required": _("Pilih caranya.")},
    )
    document = one_line(
        _("Nomor bukti"),
        120,
        help_text=_("Dari bank atau buku titipan. Jangan tulis nomor rekening."),
        error_messages={"required": _("Tulis nomor bukti.")},
    )


class DepositForm(forms.Form):
    """PNBP was paid into the treasury."""

    amount = Rupiah(label=_("Jumlah"))
    paid_on = forms.DateField(
        label=_("Tanggal setor"), widget=DAY, error_messages={"required": _("Tulis tanggal setor.")}
    )
    receipt = one_line(_("NTPN"), 40, error_messages={"required": _("Tulis NTPN dari bukti setor.")})
