"""One child's order that only officers for children's cases see: pelayanan masyarakat with a companion."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from masohi.cases.contacts.actions import add_contact
from masohi.cases.contacts.terms import ContactKind
from masohi.cases.orders.actions import assign_officers, register_order, start_execution
from masohi.cases.orders.models import Order
from masohi.faces.jobs.sample import Sample
from masohi.law.order_facts import OrderFacts, PersonFacts
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisation_called, villages
from masohi.supply.sites.actions import appoint_supervisor, open_site, open_slot
from masohi.work.attendance.actions import record_session, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.terms import Outcome
from masohi.work.calendars.actions import tell_person
from masohi.work.calendars.terms import Way
from masohi.work.placement.actions import accept_plan, announce_sessions, approve_plan, propose_plans
from masohi.work.placement.queries import appointments_of
from masohi.work.placement.terms import PlanState
from masohi.writing.indonesian import WIT

BEGAN: Final = timedelta(days=24)  # how long the order has run
COMPANION: Final = "Paula Pendamping"
VILLAGE: Final = "81.71.01.2001"
SATURDAY, SUNDAY, AFTERNOON = 5, 6, 840  # outside school; minutes of the day


def play(sample: Sample, supervisor: User, *, at: datetime) -> None:
    """A verdict of 24 hours runs for some weeks at a site that welcomes children; the newest session is open."""
    began = at - BEGAN
    _open_site(sample, supervisor, began)
    order = _running(sample, began)
    by = sample.child_pk
    note: dict[str, Any] = {"person": order.person, "thread": order, "consented_on": _day(began)}
    add_contact(**note, kind=ContactKind.GUARDIAN, name=COMPANION, number="0812 4800 0301", by=by, at=began)
    for plan in propose_plans(orders=[order], by=by, at=began):
        if plan.short_minutes:
            return
        if accept_plan(plan=plan, by=by, at=began).state == PlanState.WAITING:
            approve_plan(plan=plan, by=sample.child_prosecutor, at=began)
    rows = list(appointments_of(order))
    announce_sessions(sessions=[row.session for row in rows], by=by, at=began)
    tell_person(order=order, way=Way.FAMILY, by=by, at=began)
    for row in rows:
        if row.session.ends_at >= at:
            break
        seen = [Seen(row.pk, Outcome.PRESENT, row.starts_at, row.starts_at + timedelta(minutes=row.minutes))]
        done: dict[str, Any] = {"by": supervisor, "at": row.session.ends_at}
        made = record_session(session=row.session, heads_at_start=1, heads_at_end=1, seen=seen, **done)
        if row.session.ends_at < at - timedelta(days=4):
            verify_attendance(accepted=made, by=by, at=row.session.ends_at + timedelta(hours=5))


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


def _open_site(sample: Sample, supervisor: User, at: datetime) -> None:
    by = sample.officers["Dinsos"]
    village = next(one for one in villages() if one.code == VILLAGE)
    site = open_site(
        name="Rumah Baca Anak Contoh",
        host=_office("Dinsos"),
        village=village,
        lat=village.lat,
        lon=village.lon,
        tasks="Menata buku dan membaca bersama",
        declared_on=_day(at),
        declared_by="Kepala Dinas",
        child_suitable=True,
        child_declared_by="Kepala Dinas",
        by=by,
        at=at,
    )
    for weekday in (SATURDAY, SUNDAY):
        open_slot(site=site, weekday=weekday, starts=AFTERNOON, minutes=180, places=5, by=by, at=at)
    appoint_supervisor(site=site, person=supervisor, capacity=10, by=by, at=at)


def _office(name: str) -> Organisation:
    found = organisation_called(name)
    if found is None:
        raise LookupError(f"reference data without {name}")
    return found


def _running(sample: Sample, at: datetime) -> Order:
    day = _day(at)
    units = {"court": "PN Ambon", "prosecutor_office": "Kejari Ambon", "bapas": "Bapas Ambon"}
    institutions: dict[str, Any] = {key: _office(name) for key, name in units.items()}
    by = sample.child_prosecutor
    made = register_order(facts=_verdict(sample, day), **institutions, by=by, at=at)
    named: dict[str, Any] = {"prosecutor": by, "pk_officer": sample.child_pk}
    made = assign_officers(order=made, edition=made.edition, **named, by=by, at=at)
    return start_execution(
        order=made,
        edition=made.edition,
        inkracht_date=day - timedelta(days=12),
        execution_order_date=day,
        execution_order_number=f"CONTOH-ANAK-1/{day.year}",
        safety_briefed_on=day,
        by=by,
        at=at,
    )


def _verdict(sample: Sample, day: date) -> OrderFacts:
    return OrderFacts(
        register="anak",
        case_number=f"1/Pid.Sus-Anak/{day.year}/PN Amb",
        court="PN Ambon",
        verdict_date=day - timedelta(days=20),
        offence_date=day - timedelta(days=90),
        offence_max_prison_months=48,
        hours=24,
        completion_days=120,
        diversion=True,
        companion=COMPANION,
        companion_kind="wali",
        prosecutor=sample.child_prosecutor.name,
        pk=sample.child_pk.name,
        person=PersonFacts(
            name="Nia Contoh",
            birth_date=date(day.year - 16, 1, 15),
            sex="P",
            nik_reason="orang karangan",
            village=VILLAGE,
        ),
    )
