"""Which letter says that somebody passed a class."""

from django.db import models

from masohi.reentry.training.models import Enrolment
from masohi.work.letters.models import Letter


class Award(models.Model):
    """One issued D10. After it was taken back, a new one may follow; the letter knows neither class nor person."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="award")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="awards")

    class Meta:
        verbose_name = "surat keterangan pelatihan"
        ordering = ["-pk"]
