"""Who takes part in training at a unit, and on what basis. Never why a court spoke: offences are not stored here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.cases.people.models import Person
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.trainees.terms import Basis, Left


class Trainees(models.QuerySet["Trainee"]):
    def visible_to(self, user: User) -> "Trainees":
        """Those of the own unit; nobody else has a list of them."""
        return self.filter(unit__in=user.offices_for("trainee.view"))


class Trainee(models.Model):
    """One person's time with one unit. `court_ordered`: pelatihan kerja of a child by verdict (AN-06), with its dates.

    The dates and the place come from the text of the verdict; no row of the court's orders is named here, so that
    nothing that is made or sold can lead to sentenced hours (UU 1/2023 Pasal 85 ayat (3)).
    """

    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="trainees")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="trainees")
    basis = models.CharField(_("dasar"), max_length=14, choices=Basis)
    need = models.CharField(_("kebutuhan atau minat"), max_length=250, blank=True)
    court_ordered = models.BooleanField(default=False)
    ordered_from = models.DateField(null=True, blank=True)
    ordered_until = models.DateField(null=True, blank=True)
    ordered_place = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=8, choices=Left, blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = Trainees.as_manager()

    class Meta:
        verbose_name = "peserta pelatihan"
        ordering = ["person__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"], condition=models.Q(left_on=None), name="one_open_trainee_a_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(court_ordered=False)
                | models.Q(ordered_from__isnull=False, ordered_until__gt=models.F("ordered_from")),
                name="ordered_training_has_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.code
