"""Words about sites: risk, and the hazards that meet a person's limits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Risk(models.TextChoices):
    LOW = "rendah", _("Rendah")
    MIDDLE = "sedang", _("Sedang")
    HIGH = "tinggi", _("Tinggi")


class Shut(models.TextChoices):
    """Why nobody can work at a site on some days."""

    CLOSED = "tutup", _("Lokasi tutup")
    SEA = "laut", _("Laut berbahaya")


class Hazard(models.TextChoices):
    """What the work asks of a body; the same words as a person's limits (`cases.people`)."""

    HEAVY = "heavy", _("Angkat berat")
    SUN = "sun", _("Panas matahari")
    WATER = "water", _("Dekat air")
    SMELL = "smell", _("Bau menyengat")
    HEIGHT = "height", _("Ketinggian")
