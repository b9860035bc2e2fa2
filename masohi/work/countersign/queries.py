"""Read what beneficiaries said about sessions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import colleagues
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.beneficiaries.queries import confirmed_beneficiaries
from masohi.work.attendance.models import HeadCount
from masohi.work.countersign.models import Countersign
from masohi.work.countersign.terms import PHONE_HOURS, Method
from masohi.work.placement.models import Session
from masohi.work.placement.terms import SessionState


def countersigns_of(session: Session) -> QuerySet[Countersign]:
    """Everything that beneficiaries said about a session, first to last, slips that wait or were refused included."""
    return session.countersigns.select_related("beneficiary", "keyed_by", "confirmed_by")


def countersign_of(session: Session) -> Countersign | None:
    """The one word that counts: from a phone that staff never used, else a confirmed slip, else the doubtful phone."""
    standing = [row for row in countersigns_of(session) if row.stands]
    return min(standing, key=lambda row: (row.same_device, row.method != Method.PHONE, row.pk), default=None)


def countersigns_by_session(sessions: Iterable[Session]) -> dict[int, Countersign]:
    """By session: the one word that counts, where there is one. One query."""
    found: dict[int, Countersign] = {}
    rows = Countersign.objects.filter(session__in=[one.pk for one in sessions])
    standing = [row for row in rows if row.stands]
    for row in sorted(standing, key=lambda row: (row.same_device, row.method != Method.PHONE, row.pk)):
        found.setdefault(row.session_id, row)
    return found


def differs(row: Countersign, counts: Iterable[HeadCount]) -> bool:
    """Whether the beneficiary counted another number than the supervisor; both counts when people left in between."""
    people = [count.people for count in counts]
    return bool(people) and not min(people) <= row.heads <= max(people)


def witnessed_session(code: str) -> Session | None:
    """For the beneficiary's page: the session of this code, whoever asks; a cancelled or empty one is not there."""
    rows = Session.objects.exclude(state=SessionState.CANCELLED).filter(taken__gt=0)
    return rows.select_related("site__village").filter(code=code).first()


def signing_beneficiaries(session: Session) -> QuerySet[Beneficiary]:
    """Confirmed contacts of the session's site who have chosen a PIN."""
    return confirmed_beneficiaries(session.site).exclude(pin="")


def phone_window(session: Session) -> tuple[datetime, datetime]:
    """From when to when a beneficiary can sign on a phone."""
    return session.starts_at, session.ends_at + timedelta(hours=PHONE_HOURS)


def slips_to_confirm(user: User) -> QuerySet[Countersign]:
    """Keyed slips that `user` may confirm: of sessions that `user` sees, keyed in another office, oldest first."""
    if not may(user, "slip.confirm"):
        return Countersign.objects.none()
    rows = Countersign.objects.filter(Q(method=Method.SLIP, confirmed_by=None))
    rows = rows.filter(session__in=Session.objects.visible_to(user)).exclude(keyed_by__in=colleagues(user))
    return rows.select_related("session__site", "beneficiary", "keyed_by").order_by("at", "pk")
