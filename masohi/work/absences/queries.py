"""Which missed dates wait for a decision, and what became of an order's others."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from masohi.cases.orders.models import Order, handled_by
from masohi.cases.orders.terms import State
from masohi.cases.pauses.models import Pause
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.supply.files.models import File
from masohi.work.absences.facts import Absence, absence_from
from masohi.work.absences.models import AbsenceDecision, Excuse
from masohi.work.absences.terms import QUESTIONS
from masohi.work.attendance.models import Attendance
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState

SEALED: tuple[type[Model], ...] = (Excuse, AbsenceDecision)
GONE = (AppointmentState.CANCELLED, AppointmentState.REJECTED)


def _standing(**more: Any) -> QuerySet[AbsenceDecision]:
    return AbsenceDecision.objects.filter(appointment=OuterRef("pk"), replaced_by=None, **more)


def waits_for_decision() -> Q:
    """The condition on a date: missed without a decision that answers it, or asked for beforehand without an answer."""
    missed = Attendance.objects.filter(appointment=OuterRef("pk"), replaced_by=None, outcome__in=QUESTIONS)
    answer = _standing().filter(Q(valid=True) | Q(decided_at__gte=OuterRef("starts_at")))
    heard = AbsenceDecision.objects.filter(
        appointment=OuterRef("appointment"), replaced_by=None, decided_at__gte=OuterRef("told_at")
    )
    unheard = Excuse.objects.filter(~Exists(heard), appointment=OuterRef("pk"))
    asked = Q(Exists(unheard)) & (Q(state=AppointmentState.PLANNED) | Q(Exists(missed)))
    return Q(Exists(missed)) & ~Q(Exists(answer)) | asked


def open_absences(user: User) -> list[Absence]:
    """Missed or excused dates of running orders that wait for a decision of `user`'s, the nearest deadline first.

    Records that the second officer has refused are no absence. Five queries, however many rows.
    """
    if not may(user, "absence.decide"):
        return []
    rows = Appointment.objects.filter(handled_by(user, "order__"), waits_for_decision(), order__state=State.RUNNING)
    found = _absences(rows.exclude(state__in=GONE))
    return sorted(found, key=lambda one: (one.deadline, one.appointment.starts_at, one.appointment.pk))


def absences_of(order: Order) -> list[Absence]:
    """Every date of the order that was missed, excused or asked about, earliest first; released dates too."""
    missed = Attendance.objects.filter(appointment=OuterRef("pk"), replaced_by=None, outcome__in=QUESTIONS)
    told = Excuse.objects.filter(appointment=OuterRef("pk"))
    rows = Appointment.objects.filter(
        Q(Exists(missed)) & ~Q(state=AppointmentState.REJECTED) | Q(Exists(told)) | Q(Exists(_standing())), order=order
    )
    return _absences(rows)


def absence_at(user: User, session: str, order: str) -> Absence | None:
    """The date of the order with this code at the session with this code, where `user` handles it; whatever its state.

    Of several (one released, one new) the newest.
    """
    rows = Appointment.objects.filter(handled_by(user, "order__"), session__code=session, order__code=order)
    newest = rows.order_by("-pk").values("pk")[:1]
    return next(iter(_absences(Appointment.objects.filter(pk__in=list(newest.values_list("pk", flat=True))))), None)


def _absences(rows: QuerySet[Appointment]) -> list[Absence]:
    """Appointments with their records, words and decisions: five queries."""
    appointments = list(
        rows.select_related("order__person", "order__pk_officer", "session__site__host").order_by("starts_at", "pk")
    )
    keys = [one.pk for one in appointments]
    records = Attendance.objects.filter(appointment__in=keys, replaced_by=None).select_related("recorded_by")
    by_record = {one.appointment_id: one for one in records}
    excuses = _by_appointment(Excuse.objects.filter(appointment__in=keys).select_related("told_by", "file"))
    decided = AbsenceDecision.objects.filter(appointment__in=keys).select_related("decided_by")
    decisions = _by_appointment(decided.order_by("decided_at", "pk"))
    parameters = parameters_in_force()
    return [
        absence_from(one, by_record.get(one.pk), tuple(excuses[one.pk]), tuple(decisions[one.pk]), parameters)
        for one in appointments
    ]


def _by_appointment(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.appointment_id].append(row)
    return found


def standing_decision(appointment: Appointment) -> AbsenceDecision | None:
    """The decision on this date that nothing replaces."""
    return AbsenceDecision.objects.filter(appointment=appointment, replaced_by=None).first()


def tellable(user: User) -> QuerySet[Appointment]:
    """Dates about which `user` may tell an excuse: of own orders or supervised sites, ahead or missed."""
    seen = Attendance.objects.filter(appointment=OuterRef("pk"), replaced_by=None)
    rows = Appointment.objects.visible_to(user).filter(order__state=State.RUNNING)
    rows = rows.exclude(state__in=GONE).filter(~Exists(seen.exclude(outcome__in=QUESTIONS)))
    return rows.select_related("order__person", "session__site")


def excuse_by_code(user: User, code: str) -> Excuse | None:
    """One word that was told, with its proof, for whoever decides about it."""
    if not may(user, "absence.decide"):
        return None
    return (
        Excuse.objects.visible_to(user).select_related("file", "appointment__order__person").filter(code=code).first()
    )


def paper_of(pause: Pause) -> File | None:
    """The kept paper of a pause that the caller may read."""
    if not pause.paper_sha256:
        return None
    rows = File.objects.filter(sha256=pause.paper_sha256, kept_by=pause.entered_by_id)
    return rows.order_by("-pk").first()
