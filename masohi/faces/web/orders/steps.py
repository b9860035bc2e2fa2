"""What comes next for an order, and whose turn it is."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.work.placement.queries import Standing
from masohi.work.placement.terms import PlanState


@dataclass(frozen=True)
class Step:
    """One thing to do: the words on its button, who may do it, where. `posts`: the button itself does the deed."""

    label: Any
    hint: Any
    deed: str
    by: Any
    address: str
    argument: str = ""
    posts: bool = False

    @property
    def url(self) -> str:
        """Where the button leads."""
        return reverse(self.address, args=[self.argument] if self.argument else [])


JAKSA, PK, EITHER = _("jaksa"), _("PK"), _("jaksa atau PK")


def next_step(order: Order, standing: Standing) -> Step | None:
    """The one thing that moves this order on; None where only time does, or where it has ended."""
    if order.state == State.REGISTERED:
        return _before_start(order)
    if order.state == State.RUNNING:
        return _before_hours(order, standing) or _with_hours(order, standing)
    return None


def _before_start(order: Order) -> Step:
    if order.person.duplicate_open:
        hint = _("Orang dengan nama yang sama sudah tercatat. Bandingkan keduanya sebelum perkara dimulai.")
        return Step(_("Putuskan orang serupa"), hint, "duplicate.decide", EITHER, "order-person", order.code)
    if order.prosecutor_id is None or order.pk_officer_id is None:
        hint = _("Jaksa mengawasi, PK membimbing. Keduanya wajib ditunjuk sebelum perkara berjalan.")
        return Step(_("Tunjuk jaksa dan PK"), hint, "order.assign", JAKSA, "order-officers", order.code)
    hint = _("Catat putusan tetap, surat perintah pelaksanaan, dan penjelasan keselamatan kerja.")
    return Step(_("Mulai pelaksanaan"), hint, "order.start", JAKSA, "order-start", order.code)


def _before_hours(order: Order, standing: Standing) -> Step | None:
    if order.credited_minutes >= order.minutes:
        hint = _("Semua jam sudah diakui. Periksa sekali lagi, lalu terbitkan surat keterangan selesai.")
        return Step(_("Selesaikan perkara"), hint, "certificate.issue", JAKSA, "order-complete", order.code)
    if standing.plan is None:
        return None
    if standing.plan.state == PlanState.WAITING:
        hint = _("PK sudah menerima usulan jadwal. Tempat, hari, dan jam menunggu persetujuan jaksa.")
        return Step(_("Putuskan usulan jadwal"), hint, "plan.approve", JAKSA, "plan", standing.plan.code)
    hint = _("Usulan jadwal sudah ada. Periksa tempat dan tanggalnya, lalu terima.")
    return Step(_("Periksa usulan jadwal"), hint, "plan.accept", PK, "plan", standing.plan.code)


def _with_hours(order: Order, standing: Standing) -> Step | None:
    if standing.to_verify:
        hint = _("Ada catatan kehadiran yang menunggu diperiksa.")
        return Step(_("Periksa jam"), hint, "attendance.verify", PK, "verify-hours")
    if order.credited_minutes + standing.promised_minutes < order.minutes:
        hint = _("Sisa jam belum punya jadwal. Program mengusulkan tempat dan tanggal; Anda yang memutuskan.")
        return Step(_("Susun jadwal"), hint, "plan.propose", PK, "plan-propose", order.code, posts=True)
    if standing.quiet:
        hint = _("Jadwal sudah disetujui tetapi belum diumumkan.")
        return Step(_("Umumkan jadwal"), hint, "session.announce", PK, "schedule")
    return None


def turn(user: User, order: Order, standing: Standing) -> dict[str, Any]:
    """The next step as a page shows it: `step`, and whether the reader is the one (`mine`)."""
    step = next_step(order, standing)
    mine = step is not None and may(user, step.deed)
    return {"step": step, "mine": mine, "next_at": standing.next_at, "unrecorded": standing.unrecorded}
