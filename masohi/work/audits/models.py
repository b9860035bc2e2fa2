"""Random audits: sessions that the ledger itself draws, and what the visitor found."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.work.placement.models import Session


class Audit(models.Model):
    """One drawn session. `size` and `root` name the signed head it was drawn from: anybody can draw again and compare.

    `newcomer` marks sessions that are visited because the supervisor is new. `missing` are numbers of appointments.
    """

    session = models.OneToOneField(Session, models.PROTECT, related_name="audit")
    epoch = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    percent = models.PositiveSmallIntegerField()
    newcomer = models.BooleanField(default=False)
    drawn_at = models.DateTimeField()
    visited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    visited_at = models.DateTimeField(null=True)
    heads = models.PositiveSmallIntegerField(null=True)
    missing = models.JSONField(default=list)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "pemeriksaan mendadak"
        ordering = ["session__starts_at", "pk"]
