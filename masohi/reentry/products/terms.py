"""Kinds of goods, their states, marks on the label, and why pieces come onto the shelf or leave it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

RENDERED: Final = (480, 1200)
"""Widths in pixels at which a picture is shown: on a card, and large."""
MEDIA: Final = {"avif": "image/avif", "webp": "image/webp"}
"""Formats in which a picture is shown, by the end of its name."""


class Category(models.TextChoices):
    CRAFT = "kerajinan", _("Kerajinan")
    WEAVING = "anyaman", _("Anyaman dan rajutan")
    FURNITURE = "mebel", _("Mebel dan las")
    FOOD = "kuliner", _("Makanan dan minuman")
    GARDEN = "kebun", _("Hasil kebun")
    SEWING = "jahitan", _("Jahitan")
    PAINTING = "lukisan", _("Lukisan")
    OTHER = "lain", _("Lainnya")


class Label(models.TextChoices):
    HALAL = "halal", _("Sertifikat halal")
    HOME_FOOD = "pirt", _("Izin P-IRT")
    FOOD = "bpom", _("Izin edar BPOM")
    STANDARD = "sni", _("SNI")


class ProductState(models.TextChoices):
    DRAFT = "rancangan", _("Belum dijual")
    SHOWN = "dijual", _("Dijual")
    WITHDRAWN = "ditarik", _("Tidak dijual lagi")


class Move(models.TextChoices):
    MADE = "dibuat", _("Dibuat")
    SOLD = "terjual", _("Terjual")
    RETURNED = "kembali", _("Kembali dari pembeli")
    BROKEN = "rusak", _("Rusak atau hilang")
    GIVEN = "contoh", _("Dipakai sebagai contoh")
