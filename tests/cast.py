"""The cast of the tests, made through the same deeds that the pages call. All people are fictional."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from masohi.cases.orders.actions import assign_officers, register_order, start_execution
from masohi.cases.orders.models import Order
from masohi.cases.twins.actions import decide_duplicate
from masohi.law.order_facts import OrderFacts, Pattern, PersonFacts
from masohi.parties.accounts.actions import open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.parties.organisations.actions import load_reference
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.roles import Role
from masohi.supply.beneficiaries.actions import (
    choose_pin,
    confirm_beneficiary,
    invite_beneficiary,
    register_beneficiary,
)
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.sites.actions import appoint_supervisor, open_site, open_slot
from masohi.supply.sites.models import Site
from masohi.work.attendance.actions import record_session, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Outcome
from masohi.work.placement.actions import accept_plan, approve_plan, propose_plans
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.writing.indonesian import WIT

MONDAY = date(2026, 10, 5)
AT = datetime(2026, 10, 5, 9, 0, tzinfo=WIT)
PASSWORD = "rahasia-teluk-ambon"
OPENING = 5  # queries that note who opened a file: begin, read the log's end, add, move the end, commit


@dataclass
class Cast:
    """One person a role. `stranger` holds a role at institutions of another town."""

    system: User
    clerk: User
    prosecutor: User
    pk: User
    supervisor: User
    office: User
    administrator: User
    leader: User
    bureau: User
    unit: User
    stranger: User
    court: Organisation
    kejari: Organisation
    bapas: Organisation
    host: Organisation


def people(at: datetime = AT) -> Cast:
    """Load the reference data and open one account a role."""
    system = system_account()
    load_reference(by=system, at=at)
    named = {o.short_name: o for o in Organisation.objects.all()}
    elsewhere = named["Bapas Saumlaki"]

    def account(username: str, name: str, unit: str, role: Role) -> User:
        return open_account(
            username=username, name=name, password=PASSWORD, organisation=named[unit], role=role, by=system, at=at
        )

    return Cast(
        system=system,
        clerk=account("ani", "Ani Panitera", "PN Ambon", Role.CLERK),
        prosecutor=account("jeri", "Jeri Jaksa", "Kejari Ambon", Role.PROSECUTOR),
        pk=account("maria", "Maria Pembimbing", "Bapas Ambon", Role.PROBATION),
        supervisor=account("budi", "Budi Pengawas", "DLHP", Role.SUPERVISOR),
        office=account("dina", "Dina Dinas", "DLHP", Role.OFFICE),
        administrator=account("kominfo", "Agus Pengelola", "Diskominfo", Role.ADMINISTRATOR),
        leader=account("wali", "Lena Pimpinan", "Pemkot Ambon", Role.LEADER),
        bureau=account("bagkerja", "Bram Kerjasama", "Pemkot Ambon", Role.COOPERATION),
        unit=account("lia", "Lia Petugas", "LPKA Ambon", Role.UNIT),
        stranger=account("citra", "Citra Jauh", elsewhere.short_name, Role.PROBATION),
        court=named["PN Ambon"],
        kejari=named["Kejari Ambon"],
        bapas=named["Bapas Ambon"],
        host=named["DLHP"],
    )


def site(cast: Cast, name: str = "Pantai Namalatu", *, places: int = 10, at: datetime = AT, **details: object) -> Site:
    """A declared site of DLHP, open Monday, Wednesday and Saturday 08.00–13.00, with Budi as supervisor."""
    made = open_site(
        name=name,
        host=cast.host,
        village=Place.objects.get(code="81.71.01.2001"),
        lat="-3.78000",
        lon="128.10000",
        tasks="Bersih pantai",
        by=cast.office,
        at=at,
        **({"declared_on": date(2026, 3, 11), "declared_by": "Kepala Dinas"} | details),
    )
    for weekday in (0, 2, 5):
        open_slot(site=made, weekday=weekday, starts=480, minutes=300, places=places, by=cast.office, at=at)
    appoint_supervisor(site=made, person=cast.supervisor, capacity=10, by=cast.office, at=at)
    return made


def facts(**changes: object) -> OrderFacts:
    """A lawful verdict of 60 hours, place left to the jaksa; `person_…` changes the person."""
    person = {
        "name": "Samuel Latumahina",
        "birth_date": date(1999, 5, 1),
        "sex": "L",
        "nik_reason": "belum punya KTP-el",
        "village": "81.71.01.2001",
        "phone": "+6281248001234",
    }
    person |= {key.removeprefix("person_"): changes.pop(key) for key in list(changes) if key.startswith("person_")}
    known = {
        "case_number": "112/Pid.B/2026/PN Amb",
        "court": "PN Ambon",
        "verdict_date": date(2026, 9, 1),
        "inkracht_date": date(2026, 9, 9),
        "offence_date": date(2026, 6, 1),
        "offence_max_prison_months": 56,
        "offence_is_perda_fine_only": False,
        "replaced_prison_days": 90,
        "hours": 60,
        "hours_per_day": 5,
        "pattern": Pattern(days_per_week=2),
        "completion_days": 180,
        "sanction": "prison",
        "consent_recorded": True,
        "considerations": tuple("abcdefg"),
        "prosecutor": "Jeri Jaksa",
        "pk": "Maria Pembimbing",
        "person": PersonFacts(**person),
    }
    return OrderFacts(**(known | changes))


def order(cast: Cast, at: datetime = AT, **changes: object) -> Order:
    """A verdict in the register."""
    return register_order(
        facts=facts(**changes),
        court=cast.court,
        prosecutor_office=cast.kejari,
        bapas=cast.bapas,
        by=cast.prosecutor,
        at=at,
    )


def running(cast: Cast, at: datetime = AT, **changes: object) -> Order:
    """A verdict that the jaksa has set in motion; who bears a name that is known already is somebody else."""
    made = order(cast, at, **changes)
    if made.person.duplicate_open:
        decide_duplicate(person=made.person, same_as=None, by=cast.prosecutor, at=at)
    made = assign_officers(
        order=made, edition=made.edition, prosecutor=cast.prosecutor, pk_officer=cast.pk, by=cast.prosecutor, at=at
    )
    return start_execution(
        order=made,
        edition=made.edition,
        inkracht_date=date(2026, 9, 9),
        execution_order_date=date(2026, 10, 1),
        execution_order_number="PRINT-12/Q.1.10/2026",
        safety_briefed_on=date(2026, 10, 2),
        by=cast.prosecutor,
        at=at,
    )


def planned(cast: Cast, made: Order, at: datetime = AT) -> Plan:
    """An accepted and, where the verdict leaves it open, approved plan."""
    (plan,) = propose_plans(orders=[made], by=cast.pk, at=at)
    plan = accept_plan(plan=plan, by=cast.pk, at=at)
    return plan if plan.state == "disetujui" else approve_plan(plan=plan, by=cast.prosecutor, at=at)


def attend(cast: Cast, session: Session, *, absent: tuple[int, ...] = ()) -> list[Attendance]:
    """Budi records a session a little after its end; orders (primary keys) in `absent` did not come."""
    expected = list(session.appointments.filter(state="terjadwal"))
    seen = [_seen(appointment, absent=appointment.order_id in absent) for appointment in expected]
    heads = sum(one.outcome == Outcome.PRESENT for one in seen)
    at = session.ends_at + timedelta(minutes=5)
    return record_session(
        session=session, heads_at_start=heads, heads_at_end=heads, seen=seen, by=cast.supervisor, at=at
    )


def _seen(appointment: Appointment, *, absent: bool) -> Seen:
    if absent:
        return Seen(appointment.pk, Outcome.ABSENT)
    end = appointment.starts_at + timedelta(minutes=appointment.minutes)
    return Seen(appointment.pk, Outcome.PRESENT, appointment.starts_at, end)


def accept(cast: Cast, records: list[Attendance]) -> None:
    """Maria accepts what Budi recorded, the same evening."""
    at = datetime.combine(records[0].appointment.session.day, time(20), WIT)
    verify_attendance(accepted=records, by=cast.pk, at=at)


def work_out(cast: Cast, made: Order) -> datetime:
    """Everybody comes to every session of the order and everything is accepted; returns a moment after the last."""
    for session in Session.objects.filter(appointments__order=made, appointments__state="terjadwal").order_by(
        "starts_at"
    ):
        accept(cast, attend(cast, session))
    last = Session.objects.filter(appointments__order=made).latest("starts_at")
    return last.ends_at + timedelta(days=1)


def beneficiary(
    cast: Cast,
    place: Site,
    *,
    name: str = "Elsye Kepala Sekolah",
    function: str = "Kepala sekolah",
    pin: str = "274916",
    at: datetime = AT,
) -> Beneficiary:
    """A contact that Dina registered and Maria confirmed; with a PIN where one is given."""
    row = register_beneficiary(site=place, name=name, function=function, phone="+6281200001111", by=cast.office, at=at)
    row = confirm_beneficiary(beneficiary=row, by=cast.pk, at=at)
    if not pin:
        return row
    token = invite_beneficiary(beneficiary=row, by=cast.pk, at=at)
    return choose_pin(beneficiary=row, token=token, pin=pin, by=cast.system, at=at)
