"""Make and end links, give and try six digits, send excuses and complaints through a link, answer complaints.

What a person does here is done by the program's own account; the entry names the link.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext

from masohi.cases.contacts.queries import addressee
from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.work.absences.actions import tell_excuse
from masohi.work.absences.models import Excuse
from masohi.work.absences.terms import Reason
from masohi.work.ownpage.facts import nearest_site, new_digits
from masohi.work.ownpage.models import OwnCode, OwnComplaint, OwnLink
from masohi.work.ownpage.queries import digest_of, digits_digest, links_of, open_codes, own_date
from masohi.work.ownpage.terms import (
    CODE_LIVES,
    CODES_A_DAY,
    CODES_A_WHILE,
    COMPLAINTS_A_DAY,
    HANDLERS,
    PIN_TRIES,
    REST,
    WHILE,
    WRONG_TRIES,
    About,
    Checked,
    Medium,
)
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused
from masohi.writing.sealing import seal

READ_EVERY = timedelta(hours=1)
A_DAY = timedelta(days=1)


class Made(NamedTuple):
    """A link with its secret and the digits printed beside it ("" where there are none): known at this moment only."""

    link: OwnLink
    token: str
    pin: str


# the PK


@deed
def make_own_link(*, order: Order, medium: str, with_pin: bool = False, by: User, at: datetime) -> Made:
    """A new link to the own page of an order's person; an older one on the same medium ends with it.

    `with_pin` gives a link on paper six lasting digits. Raises Refused for somebody else's order and a stopped one.
    """
    require(by, "own_link.make")
    _own_order(order, by)
    if medium not in Medium.values or order.state == State.CLOSED:
        raise Refused(gettext("Perkara ini sudah dihentikan. Tautan tidak dapat dibuat. Tidak ada yang berubah."))
    for old in links_of(order).filter(medium=medium):
        _revoke(old, by, at)
    token = secrets.token_urlsafe(16)
    pin = new_digits() if with_pin and medium == Medium.PAPER else ""
    days = int(parameters_in_force().value("own_link_days", at.astimezone(WIT).date()))
    link = OwnLink.objects.create(
        code=new_code(),
        digest=digest_of(token),
        order=order,
        medium=medium,
        pin=digits_digest(order, pin) if pin else "",
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    told: dict[str, Any] = {"link": link.code, "medium": str(medium), "pin": int(bool(pin))}
    record("own_link.made", link, by=by, at=at, thread=order, seals=[link], **told)
    return Made(link, token, pin)


@deed
def revoke_own_link(*, code: str, by: User, at: datetime) -> OwnLink:
    """End a link at once: its address and its digits open nothing any more. Raises Conflict where it has ended."""
    require(by, "own_link.make")
    link = OwnLink.objects.filter(code=code, revoked_at=None).select_related("order").first()
    if link is None:
        raise Conflict(gettext("Tautan ini sudah dicabut. Tidak ada yang berubah."))
    _own_order(link.order, by)
    _revoke(link, by, at)
    return link


def _own_order(order: Order, by: User) -> None:
    if not by.has(Role.PROBATION) or not Order.objects.visible_to(by).filter(pk=order.pk).exists():
        raise Refused(gettext("Perkara ini bukan tanggungan Anda. Tidak ada yang berubah."))


def _revoke(link: OwnLink, by: User, at: datetime) -> None:
    link.revoked_by, link.revoked_at = by, at
    link.save(update_fields=["revoked_by", "revoked_at"])
    record("own_link.revoked", link, by=by, at=at, thread=link.order, seals=[link], link=link.code)


@deed
def read_out_code(*, order: Order, checked: str, by: User, at: datetime) -> str:
    """Six digits that the PK reads to the person on the phone, after making sure who it is (`checked`: how).

    They are returned once, live a quarter of an hour, end every code before them, and may be tried at once even where
    somebody else's wrong tries made digits rest. Raises Refused where no link lives and where the PK does not say how
    the person was recognised.
    """
    require(by, "own_code.read")
    _own_order(order, by)
    if checked not in Checked.values:
        raise Refused(gettext("Pilih dahulu cara Anda memeriksa siapa yang bertanya. Kode belum dibuat."))
    if not links_of(order).filter(expires_at__gt=at).exists():
        raise Refused(gettext("Belum ada tautan yang berlaku. Buat tautan dahulu. Kode belum dibuat."))
    links_of(order).update(wrong_tries=0, locked_until=None)
    row, digits = _new_code(order, None, checked, by, at)
    record("own_code.read_out", row, by=by, at=at, thread=order, seals=[row], checked=str(checked))
    return digits


def _new_code(order: Order, link: OwnLink | None, checked: str, by: User, at: datetime) -> tuple[OwnCode, str]:
    OwnCode.objects.filter(order=order, ended_at=None).update(ended_at=at, sealed=None)
    digits, code = new_digits(), new_code()
    row = OwnCode.objects.create(
        code=code,
        order=order,
        digest=digits_digest(order, digits),
        sealed=seal(settings.FIELD_KEY, digits, bound_to=code) if link is not None else None,
        asked_through=link,
        checked=checked,
        made_by=by,
        made_at=at,
        expires_at=at + CODE_LIVES,
    )
    return row, digits


# whoever holds the link


@deed
def note_own_page_read(*, link: OwnLink, by: User, at: datetime) -> None:
    """Remember, at most once an hour, that somebody read the page; nothing of the reader is kept."""
    require(by, "own_page.read")
    unread = Q(last_read_at=None) | Q(last_read_at__lt=at - READ_EVERY)
    OwnLink.objects.filter(pk=link.pk, first_read_at=None).update(first_read_at=at)
    OwnLink.objects.filter(unread, pk=link.pk).update(last_read_at=at)


@deed
def ask_code(*, link: OwnLink, by: User, at: datetime) -> OwnCode:
    """The person asks for six digits by message; a sender finds them with `queries.waiting_codes`.

    Raises Refused where nobody can be written to, and where codes were asked for too often.
    """
    require(by, "own_code.ask")
    fresh = _living(link, at)
    if not addressee(fresh.order).number:
        raise Refused(gettext("Nomor HP belum dicatat. Telepon PK untuk meminta kode."))
    asked = OwnCode.objects.filter(order=fresh.order, asked_through__isnull=False)
    often = asked.filter(made_at__gt=at - WHILE).count() >= CODES_A_WHILE
    if often or asked.filter(made_at__gt=at - A_DAY).count() >= CODES_A_DAY:
        raise Refused(gettext("Kode sudah diminta beberapa kali. Tunggu 15 menit. Atau telepon PK."))
    row, _unseen = _new_code(fresh.order, fresh, "", by, at)
    record("own_code.asked", row, by=by, at=at, thread=fresh.order, seals=[row], link=fresh.code)
    return row


@deed
def code_sent(*, code: OwnCode, by: User, at: datetime) -> None:
    """The message with the digits has left: from now on nobody can read them here. Called by whoever sends."""
    require(by, "own_code.send")
    fresh = OwnCode.objects.select_related("order").get(pk=code.pk)
    if fresh.sent_at is not None:
        return
    fresh.sent_at, fresh.sealed = at, None
    fresh.save(update_fields=["sent_at", "sealed"])
    record("own_code.sent", fresh, by=by, at=at, thread=fresh.order)


@deed
def open_own_page(*, link: OwnLink, digits: str, by: User, at: datetime) -> bool:
    """Whether six digits open the page behind a link: a code on its way, or those printed on paper.

    A code is used up by it. After five wrong tries digits rest for an hour on this link and on no other; a code on its
    way lives on. After twenty in all the printed ones have ended. Raises Refused while they rest, right or wrong.
    """
    require(by, "own_page.open")
    fresh = _living(link, at)
    if fresh.locked_until is not None and at < fresh.locked_until:
        raise Refused(gettext("Angka salah 5 kali. Tunggu 1 jam. Atau telepon PK untuk kode baru."))
    right = _opens(fresh, digits, at)
    fresh.wrong_tries = 0 if right else fresh.wrong_tries + 1
    fresh.wrong_in_all = 0 if right else fresh.wrong_in_all + 1
    fresh.locked_until = None
    if fresh.wrong_tries >= WRONG_TRIES:
        fresh.wrong_tries, fresh.locked_until = 0, at + REST
    fresh.save(update_fields=["wrong_tries", "wrong_in_all", "locked_until"])
    kind = "own_page.opened" if right else "own_page.refused"
    record(kind, fresh, by=by, at=at, thread=fresh.order, link=fresh.code)
    return right


def _living(link: OwnLink, at: datetime) -> OwnLink:
    """The link as it is now. Raises Conflict where it has ended meanwhile."""
    fresh = OwnLink.objects.select_related("order__person").get(pk=link.pk)
    if not fresh.lives(at):
        raise Conflict(gettext("Tautan ini tidak berlaku lagi. Minta tautan baru kepada PK."))
    return fresh


def _opens(link: OwnLink, digits: str, at: datetime) -> bool:
    """A right code ends here; printed digits go on as long as the paper."""
    given = digits_digest(link.order, digits)
    if open_codes(link.order, at=at).filter(digest=given).update(ended_at=at, sealed=None):
        return True
    living = links_of(link.order).filter(expires_at__gt=at, pin=given)
    return link.wrong_in_all < PIN_TRIES and living.exists()


@deed
def send_own_excuse(
    *, link: OwnLink, session: str, reason: str, file: tuple[str, bytes] | None, by: User, at: datetime
) -> Excuse:
    """The person says through the link that they cannot come to a session (its code), and why; the PK answers.

    Raises Conflict where the link or the date has ended, Refused for a picture that is none.
    """
    require(by, "own_page.excuse")
    fresh = _living(link, at)
    date = own_date(fresh.order, session, at=at)
    if date is None:
        raise Conflict(gettext("Tanggal ini sudah lewat atau berubah. Telepon PK."))
    excuse = tell_excuse(appointment=date, reason=Reason(reason), file=file, by=by, at=at)
    record("own_page.excused", excuse, by=by, at=at, thread=fresh.order, link=fresh.code)
    return excuse


@deed
def send_own_complaint(*, link: OwnLink, about: str, text: str, by: User, at: datetime) -> OwnComplaint:
    """Take a complaint through an opened page. It goes to somebody whom it is not about.

    It stands in no order's history: the PK reads that, and the complaint may be about the PK. Raises Refused for an
    empty or endless one, and for more than five a day.
    """
    require(by, "own_complaint.send")
    fresh = _living(link, at)
    if about not in About.values or not text.strip():
        raise Refused(gettext("Pilih tentang apa, lalu tulis apa yang terjadi. Belum ada yang terkirim."))
    today = OwnComplaint.objects.filter(order=fresh.order, sent_at__gt=at - A_DAY)
    if today.count() >= COMPLAINTS_A_DAY:
        raise Refused(gettext("Hari ini sudah 5 aduan. Kirim lagi besok. Aduan tadi tersimpan."))
    day = at.astimezone(WIT).date()
    row = OwnComplaint(
        code=new_code(),
        order=fresh.order,
        link=fresh,
        about=about,
        handler=HANDLERS[about],
        site=nearest_site(fresh.order, at=at),
        text=text.strip()[:1500],
        sent_at=at,
        due_on=day + timedelta(days=int(parameters_in_force().value("own_complaint_days", day))),
    )
    row.save(force_insert=True)
    record("own_complaint.sent", row, by=by, at=at, seals=[row], about=str(about), link=fresh.code)
    return row
