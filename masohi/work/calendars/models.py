"""Secret links to calendars, and what each person was told of their dates."""

from django.db import models

from masohi.cases.orders.models import Order
from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Site
from masohi.work.calendars.terms import CalendarKind, Way


def _of(kind: CalendarKind, name: str) -> models.Q:
    """The kind names its own subject and no other."""
    others = {f"{other}__isnull": other != name for other in ("site", "supervisor", "order")}
    return models.Q(kind=kind, **others)


class CalendarLink(models.Model):
    """A link that reads one calendar without signing in. The secret itself is kept by whoever was given it.

    Here stands only its digest, as with the invitations of phones: who reads these tables cannot read the calendar.
    """

    code = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=CalendarKind)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    supervisor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    last_read_at = models.DateTimeField(null=True)

    UNSEALED = ("last_read_at",)  # a reader's visit, not a deed

    class Meta:
        verbose_name = "tautan kalender"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_of(CalendarKind.SITE, "site")
                | _of(CalendarKind.SUPERVISOR, "supervisor")
                | _of(CalendarKind.PERSON, "order"),
                name="calendar_names_its_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="calendar_revoked_by_somebody",
            ),
        ]


class Telling(models.Model):
    """Somebody told a person all dates that were announced to them then: who, when, how. Only ever added.

    `dates` are the appointments (primary keys) that lay ahead: what is told of no longer holds when one of these is
    cancelled, and is not enough when another one is announced.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="tellings")
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way)
    dates = models.JSONField()

    class Meta:
        verbose_name = "kabar jadwal"
        ordering = ["-told_at", "-pk"]
        indexes = [models.Index(fields=["order", "-told_at"], name="tellings_of_order")]
