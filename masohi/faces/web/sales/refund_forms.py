"""What two officers fill in when money goes back: for what, and how it was paid back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.budget.forms import Rupiah
from masohi.faces.web.commitments.forms import DAY, NUMBER, one_line
from masohi.reentry.sales.models import SaleLine
from masohi.reentry.sales.terms import Cause
from masohi.supply.files.actions import LARGEST
from masohi.writing.indonesian import number, rupiah

MOST = 9_999


def _pieces(label: str, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint, required=False, min_value=0, max_value=MOST, widget=NUMBER)


class ProposeForm(forms.Form):
    """Why money goes back, and for how many pieces of each line; `unmade`: nothing is on the shelf to come back."""

    cause = forms.ChoiceField(
        label=_("Sebab"),
        choices=Cause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih sebabnya.")},
    )
    amount = Rupiah(
        label=_("Uang yang dibayar dua kali"),
        required=False,
        help_text=_("Isi hanya bila pembeli membayar dua kali. Jumlah barang di atas dikosongkan."),
    )
    reason = one_line(
        _("Alasan"),
        250,
        help_text=_("Pembeli membaca alasan ini. Jangan tulis nama orang."),
        error_messages={"required": _("Tulis alasannya.")},
    )

    def __init__(self, *args: Any, lines: Iterable[SaleLine], unmade: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {line.product.code: line for line in lines if line.count > line.returned}
        for code, line in self.lines.items():
            left, name = line.count - line.returned, line.product.name
            says = gettext("%(name)s: uangnya dikembalikan (buah)") % {"name": name}
            hint = f"{rupiah(line.price_rupiah)} · {gettext('paling banyak %(most)s') % {'most': number(left)}}"
            self.fields[f"kembali-{code}"] = _pieces(says, hint)
            if unmade:
                self.initial[f"kembali-{code}"] = left
            else:
                told = gettext("Hanya yang sudah dilihat dan masih baik. Yang rusak tidak kembali ke stok.")
                self.fields[f"rak-{code}"] = _pieces(
                    gettext("%(name)s: dapat dijual lagi (buah)") % {"name": name}, told
                )
        self.order_fields(["cause", *(f for f in self.fields if "-" in f), "amount", "reason"])

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        pieces = {code: (data.get(f"kembali-{code}") or 0, data.get(f"rak-{code}") or 0) for code in self.lines}
        return {"cause": data["cause"], "reason": data["reason"], "amount": data["amount"] or 0, "pieces": pieces}


class PaidBackForm(forms.Form):
    """The transfer back: its day, its number and a picture of it."""

    paid_on = forms.DateField(
        label=_("Tanggal transfer"), widget=DAY, error_messages={"required": _("Tulis tanggal transfer.")}
    )
    slip = one_line(
        _("Nomor bukti transfer"),
        80,
        help_text=_("Dari bank. Jangan tulis nomor rekening pembeli."),
        error_messages={"required": _("Tulis nomor bukti transfer.")},
    )
    proof = forms.FileField(
        label=_("Bukti transfer"),
        help_text=_("Foto layar atau PDF, paling besar 10 MB."),
        max_length=160,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": _("Pilih foto atau PDF bukti transfer."),
            "empty": _("Berkas kosong. Pilih berkas lain."),
            "max_length": _("Nama berkas terlalu panjang. Ganti namanya, lalu pilih lagi."),
        },
    )
    after_a_fault = _("Isian lain tidak hilang. Berkas perlu dipilih lagi.")

    def given(self) -> dict[str, Any]:
        """What the deed takes; of a file that is too large only enough to see that it is."""
        data = self.cleaned_data
        return {"paid_on": data["paid_on"], "slip": data["slip"], "proof": data["proof"].read(LARGEST + 1)}
