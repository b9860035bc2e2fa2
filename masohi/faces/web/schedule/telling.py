"""Who has to be told what, a text to send them, a sheet to hand over, and the mark that it was done."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.cases.contacts.queries import Addressee, addressee, addressees
from masohi.cases.orders.queries import order_page
from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.faces.schedule_words import first_word, message
from masohi.faces.web.schedule.weeks import week_name
from masohi.faces.whatsapp import whatsapp
from masohi.ledger.reads.actions import note_read
from masohi.work.calendars.actions import tell_person
from masohi.work.calendars.queries import ToTell, announced_dates, tellings_of, to_tell, waiting_orders
from masohi.work.calendars.terms import Way
from masohi.writing.refusals import Refused

A_PAGE = 50


def _crumbs(*more: str) -> list[dict[str, str]]:
    steps = [{"label": _("Jadwal"), "url": reverse("schedule")}]
    steps.append({"label": _("Kabari orang"), "url": reverse("schedule-tell")})
    return steps + [{"label": label, "url": ""} for label in more]


@page("session.announce")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who does not know all of their announced dates; those who were told something else come first."""
    user, moment = actor(request), now()
    orders = waiting_orders(user, at=moment)
    found = list(to_tell(user, orders[:A_PAGE], at=moment))
    written = addressees(one.order for one in found)
    rows = [_row(one, written[one.order.pk]) for one in found]
    context = {"rows": rows, "count": len(orders), "ways": Way.choices, "breadcrumb": _crumbs()}
    return render(request, "web/schedule/kabari.html", context)


def _row(found: ToTell, to: Addressee) -> dict[str, Any]:
    return {
        "found": found,
        "person": found.order.person,
        "phone": to.number,
        "guardian": to.contact.name if to.contact else "",
        "before": str(Way(found.last.way).label) if found.last else "",
        "board": _board(found.quiet[0].session.day) if found.quiet else "",
    }


def _board(day: date) -> str:
    """The board of the week in which a date can be announced."""
    return f"{reverse('schedule')}?minggu={week_name(day)}"


@page("session.announce")
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to WhatsApp with the text for this person. An address of ours in the list holds no number and no name; only
    the press of a person makes the other address, which no page keeps."""
    user, moment = actor(request), now()
    order = one(order_page(user, code))
    found = one(next(iter(to_tell(user, [order.pk], at=moment)), None))
    number, contact = addressee(order)
    if not number or not (found.dates or found.lost):
        raise Http404
    note_read(order, person=order.person, screen="schedule-write", by=user, at=moment)
    return HttpResponseRedirect(whatsapp([number], message(found, contact)))


@page("session.announce")
@require_POST
def told(request: HttpRequest, code: str) -> HttpResponse:
    """Mark that a person has been told: by whom, when, how."""
    order = one(order_page(actor(request), code))
    try:
        tell_person(order=order, way=request.POST.get("cara", ""), by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
        return redirect("schedule-tell")
    say(request, _("%(name)s tercatat sudah dikabari.") % {"name": order.person.short_name})
    return redirect("schedule-tell")


@page("session.announce")
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet in big type to hand over: announced dates, nothing of the case. Opening it is noted as a reading."""
    user, moment = actor(request), now()
    order = one(order_page(user, code))
    note_read(order, person=order.person, screen="schedule-sheet", by=user, at=moment)
    context = {
        "order": order,
        "name": first_word(order.person),
        "dates": announced_dates(order, at=moment),
        "tellings": [{"row": row, "way": str(Way(row.way).label)} for row in tellings_of(order)],
        "officer": order.pk_officer.name if order.pk_officer else order.pk_name,
        "printed_at": moment,
        "breadcrumb": _crumbs(_("Lembar jadwal")),
    }
    return render(request, "web/schedule/lembar.html", context)
