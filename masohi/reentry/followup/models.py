"""Who comes home, what they need, what an office may know of them, and what was found to be needed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.cases.people.models import Person
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.roles import Role
from masohi.reentry.followup.terms import Basis, Closed, Domain, Ground, NeedState, PlanState


class Clients(models.QuerySet["Client"]):
    def visible_to(self, user: User) -> "Clients":
        """Clients of the own unit; of a Bapas a child only for who holds the role for children's cases there (AN-05).

        The officers of a correctional unit read the children whom that unit houses.
        """
        units = user.offices_for("homecoming.view")
        cleared = {*user.organisations_as(Role.CHILD_OFFICER), *user.organisations_as(Role.UNIT)}
        return self.filter(models.Q(unit__in=units, person__child=False) | models.Q(unit__in=units & cleared))


class Client(models.Model):
    """One person's way home as one unit goes it with them. No sentence and no offence stands here.

    `release_on` is the day that is expected, `home_on` the day on which somebody really came home (a client of Bapas
    is at home from the first day); checks and figures count from `home_on`.
    """

    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="homecomings")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    basis = models.CharField(_("dasar"), max_length=8, choices=Basis)
    release_on = models.DateField(_("perkiraan bebas"), null=True, blank=True)
    release_reason = models.CharField(_("alasan hari bebas berubah"), max_length=250, blank=True)
    home_on = models.DateField(_("di rumah sejak"), null=True, blank=True)
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=10, choices=Closed, blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = Clients.as_manager()

    class Meta:
        verbose_name = "klien pulang"
        ordering = ["person__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"], condition=models.Q(closed_on=None), name="one_open_client_a_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(release_on__isnull=False) | models.Q(home_on__isnull=False),
                name="a_client_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Plan(models.Model):
    """One edition of a plan. Another hand than the writer's approves it, and only then it takes the former's place."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="plans")
    goals = models.TextField(_("tujuan"), max_length=1000)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(_("ditinjau"), null=True, blank=True)

    class Meta:
        verbose_name = "rencana pulang"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=models.Q(state=PlanState.DRAFT), name="one_draft_plan_a_client"
            ),
            models.UniqueConstraint(
                fields=["client"], condition=models.Q(state=PlanState.APPROVED), name="one_plan_in_force_a_client"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("written_by")),
                name="another_hand_approves_a_plan",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PlanState.APPROVED)
                | models.Q(approved_by__isnull=False, review_on__isnull=False),
                name="an_approved_plan_has_a_review",
            ),
        ]


class Need(models.Model):
    """One need in a plan: its domain, what would be reached, and how far it is."""

    code = models.CharField(max_length=12, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="needs")
    domain = models.CharField(_("bidang"), max_length=16, choices=Domain)
    goal = models.CharField(_("yang ingin dicapai"), max_length=250)
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.OPEN)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "kebutuhan"
        ordering = ["pk"]


class PlanReview(models.Model):
    """Somebody looked at a plan together with the person, and when they look again."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    day = models.DateField(_("tanggal"))
    note = models.CharField(_("hasil"), max_length=500)
    next_on = models.DateField(_("ditinjau lagi"))
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        verbose_name = "tinjauan rencana"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(next_on__gt=models.F("day")), name="a_review_looks_ahead")
        ]


class Instrument(models.Model):
    """What an assessment said, as its paper says it: name, version, category. Nobody computes it, no office sees it."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="instruments")
    name = models.CharField(_("nama instrumen"), max_length=120)
    version = models.CharField(_("versi"), max_length=40)
    category = models.CharField(_("kategori"), max_length=80)
    day = models.DateField(_("tanggal"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "hasil instrumen"
        ordering = ["-day", "-pk"]


class Sharing(models.Model):
    """What one office may be told about one person, and why it may: consent with its day, or a duty with its text."""

    code = models.CharField(max_length=12, unique=True)
    client = models.ForeignKey(Client, models.PROTECT, related_name="sharings")
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("dinas"))
    fields = models.JSONField(_("yang dibagikan"), default=list)
    ground = models.CharField(_("dasar"), max_length=10, choices=Ground)
    source = models.CharField(_("sumber"), max_length=160)
    given_on = models.DateField(_("sejak"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "izin berbagi"
        ordering = ["office__short_name", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "office"], condition=models.Q(ended_on=None), name="one_living_sharing_an_office"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="a_sharing_has_a_source"),
        ]
