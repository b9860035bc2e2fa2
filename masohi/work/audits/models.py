"""Random audits: sessions that the ledger itself draws, and what the visitor found."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.work.placement.models import Session


class Audit(models.Model):
    """One drawn session. `size` and `root` name the head it was drawn from, `seed` is what the ledger's key signed for
    the day (hex): whoever has the public key can draw again and compare. `witnessed`: others had cosigned that head.

    `newcomer` marks sessions that are visited because the supervisor is new. `missing` are numbers of appointments.
    """

    session = models.OneToOneField(Session, models.PROTECT, related_name="audit")
    epoch = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    seed = models.CharField(max_length=128, blank=True)
    witnessed = models.BooleanField(default=False)
    percent = models.PositiveSmallIntegerField()
    newcomer = models.BooleanField(default=False)
    drawn_at = models.DateTimeField()
    visited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    visited_at = models.DateTimeField(null=True)
    heads = models.PositiveSmallIntegerField(null=True)
    missing = models.JSONField(default=list)
    note = models.CharField(max_length=250, blank=True)

    SEALED_WHEN_SET = ("seed", "witnessed")

    class Meta:
        verbose_name = "pemeriksaan mendadak"
        ordering = ["session__starts_at", "pk"]
