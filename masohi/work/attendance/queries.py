"""Read attendance: what waits for the second officer, what is flagged, whether the record was touched."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from masohi.ledger import chain
from masohi.ledger.models import Entry, name_of
from masohi.ledger.queries import facts_of
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.attendance.terms import Phase
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.terms import AppointmentState, SessionState


def current_records(appointments: QuerySet[Appointment]) -> QuerySet[Attendance]:
    """The record that counts for each appointment: the one nothing replaces."""
    rows = Attendance.objects.filter(appointment__in=appointments.values("pk"), replaced_by=None)
    return rows.select_related("appointment__order__person", "recorded_by", "verification")


def history(appointment: Appointment) -> QuerySet[Attendance]:
    """Every record of an appointment, first to last, corrections included."""
    return appointment.records.select_related("recorded_by", "verification__verified_by").order_by("pk")


def sessions_to_verify(user: User) -> QuerySet[Session]:
    """Sessions with records that wait for this PK, oldest first, with the records to decide on."""
    if not user.has(Role.PROBATION):
        return Session.objects.none()
    waiting = Appointment.objects.filter(
        state=AppointmentState.RECORDED, order__bapas__in=user.organisations_as(Role.PROBATION)
    )
    records = Attendance.objects.filter(replaced_by=None).select_related("recorded_by")
    people = waiting.select_related("order__person").prefetch_related(Prefetch("records", records, to_attr="current"))
    recorded = Session.objects.filter(state=SessionState.RECORDED)  # few of many: an index finds them
    rows = recorded.filter(Exists(waiting.filter(session=OuterRef("pk")))).select_related("site", "site__host")
    return rows.prefetch_related(
        Prefetch("appointments", people.order_by("order__person__name_key"), to_attr="waiting"), "head_counts"
    ).order_by("day", "starts_at")


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
    if any(record.replaces_id for record in records):
        odd.append("corrected")
    if any(r.started_at and r.started_at < session.starts_at for r in records):
        odd.append("before_session")
    if any(r.ended_at and r.ended_at > session.ends_at for r in records):
        odd.append("after_session")
    return odd


def touched_records() -> Iterator[str]:
    """Attendance and verification rows whose columns no longer match the digest in the ledger, or that vanished."""
    for kind, model in (("attendance.recorded", Attendance), ("attendance.verified", Verification)):
        rows = {name_of(row): row for row in model.objects.all().iterator(chunk_size=2000)}
        known = set()
        for entry in Entry.objects.filter(kind=kind).order_by("seq").iterator(chunk_size=2000):
            known.add(entry.subject)
            row = rows.get(entry.subject)
            if row is None or chain.digest(row.facts()) != facts_of(entry)["digest"]:
                yield entry.subject
        yield from sorted(set(rows) - known)
