"""Who somebody's contacts are, and by which ways people may say no to messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    """Who hands a message on to the person."""

    FAMILY = "keluarga", _("Keluarga")
    GUARDIAN = "wali", _("Orang tua atau wali")
    NEIGHBOURHOOD = "rt", _("Ketua RT")
    VILLAGE = "kelurahan", _("Kelurahan atau negeri")
    CONGREGATION = "jemaat", _("Gereja atau masjid")


class Way(models.TextChoices):
    """What a person may say no to. Whoever says no to everything is told by the PK in person: nobody goes untold."""

    WHATSAPP = "wa", _("WhatsApp")
    TEXT = "sms", _("SMS")
    OTHERS = "kontak", _("Lewat kontak lain")
