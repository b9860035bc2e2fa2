"""Times in which an order rests: nobody is sent to work, whatever else is planned."""

from datetime import date

from django.db import models

from masohi.cases.orders.models import Order
from masohi.cases.pauses.terms import PauseKind
from masohi.parties.accounts.models import User


class Pause(models.Model):
    """One time of rest, from a day to a day (both included, WIT) or open until somebody ends it.

    `resumes_on` is the first day of work after the end that was recorded. `added_days` is by how many days the deadline
    moved then. The paper lies in the archive under `paper_sha256`; it may speak of an illness, so only those who handle
    the order read it.
    """

    code = models.CharField(max_length=12, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=8, choices=PauseKind)
    from_day = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=120)
    issuer = models.CharField(max_length=120)
    paper_sha256 = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=250)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    resumes_on = models.DateField(null=True)
    end_document = models.CharField(max_length=120, blank=True)
    end_reason = models.CharField(max_length=250, blank=True)
    added_days = models.PositiveSmallIntegerField(default=0)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "jeda"
        ordering = ["-from_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("from_day")), name="a_pause_runs_forwards"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None, resumes_on=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False, resumes_on__isnull=False),
                name="a_pause_is_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["order", "ended_at"], name="pauses_of_order")]

    def covers(self, day: date) -> bool:
        """Whether nobody may work on `day` because of this pause."""
        if day < self.from_day or (self.resumes_on is not None and day >= self.resumes_on):
            return False
        return self.until is None or day <= self.until

    def lasts(self, day: date) -> bool:
        """Whether it holds on `day` or still lies ahead, as it is recorded now."""
        return self.covers(max(day, self.from_day))
