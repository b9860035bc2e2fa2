"""Warn about the pace of an order; note who has read the warning."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.monthly.models import PaceAlarm
from masohi.work.monthly.pace.facts import monday
from masohi.work.monthly.pace.queries import Due
from masohi.work.monthly.terms import AlarmCode
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused


@deed
def raise_alarm(*, due: Due, by: User, at: datetime) -> PaceAlarm | None:
    """Warn about one order; None where it was warned of already this week (or of this deadline), or has ended."""
    require(by, "pace.raise")
    order, week = Order.objects.get(pk=due.order.pk), monday(at.astimezone(WIT).date())
    if not order.living or order.deadline is None or not order.open_minutes:
        return None
    known = PaceAlarm.objects.filter(order=order)
    if due.why == AlarmCode.LAST_CALL:
        known = known.filter(why=AlarmCode.LAST_CALL, deadline=order.deadline)
    else:
        known = known.filter(week=week).exclude(why=AlarmCode.LAST_CALL)
    if known.exists():
        return None
    alarm = PaceAlarm.objects.create(
        code=new_code(),
        order=order,
        why=due.why,
        week=week,
        deadline=order.deadline,
        minutes=order.minutes,
        credited=order.credited_minutes,
        open_minutes=order.open_minutes,
        fits=due.fits,
        bound=due.bound,
        raised_at=at,
    )
    told: dict[str, Any] = {"why": str(due.why), "open": alarm.open_minutes, "fits": due.fits, "bound": due.bound}
    record("pace.raised", alarm, by=by, at=at, thread=order, seals=[alarm], **told)
    return alarm


@deed
def see_alarm(*, alarm: PaceAlarm, by: User, at: datetime) -> PaceAlarm:
    """A PK or a jaksa has seen the warning; older warnings of the same order count as seen with it."""
    require(by, "pace.see")
    rows = list(PaceAlarm.objects.visible_to(by).filter(order=alarm.order_id, pk__lte=alarm.pk))
    if not rows:
        raise Refused(gettext("Peringatan ini bukan tentang perkara kantor Anda."))
    sides = [side for side, role in (("pk", Role.PROBATION), ("jaksa", Role.PROSECUTOR)) if by.has(role)]
    changed = [row for row in rows if _seen(row, sides, by, at)]
    PaceAlarm.objects.bulk_update(changed, ["pk_seen_by", "pk_seen_at", "jaksa_seen_by", "jaksa_seen_at"])
    if changed:
        record("pace.seen", alarm, by=by, at=at, thread=alarm.order, seals=changed, alarms=len(changed))
    return PaceAlarm.objects.get(pk=alarm.pk)


def _seen(row: PaceAlarm, sides: list[str], by: User, at: datetime) -> bool:
    """Note on one warning who has seen it first; whether something is new."""
    new = [side for side in sides if getattr(row, f"{side}_seen_at") is None]
    for side in new:
        setattr(row, f"{side}_seen_by", by)
        setattr(row, f"{side}_seen_at", at)
    return bool(new)
