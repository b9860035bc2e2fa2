"""What a message says, written at the moment of sending from what holds then, in Indonesian whoever sends it.

To the person: one word of the name, nothing of the case. To somebody else: when and where, not even what for.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State as OrderState
from masohi.faces.notify.models import Message
from masohi.faces.notify.queries import words_sent
from masohi.faces.notify.terms import Fault, Kind
from masohi.faces.schedule_words import dates_said, greeting, plain_dates
from masohi.work.absences.queries import absences_of, standing_decision
from masohi.work.calendars.queries import ToTell, unheard
from masohi.work.placement.terms import AppointmentState
from masohi.writing import indonesian
from masohi.writing.indonesian import WIT


class Moot(Exception):
    """There is nothing left to say; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Said:
    """A text, and the dates (appointments, primary keys) that it names; `whole`: they are all there is to know."""

    def __init__(self, text: str, told: list[int] | None = None, *, whole: bool = False) -> None:
        self.text, self.told, self.whole = text, told or [], whole


def write(message: Message, *, at: datetime) -> Said:
    """The text of a message about somebody's order. Raises Moot where it no longer holds."""
    if message.expires_at is not None and at >= message.expires_at:
        raise Moot(Fault.LATE)
    order = message.order
    if order is None:
        raise Moot(Fault.TEXTLESS)
    if order.state != OrderState.RUNNING and message.kind not in (Kind.DONE, Kind.LETTER):
        raise Moot(Fault.MOVED)
    with translation.override("id"):
        return WRITERS[message.kind](message, order, at)


def _call(order: Order) -> str:
    """How to say that something is in the way: by an answer, and by phone where the PK's number is known."""
    number = order.pk_officer.phone if order.pk_officer else ""
    if number:
        return _("Ada halangan? Telepon PK di %(number)s.") % {"number": number}
    return _("Ada halangan? Beri tahu PK sebelum harinya.")


def _reminder(message: Message, order: Order, at: datetime) -> Said:
    row = message.appointment
    if row is None or row.state != AppointmentState.PLANNED or row.told_at is None:
        raise Moot(Fault.MOVED)
    what = _("ada kegiatan di") if message.contact else _("kerja sosial di")
    day = indonesian.day_and_date(row.starts_at.astimezone(WIT).date())
    when = f"{near(row.starts_at, at)} {day}, {indonesian.clock(row.starts_at)} WIT, {what} {row.session.site}."
    lines = [greeting(order, message.contact), when, _("Jam berapa Anda berangkat?")]
    if message.contact is None:
        lines.append(_("Jika tidak datang tanpa kabar, PK harus membuat surat panggilan."))
    return Said(" ".join([*lines, _call(order)]), [row.pk])


def near(moment: datetime, at: datetime) -> str:
    """How far a day is in WIT: today, tomorrow, in some days."""
    days = (moment.astimezone(WIT).date() - at.astimezone(WIT).date()).days
    words = {0: _("Hari ini"), 1: _("Besok"), 2: _("Lusa")}
    return words.get(days) or _("%(n)s hari lagi,") % {"n": days}


def _schedule(message: Message, order: Order, at: datetime) -> Said:
    found: ToTell | None = next(iter(unheard([order.pk], at=at, words=words_sent([order.pk]))), None)
    if found is None:
        raise Moot(Fault.HEARD)
    told = [row.pk for row in found.dates]
    if message.contact is not None:
        return Said("\n".join([greeting(order, message.contact), *plain_dates(found), _call(order)]), told, whole=True)
    lines = [greeting(order, message.contact)]
    if found.again:
        lines.append(_("Ada perubahan jadwal kerja sosial Anda."))
    lines += [*dates_said(found), _("Jam berapa Anda berangkat?"), _call(order)]
    lines.append(_("Jika tidak datang tanpa kabar, PK harus membuat surat panggilan."))
    return Said("\n".join(lines), told, whole=True)


def _worked(message: Message, order: Order, at: datetime) -> Said:
    row = message.appointment
    if row is None or row.state != AppointmentState.VERIFIED or not row.credited_minutes:
        raise Moot(Fault.TEXTLESS)
    if not order.open_minutes:
        raise Moot(Fault.TEXTLESS)  # the last hour is told by the message that all is done
    times = -(-order.open_minutes // row.credited_minutes)
    words = {
        "hours": indonesian.hours(row.credited_minutes),
        "day": indonesian.day_and_date(row.starts_at.astimezone(WIT).date()),
        "left": indonesian.hours(order.open_minutes),
        "times": times,
    }
    text = _("Terima kasih. %(hours)s pada %(day)s sudah diakui. Sisa %(left)s, kira-kira %(times)s kali lagi.") % words
    return Said(f"{greeting(order, message.contact)} {text}")


def _excuse(message: Message, order: Order, at: datetime) -> Said:
    row = message.appointment
    if row is None:
        raise Moot(Fault.TEXTLESS)
    found = next((one for one in absences_of(order) if one.appointment.pk == row.pk), None)
    if found is None or standing_decision(row) is not None:
        raise Moot(Fault.TEXTLESS)  # the answer itself is on its way
    text = _(
        "Kabar Anda sudah diterima. PK menjawab paling lambat %(until)s. Sampai ada jawaban, jadwal belum berubah."
    )
    return Said(f"{greeting(order, message.contact)} {text % {'until': indonesian.day_and_date(found.deadline)}}")


def _decision(message: Message, order: Order, at: datetime) -> Said:
    row = message.appointment
    decision = standing_decision(row) if row is not None else None
    if row is None or decision is None:
        raise Moot(Fault.TEXTLESS)
    words = {"day": indonesian.day_and_date(row.starts_at.astimezone(WIT).date())}
    if decision.valid:
        text = _("Kabar Anda untuk %(day)s diterima. Jam kerjanya dijadwalkan lagi; jumlah jam tidak berubah.") % words
    else:
        text = _("Kabar Anda untuk %(day)s belum dapat diterima. PK akan menjelaskan sebabnya.") % words
    return Said(f"{greeting(order, message.contact)} {text} {_call(order)}")


def _letter(message: Message, order: Order, at: datetime) -> Said:
    text = _("Ada surat untuk Anda di %(office)s. Ambil di kantor, atau minta PK membacakannya.")
    return Said(f"{greeting(order, message.contact)} {text % {'office': order.bapas.short_name}} {_call(order)}")


def _done(message: Message, order: Order, at: datetime) -> Said:
    text = _("Selesai. Semua jam sudah diakui. Surat keterangan bisa diambil di %(office)s.")
    return Said(f"{greeting(order, message.contact)} {text % {'office': order.bapas.short_name}}")


Writer = Callable[[Message, Order, datetime], Said]
WRITERS: dict[str, Writer] = {
    Kind.REMINDER: _reminder,
    Kind.SCHEDULE: _schedule,
    Kind.WORKED: _worked,
    Kind.EXCUSE: _excuse,
    Kind.DECISION: _decision,
    Kind.LETTER: _letter,
    Kind.DONE: _done,
}
