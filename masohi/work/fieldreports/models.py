"""Reports: a session as one phone tells it."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.parties.devices.models import Device
from masohi.work.fieldreports.terms import ReportState
from masohi.work.placement.models import Session


class FieldReport(models.Model):
    """What all entries of one phone about one session add up to (those up to number `upto`), and what became of it."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="reports")
    session = models.ForeignKey(Session, models.PROTECT, related_name="field_reports")
    upto = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    folded = models.JSONField(default=dict)
    message = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "laporan HP"
        constraints = [models.UniqueConstraint(fields=["device", "session"], name="one_report_a_phone_and_session")]
