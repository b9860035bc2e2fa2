"""Kinds of protective equipment that lie at sites in numbers, and why a number changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gear(models.TextChoices):
    GLOVES = "sarung_tangan", _("Sarung tangan")
    BOOTS = "sepatu_bot", _("Sepatu bot")
    MASK = "masker", _("Masker")
    VEST = "rompi", _("Rompi")
    HELMET = "helm", _("Helm")
    HAT = "topi", _("Topi lapangan")
    GOGGLES = "kacamata", _("Kacamata pelindung")
    RAINCOAT = "jas_hujan", _("Jas hujan")


class Cause(models.TextChoices):
    """Why the number of pieces at a site changed; the first one adds, the others take away."""

    ARRIVED = "datang", _("Datang")
    WORN = "habis", _("Habis dipakai")
    BROKEN = "rusak", _("Rusak")
    LOST = "hilang", _("Hilang")
    MOVED = "pindah", _("Dipindahkan ke tempat lain")
