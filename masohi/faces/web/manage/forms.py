"""What an administrator fills in: accounts, roles, numbers, holidays."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.addresses import whole_number
from masohi.law.dated import Parameter
from masohi.parties.accounts.models import User
from masohi.parties.accounts.terms import UNITS
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.roles import Role

ROLES = [choice for choice in Role.choices if choice[0] != Role.SYSTEM]
PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoleForm(forms.Form):
    """A role at an organisation."""

    role = forms.ChoiceField(label=_("Peran"), choices=ROLES, widget=forms.RadioSelect)
    organisation = forms.ChoiceField(label=_("Kantor"))

    def __init__(self, *args: Any, held: set[tuple[str, int]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held or set()
        self.units = {unit.short_name: unit for unit in organisations()}
        field = self.fields["organisation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("Pilih kantor")), *((short, unit.name) for short, unit in self.units.items())]

    def clean_organisation(self) -> Organisation:
        """The office itself."""
        return self.units[self.cleaned_data["organisation"]]

    def clean(self) -> dict[str, Any]:
        """A jaksa belongs to a prosecutor's office, a PK to a Bapas; nobody holds the same role twice."""
        data = super().clean() or {}
        role, unit = data.get("role"), data.get("organisation")
        if role and unit:
            if unit.kind not in UNITS[role]:
                self.add_error(
                    "organisation", _("Peran ini tidak ada di kantor itu. Pilih kantor lain atau peran lain.")
                )
            if (role, unit.pk) in self.held:
                self.add_error("role", _("Orang ini sudah memegang peran itu di kantor itu."))
        return data


class AccountForm(RoleForm):
    """A new account with its first role."""

    username = forms.SlugField(
        label=_("Nama akun"),
        help_text=_("Huruf, angka, garis. Misalnya nama depan. Tidak dapat diganti nanti."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    name = forms.CharField(label=_("Nama lengkap"), help_text=_("Satu kata pun boleh."), max_length=120)
    phone = forms.CharField(
        label=_("Nomor HP"),
        help_text=_("Contoh 0812 4800 1234."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("Kata sandi pertama"),
        help_text=_("Paling sedikit 12 huruf. Sampaikan langsung kepada orangnya; minta ia menggantinya."),
        strip=False,
        widget=PASSWORD,
    )
    field_order = ["name", "username", "phone", "role", "organisation", "password"]

    def clean_password(self) -> str:
        """A password that is not easy to guess."""
        person = User(username=self.data.get("username", ""), name=self.data.get("name", ""))
        validate_password(self.cleaned_data["password"], person)
        return str(self.cleaned_data["password"])


class PasswordForm(forms.Form):
    """A new password for somebody who lost theirs."""

    password = forms.CharField(
        label=_("Kata sandi baru"), help_text=_("Paling sedikit 12 huruf."), strip=False, widget=PASSWORD
    )


class ParameterForm(forms.Form):
    """A value of one parameter from a day on, with where it comes from and why."""

    value = forms.CharField(label=_("Nilai baru"), max_length=400)
    valid_from = forms.DateField(
        label=_("Berlaku sejak"),
        help_text=_("Yang diputuskan sebelum hari itu tetap dinilai dengan angka lama."),
        widget=DAY,
    )
    source = forms.CharField(label=_("Sumber"), help_text=_("Nomor surat, peraturan, atau keputusan."), max_length=200)
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def __init__(self, *args: Any, parameter: Parameter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parameter = parameter
        unit = f" ({gettext(parameter.unit)})" if parameter.unit else ""
        self.fields["value"].help_text = gettext(parameter.kind.hint) + unit
        if parameter.kind.name == "pilihan":
            labels = parameter.kind.hint.split(" / ")
            self.fields["value"] = forms.ChoiceField(
                label=_("Nilai baru"), choices=[(label, gettext(label)) for label in labels], widget=forms.RadioSelect
            )

    def clean_value(self) -> Any:
        """The value itself; what cannot be read says how to write it."""
        try:
            return self.parameter.parse(self.cleaned_data["value"])
        except ValueError as unread:
            raise forms.ValidationError(gettext(str(unread))) from unread


class HolidayForm(forms.Form):
    """A day without sessions."""

    day = forms.DateField(label=_("Tanggal"), widget=DAY)
    name = forms.CharField(label=_("Nama hari libur"), max_length=120)
    source = forms.CharField(label=_("Sumber"), help_text=_("Misalnya: SKB 3 Menteri."), max_length=120)


def year_of(text: str, today: date) -> int:
    """The year in an address, or this year."""
    year = whole_number(text, most=2100) or 0
    return year if year >= 2025 else today.year
