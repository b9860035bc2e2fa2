"""Numbers of the messages to people: when they may come, how early a reminder is, when a sender counts as silent."""

from datetime import date
from typing import Final

from masohi.law.dated import Dated, Parameter
from masohi.law.parameter_kinds import CLOCK, COUNT, NUMBER, NUMBERS, RUPIAH, Kind, Value
from masohi.writing import gettext_noop as _

POLICY: Final = "Kebijakan Masohi"
STUDIES: Final = "Kebijakan Masohi; menurut penelitian, pengingat sehari sebelumnya paling berguna"


def _office(key: str, label: str, unit: str, kind: Kind, value: Value, source: str = POLICY) -> Parameter:
    return Parameter(key, label, unit, kind, Dated(((date(2026, 1, 2), value, source),)), "I", office=True)


MESSAGES: Final = (
    _office("message_from", _("Pesan kepada orang paling pagi"), _("WIT"), CLOCK, "07:00"),
    _office("message_until", _("Pesan kepada orang paling malam"), _("WIT"), CLOCK, "20:00"),
    _office("reminder_days", _("Ingatkan berapa hari sebelum sesi"), _("hari"), NUMBERS, (1,), STUDIES),
    _office("reminder_clock", _("Jam pengingat"), _("WIT"), CLOCK, "08:00"),
    _office("reminder_hours", _("Ingatkan lagi sebelum sesi"), _("jam"), NUMBER, 0),
    _office("message_tries", _("Pengiriman dicoba paling banyak"), _("kali"), COUNT, 5),
    _office("dead_number_after", _("Nomor dianggap mati sesudah tidak sampai"), _("kali"), COUNT, 3),
    _office("message_cost", _("Biaya satu pesan lewat gerbang"), "", RUPIAH, 0, "Isi menurut kontrak gerbang pesan"),
    _office("sender_silence", _("Pengirim pesan dianggap berhenti sesudah diam"), _("menit"), COUNT, 15),
)
"""All may be set by the office, with a day and a source."""
