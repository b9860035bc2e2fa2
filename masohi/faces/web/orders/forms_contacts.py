"""Forms for contacts that the person agreed to, and for ways that the person does not want."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.cases.contacts.terms import ContactKind, Way
from masohi.faces.web.orders.fields import DayField, say_what_is_missing


class ContactForm(forms.Form):
    """Who, by which number, and when the person agreed."""

    kind = forms.ChoiceField(label=_("Hubungan"), choices=ContactKind.choices)
    name = forms.CharField(label=_("Nama kontak"), max_length=120)
    number = forms.CharField(
        label=_("Nomor HP"), required=False, max_length=20, help_text=_("Kosongkan bila lewat kertas saja.")
    )
    consented_on = DayField(label=_("Tanggal orang itu setuju"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.input_type = "tel"
        say_what_is_missing(self)


class WaysForm(forms.Form):
    """By which ways the person wants no messages."""

    refused = forms.MultipleChoiceField(
        label=_("Tidak mau dikabari lewat"),
        choices=Way.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
