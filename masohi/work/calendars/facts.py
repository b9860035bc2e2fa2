"""A shared calendar as events: what each kind of reader may know, and not a word more."""

import hashlib
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext, ngettext

from masohi.cases.orders.models import Order
from masohi.law.parameters import Parameters
from masohi.ledger.models import Entry, name_of
from masohi.planning.checker import check
from masohi.planning.explain import why_not
from masohi.planning.terms import Answer, Block, Opening, Problem, Proposal, Refusal
from masohi.supply.sites.models import Site
from masohi.work.calendars.models import CalendarLink
from masohi.work.calendars.terms import CalendarKind
from masohi.work.placement.facts import problem_for
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.terms import AppointmentState, SessionState
from masohi.writing.calendar import CANCELLED, CONFIRMED, TENTATIVE, Event
from masohi.writing.indonesian import clock, hours

BACK = timedelta(days=30)
WISHES = {"nothing_planned", "already_finished", "nearer_site", "one_site", "rhythm"}  # no rule: only a better choice
GONE = Q(appointments__state=AppointmentState.CANCELLED)


class Calendar(NamedTuple):
    """What a link shows: its name and its events, earliest first."""

    name: str
    events: list[Event]


def calendar_of(link: CalendarLink, *, at: datetime) -> Calendar:
    """The calendar behind a living link, from thirty days before `at` on. A fixed number of queries."""
    if link.kind == CalendarKind.PERSON:
        assert link.order is not None  # the row's own constraint
        return Calendar(gettext("Jadwal saya"), _dates(link.order, at - BACK))
    if link.kind == CalendarKind.SUPERVISOR:
        mine = Session.objects.filter(site__supervisors__person=link.supervisor_id)
        return Calendar(gettext("Sesi yang saya awasi"), _sessions(mine, at - BACK))
    return Calendar(str(link.site), _sessions(Session.objects.filter(site=link.site_id), at - BACK))


def _late() -> str:
    return gettext("Perubahan kurang dari 48 jam sebelumnya dikabarkan lewat telepon atau WhatsApp, bukan di sini.")


def _sessions(rows: QuerySet[Session], after: datetime) -> list[Event]:
    """Numbers of people only: whoever holds the link may be anybody."""
    held = rows.filter(starts_at__gte=after).select_related("site").order_by("starts_at", "pk")
    counted = held.annotate(ever=Count("appointments"), gone=Count("appointments", filter=GONE))
    return [_session(row) for row in counted if row.announced_at is not None or row.taken]


def _session(row: Session) -> Event:
    ever, gone = vars(row)["ever"], vars(row)["gone"]
    off = row.state == SessionState.CANCELLED
    kept = CONFIRMED if row.announced_at else TENTATIVE
    people = ngettext("%(n)s orang", "%(n)s orang", row.taken) % {"n": row.taken}
    words = gettext("%(people)s dari %(places)s tempat.") % {"people": people, "places": row.places}
    return Event(
        uid=f"{row.code.lower()}@masohi",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        summary=f"{row.site} · {people}",
        place=_place(row),
        description=f"{words}\n{_late()}",
        status=CANCELLED if off or not row.taken else kept,
        sequence=ever + gone + bool(row.announced_at) + off,
        changed_at=row.announced_at or row.starts_at - BACK,
    )


def _place(session: Session) -> str:
    return ", ".join(part for part in (session.site.name, session.site.address) if part)


def _dates(order: Order, after: datetime) -> list[Event]:
    """What was announced to this person: place and time. No name, no case, no offence."""
    rows = Appointment.objects.filter(order=order, told_at__isnull=False, starts_at__gte=after)
    by_session: dict[int, list[Appointment]] = defaultdict(list)
    for row in rows.select_related("session__site").order_by("starts_at", "pk"):
        by_session[row.session_id].append(row)
    changed = Entry.objects.filter(thread=name_of(order)).order_by("-seq").values_list("at", flat=True).first()
    return [_date(order, found, changed) for found in by_session.values()]


def _date(order: Order, rows: list[Appointment], changed: datetime | None) -> Event:
    """One session of this person: dates that were taken away and given again are one event with a growing sequence."""
    row = rows[-1]
    gone = [one for one in rows if one.state == AppointmentState.CANCELLED]
    off = row.state == AppointmentState.CANCELLED or row.session.state == SessionState.CANCELLED
    told = row.told_at or row.starts_at
    begins = gettext("Datang pukul %(from)s WIT. Lamanya %(length)s.")
    words = begins % {"from": clock(row.starts_at), "length": hours(row.minutes)}
    return Event(
        uid=f"{hashlib.sha256(f'{order.code}:{row.session.code}'.encode()).hexdigest()[:24]}@masohi",
        starts_at=row.starts_at,
        ends_at=row.starts_at + timedelta(minutes=row.minutes),
        summary=gettext("Jadwal: %(site)s") % {"site": row.session.site},
        place=_place(row.session),
        description=f"{words}\n{_late()}",
        status=CANCELLED if off else CONFIRMED,
        sequence=len(rows) + len(gone) - 1 + (row.session.state == SessionState.CANCELLED),
        changed_at=max(told, changed or told) if off else told,
    )


class Target(NamedTuple):
    """An opening somebody could be moved to. `minutes` they would work there, `places` left; `broken` names the rule
    that forbids it ("" where none does), `why` says it, where the planner knows more than the rule's name."""

    opening: Opening
    minutes: int
    broken: str = ""
    why: Refusal | None = None


def targets(
    appointment: Appointment, *, site: Site, first: date, last: date, day: date, parameters: Parameters
) -> list[Target]:
    """Every opening of a site between two days, both included, with the independent check's word on moving there.

    Judged with the places and hours of `day` (today), as if the appointment itself were not there.
    """
    order = appointment.order
    whole = problem_for([order], day=day, parameters=parameters, ignore=[appointment.pk], partial=[order.pk])
    near = [one for one in whole.openings if one.site == str(site.pk) and first <= one.day <= last]
    problem = replace(whole, openings=tuple(near))
    own = f"{appointment.session.slot_id}@{appointment.session.day}"
    others = sorted((one for one in near if one.key != own), key=lambda one: (one.start, one.key))
    return [_target(problem, one, appointment.minutes) for one in others]


def _target(problem: Problem, opening: Opening, minutes: int) -> Target:
    (need,) = problem.needs
    length = min(minutes, opening.minutes)
    block = Block(need.key, opening.key, opening.site, opening.start, length)
    answer = Answer(length, max(need.minutes - length, 0), sessions=1)
    broken = check(problem, Proposal((block,), {need.key: answer}))
    if not broken:
        return Target(opening, length)
    refusals = why_not(problem, Proposal((), {}), need.key, opening.day)
    why = next((one for one in refusals if one.opening in (None, opening.key) and one.code not in WISHES), None)
    return Target(opening, length, broken[0].code, why)
