"""Issued letters, kept byte for byte by their hash, and the units' own wording of each kind."""

from django.db import models

from masohi.cases.orders.models import Order, handled_by
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.work.letters.terms import CLOSING, NAMELESS, PRIVATE, LetterKind
from masohi.work.placement.models import Appointment, Session, hosted_by


class Template(models.Model):
    """One version of a unit's wording for a kind of letter; versions are only ever added.

    An empty `text` means the wording that comes with the program: so a unit goes back to it without losing a version.
    """

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="templates")
    kind = models.CharField(max_length=20, choices=LetterKind)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "templat surat"
        ordering = ["unit", "kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "version"], name="template_version_once")]


class Letters(models.QuerySet["Letter"]):
    def visible_to(self, user: User) -> "Letters":
        """Letters of orders that `user` may see; about no order, those of the own units, and what tells a session
        without naming its people also to those who handle an order in it. What tells of a children's session is only
        for its hosts and for those who handle the children in it (AN-05). PRIVATE ones have a page of their own."""
        children = Appointment.objects.filter(session=models.OuterRef("session"), order__child=True)
        strange = models.Exists(children.exclude(handled_by(user, "order__")))
        own = models.Q(order=None, unit__in=user.offices()) & (hosted_by(user, "session__") | ~models.Q(strange))
        handled = Appointment.objects.filter(handled_by(user, "order__"), session=models.OuterRef("session"))
        told = models.Q(models.Exists(handled), order=None, kind__in=NAMELESS)
        return self.filter(handled_by(user, "order__") | own | told).exclude(kind__in=PRIVATE)


class Letter(models.Model):
    """An issued letter. The PDF lies in the archive under `sha256`; `code` is what the QR and the reader carry.

    `initials` is empty where the letter is about nobody or about a child.
    """

    kind = models.CharField(max_length=20, choices=LetterKind)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="letters")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="letters")
    unit = models.ForeignKey(Organisation, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=120)
    code = models.CharField(max_length=12, unique=True)
    initials = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64)
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="letters")
    electronic = models.BooleanField(default=False)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=250, blank=True)

    SEALED_WHEN_SET = ("session_id", "template_id", "electronic")

    objects = Letters.as_manager()

    class Meta:
        verbose_name = "surat"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "year", "serial"], name="letter_number_once"),
            models.UniqueConstraint(
                fields=["order", "kind"],
                condition=models.Q(revoked_at=None, kind__in=CLOSING),
                name="one_living_letter_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-issued_at"], name="letters_of_unit")]

    @property
    def closing(self) -> bool:
        """Whether the letter ends an order."""
        return self.kind in CLOSING
