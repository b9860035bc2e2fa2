"""Keep the register of agreements."""

from datetime import date, datetime

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.agreements.models import Agreement
from masohi.writing.codes import new_code


@deed
def register_agreement(
    *,
    kind: str,
    number: str,
    title: str,
    parties: list[Organisation],
    begins_on: date,
    ends_on: date,
    umbrella: Agreement | None = None,
    by: User,
    at: datetime,
) -> Agreement:
    """Enter a signed agreement. Raises ValidationError for a number in use or dates in the wrong order."""
    require(by, "agreement.register")
    agreement = Agreement(
        code=new_code(),
        kind=kind,
        number=number,
        title=title,
        begins_on=begins_on,
        ends_on=ends_on,
        umbrella=umbrella,
    )
    agreement.full_clean()
    agreement.save(force_insert=True)
    agreement.parties.set(parties)
    record("agreement.registered", agreement, by=by, at=at, parties=[p.pk for p in parties])
    return agreement
