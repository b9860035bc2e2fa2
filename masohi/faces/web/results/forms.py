"""What an office shows of finished work."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.supply.results.actions import LARGEST
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import managed_sites

UNITS = (
    ("", _("Tanpa jumlah")),
    ("m²", "m²"),
    ("kg", "kg"),
    ("m", "m"),
    ("karung", _("karung")),
    ("pohon", _("pohon")),
)
NOBODY = _("Tidak ada orang yang dapat dikenali di gambar ini.")
LOOKED = {"required": _("Periksa gambarnya, lalu centang pernyataan ini.")}
PICTURE = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})


class ResultForm(forms.Form):
    """Finished work of a day: what, how much, and two pictures."""

    site = forms.ChoiceField(label=_("Lokasi"), error_messages={"required": _("Pilih lokasi.")})
    day = forms.DateField(
        label=_("Hari pengerjaan"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Tulis harinya."), "invalid": _("Tulis tanggal yang ada di kalender.")},
    )
    caption = forms.CharField(
        label=_("Apa yang dikerjakan?"),
        help_text=_("Dibaca semua orang. Jangan tulis nama orang."),
        max_length=160,
        error_messages={"required": _("Tulis apa yang dikerjakan.")},
    )
    quantity = forms.IntegerField(
        label=_("Banyaknya"),
        min_value=1,
        max_value=10_000_000,
        required=False,
        error_messages={"invalid": _("Tulis jumlah dengan angka.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    unit = forms.ChoiceField(label=_("Satuan"), choices=UNITS, required=False)
    before = forms.FileField(label=_("Gambar sebelum"), required=False, widget=PICTURE)
    after = forms.FileField(label=_("Gambar sesudah"), required=False, widget=PICTURE)
    nobody = forms.BooleanField(label=NOBODY, error_messages=LOOKED)
    after_a_fault = _("Isian lain tidak hilang. Gambar perlu dipilih lagi.")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites = {site.code: site for site in managed_sites(user).order_by("name")}
        field = self.fields["site"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("Pilih lokasi")), *((code, site.name) for code, site in self.sites.items())]

    def clean_site(self) -> Site:
        """The site itself."""
        return self.sites[self.cleaned_data["site"]]

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        data = {name: self.cleaned_data[name] for name in ("site", "day", "caption", "quantity", "unit")}
        pictures = {name: self.cleaned_data.get(name) for name in ("before", "after")}
        return data | {name: file.read(LARGEST + 1) if file else None for name, file in pictures.items()}


class ReleaseForm(forms.Form):
    """The second officer has looked."""

    nobody = forms.BooleanField(label=NOBODY, error_messages=LOOKED)
