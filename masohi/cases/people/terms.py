"""Words about people. Religion is not among them: worship is only an hour at which somebody is not free."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class Limit(models.TextChoices):
    """What a person must not do; the same words as a site's hazards."""

    HEAVY = "heavy", _("Tidak angkat berat")
    SUN = "sun", _("Tidak di bawah matahari")
    WATER = "water", _("Tidak dekat air")
    SMELL = "smell", _("Tidak dekat bau menyengat")
    HEIGHT = "height", _("Tidak di ketinggian")


class BusyWith(models.TextChoices):
    WORK = "kerja", _("Bekerja")
    SCHOOL = "sekolah", _("Sekolah")
    FAMILY = "keluarga", _("Keluarga")
    OTHER = "lain", _("Lainnya")
