"""Read attendance: what waits for the second officer, what is flagged, whether the record was touched."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from masohi.cases.orders.models import Order, handled_by
from masohi.cases.orders.terms import State
from masohi.law.credit_person import credit_person
from masohi.ledger.models import name_of
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import colleagues, ever_held
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.work.attendance.facts import served_by
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Phase, Source
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.terms import AppointmentState, SessionState

UNDO: Final = timedelta(seconds=30)


def current_records(appointments: QuerySet[Appointment]) -> QuerySet[Attendance]:
    """The record that counts for each appointment: the one nothing replaces."""
    rows = Attendance.objects.filter(appointment__in=appointments.values("pk"), replaced_by=None)
    return rows.select_related("appointment__order__person", "recorded_by", "verification")


def history(appointment: Appointment) -> QuerySet[Attendance]:
    """Every record of an appointment, first to last, corrections included."""
    return appointment.records.select_related("recorded_by", "verification__verified_by").order_by("pk")


def records_to_verify(user: User) -> QuerySet[Attendance]:
    """Records that wait for `user`: of orders of the own unit, made by somebody of another office (KS-29).

    The PK decides what supervisors recorded, the jaksa what a PK corrected.
    """
    if not user.has(Role.PROBATION, Role.PROSECUTOR):
        return Attendance.objects.none()
    waiting = Attendance.objects.filter(  # by state first: what waits is little, what was ever recorded is much
        appointment__session__state=SessionState.RECORDED, appointment__state=AppointmentState.RECORDED
    )
    rows = waiting.filter(handled_by(user, "appointment__order__"), replaced_by=None, verification=None)
    if not user.has(Role.PROBATION):
        rows = rows.filter(recorded_by__in=ever_held(Role.PROBATION))
    return rows.exclude(recorded_by__in=colleagues(user))


def sessions_to_verify(user: User) -> QuerySet[Session]:
    """Sessions with records that wait for this officer, oldest first, with the records to decide on."""
    waiting = records_to_verify(user)
    people = Appointment.objects.filter(pk__in=waiting.values("appointment"), state=AppointmentState.RECORDED)
    records = Attendance.objects.filter(replaced_by=None).select_related("recorded_by")
    people = people.select_related("order__person").prefetch_related(Prefetch("records", records, to_attr="current"))
    recorded = Session.objects.filter(state=SessionState.RECORDED)  # few of many: an index finds them
    here = waiting.filter(appointment__session=OuterRef("pk"))
    rows = recorded.filter(Exists(here)).select_related("site", "site__host")
    return rows.prefetch_related(
        Prefetch("appointments", people.order_by("order__person__name_key"), to_attr="waiting"), "head_counts"
    ).order_by("day", "starts_at")


def undoable(user: User, at: datetime) -> QuerySet[Attendance]:
    """Records that `user` decided within the last 30 seconds and from which nothing else has followed yet."""
    rows = Attendance.objects.filter(
        verification__verified_by=user, verification__verified_at__gt=at - UNDO, verification__verified_at__lte=at
    )
    rows = rows.filter(replaced_by=None, release=None, appointment__order__state=State.RUNNING)
    return rows.select_related("appointment__order", "appointment__session__site", "verification").order_by("pk")


def held_records(user: User) -> QuerySet[Attendance]:
    """Accepted records on hold that nobody has released or turned down, of orders that `user` handles, oldest first."""
    rows = Attendance.objects.exclude(hold="").filter(
        handled_by(user, "appointment__order__"), replaced_by=None, verification__accepted=True, release=None
    )
    return rows.select_related("appointment__order__person", "appointment__session__site", "recorded_by").order_by("pk")


def flags(session: Session) -> list[str]:
    """Codes of what is odd about a recorded session; nothing odd means it can be accepted as a whole.

    `session` comes from `sessions_to_verify` (with `waiting` and head counts loaded).
    """
    records = [record for appointment in session.waiting for record in appointment.current]  # type: ignore[attr-defined]
    attended = sum(record.marks.attended for record in records)
    counts = {count.phase: count.people for count in session.head_counts.all()}
    odd = []
    if counts.get(Phase.START) != counts.get(Phase.END):
        odd.append("counts_differ")
    if counts.get(Phase.START, attended) < attended:
        odd.append("more_names_than_heads")
    if any(record.source == Source.PAPER for record in records):
        odd.append("manual")
    if any(record.replaces_id for record in records):
        odd.append("corrected")
    if any(r.started_at and r.started_at < session.starts_at for r in records):
        odd.append("before_session")
    if any(r.ended_at and r.ended_at > session.ends_at for r in records):
        odd.append("after_session")
    return odd


def miscredited() -> Iterator[str]:
    """Orders whose credited minutes, in sum or at a session, are not what the accepted records give.

    Living orders only: what an ended order was credited with stands, and its seal guards it.
    """
    parameters = parameters_in_force()
    worked = Order.objects.filter(state=State.RUNNING, appointments__records__isnull=False).distinct()
    for order in worked.order_by("pk").iterator(chunk_size=500):
        living, ended = served_by(order)
        folded = credit_person(living, ended=ended, parameters=parameters)[str(order.pk)]
        minutes = {int(line.key): line.credited_minutes for line in folded.lines}
        stored = dict(order.appointments.values_list("pk", "credited_minutes"))
        if order.credited_minutes != folded.credited_minutes or any(stored[k] != minutes.get(k, 0) for k in stored):
            yield name_of(order)
