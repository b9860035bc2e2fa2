"""By which way somebody is reached: own phone first, then contacts with consent, then a person who goes there."""

import hashlib
import hmac
from collections.abc import Iterable, Set
from typing import Final, NamedTuple

from django.conf import settings

from masohi.cases.contacts.models import PersonContact
from masohi.cases.contacts.queries import guardians, own_number
from masohi.cases.contacts.terms import Way
from masohi.cases.orders.models import Order
from masohi.faces.notify.terms import Channel, Kind
from masohi.writing.reading import dialled

THROUGH_OTHERS: Final = {Kind.REMINDER, Kind.SCHEDULE}  # when and where; the rest is for the person's own ears
NICE_TO_KNOW: Final = {Kind.WORKED, Kind.EXCUSE}  # worth a message that sends itself, not somebody's working time


class Route(NamedTuple):
    """A way out: `contact` where it goes through somebody else, `number` as a phone dials it where one is called."""

    channel: str
    number: str = ""
    contact: PersonContact | None = None


class Reach(NamedTuple):
    """All that decides how somebody is reached. `dead`: the own number failed again and again."""

    order: Order
    contacts: Iterable[PersonContact]
    refused: Set[str]
    dead: bool = False


def route(reach: Reach, kind: str) -> Route | None:
    """The way for a message of this kind; None where it is not worth anybody's time. A child is reached through its
    parents or guardian only."""
    found = _own_phone(reach) or _through_others(reach, kind) or Route(Channel.CALL)
    return None if kind in NICE_TO_KNOW and found.channel != Channel.GATEWAY else found


def _own_phone(reach: Reach) -> Route | None:
    number = own_number(reach.order)
    if not number or reach.dead:
        return None
    return _to_number(number, reach.refused, None)


def _to_number(number: str, refused: Set[str], contact: PersonContact | None) -> Route | None:
    if settings.GATEWAY_URL and settings.GATEWAY_WAY not in refused:
        return Route(Channel.GATEWAY, number, contact)
    if Way.WHATSAPP not in refused:
        return Route(Channel.HAND, number, contact)
    return None


def _through_others(reach: Reach, kind: str) -> Route | None:
    if reach.order.child:
        return _contact(guardians(reach.contacts))
    if kind not in THROUGH_OTHERS or Way.OTHERS in reach.refused:
        return None
    return _contact(list(reach.contacts))


def _contact(contacts: list[PersonContact]) -> Route | None:
    """By hand to the first contact with a phone, else on paper to the first one."""
    for one in contacts:
        if dialled(one.phone):
            return _to_number(dialled(one.phone), frozenset(), one)
    return Route(Channel.LIST, "", contacts[0]) if contacts else None


def fingerprint(number: str) -> str:
    """A digest by which a number is known again and cannot be read: hex HMAC-SHA-256, "" for no number."""
    return hmac.new(settings.FIELD_KEY, f"number:{number}".encode(), hashlib.sha256).hexdigest() if number else ""
