"""What is missing or odd in the data: a count for each question, whole and by institution or host."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.reports.counting.months import day_of
from masohi.reports.counting.orders import counted_orders, without_next_session
from masohi.reports.counting.places import unsent
from masohi.reports.counting.terms import UNITS, WHOLE, add, of_units, part
from masohi.reports.quality.terms import NOT_RECORDED, NOT_VERIFIED
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.terms import AgreementState
from masohi.supply.sites.models import Site
from masohi.work.attendance.models import Attendance
from masohi.work.placement.terms import AppointmentState, SessionState

LIVING = [State.REGISTERED, State.RUNNING]
Counts = dict[str, dict[str, int]]


def missing(at: datetime) -> Counts:
    """By question (`terms.QUESTIONS`), then by part: how many rows. A fixed number of queries."""
    day = day_of(at)
    found = _of_orders(at) | _of_sites(day)
    found["sessions_unrecorded"] = _by_host(unsent(at, after=NOT_RECORDED), "site__host")
    found["records_unverified"] = _unverified(at - NOT_VERIFIED)
    silent = [part for part in _by_host(unsent(at), "site__host") if part]
    found["offices_silent"] = {WHOLE: len(silent), **dict.fromkeys(silent, 1)}
    return found


def _of_orders(at: datetime) -> Counts:
    """Questions about living orders and their people: two queries."""
    person = Q(person__nik_sealed=None, person__nik_reason="")
    sums: dict[str, Any] = {
        "orders_without_officer": Count("pk", filter=Q(prosecutor=None) | Q(pk_officer=None)),
        "orders_without_deadline": Count("pk", filter=Q(state=State.RUNNING, deadline=None)),
        "people_without_phone": Count("person", distinct=True, filter=Q(person__phone="")),
        "people_without_nik": Count("person", distinct=True, filter=person),
        "twins_open": Count("person", distinct=True, filter=Q(person__duplicate_open=True)),
    }
    living = counted_orders().filter(state__in=LIVING)
    found: Counts = {key: {WHOLE: number} for key, number in living.aggregate(**sums).items()}
    for unit in UNITS:
        name = f"{unit}__short_name"
        for row in living.values(name).annotate(**sums).order_by():
            for key in sums:
                found[key][part("unit", row[name])] = row[key]
    found["people_without_session"] = _by_unit(without_next_session(at))
    return found


def _by_unit(rows: QuerySet[Order]) -> dict[str, int]:
    names = [f"{unit}__short_name" for unit in UNITS]
    found: Counts = {WHOLE: {"n": 0}}
    for row in rows.values(*names).annotate(n=Count("pk")).order_by():
        add(found, of_units(row), {"n": row["n"]})
    return {name: sums["n"] for name, sums in found.items()}


def _by_host(rows: QuerySet[Any], host: str) -> dict[str, int]:
    name = f"{host}__short_name"
    found = {part("dinas", row[name]): row["n"] for row in rows.values(name).annotate(n=Count("pk")).order_by()}
    return {WHOLE: sum(found.values()), **found}


def _unverified(before: datetime) -> dict[str, int]:
    """Records that came in before a moment and wait for their second officer, by institution."""
    waiting = Attendance.objects.filter(
        appointment__session__state=SessionState.RECORDED,
        appointment__state=AppointmentState.RECORDED,
        appointment__order__child=False,
        replaced_by=None,
        verification=None,
        recorded_at__lt=before,
    )
    names = {f"{unit}__short_name": f"appointment__order__{unit}__short_name" for unit in UNITS}
    found: Counts = {WHOLE: {"n": 0}}
    for row in waiting.values(*names.values()).annotate(n=Count("pk")).order_by():
        add(found, of_units({short: row[way] for short, way in names.items()}), {"n": row["n"]})
    return {name: sums["n"] for name, sums in found.items()}


def _of_sites(day: date) -> Counts:
    """Questions about sites in use: one query for each."""
    used = Site.objects.filter(active=True)
    signed = Agreement.objects.filter(site=OuterRef("pk"), begins_on__lte=day, ends_on__gte=day)
    signed = signed.exclude(state=AgreementState.DRAFT).filter(Q(ended_on=None) | Q(ended_on__gte=day))
    undeclared = Q(declared_on=None) | Q(declared_on__gt=day) | Q(declared_by="")
    questions = {
        "sites_unconfirmed": used.filter(coordinates_confirmed=False),
        "sites_undeclared": used.filter(undeclared),
        "sites_without_agreement": used.exclude(Exists(signed)),
        "sites_without_supervisor": used.filter(supervisors=None),
    }
    return {key: _by_host(rows, "host") for key, rows in questions.items()}
