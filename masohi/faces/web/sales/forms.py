"""What an officer fills in: how it was paid, a reason, the official account, goods with numbers."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.files import uploaded
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.models import Product
from masohi.reentry.sales.terms import Paying
from masohi.writing.indonesian import number, rupiah

OFFICIAL = [(Paying.QRIS.value, Paying.QRIS.label), (Paying.TRANSFER.value, Paying.TRANSFER.label)]
MOST = 9_999


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class PaidForm(forms.Form):
    """On which way the money came to the official account."""

    paying = forms.ChoiceField(label=_("Uang masuk lewat"), choices=OFFICIAL, widget=forms.RadioSelect)


class ReasonForm(forms.Form):
    """A reason that the buyer reads."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Pembeli membaca alasan ini. Jangan tulis nama orang."),
        max_length=250,
        error_messages={"required": _("Tulis alasannya.")},
    )


class SlipForm(forms.Form):
    """The number of the paper with which cash was paid in."""

    slip = forms.CharField(label=_("Nomor bukti setor uang tunai"), max_length=80, required=False)


class UnitForm(forms.Form):
    """Something about one of the own units; with one unit nobody has to choose."""

    def __init__(self, *args: Any, units: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        if len(self.units) > 1:
            choices = [(key, unit.short_name) for key, unit in self.units.items()]
            self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=choices)
            self.order_fields(["unit"])

    @property
    def unit(self) -> Organisation:
        """The unit that was chosen, or the only one."""
        chosen = self.cleaned_data.get("unit")
        return self.units[chosen] if chosen else next(iter(self.units.values()))


class AccountForm(UnitForm):
    """The official account: where buyers pay, fetch and ask."""

    valid_from = _day(_("Berlaku sejak"))
    bank = forms.CharField(label=_("Bank"), max_length=60)
    number = forms.CharField(label=_("Nomor rekening"), max_length=40)
    holder = forms.CharField(label=_("Atas nama"), max_length=120)
    basis = forms.CharField(
        label=_("Dasar hukum"),
        help_text=_("Keputusan yang menetapkan rekening ini, misalnya nomor dan tanggalnya."),
        max_length=250,
    )
    desk_phone = forms.CharField(
        label=_("Nomor WhatsApp meja penjualan"), help_text=_("Nomor kantor, bukan nomor pribadi."), max_length=30
    )
    address = forms.CharField(label=_("Alamat pengambilan"), max_length=200)
    opening = forms.CharField(label=_("Jam pengambilan"), max_length=120)
    delivers = forms.BooleanField(label=_("Unit ini melayani antar"), required=False)
    qris = forms.FileField(
        label=_("Gambar QRIS"),
        help_text=_("JPG atau PNG dari bank. Boleh diisi kemudian."),
        required=False,
        max_length=160,
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
    )

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("unit", "qris")}
        return told | {"unit": self.unit, "qris": uploaded(self.cleaned_data["qris"])}


class GoodsForm(forms.Form):
    """How many pieces of which goods: one small field a product, empty means none."""

    def __init__(self, *args: Any, goods: Iterable[Product], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goods = {f"jumlah-{product.code}": product for product in goods}
        for name, product in self.goods.items():
            left = gettext("Tersedia %(count)s") % {"count": number(product.available)}
            self.fields[name] = forms.IntegerField(
                label=product.name,
                help_text=f"{rupiah(product.price_rupiah)} · {left}",
                min_value=0,
                max_value=MOST,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    @property
    def taken(self) -> list[tuple[Product, int]]:
        """Goods with a number."""
        return [(product, count) for name, product in self.goods.items() if (count := self.cleaned_data.get(name))]


class DeskForm(GoodsForm):
    """A sale at the desk: goods, how it was paid, and a name where the buyer wants one on the receipt."""

    paying = forms.ChoiceField(label=_("Dibayar lewat"), choices=OFFICIAL, widget=forms.RadioSelect)
    buyer_name = forms.CharField(label=_("Nama pada tanda terima"), max_length=80, required=False)
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"kunci": uuid4()}
        super().__init__(*args, **kwargs)
        self.order_fields([*self.goods, "paying", "buyer_name", "kunci"])


class BazaarForm(GoodsForm):
    """A fair: its name, place and day, and what is taken along."""

    title = forms.CharField(label=_("Nama bazar"), max_length=80)
    place = forms.CharField(label=_("Tempat"), max_length=120)
    day = _day(_("Hari"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "place", "day", *self.goods])
