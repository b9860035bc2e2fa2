"""Court orders and the versions of their sentence."""

from datetime import date

from django.db import models

from masohi.cases.orders.terms import ClosureReason, Companion, Sanction, State
from masohi.cases.people.models import Person
from masohi.parties.access import includes
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role

HANDLERS = {"court": Role.CLERK, "prosecutor_office": Role.PROSECUTOR, "bapas": Role.PROBATION}
"""Columns of an order that name an institution, and the role in which somebody acts for it."""


def held_units(user: User) -> dict[str, list[int]]:
    """Institutions (primary keys) that `user` acts for, by the column of an order that names them.

    While `user` is at work on a deed, only by roles that include it: no role lends its orders to another role's deed.
    """
    return {
        column: user.organisations_as(role) if includes(role, user.doing) else [] for column, role in HANDLERS.items()
    }


def children_units(user: User) -> dict[str, list[int]]:
    """Of these institutions those where `user` holds the role for children's cases as well."""
    cleared = set(user.organisations_as(Role.CHILD_OFFICER))
    return {column: [unit for unit in units if unit in cleared] for column, units in held_units(user).items()}


def handled_by(user: User, order: str = "") -> models.Q:
    """The condition under which `user` handles an order; `order` is the way to it from another table ("order__").

    A child's order only for who holds the role for children's cases at the same institution as well (AN-05). A
    condition on columns, not a list of orders: it costs the same however long the register is.
    """
    own = models.Q(pk__in=[])
    children = children_units(user)
    for column, organisations in held_units(user).items():
        everything = children[column]
        grown = [unit for unit in organisations if unit not in everything]
        if everything:
            own |= models.Q(**{f"{order}{column}__in": everything})
        if grown:
            own |= models.Q(**{f"{order}{column}__in": grown, f"{order}child": False})
    return own


def handles(user: User, order: "Order") -> bool:
    """The same of one order that is at hand; asks nothing of the database."""
    held = children_units(user) if order.child else held_units(user)
    return any(getattr(order, f"{column}_id") in units for column, units in held.items())


def counted_for(user: User, order: str = "") -> models.Q:
    """The condition under which an order may be in a number that `user` reads: a grown-up's always, a child's only
    where `user` handles it. So no difference between two numbers, or a number and a list, tells of a child (AN-05)."""
    return models.Q(**{f"{order}child": False}) | handled_by(user, order)


def sees_children(user: User) -> bool:
    """Whether `user` holds the role for children's cases beside a role that handles orders, at one institution."""
    return any(children_units(user).values())


class Orders(models.QuerySet["Order"]):
    def visible_to(self, user: User) -> "Orders":
        """Orders of the own court, prosecutor's office or Bapas; children's only with their role. No role, no order."""
        return self.filter(handled_by(user))


class Order(models.Model):
    """One sentence of pidana kerja sosial, or a child's pelayanan masyarakat. Hours are minutes; days are days in WIT.

    `reported_minutes` and `credited_minutes` repeat what the fold over verified attendance says
    (`work.attendance`), so that lists need no sum over the record. `child`: UU 11/2012 governs, and the identity is
    confidential; `companion_…` says who accompanies the child where a session names nobody else (AN-04); `diversion`:
    what came of the attempt at diversion stands in the file (AN-08).
    """

    code = models.CharField(max_length=12, unique=True)
    case_number = models.CharField(max_length=60)
    court = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    prosecutor_office = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    bapas = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    prosecutor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    prosecutor_name = models.CharField(max_length=120, blank=True)
    pk_officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    pk_name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="orders")
    state = models.CharField(max_length=12, choices=State, default=State.REGISTERED)
    offence_date = models.DateField(null=True, blank=True)
    verdict_date = models.DateField()
    inkracht_date = models.DateField(null=True, blank=True)
    execution_order_date = models.DateField(null=True, blank=True)
    execution_order_number = models.CharField(max_length=120, blank=True)
    offence_max_prison_months = models.PositiveSmallIntegerField()
    deadline = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField()
    reported_minutes = models.PositiveIntegerField(default=0)
    credited_minutes = models.PositiveIntegerField(default=0)
    safety_briefed_on = models.DateField(null=True, blank=True)
    closure_reason = models.CharField(max_length=12, choices=ClosureReason, blank=True)
    closure_document = models.CharField(max_length=200, blank=True)
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    child = models.BooleanField(default=False)
    companion_kind = models.CharField(max_length=6, choices=Companion, blank=True)
    companion_name = models.CharField(max_length=120, blank=True)
    diversion = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)

    UNSEALED = ("edition",)
    SEALED_WHEN_SET = ("child", "companion_kind", "companion_name", "diversion")

    objects = Orders.as_manager()

    class Meta:
        verbose_name = "perkara"
        constraints = [
            models.UniqueConstraint(fields=["court", "case_number", "person"], name="one_order_a_case_and_person")
        ]
        indexes = [
            models.Index(fields=["bapas", "state", "deadline", "id"], name="orders_of_bapas"),
            models.Index(fields=["prosecutor_office", "state", "deadline", "id"], name="orders_of_kejari"),
            models.Index(fields=["court", "state", "deadline", "id"], name="orders_of_court"),
            models.Index(fields=["case_number"], name="orders_by_number"),
            models.Index(fields=["id"], condition=models.Q(child=True), name="orders_of_children"),
        ]

    def __str__(self) -> str:
        return self.case_number

    @property
    def open_minutes(self) -> int:
        """Minutes of the sentence that are not credited yet."""
        return max(self.minutes - self.credited_minutes, 0)

    @property
    def waiting_minutes(self) -> int:
        """Minutes reported and not yet decided."""
        return max(self.reported_minutes - self.credited_minutes, 0)

    @property
    def living(self) -> bool:
        """Whether the order still runs or waits to run."""
        return self.state in {State.REGISTERED, State.RUNNING}

    def days_left(self, day: date) -> int | None:
        """Days from `day` to the last lawful day."""
        return (self.deadline - day).days if self.deadline else None


class Sentence(models.Model):
    """What the court imposed, as one version: a later decision of a court adds a version (KUHP 3(7))."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="sentences")
    version = models.PositiveSmallIntegerField()
    decided_on = models.DateField()
    document = models.CharField(max_length=120)
    reason = models.CharField(max_length=250, blank=True)
    minutes = models.PositiveIntegerField()
    minutes_a_day = models.PositiveSmallIntegerField(null=True)
    pattern = models.JSONField(null=True)
    completion_days = models.PositiveSmallIntegerField(null=True)
    place_fixed = models.CharField(max_length=160, blank=True)
    replaced_prison_days = models.PositiveSmallIntegerField(null=True)
    replaced_fine_rupiah = models.PositiveBigIntegerField(null=True)
    sanction = models.CharField(max_length=10, choices=Sanction)
    consent_recorded = models.BooleanField(default=False)
    considerations = models.JSONField(default=list)
    child = models.BooleanField(default=False)
    verdict_minutes = models.PositiveIntegerField(null=True)  # of the verdict, where hours are repeated (KUHP 85(7)a)

    SEALED_WHEN_SET = ("child", "verdict_minutes")

    class Meta:
        verbose_name = "pidana"
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["order", "version"], name="sentence_version_once"),
            models.CheckConstraint(
                condition=models.Q(child=False)
                & (models.Q(replaced_prison_days=None) ^ models.Q(replaced_fine_rupiah=None))
                | models.Q(child=True, replaced_prison_days=None, replaced_fine_rupiah=None),
                name="one_replaced_penalty",
            ),
        ]
