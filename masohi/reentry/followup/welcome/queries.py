"""Who waits at home for somebody."""

from django.db.models import Model, QuerySet

from masohi.reentry.followup.models import Client
from masohi.reentry.followup.welcome.models import Welcome

SEALED: tuple[type[Model], ...] = (Welcome,)


def welcomes_of(client: Client) -> QuerySet[Welcome]:
    """Those who prepare this homecoming and whose contact nobody ended."""
    return client.welcomes.select_related("contact").filter(contact__ended_at=None)


def welcome_by_code(client: Client, code: str) -> Welcome | None:
    """The one of that code."""
    return welcomes_of(client).filter(code=code).first()
