"""Gathers the topics' models so that Django sees them."""

from masohi.parties.accounts.models import Membership, User
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.parameters.models import Holiday, Setting

__all__ = ["Holiday", "Membership", "Organisation", "Place", "Setting", "User"]
