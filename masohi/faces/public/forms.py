"""What a visitor types: the code of a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
