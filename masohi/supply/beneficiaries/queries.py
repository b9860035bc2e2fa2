"""Read beneficiaries' contacts."""

import hashlib
from datetime import datetime

from django.db.models import QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import colleagues
from masohi.parties.roles import Role
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.beneficiaries.terms import BeneficiaryState
from masohi.supply.sites.models import Site


def digest_of(token: str) -> str:
    """How a one-time link is kept: hex SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def beneficiaries_of(site: Site) -> QuerySet[Beneficiary]:
    """Contacts of a site in use or waiting, with who registered and confirmed them."""
    rows = site.beneficiaries.exclude(state=BeneficiaryState.CLOSED)
    return rows.select_related("registered_by", "confirmed_by")


def confirmed_beneficiaries(site: Site) -> QuerySet[Beneficiary]:
    """Contacts of a site whose word counts."""
    return site.beneficiaries.filter(state=BeneficiaryState.ACTIVE)


def beneficiaries_to_confirm(user: User) -> QuerySet[Beneficiary]:
    """Contacts that `user` may confirm: registered by somebody of another office, oldest first."""
    if not user.has(Role.PROBATION):
        return Beneficiary.objects.none()
    rows = Beneficiary.objects.filter(state=BeneficiaryState.WAITING).exclude(registered_by__in=colleagues(user))
    return rows.select_related("site").order_by("registered_at", "pk")


def invited_beneficiary(token: str, at: datetime) -> Beneficiary | None:
    """The contact to whom a one-time link was given, while it can be used."""
    rows = Beneficiary.objects.filter(state=BeneficiaryState.ACTIVE, link_until__gt=at)
    return rows.select_related("site").filter(link_digest=digest_of(token)).first()
