"""Which numbered letter carries a referral to its office."""

from django.db import models

from masohi.reentry.followup.models import Sharing
from masohi.reentry.followup.referrals.models import Referral
from masohi.work.letters.models import Letter


class ReferralPaper(models.Model):
    """One issued D13: of which edition of the referral, and by which sharing its words were allowed.

    The letter itself knows neither person nor referral; a newer one takes the older back.
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="papers")
    sharing = models.ForeignKey(Sharing, models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()

    class Meta:
        verbose_name = "surat rujukan"
        ordering = ["-pk"]
