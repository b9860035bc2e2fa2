"""Read flags: what waits for whom, what is open about a session, what keeps a certificate waiting."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from masohi.cases.orders.models import Order, handled_by
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import colleagues
from masohi.work.attendance.models import Attendance
from masohi.work.flags.models import Flag
from masohi.work.flags.terms import BLOCKING
from masohi.work.placement.models import Session
from masohi.work.placement.terms import SessionState


def flags(user: User) -> QuerySet[Flag]:
    """Flags that `user` may see, decided or not: about own people, and about whole sessions with some."""
    rows = Flag.objects.filter(_seen_by(user))
    return rows.select_related("session__site", "order__person", "decided_by")


def _seen_by(user: User) -> Q:
    """A session can hold people of several offices: what is about one of them is for who handles the order."""
    return handled_by(user, "order__") | Q(order=None, session__in=Session.objects.visible_to(user))


def open_flags(user: User) -> list[Flag]:
    """Flags that `user` may decide, oldest first: none that is about the own office's deeds."""
    if not may(user, "flag.decide"):
        return []
    own = set(colleagues(user)) | {user.pk}
    return [flag for flag in flags(user).filter(decision="") if own.isdisjoint(flag.people)]


def flags_of(user: User, sessions: Iterable[Session]) -> dict[int, list[Flag]]:
    """By session: open flags about it that `user` may see, oldest first. One query."""
    found: dict[int, list[Flag]] = {}
    rows = Flag.objects.filter(_seen_by(user), session__in=[one.pk for one in sessions], decision="")
    for flag in rows.select_related("order__person"):
        found.setdefault(flag.session_id, []).append(flag)
    return found


def sessions_to_look_at(first: date, last: date) -> QuerySet[Session]:
    """Recorded sessions between two days, both included, for the night."""
    rows = Session.objects.filter(day__range=(first, last), state__in=[SessionState.RECORDED, SessionState.VERIFIED])
    return rows.order_by("pk")


def blocking_flags(order: Order) -> QuerySet[Flag]:
    """Open flags about whether the person of an order worked where and when the record says."""
    attended = Attendance.objects.filter(
        appointment__order=order, appointment__session=OuterRef("session"), replaced_by=None, reported_minutes__gt=0
    )
    whole_session = Q(order=None) & Exists(attended)
    return Flag.objects.filter(Q(order=order) | whole_session, decision="", code__in=sorted(BLOCKING))
