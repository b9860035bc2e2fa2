"""Gathers the topics' models so that Django sees them."""

from masohi.supply.agreements.models import Agreement
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.sites.models import Closure, Site, Slot, Supervisor

__all__ = ["Agreement", "Beneficiary", "Closure", "Site", "Slot", "Supervisor"]
