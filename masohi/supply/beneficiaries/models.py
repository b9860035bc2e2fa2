"""Who receives the work at a site and can say how many people came: a school head, the secretary of a village."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.supply.beneficiaries.terms import BeneficiaryState
from masohi.supply.sites.models import Site


class Beneficiary(models.Model):
    """A contact without an account. The word counts once somebody of another office has confirmed the contact (F52).

    The PIN is kept as a hash, the one-time link to choose it as a digest.
    """

    code = models.CharField(max_length=12, unique=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="beneficiaries")
    name = models.CharField(_("nama"), max_length=120)
    function = models.CharField(_("jabatan"), max_length=80)
    phone = models.CharField(_("nomor HP"), max_length=20)
    state = models.CharField(max_length=10, choices=BeneficiaryState, default=BeneficiaryState.WAITING)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    link_digest = models.CharField(max_length=64, blank=True)
    link_until = models.DateTimeField(null=True, blank=True)
    pin = models.CharField(max_length=128, blank=True)
    pin_set_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    UNSEALED = ("wrong_tries", "locked_until")  # a brake, no evidence

    class Meta:
        verbose_name = "penerima manfaat"
        ordering = ["function", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("registered_by")),
                name="beneficiary_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=BeneficiaryState.ACTIVE) | models.Q(confirmed_by__isnull=False),
                name="active_beneficiary_is_confirmed",
            ),
        ]

    @property
    def active(self) -> bool:
        """Whether the contact's word counts."""
        return self.state == BeneficiaryState.ACTIVE
