"""Read the ladder of an order: what was missed, which steps were taken, which one comes next, what waits for whom."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, Model, OuterRef, QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.cases.pauses.queries import pauses_of
from masohi.law.ladder import Due, Missed, Rung, Taken, baseless, next_step
from masohi.ledger.models import Entry, name_of
from masohi.ledger.queries import facts_of
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.absences.facts import Absence
from masohi.work.absences.queries import absences_of
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.attendance.terms import MARKS
from masohi.work.calendars.models import Telling
from masohi.work.calendars.queries import announced_dates
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.terms import OPEN, StepState
from masohi.work.failures.queries import failed_among
from masohi.work.letters.models import Letter
from masohi.work.placement.models import Appointment
from masohi.writing.indonesian import WIT

SEALED: tuple[type[Model], ...] = (Step,)
IN_VAIN: Final = "step.visited_in_vain"
MOST_DATES: Final = 6  # next dates that a letter names
ENFORCEABLE: Final = tuple(outcome for outcome, marks in MARKS.items() if marks.enforceable)


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


def heard_before(order: Order) -> dict[int, Telling]:
    """By appointment (primary key): the first telling that named it, whether in time or not. One query."""
    found: dict[int, Telling] = {}
    for telling in Telling.objects.filter(order=order).select_related("told_by").order_by("told_at", "pk"):
        for key in telling.dates:
            found.setdefault(key, telling)
    return found


def missed_absences(order: Order, *, after: datetime | None = None) -> list[Absence]:
    """Dates that the record in force says the person did not attend or was sent home from, earliest first; only those
    after `after` where it is given. Records that the second officer has refused are no absence."""
    rows = [row for row in absences_of(order) if row.record is not None and row.record.marks.enforceable]
    return [row for row in rows if after is None or row.appointment.starts_at > after]


def missed_of(order: Order, *, after: datetime | None = None) -> list[Missed]:
    """The same as the law's arithmetic takes them."""
    rows = missed_absences(order, after=after)
    heard, pauses = heard_before(order), list(pauses_of(order))
    records = [row.record.pk for row in rows if row.record is not None]
    words = {word.attendance_id: word for word in Verification.objects.filter(attendance__in=records)}
    service = failed_among(row.appointment.pk for row in rows)
    return [
        replace(
            _missed(row, heard, words),
            service=row.appointment.pk in service,
            paused=any(pause.covers(row.appointment.session.day) for pause in pauses),
        )
        for row in rows
    ]


def _missed(row: Absence, heard: dict[int, Telling], words: dict[int, Verification]) -> Missed:
    assert row.record is not None  # missed_absences asks for it
    appointment, telling = row.appointment, heard.get(row.appointment.pk)
    word, decision = words.get(row.record.pk), row.decision
    moments = [row.record.recorded_at]
    moments += [word.verified_at] if word else []
    moments += [decision.decided_at] if decision else []
    return Missed(
        key=appointment.pk,
        starts_at=appointment.starts_at,
        known_on=_day(max(moments)),
        verified=word is not None and word.accepted,
        excused=True if row.excused else False if row.settled else None,
        service=False,
        paused=False,
        told=telling is not None and telling.told_at < appointment.starts_at,
    )


def ladder_start(order: Order) -> tuple[int, datetime | None]:
    """Which ladder of the order this is, from 1, and since when: the ones before ended with a decision."""
    ended = Step.objects.filter(order=order, ended_at__isnull=False).order_by("-turn").first()
    return (ended.turn + 1, ended.ended_at) if ended is not None else (1, None)


def turn_of(order: Order) -> int:
    """Which ladder of the order this is, from 1."""
    return ladder_start(order)[0]


def steps_of(order: Order, *, turn: int | None = None) -> list[Step]:
    """Steps of an order with everybody named in them, first to last; of one ladder only where `turn` is given."""
    rows = Step.objects.filter(order=order) if turn is None else Step.objects.filter(order=order, turn=turn)
    people = ("proposed_by", "issued_by", "handed_by", "cancelled_by", "response_by")
    return list(rows.select_related("letter", "proof", "cause__session__site", *people))


def taken(steps: Iterable[Step]) -> list[Taken]:
    """Steps as the law's arithmetic takes them. A step counts as handed over from the moment somebody wrote so: what
    is written about the past proves nothing about the past."""
    return [
        Taken(Rung(step.kind), tuple(step.causes), step.needed, step.state != StepState.CANCELLED, step.noted_at)
        for step in steps
    ]


def ladder_of(order: Order) -> tuple[list[Missed], list[Taken], datetime | None]:
    """What the present ladder rests on: missed sessions, steps taken, and since when it counts."""
    turn, since = ladder_start(order)
    return missed_of(order, after=since), taken(steps_of(order, turn=turn)), since


def due_step(order: Order, *, day: date) -> Due | None:
    """The step that the record asks for on `day` by the numbers in force, or None."""
    if order.state != State.RUNNING:
        return None
    missed, steps, since = ladder_of(order)
    parameters = parameters_in_force()
    absences: tuple[int, ...] = parameters.value("ladder_absences", day)
    days: tuple[int, ...] = parameters.value("ladder_days", day)
    return next_step(steps, missed, absences=absences, days=days, since=since)


def baseless_steps(order: Order) -> list[Step]:
    """Living steps of the present ladder that rest on too few sessions that still count: to be withdrawn."""
    steps, missed = steps_of(order, turn=turn_of(order)), missed_of(order)
    return [step for step, one in zip(steps, taken(steps), strict=True) if baseless(one, missed)]


def orders_to_step() -> QuerySet[Order]:
    """Running orders with a verified absence and no step that waits for somebody: where one may be due tonight."""
    absent = Attendance.objects.filter(
        appointment__order=OuterRef("pk"),
        replaced_by=None,
        outcome__in=ENFORCEABLE,
        verification__accepted=True,
    )
    waiting = Step.objects.filter(order=OuterRef("pk"), state__in=OPEN)
    return Order.objects.filter(Exists(absent), ~Exists(waiting), state=State.RUNNING).order_by("pk")


def steps(user: User) -> QuerySet[Step]:
    """Steps of orders that `user` may see, with person and letter."""
    rows = Step.objects.visible_to(user)
    return rows.select_related("order__person", "order__bapas", "order__pk_officer", "letter", "cause__session__site")


def open_steps(user: User) -> QuerySet[Step]:
    """Steps that wait to be issued or handed over, of running orders that `user` handles, the most urgent first."""
    return steps(user).filter(state__in=OPEN, order__state=State.RUNNING).order_by("due_on", "pk")


def step_page(user: User, code: str) -> Step | None:
    """One step that `user` may see."""
    return steps(user).filter(code=code).first()


def vain_visits(step: Step) -> dict[int, date]:
    """Visits for this step at which nobody was met, as the record tells them, earliest first: the report (a letter's
    primary key) and its day (WIT)."""
    entries = Entry.objects.filter(subject=name_of(step), kind=IN_VAIN).order_by("seq")
    told = [facts_of(entry) for entry in entries]
    return {one["letter"]: date.fromisoformat(one["day"]) for one in told}


def letters_of_step(step: Step) -> QuerySet[Letter]:
    """Letters that stand or fall with a step: its own, and reports of visits at which nobody was met."""
    return Letter.objects.filter(pk__in={*vain_visits(step), *([step.letter_id] if step.letter_id else [])})


def causes_of(step: Step) -> list[Appointment]:
    """The missed sessions on which a step rests, earliest first."""
    rows = Appointment.objects.filter(pk__in=step.causes, order=step.order_id)
    return list(rows.select_related("session__site").order_by("starts_at", "pk"))


def next_dates(order: Order, *, at: datetime) -> list[Appointment]:
    """The announced dates that a letter issued now names."""
    return list(announced_dates(order, at=at)[:MOST_DATES])


def open_step_of(order: Order) -> Step | None:
    """The step of an order that waits to be issued or handed over."""
    return Step.objects.filter(order=order, state__in=OPEN).first()


def draft_of(order: Order, *, by: User, at: datetime) -> Step | None:
    """The step that the record asks for at `at`, not stored yet; None where none is due."""
    due = due_step(order, day=_day(at))
    if due is None:
        return None
    return Step(
        order=order,
        turn=turn_of(order),
        kind=due.rung.value,
        cause_id=due.causes[-1],
        causes=list(due.causes),
        needed=due.needed,
        due_on=due.due_on,
        proposed_by=by,
        proposed_at=at,
    )
