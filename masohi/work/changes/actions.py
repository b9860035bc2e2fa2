"""End an order early; take a court's new sentence. Both reach down into orders, sessions and credit at once."""

from datetime import date, datetime

from masohi.cases.orders.actions import change_sentence, close_order
from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.terms import ClosureReason
from masohi.cases.pauses.actions import carry_pauses
from masohi.law.order_facts import OrderFacts
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.work.attendance.actions import refold_credit
from masohi.work.placement.actions import release_ahead


@deed
def end_order(*, order: Order, edition: int, reason: ClosureReason, document: str, by: User, at: datetime) -> Order:
    """End an order before its time and give back the places of its sessions still ahead."""
    require(by, "order.close")
    closed = close_order(order=order, edition=edition, reason=reason, document=document, by=by, at=at)
    entry = record("order.released", closed, by=by, at=at, thread=closed)
    release_ahead(order=closed, after=at, because=entry)
    return closed


@deed
def take_new_sentence(
    *,
    order: Order,
    edition: int,
    facts: OrderFacts,
    decided_on: date,
    document: str,
    reason: str,
    by: User,
    at: datetime,
) -> Sentence:
    """Take a court's changed sentence. Sessions ahead were planned for the old one: they are released and planned anew.

    Work already done keeps the daily cap of the version that was in force on its day.
    """
    require(by, "order.change")
    sentence = change_sentence(
        order=order,
        edition=edition,
        facts=facts,
        decided_on=decided_on,
        document=document,
        reason=reason,
        by=by,
        at=at,
    )
    entry = record("plan.outdated", order, by=by, at=at, thread=order)
    carry_pauses(order=order, because=entry)
    release_ahead(order=order, after=at, because=entry)
    refold_credit(order=order, because=entry)
    return sentence
