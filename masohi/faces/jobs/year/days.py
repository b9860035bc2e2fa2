"""What the clerk, the jaksa, the PK and the supervisors of the simulated town do on a day, besides the follow-up."""

from collections.abc import Iterable
from datetime import date, timedelta

from masohi.cases.orders.queries import orders_in
from masohi.cases.orders.terms import State
from masohi.faces.jobs.clock import moment
from masohi.faces.jobs.year.town import ABSENT, Town
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.attendance.actions import record_session, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.queries import records_to_verify
from masohi.work.attendance.terms import MARKS, Outcome
from masohi.work.calendars.actions import tell_person
from masohi.work.calendars.terms import Way
from masohi.work.completion.actions import complete_order
from masohi.work.completion.queries import open_questions, ready_to_certify
from masohi.work.placement.actions import accept_plan, announce_sessions, approve_plan, propose_plans
from masohi.work.placement.models import Appointment
from masohi.work.placement.queries import all_sessions, unplanned_orders
from masohi.work.placement.terms import AppointmentState, PlanState
from masohi.work.replanning.actions import accept_changes, make_replan
from masohi.work.replanning.facts import draft
from masohi.work.replanning.queries import open_changes, running_orders, unscheduled
from masohi.work.replanning.terms import Cause
from masohi.writing.refusals import Refused

TOLD_AHEAD = timedelta(days=17)
UNTOLD = 0.03
"""Share of people whom nobody reaches in a week although their dates were announced."""
OF_WEATHER = {"laut": Outcome.WEATHER, "mogok": Outcome.NO_SUPERVISOR}


def plan_week(town: Town, day: date) -> None:
    """Monday: the PK plan who has open hours, the jaksa approves, dates are announced and people told."""
    for pk in town.officers:
        _plan_new(town, pk, day)
        _plan_again(town, pk, day)
        _announce(town, pk, day)


def _plan_new(town: Town, pk: User, day: date) -> None:
    fresh = list(unplanned_orders(pk).filter(pk_officer=pk))
    if not fresh:
        return
    for plan in propose_plans(orders=fresh, by=pk, at=moment(day, 9)):
        if plan.blocks and not plan.short_minutes:
            accepted = accept_plan(plan=plan, by=pk, at=moment(day, 9, 30))
            if accepted.state == PlanState.WAITING:
                approve_plan(plan=accepted, by=town.prosecutor, at=moment(day, 10))


def _plan_again(town: Town, pk: User, day: date) -> None:
    """Missed hours get new dates; what no longer fits stays open, and the alarm has to say so."""
    at = moment(day, 11)
    people = running_orders(pk, unscheduled(pk, new=False).filter(pk_officer=pk).values_list("pk", flat=True))
    found = draft(people, cause=Cause.ABSENCE, day=day, parameters=parameters_in_force())
    if not found.changes:
        return
    made = make_replan(draft=found, by=pk, at=at)
    codes = [one.order.code for one in open_changes(pk).filter(replan=made)]
    try:
        _done, _left = accept_changes(replan=made, codes=codes, reason="Jam dilewatkan", by=pk, at=at)
    except Refused:
        return  # the offers stay, and next Monday is planned anew
    for plan in [change.plan for change in _done if change.plan and change.plan.state == PlanState.WAITING]:
        approve_plan(plan=plan, by=town.prosecutor, at=moment(day, 11, 30))


def _announce(town: Town, pk: User, day: date) -> None:
    at = moment(day, 12)
    sessions = list(all_sessions().filter(day__gte=day, day__lte=day + TOLD_AHEAD))
    if sessions:
        announce_sessions(sessions=sessions, by=pk, at=at)
    for order in orders_in(pk, [State.RUNNING]).filter(pk_officer=pk):
        if town.luck("kabar", order.case_number, day).random() < UNTOLD:
            continue
        try:
            tell_person(order=order, way=Way.WHATSAPP if order.person.phone else Way.FAMILY, by=pk, at=at)
        except Refused:
            continue  # nothing announced lies ahead


def work(town: Town, day: date) -> int:
    """The day's sessions are held or fall out, and their supervisors write down what happened; returns records."""
    made = 0
    for session in all_sessions().filter(day=day):
        people = list(session.appointments.filter(state=AppointmentState.PLANNED).select_related("session", "order"))
        if not people:
            continue
        seen = [_seen(town, one, day) for one in people]
        heads = sum(MARKS[one.outcome].attended for one in seen)
        made += len(
            record_session(
                session=session,
                heads_at_start=heads,
                heads_at_end=heads,
                seen=seen,
                by=town.supervisors[session.site_id],
                at=max(moment(day, 19), session.ends_at),
            )
        )
    return made


def _seen(town: Town, appointment: Appointment, day: date) -> Seen:
    shut = town.shut.get((appointment.session.site_id, day))
    if shut:
        return Seen(appointment.pk, OF_WEATHER[shut], note="Lokasi tidak dapat dipakai")
    dice = town.luck("datang", appointment.order.case_number, day)
    if dice.random() < ABSENT:
        return Seen(appointment.pk, Outcome.ABSENT)
    start = appointment.starts_at
    return Seen(appointment.pk, Outcome.PRESENT, start, start + timedelta(minutes=appointment.minutes))


def verify(town: Town, day: date) -> None:
    """Every PK looks at what was recorded the day before."""
    for pk in town.officers:
        rows = list(_mine(pk, records_to_verify(pk)))
        if rows:
            verify_attendance(accepted=rows, by=pk, at=moment(day, 8))


def _mine(pk: User, rows: Iterable[Attendance]) -> Iterable[Attendance]:
    return (row for row in rows if row.appointment.order.pk_officer_id == pk.pk)


def certify(town: Town, day: date) -> int:
    """The jaksa ends orders whose hours are all credited; returns how many."""
    done = 0
    for order in list(ready_to_certify(town.prosecutor)):
        if not open_questions(order):
            complete_order(order=order, by=town.prosecutor, at=moment(day, 10))
            done += 1
    return done
