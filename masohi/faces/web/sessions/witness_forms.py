"""What officers read from a beneficiary's paper slip."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.supply.beneficiaries.models import Beneficiary


def heads_field(*, required: bool = True) -> forms.IntegerField:
    """A head count as it stands on the paper."""
    return forms.IntegerField(
        label=_("Jumlah orang di slip"),
        min_value=0,
        max_value=200,
        required=required,
        error_messages={"required": _("Tulis jumlah orang."), "invalid": _("Tulis jumlah orang dengan angka.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class SlipForm(forms.Form):
    """The first reading of a slip."""

    beneficiary = forms.ChoiceField(
        label=_("Ditandatangani oleh"), error_messages={"required": _("Pilih penerima manfaat.")}
    )
    heads = heads_field()
    done_well = forms.TypedChoiceField(
        label=_("Pekerjaan selesai dengan baik?"),
        choices=[("ya", _("Ya")), ("belum", _("Belum"))],
        coerce=lambda value: value == "ya",
        error_messages={"required": _("Pilih Ya atau Belum.")},
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Catatan di slip"), max_length=250, required=False)

    def __init__(self, *args: Any, people: list[Beneficiary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        field = self.fields["beneficiary"]
        if isinstance(field, forms.ChoiceField):
            named = [(code, f"{one.name}, {one.function}") for code, one in self.people.items()]
            field.choices = named if len(named) == 1 else [("", gettext("Pilih penerima manfaat")), *named]

    def clean_beneficiary(self) -> Beneficiary:
        """The contact who signed."""
        return self.people[self.cleaned_data["beneficiary"]]


class SecondReadForm(forms.Form):
    """The second reading of the same slip, or a refusal with its reason."""

    verdict = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[("cocok", _("Saya memegang slip ini dan membacanya")), ("tolak", _("Slip ditolak"))],
        error_messages={"required": _("Pilih satu keputusan.")},
        widget=forms.RadioSelect,
    )
    heads = heads_field(required=False)
    reason = forms.CharField(label=_("Alasan bila ditolak"), max_length=250, required=False)

    def clean(self) -> dict[str, Any]:
        """Who read the slip says the number, who turns it down says why."""
        data = super().clean() or {}
        if data.get("verdict") == "cocok" and data.get("heads") is None and "heads" not in self.errors:
            self.add_error("heads", gettext("Tulis jumlah orang yang Anda baca di slip."))
        if data.get("verdict") == "tolak" and not data.get("reason", "").strip():
            self.add_error("reason", gettext("Tulis alasan slip ini ditolak. Belum ada yang berubah."))
        return data
