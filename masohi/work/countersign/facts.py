"""What the papers of a session and the printed cards say."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from masohi.cases.orders.models import Order
from masohi.work.placement.models import Appointment, Session
from masohi.writing import cards
from masohi.writing.documents import qr_svg
from masohi.writing.indonesian import clock, day_and_date, joined

SPARE_ROWS = 3  # on the register, for who comes without being on the list
BLANK_ROWS = 15  # on a register without names


def card_of(order: Order) -> str:
    """The eight letters on the card of the person of an order."""
    return cards.card_code(settings.FIELD_KEY, order.code)


def witness_url(session: Session) -> str:
    """Where the beneficiary signs on the own phone."""
    return f"{settings.ORIGIN}/saksi/{session.code}"


def slip_data(session: Session) -> dict[str, Any]:
    """Texts of the paper slip: place, date, times, code. No person is named."""
    return {**_session(session), "verify_url": witness_url(session)}


def register_data(session: Session, expected: Iterable[Appointment]) -> dict[str, Any]:
    """Texts of the printed register: a row for everybody expected, by short name and card, and some to spare."""
    people = list(expected)
    rows = [[str(n), _listed(a), cards.spaced(card_of(a.order))] for n, a in enumerate(people, 1)]
    rows += [["", "", ""]] * (SPARE_ROWS if people else BLANK_ROWS)
    contact = settings.HELP_CONTACT
    return {
        **_session(session),
        "rows": rows,
        "help": f"Telepon {contact}" if contact else _visit(a.order for a in people),
        "verify_url": f"{settings.ORIGIN}/sesi/{session.code}/catat",
    }


def _listed(appointment: Appointment) -> str:
    """The short name; of a child initials and whoever accompanies it."""
    name, companion = appointment.order.person.short_name, appointment.companion[1] if appointment.order.child else ""
    return f"{name}, didampingi {companion}" if companion else name


def card_data(orders: Iterable[Order]) -> dict[str, Any]:
    """Cards of these orders, eight a sheet: code, signed QR, whom to call or where to go. No name, no case."""
    return {"cards": [_card(order) for order in orders]}


def _session(session: Session) -> dict[str, str]:
    village = session.site.village.name
    return {
        "code": session.code,
        "code_text": cards.spaced(session.code),
        "place": f"{session.site.name}, {village}",
        "day": day_and_date(session.day),
        "times": f"{clock(session.starts_at)}–{clock(session.ends_at)} WIT",
    }


def _card(order: Order) -> dict[str, Any]:
    card = card_of(order)
    officer = order.pk_officer
    phones = [["PK", officer.phone]] if officer is not None and officer.phone else []
    if settings.HELP_CONTACT:
        phones.append([str(order.bapas.short_name), settings.HELP_CONTACT])
    return {
        "code": cards.spaced(card),
        "qr": qr_svg(cards.sign_card(settings.CARD_KEY, card)),
        "phones": phones,
        "visit": _visit([order]),
    }


def _visit(orders: Iterable[Order]) -> str:
    """Where to go where there is nobody to call."""
    offices = {order.bapas_id: order for order in orders}
    return f"Datang ke {joined([order.bapas.short_name for order in offices.values()])}" if offices else ""
