"""Gathers the topics' models so that Django sees them."""

from masohi.parties.accounts.models import Membership, User
from masohi.parties.devices.models import Contact, Device, Pairing
from masohi.parties.organisations.models import Letterhead, Organisation, Place
from masohi.parties.parameters.models import Holiday, Setting

__all__ = [
    "Contact",
    "Device",
    "Holiday",
    "Letterhead",
    "Membership",
    "Organisation",
    "Pairing",
    "Place",
    "Setting",
    "User",
]
