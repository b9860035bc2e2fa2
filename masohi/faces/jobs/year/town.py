"""The town of a simulated year: fictional people, sites, verdicts, weather and luck, all from one seed."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from masohi.cases.orders.actions import assign_officers, register_order, start_execution
from masohi.cases.orders.models import Order
from masohi.cases.twins.actions import decide_duplicate
from masohi.faces.jobs.clock import moment
from masohi.law.order_facts import OrderFacts, Pattern, PersonFacts, WeekHours
from masohi.parties.accounts.actions import open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.organisations.queries import organisation_called, villages
from masohi.parties.roles import Role
from masohi.supply.sites.actions import appoint_supervisor, open_site, open_slot
from masohi.supply.sites.models import Site

FIRST_NAMES = "Abraham Aminah Beni Christina Daud Elisabeth Fatima Gerson Hamid Ince Jopi Karel Lenora Maimuna Nus Oce"
LAST_NAMES = "Latuconsina Pattiasina Sahetapy Tuasikal Wattimena Leiwakabessy Pelupessy Nahumarury Rumalatu Sopacua"
HOURS = (16, 24, 32, 40, 48, 60, 72, 80, 96, 100, 120, 150, 160)
"""Hours of the verdicts: many short ones, few long ones; an assumption, there is no statistic yet."""
ABSENT = 0.2
SEA_A_WEEK, STRIKE_A_WEEK = 0.25, 0.06
"""Chance that a week has a rough sea (all beaches), and that the supervisors of a site stay away for three days."""


@dataclass
class Town:
    """Who is there, and what luck they have. `lines` counts what happened."""

    seed: int
    first_day: date
    term: int  # days of every verdict for its hours
    clerk: User
    prosecutor: User
    officers: list[User]  # PK
    host: User
    court: Organisation
    kejari: Organisation
    bapas: Organisation
    sites: list[Site] = field(default_factory=list)
    supervisors: dict[int, User] = field(default_factory=dict)  # by site
    shut: dict[tuple[int, date], str] = field(default_factory=dict)  # what nobody planned: "laut", "mogok"

    def luck(self, *about: object) -> random.Random:
        """Dice for one question: the same answer in whatever order things are asked. People are named by their case,
        never by the number of a row, which says how full the database was before."""
        return random.Random("-".join(map(str, (self.seed, *about))))

    def day(self, number: int) -> date:
        """The day with this number, from 0."""
        return self.first_day + timedelta(days=number)


def found_town(seed: int, first_day: date, weeks: int, *, term: int = 180) -> Town:
    """Accounts, sites and the year's weather; through the deeds that the pages call."""
    at, system = moment(first_day - timedelta(days=1), 8), system_account()
    court, kejari, bapas, host = (_named(name) for name in ("PN Ambon", "Kejari Ambon", "Bapas Ambon", "DLHP"))

    def account(username: str, name: str, unit: Organisation, role: Role) -> User:
        return open_account(
            username=username, name=name, password=None, organisation=unit, role=role, sample=True, by=system, at=at
        )

    town = Town(
        seed=seed,
        first_day=first_day,
        term=term,
        clerk=account("tahun-panitera", "Ani Tahun", court, Role.CLERK),
        prosecutor=account("tahun-jaksa", "Jeri Tahun", kejari, Role.PROSECUTOR),
        officers=[account(f"tahun-pk-{n}", f"Pembimbing {n}", bapas, Role.PROBATION) for n in (1, 2, 3)],
        host=account("tahun-dinas", "Dina Tahun", host, Role.OFFICE),
        court=court,
        kejari=kejari,
        bapas=bapas,
    )
    here = [one for one in villages() if one.code.startswith("81.71")]
    for number in range(8):
        supervisor = account(f"tahun-pengawas-{number}", f"Pengawas {number}", host, Role.SUPERVISOR)
        site = _open(town, number, here[number * 5 % len(here)], host, at)
        appoint_supervisor(site=site, person=supervisor, capacity=10, by=town.host, at=at)
        town.sites.append(site)
        town.supervisors[site.pk] = supervisor
    _weather(town, weeks)
    return town


def _named(name: str) -> Organisation:
    found = organisation_called(name)
    if found is None:
        raise LookupError(f"reference data without {name}")
    return found


def _open(town: Town, number: int, village: Place, host: Organisation, at: datetime) -> Site:
    beach = number % 3 == 0
    site = open_site(
        name=f"{'Pantai' if beach else 'Taman'} Tahun {number}",
        host=host,
        village=village,
        lat=village.lat,
        lon=village.lon,
        tasks="Membersihkan dan merawat",
        declared_on=town.first_day - timedelta(days=30),
        declared_by="Kepala Dinas",
        by=town.host,
        at=at,
    )
    for weekday, starts in ((number % 5, 480), ((number + 2) % 5, 480), (5, 480), (5, 840), (6, 840)):
        open_slot(site=site, weekday=weekday, starts=starts, minutes=240, places=10, by=town.host, at=at)
    return site


def _weather(town: Town, weeks: int) -> None:
    for week in range(weeks):
        dice = town.luck("cuaca", week)
        if dice.random() < SEA_A_WEEK:
            first = town.day(7 * week + dice.randrange(7))
            for site in town.sites:
                if site.name.startswith("Pantai"):
                    town.shut |= {(site.pk, first + timedelta(days=n)): "laut" for n in range(dice.randint(1, 3))}
        for site in town.sites:
            if dice.random() < STRIKE_A_WEEK:
                first = town.day(7 * week + dice.randrange(7))
                town.shut |= {(site.pk, first + timedelta(days=n)): "mogok" for n in range(3)}


def sentence_somebody(town: Town, number: int, day: date) -> Order:
    """One verdict enters, its officers are named, the jaksa sets it in motion. Returns the running order."""
    dice, at = town.luck("putusan", number), moment(day, 9)
    pk = town.officers[number % len(town.officers)]
    order = register_order(
        facts=_verdict(town, number, day, dice),
        court=town.court,
        prosecutor_office=town.kejari,
        bapas=town.bapas,
        by=town.clerk,
        at=at,
    )
    if order.person.duplicate_open:  # names repeat, people do not
        decide_duplicate(person=order.person, same_as=None, by=town.prosecutor, at=at)
        order.refresh_from_db()
    order = assign_officers(
        order=order, edition=order.edition, prosecutor=town.prosecutor, pk_officer=pk, by=town.prosecutor, at=at
    )
    return start_execution(
        order=order,
        edition=order.edition,
        inkracht_date=day - timedelta(days=2),
        execution_order_date=day,
        execution_order_number=f"SIMULASI-{number + 1}/{day.year}",
        safety_briefed_on=day,
        by=town.prosecutor,
        at=at,
    )


def _verdict(town: Town, number: int, day: date, dice: random.Random) -> OrderFacts:
    village = town.sites[number % len(town.sites)].village
    name = f"{dice.choice(FIRST_NAMES.split())} {dice.choice(LAST_NAMES.split())}"
    busy = tuple(WeekHours(weekday, time(7), time(14)) for weekday in range(5)) if dice.random() < 0.3 else ()
    sanction = dice.choice(("repeat", "prison", "prison", "fine"))
    return OrderFacts(
        case_number=f"{number + 1}/Pid.B/{day.year}/PN Amb",
        court="PN Ambon",
        verdict_date=day - timedelta(days=10),
        inkracht_date=day - timedelta(days=2),
        offence_date=day - timedelta(days=120),
        offence_max_prison_months=48,
        offence_is_perda_fine_only=False,
        replaced_fine_rupiah=5_000_000 if sanction == "fine" else None,
        replaced_prison_days=None if sanction == "fine" else 90,
        hours=dice.choice(HOURS),
        hours_per_day=4,
        pattern=Pattern(days_per_week=dice.choice((2, 2, 3))),
        completion_days=town.term,
        sanction=sanction,
        consent_recorded=True,
        considerations=tuple("abcdefg"),
        prosecutor=town.prosecutor.name,
        pk=town.officers[number % len(town.officers)].name,
        person=PersonFacts(
            name=name,
            birth_date=date(1970 + dice.randrange(35), 1 + dice.randrange(12), 1 + dice.randrange(28)),
            sex=dice.choice("LP"),
            nik_reason="orang karangan",
            village=village.code,
            phone="" if dice.random() < 0.25 else f"+62812480{10_000 + number}",
            unavailable=busy,
        ),
    )
