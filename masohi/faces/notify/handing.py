"""A person hands a message over: what it named is proof that the person was told, where it went to the person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from masohi.faces.notify.actions import mark_delivered, mark_handed, mark_undelivered
from masohi.faces.notify.models import Message
from masohi.faces.notify.queries import message_of, one_message
from masohi.faces.notify.terms import Channel, Kind
from masohi.faces.notify.texts import Moot, Said, write
from masohi.ledger.actions import deed
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.work.calendars.actions import note_told
from masohi.work.calendars.terms import Way

ARRIVED: Final = {"delivered", "read", "sampai", "dibaca"}
LOST: Final = {"failed", "undelivered", "rejected", "gagal"}
WAYS: Final = {Channel.HAND: Way.WHATSAPP, Channel.LIST: Way.FAMILY, Channel.CALL: Way.MEETING}


@deed
def hand_over(*, code: str, by: User, at: datetime) -> Message:
    """Mark a waiting message as handed over, and note the dates that the person thereby was told.

    Raises Conflict where it does not wait any more.
    """
    require(by, "message.hand")
    waiting = message_of(by, code)
    said = _said(waiting, at) if waiting is not None else Said("")
    message = mark_handed(code=code, told=said.told, by=by, at=at)
    prove(message, said.told, way=_way(message), whole=said.whole, by=by, at=at)
    return message


def _said(message: Message, at: datetime) -> Said:
    try:
        return write(message, at=at)
    except Moot:
        return Said("")


def _way(message: Message) -> Way:
    return Way.FAMILY if message.contact_id is not None else WAYS[Channel(message.channel)]


def prove(message: Message, told: Sequence[int], *, way: Way, whole: bool, by: User, at: datetime) -> None:
    """The person was told these dates (appointments, primary keys) by this message, at this moment, in this way."""
    if message.order is not None and (told or whole):
        note_told(order=message.order, dates=told, way=way, by=by, at=at, whole=whole)


@deed
def settle(*, code: str, status: str, by: User, at: datetime) -> None:
    """What the gateway's report changes: arrival is proof that the person was told, if it comes before the session.

    A second report of the same, and a status that is neither arrival nor failure, change nothing.
    """
    require(by, "message.queue")
    message = one_message(code)
    if message is None:
        return
    if status in ARRIVED and mark_delivered(message=message, by=by, at=at):
        way = Way.FAMILY if message.contact_id is not None else Way.MESSAGE
        prove(message, message.told, way=way, whole=message.kind == Kind.SCHEDULE, by=by, at=at)
    elif status in LOST:
        mark_undelivered(message=message, by=by, at=at)
