"""What was seen at a session. Rows are added, never changed: a correction is a new row that names the old one."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.work.attendance.terms import MARKS, Hold, Marks, Outcome, Phase, Source
from masohi.work.placement.models import Appointment, Session


class HeadCount(models.Model):
    """How many people a supervisor counted before any name was shown."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="head_counts")
    phase = models.CharField(max_length=6, choices=Phase)
    people = models.PositiveSmallIntegerField()
    counted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = "hitungan orang"


class Attendance(models.Model):
    """One record about one appointment; the one without a successor counts. Minutes are whole, times UTC."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="records")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    outcome = models.CharField(max_length=14, choices=Outcome)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    break_minutes = models.PositiveSmallIntegerField(default=0)
    reported_minutes = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.WEB)
    hold = models.CharField(max_length=8, choices=Hold, blank=True)
    companion = models.CharField(max_length=120, blank=True)  # who accompanied the child; the note says why nobody did
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    SEALED_WHEN_SET = ("hold", "companion")

    class Meta:
        verbose_name = "kehadiran"
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"], condition=models.Q(replaces=None), name="one_first_record_an_appointment"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gt=models.F("started_at")),
                name="out_after_in",
            ),
        ]

    @property
    def marks(self) -> Marks:
        """Attended, enforceable, whose failure."""
        return MARKS[Outcome(self.outcome)]


class Verification(models.Model):
    """The second officer's word on one record: accepted or not, with a reason where not."""

    attendance = models.OneToOneField(Attendance, models.PROTECT, related_name="verification")
    accepted = models.BooleanField()
    reason = models.CharField(max_length=250, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    verified_at = models.DateTimeField()

    class Meta:
        verbose_name = "verifikasi"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted=True) | ~models.Q(reason=""), name="a_refusal_has_a_reason"
            )
        ]


class Release(models.Model):
    """The second approver's word on a record that was held: it may count, or it stays without minutes."""

    attendance = models.OneToOneField(Attendance, models.PROTECT, related_name="release")
    granted = models.BooleanField()
    reason = models.CharField(max_length=250)
    released_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        verbose_name = "persetujuan kedua"
