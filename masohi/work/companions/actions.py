"""Name who accompanies a child: for the whole order, or for one session instead."""

from datetime import datetime

from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import Companion
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState
from masohi.writing.names import tidy_name
from masohi.writing.refusals import Conflict, Refused


def _named(kind: str, name: str) -> tuple[str, str]:
    tidy = tidy_name(name)[:120]
    if kind not in Companion.values or not tidy:
        raise Refused(gettext("Pilih siapa yang mendampingi dan tulis namanya. Belum ada yang tersimpan."))
    return kind, tidy


@deed
def name_companion(*, order: Order, edition: int, kind: str, name: str, by: User, at: datetime) -> Order:
    """Say who accompanies the child at every session that names nobody else.

    Raises Refused for an adult's order or without a name, Conflict where somebody saved since the page was opened.
    """
    require(by, "companion.name")
    fresh = Order.objects.visible_to(by).filter(pk=order.pk, child=True).first()
    if fresh is None:
        raise Refused(gettext("Pendamping hanya untuk perkara anak. Belum ada yang tersimpan."))
    if fresh.edition != edition or not fresh.living:
        raise Conflict(gettext("Perkara baru saja diubah orang lain. Isian Anda masih ada; bandingkan, lalu simpan."))
    fresh.companion_kind, fresh.companion_name = _named(kind, name)
    fresh.edition += 1
    fresh.save(update_fields=["companion_kind", "companion_name", "edition"])
    record("companion.named", fresh, by=by, at=at, thread=fresh, seals=[fresh], kind=fresh.companion_kind)
    return fresh


@deed
def accompany(*, appointment: Appointment, kind: str, name: str, by: User, at: datetime) -> Appointment:
    """Say who accompanies the child at this one session. Raises Refused, or Conflict once the session is recorded."""
    require(by, "companion.name")
    rows = Appointment.objects.visible_to(by).filter(pk=appointment.pk, order__child=True)
    fresh = rows.filter(order__in=Order.objects.visible_to(by)).select_related("order").first()
    if fresh is None:
        raise Refused(gettext("Pendamping hanya untuk perkara anak. Belum ada yang tersimpan."))
    if fresh.state != AppointmentState.PLANNED:
        raise Conflict(gettext("Sesi ini sudah dicatat atau dibatalkan. Tidak ada yang berubah."))
    fresh.companion_kind, fresh.companion_name = _named(kind, name)
    fresh.save(update_fields=["companion_kind", "companion_name"])
    record("companion.changed", fresh, by=by, at=at, thread=fresh.order, seals=[fresh], kind=fresh.companion_kind)
    return fresh
