"""Rows of the last month become the plain facts that the rules look at."""

from datetime import date, datetime, time, timedelta

from masohi.parties.accounts.models import Membership
from masohi.parties.roles import Role
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.patterns.facts import FLAT_MINUTES, Correction, Decision, Month
from masohi.work.placement.models import Session
from masohi.work.placement.terms import SessionState
from masohi.work.signs.queries import press, worked
from masohi.writing.indonesian import WIT

DAYS = 31
VERIFIERS = (Role.PROBATION, Role.PROSECUTOR)


def month_until(day: date) -> Month:
    """What the rules may know of the 31 days that end with `day` (WIT)."""
    first = day - timedelta(days=DAYS - 1)
    since = datetime.combine(first, time(0), WIT)
    entries = FieldEntry.objects.filter(claimed_at__gte=since, quarantined=False, session__isnull=False)
    standing = Attendance.objects.filter(
        replaced_by=None, reported_minutes__gte=FLAT_MINUTES, appointment__session__day__range=(first, day)
    )
    return Month(
        name=f"{day:%Y-%m}",
        presses=tuple(
            press(one, one.session.site_id) for one in entries.select_related("device", "session") if one.session
        ),
        worked=tuple(worked(row) for row in standing.select_related("appointment__order", "appointment__session")),
        decisions=_decisions(since),
        corrections=_corrections(since),
        uncovered=_uncovered(first, day),
    )


def _decisions(since: datetime) -> tuple[Decision, ...]:
    """Accepted records since a moment, with how many officers of the order's Bapas could have decided."""
    rows = Verification.objects.filter(verified_at__gte=since, accepted=True)
    rows = rows.select_related("attendance__appointment__order").order_by("pk")
    held = list(Membership.objects.filter(role__in=VERIFIERS, ended_on=None))
    able: dict[int, set[int]] = {}
    roles: dict[int, date] = {}
    for one in held:
        if one.role == Role.PROBATION:
            able.setdefault(one.organisation_id, set()).add(one.person_id)
        roles[one.person_id] = min(one.began_on, roles.get(one.person_id, one.began_on))
    return tuple(
        Decision(
            recorder=row.attendance.recorded_by_id,
            verifier=row.verified_by_id,
            session=row.attendance.appointment.session_id,
            at=row.verified_at,
            choices=len(able.get(row.attendance.appointment.order.bapas_id, ())),
            role_since=roles.get(row.verified_by_id),
            day=row.verified_at.astimezone(WIT).date(),
        )
        for row in rows
    )


def _corrections(since: datetime) -> tuple[Correction, ...]:
    rows = Attendance.objects.filter(recorded_at__gte=since).exclude(replaces=None)
    return tuple(
        Correction(
            order=row.appointment.order_id,
            session=row.appointment.session_id,
            by=row.recorded_by_id,
            at=row.recorded_at,
            added=row.reported_minutes - (row.replaces.reported_minutes if row.replaces else 0),
        )
        for row in rows.select_related("appointment", "replaces").order_by("pk")
    )


def _uncovered(first: date, day: date) -> tuple[tuple[int, int], ...]:
    """Sites that name no agreement and where sessions were recorded, each with its newest session."""
    done = [SessionState.RECORDED, SessionState.VERIFIED]
    rows = Session.objects.filter(day__range=(first, day), state__in=done, site__agreements=None)
    return tuple(dict(rows.order_by("pk").values_list("site", "pk")).items())
