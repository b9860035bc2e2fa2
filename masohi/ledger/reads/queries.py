"""Who read what."""

from django.db import models

from masohi.ledger.models import name_of
from masohi.ledger.reads.models import Reading


def readings_of(person: models.Model, *, limit: int = 50) -> models.QuerySet[Reading]:
    """Newest readings of a person's file, at most `limit`: the answer to "who saw my file"."""
    return Reading.objects.filter(thread=name_of(person)).order_by("-seq")[:limit]
