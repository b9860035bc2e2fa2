"""What a visitor types: the code of a letter; what a beneficiary counted; a PIN."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.beneficiaries.terms import PIN_LENGTH
from masohi.writing.codes import tidy_code

LENGTH = 10


class CodeForm(forms.Form):
    """The code under the QR of a letter, in capitals or not, with or without blanks and hyphens."""

    kode = forms.CharField(
        label=_("Kode surat"),
        help_text=_("Kode ada di bawah gambar QR pada surat, 10 huruf dan angka."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Tulis kode yang ada pada surat.")},
    )

    def clean_kode(self) -> str:
        """The code as it is stored."""
        code = tidy_code(self.cleaned_data["kode"])
        if len(code) != LENGTH:
            raise forms.ValidationError(_("Kode surat terdiri dari 10 huruf dan angka. Periksa lagi tulisan di surat."))
        return code


class HeadForm(forms.Form):
    """A head of the record with a witness's line, as text."""

    note = forms.CharField(
        label=_("Kepala yang sudah ditandatangani saksi"),
        help_text=_("Tempel seluruh teksnya, mulai dari nama buku besar."),
        max_length=8000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Tempel teks kepala yang sudah ditandatangani.")},
    )

    def clean_note(self) -> str:
        """Lines end as the format wants it, whatever the browser or the mail made of them."""
        text = self.cleaned_data["note"].replace("\r\n", "\n").strip()
        return f"{text}\n"


def pin_field(label: Any, *, new: bool) -> forms.CharField:
    """Six digits that nobody reads over a shoulder; the phone shows its number keys."""
    attrs = {"inputmode": "numeric", "autocomplete": "new-password" if new else "off", "maxlength": str(PIN_LENGTH)}
    return forms.CharField(
        label=label,
        widget=forms.PasswordInput(attrs=attrs),
        error_messages={"required": _("Tulis PIN 6 angka.")},
        max_length=20,
    )


class WitnessForm(forms.Form):
    """How many people the beneficiary counted. Contacts are told apart by their function, not by a name."""

    heads = forms.IntegerField(
        label=_("Berapa orang yang bekerja?"),
        help_text=_("Hitung sendiri. Jangan bertanya kepada pengawas."),
        min_value=0,
        max_value=200,
        error_messages={"required": _("Tulis jumlah orang."), "invalid": _("Tulis jumlah orang dengan angka.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    done_well = forms.TypedChoiceField(
        label=_("Pekerjaan selesai dengan baik?"),
        choices=[("ya", _("Ya")), ("belum", _("Belum"))],
        coerce=lambda value: value == "ya",
        error_messages={"required": _("Pilih Ya atau Belum.")},
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Catatan"), help_text=_("Jangan tulis nama orang."), max_length=250, required=False)
    beneficiary = forms.ChoiceField(
        label=_("Anda sebagai"), widget=forms.RadioSelect, error_messages={"required": _("Pilih jabatan Anda.")}
    )
    pin = pin_field(_("PIN Anda"), new=False)
    after_a_fault = _("Kotak PIN dikosongkan. Tulis lagi PIN Anda. Isian lain tidak hilang.")

    def __init__(self, *args: Any, signatories: list[Beneficiary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signatories = {one.code: one for one in signatories}
        field = self.fields["beneficiary"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, one.function) for code, one in self.signatories.items()]
        if len(signatories) == 1:
            field.widget = forms.HiddenInput()
            field.initial = signatories[0].code

    def clean_beneficiary(self) -> Beneficiary:
        """The contact whose PIN is asked."""
        return self.signatories[self.cleaned_data["beneficiary"]]


class PinForm(forms.Form):
    """A PIN of one's own, twice."""

    pin = pin_field(_("PIN baru, 6 angka"), new=True)
    again = pin_field(_("Tulis PIN sekali lagi"), new=True)
    after_a_fault = _("Kedua kotak dikosongkan. Tulis PIN dua kali lagi.")

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        data = super().clean() or {}
        if data.get("pin") and data.get("again") and data["pin"] != data["again"]:
            self.add_error("again", _("PIN yang kedua berbeda. Tulis lagi keduanya."))
        return data
