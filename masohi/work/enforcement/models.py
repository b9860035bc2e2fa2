"""Steps towards a person who did not come: proposed by rule, issued and handed over by the PK."""

from django.db import models
from django.db.models import Q

from masohi.cases.orders.models import Order, handled_by
from masohi.parties.accounts.models import User
from masohi.supply.files.models import File
from masohi.work.enforcement.terms import HandedBy, StepKind, StepState
from masohi.work.letters.models import Letter
from masohi.work.placement.models import Appointment


class Steps(models.QuerySet["Step"]):
    def visible_to(self, user: User) -> "Steps":
        """Steps of orders that `user` handles."""
        return self.filter(handled_by(user, "order__"))


class Step(models.Model):
    """One step of the ladder. `causes` are the missed appointments (primary keys) it rests on, `cause` the newest.

    `turn` counts the ladders of an order: a decision on a breach file ends one with all its steps, at `ended_at`.
    `dates` are the next appointments that the letter names. `call_at` and `call_place`: when and where the person
    is asked to come.
    """

    code = models.CharField(max_length=12, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="steps")
    turn = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=StepKind)
    state = models.CharField(max_length=12, choices=StepState, default=StepState.PROPOSED)
    cause = models.ForeignKey(Appointment, models.PROTECT, related_name="steps")
    causes = models.JSONField()
    needed = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="step")
    call_at = models.DateTimeField(null=True)
    call_place = models.CharField(max_length=160, blank=True)
    dates = models.JSONField(default=list)
    handed_at = models.DateTimeField(null=True)
    handed_how = models.CharField(max_length=10, choices=HandedBy, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    proof = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    handed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)
    response = models.CharField(max_length=500, blank=True)
    response_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    response_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=250, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    ended_at = models.DateTimeField(null=True)

    objects = Steps.as_manager()

    class Meta:
        verbose_name = "langkah"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "cause"], name="one_step_a_kind_and_cause"),
            models.UniqueConstraint(
                fields=["order", "turn", "kind"],
                condition=~Q(state=StepState.CANCELLED),
                name="one_living_step_a_kind",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=[StepState.PROPOSED, StepState.ISSUED]),
                name="one_open_step_an_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=StepState.CANCELLED)
                | ~Q(cancelled_reason="") & Q(cancelled_by__isnull=False, cancelled_at__isnull=False),
                name="a_withdrawn_step_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=StepState.HANDED)
                | ~Q(receiver="") & Q(handed_by__isnull=False, handed_at__isnull=False),
                name="a_handed_step_says_to_whom",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="steps_by_state")]
