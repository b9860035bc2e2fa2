"""Phones that sign for a person: the public half of a key that never leaves the phone."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.parties.devices.terms import Algorithm, DeviceState
from masohi.parties.roles import Role

NO_ENTRY = bytes(32)  # what the first entry of a phone names as its predecessor


class Devices(models.QuerySet["Device"]):
    def visible_to(self, user: User) -> "Devices":
        """Those who place people and the administrator see all phones, an office its own people's, a supervisor own."""
        if user.has(Role.PROBATION, Role.PROSECUTOR, Role.ADMINISTRATOR):
            return self
        held = models.Q(
            user__memberships__organisation__in=user.organisations_as(Role.OFFICE), user__memberships__ended_on=None
        )
        return self.filter(models.Q(user=user) | held).distinct()


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
