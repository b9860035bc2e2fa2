"""What becomes of a report."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    OPEN = "terbuka", _("Sedang berjalan")
    APPLIED = "tercatat", _("Tercatat")
    SAME = "sama", _("Sama dengan yang tercatat")
    RIVAL = "berbeda", _("Berbeda dari yang tercatat")
    REFUSED = "tertahan", _("Belum dapat dicatat")
    QUARANTINED = "karantina", _("Dikarantina")
    DECIDED = "diputuskan", _("Sudah diputuskan")


WAITING: Final = (ReportState.RIVAL, ReportState.REFUSED, ReportState.QUARANTINED)
