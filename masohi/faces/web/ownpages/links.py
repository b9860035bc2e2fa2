"""The PK's side of a person's own page: make a link, send it, end it, read out a code, print the quarter sheet."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from masohi.cases.contacts.queries import addressee
from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import orders_in_state
from masohi.cases.orders.terms import State
from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.faces.schedule_words import greeting
from masohi.faces.web.orders.frame import frame, order_now, seen_order
from masohi.faces.whatsapp import whatsapp
from masohi.work.ownpage.actions import Made, make_own_link, read_out_code, revoke_own_link
from masohi.work.ownpage.facts import quarter_card
from masohi.work.ownpage.queries import links_of
from masohi.work.ownpage.terms import CODE_LIVES, Checked, Medium
from masohi.writing.documents import draw
from masohi.writing.refusals import Refused

MOST_SHEETS = 40  # quarter sheets of one print: ten pages


@page("own_link.make")
def links(request: HttpRequest, code: str) -> HttpResponse:
    """The links of one person, and what the PK may do; a new link or code is shown in the answer to its own press."""
    order = seen_order(request, code)
    shown: dict[str, Any] = {}
    if request.method == "POST":
        try:
            shown = _pressed(request, order)
        except Refused as refusal:
            complain(request, refusal)
        if not shown:
            return redirect("own-links", order.code)
    moment = now()
    context = {
        **frame(request, order, "order", step=gettext_lazy("Halaman orangnya")),
        **shown,
        "links": [{"row": row, "lives": row.lives(moment)} for row in links_of(order)],
        "checks": Checked.choices,
        "makes": order.state != State.CLOSED,
        "reads": any(row.lives(moment) for row in links_of(order)),
    }
    return render(request, "web/ownpages/tautan.html", context)


def _pressed(request: HttpRequest, order: Order) -> dict[str, Any]:
    """What a press shows once; nothing where the page is simply shown again."""
    user, moment, deed = actor(request), now(), request.POST.get("tindakan", "")
    if deed == "buat":
        made = make_own_link(order=order, medium=Medium.PHONE, by=user, at=moment)
        return {
            "address": _address(request, made),
            "send": _message(request, order, made),
            "until": made.link.expires_at,
        }
    if deed == "kode":
        digits = read_out_code(order=order, checked=request.POST.get("periksa", ""), by=user, at=moment)
        return {"digits": f"{digits[:3]} {digits[3:]}", "digits_until": moment + CODE_LIVES}
    if deed == "cabut":
        wanted = request.POST.get("kode", "")
        revoke_own_link(code=one(links_of(order).filter(code=wanted).first()).code, by=user, at=moment)
        say(request, _("Tautan dicabut. Alamatnya tidak membuka apa pun lagi."))
    return {}


def _address(request: HttpRequest, made: Made) -> str:
    return request.build_absolute_uri(reverse("own-page", args=[made.token]))


def _message(request: HttpRequest, order: Order, made: Made) -> str:
    """WhatsApp with the link already written, in Indonesian whoever sends it; nothing of the case stands in it. Nothing
    where a child has no parent or guardian who can be written to."""
    number, contact = addressee(order)
    if order.child and not number:
        return ""
    with translation.override("id"):
        lines = [
            greeting(order, contact),
            _("Jadwal Anda ada di sini: %(address)s") % {"address": _address(request, made)},
            _("Simpan pesan ini. Jangan kirim kepada orang lain. Ada pertanyaan? Telepon saya."),
        ]
    return whatsapp([number], "\n".join(lines))


@page("own_link.make")
@require_POST
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Print one quarter sheet: a new link on paper, the one before it ends."""
    order = order_now(request, code)
    try:
        return _printed(request, [order], f"lembar-{order.code}")
    except Refused as refusal:
        complain(request, refusal)
        return redirect("own-links", order.code)


@page("own_link.make")
@require_POST
def sheets(request: HttpRequest) -> HttpResponse:
    """Print the quarter sheets of everybody whom this PK accompanies, four a page."""
    rows = orders_in_state(actor(request), State.RUNNING, mine=True).select_related("pk_officer")
    orders = list(rows[:MOST_SHEETS])
    if not orders:
        raise Http404
    return _printed(request, orders, "lembar-jadwal")


def _printed(request: HttpRequest, orders: Iterable[Order], name: str) -> HttpResponse:
    user, moment, pin = actor(request), now(), request.POST.get("pin") == "ya"
    cards = []
    for order in orders:
        made = make_own_link(order=order, medium=Medium.PAPER, with_pin=pin, by=user, at=moment)
        cards.append(quarter_card(order, _address(request, made), made.pin, at=moment))
    pdf = draw("seperempat", {"cards": cards}, at=moment)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
