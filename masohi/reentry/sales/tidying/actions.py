"""Forget buyers whose sales ended long ago."""

from datetime import datetime, timedelta

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.sales.queries import buyers_to_forget
from masohi.writing.indonesian import WIT


@deed
def forget_buyers(*, by: User, at: datetime) -> int:
    """Take name, number and address out of sales that ended long ago (UU 27/2022); returns out of how many."""
    require(by, "shop.order")
    days = parameters_in_force().value("shop_forget_days", at.astimezone(WIT).date())
    rows = list(buyers_to_forget(at - timedelta(days=days)))
    for sale in rows:
        sale.buyer_name, sale.phone_index, sale.phone_sealed, sale.address_sealed = "", "", None, None
        sale.save()
        record("sale.buyer_forgotten", sale, by=by, at=at, thread=sale, seals=[sale])
    return len(rows)
