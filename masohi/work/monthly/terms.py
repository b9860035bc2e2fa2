"""States of a monthly report, and why the program warns about the pace of an order."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    DRAFT = "rancangan", _("Rancangan")
    SENT = "terkirim", _("Menunggu jaksa")
    RECEIVED = "diterima", _("Diterima jaksa")
    RETURNED = "dikembalikan", _("Dikembalikan")


TOLD = (ReportState.SENT, ReportState.RECEIVED)
"""States in which a report has told its figures; one that was returned has not."""


class AlarmCode(models.TextChoices):
    """Why an alarm was raised. The first two come at most once a week, the last once for each deadline."""

    NO_ROOM = "tidak_muat", _("Sisa jam tidak muat lagi sebelum batas")
    BEHIND = "lambat", _("Jam diakui tertinggal dari waktu yang sudah lewat")
    LAST_CALL = "batas", _("Batas sudah dekat, jam belum selesai")


SESSIONS = {
    "planned": _("Sesi dijadwalkan"),
    "attended": _("Hadir"),
    "missed": _("Tidak hadir"),
    "excused": _("Tidak hadir dengan alasan sah"),
    "failed": _("Gagal karena layanan"),
    "unrecorded": _("Belum dicatat"),
}
"""What became of the sessions of a month; all but the first add up to the first."""
