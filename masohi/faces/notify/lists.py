"""The list on paper for those who have no phone: handed to the contacts that the person agreed to."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.cases.contacts.models import PersonContact
from masohi.cases.contacts.terms import ContactKind
from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import order_page
from masohi.faces.notify.queries import promised_to
from masohi.faces.notify.reader import routes
from masohi.faces.notify.routes import route
from masohi.faces.notify.terms import Channel, Kind
from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.faces.schedule_words import first_word
from masohi.ledger.reads.actions import note_read
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.calendars.actions import note_told
from masohi.work.calendars.terms import Way
from masohi.work.placement.models import Appointment
from masohi.writing.indonesian import initials
from masohi.writing.refusals import Refused

Key = tuple[str, str, str, int | None]
COVERS = timedelta(days=8)  # from one Thursday over the next


@page("message.hand")
def paper(request: HttpRequest) -> HttpResponse:
    """One sheet a contact: first names, days, hours, places. No offence, no court, no number of a case, no word of
    what is done there. Those without any contact come last, for the PK alone. Each reading is noted."""
    user, moment = actor(request), now()
    sheets, alone = sheets_of(user, moment)
    for row in [*(row for sheet in sheets for row in sheet["rows"]), *alone]:
        note_read(row["order"], person=row["order"].person, screen="message-list", by=user, at=moment)
    context = {"sheets": sheets, "alone": alone, "until": moment + COVERS, "printed_at": moment}
    return render(request, "notify/cetak.html", context)


def sheets_of(user: User, at: datetime) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Sheets by contact, and rows of people who have none; a fixed number of queries."""
    by_order: dict[int, list[Appointment]] = {}
    for row in promised_to(user, at, at + COVERS):
        by_order.setdefault(row.order_id, []).append(row)
    orders = {rows[0].order_id: rows[0].order for rows in by_order.values()}
    ways = routes(orders.values(), at, parameters_in_force())
    sheets: dict[Key, dict[str, Any]] = {}
    alone: list[dict[str, Any]] = []
    for key, dates in by_order.items():
        way = route(ways[key], Kind.REMINDER)
        entry = {"order": orders[key], "name": _name(orders[key]), "dates": dates}
        if way is not None and way.channel == Channel.LIST and way.contact is not None:
            _sheet(sheets, way.contact, orders[key])["rows"].append(entry)
        elif way is not None and way.channel == Channel.CALL:
            alone.append(entry)
    return list(sheets.values()), alone


def _sheet(sheets: dict[Key, dict[str, Any]], contact: PersonContact, order: Order) -> dict[str, Any]:
    """One sheet a human. Offices of one kind, name and village are one; two families of one name are two: a mother
    must not read of somebody else's son."""
    private = contact.kind in {ContactKind.FAMILY, ContactKind.GUARDIAN}
    among = ("person", order.person_id) if private else ("village", order.person.village_id)
    blank: dict[str, Any] = {"name": contact.name, "kind": contact.get_kind_display(), "rows": []}
    return sheets.setdefault((contact.kind, contact.name.casefold(), *among), blank)


def _name(order: Order) -> str:
    return initials(order.person.name) if order.child else first_word(order.person)


@page("message.hand")
@require_POST
def passed_on(request: HttpRequest, code: str) -> HttpResponse:
    """The contact, or the PK at a visit, has told the person: this is proof for the dates of the list."""
    user, moment = actor(request), now()
    order = one(order_page(user, code))
    dates = [row.pk for row in promised_to(user, moment, moment + COVERS) if row.order_id == order.pk]
    way = Way.MEETING if request.POST.get("cara") == "bertemu" else Way.FAMILY
    try:
        told = note_told(order=order, dates=dates, way=way, by=user, at=moment)
    except Refused as refusal:
        complain(request, refusal)
        return redirect("message-list")
    if told is None:
        say(request, _("Tidak ada jadwal di depan yang perlu dikabarkan. Tidak ada yang berubah."))
    else:
        say(request, _("%(name)s tercatat sudah dikabari.") % {"name": order.person.short_name})
    return redirect("message-list")
