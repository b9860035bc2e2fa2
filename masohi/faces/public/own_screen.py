"""What a person's own page says, in its language: dates, hours, what became of an excuse."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.cases.pauses.queries import pause_on
from masohi.faces.public.own_door import Visit
from masohi.ui import drawing, formats
from masohi.work.absences.facts import Absence
from masohi.work.absences.queries import absences_of
from masohi.work.absences.terms import QUESTIONS
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Fault
from masohi.work.ownpage.facts import Screen, screen_of
from masohi.work.ownpage.queries import hours_told
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState
from masohi.writing.indonesian import WIT

SHOWN: Final = 3  # dates after the next one that stand open on the screen
FRIDAY: Final = 4
ANSWER_CLOCK: Final = time(12)


def screen(visit: Visit) -> dict[str, Any]:
    """Context of the one screen."""
    order, at = visit.order, visit.at
    found = screen_of(order, at=at)
    told = excuse_states(visit)
    later = [_date(visit, row, told) for row in found.ahead[1:]]
    return {
        "hello": visit.fill("hello", name=found.called),
        "date": _date(visit, found.next, told) if found.next else None,
        "standing": _standing(visit) if not found.next else [],
        "later": later[:SHOWN],
        "rest": later[SHOWN:],
        "more_dates": visit.fill("more_dates", n=len(later[SHOWN:])),
        "lost": _lost(visit, found, told),
        "hours": _hours(visit, found),
        "finished": order.state == State.COMPLETED,
        "first": visit.link.first_read_at is None or at - visit.link.first_read_at < timedelta(days=1),
        "call": phone_of(order),
    }


def phone_of(order: Order) -> str:
    """Whom to call: the PK, or the office's number."""
    officer = order.pk_officer
    return (officer.phone if officer is not None else "") or settings.HELP_CONTACT


def _date(visit: Visit, row: Appointment, told: dict[int, list[str]]) -> dict[str, Any]:
    site, end = row.session.site, row.starts_at + timedelta(minutes=row.minutes)
    days = (row.starts_at.astimezone(WIT).date() - visit.at.astimezone(WIT).date()).days
    return {
        "session": row.session.code,
        "near": {0: visit.words["today"], 1: visit.words["tomorrow"]}.get(days, ""),
        "day": formats.day_and_date(row.starts_at),
        "clock": visit.fill("clock", start=formats.bare_clock(row.starts_at), end=formats.bare_clock(end)),
        "place": site.name,
        "address": site.address or site.village.name,
        "map": f"https://www.google.com/maps?q={site.lat},{site.lon}",
        "bring": visit.words["bring_indoors" if site.indoor else "bring_outdoors"],
        "tools": visit.words["tools"] if site.equipment else "",
        "told": told.get(row.pk, []),
    }


def excuse_states(visit: Visit) -> dict[int, list[str]]:
    """By appointment (primary key) about which something was told: the sentences that say what became of it."""
    found = [one for one in absences_of(visit.order) if one.excuses or one.settled]
    return {one.appointment.pk: _excuse(visit, one) for one in found}


def _excuse(visit: Visit, absence: Absence) -> list[str]:
    if absence.settled:
        return [visit.words["accepted"]] if absence.excused else [visit.words["not_accepted"]] * bool(absence.excuses)
    noon = datetime.combine(absence.deadline, ANSWER_CLOCK, WIT)
    until = f"{formats.day_and_date(absence.deadline)}"
    if noon < absence.appointment.starts_at:
        until = f"{until}, {formats.clock(noon)}"
    still = [visit.words["told_still"]] if absence.appointment.starts_at > visit.at else []
    return [visit.words["told"], visit.fill("told_until", until=until), *still]


def _lost(visit: Visit, found: Screen, told: dict[int, list[str]]) -> list[dict[str, Any]]:
    return [
        {"text": visit.fill("lost", date=formats.day_and_date(row.starts_at)), "told": told.get(row.pk, [])}
        for row in found.lost
    ]


def _standing(visit: Visit) -> list[str]:
    """What is said where no date lies ahead."""
    order, day = visit.order, visit.at.astimezone(WIT).date()
    if order.state == State.COMPLETED:
        return [visit.words[key] for key in ("done", "done_letter", "thanks")]
    if order.state == State.CLOSED:
        return [visit.words["stopped"], visit.words["ask_pk"]]
    if pause_on(order, day) is not None:
        return [visit.words["paused"], visit.words["ask_pk"]]
    return [visit.words["empty"], visit.fill("empty_until", day=formats.day_and_date(friday(day)))]


def friday(day: date) -> date:
    """The Friday of the week; at the end of the week the next one.

    >>> friday(date(2026, 10, 5)), friday(date(2026, 10, 9)), friday(date(2026, 10, 10))
    (datetime.date(2026, 10, 9), datetime.date(2026, 10, 9), datetime.date(2026, 10, 16))
    """
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


def _hours(visit: Visit, found: Screen) -> dict[str, Any]:
    credited, total = formats.duration(found.credited), formats.duration(found.total)
    return {
        "ring": drawing.ring(found.total, found.credited, found.waiting),
        "left": visit.fill("left", hours=formats.duration(found.left)),
        "times": visit.fill("roughly" if found.roughly else "times", n=found.times) if found.times else "",
        "credited": visit.fill("credited", credited=credited, total=total),
        "waiting": visit.fill("waiting", waiting=formats.duration(found.waiting)) if found.waiting else "",
        "open": found.left > 0,
    }


def history(visit: Visit) -> list[dict[str, Any]]:
    """Every recorded date, newest first."""
    told = excuse_states(visit)
    return [_history_line(visit, date_of, row, told.get(date_of.pk)) for date_of, row in hours_told(visit.order)]


def _history_line(visit: Visit, date_of: Appointment, row: Attendance, told: list[str] | None) -> dict[str, Any]:
    """A mark, the day, in words whether it counts, what became of a reason. `session`: about which one can be told."""
    mark, word = _judged(date_of, row)
    minutes = date_of.credited_minutes if mark == "ok" else row.reported_minutes
    return {
        "mark": mark,
        "day": formats.day_and_date(date_of.starts_at),
        "place": date_of.session.site.name,
        "text": " ".join([formats.duration(minutes), visit.words[word]] if minutes else [visit.words[word]]),
        "told": told or [],
        "session": date_of.session.code if row.outcome in QUESTIONS and told is None and mark != "no" else "",
    }


def _judged(date_of: Appointment, row: Attendance) -> tuple[str, str]:
    if date_of.state == AppointmentState.REJECTED:
        return "no", "h_refused"
    if not row.marks.attended:
        if row.marks.fault == Fault.SERVICE:
            return "none", "h_service"
        return "none", "h_absent"
    if date_of.state == AppointmentState.RECORDED:
        return "wait", "h_waiting"
    return ("ok", "h_credited") if date_of.credited_minutes else ("no", "h_refused")
