"""A candidate's objection to the order, and the answer that a decision waits for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.reentry.posts.selection.models import Nomination

LONGEST = 500  # letters of an objection and of its answer


class Objection(models.Model):
    """What a candidate objects to (UU 27/2022 Pasal 10), kept by the personnel office, answered by a panel member."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="objections")
    received_on = models.DateField(_("diterima"))
    text = models.CharField(_("keberatan"), max_length=LONGEST)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    answer = models.CharField(_("jawaban"), max_length=LONGEST, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "keberatan calon"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None, answer="")
                | models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer=""),
                name="an_objection_is_answered_in_words",
            )
        ]
