"""What a buyer types: how many, a name, a number; a code; stars and a few words."""

from typing import Any, Self
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as say_now
from django.utils.translation import gettext_lazy as _

from masohi.reentry.sales.terms import Handing
from masohi.writing.codes import tidy_code
from masohi.writing.reading import Unclear, phone

LENGTH = 10
STARS = [(5, _("5 – sangat baik")), (4, _("4 – baik")), (3, _("3 – cukup")), (2, _("2 – kurang")), (1, _("1 – buruk"))]


class OrderForm(forms.Form):
    """An order in three fields; two more where the unit delivers. `kunci` makes the same form sent twice one order.

    `harga`, `lama` and `ada` are what the buyer has read: price, days of making, pieces on the shelf.
    """

    count = forms.IntegerField(
        label=_("Jumlah"),
        min_value=1,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Tulis jumlahnya."), "invalid": _("Tulis jumlahnya dengan angka.")},
    )
    buyer_name = forms.CharField(
        label=_("Nama Anda"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tulis nama Anda, supaya petugas tahu siapa yang mengambil.")},
    )
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Tulis nomor WhatsApp Anda, misalnya 0812 4800 1234.")},
    )
    handing = forms.ChoiceField(
        label=_("Cara menerima"), choices=Handing.choices, initial=Handing.PICKUP, widget=forms.RadioSelect
    )
    address = forms.CharField(
        label=_("Alamat pengantaran"),
        help_text=_("Isi hanya bila barang diantar. Ongkos antar dibicarakan lewat WhatsApp."),
        max_length=250,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)
    harga = forms.IntegerField(widget=forms.HiddenInput)
    lama = forms.IntegerField(widget=forms.HiddenInput, required=False)
    ada = forms.IntegerField(widget=forms.HiddenInput, required=False)
    situs = forms.CharField(
        label=_("Kosongkan kotak ini"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self, *args: Any, price: int, most: int, delivers: bool, free: int = 0, days: int | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"kunci": uuid4(), "harga": price, "lama": days, "ada": free}
        super().__init__(*args, **kwargs)
        self.most, self.delivers = most, delivers
        self.fields["count"].widget.attrs["max"] = str(most)
        if not delivers:
            del self.fields["handing"], self.fields["address"]

    def clean_phone(self) -> str:
        """A number that WhatsApp can reach."""
        try:
            return phone(self.cleaned_data["phone"])
        except Unclear as unclear:
            raise forms.ValidationError(say_now(unclear.template).format(**unclear.values)) from None

    @property
    def by_machine(self) -> bool:
        """Whether the field that nobody sees was filled."""
        return bool(self.cleaned_data.get("situs"))

    def without_trap(self) -> Self:
        """The same form with everything typed, the unseen field empty, and a sentence that nothing was kept."""
        again = self.once_more(situs="")
        again.add_error(None, say_now("Pesanan belum tersimpan: peramban mengisi kotak tersembunyi. Kirim lagi."))
        return again

    def once_more(self, **changed: str) -> Self:
        """The same form with everything typed but what is `changed`."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        return type(self)(typed | changed, price=0, most=self.most, delivers=self.delivers)

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        told = {name: self.cleaned_data[name] for name in ("count", "buyer_name", "phone")}
        told |= {name: self.cleaned_data[name] for name in ("handing", "address") if name in self.fields}
        kunci: UUID = self.cleaned_data["kunci"]
        waits = told["count"] > (self.cleaned_data["ada"] or 0)
        told["seen_days"] = self.cleaned_data["lama"] if waits else None
        return told | {"client_id": str(kunci), "seen_rupiah": self.cleaned_data["harga"]}


class CodeForm(forms.Form):
    """The code of an order, in capitals or not."""

    kode = forms.CharField(
        label=_("Nomor pesanan"),
        help_text=_("10 huruf dan angka, misalnya dari pesan WhatsApp Anda."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Tulis nomor pesanannya.")},
    )

    def clean_kode(self) -> str:
        """The code as it is stored."""
        code = tidy_code(self.cleaned_data["kode"])
        if not (len(code) == LENGTH and code.isascii()):
            raise forms.ValidationError(_("Nomor pesanan terdiri dari 10 huruf dan angka. Periksa lagi."))
        return code


class ProofForm(forms.Form):
    """The picture or PDF of a payment."""

    file = forms.FileField(
        label=_("Bukti bayar"),
        help_text=_("Foto layar atau PDF, paling besar 10 MB."),
        max_length=160,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": _("Pilih foto atau PDF bukti bayar."),
            "empty": _("Berkas kosong. Pilih berkas lain."),
            "max_length": _("Nama berkas terlalu panjang. Ganti namanya, lalu pilih lagi."),
        },
    )


class ReviewForm(forms.Form):
    """Stars and a few words."""

    stars = forms.TypedChoiceField(
        label=_("Bagaimana barangnya?"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih 1 sampai 5 bintang.")},
    )
    text = forms.CharField(
        label=_("Ulasan"),
        help_text=_("Jangan tulis nama orang. Ulasan tampil sesudah dibaca petugas."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
