"""Read agreements."""

from django.db.models import QuerySet

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.supply.agreements.models import Agreement


def agreement_numbered(number: str) -> Agreement | None:
    """The agreement that bears this number."""
    return Agreement.objects.filter(number=number).first()


def agreements(user: User) -> QuerySet[Agreement]:
    """Agreements that `user` may see: they are promises between institutions and hold no person."""
    rows = Agreement.objects.prefetch_related("parties").select_related("umbrella")
    return rows if may(user, "agreement.view") else rows.none()
