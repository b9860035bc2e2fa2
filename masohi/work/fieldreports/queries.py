"""Reports that wait: for the fold, or for a person."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from masohi.cases.orders.models import handled_by
from masohi.parties.accounts.models import User
from masohi.parties.devices.models import Device
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldreports.terms import WAITING
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.placement.models import Appointment, Session


def unsettled(device: Device | None = None) -> list[tuple[int, int]]:
    """(phone, session) pairs with entries that no report has taken in yet; of one phone, or of all."""
    rows = FieldEntry.objects.exclude(session=None)
    if device is not None:
        rows = rows.filter(device=device)
    known = FieldReport.objects.filter(device=OuterRef("device"), session=OuterRef("session")).values("upto")
    newest = rows.values("device", "session").annotate(last=Max("dseq"), upto=Coalesce(Subquery(known), 0))
    return sorted(newest.filter(last__gt=F("upto")).values_list("device", "session").distinct())


def reports_to_decide(user: User) -> QuerySet[FieldReport]:
    """Reports that differ from the record, could not be recorded, or came from a phone out of use; oldest first."""
    here = Appointment.objects.filter(handled_by(user, "order__"), session=OuterRef("session"))
    rows = FieldReport.objects.filter(Exists(here), state__in=WAITING)
    return rows.select_related("device__user", "session__site").order_by("changed_at", "pk")


def report(user: User, number: int) -> FieldReport | None:
    """One report of a session with people of `user`'s, decided or not."""
    here = Appointment.objects.filter(handled_by(user, "order__"), session=OuterRef("session"))
    rows = FieldReport.objects.filter(Exists(here), pk=number)
    return rows.select_related("device__user", "session__site", "decided_by").first()


def reports_of(session: Session) -> QuerySet[FieldReport]:
    """Every phone's report about a session that the caller may see."""
    return FieldReport.objects.filter(session=session).select_related("device__user").order_by("pk")


def report_states(device: Device) -> dict[str, str]:
    """By code of the session: what became of this phone's reports of the last two weeks or so (newest 60)."""
    rows = FieldReport.objects.filter(device=device).order_by("-pk").values_list("session__code", "state")[:60]
    return dict(rows)


def standing_records(session: Session) -> dict[int, Attendance]:
    """By appointment: the record that counts now."""
    rows = Attendance.objects.filter(appointment__session=session, replaced_by=None)
    return {row.appointment_id: row for row in rows.select_related("appointment__order__person", "recorded_by")}


def differs(seen: Seen, row: Attendance | None) -> bool:
    """Whether a report says something else about one person than the record does."""
    if row is None:
        return True
    told: tuple[Any, ...] = (str(seen.outcome), seen.started_at, seen.ended_at)
    if not row.marks.attended:
        told = (str(seen.outcome), None, None)
    return told != (row.outcome, row.started_at, row.ended_at) or seen.reported_minutes != row.reported_minutes


def sessions_with_open_reports(sessions: Iterable[Session]) -> set[int]:
    """Those (primary keys) about which a phone's word waits for a decision. One query."""
    rows = FieldReport.objects.filter(session__in=[one.pk for one in sessions], state__in=WAITING)
    return set(rows.values_list("session", flat=True))
