"""Who is reached how in the sample: officers, letterheads, contacts, dates that were told, own pages."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from masohi.cases.contacts.actions import add_contact, choose_ways
from masohi.cases.contacts.terms import ContactKind, Way
from masohi.cases.officers.actions import hand_over_orders
from masohi.cases.officers.terms import Post
from masohi.cases.orders.models import Order
from masohi.faces.jobs.sample import Sample
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.parties.organisations.models import Letterhead
from masohi.parties.organisations.queries import organisation_called
from masohi.work.absences.terms import Reason
from masohi.work.calendars.actions import tell_person
from masohi.work.calendars.queries import waiting_orders
from masohi.work.calendars.terms import Way as Told
from masohi.work.letters.actions import set_letterhead
from masohi.work.ownpage.actions import make_own_link, send_own_complaint, send_own_excuse
from masohi.work.ownpage.queries import own_dates
from masohi.work.ownpage.terms import About, Medium
from masohi.work.placement.terms import AppointmentState
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused

HANDED_ON: Final = timedelta(days=20)  # how long ago the second PK took over
UNTOLD: Final = 4  # people who have still to be told of their new dates
KIN: Final = (
    (ContactKind.FAMILY, "Ibu Martha", "0812 4800 0201"),
    (ContactKind.FAMILY, "Kakak Yopi", "0812 4800 0202"),
    (ContactKind.CONGREGATION, "Pelayan Unit Contoh", "0812 4800 0203"),
    (ContactKind.NEIGHBOURHOOD, "Ketua RT 003", ""),
    (ContactKind.NEIGHBOURHOOD, "Ketua RT 011", ""),
    (ContactKind.VILLAGE, "Kantor negeri contoh", ""),
)
HEADS: Final = (
    ("Bapas Ambon", "Jalan Contoh 12, Ambon", "Telepon (0911) 100012"),
    ("Kejari Ambon", "Jalan Contoh 3, Ambon", "Telepon (0911) 100003"),
)
"""Fictional people, streets and numbers."""


def settle_in(sample: Sample, orders: list[Order], *, at: datetime) -> None:
    """Before anything happens: how letters look, who takes over a part of the caseload, whom the person trusts."""
    for (name, address, contact), by in zip(HEADS, (sample.pk, sample.prosecutor), strict=True):
        unit = organisation_called(name)
        if unit is None:
            raise LookupError(f"reference data without {name}")
        wanted = Letterhead(organisation=unit, address=address, contact=contact, place="Ambon")
        set_letterhead(unit=unit, wanted=wanted, logo=None, by=by, at=at)
    given: dict[str, Any] = {"post": Post.PROBATION, "to": sample.second_pk, "reason": "Beban terlalu banyak"}
    hand_over_orders(orders=orders[::3], **given, by=sample.pk, at=at - HANDED_ON)
    day = at.astimezone(WIT).date()
    for order, (kind, name, number) in zip(orders[1::3], KIN, strict=False):
        known: dict[str, Any] = {"person": order.person, "thread": order}
        trusted = known | {"kind": kind, "name": name, "number": number, "consented_on": day - HANDED_ON}
        add_contact(**trusted, by=sample.pk, at=at)
        if not number:  # for whom a list is printed
            choose_ways(**known, refused=[Way.WHATSAPP, Way.TEXT], by=sample.pk, at=at)


def tell(order: Order, *, by: User, at: datetime) -> None:
    """Somebody hears of the dates that are announced after `at`; who has none hears nothing."""
    with suppress(Refused):
        tell_person(order=order, way=Told.WHATSAPP if order.person.phone else Told.FAMILY, by=by, at=at)


def tell_anew(sample: Sample, orders: Iterable[Order], *, at: datetime) -> None:
    """Who got new dates hears of them, but for some whom the reader finds among those who wait."""
    known = {order.pk: order for order in orders}
    waiting = [known[key] for key in waiting_orders(sample.pk, at=at) if key in known]
    for order in waiting[UNTOLD:]:
        tell(order, by=sample.pk, at=at)


def own_pages(sample: Sample, orders: Iterable[Order], *, at: datetime) -> None:
    """Two people with dates ahead have a link, one on the phone and one on paper; the first has written through it."""
    later = at + timedelta(minutes=1)
    ahead = (
        (one, own_dates(one).filter(state=AppointmentState.PLANNED, starts_at__gt=later).first()) for one in orders
    )
    known = [(order, row) for order, row in ahead if row is not None][:2]
    media: tuple[dict[str, Any], ...] = ({"medium": Medium.PHONE}, {"medium": Medium.PAPER, "with_pin": True})
    made = [
        make_own_link(order=order, **medium, by=sample.pk, at=at)
        for (order, _row), medium in zip(known, media, strict=False)
    ]
    if not made:
        return
    link, by, session = made[0].link, system_account(), known[0][1].session.code
    send_own_excuse(link=link, session=session, reason=Reason.FAMILY, file=None, by=by, at=later)
    text = "Sarung tangan di lokasi sudah habis dua minggu."
    send_own_complaint(link=link, about=About.SITE, text=text, by=by, at=later)
