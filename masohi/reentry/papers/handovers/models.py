"""Which numbered letter is the paper of a handover."""

from django.db import models

from masohi.reentry.equipment.models import Handover
from masohi.work.letters.models import Letter


class HandoverPaper(models.Model):
    """The D15 of a handover: one living letter, kept in the register of whoever gives."""

    handover = models.OneToOneField(Handover, models.PROTECT, related_name="paper")
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "berita acara serah terima"
