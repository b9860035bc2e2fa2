"""Kinds of organisations and levels of places."""

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
