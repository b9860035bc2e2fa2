"""Let an order rest, and end the rest. Sessions follow in `work.absences.actions`, which pages call."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.cases.pauses.models import Pause
from masohi.cases.pauses.queries import pauses_of
from masohi.cases.pauses.terms import PauseKind
from masohi.law.interruptions import extends_deadline
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT, long_date
from masohi.writing.refusals import Conflict, Refused

FAR_DAYS = 366
SUSPENDING = {PauseKind.PROSECUTOR, PauseKind.COURT}


@deed
def pause_order(
    *,
    order: Order,
    kind: PauseKind,
    from_day: date,
    until: date | None = None,
    document: str,
    issuer: str,
    reason: str,
    paper_sha256: str = "",
    by: User,
    at: datetime,
) -> Pause:
    """Record that nobody works for this order from a day on, until a day (included) or until somebody ends it.

    Who writes down an illness may not suspend: that is the jaksa's, on the own word or the court's (KUHP 85(8)). The
    paper must be named. Raises Conflict where such a pause is there already, Refused where something is missing.
    """
    require(by, "pause.suspend" if kind in SUSPENDING else "pause.medical")
    fresh = Order.objects.visible_to(by).filter(pk=order.pk, state=State.RUNNING).first()
    if fresh is None:
        raise Conflict(gettext("Perkara ini tidak berjalan atau bukan tanggungan Anda. Tidak ada yang berubah."))
    if not (document.strip() and issuer.strip() and reason.strip()):
        raise Refused(gettext("Tulis surat dasar, penerbit, dan alasannya. Belum ada yang tersimpan."))
    if abs((from_day - at.astimezone(WIT).date()).days) > FAR_DAYS:
        raise Refused(
            gettext("Hari pertama lebih dari setahun dari sekarang. Periksa tahunnya; belum ada yang tersimpan.")
        )
    if until is not None and until < from_day:
        raise Refused(gettext("Hari terakhir harus sesudah hari pertama. Belum ada yang tersimpan."))
    if any(one.kind == kind and one.covers(from_day) for one in pauses_of(fresh)):
        raise Conflict(gettext("Jeda yang sama sudah tercatat untuk hari itu. Tidak ada yang disimpan dua kali."))
    pause = Pause.objects.create(
        code=new_code(),
        order=fresh,
        kind=kind,
        from_day=from_day,
        until=until,
        document=document.strip()[:120],
        issuer=issuer.strip()[:120],
        reason=reason.strip()[:250],
        paper_sha256=paper_sha256,
        entered_by=by,
        entered_at=at,
    )
    last = until.isoformat() if until else None
    record("order.paused", pause, by=by, at=at, thread=fresh, seals=[pause], first=from_day.isoformat(), last=last)
    return pause


@deed
def end_pause(*, pause: Pause, resumes_on: date, document: str = "", reason: str, by: User, at: datetime) -> Pause:
    """End a pause: on `resumes_on` the person may work again; on its very first day it never held.

    Where the parameter of its kind says so on the day of the end, the deadline moves by the days of rest. Raises
    Conflict where it has ended, Refused for an order that has ended, a day that does not fit, or without a reason.
    """
    require(by, "pause.suspend" if pause.kind in SUSPENDING else "pause.medical")
    fresh = Pause.objects.filter(pk=pause.pk, ended_at=None, order__in=Order.objects.visible_to(by)).first()
    if fresh is None:
        raise Conflict(gettext("Jeda ini sudah diakhiri. Tidak ada yang berubah."))
    order = Order.objects.get(pk=fresh.order_id)
    if not order.living:
        raise Refused(gettext("Perkara ini sudah berakhir. Jedanya ikut berakhir; tidak ada yang perlu diubah."))
    if not reason.strip():
        raise Refused(gettext("Tulis alasan jeda berakhir. Belum ada yang berubah."))
    latest = fresh.until + timedelta(days=1) if fresh.until else None
    if resumes_on < fresh.from_day or (latest is not None and resumes_on > latest):
        raise Refused(_outside(fresh.from_day, latest))
    fresh.resumes_on, fresh.ended_by, fresh.ended_at = resumes_on, by, at
    fresh.end_document, fresh.end_reason = document.strip()[:120], reason.strip()[:250]
    fresh.added_days = _days_to_add(fresh, order, at)
    fresh.save()
    entry = record("order.resumed", fresh, by=by, at=at, thread=order, seals=[fresh], resumes=resumes_on.isoformat())
    move_deadline(order=order, days=fresh.added_days, because=entry)
    return fresh


def _outside(first: date, latest: date | None) -> str:
    if latest is None:
        says = gettext("Hari kerja kembali paling awal %(first)s. Belum ada yang berubah.")
        return says % {"first": long_date(first)}
    says = gettext("Hari kerja kembali harus dari %(first)s sampai %(last)s. Belum ada yang berubah.")
    return says % {"first": long_date(first), "last": long_date(latest)}


def _days_to_add(pause: Pause, order: Order, at: datetime) -> int:
    """Days of rest between the execution order and the deadline as it moves with them, without those that an earlier
    end has counted: a rest that runs over the old deadline leaves as many days to work as there were before it."""
    if order.deadline is None or order.execution_order_date is None:
        return 0
    if not extends_deadline(pause.kind, day=at.astimezone(WIT).date(), parameters=parameters_in_force()):
        return 0
    counted = [one for one in order.pauses.all() if one.added_days and one.pk != pause.pk]
    added, day = 0, order.execution_order_date
    while day <= order.deadline + timedelta(days=added):
        added += pause.covers(day) and not any(one.covers(day) for one in counted)
        day += timedelta(days=1)
    return added


@consequence
def move_deadline(*, order: Order, days: int, because: Entry) -> None:
    """Move the last lawful day of an order by `days` of rest; the ledger says from where to where."""
    if not days or order.deadline is None:
        return
    before, order.deadline = order.deadline, order.deadline + timedelta(days=days)
    order.edition += 1
    order.save(update_fields=["deadline", "edition"])
    told: dict[str, Any] = {"before": before.isoformat(), "deadline": order.deadline.isoformat(), "days": days}
    record("order.extended", order, because=because, thread=order, seals=[order], **told)


@consequence
def carry_pauses(*, order: Order, because: Entry) -> None:
    """After a court's new sentence has set the deadline anew: what ended pauses had added to it holds on."""
    fresh = Order.objects.get(pk=order.pk)
    move_deadline(order=fresh, days=_added(fresh.pauses.all()), because=because)


def _added(pauses: Iterable[Pause]) -> int:
    return sum(one.added_days for one in pauses)
