"""Whose calendar a link reads, and how a person was told of dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarKind(models.TextChoices):
    SITE = "lokasi", _("Kalender lokasi")
    SUPERVISOR = "pengawas", _("Kalender pengawas")
    PERSON = "orang", _("Kalender orang")


class Way(models.TextChoices):
    """How a person was told of their dates: by somebody, or by a message that is known to have arrived."""

    WHATSAPP = "wa", _("WhatsApp")
    PHONE = "telepon", _("Telepon")
    MEETING = "tatap_muka", _("Bertemu langsung")
    PAPER = "kertas", _("Jadwal cetak diserahkan")
    FAMILY = "keluarga", _("Lewat keluarga yang ditunjuk")
    MESSAGE = "pesan", _("Pesan dari program, diterima")
