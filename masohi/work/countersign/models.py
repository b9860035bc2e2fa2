"""What the beneficiary of the work counted, beside what the supervisor counted."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.work.countersign.terms import Method
from masohi.work.placement.models import Session


class Countersign(models.Model):
    """One word of one beneficiary about one session. `same_device`: given in a browser that staff had used (F53).

    A slip is keyed by one officer (`keyed_by`) and counts when a second one of another office (`confirmed_by`) has read
    the same from the paper; with `refused_reason` the second one turned it down.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="countersigns")
    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="countersigns")
    method = models.CharField(max_length=4, choices=Method)
    heads = models.PositiveSmallIntegerField()
    done_well = models.BooleanField()
    note = models.CharField(max_length=250, blank=True)
    at = models.DateTimeField()
    same_device = models.BooleanField(default=False)
    keyed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    refused_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "tanda tangan penerima manfaat"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "method", "same_device"],
                condition=models.Q(refused_reason=""),
                name="one_countersign_a_way",
            ),
            models.CheckConstraint(
                condition=models.Q(method=Method.PHONE, keyed_by=None)
                | models.Q(method=Method.SLIP, keyed_by__isnull=False),
                name="a_slip_is_keyed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("keyed_by")),
                name="slip_confirmed_by_another",
            ),
        ]

    @property
    def waiting(self) -> bool:
        """A slip that no second officer has read yet."""
        return self.method == Method.SLIP and self.confirmed_by_id is None

    @property
    def stands(self) -> bool:
        """Whether this counts as the beneficiary's word."""
        return not self.waiting and not self.refused_reason
