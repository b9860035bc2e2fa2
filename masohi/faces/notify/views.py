"""Messages about one's own orders: what waits for somebody, what failed, what was sent."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from masohi.cases.contacts.queries import own_number
from masohi.faces.notify.actions import give_up, mark_moot
from masohi.faces.notify.handing import hand_over
from masohi.faces.notify.models import Message
from masohi.faces.notify.queries import cost_of, counts_of, message_of, messages_of
from masohi.faces.notify.terms import Channel, State
from masohi.faces.notify.texts import Moot, write
from masohi.faces.pages import actor, complain, now, one, page, say, today
from masohi.faces.whatsapp import whatsapp
from masohi.ledger.reads.actions import note_read
from masohi.parties.access import may
from masohi.parties.accounts.queries import system_account
from masohi.writing.reading import dialled
from masohi.writing.refusals import Refused

A_PAGE = 50
FILTERS = {
    "tangan": (gettext_lazy("Menunggu petugas"), [State.HAND]),
    "antre": (gettext_lazy("Antre"), [State.QUEUED, State.FAILED]),
    "gagal": (gettext_lazy("Gagal"), [State.DEAD]),
    "terkirim": (gettext_lazy("Terkirim"), [State.SENT, State.DELIVERED]),
    "batal": (gettext_lazy("Batal"), [State.CANCELLED]),
}
TAGS = {
    State.QUEUED: "menunggu",
    State.HAND: "awas",
    State.SENT: "info",
    State.DELIVERED: "ok",
    State.FAILED: "awas",
    State.DEAD: "galat",
    State.CANCELLED: "netral",
}


@page("message.view")
def messages(request: HttpRequest) -> HttpResponse:
    """The outbox of one's own orders, one state at a time; what waits for somebody comes first."""
    user = actor(request)
    chosen = request.GET.get("keadaan", "")
    chosen = chosen if chosen in FILTERS else "tangan"
    counts = counts_of(user)
    rows = messages_of(user, FILTERS[chosen][1])
    if chosen in ("terkirim", "gagal", "batal"):
        rows = rows.order_by("-due_at", "-pk")
    sent, cost = cost_of(today(), user=user)
    context = {
        "rows": [_row(row) for row in rows[:A_PAGE]],
        "filters": [
            {"value": value, "label": label, "count": sum(counts.get(s, 0) for s in states), "current": value == chosen}
            for value, (label, states) in FILTERS.items()
        ],
        "count": sum(counts.get(state, 0) for state in FILTERS[chosen][1]),
        "chosen": chosen,
        "may_mark": may(user, "message.hand"),
        "sent": sent,
        "cost": cost,
        "thursday": today().weekday() == 3,
    }
    return render(request, "notify/kabar.html", context)


def _row(row: Message) -> dict[str, Any]:
    contact = row.contact
    return {
        "message": row,
        "person": row.order.person if row.order else None,
        "through": f"{contact.name} ({contact.get_kind_display()})" if contact else "",
        "tag": TAGS[State(row.state)],
        "phone": _number(row),
        "writes": row.state == State.HAND and row.channel == Channel.HAND,
        "hands": row.state == State.HAND,
    }


def _number(row: Message) -> str:
    """The number of whoever is written to or called, where somebody does that by hand."""
    if row.state != State.HAND or row.order is None:
        return ""
    if row.contact is not None:
        return dialled(row.contact.phone)
    return own_number(row.order)


@page("message.hand")
def compose(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to WhatsApp with the text as it is now. Only the press of a person makes that address; no page keeps it."""
    user, moment = actor(request), now()
    row = one(message_of(user, code))
    number = _number(row)
    if row.channel != Channel.HAND or not number or row.order is None:
        raise Http404
    try:
        said = write(row, at=moment)
    except Moot as nothing:
        mark_moot(message=row, fault=nothing.fault, by=system_account(), at=moment)
        say(request, _("Pesan ini tidak perlu lagi: %(why)s") % {"why": nothing.fault.label})
        return redirect("messages")
    note_read(row.order, person=row.order.person, screen="message-compose", by=user, at=moment)
    return HttpResponseRedirect(whatsapp([number], said.text))


@page("message.hand")
@require_POST
def handed(request: HttpRequest, code: str) -> HttpResponse:
    """Mark that somebody sent it or said it."""
    try:
        hand_over(code=code, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Pesan tercatat sudah disampaikan."))
    return redirect("messages")


@page("message.hand")
@require_POST
def unreached(request: HttpRequest, code: str) -> HttpResponse:
    """Mark that the number does not answer: somebody has to tell the person directly."""
    try:
        give_up(code=code, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Nomor tidak menjawab. Pesan ini sekarang menunggu Anda sampaikan langsung."))
    return redirect("messages")
