"""Every figure counted again by hand: plain loops over rows, no aggregate, no grouping, no code of `masohi.reports`."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from masohi.cases.orders.models import Order
from masohi.supply.budget.models import Payment
from masohi.supply.voices.models import Complaint
from masohi.work.attendance.models import Attendance
from masohi.work.placement.models import Appointment

AMBON = ZoneInfo("Asia/Jayapura")
CAME = {"hadir", "terlambat", "pulang_awal", "dipulangkan"}
DOWN = {"lokasi_tutup", "tanpa_pengawas", "cuaca"}


def in_month(day, month):
    return (day.year, day.month) == (month.year, month.month)


def wit(moment):
    return moment.astimezone(AMBON).date()


def parts_of(site):
    return ["", f"lokasi:{site.code}", f"dinas:{site.host.short_name}", f"wilayah:{site.village.parent_id}"]


@dataclass
class Seen:
    """One appointment as a person reading its rows would see it."""

    parts: list
    person: int
    session: int
    minutes: int
    past: bool
    outcome: str
    stands: bool

    @property
    def down(self):
        return self.stands and self.outcome in DOWN

    @property
    def came(self):
        return self.stands and self.outcome in CAME

    @property
    def awaited(self):
        return bool(self.outcome) and not self.down


def seen_in(month, at):
    """Every appointment of a month that was not cancelled."""
    for one in Appointment.objects.exclude(state="batal"):
        session = one.session
        if in_month(session.day, month):
            current = [row for row in one.records.all() if not Attendance.objects.filter(replaces=row).exists()]
            outcome = current[0].outcome if current else ""
            yield Seen(
                parts_of(session.site),
                one.order.person_id,
                session.pk,
                one.credited_minutes,
                session.ends_at <= at or one.state != "terjadwal",
                outcome,
                one.state != "ditolak",
            )


def work_of(month, at):
    """{(key, part): (numerator, denominator, people)} of the sessions of a month."""
    rows = list(seen_in(month, at))
    found = {}
    for part in {"", *(part for row in rows for part in row.parts)}:
        found |= {(key, part): cell for key, cell in cells_of([row for row in rows if part in row.parts]).items()}
    for part in {"", *(f"sebab:{row.outcome}" for row in rows if row.down)}:
        own = [row for row in rows if row.down and part in {"", f"sebab:{row.outcome}"}]
        found["stand_down_cause", part] = (len(own), 0, people(own))
    return found


def people(rows):
    return len({row.person for row in rows})


def cells_of(rows):
    """Figures of some appointments."""
    worked, came = [row for row in rows if row.minutes], [row for row in rows if row.came]
    awaited, past = [row for row in rows if row.awaited], [row for row in rows if row.past]
    return {
        "hours_credited": (sum(row.minutes for row in rows), 0, people(worked)),
        "people_worked": (people(worked), 0, people(worked)),
        "sessions_held": (len({row.session for row in came}), 0, people(came)),
        "attendance": (len(came), len(awaited), people(awaited)),
        "stand_down": (sum(row.down for row in rows), len(past), people(past)),
    }


def last_work_day(order):
    days = [one.session.day for one in order.appointments.all() if one.credited_minutes]
    return max(days, default=None)


def finished_in_time(order):
    last = last_work_day(order)
    return order.state == "selesai" and not (last and order.deadline and last > order.deadline)


def did_begin(order):
    """Whether the jaksa set it in motion; the safety briefing is written down then, and only then."""
    if order.state == "dihentikan" and order.safety_briefed_on is None:
        return False
    return bool(order.execution_order_date) and order.state != "tercatat"


def others_of(month, at):
    """The figures of orders, money and complaints of a month."""
    ended = [o for o in Order.objects.all() if o.state in {"selesai", "dihentikan"} and o.ended_at]
    ended = [o for o in ended if in_month(wit(o.ended_at), month)]
    next_month = (month + timedelta(days=32)).replace(day=1)
    began = [o for o in Order.objects.all() if did_begin(o)]
    ran = [o for o in began if o.execution_order_date < next_month]
    ran = [o for o in ran if not o.ended_at or wit(o.ended_at) >= next_month]
    done = sum(finished_in_time(o) for o in ended)
    found = {
        ("orders_completed", ""): (done, len(ended), len({o.person_id for o in ended})),
        ("orders_running", ""): (len(ran), 0, len({o.person_id for o in ran})),
    }
    paid = [p for p in Payment.objects.all() if p.withdrawn_at is None and in_month(p.paid_on, month)]
    found["spending", ""] = (sum(p.rupiah for p in paid), 0, 0)
    for part in {f"dinas:{p.line.owner.short_name}" for p in paid}:
        own = [p.rupiah for p in paid if f"dinas:{p.line.owner.short_name}" == part]
        found["spending", part] = (sum(own), 0, 0)
    heard = [c for c in Complaint.objects.all() if in_month(wit(c.sent_at), month)]
    answered = sum(c.answered_at is not None and c.answered_at <= at for c in heard)
    found["complaints", ""] = (answered, len(heard), len(heard))
    return found


def month_of(month, at):
    return work_of(month, at) | others_of(month, at)


def cap_of(order):
    newest = max(order.sentences.all(), key=lambda one: one.version, default=None)
    return min(newest.minutes_a_day or 480, 480) if newest else 480


def running_of(day):
    """{part: numbers} of running orders on a day."""
    found = defaultdict(lambda: defaultdict(int))
    for order in Order.objects.filter(state="berjalan"):
        left = (order.deadline - day).days + 1 if order.deadline else None
        rest = order.minutes - order.credited_minutes
        age = (day - order.execution_order_date).days if order.execution_order_date else None
        units = [f"unit:{o.short_name}" for o in (order.court, order.prosecutor_office, order.bapas)]
        officer = [f"akun:{order.pk_officer_id}"] if order.pk_officer_id else []
        for part in ["", *units, *officer]:
            own = found[part]
            own["orders"] += 1
            own["open_minutes"] += max(rest, 0)
            own["overdue"] += bool(order.deadline and order.deadline < day and rest > 0)
            unworked = order.minutes - max(order.credited_minutes, order.reported_minutes)
            own["lost"] += bool(left is not None and unworked > max(left, 0) * cap_of(order) and unworked > 0)
            own["ready"] += rest <= 0
            for low, high in ((0, 30), (31, 60), (61, 90), (91, 120), (121, 150), (151, 180), (181, 10**6)):
                inside = age is not None and low <= age <= high
                own[f"age_{low}"] += inside
                own[f"age_{low}_minutes"] += max(rest, 0) if inside else 0
    return found


def cohorts_of(day):
    """{part: {month: numbers}} of orders that began."""
    found = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for order in filter(did_begin, Order.objects.all()):
        month = order.execution_order_date.replace(day=1)
        if order.state == "selesai":
            kind = "in_time" if finished_in_time(order) else "late"
        elif order.state == "dihentikan":
            kind = "ended"
        else:
            late = order.deadline and order.deadline < day and order.minutes > order.credited_minutes
            kind = "overdue" if late else "running"
        for part in ["", *(f"unit:{o.short_name}" for o in (order.court, order.prosecutor_office, order.bapas))]:
            found[part][month]["started"] += 1
            found[part][month][kind] += 1
    return found


def first_days(day):
    """Days from execution order to the first credited session, sorted, of orders begun within a year; and who waits."""
    took = []
    for order in Order.objects.exclude(execution_order_date=None):
        worked = [one for one in order.appointments.all() if one.credited_minutes]
        if worked and order.execution_order_date >= day - timedelta(days=365):
            first = min(worked, key=lambda one: one.starts_at)
            took.append((first.session.day - order.execution_order_date).days)
    waiting = [
        (day - o.execution_order_date).days
        for o in Order.objects.filter(state="berjalan", credited_minutes=0).exclude(execution_order_date=None)
        if o.execution_order_date <= day
    ]
    return sorted(took), waiting
