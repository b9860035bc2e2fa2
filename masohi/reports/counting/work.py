"""What was worked, where and by how many: grouped in the database over appointments and the records that count."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from masohi.cases.orders.models import Order
from masohi.reports.counting.terms import CAME, DOWN, WHOLE, Cell, Cells, district, grouped
from masohi.work.attendance.models import Attendance
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState

REFUSED = Q(appointment__state=AppointmentState.REJECTED)
CAME_THERE = Q(outcome__in=CAME) & ~REFUSED
STOOD_DOWN = Q(outcome__in=DOWN) & ~REFUSED
PERSON = "appointment__order__person"

Row = dict[str, Any]
NO_ROW: Row = {}
CHILDREN = Order.objects.filter(child=True).values("pk")
"""Asked apart: joining every order would lead PostgreSQL into a plan of minutes where it knows no statistics yet."""


def _appointments(first: date, last: date) -> QuerySet[Appointment]:
    """Those of adults: no figure counts a child's work (see `orders.counted_orders`)."""
    rows = Appointment.objects.filter(session__day__range=(first, last)).exclude(order__in=CHILDREN)
    return rows.exclude(state=AppointmentState.CANCELLED)


def _records(first: date, last: date) -> QuerySet[Attendance]:
    """The record that counts for each appointment: the one that nothing replaces. Of adults only."""
    rows = Attendance.objects.filter(replaced_by=None).exclude(appointment__order__in=CHILDREN)
    rows = rows.filter(appointment__session__day__range=(first, last))
    return rows.exclude(appointment__state=AppointmentState.CANCELLED)


def _hours(at: datetime) -> dict[str, Any]:
    credited, past = Q(credited_minutes__gt=0), Q(session__ends_at__lte=at) | ~Q(state=AppointmentState.PLANNED)
    return {
        "minutes": Sum("credited_minutes", default=0),
        "worked": Count("order__person", distinct=True, filter=credited),
        "past": Count("pk", filter=past),
        "past_people": Count("order__person", distinct=True, filter=past),
    }


def _presence() -> dict[str, Any]:
    return {
        "sessions": Count("appointment__session", distinct=True, filter=CAME_THERE),
        "came": Count("pk", filter=CAME_THERE),
        "came_people": Count(PERSON, distinct=True, filter=CAME_THERE),
        "expected": Count("pk", filter=~STOOD_DOWN),
        "expected_people": Count(PERSON, distinct=True, filter=~STOOD_DOWN),
        "down": Count("pk", filter=STOOD_DOWN),
    }


def _cells(hours: Row, presence: Row) -> dict[str, Cell]:
    minutes, worked = hours.get("minutes", 0), hours.get("worked", 0)
    return {
        "hours_credited": Cell(minutes, 0, worked),
        "people_worked": Cell(worked, 0, worked),
        "sessions_held": Cell(presence.get("sessions", 0), 0, presence.get("came_people", 0)),
        "attendance": Cell(presence.get("came", 0), presence.get("expected", 0), presence.get("expected_people", 0)),
        "stand_down": Cell(presence.get("down", 0), hours.get("past", 0), hours.get("past_people", 0)),
    }


def worked(first: date, last: date, *, at: datetime) -> Cells:
    """Figures of the sessions from `first` to `last`, whole and by site, host and district: eight queries.

    What is over at `at` counts as past, and what is recorded already: a site is found shut in the morning.
    """
    found: Cells = {}
    for kind, way in (("", ""), ("lokasi", "site__code"), ("dinas", "site__host__short_name"), ("wilayah", "site")):
        hours = grouped(_appointments(first, last), kind, _by(way, "session__"), **_hours(at))
        presence = grouped(_records(first, last), kind, _by(way, "appointment__session__"), **_presence())
        for name in {*hours, *presence}:
            for key, cell in _cells(hours.get(name, NO_ROW), presence.get(name, NO_ROW)).items():
                found.setdefault(key, {})[name] = cell
    return found


def _by(way: str, session: str) -> Any:
    """What to group by: nothing, the district of the site, or the column named."""
    if not way:
        return None
    return district(f"{session}site__village") if way == "site" else F(f"{session}{way}")


def worked_by_month(first: date, last: date, *, at: datetime) -> dict[date, dict[str, Cell]]:
    """The same for the whole programme, a row a month of sessions: two queries however many months."""
    hours = _by_month(_appointments(first, last), "session__day", _hours(at))
    presence = _by_month(_records(first, last), "appointment__session__day", _presence())
    return {
        month: _cells(hours.get(month, NO_ROW), presence.get(month, NO_ROW)) for month in sorted({*hours, *presence})
    }


def _by_month(rows: QuerySet[Any], day: str, sums: dict[str, Any]) -> dict[date, Row]:
    found = rows.annotate(month=TruncMonth(day)).values("month").annotate(**sums).order_by()
    return {row.pop("month"): row for row in found}


def stand_down(first: date, last: date) -> dict[str, dict[str, list[int]]]:
    """By host ("" for all), then by cause: appointments that failed by the service's fault, and their minutes."""
    rows = _records(first, last).filter(STOOD_DOWN)
    found: dict[str, dict[str, list[int]]] = {WHOLE: {}}
    by = rows.values("outcome", "appointment__session__site__host__short_name").order_by()
    for row in by.annotate(n=Count("pk"), minutes=Sum("appointment__minutes")):
        for name in (WHOLE, row["appointment__session__site__host__short_name"]):
            cell = found.setdefault(name, {}).setdefault(row["outcome"], [0, 0])
            cell[0] += row["n"]
            cell[1] += row["minutes"]
    return found


def causes(first: date, last: date) -> dict[str, Cell]:
    """Stand-down of a span, whole and by cause, as cells: appointments that failed, persons concerned."""
    rows, sums = _records(first, last).filter(STOOD_DOWN), {"n": Count("pk"), "people": Count(PERSON, distinct=True)}
    found = grouped(rows, WHOLE, None, **sums) | grouped(rows, "sebab", F("outcome"), **sums)
    return {name: Cell(row["n"], 0, row["people"]) for name, row in found.items()}


def minutes_ever() -> int:
    """Every minute that was ever credited to an adult."""
    minutes: int = Appointment.objects.exclude(order__in=CHILDREN).aggregate(n=Sum("credited_minutes", default=0))["n"]
    return minutes
