"""Read how full the sessions of a week are, who has to be told what, and which calendars are shared."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Model, Q, QuerySet, Sum

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.sites.models import Leave, Site, Slot
from masohi.supply.sites.queries import days_of, managed_sites, watch_between
from masohi.work.calendars.models import CalendarLink, Telling
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.terms import AppointmentState, SessionState

SEALED: tuple[type[Model], ...] = (CalendarLink, Telling)


@dataclass(frozen=True)
class Load:
    """What a session holds: minutes promised, and how many people of one's own nobody has announced it to yet."""

    minutes: int = 0
    quiet: int = 0


def loads(user: User, sessions: Iterable[Session]) -> dict[int, Load]:
    """By primary key of the session. Always two queries, however many sessions of however many sites."""
    found = list(sessions)
    if not found:
        return {}
    days = [session.day for session in found]
    keys = {session.pk for session in found}
    of_days = Appointment.objects.filter(session__day__range=(min(days), max(days)))
    living = of_days.exclude(state=AppointmentState.CANCELLED).values_list("session")
    minutes = {pk: total for pk, total in living.annotate(total=Sum("minutes")).order_by() if pk in keys}
    waiting = of_days.visible_to(user).filter(state=AppointmentState.PLANNED, told_at=None).values_list("session")
    quiet = dict(waiting.annotate(people=Count("pk")).order_by())
    return {pk: Load(minutes.get(pk, 0), quiet.get(pk, 0)) for pk in keys}


def expected_people(user: User, sessions: Iterable[Session]) -> dict[int, list[Appointment]]:
    """By primary key of the session: the dates of those people whom `user` may see. One query."""
    found: dict[int, list[Appointment]] = {session.pk: [] for session in sessions}
    rows = Appointment.objects.visible_to(user).filter(session__in=found).exclude(state=AppointmentState.CANCELLED)
    for row in rows.select_related("order__person").order_by("order__person__name_key", "pk"):
        found[row.session_id].append(row)
    return found


def quiet_sessions(sessions: Iterable[Session], loads: Mapping[int, Load], *, at: datetime) -> list[Session]:
    """Those of the sessions that lie ahead and hold a date of one's own people that is not announced yet."""
    ahead = [one for one in sessions if one.state == SessionState.PLANNED and one.starts_at > at]
    return [one for one in ahead if loads[one.pk].quiet]


def quiet_people(user: User, sessions: Iterable[Session]) -> int:
    """How many different people of `user`'s these sessions hold who have not been announced."""
    rows = Appointment.objects.visible_to(user).filter(session__in=[one.pk for one in sessions])
    waiting = rows.filter(state=AppointmentState.PLANNED, told_at=None)
    return waiting.aggregate(people=Count("order__person", distinct=True))["people"]


@dataclass(frozen=True)
class Free:
    """An opening of the week in which nobody is yet: what the office offers. Slot and site are primary keys."""

    slot: int
    site: int
    day: date
    starts: int
    minutes: int
    places: int


def free_openings(sites: Iterable[Site], monday: date, *, shut: Iterable[tuple[int, date]]) -> list[Free]:
    """Weekly openings of the sites that hold nobody in the week of `monday`, without the days (`shut`) of no work.

    Places are those of the slot, at most as many as the site's supervisors can watch that day.
    """
    keys, sunday = [site.pk for site in sites], monday + timedelta(days=6)
    watch, closed = watch_between(monday, sunday), set(shut)
    week = Session.objects.filter(day__range=(monday, sunday))
    held = set(week.filter(Q(taken__gt=0) | Q(state=SessionState.CANCELLED)).values_list("slot", "day"))
    found = []
    for slot in Slot.objects.filter(site__in=keys, active=True):
        day = monday + timedelta(days=slot.weekday)
        places = min(slot.places, watch.places(slot.site_id, day))
        if places > 0 and (slot.pk, day) not in held and (slot.site_id, day) not in closed:
            found.append(Free(slot.pk, slot.site_id, day, slot.starts, slot.minutes, places))
    return found


def supervisors_away(sites: Iterable[int], first: date, last: date) -> dict[tuple[int, date], list[str]]:
    """Who is away from which site (primary key) on which day, both ends included; never why. One query."""
    rows = Leave.objects.filter(supervisor__site__in=list(sites), first_day__lte=last, last_day__gte=first)
    found: dict[tuple[int, date], list[str]] = defaultdict(list)
    for row in rows.select_related("supervisor__person"):
        for day in days_of(row):
            if row.supervisor.person.name not in found[row.supervisor.site_id, day]:
                found[row.supervisor.site_id, day].append(row.supervisor.person.name)
    return dict(found)


def movable_date(user: User, code: str, number: int, *, at: datetime) -> Appointment | None:
    """The date `number` (primary key) at the session of that code, where it is `user`'s, lies ahead and still holds."""
    rows = Appointment.objects.visible_to(user).select_related("session__site", "order__person__village")
    return rows.filter(pk=number, session__code=code, state=AppointmentState.PLANNED, starts_at__gt=at).first()


def slot_at(site: Site, weekday: int, starts: int) -> Slot | None:
    """The site's weekly opening on a weekday (0 = Monday) that begins at this minute of the day."""
    return Slot.objects.filter(site=site, weekday=weekday, starts=starts, active=True).first()


@dataclass(frozen=True)
class ToTell:
    """One person who does not know all yet: `dates` are announced and lie ahead, `fresh` those that nobody told them,
    `lost` those they were told and that no longer hold, `quiet` those that hold but have to be announced first.
    `last`: what they were told before, and how."""

    order: Order
    dates: list[Appointment]
    fresh: list[Appointment]
    lost: list[Appointment]
    quiet: list[Appointment]
    last: Telling | None
    written: bool = False  # a message told them something, of which nobody knows that it arrived

    @property
    def again(self) -> bool:
        """Whether what this person was told before no longer holds or is no longer all."""
        return self.last is not None or self.written


def announced_ahead(user: User, at: datetime) -> QuerySet[Appointment]:
    """Dates after `at` that were announced to people of `user`'s whose order runs, cancelled ones too."""
    return _ahead(user, at).filter(told_at__isnull=False)


def _ahead(user: User, at: datetime) -> QuerySet[Appointment]:
    """Announced dates, and those that hold without being announced."""
    return _of_running(Appointment.objects.visible_to(user), at)


def _of_running(rows: QuerySet[Appointment], at: datetime) -> QuerySet[Appointment]:
    rows = rows.filter(starts_at__gt=at, order__state=State.RUNNING)
    kept = rows.filter(Q(state=AppointmentState.PLANNED) | Q(state=AppointmentState.CANCELLED, told_at__isnull=False))
    return kept.order_by("order__person__name_key", "starts_at", "pk")


def waiting_orders(user: User, *, at: datetime) -> list[int]:
    """Orders (primary keys) of `user`'s whose person has to be told something: first those who were told something
    else before, then by name. Two queries, without a row's worth of anybody.

    Who was told before and sits in an announced session since is among them, although that date waits for its own
    announcement: the session looks announced already.
    """
    rows: dict[int, list[tuple[int, str]]] = defaultdict(list)
    joined: set[int] = set()
    shown = _ahead(user, at).filter(Q(told_at__isnull=False) | Q(session__announced_at__isnull=False))
    for order, key, state, told in shown.values_list("order", "pk", "state", "told_at"):
        dates = rows[order]
        if told:
            dates.append((key, state))
        else:
            joined.add(order)
    heard = dict(Telling.objects.filter(order__in=rows).order_by("told_at", "pk").values_list("order", "dates"))
    again = joined & heard.keys()
    found = [order for order, dates in rows.items() if order in again or _unheard(dates, set(heard.get(order, ())))]
    return sorted(found, key=lambda order: order not in heard)


def _unheard(dates: Iterable[tuple[int, str]], heard: set[int]) -> bool:
    """Whether a date that holds was not told, or one that was told no longer holds."""
    return any((key in heard) == (state == AppointmentState.CANCELLED) for key, state in dates)


class Word(NamedTuple):
    """A message that left: when, and the dates (primary keys) that it named as all there are."""

    at: datetime
    dates: list[int]


def unheard(orders: Iterable[int], *, at: datetime, words: Mapping[int, Word] | None = None) -> list[ToTell]:
    """The same for jobs of the program itself: whoever among these orders has an announced date nobody told them, or
    was told one that no longer holds. `words`: messages by order, which count as told where they are newer. Two
    queries."""
    by_order: dict[int, list[Appointment]] = defaultdict(list)
    rows = _of_running(Appointment.objects.filter(order__in=list(orders), told_at__isnull=False), at)
    for row in rows.select_related("order__person", "order__pk_officer", "session__site"):
        by_order[row.order_id].append(row)
    last, said = _last_tellings(by_order), words or {}
    found = [_to_tell(dates, last.get(order), said.get(order)) for order, dates in by_order.items()]
    return [one for one in found if one.fresh or one.lost]


def to_tell(user: User, orders: Iterable[int], *, at: datetime) -> list[ToTell]:
    """What the people of these orders (of `waiting_orders`, in this order) have to be told. Two queries.

    An order to whose person nothing was ever announced or told is left out.
    """
    by_order: dict[int, list[Appointment]] = {order: [] for order in orders}
    rows = _ahead(user, at).filter(order__in=by_order)
    for row in rows.select_related("order__person", "session__site"):
        by_order[row.order_id].append(row)
    last = _last_tellings(by_order)
    found = {order: dates for order, dates in by_order.items() if dates}
    known = [order for order, dates in found.items() if order in last or any(one.told_at for one in dates)]
    return [_to_tell(found[order], last.get(order)) for order in known]


def _last_tellings(orders: Iterable[int]) -> dict[int, Telling]:
    """What each order's person was told last, by order."""
    rows = Telling.objects.filter(order__in=list(orders)).order_by("told_at", "pk").select_related("told_by")
    return {telling.order_id: telling for telling in rows}


def _to_tell(rows: list[Appointment], last: Telling | None, word: Word | None = None) -> ToTell:
    newer = word if word is not None and (last is None or word.at > last.told_at) else last
    heard = set(newer.dates) if newer else set()
    dates = [row for row in rows if row.state == AppointmentState.PLANNED and row.told_at]
    quiet = [row for row in rows if row.told_at is None]
    lost = [row for row in rows if row.state == AppointmentState.CANCELLED and row.pk in heard]
    return ToTell(
        rows[0].order, dates, [row for row in dates if row.pk not in heard], lost, quiet, last, word is not None
    )


def announced_dates(order: Order, *, at: datetime) -> QuerySet[Appointment]:
    """Dates of one order after `at` that were announced and hold, with their sites, earliest first."""
    rows = order.appointments.filter(state=AppointmentState.PLANNED, told_at__isnull=False, starts_at__gt=at)
    return rows.select_related("session__site").order_by("starts_at", "pk")


def tellings_of(order: Order, *, limit: int = 10) -> QuerySet[Telling]:
    """Who told this person their dates, newest first."""
    return Telling.objects.filter(order=order).select_related("told_by")[:limit]


def digest_of(token: str) -> str:
    """How a calendar's secret is kept: hex SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_behind(token: str) -> CalendarLink | None:
    """The living link of a secret; None for an unknown or revoked one, and of a supervisor whose account has ended."""
    rows = CalendarLink.objects.select_related("site", "supervisor", "order").exclude(supervisor__is_active=False)
    return rows.filter(digest=digest_of(token), revoked_at=None).first()


def shared_calendars(user: User) -> QuerySet[CalendarLink]:
    """Living links that `user` may end: of sites of the own office, of orders in hand, the own one."""
    own = Q(supervisor=user)
    if user.has(Role.OFFICE):
        own |= Q(site__in=managed_sites(user).values("pk"))
    if user.has(Role.PROBATION, Role.PROSECUTOR):
        own |= Q(order__in=Order.objects.visible_to(user).values("pk"))
    return CalendarLink.objects.filter(own, revoked_at=None).select_related("made_by", "site", "order__person")
