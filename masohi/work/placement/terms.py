"""States of plans, sessions and appointments; kinds of rules about a person's calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    DRAFT = "usulan", _("Usulan")
    WAITING = "menunggu", _("Menunggu jaksa")
    ACCEPTED = "disetujui", _("Disetujui")
    RETURNED = "dikembalikan", _("Dikembalikan")
    REPLACED = "diganti", _("Diganti")


OPEN_PLANS = (PlanState.DRAFT, PlanState.WAITING)
"""Proposals on the table: at most one an order."""


class SessionState(models.TextChoices):
    PLANNED = "terjadwal", _("Terjadwal")
    RECORDED = "tercatat", _("Menunggu verifikasi")
    VERIFIED = "diakui", _("Selesai diperiksa")
    CANCELLED = "batal", _("Batal")


class RuleKind(models.TextChoices):
    """What a PK has laid down about one person's calendar."""

    PIN = "tetap", _("Jangan pindahkan sesi ini")
    SITE = "lokasi", _("Jangan di lokasi ini")
    WEEKDAY = "hari", _("Jangan pada hari ini setiap minggu")
    DAY = "tanggal", _("Jangan pada tanggal ini")


class AppointmentState(models.TextChoices):
    PLANNED = "terjadwal", _("Terjadwal")
    RECORDED = "tercatat", _("Menunggu verifikasi")
    VERIFIED = "diakui", _("Diakui")
    REJECTED = "ditolak", _("Ditolak")
    CANCELLED = "batal", _("Batal")
