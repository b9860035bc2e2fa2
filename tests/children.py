"""A child's case beside the cast: officers who hold the role for children's cases, a site that welcomes children."""

from dataclasses import dataclass
from datetime import date

from masohi.cases.orders.actions import assign_officers, register_order, start_execution
from masohi.cases.orders.models import Order
from masohi.parties.accounts.actions import add_role, open_account
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.sites.actions import open_slot
from masohi.supply.sites.models import Site
from tests import cast

NAME = "Zefanya Kumbangsila"
NIK = "8171030907109990"
NUMBER = "7/Pid.Sus-Anak/2026/PN Amb"
PHONE = "081299887766"
COMPANION = "Paula Pendampingwati"
PROTECTED = ("Zefanya", "Kumbangsila", NIK, NUMBER, "9/Pid.Sus-Anak/2026", "10/Pid.Sus-Anak/2026", "81299887766")
"""What nobody outside children's cases may read anywhere; compared without regard to case."""


@dataclass
class Officers:
    """Those who may open children's files: a jaksa and a PK, each with the role at the own office."""

    prosecutor: User
    pk: User


def officers(people: cast.Cast, at=cast.AT) -> Officers:
    """Two accounts of their own; nobody of the cast gains anything."""

    def account(username: str, name: str, unit, role: Role) -> User:
        made = open_account(
            username=username, name=name, password=cast.PASSWORD, organisation=unit, role=role, by=people.system, at=at
        )
        add_role(account=made, organisation=unit, role=Role.CHILD_OFFICER, by=people.system, at=at)
        return User.objects.get(pk=made.pk)

    return Officers(
        prosecutor=account("rina", "Rina Jaksawati", people.kejari, Role.PROSECUTOR),
        pk=account("tina", "Tina Pembina", people.bapas, Role.PROBATION),
    )


def facts(**changes: object):
    """A lawful child's verdict of 12 hours."""
    known = {
        "case_number": NUMBER,
        "register": "anak",
        "verdict_date": date(2026, 9, 1),
        "offence_date": date(2026, 6, 1),
        "replaced_prison_days": None,
        "hours": 12,
        "hours_per_day": None,
        "pattern": None,
        "completion_days": 120,
        "sanction": None,
        "considerations": None,
        "consent_recorded": None,
        "companion": COMPANION,
        "companion_kind": "wali",
        "prosecutor": "Rina Jaksawati",
        "pk": "Tina Pembina",
        "person_name": NAME,
        "person_birth_date": date(2010, 7, 9),
        "person_nik": NIK,
        "person_nik_reason": None,
        "person_phone": PHONE,
    }
    return cast.facts(**(known | changes))


def order(people: cast.Cast, theirs: Officers, at=cast.AT, **changes: object) -> Order:
    """A child's verdict in the register."""
    units = {"court": people.court, "prosecutor_office": people.kejari, "bapas": people.bapas}
    return register_order(facts=facts(**changes), **units, by=theirs.prosecutor, at=at)


def running(people: cast.Cast, theirs: Officers, at=cast.AT, **changes: object) -> Order:
    """The same, set in motion."""
    made = order(people, theirs, at, **changes)
    named = {"prosecutor": theirs.prosecutor, "pk_officer": theirs.pk}
    made = assign_officers(order=made, edition=made.edition, **named, by=theirs.prosecutor, at=at)
    return start_execution(
        order=made,
        edition=made.edition,
        inkracht_date=date(2026, 9, 9),
        execution_order_date=date(2026, 10, 1),
        execution_order_number="PRINT-77/Q.1.10/2026",
        safety_briefed_on=date(2026, 10, 2),
        by=theirs.prosecutor,
        at=at,
    )


def site(people: cast.Cast, name: str = "Taman Pattimura") -> Site:
    """A site that welcomes children, also open on Saturday afternoon."""
    made = cast.site(people, name, child_suitable=True, child_declared_by="Kepala DLHP")
    open_slot(site=made, weekday=5, starts=840, minutes=180, places=5, by=people.office, at=cast.AT)
    return made
