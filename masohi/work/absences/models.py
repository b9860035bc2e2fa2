"""What was told about a date that somebody missed or will miss, and what was decided. Rows are added, never changed."""

from django.db import models

from masohi.cases.orders.models import handled_by
from masohi.parties.accounts.models import User
from masohi.supply.files.models import File
from masohi.work.absences.terms import Reason, Teller
from masohi.work.placement.models import Appointment


class Excuses(models.QuerySet["Excuse"]):
    def visible_to(self, user: User) -> "Excuses":
        """Whoever handles the order: what is told here may be about an illness."""
        return self.filter(handled_by(user, "appointment__order__"))


class Excuse(models.Model):
    """One word about one date, before or after it: why, by whom, with which proof."""

    code = models.CharField(max_length=12, unique=True)
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="excuses")
    reason = models.CharField(max_length=12, choices=Reason)
    note = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    teller = models.CharField(max_length=10, choices=Teller)
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = Excuses.as_manager()

    class Meta:
        verbose_name = "kabar halangan"
        ordering = ["told_at", "pk"]


class AbsenceDecision(models.Model):
    """Whether there was a valid reason for missing one date: the one that nothing replaces stands.

    It never changes an hour: hours that were not worked stay to be worked (KUHP 85(7)).
    """

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="absence_decisions")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    valid = models.BooleanField()
    reason = models.CharField(max_length=250)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = "keputusan ketidakhadiran"
        ordering = ["decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"], condition=models.Q(replaces=None), name="one_first_decision_an_absence"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_decision_on_absence_has_a_reason"),
        ]
