"""Propose a plan, let the jaksa decide where the verdict leaves it open, make sessions of it, announce them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext

from masohi.cases.orders.models import Order, handled_by, handles
from masohi.cases.orders.queries import current_sentence
from masohi.cases.orders.terms import State
from masohi.cases.pauses.queries import pause_on
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.planning.checker import check
from masohi.planning.stored import block_of, stored_answer, stored_block
from masohi.planning.terms import Answer, Block, Proposal
from masohi.planning.together import propose_for_all
from masohi.supply.sites.models import Slot
from masohi.work.placement.facts import problem_for
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.work.placement.queries import keep_apart, still_ahead
from masohi.work.placement.terms import OPEN_PLANS, AppointmentState, PlanState, SessionState
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


@deed
def propose_plans(*, orders: Sequence[Order], by: User, at: datetime) -> list[Plan]:
    """Plan what is open of each order, all in one problem; earlier drafts of theirs are replaced.

    A plan that does not fit is stored too, with the hours that are missing and what would help: nobody may learn of it
    only when the deadline has passed. Orders must be the caller's own (`orders()` of `cases.orders.queries`).
    """
    require(by, "plan.propose")
    living = [order for order in orders if order.living]
    if not living or not all(handles(by, order) for order in living):
        raise Refused(gettext("Tidak ada perkara berjalan yang dapat direncanakan. Tidak ada yang berubah."))
    proposal = propose_for_all(problem_for(living, day=_day(at), parameters=parameters_in_force()))
    Plan.objects.filter(order__in=living, state__in=OPEN_PLANS).update(state=PlanState.REPLACED)
    return [_draft(order, proposal, by, at) for order in living]


def _draft(order: Order, proposal: Proposal, by: User, at: datetime) -> Plan:
    answer = proposal.answers[str(order.pk)]
    plan = Plan.objects.create(
        code=new_code(),
        order=order,
        sentence=current_sentence(order),
        blocks=[stored_block(block) for block in proposal.of(str(order.pk))],
        answer=stored_answer(answer),
        planned_minutes=answer.planned_minutes,
        short_minutes=answer.short_minutes,
        finish=answer.finish,
        proposed_by=by,
        proposed_at=at,
    )
    planned, short = answer.planned_minutes, answer.short_minutes
    record("plan.proposed", plan, by=by, at=at, thread=order, planned=planned, short=short)
    return plan


@deed
def accept_plan(*, plan: Plan, by: User, at: datetime) -> Plan:
    """The PK takes the proposal. Where the verdict fixes the place it becomes sessions at once; else the jaksa decides.

    Raises Refused for a plan that does not complete the sentence or an order that does not run yet.
    """
    require(by, "plan.accept")
    fresh = _open(plan, PlanState.DRAFT, by)
    _ends_in_time(fresh)
    if not fresh.blocks:
        raise Refused(
            gettext(
                "Usulan ini belum memuat sesi, jadi belum dapat diterima. Ubah tempat, hari, atau jam, lalu usulkan."
            )
        )
    if fresh.order.state != State.RUNNING:
        raise Refused(
            gettext(
                "Perkara belum berjalan: surat perintah pelaksanaan dari jaksa belum dicatat. Usulan tetap tersimpan."
            )
        )
    entry = record("plan.accepted", fresh, by=by, at=at, thread=fresh.order)
    if fresh.sentence.place_fixed:
        return _decide(fresh, by, at, entry)
    fresh.state = PlanState.WAITING
    fresh.save(update_fields=["state"])
    return fresh


@deed
def approve_plan(*, plan: Plan, by: User, at: datetime) -> Plan:
    """The jaksa approves place, days and hours that the verdict left open (KUHP 85(8))."""
    require(by, "plan.approve")
    fresh = _open(plan, PlanState.WAITING, by)
    _ends_in_time(fresh)
    return _decide(fresh, by, at, record("plan.approved", fresh, by=by, at=at, thread=fresh.order))


@deed
def return_plan(*, plan: Plan, note: str, by: User, at: datetime) -> Plan:
    """The jaksa returns the proposal to the PK with a reason."""
    require(by, "plan.approve")
    fresh = _open(plan, PlanState.WAITING, by)
    if not note.strip():
        raise Refused(gettext("Tulis alasan pengembalian agar PK tahu apa yang perlu diubah."))
    fresh.state, fresh.note, fresh.decided_by, fresh.decided_at = PlanState.RETURNED, note.strip(), by, at
    fresh.save()
    record("plan.returned", fresh, by=by, at=at, thread=fresh.order)
    return fresh


def _ends_in_time(plan: Plan) -> None:
    """Nobody is told of dates that miss hours, but in place of some told before, or beside them for a reason."""
    follows = plan.replaces or (plan.note and Appointment.objects.filter(order=plan.order_id).exists())
    if plan.blocks and plan.short_minutes and not follows:
        raise Refused(
            gettext("Usulan ini tidak menyelesaikan semua jam sampai batas. Buka usulan untuk melihat yang menolong.")
        )


def _open(plan: Plan, state: PlanState, by: User) -> Plan:
    """The plan as it is now, of an order that is `by`'s for this deed."""
    rows = Plan.objects.filter(handled_by(by, "order__")).select_related("order__person__village", "sentence")
    fresh = rows.filter(pk=plan.pk).first()
    if fresh is None or fresh.state != state:
        raise Conflict(
            gettext("Usulan ini sudah diputuskan atau diganti. Buka halaman perkara untuk melihat yang terbaru.")
        )
    return fresh


def _decide(plan: Plan, by: User, at: datetime, entry: Entry) -> Plan:
    plan.state, plan.decided_by, plan.decided_at = PlanState.ACCEPTED, by, at
    plan.save()
    make_sessions(plan=plan, because=entry)
    return plan


@consequence
def make_sessions(*, plan: Plan, because: Entry) -> list[Appointment]:
    """Sessions and appointments of an accepted plan, after checking it against today's places and hours.

    Between proposal and acceptance others may have taken the places: the planner's independent check runs again.
    """
    order = plan.order
    short = [order.pk] if plan.short_minutes else []
    problem = problem_for(
        [order], day=_day(because.at), parameters=parameters_in_force(), ignore=plan.replaces, partial=short
    )
    free = still_ahead(plan.replaces, at=because.at, since=plan.proposed_at)
    if not free or check(problem, proposal_of([plan])):
        raise Conflict(
            gettext(
                "Sejak usulan dibuat, tempat atau jam sudah berubah. Buat usulan baru; usulan lama tetap tersimpan."
            )
        )
    give_back(appointments=plan.replaces, because=because)
    return seat(plan=plan, places={opening.key: opening.places for opening in problem.openings}, because=because)


def proposal_of(plans: Iterable[Plan]) -> Proposal:
    """What stored plans propose, as the independent check reads it."""
    blocks: list[Block] = []
    answers = {}
    for plan in plans:
        own = [block_of(stored, str(plan.order_id)) for stored in plan.blocks]
        answers[str(plan.order_id)] = Answer(plan.planned_minutes, plan.short_minutes, sessions=len(own))
        blocks += own
    return Proposal(tuple(sorted(blocks, key=lambda block: (block.start, block.need))), answers)


@consequence
def give_back(*, appointments: Sequence[int], because: Entry) -> int:
    """End planned appointments (primary keys) that others replace, with their places. Returns how many they were."""
    rows = Appointment.objects.filter(pk__in=appointments, state=AppointmentState.PLANNED)
    sessions = Counter(rows.values_list("session", flat=True))
    for session, count in sessions.items():
        Session.objects.filter(pk=session).update(taken=F("taken") - count)
    rows.update(state=AppointmentState.CANCELLED)
    return sum(sessions.values())


@consequence
def seat(*, plan: Plan, places: Mapping[str, int], because: Entry) -> list[Appointment]:
    """Sessions and appointments of a plan that has just been checked; `places` by opening, as the check saw them."""
    order = plan.order
    slots = Slot.objects.in_bulk([stored["slot"] for stored in plan.blocks])
    made = [_appoint(plan, stored, slots[stored["slot"]], places) for stored in plan.blocks]
    keep_apart(order, [one.session_id for one in made])
    Appointment.objects.bulk_create(made)
    total = sum(a.minutes for a in made)
    told: dict[str, Any] = {"appointments": len(made), "minutes": total}
    seals = [*made, *{one.session_id: one.session for one in made}.values()]
    record("sessions.planned", plan, because=because, thread=order, seals=seals, **told)
    return made


def _appoint(plan: Plan, stored: dict[str, Any], slot: Slot, places: Mapping[str, int]) -> Appointment:
    start, day = datetime.fromisoformat(stored["start"]), date.fromisoformat(stored["day"])
    session, _ = Session.objects.get_or_create(
        slot=slot,
        day=day,
        defaults={
            "code": new_code(),
            "site_id": slot.site_id,
            "starts_at": start,
            "ends_at": start + timedelta(minutes=slot.minutes),
            "places": places[f"{slot.pk}@{day.isoformat()}"],
        },
    )
    Session.objects.filter(pk=session.pk).update(taken=F("taken") + 1)
    return Appointment(
        session=session,
        order=plan.order,
        plan=plan,
        starts_at=start,
        minutes=stored["minutes"],
        reasons=stored["reasons"],
        state=AppointmentState.PLANNED,
    )


@deed
def announce_sessions(*, sessions: Sequence[Session], by: User, at: datetime) -> int:
    """Announce dates after `at` to the people of `by` whom these sessions hold: from now on they count as told.

    The sessions show solid on the board. Returns how many sessions held such a date; announcing sends nothing.
    """
    require(by, "session.announce")
    ahead = Session.objects.filter(pk__in=[s.pk for s in sessions], state=SessionState.PLANNED, starts_at__gt=at)
    waiting = Appointment.objects.visible_to(by).filter(state=AppointmentState.PLANNED, told_at=None)
    found = list(waiting.filter(session__in=ahead.values("pk")).values_list("pk", "session"))
    dates, held = [pk for pk, _ in found], sorted({session for _, session in found})
    if found:
        Appointment.objects.filter(pk__in=dates).update(told_at=at)
        Session.objects.filter(pk__in=held, announced_at=None).update(announced_at=at)
        record("sessions.announced", sessions[0], by=by, at=at, sessions=held, appointments=dates)
    return len(held)


@consequence
def release_ahead(*, order: Order, after: datetime, because: Entry) -> int:
    """Give back the places of sessions that begin at `after` or later and take open proposals off the table.

    Returns how many sessions were released. What has been worked or recorded stays.
    """
    ahead = Appointment.objects.filter(order=order, state=AppointmentState.PLANNED, starts_at__gte=after)
    sessions = list(ahead.values_list("session", flat=True))
    Plan.objects.filter(order=order, state__in=OPEN_PLANS).update(state=PlanState.REPLACED)
    if sessions:
        Session.objects.filter(pk__in=sessions).update(taken=F("taken") - 1)
        ahead.update(state=AppointmentState.CANCELLED)
        record("sessions.released", order, because=because, thread=order, sessions=sessions)
    return len(sessions)


@consequence
def appoint_walk_in(
    *, session: Session, order: Order, starts_at: datetime, minutes: int, because: Entry
) -> Appointment:
    """A place at a session for somebody who came without being on the list, under the order's newest accepted plan.

    Raises Refused where the order does not run or has no plan yet, is expected there already, or every place is taken.
    """
    plan = Plan.objects.filter(order=order, state=PlanState.ACCEPTED).order_by("-decided_at", "-pk").first()
    if _outside_term(order, session.day):
        raise Refused(gettext("Sesi itu di luar masa pelaksanaan perkara ini. Tidak ada yang berubah."))
    if order.state != State.RUNNING or plan is None:
        raise Refused(gettext("Perkara orang ini belum berjalan atau belum punya jadwal. Tidak ada yang berubah."))
    if pause_on(order, session.day) is not None:
        raise Refused(gettext("Orang ini sedang jeda pada hari itu dan tidak boleh bekerja. Tidak ada yang berubah."))
    living = Appointment.objects.filter(session=session, order=order).exclude(state=AppointmentState.CANCELLED)
    if living.exists():
        raise Refused(gettext("Orang ini sudah ada di daftar sesi itu. Tidak ada yang berubah."))
    keep_apart(order, [session.pk])
    if not Session.objects.filter(pk=session.pk, taken__lt=F("places")).update(taken=F("taken") + 1):
        raise Refused(gettext("Semua tempat di sesi itu sudah terisi. Tidak ada yang berubah."))
    made = Appointment.objects.create(
        session=session, order=order, plan=plan, starts_at=starts_at, minutes=minutes, state=AppointmentState.PLANNED
    )
    record("session.joined", made, because=because, thread=order, seals=[made, session], minutes=minutes)
    return made


def _outside_term(order: Order, day: date) -> bool:
    """Before the execution was ordered, or after the last day of the term (KUHP 85(5))."""
    ordered = order.execution_order_date
    return ordered is None or day < ordered or (order.deadline is not None and day > order.deadline)
