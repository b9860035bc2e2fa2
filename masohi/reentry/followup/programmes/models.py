"""Release under conditions as dates, and where somebody reports nearest to home."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.programmes.terms import Way


class ReportPost(models.Model):
    """A place where somebody may report to their Bapas without going to its office."""

    code = models.CharField(max_length=12, unique=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("nama tempat"), max_length=120)
    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("kelurahan atau negeri"))
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "tempat wajib lapor"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_post_a_name")]

    def __str__(self) -> str:
        return self.name


class Integration(models.Model):
    """One decision to let somebody home early: its paper, its dates, and where and how often they report.

    `first`, `last`: the days of the prison term after remission. What the term was for is nowhere here.
    """

    code = models.CharField(max_length=12, unique=True)
    client = models.ForeignKey(Client, models.PROTECT, related_name="integrations")
    way = models.CharField(_("program"), max_length=10, choices=Way)
    number = models.CharField(_("nomor keputusan"), max_length=120)
    decided_on = models.DateField(_("tanggal keputusan"))
    first = models.DateField(_("pidana sejak"))
    last = models.DateField(_("pidana sampai"))
    starts_on = models.DateField(_("mulai"))
    probation_until = models.DateField(_("masa percobaan sampai"), null=True, blank=True)
    post = models.ForeignKey(ReportPost, models.PROTECT, null=True, blank=True, related_name="+")
    every_days = models.PositiveSmallIntegerField(_("lapor setiap (hari)"), default=30)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    revoked_on = models.DateField(null=True, blank=True)
    revoked_paper = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "program integrasi"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "way"], condition=models.Q(revoked_on=None), name="one_living_programme_a_way"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__gt=models.F("first"), starts_on__lte=models.F("last")),
                name="a_programme_lies_in_the_term",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_on=None) | ~models.Q(revoked_paper=""), name="a_revocation_has_a_paper"
            ),
        ]
