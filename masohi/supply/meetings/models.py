"""Joint meetings: what was decided, and what somebody has to do until when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.commitments.models import Commitment
from masohi.supply.files.models import File
from masohi.supply.meetings.terms import MeetingKind


class Meeting(models.Model):
    """One meeting of partners with its minutes."""

    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(_("jenis rapat"), max_length=12, choices=MeetingKind)
    title = models.CharField(_("acara"), max_length=200)
    held_on = models.DateField(_("tanggal"))
    place = models.CharField(_("tempat"), max_length=120, blank=True)
    participants = models.ManyToManyField(Organisation, verbose_name=_("peserta"))
    notes = models.TextField(_("jalannya rapat"), blank=True)
    minutes_file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "rapat"
        ordering = ["-held_on", "-pk"]


class Decision(models.Model):
    """One thing the meeting decided, as it stands in the minutes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("keputusan"))

    class Meta:
        verbose_name = "keputusan rapat"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="decision_position_once")]


class Action(models.Model):
    """What an office took upon itself in a meeting, and how it ended."""

    code = models.CharField(max_length=12, unique=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="actions")
    what = models.CharField(_("tindak lanjut"), max_length=250)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("penanggung jawab"))
    due_on = models.DateField(_("tenggat"))
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="actions")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    done_note = models.CharField(_("hasil"), max_length=250, blank=True)
    done_file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "tindak lanjut"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "done_at", "due_on"], name="actions_of_owner")]
