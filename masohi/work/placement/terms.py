"""States of plans, sessions and appointments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    DRAFT = "usulan", _("Usulan")
    WAITING = "menunggu", _("Menunggu jaksa")
    ACCEPTED = "disetujui", _("Disetujui")
    RETURNED = "dikembalikan", _("Dikembalikan")
    REPLACED = "diganti", _("Diganti")


class SessionState(models.TextChoices):
    PLANNED = "terjadwal", _("Terjadwal")
    RECORDED = "tercatat", _("Menunggu verifikasi")
    VERIFIED = "diakui", _("Selesai diperiksa")
    CANCELLED = "batal", _("Batal")


class AppointmentState(models.TextChoices):
    PLANNED = "terjadwal", _("Terjadwal")
    RECORDED = "tercatat", _("Menunggu verifikasi")
    VERIFIED = "diakui", _("Diakui")
    REJECTED = "ditolak", _("Ditolak")
    CANCELLED = "batal", _("Batal")
