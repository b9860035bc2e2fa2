"""Small towns of rows, written straight into the tables from what Hypothesis drew: figures must hold for any rows."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.people.models import Person
from masohi.parties.organisations.models import Organisation, Place
from masohi.supply.budget.models import BudgetLine, Payment
from masohi.supply.sites.models import Site, Slot
from masohi.supply.voices.models import Complaint
from masohi.work.attendance.models import Attendance
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.writing.codes import new_code

AMBON = ZoneInfo("Asia/Jayapura")
FIRST, DAYS = date(2026, 1, 20), 100
OUTCOMES = [
    "hadir",
    "terlambat",
    "pulang_awal",
    "tidak_hadir",
    "izin",
    "sakit",
    "lokasi_tutup",
    "tanpa_pengawas",
    "cuaca",
]
VILLAGES = ["81.71.01.2001", "81.71.02.1017"]
HOSTS = ["DLHP", "Dinsos"]

days = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n))
clocks = st.sampled_from([time(0, 10), time(8), time(14, 59), time(15, 0), time(23, 30)])
moments = st.builds(lambda day, clock: datetime.combine(day, clock, AMBON), days, clocks)
minutes = st.sampled_from([0, 1, 59, 60, 240, 480])

orders = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["tercatat", "berjalan", "berjalan", "selesai", "dihentikan"]),
        "person": st.integers(0, 2),
        "began": st.none() | days,
        "deadline": st.none() | days,
        "minutes": st.sampled_from([480, 3600, 14400]),
        "credited": st.sampled_from([0, 60, 480, 3600]),
        "waiting": st.sampled_from([0, 0, 420, 3540]),
        "briefed": st.booleans(),
        "cap": st.sampled_from([None, 120, 480]),
        "ended": moments,
        "far": st.booleans(),
        "officer": st.booleans(),
    }
)
sessions = st.fixed_dictionaries({"site": st.integers(0, 2), "day": days, "clock": clocks})
appointments = st.fixed_dictionaries(
    {
        "session": st.integers(0, 4),
        "order": st.integers(0, 4),
        "state": st.sampled_from(["terjadwal", "tercatat", "diakui", "diakui", "ditolak", "batal"]),
        "credited": minutes,
        "outcome": st.none() | st.sampled_from(OUTCOMES),
        "corrected": st.none() | st.sampled_from(OUTCOMES),
    }
)
payments = st.fixed_dictionaries(
    {"day": days, "rupiah": st.integers(0, 10**9), "host": st.integers(0, 1), "withdrawn": st.booleans()}
)
complaints = st.fixed_dictionaries({"sent": moments, "answered": st.none() | moments})
towns = st.fixed_dictionaries(
    {
        "orders": st.lists(orders, min_size=5, max_size=7),
        "sessions": st.lists(sessions, min_size=5, max_size=6),
        "appointments": st.lists(appointments, max_size=14),
        "payments": st.lists(payments, max_size=4),
        "complaints": st.lists(complaints, max_size=4),
    }
)


def build(cast, drawn):
    """Write the rows of a drawn town; `cast` is tests.cast's."""
    named = {o.short_name: o for o in Organisation.objects.all()}
    sites = [_site(n, named) for n in range(3)]
    persons = [Person.objects.create(code=new_code(), name=f"Orang {n}", name_key=f"orang {n}") for n in range(3)]
    made = [_order(n, one, cast, named, persons) for n, one in enumerate(drawn["orders"])]
    rows = [_session(n, one, sites) for n, one in enumerate(drawn["sessions"])]
    seen = set()
    for one in drawn["appointments"]:
        pair = (one["session"], one["order"])
        if pair not in seen:
            _appointment(one, rows, made, cast)
            seen.add(pair)
    lines = [
        BudgetLine.objects.create(
            year=2026,
            source="apbd",
            owner=named[host],
            name="Pos",
            reference=f"POS-{host}",
            ceiling=0,
            entered_by=cast.system,
            entered_at=AT,
        )
        for host in HOSTS
    ]
    for n, one in enumerate(drawn["payments"]):
        Payment.objects.create(
            line=lines[one["host"]],
            rupiah=one["rupiah"],
            paid_on=one["day"],
            document=str(n),
            code=new_code(),
            entered_by=cast.system,
            entered_at=AT,
            withdrawn_at=AT if one["withdrawn"] else None,
        )
    for one in drawn["complaints"]:
        Complaint.objects.create(
            code=new_code(), topic="lain", text="x", sent_at=one["sent"], answered_at=one["answered"]
        )


AT = datetime(2026, 5, 1, tzinfo=AMBON)


def _site(n, named):
    site = Site.objects.create(
        code=new_code(),
        slug=f"lokasi-{n}",
        name=f"Lokasi {n}",
        host=named[HOSTS[n % 2]],
        village=Place.objects.get(code=VILLAGES[n // 2]),
        lat="-3.7",
        lon="128.1",
        tasks="Menyapu",
    )
    Slot.objects.create(site=site, weekday=0, starts=480, minutes=300, places=10)
    return site


def _order(n, one, cast, named, persons):
    over = one["state"] in {"selesai", "dihentikan"}
    order = Order.objects.create(
        code=new_code(),
        case_number=f"{n}/Pid.B/2026/PN Amb",
        court=cast.court,
        prosecutor_office=cast.kejari,
        bapas=named["Bapas Saumlaki"] if one["far"] else cast.bapas,
        pk_officer=cast.pk if one["officer"] else None,
        person=persons[one["person"]],
        state=one["state"],
        verdict_date=FIRST,
        execution_order_date=one["began"],
        offence_max_prison_months=48,
        deadline=one["deadline"],
        minutes=one["minutes"],
        credited_minutes=min(one["credited"], one["minutes"]),
        reported_minutes=min(one["credited"], one["minutes"]) + one["waiting"],
        safety_briefed_on=one["began"] if one["briefed"] else None,
        registered_at=AT,
        ended_at=one["ended"] if over else None,
    )
    Sentence.objects.create(
        order=order,
        version=1,
        decided_on=FIRST,
        document="x",
        minutes=one["minutes"],
        minutes_a_day=one["cap"],
        replaced_prison_days=90,
        sanction="prison",
    )
    return order


def _session(n, one, sites):
    site = sites[one["site"]]
    slot = Slot.objects.create(site=site, weekday=0, starts=n, minutes=20, places=20)
    start = datetime.combine(one["day"], one["clock"], AMBON)
    return Session.objects.create(
        code=new_code(),
        site=site,
        slot=slot,
        day=one["day"],
        starts_at=start,
        ends_at=start + timedelta(minutes=20),
        places=20,
        taken=5,
    )


def _appointment(one, sessions_, orders_, cast):
    session, order = sessions_[one["session"]], orders_[one["order"]]
    plan = Plan.objects.create(
        code=new_code(),
        order=order,
        sentence=order.sentences.get(),
        state="disetujui",
        blocks=[],
        answer={},
        planned_minutes=0,
        short_minutes=0,
        proposed_by=cast.system,
        proposed_at=AT,
    )
    row = Appointment.objects.create(
        session=session,
        order=order,
        plan=plan,
        starts_at=session.starts_at,
        minutes=20,
        state=one["state"],
        credited_minutes=one["credited"] if one["state"] == "diakui" else 0,
    )
    if one["outcome"]:
        first = _record(row, one["outcome"], None, cast)
        if one["corrected"]:
            _record(row, one["corrected"], first, cast)


def _record(appointment, outcome, replaces, cast):
    return Attendance.objects.create(
        appointment=appointment, outcome=outcome, replaces=replaces, recorded_by=cast.supervisor, recorded_at=AT
    )
