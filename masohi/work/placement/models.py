"""Plans as proposed and decided, and the sessions and appointments that an accepted plan makes."""

from django.db import models

from masohi.cases.orders.models import Order, Sentence, handled_by
from masohi.cases.orders.terms import Companion
from masohi.parties.accounts.models import User
from masohi.parties.devices.models import watches_over
from masohi.parties.roles import Role
from masohi.supply.sites.models import Site, Slot, Supervisor
from masohi.work.placement.terms import AppointmentState, PlanState, RuleKind, SessionState


class Plan(models.Model):
    """A proposal for what is open of one order. `blocks` and `answer` are what the planner said, reasons included."""

    code = models.CharField(max_length=12, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="plans")
    sentence = models.ForeignKey(Sentence, models.PROTECT)
    state = models.CharField(max_length=14, choices=PlanState, default=PlanState.DRAFT)
    blocks = models.JSONField()
    answer = models.JSONField()
    planned_minutes = models.PositiveIntegerField()
    short_minutes = models.PositiveIntegerField()
    finish = models.DateField(null=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=250, blank=True)
    replaces = models.JSONField(default=list)  # appointments (primary keys) that end when this becomes sessions

    class Meta:
        verbose_name = "rencana"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(state__in=[PlanState.DRAFT, PlanState.WAITING]),
                name="one_open_plan_an_order",
            )
        ]
        indexes = [models.Index(fields=["state", "id"], name="plans_by_state")]


def hosted_by(user: User, session: str = "") -> models.Q:
    """The condition under which `user` hosts or supervises a session; `session` is the way to it ("session__")."""
    own = models.Q(pk__in=[])
    if user.has(Role.OFFICE):
        own |= models.Q(**{f"{session}site__host__in": user.organisations_as(Role.OFFICE)})
    if user.has(Role.SUPERVISOR):
        own |= models.Q(**{f"{session}site__in": list(user.supervisor_set.values_list("site", flat=True))})
    return own


class Sessions(models.QuerySet["Session"]):
    def visible_to(self, user: User) -> "Sessions":
        """Hosts and supervisors see their sites' sessions; those who handle orders see the sessions that hold them."""
        handled = Appointment.objects.filter(handled_by(user, "order__"), session=models.OuterRef("pk"))
        return self.filter(hosted_by(user) | models.Q(models.Exists(handled)))


class Session(models.Model):
    """A slot of a site on one day. Times are UTC; `day` is the day in WIT."""

    code = models.CharField(max_length=12, unique=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="sessions")
    slot = models.ForeignKey(Slot, models.PROTECT)
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=SessionState, default=SessionState.PLANNED)
    announced_at = models.DateTimeField(null=True)

    UNSEALED = ("state", "taken", "announced_at")  # what follows from other rows
    SEALED_ONCE = True  # place and hours of a session never change; sessions of earlier versions have no seal

    objects = Sessions.as_manager()

    class Meta:
        verbose_name = "sesi"
        constraints = [
            models.UniqueConstraint(fields=["slot", "day"], name="one_session_a_slot_and_day"),
            models.CheckConstraint(condition=models.Q(taken__lte=models.F("places")), name="never_over_capacity"),
        ]
        indexes = [
            models.Index(fields=["day", "site"], name="sessions_by_day"),
            models.Index(fields=["state", "day"], name="sessions_by_state"),
        ]


class Appointments(models.QuerySet["Appointment"]):
    def visible_to(self, user: User) -> "Appointments":
        """Through the order for those who handle it, through the session for those who host it."""
        return self.filter(handled_by(user, "order__") | hosted_by(user, "session__"))


class Appointment(models.Model):
    """One person at one session: when, how long, and why this date."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="appointments")
    order = models.ForeignKey(Order, models.PROTECT, related_name="appointments")
    plan = models.ForeignKey(Plan, models.PROTECT)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=AppointmentState, default=AppointmentState.PLANNED)
    reasons = models.JSONField(default=list)
    credited_minutes = models.PositiveSmallIntegerField(default=0)
    credit_notes = models.JSONField(default=list)
    told_at = models.DateTimeField(null=True)  # since when this date is announced to this person
    companion_kind = models.CharField(max_length=6, choices=Companion, blank=True)
    companion_name = models.CharField(max_length=120, blank=True)  # where it is not the one whom the order names

    SEALED_WHEN_SET = ("companion_kind", "companion_name")
    UNSEALED = ("state", "reasons", "credited_minutes", "credit_notes", "told_at")  # what follows from other rows

    objects = Appointments.as_manager()

    class Meta:
        verbose_name = "jadwal orang"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "order"],
                condition=~models.Q(state=AppointmentState.CANCELLED),
                name="one_appointment_a_session",
            )
        ]
        indexes = [models.Index(fields=["order", "starts_at"], name="appointments_of_order")]

    @property
    def companion(self) -> tuple[str, str]:
        """Kind and name of who accompanies the child here: of this session, else of the order; empty where nobody."""
        own = self.companion_kind, self.companion_name
        return own if self.companion_name else (self.order.companion_kind, self.order.companion_name)


class Rule(models.Model):
    """What a PK laid down about the calendar of an order's person, with a reason, until somebody ends it.

    A pin keeps one appointment where it is; the others keep the person away from a site, a weekday or one day.
    """

    code = models.CharField(max_length=12, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="rules")
    kind = models.CharField(max_length=8, choices=RuleKind)
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="pins")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    weekday = models.PositiveSmallIntegerField(null=True)
    day = models.DateField(null=True)
    reason = models.CharField(max_length=250)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "aturan jadwal"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=RuleKind.PIN, appointment__isnull=False, site=None, weekday=None, day=None)
                | models.Q(kind=RuleKind.SITE, appointment=None, site__isnull=False, weekday=None, day=None)
                | models.Q(kind=RuleKind.WEEKDAY, appointment=None, site=None, weekday__lte=6, day=None)
                | models.Q(kind=RuleKind.DAY, appointment=None, site=None, weekday=None, day__isnull=False),
                name="a_rule_names_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_rule_is_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["order", "ended_at"], name="rules_of_order")]


@watches_over
def supervisors_for(user: User) -> models.QuerySet[Supervisor, int]:
    """Accounts (primary keys) that supervise sites with living appointments of orders that `user` handles."""
    living = Appointment.objects.filter(handled_by(user, "order__")).exclude(state=AppointmentState.CANCELLED)
    return Supervisor.objects.filter(site__in=living.order_by().values("session__site")).values_list(
        "person", flat=True
    )
