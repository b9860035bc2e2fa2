"""What citizens say: places they would like to see worked on, and complaints. Their words are never published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.supply.voices.terms import ComplaintTopic, NominationState


class Nomination(models.Model):
    """A place that somebody nominated, and what the city answered. `contact` is the sender's, if they gave one."""

    code = models.CharField(max_length=12, unique=True)
    place = models.CharField(_("tempat"), max_length=160)
    village = models.ForeignKey(Place, models.PROTECT, verbose_name=_("kelurahan/desa/negeri"))
    why = models.CharField(_("mengapa perlu"), max_length=500)
    contact = models.CharField(_("kontak"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=NominationState, default=NominationState.NEW)
    answer = models.CharField(_("jawaban"), max_length=300, blank=True)
    office = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "usul lokasi"
        ordering = ["-sent_at"]


class Complaint(models.Model):
    """A complaint from anybody, by its code. `answered_at` ends the clock that the public page shows."""

    code = models.CharField(max_length=12, unique=True)
    topic = models.CharField(_("tentang"), max_length=12, choices=ComplaintTopic)
    text = models.TextField(_("isi aduan"), max_length=2000)
    contact = models.CharField(_("kontak"), max_length=120, blank=True)
    sent_at = models.DateTimeField()
    answer = models.CharField(_("jawaban"), max_length=500, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "aduan"
        ordering = ["-sent_at"]
