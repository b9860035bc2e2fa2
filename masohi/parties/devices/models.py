"""Phones that sign for a person: the public half of a key that never leaves the phone."""

from collections.abc import Callable
from typing import Any

from django.db import models

from masohi.parties.accounts.models import Membership, User
from masohi.parties.devices.terms import Algorithm, DeviceState
from masohi.parties.roles import Role

NO_ENTRY = bytes(32)  # what the first entry of a phone names as its predecessor


Watchers = Callable[[User], models.QuerySet[Any]]
_watching: list[Watchers] = []


def watches_over(rule: Watchers) -> Watchers:
    """For the later chapter that knows who works where: `rule` gives the accounts (primary keys) that watch over people
    of a user's. Their phones concern the user."""
    _watching.append(rule)
    return rule


def watched_for(user: User) -> models.Q:
    """The condition on an account under which it watches over people of `user`'s, or is of an office of `user`'s."""
    own = Membership.objects.filter(organisation__in=user.organisations_as(Role.OFFICE, Role.UNIT), ended_on=None)
    found = models.Q(pk__in=own.values("person"))
    for rule in _watching if user.has(Role.PROBATION, Role.PROSECUTOR) else []:
        found |= models.Q(pk__in=rule(user))
    return found


class Devices(models.QuerySet["Device"]):
    def visible_to(self, user: User) -> "Devices":
        """The administrator sees all phones, an office its own people's, PK and jaksa those of supervisors who watch
        over people of theirs; everybody the own one and those that they invited or approved themselves."""
        if user.has(Role.ADMINISTRATOR):
            return self
        own = models.Q(user=user) | models.Q(paired_by=user) | models.Q(approved_by=user)
        return self.filter(own | models.Q(user__in=User.objects.filter(watched_for(user)).values("pk")))


class Device(models.Model):
    """One phone. `cursor` is the number of its last entry that is durable here, `last_hash` its digest."""

    code = models.CharField(max_length=12, unique=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="devices")
    name = models.CharField(max_length=60)
    algorithm = models.CharField(max_length=8, choices=Algorithm)
    public_key = models.BinaryField(unique=True)
    state = models.CharField(max_length=10, choices=DeviceState, default=DeviceState.WAITING)
    paired_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    paired_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=160, blank=True)
    cursor = models.PositiveBigIntegerField(default=0)
    last_hash = models.BinaryField(default=NO_ENTRY)
    seen_at = models.DateTimeField(null=True)

    UNSEALED = ("cursor", "last_hash", "seen_at")  # follow from the entries

    objects = Devices.as_manager()

    class Meta:
        verbose_name = "HP"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(state=DeviceState.ACTIVE), name="one_active_phone_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("paired_by")),
                name="phone_approved_by_another",
            ),
        ]


class Pairing(models.Model):
    """An invitation shown as QR: used once, within minutes, kept as a digest only."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    device = models.OneToOneField(Device, models.PROTECT, null=True)

    class Meta:
        verbose_name = "undangan HP"


class Contact(models.Model):
    """A moment at which the server told a phone the time: what the phone calls its anchor must be one of these."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="contacts")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "sambungan HP"
        constraints = [models.UniqueConstraint(fields=["device", "at"], name="contact_once_a_moment")]
