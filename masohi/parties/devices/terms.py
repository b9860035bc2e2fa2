"""States of a phone and how it is checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.roles import Role


class DeviceState(models.TextChoices):
    WAITING = "menunggu", _("Menunggu persetujuan")
    ACTIVE = "aktif", _("Aktif")
    REVOKED = "dicabut", _("Dicabut")
    QUARANTINED = "karantina", _("Dikarantina")


class Algorithm(models.TextChoices):
    ED25519 = "ed25519", "Ed25519"
    P256 = "p256", "ECDSA P-256"


CARRY_PHONES = (Role.SUPERVISOR, Role.UNIT)
"""Who records with an own phone: sessions at sites, meetings of classes at units."""

PAIRING_MINUTES = 10  # how long a QR on the office's screen can be used
