"""Sheets of classes that phones signed, and what became of them."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.reentry.training.models import Lesson
from masohi.work.fieldreports.terms import ReportState
from masohi.work.fieldwork.models import FieldEntry


class PhoneSheet(models.Model):
    """One signed sheet of one meeting: it became the record, says the same, or waits for a person. The entry stays.

    `lesson` is None where the entry names a meeting that is not known here.
    """

    entry = models.OneToOneField(FieldEntry, models.PROTECT, related_name="+")
    lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, related_name="phone_sheets")
    state = models.CharField(max_length=10, choices=ReportState)
    message = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "daftar hadir kelas dari HP"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(note=""), name="a_decided_sheet_has_a_note"
            )
        ]
