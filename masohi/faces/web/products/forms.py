"""What is filled in about goods, what was made, and pictures. Rupiah is read as offices write it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.budget.forms import Rupiah
from masohi.faces.web.commitments.forms import DAY, NUMBER, choose, one_line
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.actions import LARGEST
from masohi.reentry.products.stock.actions import COUNTED
from masohi.reentry.products.terms import Category, Label, Move
from masohi.reentry.trainees.models import Trainee

MOST = 1_000_000
PICTURE = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
WARNING = _("Jangan ada wajah, nama, tato, atau nomor seseorang di gambar. Tempat, waktu, dan jenis kamera dihapus.")
PLAIN = (
    "name",
    "category",
    "description",
    "material",
    "dimensions",
    "weight_grams",
    "order_days",
    "order_limit",
    "reason_below_cost",
)


def _pieces(label: Any, **options: Any) -> forms.IntegerField:
    told = {"required": _("Tulis jumlahnya."), "invalid": _("Tulis jumlah dengan angka.")}
    return forms.IntegerField(label=label, min_value=1, max_value=MOST, widget=NUMBER, error_messages=told, **options)


class ProductForm(forms.Form):
    """What an officer tells about goods."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.ChoiceField(label=_("Unit"), error_messages={"required": _("Pilih unit.")})
    name = one_line(
        _("Nama produk"),
        80,
        help_text=_("Dibaca pembeli. Jangan tulis nama pembuatnya."),
        error_messages={"required": _("Tulis nama produk.")},
    )
    category = forms.ChoiceField(label=_("Jenis"), choices=Category.choices)
    price_rupiah = Rupiah(label=_("Harga"), help_text=_("Contoh Rp50.000."))
    description = forms.CharField(
        label=_("Keterangan"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bahan, cara memakai, cara merawat. Tanpa nama dan tanpa cerita tentang pembuatnya."),
    )
    material = one_line(_("Bahan"), 160, required=False)
    dimensions = one_line(_("Ukuran"), 80, required=False, help_text=_("Misalnya: 20 × 12 × 8 cm."))
    weight_grams = forms.IntegerField(
        label=_("Berat (gram)"), required=False, min_value=1, max_value=MOST, widget=NUMBER
    )
    order_days = forms.IntegerField(
        label=_("Lama pesanan (hari)"),
        required=False,
        min_value=1,
        max_value=365,
        widget=NUMBER,
        help_text=_("Isi bila produk dibuat sesudah dipesan. Pembeli membaca lamanya."),
    )
    order_limit = forms.IntegerField(
        label=_("Pesanan yang dibuat, paling banyak (buah)"),
        required=False,
        min_value=0,
        max_value=9_999,
        widget=NUMBER,
        help_text=_("Jumlah semua buah yang boleh dipesan sebelum dibuat. Kosong atau 0: tidak menerima pesanan."),
    )
    reason_below_cost = one_line(
        _("Alasan harga di bawah biaya"), 250, required=False, help_text=_("Hanya bila harga di bawah biaya.")
    )

    def __init__(
        self, *args: Any, units: Iterable[Organisation], product: Product | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.short_name: unit for unit in units}
        if product is not None or len(self.units) == 1:
            del self.fields["unit"]
        else:
            choose(self, "unit", [(short, short) for short in self.units], gettext("Pilih unit"))
        for value, label in Label.choices:
            text = gettext("Nomor %(label)s") % {"label": label}
            self.fields[f"label_{value}"] = one_line(text, 60, required=False)

    def unit_chosen(self) -> Organisation:
        """The unit whose goods these are."""
        return self.units[self.cleaned_data["unit"]] if "unit" in self.fields else next(iter(self.units.values()))

    def details(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        labels = {value: data[f"label_{value}"] for value in Label.values if data.get(f"label_{value}")}
        return {name: data[name] for name in PLAIN} | {"price_rupiah": data["price_rupiah"], "labels": labels}


def known(product: Product) -> dict[str, Any]:
    """Goods as their form shows them."""
    columns = ("edition", "price_rupiah", *PLAIN)
    labels = {f"label_{value}": number for value, number in product.labels.items()}
    return {name: getattr(product, name) for name in columns} | labels


class BatchForm(forms.Form):
    """What was made: how many pieces, when, what it cost, who worked on it, and a picture."""

    count = _pieces(_("Jumlah"))
    made_on = forms.DateField(
        label=_("Hari pembuatan"), widget=DAY, error_messages={"required": _("Tulis hari pembuatan.")}
    )
    material_rupiah = Rupiah(label=_("Biaya bahan"), required=False, help_text=_("Untuk semua buah. Contoh Rp150.000."))
    other_rupiah = Rupiah(label=_("Biaya lain"), required=False, help_text=_("Listrik, kemasan, angkutan."))
    makers = forms.MultipleChoiceField(
        label=_("Yang mengerjakan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bagian kerja semua sama. Bagian yang berbeda dapat diisi di halaman hasil produksi."),
    )
    note = one_line(_("Catatan"), 250, required=False)
    reason_below_cost = one_line(
        _("Alasan harga di bawah biaya"),
        250,
        required=False,
        help_text=_("Hanya bila biaya per buah melebihi harga jual."),
    )
    photo = forms.FileField(label=_("Foto produk"), required=False, widget=PICTURE, help_text=WARNING)
    after_a_fault = _("Isian lain tidak hilang. Gambar perlu dipilih lagi.")

    def __init__(self, *args: Any, trainees: Iterable[Trainee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trainees = {row.code: row for row in trainees}
        field = self.fields["makers"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(code, row.person.name) for code, row in self.trainees.items()]

    def details(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("count", "made_on", "note", "reason_below_cost")},
            "material_rupiah": data["material_rupiah"] or 0,
            "other_rupiah": data["other_rupiah"] or 0,
            "workers": [(self.trainees[code], 1) for code in data["makers"]],
        }


def picture_of(form: forms.Form) -> bytes | None:
    """The picture that a form took; of what is too large only enough to see that it is."""
    file = form.cleaned_data.get("photo")
    return file.read(LARGEST + 1) if file else None


class WorkerForm(forms.Form):
    """Somebody more worked on a batch."""

    trainee = forms.ChoiceField(label=_("Peserta"), error_messages={"required": _("Pilih pesertanya.")})
    share = forms.IntegerField(
        label=_("Bagian kerja"),
        min_value=1,
        max_value=1000,
        initial=1,
        widget=NUMBER,
        help_text=_("Dibandingkan dengan peserta lain. Misalnya 2 untuk yang bekerja dua kali lipat."),
    )

    def __init__(self, *args: Any, trainees: Iterable[Trainee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trainees = {row.code: row for row in trainees}
        choose(self, "trainee", [(c, row.person.name) for c, row in self.trainees.items()], gettext("Pilih peserta"))

    def clean_trainee(self) -> Trainee:
        """The trainee."""
        return self.trainees[self.cleaned_data["trainee"]]


class TakeOffForm(forms.Form):
    """Pieces leave the shelf without being sold."""

    count = _pieces(_("Jumlah"))
    kind = forms.ChoiceField(
        label=_("Sebab"), choices=[(kind, Move(kind).label) for kind in COUNTED], widget=forms.RadioSelect
    )
    reason = one_line(_("Alasan"), 250, error_messages={"required": _("Tulis alasannya.")})


class PhotoForm(forms.Form):
    """One picture of goods."""

    photo = forms.FileField(
        label=_("Foto produk"), widget=PICTURE, help_text=WARNING, error_messages={"required": _("Pilih fotonya.")}
    )


class CheckForm(forms.Form):
    """The second officer has looked."""

    faces_none = forms.BooleanField(
        label=_("Tidak ada wajah, nama, atau nomor seseorang di gambar ini."),
        error_messages={"required": _("Lihat gambarnya, lalu centang. Bila ada wajah, tekan Tarik foto.")},
    )
