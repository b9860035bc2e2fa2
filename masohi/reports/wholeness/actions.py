"""Bring rows from before a class was sealed under the seal."""

from datetime import datetime

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.supply.agreements.queries import unsealed_agreements


@deed
def seal_older(*, by: User, at: datetime) -> int:
    """Seal the agreements of earlier versions as they now are, once; returns how many."""
    require(by, "agreement.change")
    older = list(unsealed_agreements())
    for agreement in older:
        parties = list(agreement.parties.through.objects.filter(agreement=agreement))
        agreement.edition = 1
        agreement.save(update_fields=["edition"])
        record("agreement.sealed", agreement, by=by, at=at, thread=agreement, seals=[agreement, *parties])
    return len(older)
