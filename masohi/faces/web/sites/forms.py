"""What an office fills in about a site."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.organisations.queries import villages
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import signed_agreements
from masohi.supply.sites.models import Site
from masohi.supply.sites.terms import Hazard, Risk

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NUMBER = {"inputmode": "decimal", "autocomplete": "off"}


def decimal_text(text: str) -> str:
    """A coordinate as typed, with the comma that Indonesian offices write turned into a point."""
    return text.strip().replace(",", ".")


def fill(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Give one field what this person may choose."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class Coordinate(forms.DecimalField):
    """Degrees with at most five decimals; a comma is as good as a point."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=8, decimal_places=5, widget=forms.TextInput(attrs=NUMBER), **options)

    def to_python(self, value: Any) -> Any:
        """Reads `-3,696` as `-3.696`."""
        return super().to_python(decimal_text(value) if isinstance(value, str) else value)


class SiteForm(forms.Form):
    """Everything about a site but its weekly slots and its supervisors."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Nama lokasi"), max_length=120)
    host = forms.ChoiceField(label=_("Dinas pengampu"))
    village = forms.ChoiceField(
        label=_("Kelurahan, desa, atau negeri"),
        help_text=_("Pilih menurut kode. Nusaniwe dan Urimessing ada dua: kelurahan dan negeri."),
    )
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    lat = Coordinate(label=_("Lintang"), help_text=_("Contoh -3.69600. Di Ambon selalu minus."))
    lon = Coordinate(label=_("Bujur"), help_text=_("Contoh 128.18000."))
    coordinates_confirmed = forms.BooleanField(label=_("Koordinat sudah diperiksa di tempat"), required=False)
    tasks = forms.CharField(
        label=_("Pekerjaan"),
        help_text=_("Tulis apa yang dikerjakan orang di sini, misalnya: menyapu pantai, memilah sampah."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    risk = forms.ChoiceField(label=_("Risiko"), choices=Risk.choices, initial=Risk.LOW, widget=forms.RadioSelect)
    hazards = forms.MultipleChoiceField(
        label=_("Bahaya"),
        help_text=_("Orang dengan batas kesehatan yang sama tidak ditempatkan di sini."),
        choices=Hazard.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    equipment = forms.CharField(
        label=_("Alat pelindung diri (APD)"),
        help_text=_("Satu alat satu baris, misalnya: sarung tangan."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    indoor = forms.BooleanField(label=_("Di dalam ruangan"), required=False)
    child_suitable = forms.BooleanField(label=_("Cocok untuk pelayanan masyarakat anak"), required=False)
    child_declared_by = forms.CharField(
        label=_("Penanda tangan pernyataan cocok untuk anak"),
        help_text=_("Tanpa nama ini anak tidak dijadwalkan di sini. Anak tidak pernah satu sesi dengan orang dewasa."),
        max_length=120,
        required=False,
    )
    declared_on = forms.DateField(
        label=_("Tanggal pernyataan tidak dikomersialkan dan tidak merendahkan"),
        help_text=_("Tanpa pernyataan bertanda tangan, lokasi belum dapat dipakai."),
        widget=DAY,
        required=False,
    )
    declared_by = forms.CharField(
        label=_("Penanda tangan pernyataan"), help_text=_("Nama atau jabatan."), max_length=120, required=False
    )
    agreements = forms.MultipleChoiceField(
        label=_("Perjanjian yang menjadi dasar"), widget=forms.CheckboxSelectMultiple, required=False
    )
    active = forms.BooleanField(label=_("Lokasi dipakai"), initial=True, required=False)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.hosts = {
            m.organisation.short_name: m.organisation for m in user.current_memberships() if m.role == Role.OFFICE
        }
        self.villages = {place.code: place for place in villages()}
        self.known_agreements = {agreement.code: agreement for agreement in signed_agreements(user)}
        fill(self, "host", [(short, unit.name) for short, unit in self.hosts.items()])
        fill(self, "village", [("", gettext("Pilih kelurahan, desa, atau negeri")), *by_district(self.villages)])
        fill(self, "agreements", [(code, f"{a} · {a.title}") for code, a in self.known_agreements.items()])

    def clean_host(self) -> Organisation:
        """The office itself."""
        return self.hosts[self.cleaned_data["host"]]

    def clean_village(self) -> Place:
        """The village itself (GE-02: by code)."""
        return self.villages[self.cleaned_data["village"]]

    def clean_equipment(self) -> list[str]:
        """One item a line, blank lines dropped."""
        return [" ".join(line.split()) for line in self.cleaned_data["equipment"].splitlines() if line.strip()]

    def clean_agreements(self) -> list[Agreement]:
        """The agreements themselves."""
        return [self.known_agreements[code] for code in self.cleaned_data["agreements"]]

    def clean(self) -> dict[str, Any]:
        """A declaration has a date and a signer, or neither; nobody signs tomorrow."""
        data = super().clean() or {}
        signed, signer = data.get("declared_on"), data.get("declared_by")
        if signed and signed > self.today:
            self.add_error("declared_on", _("Tanggal pernyataan belum tiba. Periksa tanggalnya."))
        if data.get("child_suitable") and not data.get("child_declared_by"):
            self.add_error("child_declared_by", _("Tulis siapa yang menyatakan lokasi ini cocok untuk anak."))
        if signed and not signer:
            self.add_error("declared_by", _("Tulis siapa yang menandatangani pernyataan."))
        if signer and not signed and "declared_on" not in self.errors:
            self.add_error("declared_on", _("Tulis tanggal pernyataan ditandatangani."))
        return data

    def details(self) -> dict[str, Any]:
        """What the deed takes: every field but the edition."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


def by_district(places: dict[str, Place]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Villages grouped by district, each with its level and code, so that namesakes can be told apart."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, place in places.items():
        district = place.parent.name if place.parent else ""
        groups.setdefault(district, []).append((code, f"{place.name} — {place.get_level_display()} ({code})"))
    return list(groups.items())


def known(site: Site) -> dict[str, Any]:
    """A site as its form shows it."""
    columns = ["edition", "name", "address", "lat", "lon", "coordinates_confirmed", "tasks", "risk", "hazards"]
    columns += ["indoor", "child_suitable", "child_declared_by", "declared_on", "declared_by", "active"]
    return {name: getattr(site, name) for name in columns} | {
        "host": site.host.short_name,
        "village": site.village_id,
        "equipment": "\n".join(site.equipment),
        "agreements": [agreement.code for agreement in site.agreements.all()],
    }
