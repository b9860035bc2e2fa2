"""Read what the service let fail. Nothing is kept here: the records of attendance say it all."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.sites.models import Closure
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import MARKS, Fault, Outcome
from masohi.work.failures.facts import NOBODY, Account, Failure
from masohi.work.placement.models import Appointment, hosted_by
from masohi.work.placement.terms import AppointmentState, SessionState

SERVICE: Final = tuple(one for one in Outcome if MARKS[one].fault is Fault.SERVICE)
HOST = "appointment__session__site__host__short_name"
GONE = (AppointmentState.CANCELLED, AppointmentState.REJECTED)


def failed(appointment: Appointment) -> bool:
    """Whether the service failed this date, so that nobody may hold it against the person.

    So says the record that counts, or the session was called off, or the site was shut that day.
    """
    return appointment.pk in failed_among([appointment.pk])


def failed_among(appointments: Iterable[int]) -> set[int]:
    """Those of these dates (primary keys) that the service failed; one query."""
    shut = Closure.objects.filter(
        site=OuterRef("session__site"),
        first_day__lte=OuterRef("session__day"),
        last_day__gte=OuterRef("session__day"),
    )
    recorded = Attendance.objects.filter(appointment=OuterRef("pk"), replaced_by=None, outcome__in=SERVICE)
    ours = Q(Exists(recorded)) | Q(session__state=SessionState.CANCELLED) | Q(Exists(shut))
    return set(Appointment.objects.filter(ours, pk__in=list(appointments)).values_list("pk", flat=True))


def accounts(user: User, first: date, last: date, *, at: datetime) -> list[Account]:
    """By office, what failed on days from `first` to `last`, as known at `at`; the weather's own account comes last.

    An office sees its own; whoever decides about orders or leads sees every office. Four queries.
    """
    found: dict[str, Account] = {}
    for row in _past(user, first, last, at).order_by():
        found.setdefault(row["host"], Account(row["host"])).past = row["n"]
    records = _records(user, first, last)
    _fill(found, records.exclude(outcome=Outcome.WEATHER), F(HOST))
    weather = {NOBODY: Account(NOBODY, past=sum(one.past for one in found.values()))}
    _fill(weather, records.filter(outcome=Outcome.WEATHER), None)
    offices = sorted(found.values(), key=lambda one: (-(one.per_thousand or 0), one.office))
    return offices + [one for one in weather.values() if one.failed]


def _scope(user: User, session: str) -> Q:
    """Sessions that an office answers for: its own; for the others, all."""
    if user.has(Role.OFFICE) and not user.has(Role.PROBATION, Role.PROSECUTOR, Role.LEADER, Role.COOPERATION):
        return hosted_by(user, session)
    return Q()


def _past(user: User, first: date, last: date, at: datetime) -> QuerySet[Appointment, Any]:
    over = Q(session__ends_at__lte=at) | ~Q(state=AppointmentState.PLANNED)
    rows = Appointment.objects.filter(_scope(user, "session__"), over, session__day__range=(first, last))
    rows = rows.filter(order__child=False)  # no figure counts children (SPPA 19)
    rows = rows.exclude(state=AppointmentState.CANCELLED)
    return rows.values(host=F("session__site__host__short_name")).annotate(n=Count("pk"))


def _records(user: User, first: date, last: date) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(_scope(user, "appointment__session__"), replaced_by=None, outcome__in=SERVICE)
    rows = rows.filter(appointment__order__child=False)
    return rows.filter(appointment__session__day__range=(first, last)).exclude(appointment__state__in=GONE)


def _fill(found: dict[str, Account], records: QuerySet[Attendance], by: F | None) -> None:
    """Add up failed dates by office, or all under nobody's name where `by` is None."""
    sums = {
        "n": Count("pk"),
        "people": Count("appointment__order__person", distinct=True),
        "planned": Sum("appointment__minutes", default=0),
        "given": Sum("appointment__credited_minutes", default=0),
    }
    grouped: Iterable[Mapping[str, Any]] = [records.aggregate(**sums) | {"of": NOBODY}]
    if by is not None:
        grouped = records.annotate(of=by).values("of").annotate(**sums).order_by()
    for row in grouped:
        one = found.setdefault(row["of"], Account(row["of"]))
        one.failed, one.people, one.given_minutes = row["n"], row["people"], row["given"]
        one.lost_minutes = row["planned"] - row["given"]
    causes: Iterable[Mapping[str, Any]] = records.values("outcome", host=F(HOST)).annotate(n=Count("pk")).order_by()
    for row in causes:
        into = found[row["host"] if by is not None else NOBODY].causes
        into[row["outcome"]] = into.get(row["outcome"], 0) + row["n"]


def failures(user: User, first: date, last: date) -> list[Failure]:
    """Session by session, newest first: what failed, why, for how many. One query; no person is named."""
    rows = _records(user, first, last).values(
        "outcome",
        code=F("appointment__session__code"),
        day=F("appointment__session__day"),
        site=F("appointment__session__site__name"),
        host=F(HOST),
    )
    sums = {
        "people": Count("appointment__order__person", distinct=True),
        "lost": Sum("appointment__minutes") - Sum("appointment__credited_minutes"),
    }
    found: Iterable[Mapping[str, Any]] = rows.annotate(**sums).order_by("-day", "site", "code", "outcome")
    return [
        Failure(
            row["code"],
            row["site"],
            NOBODY if row["outcome"] == Outcome.WEATHER else row["host"],
            row["day"],
            str(Outcome(row["outcome"]).label),
            row["people"],
            row["lost"],
        )
        for row in found
    ]
