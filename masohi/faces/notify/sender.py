"""Empty the outbox: hold a message, write its text, send it, note what happened. A round at a time, from the server's
own thread, from the command, or from both: what one holds the other leaves.

Between sending and noting a sender may die. The next one sends the message again under the same key: a gateway that
keeps its word about keys drops the copy, so that the person reads it once. One without that word may send it twice,
never more often than the parameter of tries.
"""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from masohi.faces.notify.actions import (
    beat,
    claim,
    mark_failed,
    mark_moot,
    mark_sent,
    note_dates,
    postpone,
    reroute,
)
from masohi.faces.notify.channels import gateway, mail
from masohi.faces.notify.channels.failing import Failed
from masohi.faces.notify.codes import send_codes
from masohi.faces.notify.digests import digest_lines
from masohi.faces.notify.models import Message
from masohi.faces.notify.queries import due, hours_of, next_open, one_message
from masohi.faces.notify.reader import gather, routes
from masohi.faces.notify.routes import Route, fingerprint, route
from masohi.faces.notify.terms import Channel, Fault, Kind, State
from masohi.faces.notify.texts import Moot, Said, write
from masohi.faces.pages import now
from masohi.law.parameters import Parameters
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.parties.parameters.queries import parameters_in_force
from masohi.writing.indonesian import WIT
from masohi.writing.reading import dialled

EVERY: Final = 60  # seconds between two rounds
A_ROUND: Final = 200  # messages at most in one round
log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def run_once(*, at: datetime | None = None, clock: Clock = now) -> dict[str, int]:
    """One round: gather, send what is due, beat. Returns counts: new, sent, failed, dead, cancelled.

    `at` fixes the moment of the whole round, for a simulated time.
    """
    tick: Clock = clock if at is None else lambda: at
    by, parameters = system_account(), parameters_in_force()
    told = {"new": gather(by=by, at=tick()), "sent": 0, "failed": 0, "dead": 0, "cancelled": 0, "later": 0}
    send_codes(by=by, at=tick())
    for message in due(tick(), most=A_ROUND):
        told[_one(message, by, tick, parameters)] += 1
    beat(by=by, at=tick())
    return told


def _one(message: Message, by: User, tick: Clock, parameters: Parameters) -> str:
    """One message through the door; the name of the count it belongs to."""
    at = tick()
    day = at.astimezone(WIT).date()
    opening = next_open(at, hours_of(parameters, day))
    if opening != at and message.order_id is not None:
        postpone(message=message, until=opening, by=by, at=at)
        return "later"
    if not claim(message=message, by=by, at=at):
        return "later"
    fresh = one_message(message.code) or message
    way = _way(fresh, at, parameters)
    if (way.channel, way.contact) != (fresh.channel, fresh.contact):
        reroute(message=fresh, to=way, by=by, at=at)
        return "later"
    try:
        said, provider = _handed_over(fresh, way, at)
    except Moot as nothing:
        mark_moot(message=fresh, fault=nothing.fault, by=by, at=tick())
        return "cancelled"
    except Failed as failed:
        log.warning("Pesan %s belum terkirim: %s", fresh.code, failed.fault.value)
        most = parameters.value("message_tries", day)
        how = {"fault": failed.fault, "final": failed.final, "most": most, "number": fingerprint(way.number)}
        return "dead" if mark_failed(message=fresh, by=by, at=tick(), **how) == State.DEAD else "failed"
    cost = parameters.value("message_cost", day) if way.channel == Channel.GATEWAY else 0
    known = {"told": said.told, "number": fingerprint(way.number), "provider": provider, "cost": cost}
    mark_sent(message=fresh, by=by, at=tick(), **known)
    return "sent"


def _way(message: Message, at: datetime, parameters: Parameters) -> Route:
    """The way as it is now: between making and sending a number may change and a person may say no."""
    if message.order is None:
        number = dialled(message.staff.phone) if message.staff and message.channel == Channel.GATEWAY else ""
        return Route(message.channel, number)
    reach = routes([message.order], at, parameters)[message.order.pk]
    return route(reach, message.kind) or Route(Channel.CALL)


def _handed_over(message: Message, way: Route, at: datetime) -> tuple[Said, str]:
    """Write the text and give it to the channel; what it said, and the channel's own number for it.

    The dates are noted before the text leaves, because a report of arrival may be quicker than our own note.
    """
    if message.order is None:
        return _to_staff(message, way, at), ""
    said = write(message, at=at)
    note_dates(message=message, told=said.told, by=system_account(), at=at)
    return said, gateway.send(number=way.number, text=said.text, key=message.code)


def _to_staff(message: Message, way: Route, at: datetime) -> Said:
    if message.staff is None or (message.expires_at is not None and at >= message.expires_at):
        raise Moot(Fault.LATE)
    with translation.override("id"):
        subject, text = _staff_text(message, message.staff, at)
    if way.channel == Channel.GATEWAY:
        gateway.send(number=way.number, text=text, key=message.code)
    else:
        mail.send(to=message.staff.email, subject=subject, text=text, key=message.code)
    return Said(text)


def _staff_text(message: Message, staff: User, at: datetime) -> tuple[str, str]:
    if message.kind == Kind.TEST:
        return _("Pesan uji Masohi"), _("Ini pesan uji dari Masohi. Jalur ini bekerja.")
    return _("Ringkasan pagi Masohi"), "\n".join(digest_lines(staff, at.astimezone(WIT).date()))


def send_quietly() -> None:
    """A round in which nothing that goes wrong ends the sender: it is logged, and tried again next time."""
    try:
        run_once()
    except Exception as fault:
        where = traceback.extract_tb(fault.__traceback__)[-1]  # place only: a message could hold somebody's text
        log.error("Pesan tidak dikirim: %s di %s baris %s", type(fault).__name__, where.name, where.lineno)
    finally:
        connection.close()


def keep_sending(stop: Callable[[float], bool]) -> None:
    """Send again and again; `stop` waits so many seconds and says whether to end."""
    send_quietly()
    while not stop(EVERY):
        send_quietly()


def sentence(told: dict[str, int]) -> str:
    """What the command says of a round."""
    return _("%(new)s pesan baru, %(sent)s terkirim, %(failed)s akan dicoba lagi, %(dead)s gagal.") % told
