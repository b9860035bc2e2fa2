"""Kinds of organisations, levels of places, sheets of paper and what stands in the number of a letter."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    CITY = "pemkot", _("Pemerintah kota")
    OFFICE = "opd", _("Perangkat daerah")
    REGION = "kanwil", _("Kantor wilayah")
    PROBATION = "bapas", _("Balai Pemasyarakatan")
    YOUTH = "lpka", _("Lembaga pembinaan khusus anak")
    PRISON = "lapas", _("Lembaga pemasyarakatan")
    WOMEN = "lpp", _("Lembaga pemasyarakatan perempuan")
    REMAND = "rutan", _("Rumah tahanan negara")
    PROSECUTOR = "kejari", _("Kejaksaan negeri")
    COURT = "pengadilan", _("Pengadilan negeri")


class Level(models.TextChoices):
    CITY = "kota", _("Kota")
    DISTRICT = "kecamatan", _("Kecamatan")
    WARD = "kelurahan", _("Kelurahan")
    VILLAGE = "desa/negeri", _("Desa/negeri")


class Paper(models.TextChoices):
    A4 = "a4", _("A4 (210 × 297 mm)")
    F4 = "f4", _("F4 (215 × 330 mm)")


NUMBER_PATTERN: Final = "{kelas}-{urut}/{unit}/{tahun}"
NUMBER_PARTS: Final = ("urut", "kelas", "unit", "tahun", "bulan_romawi")
NUMBER_NEEDS: Final = ("urut", "kelas", "tahun")
"""Without these, two letters of a unit would bear one number."""

_MINISTRY = ("Kementerian Imigrasi dan Pemasyarakatan Republik Indonesia", "Direktorat Jenderal Pemasyarakatan")
_WALLED = (*_MINISTRY, "Kantor Wilayah Maluku")

HEAD_LINES: Final[dict[str, tuple[str, ...]]] = {
    Kind.OFFICE: ("Pemerintah Kota Ambon",),
    Kind.REGION: _MINISTRY,
    Kind.PROBATION: _WALLED,
    Kind.YOUTH: _WALLED,
    Kind.PRISON: _WALLED,
    Kind.WOMEN: _WALLED,
    Kind.REMAND: _WALLED,
    Kind.PROSECUTOR: ("Kejaksaan Republik Indonesia", "Kejaksaan Tinggi Maluku"),
    Kind.COURT: ("Mahkamah Agung Republik Indonesia", "Direktorat Jenderal Badan Peradilan Umum"),
}
"""What stands above the name of a unit that has set nothing of its own. A unit changes it at `/kelola/kop-surat`."""
