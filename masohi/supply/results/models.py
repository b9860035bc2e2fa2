"""What the work left behind at a site: pictures before and after, and how much was done. No person, ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Site


class Result(models.Model):
    """One piece of finished work. The pictures lie in the archive by digest, drawn anew, without people in them.

    It is public once a second officer of the host has looked at the pictures (`released_by`) and the month of `day` is
    published; then with its month, because days would tell when people come to a place.
    """

    code = models.CharField(max_length=12, unique=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="results")
    day = models.DateField(_("hari pengerjaan"))
    caption = models.CharField(_("apa yang dikerjakan"), max_length=160)
    quantity = models.PositiveIntegerField(_("hasil"), null=True, blank=True)
    unit = models.CharField(_("satuan"), max_length=20, blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hasil kerja"
        ordering = ["-day", "-pk"]
