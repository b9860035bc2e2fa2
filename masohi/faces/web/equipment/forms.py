"""What is filled in about equipment."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.files import file_field, uploaded
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.equipment.handovers.queries import givable, promised, takers
from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.queries import own_units
from masohi.reentry.equipment.stock.terms import Cause, Gear
from masohi.reentry.equipment.terms import Condition, ItemKind, Source
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Cohort
from masohi.supply.sites.models import Site

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NUMBER = forms.NumberInput(attrs={"inputmode": "numeric"})
MOST_RUPIAH = 10**12


def line(label: Any, most: int, *, required: bool = True, hint: Any = "", says: Any = None) -> forms.CharField:
    """A text in one line."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": says or _("Isi bagian ini.")},
    )


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day of the calendar."""
    said = {"required": _("Tulis tanggalnya."), "invalid": _("Tulis tanggal yang ada di kalender.")}
    return forms.DateField(label=label, required=required, help_text=hint, widget=DAY, error_messages=said)


def whole(label: Any, least: int, most: int, *, required: bool = True, hint: Any = "") -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        help_text=hint,
        widget=NUMBER,
        error_messages={"required": _("Tulis jumlahnya."), "invalid": _("Tulis jumlah dengan angka.")},
    )


def choose(form: forms.Form, name: str, choices: list[tuple[str, Any]], empty: str = "") -> None:
    """Give a list of choices to a field, with a first line that chooses nothing where `empty` says so."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [*([("", empty)] if empty else []), *choices]


class ItemForm(forms.Form):
    """Something that the own institution has: what, how many, from whom, and whether it must be checked."""

    owner = forms.ChoiceField(label=_("Pemilik"))
    name = line(_("Nama barang"), 120, hint=_("Misalnya: mesin las listrik 900 W."), says=_("Tulis nama barangnya."))
    kind = forms.ChoiceField(label=_("Jenis"), choices=ItemKind.choices)
    count = whole(_("Jumlah"), 1, 100_000)
    unit = line(_("Satuan"), 20, hint=_("Misalnya: buah, set, kaleng."), says=_("Tulis satuannya, misalnya buah."))
    apart = forms.BooleanField(
        label=_("Catat satu per satu"),
        required=False,
        help_text=_("Tiap barang mendapat kode sendiri dan dapat dipinjamkan sendiri. Paling banyak 60."),
    )
    source = forms.ChoiceField(label=_("Sumber"), choices=Source.choices)
    giver = line(_("Pemberi"), 120, required=False, hint=_("Wajib untuk BUMN, TJSL, dan hibah lain."))
    paper = line(_("Nomor dokumen"), 120, required=False, hint=_("Nomor BAST, NPHD, atau kontrak."))
    acquired_on = day_field(_("Tanggal diperoleh"))
    rupiah = whole(_("Nilai perolehan (rupiah)"), 0, MOST_RUPIAH, required=False, hint=_("Tanpa titik. Boleh kosong."))
    serial = line(_("Nomor seri"), 60, required=False)
    check_days = whole(
        _("Diperiksa setiap (hari)"), 0, 3650, required=False, hint=_("Kosongkan untuk barang yang tidak berbahaya.")
    )
    check_reason = line(
        _("Alasan jarak pemeriksaan"),
        250,
        required=False,
        hint=_("Wajib bila lebih jarang daripada ketetapan kantor, misalnya menurut buku petunjuk pembuatnya."),
    )
    checked_on = day_field(
        _("Terakhir diperiksa"), required=False, hint=_("Wajib untuk alat yang harus diperiksa sebelum dipakai.")
    )

    def __init__(self, *args: Any, user: User, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"acquired_on": day, "count": 1, "unit": gettext("buah")}
        super().__init__(*args, **kwargs)
        self.owners = {unit.short_name: unit for unit in own_units(user)}
        choose(self, "owner", [(short, unit.name) for short, unit in self.owners.items()])

    def clean_owner(self) -> Organisation:
        """The institution itself."""
        return self.owners[self.cleaned_data["owner"]]

    def clean_check_days(self) -> int:
        """None is never."""
        return self.cleaned_data["check_days"] or 0


class ChangeForm(forms.Form):
    """How a thing is described, where somebody mistyped."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    name = line(_("Nama barang"), 120, says=_("Tulis nama barangnya."))
    unit = line(_("Satuan"), 20, says=_("Tulis satuannya, misalnya buah."))
    serial = line(_("Nomor seri"), 60, required=False)
    giver = line(_("Pemberi"), 120, required=False)
    paper = line(_("Nomor dokumen"), 120, required=False)
    rupiah = whole(_("Nilai perolehan (rupiah)"), 0, MOST_RUPIAH, required=False, hint=_("Tanpa titik. Boleh kosong."))


class CheckForm(forms.Form):
    """Somebody has looked whether a thing is safe."""

    passed = forms.ChoiceField(
        label=_("Hasil"),
        choices=[("ya", _("Aman dipakai")), ("tidak", _("Tidak aman atau rusak"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih hasilnya.")},
    )
    day = day_field(_("Tanggal pemeriksaan"))
    checker = line(_("Pemeriksa"), 120, hint=_("Nama dan jabatan, misalnya teknisi SMKN 3."))
    note = line(_("Catatan"), 250, required=False, hint=_("Wajib bila tidak aman: apa yang rusak."))

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        return self.cleaned_data | {"passed": self.cleaned_data["passed"] == "ya"}


class ReasonForm(forms.Form):
    """A reason that both sides can read."""

    reason = line(_("Alasan"), 250, hint=_("Jangan tulis nama orang."), says=_("Tulis alasannya."))


class LoanForm(forms.Form):
    """To whom a thing goes, and until when."""

    to = forms.ChoiceField(
        label=_("Dipinjamkan kepada"), error_messages={"required": _("Pilih kelas, peserta, atau lokasi.")}
    )
    due_on = day_field(_("Kembali paling lambat"))

    def __init__(
        self, *args: Any, cohorts: list[Cohort], trainees: list[Trainee], sites: list[Site], day: date, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"due_on": day + timedelta(days=7)} | kwargs.pop("initial", {})
        super().__init__(*args, **kwargs)
        self.takers: dict[str, Cohort | Trainee | Site] = {f"kelas-{row.code}": row for row in cohorts}
        self.takers |= {f"peserta-{row.code}": row for row in trainees}
        self.takers |= {f"lokasi-{row.code}": row for row in sites}
        groups = [
            (gettext("Kelas"), [(f"kelas-{row.code}", str(row)) for row in cohorts]),
            (gettext("Peserta"), [(f"peserta-{row.code}", row.person.name) for row in trainees]),
            (gettext("Lokasi"), [(f"lokasi-{row.code}", row.name) for row in sites]),
        ]
        choose(self, "to", [group for group in groups if group[1]], gettext("Pilih penerima"))

    def clean_to(self) -> Cohort | Trainee | Site:
        """The class, trainee or site itself."""
        return self.takers[self.cleaned_data["to"]]


class BackForm(forms.Form):
    """How a thing came back."""

    condition = forms.ChoiceField(
        label=_("Keadaan"),
        choices=Condition.choices,
        initial=Condition.FIT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keadaannya.")},
    )
    note = line(_("Catatan"), 250, required=False, hint=_("Wajib bila rusak atau hilang. Jangan tulis nama orang."))


class HandoverForm(forms.Form):
    """What goes to whom, on which ground, and who signs."""

    receiver = forms.ChoiceField(label=_("Penerima"), error_messages={"required": _("Pilih lembaga penerima.")})
    items = forms.MultipleChoiceField(
        label=_("Barang"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih barang yang diserahkan.")},
    )
    day = day_field(_("Tanggal serah terima"))
    place = line(_("Tempat"), 120, says=_("Tulis tempatnya."))
    basis = line(_("Dasar"), 250, hint=_("Misalnya: NPHD 028/14/2026, atau kontrak belanja barang untuk diserahkan."))
    giver_name = line(_("Nama yang menyerahkan"), 120)
    giver_capacity = line(_("Jabatan yang menyerahkan"), 120)
    receiver_name = line(_("Nama yang menerima"), 120)
    receiver_capacity = line(_("Jabatan yang menerima"), 120)
    commitment = forms.ChoiceField(label=_("Komitmen"), required=False, help_text=_("Janji yang dipenuhi, bila ada."))

    def __init__(self, *args: Any, user: User, giver: Organisation, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": day, "giver_name": user.name}
        super().__init__(*args, **kwargs)
        self.takers = {unit.short_name: unit for unit in takers(giver)}
        self.owned = {item.code: item for item in givable(user, giver)}
        self.promised = {row.code: row for row in promised(user, giver)}
        choose(self, "receiver", [(short, unit.name) for short, unit in self.takers.items()], gettext("Pilih penerima"))
        choose(self, "items", [(code, item_words(item)) for code, item in self.owned.items()])
        named = [(code, row.what[:120]) for code, row in self.promised.items()]
        choose(self, "commitment", named, gettext("Tidak ada"))

    def details(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        return data | {
            "receiver": self.takers[data["receiver"]],
            "items": [self.owned[code] for code in data["items"]],
            "commitment": self.promised.get(data["commitment"]),
        }


def item_words(item: Item) -> str:
    """A thing in one line of a list."""
    return f"{item.name} · {item.count} {item.unit} · {item.code}"


class ReceiveForm(forms.Form):
    """The receiver says that all of it came, with the signed paper."""

    file = file_field(_("Berita acara yang sudah ditandatangani kedua pihak"), required=True)
    complete = forms.BooleanField(
        label=_("Semua barang di daftar sudah kami terima"),
        error_messages={"required": _("Hitung barangnya dulu, lalu centang pernyataan ini.")},
    )
    after_a_fault = _("Berkas perlu dipilih lagi.")

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        return {"scan": uploaded(self.cleaned_data["file"])}


class GearForm(forms.Form):
    """Pieces came to a site or went from it."""

    cause = forms.ChoiceField(
        label=_("Apa yang terjadi"), choices=Cause.choices, initial=Cause.ARRIVED, widget=forms.RadioSelect
    )
    gear = forms.ChoiceField(label=_("Jenis APD"), choices=Gear.choices)
    size = line(_("Ukuran"), 12, required=False, hint=_("Misalnya: L atau 42. Boleh kosong."))
    count = whole(_("Jumlah"), 1, 10_000)
    note = line(_("Catatan"), 250, required=False, hint=_("Dari mana, atau ke mana. Jangan tulis nama orang."))
