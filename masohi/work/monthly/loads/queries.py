"""What officers and sites carry, and whose orders need a look: numbers and lists for first pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from masohi.cases.officers.terms import COLUMNS, Post
from masohi.cases.orders.models import Order, counted_for, handled_by
from masohi.cases.orders.terms import State
from masohi.cases.pauses.models import Pause
from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Site
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Outcome
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState


def missed_often(user: User, *, least: int = 2) -> QuerySet[Order]:
    """Running orders with at least so many records of not having come, however long ago, most urgent first."""
    gone = Attendance.objects.filter(replaced_by=None, outcome=Outcome.ABSENT).order_by()
    counted = gone.values("appointment__order").annotate(times=Count("pk")).filter(times__gte=least)
    rows = Order.objects.visible_to(user).filter(state=State.RUNNING, pk__in=counted.values("appointment__order"))
    return rows.select_related("person").order_by("deadline", "pk")


def pauses_ending(user: User, day: date, until: date) -> QuerySet[Pause]:
    """Rests of orders that `user` handles which nobody has ended and whose last day comes by `until`, soonest first."""
    rows = Pause.objects.filter(handled_by(user, "order__"), ended_at=None, until__lte=until)
    rows = rows.filter(until__gte=day - timedelta(days=30), order__state=State.RUNNING)
    return rows.select_related("order__person").order_by("until", "pk")


def next_week_of(user: User, officers: Iterable[User], post: Post, monday: date) -> dict[int, int]:
    """By officer (primary key): sessions in the week of `monday` at which somebody of theirs is expected; children's
    only as far as `user` handles them. One query."""
    column, _unit = COLUMNS[post]
    week = Q(session__day__gte=monday, session__day__lt=monday + timedelta(days=7), state=AppointmentState.PLANNED)
    mine = Q(**{f"order__{column}__in": list(officers)})
    rows = Appointment.objects.filter(week, mine, counted_for(user, "order__")).order_by()
    counted = rows.values(f"order__{column}").annotate(sessions=Count("session", distinct=True))
    return {row[f"order__{column}"]: row["sessions"] for row in counted}


@dataclass(frozen=True)
class SiteLoad:
    """People with a planned session at a site from now on, and its sessions with people in one week."""

    site: Site
    people: int
    sessions: int


def site_loads(user: User, day: date, monday: date) -> list[SiteLoad]:
    """Sites in use that `user` may see, the fullest first; numbers count everybody's people, children only as far
    as `user` handles them. Three queries."""
    held = Appointment.objects.filter(counted_for(user, "order__"), state=AppointmentState.PLANNED)
    ahead = held.filter(session__day__gte=day).order_by()
    people = dict(ahead.values_list("session__site").annotate(people=Count("order__person", distinct=True)))
    week = ahead.filter(session__day__gte=monday, session__day__lt=monday + timedelta(days=7))
    sessions = dict(week.values_list("session__site").annotate(count=Count("session", distinct=True)))
    sites = Site.objects.visible_to(user).filter(active=True).select_related("host").order_by("name", "pk")
    found = [SiteLoad(one, people.get(one.pk, 0), sessions.get(one.pk, 0)) for one in sites]
    return sorted(found, key=lambda one: -one.people)
