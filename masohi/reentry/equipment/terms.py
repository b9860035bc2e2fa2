"""Words of equipment: what it is, where it came from, in what state it is, how it comes back."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    TOOL = "alat", _("Alat")
    PROTECTIVE = "apd", _("Alat pelindung diri (APD)")
    MATERIAL = "bahan", _("Bahan")


class Source(models.TextChoices):
    """Who paid for it: the asset belongs into the books of its owner, whatever the source."""

    CITY = "kota", _("APBD Kota")
    PROVINCE = "provinsi", _("APBD Provinsi")
    STATE = "apbn", _("APBN")
    COMPANY = "bumn", _("BUMN atau BUMD")
    SOCIAL = "tjsl", _("TJSL atau CSR perusahaan")
    GRANT = "hibah", _("Hibah lain")


OUTSIDE: Final = (Source.COMPANY, Source.SOCIAL, Source.GRANT)
"""Sources that have no account here: their own paper of handover is named instead."""


class ItemState(models.TextChoices):
    """What an item is, lent or not. Only what is fit can be lent."""

    FIT = "baik", _("Baik")
    BROKEN = "rusak", _("Rusak")
    LOST = "hilang", _("Hilang")
    HOME = "di_rumah", _("Dipinjamkan untuk usaha di rumah")
    GIVEN = "diberikan", _("Menjadi milik peserta")
    RETIRED = "dihapus", _("Dihapus dari daftar")


GONE: Final = (ItemState.GIVEN, ItemState.RETIRED)
"""States that end the life of an item in the list; nothing brings it back."""


class Condition(models.TextChoices):
    """How an item comes back."""

    FIT = "baik", _("Baik")
    BROKEN = "rusak", _("Rusak")
    LOST = "hilang", _("Tidak kembali, hilang")


class HandoverState(models.TextChoices):
    OPEN = "menunggu", _("Menunggu diterima")
    RECEIVED = "diterima", _("Diterima")
    CANCELLED = "batal", _("Dibatalkan")


class Obstacle(models.TextChoices):
    """Why an item cannot be lent or used today."""

    GONE = "tidak_ada", _("Tidak ada lagi di daftar")
    LOST = "hilang", _("Hilang")
    BROKEN = "rusak", _("Rusak. Periksa setelah diperbaiki")
    OVERDUE = "lewat_periksa", _("Pemeriksaan keselamatan sudah lewat")
    HANDED = "diserahkan", _("Sedang diserahkan ke lembaga lain")
    LENT = "dipinjam", _("Sedang dipinjam")
