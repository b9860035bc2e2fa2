"""How far the ledger was read, the outbox, and the sender's pulse. No text and no number of anybody is kept here."""

from django.db import models

from masohi.cases.contacts.models import PersonContact
from masohi.cases.orders.models import Order, handled_by
from masohi.faces.notify.terms import Channel, Fault, Kind, State
from masohi.parties.accounts.models import User
from masohi.work.placement.models import Appointment


class Cursor(models.Model):
    """One row: the first entry of the ledger that nobody has read for messages yet."""

    next_seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "batas baca pesan"


class Heartbeat(models.Model):
    """One row: when the sender last finished a round."""

    beat_at = models.DateTimeField()

    class Meta:
        verbose_name = "denyut pengirim"


class Messages(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> "Messages":
        """Messages about orders that `user` handles."""
        return self.filter(handled_by(user, "order__"))


class Message(models.Model):
    """One thing that somebody has to be told once. `key` names it, so that no second one is made.

    The text is written when it is sent, from what holds then. `told`: appointments (primary keys) that it named.
    `number`: keyed digest of the number it went to, so that a dead number is known until another one is entered.
    """

    code = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    order = models.ForeignKey(Order, models.CASCADE, null=True, related_name="+")
    appointment = models.ForeignKey(Appointment, models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(PersonContact, models.SET_NULL, null=True, related_name="+")
    staff = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entry = models.PositiveBigIntegerField(null=True)
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=8, choices=State)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    fault = models.CharField(max_length=14, choices=Fault, blank=True)
    number = models.CharField(max_length=64, blank=True)
    told = models.JSONField(default=list)
    cost = models.PositiveIntegerField(default=0)
    provider = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    delivered_at = models.DateTimeField(null=True)

    objects = Messages.as_manager()

    class Meta:
        verbose_name = "pesan"
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="messages_due"),
            models.Index(fields=["order", "state"], name="messages_of_order"),
            models.Index(fields=["provider"], name="messages_by_provider"),
            models.Index(fields=["sent_at"], name="messages_by_sending"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def by_hand(self) -> bool:
        """Whether a person has to do something."""
        return self.state == State.HAND
