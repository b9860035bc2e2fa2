"""Agreements by number, parties and dates. The tree of commitments grows from here later."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.organisations.models import Organisation


class AgreementKind(models.TextChoices):
    UMBRELLA = "induk", _("Kesepakatan bersama")
    TECHNICAL = "teknis", _("Perjanjian kerja sama")
    NOTE = "nota", _("Nota kesepahaman")


class Agreement(models.Model):
    """One signed instrument. `number` is as printed on it; `ends_on` is its last day."""

    kind = models.CharField("jenis", max_length=10, choices=AgreementKind)
    number = models.CharField("nomor", max_length=120, unique=True)
    title = models.CharField("judul", max_length=250)
    parties = models.ManyToManyField(Organisation, verbose_name="para pihak")
    umbrella = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="perjanjian induk")
    begins_on = models.DateField("mulai berlaku")
    ends_on = models.DateField("berakhir")

    class Meta:
        verbose_name = "perjanjian"
        ordering = ["-begins_on", "number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("begins_on")), name="agreement_dates")
        ]

    def __str__(self) -> str:
        return self.number

    def covers(self, day: date) -> bool:
        """Whether the agreement is in force on `day`."""
        return self.begins_on <= day <= self.ends_on
