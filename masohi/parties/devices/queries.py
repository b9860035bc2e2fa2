"""Find phones; the number by which a phone is recognised."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import members
from masohi.parties.devices.models import Contact, Device, Pairing, watched_for
from masohi.parties.devices.terms import CARRY_PHONES, DeviceState


def digest_of(token: str) -> str:
    """How an invitation is kept: whoever reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def check_number(key: bytes) -> str:
    """Four digits of the key, read aloud between phone and office so that the right phone is approved.

    >>> check_number(bytes(32))
    '3181'
    """
    return f"{int.from_bytes(hashlib.sha256(key).digest()[:4], 'big') % 10_000:04d}"


def may_look_after(by: User, user: User) -> bool:
    """Whether `by` may pair phones of `user`: officers of an office of theirs, a PK whose people they watch over."""
    return User.objects.filter(watched_for(by), pk=user.pk).exists()


def invitation(token: str) -> Pairing | None:
    """The invitation that a phone brings."""
    return Pairing.objects.select_related("user").filter(digest=digest_of(token)).first()


def phone(code: str) -> Device | None:
    """A phone by the code it signs with, whoever asks: what it may do is decided by its key and its state."""
    return Device.objects.select_related("user").filter(code=code).first()


def phone_by_number(number: int) -> Device | None:
    """A phone by primary key, for the program itself."""
    return Device.objects.select_related("user").filter(pk=number).first()


def phones(user: User) -> QuerySet[Device]:
    """Phones that `user` may see, those that wait first."""
    rows = Device.objects.visible_to(user).select_related("user", "paired_by", "approved_by")
    return rows.order_by("-state", "-paired_at")


def waiting_phones(user: User) -> QuerySet[Device]:
    """Phones that wait for a second officer and were not invited by `user`."""
    rows = Device.objects.visible_to(user).filter(state=DeviceState.WAITING)
    return rows.exclude(paired_by=user).exclude(user=user).select_related("user").order_by("paired_at")


def told_times(device: Device, moments: Iterable[datetime]) -> set[datetime]:
    """Those of the moments that the server itself told this phone."""
    return set(Contact.objects.filter(device=device, at__in=set(moments)).values_list("at", flat=True))


def holders(user: User) -> list[User]:
    """Whose phones `user` may pair: people of the own office, or supervisors who watch over the PK's people."""
    carry = User.objects.none()
    for role in CARRY_PHONES:
        carry |= members(role)
    return list(carry.filter(watched_for(user)))
