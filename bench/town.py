"""A town of any size, written straight into the tables: what pages must stay fast over. All people are fictional."""

import random
from datetime import date, datetime, timedelta

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.people.models import Person
from masohi.ledger.models import DEEDS, Head
from masohi.ledger.rows import Draft
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.models import Commitment
from masohi.supply.sites.models import Site, Slot
from masohi.supply.voices.models import Complaint
from masohi.work.attendance.models import Attendance
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.names import search_key
from tests import cast

FIRST = ["Samuel", "Yohana", "Rahman", "Maria", "Ahmad", "Petrus", "Lena", "Hasan", "Ruth", "Ismail"]
LAST = ["Latumahina", "Pattiasina", "Tuasikal", "Leiwakabessy", "Latuconsina", "Salakory", "Manuputty", "Wael"]
TODAY = date.today()
CHUNK = 5000
ACTIVE = 400
A_DAY = 8


def build(orders: int, seed: int = 1) -> cast.Cast:
    """A city's years: the newest ACTIVE orders run, all before them are history; three appointments each, eight
    sessions a day, ledger entries.

    What a city works on stays the same while its register grows: pages must not feel the difference.
    """
    dice = random.Random(seed)
    at = datetime.combine(TODAY - timedelta(days=200), datetime.min.time(), WIT)
    people = cast.people(at)
    site = cast.site(people, at=at)
    for start in range(0, orders, CHUNK):
        _orders(people, dice, start, min(CHUNK, orders - start), orders, at)
    _sessions(people, site, orders, at)
    _entries(orders, at)
    _promises(people, site, at)
    return people


def _promises(people: cast.Cast, site: Site, at: datetime) -> None:
    """Ten agreements with six promises each, a third of them late, and a year of payments and complaints."""
    agreements = Agreement.objects.bulk_create(
        Agreement(
            code=new_code(), kind="perjanjian_kerja_sama", number=f"{n}/2026", title=f"Perjanjian ke-{n}",
            begins_on=TODAY - timedelta(days=300), ends_on=TODAY + timedelta(days=30 * n + 20),
        )
        for n in range(10)
    )  # fmt: skip
    for one in agreements:
        one.parties.set([people.host, people.bapas])
    site.agreements.set(agreements[:2])
    measures = ("bukti", "jam_diakui", "sesi", "bukti", "lokasi_dibuka", "bukti")
    Commitment.objects.bulk_create(
        Commitment(
            code=new_code(), agreement=agreements[n % 10], owner=people.host, kind="tempat", what=f"Janji ke-{n}",
            quantity=100_000, unit="jam", starts_on=TODAY - timedelta(days=300), measure=measures[n % 6],
            due_on=TODAY + timedelta(days=20 * (n % 30) - 200),
        )
        for n in range(60)
    )  # fmt: skip
    Complaint.objects.bulk_create(
        Complaint(code=new_code(), topic="lain", text="Contoh", sent_at=at + timedelta(days=n)) for n in range(180)
    )


def _orders(people: cast.Cast, dice: random.Random, start: int, count: int, orders: int, at: datetime) -> None:
    names = [f"{dice.choice(FIRST)} {dice.choice(LAST)} {n}" for n in range(start, start + count)]
    persons = [
        Person(
            code=new_code(),
            name=n,
            name_key=search_key(n),
            birth_date=date(1995, 1, 1),
            sex="L",
            village_id="81.71.01.2001",
        )
        for n in names
    ]
    Person.objects.bulk_create(persons)
    rows = []
    for number, person in enumerate(persons, start=start):
        running = number >= orders - ACTIVE
        rows.append(
            Order(
                code=new_code(),
                case_number=f"{number + 1}/Pid.B/2026/PN Amb",
                court=people.court,
                prosecutor_office=people.kejari,
                bapas=people.bapas,
                prosecutor=people.prosecutor,
                pk_officer=people.pk,
                prosecutor_name="Jaksa",
                pk_name="PK",
                person=person,
                state="berjalan" if running else "selesai",
                offence_date=date(2026, 1, 2),
                verdict_date=TODAY - timedelta(days=150),
                inkracht_date=TODAY - timedelta(days=140),
                execution_order_date=TODAY - timedelta(days=dice.randrange(20, 120)),
                offence_max_prison_months=48,
                deadline=TODAY + timedelta(days=dice.randrange(1, 150)),
                minutes=3600,
                reported_minutes=900,
                credited_minutes=600,
                safety_briefed_on=TODAY - timedelta(days=130),
                registered_at=at,
            )
        )
    Order.objects.bulk_create(rows)
    Sentence.objects.bulk_create(
        Sentence(
            order=row, version=1, decided_on=row.verdict_date, document="x", minutes=3600, minutes_a_day=300,
            pattern={"days_per_week": 2}, completion_days=180, replaced_prison_days=90, sanction="prison",
            consent_recorded=True, considerations=list("abcdefg"),
        )
        for row in rows
    )  # fmt: skip


def _sessions(people: cast.Cast, site, orders: int, at: datetime) -> None:
    """Ten people a session, the newest order first: a week ahead, then back through the years."""
    slot = site.slots.first()
    numbers = list(Order.objects.order_by("-pk").values_list("pk", flat=True))
    plans = Plan.objects.bulk_create(
        (
            Plan(
                code=new_code(),
                order_id=n,
                sentence_id=n,
                state="disetujui",
                blocks=[],
                answer={},
                planned_minutes=900,
                short_minutes=0,
                proposed_by=people.pk,
                proposed_at=at,
            )
            for n in numbers
        ),
        batch_size=CHUNK,
    )
    slots = [slot]
    while len(slots) < A_DAY:
        slots.append(Slot.objects.create(site=site, weekday=0, starts=len(slots), minutes=300, places=10, active=False))
    made, appointments = [], []
    for group in range(0, orders * 3, 10):
        index = group // 10
        day = TODAY + timedelta(days=1) - timedelta(days=index // len(slots))
        start = datetime.combine(day, datetime.min.time(), WIT) + timedelta(hours=8)
        state = "terjadwal" if day > TODAY else "tercatat" if day > TODAY - timedelta(days=2) else "diakui"
        made.append(
            Session(
                code=new_code(),
                site=site,
                slot=slots[index % len(slots)],
                day=day,
                starts_at=start,
                ends_at=start + timedelta(minutes=300),
                places=10,
                taken=10,
                state=state,
                announced_at=at,
            )
        )
    Session.objects.bulk_create(made, batch_size=CHUNK)
    for position in range(orders * 3):
        session, number = made[position // 10], numbers[position // 30 * 10 + position % 10]
        appointments.append(
            Appointment(
                session=session,
                order_id=number,
                plan=plans[position // 30 * 10 + position % 10],
                starts_at=session.starts_at,
                minutes=300,
                state=session.state,
                credited_minutes=300 if session.state == "diakui" else 0,
            )
        )
    Appointment.objects.bulk_create(appointments, batch_size=CHUNK)
    Attendance.objects.bulk_create(
        (
            Attendance(
                appointment=a,
                outcome="hadir",
                started_at=a.starts_at,
                ended_at=a.starts_at + timedelta(minutes=300),
                reported_minutes=300,
                recorded_by=people.supervisor,
                recorded_at=at,
            )
            for a in appointments
            if a.state != "terjadwal"
        ),
        batch_size=CHUNK,
    )


def _entries(orders: int, at: datetime) -> None:
    """Three entries an order, rightly chained."""
    for first in range(1, orders + 1, CHUNK):
        draft = Draft(DEEDS, Head.objects.get(pk=1))
        for number in range(first, min(first + CHUNK, orders + 1)):
            name = f"cases.order:{number}"
            for minutes in (300, 600, 900):
                facts = {"reported": minutes, "credited": minutes}
                draft.add("order.progressed", name, thread=name, actor=1, at=at, facts=facts)
        draft.store()
