"""Sites and the offices that host them: what each gave, which have stopped, which have not sent their records."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from masohi.parties.organisations.models import Place
from masohi.reports.counting.terms import CAME, Cells, part
from masohi.supply.sites.models import Closure, Site, Slot
from masohi.work.attendance.models import Attendance
from masohi.work.placement.models import Session
from masohi.work.placement.terms import AppointmentState, SessionState

STILL: Final = timedelta(days=30)  # so long without a session, and a site has stopped
SOON: Final = timedelta(days=1)  # a record may come in until the next day


def unsent(at: datetime, *, after: timedelta = SOON) -> QuerySet[Session]:
    """Sessions with people that ended more than `after` before `at` and that nobody has recorded."""
    return Session.objects.filter(state=SessionState.PLANNED, taken__gt=0, ends_at__lt=at - after)


def silent_offices(at: datetime) -> list[dict[str, Any]]:
    """Hosts that owe records of sessions: how many, and since which day. Longest silence first."""
    rows = unsent(at).values("site__host__short_name").annotate(sessions=Count("pk"), since=Min("day"))
    found = rows.order_by("since", "site__host__short_name")
    return [
        {"office": row["site__host__short_name"], "sessions": row["sessions"], "since": row["since"].isoformat()}
        for row in found
    ]


def stopped_sites(day: date) -> dict[str, int]:
    """By host: sites in use with a weekly opening where people have worked, but none within the last 30 days; or shut
    today."""
    came = Attendance.objects.filter(
        replaced_by=None, outcome__in=CAME, appointment__session__site=OuterRef("pk")
    ).exclude(appointment__state__in=[AppointmentState.CANCELLED, AppointmentState.REJECTED])
    newly = came.filter(appointment__session__day__gt=day - STILL, appointment__session__day__lte=day)
    shut = Closure.objects.filter(site=OuterRef("pk"), first_day__lte=day, last_day__gte=day)
    offered = Slot.objects.filter(site=OuterRef("pk"), active=True)
    rows = Site.objects.filter(Exists(offered), active=True)
    rows = rows.filter(Q(Exists(shut)) | (Q(Exists(came)) & ~Q(Exists(newly))))
    found = rows.values("host__short_name").annotate(n=Count("pk")).order_by("host__short_name")
    return {row["host__short_name"]: row["n"] for row in found}


def worked_sites(cells: Cells) -> list[dict[str, Any]]:
    """Sites in use for a map: name, host, coordinates, what `cells` of the month say of each, and how many pictures of
    finished work are public. One query."""
    hours, sessions = cells.get("hours_credited", {}), cells.get("sessions_held", {})
    public = Q(results__released_at__isnull=False, results__withdrawn_at=None)
    rows = Site.objects.filter(active=True).annotate(pictures=Count("results", filter=public)).order_by("name")
    columns = ("code", "slug", "name", "host__short_name", "lat", "lon", "village__name", "pictures")
    return [
        {
            "code": row["code"],
            "slug": row["slug"],
            "name": row["name"],
            "office": row["host__short_name"],
            "village": row["village__name"],
            "lat": str(row["lat"]),
            "lon": str(row["lon"]),
            "pictures": row["pictures"],
            "minutes": hours[name].numerator if name in hours else 0,
            "sessions": sessions[name].numerator if name in sessions else 0,
        }
        for row in rows.values(*columns)
        for name in [part("lokasi", row["code"])]
    ]


def names_of_parts(parts: Iterable[str]) -> dict[str, str]:
    """Names of sites ("lokasi:<code>") and districts ("wilayah:<code>"); two queries."""
    codes: dict[str, list[str]] = {"lokasi": [], "wilayah": []}
    for one in parts:
        kind, _sep, code = one.partition(":")
        codes.get(kind, []).append(code)
    sites = Site.objects.filter(code__in=codes["lokasi"]).values_list("code", "name")
    districts = Place.objects.filter(code__in=codes["wilayah"]).values_list("code", "name")
    found = {part("lokasi", code): name for code, name in sites}
    return found | {part("wilayah", code): name for code, name in districts}
