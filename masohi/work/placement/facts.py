"""Rows become the planner's frozen problem; the planner's answer becomes what a plan stores."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.queries import current_sentence
from masohi.cases.pauses.queries import paused_days
from masohi.cases.people.models import BusyHours
from masohi.cases.people.terms import BusyWith
from masohi.law.parameters import Parameters
from masohi.law.sppa import SCHOOL
from masohi.parties.parameters.facts import limits_on, night, weights_on, worship
from masohi.parties.parameters.queries import holidays_between
from masohi.planning.terms import (
    ADULT,
    CHILD,
    DAY,
    Commitment,
    Need,
    Pattern,
    Problem,
    Window,
)
from masohi.planning.terms import Site as PlanSite
from masohi.planning.weekly import WeeklySlot, openings
from masohi.supply.sites.models import Closure, Site, Slot
from masohi.supply.sites.queries import Watch, days_of, placeable_sites, sites_named, watch_between
from masohi.work.placement.models import Appointment, Rule, Session
from masohi.work.placement.terms import AppointmentState, RuleKind, SessionState

PLANNED = {AppointmentState.PLANNED, AppointmentState.RECORDED}
HELD = {*PLANNED, AppointmentState.VERIFIED}
NOWHERE = "-"


def problem_for(
    orders: Iterable[Order],
    *,
    day: date,
    parameters: Parameters,
    ignore: Iterable[int] = (),
    partial: Iterable[int] = (),
) -> Problem:
    """Everything the planner may know about planning `orders` on `day`. Minutes and places are those still open.

    `ignore` are appointments (primary keys) that count as not there; orders in `partial` keep what fits where not all
    does. A fixed number of queries, however many orders.
    """
    orders, ignore, partial = list(orders), set(ignore), set(partial)
    sentences = {order.pk: current_sentence(order) for order in orders} if len(orders) < 4 else _sentences(orders)
    held, rules, busy = _held(orders, ignore), _rules(orders), _busy(orders)
    resting = paused_days(orders, day, max((_deadline(order, day) for order in orders), default=day))
    named = sites_named({sentence.place_fixed for sentence in sentences.values() if sentence.place_fixed})
    absence = int(parameters.value("absence_percent", day))
    needs = tuple(
        replace(
            _barred(
                _capped(_need(order, sentences[order.pk], held[order.person_id], day), parameters, day),
                busy[order.person_id],
                rules[order.person_id],
                resting[order.pk],
            ),
            fixed_site=_fixed(sentences[order.pk], named),
            absence=absence,
            partial=order.pk in partial,
        )
        for order in orders
    )
    last = max((need.deadline for need in needs), default=day)
    limits = limits_on(parameters, day)
    sites = _sites(day, last)
    free = holidays_between(day, last)
    watch = watch_between(day, last)
    slots = _slots(last, watch)
    taken, there = _taken(day, ignore, slots, watch)
    offered = openings(
        slots,
        sites.values(),
        day,
        last,
        limits=limits,
        holidays=frozenset(free),
        taken=taken,
    )
    offered = tuple(replace(one, regime=there[one.key]) if one.key in there else one for one in offered)
    return Problem(
        needs=needs,
        sites=tuple(sites.values()),
        openings=offered,
        limits=limits,
        weights=weights_on(parameters, day),
        worship=worship(parameters, day),
        night=night(parameters, day),
        holidays=frozenset(free),
    )


def _sentences(orders: list[Order]) -> dict[int, Sentence]:
    rows = Sentence.objects.filter(order__in=orders).order_by("version")
    return {row.order_id: row for row in rows}


def _held(orders: list[Order], ignore: set[int]) -> dict[int, list[Appointment]]:
    """Living appointments of the people concerned, over all their orders, by person."""
    people = {order.person_id for order in orders}
    rows = Appointment.objects.filter(order__person__in=people, state__in=HELD).exclude(pk__in=ignore)
    found: dict[int, list[Appointment]] = defaultdict(list)
    for row in rows.select_related("order", "session").order_by("starts_at"):
        found[row.order.person_id].append(row)
    return found


def _rules(orders: list[Order]) -> dict[int, list[Rule]]:
    """Rules in force that keep the people concerned away from something, over all their orders, by person."""
    people = {order.person_id for order in orders}
    found: dict[int, list[Rule]] = defaultdict(list)
    rows = Rule.objects.filter(order__person__in=people, ended_at=None).exclude(kind=RuleKind.PIN)
    for row in rows.select_related("order"):
        found[row.order.person_id].append(row)
    return found


def _busy(orders: list[Order]) -> dict[int, list[Window]]:
    """Hours of every week at which the people concerned are not free, by person.

    A child whose own school hours nobody has entered is at school when most are (AN-03).
    """
    found: dict[int, list[Window]] = defaultdict(list)
    pupils = set()
    for row in BusyHours.objects.filter(person__in={order.person_id for order in orders}):
        found[row.person_id].append(Window(row.weekday, row.from_minute, row.to_minute))
        pupils |= {row.person_id} if row.reason == BusyWith.SCHOOL else set()
    for person in {order.person_id for order in orders if order.child} - pupils:
        found[person] += [Window(lesson.weekday, *lesson.span) for lesson in SCHOOL]
    return found


def _capped(need: Need, parameters: Parameters, day: date) -> Need:
    """A child works no longer on a day than the office's number for children, or its verdict where that is less."""
    if need.regime != CHILD:
        return need
    limit = int(parameters.value("child_minutes_a_day", day))
    return replace(need, minutes_a_day=min(need.minutes_a_day or limit, limit))


def _barred(need: Need, busy: Iterable[Window], rules: Iterable[Rule], resting: frozenset[date]) -> Need:
    """The need without the hours at which the person is busy, what the PK's rules exclude, and days of rest (KS-44)."""
    rules = list(rules)
    days = resting.union(rule.day for rule in rules if rule.day)
    weekdays = [rule.weekday for rule in rules if rule.weekday is not None]
    return replace(
        need,
        excluded_sites=frozenset(str(rule.site_id) for rule in rules if rule.site_id),
        blocked_days=days,
        unavailable=(*busy, *(Window(weekday, 0, DAY) for weekday in weekdays)),
    )


def _need(order: Order, sentence: Sentence, held: list[Appointment], day: date) -> Need:
    own = [a for a in held if a.order_id == order.pk]
    planned = sum(a.minutes for a in own if a.state == AppointmentState.PLANNED)
    recorded = sum(a.minutes for a in own if a.state == AppointmentState.RECORDED)
    # What has been recorded promises no more than was reported: of a missed session nothing.
    promised = planned + min(recorded, order.waiting_minutes) + order.credited_minutes
    village = order.person.village
    return Need(
        key=str(order.pk),
        minutes=max(sentence.minutes - promised, 0),
        earliest=_earliest(order, day),
        deadline=_deadline(order, day),
        minutes_a_day=sentence.minutes_a_day,
        pattern=_pattern(sentence),
        limits=frozenset(order.person.limits),
        home=(float(village.lat), float(village.lon)) if village else None,
        received=order.verdict_date,
        already=tuple(_commitment(a, order) for a in held),
        person=str(order.person_id),
        counted_from=order.execution_order_date or _earliest(order, day),
        regime=CHILD if order.child else ADULT,
    )


def _deadline(order: Order, day: date) -> date:
    """The last lawful day; while it is unknown, as long as the law would allow from today."""
    return order.deadline or day + timedelta(days=180)


def _earliest(order: Order, day: date) -> date:
    """The day after today, and not before the verdict is final and its execution ordered (KS-13, KS-14)."""
    gates = [order.inkracht_date, order.execution_order_date]
    return max([day + timedelta(days=1), *(gate for gate in gates if gate)])


def _commitment(appointment: Appointment, order: Order) -> Commitment:
    end = appointment.starts_at + timedelta(minutes=appointment.minutes)
    same = appointment.order_id == order.pk
    return Commitment(appointment.starts_at, end, str(appointment.session.site_id), same)


def _pattern(sentence: Sentence) -> Pattern:
    stored = sentence.pattern or {}
    return Pattern(
        days_per_week=stored.get("days_per_week"),
        days_per_30_days=stored.get("days_per_month"),
        weekdays=frozenset(stored.get("weekdays") or ()),
    )


def _fixed(sentence: Sentence, named: Mapping[str, Site | None]) -> str | None:
    """The site that the verdict names. A name that fits no site of ours is nowhere: the jaksa must clear it up."""
    if not sentence.place_fixed:
        return None
    site = named[sentence.place_fixed]
    return str(site.pk) if site else NOWHERE


def _sites(day: date, last: date) -> dict[int, PlanSite]:
    """Sites that may be used by `last`; the days before a site's declaration are closed days of it."""
    placeable = list(placeable_sites(last))
    closures: dict[int, set[date]] = defaultdict(set)
    for site in placeable:
        unsigned = (site.declared_on - day).days if site.declared_on else 0
        closures[site.pk] |= {day + timedelta(days=n) for n in range(unsigned)}
    for closure in Closure.objects.all():
        closures[closure.site_id].update(days_of(closure))
    return {
        site.pk: PlanSite(
            key=str(site.pk),
            lat=float(site.lat),
            lon=float(site.lon),
            hazards=frozenset(site.hazards),
            indoor=site.indoor,
            accepts=frozenset({ADULT, CHILD} if site.welcomes_children else {ADULT}),
            closed_days=frozenset(closures[site.pk]),
        )
        for site in placeable
    }


def _slots(last: date, watch: Watch) -> list[WeeklySlot]:
    rows = Slot.objects.filter(active=True, site__in=placeable_sites(last).values("pk"))
    return [
        WeeklySlot(
            key=str(slot.pk),
            site=str(slot.site_id),
            weekday=slot.weekday,
            start=slot.starts,
            minutes=slot.minutes,
            places=min(slot.places, watch.usual.get(slot.site_id, 0)),
        )
        for slot in rows.order_by("pk")
    ]


def _taken(
    day: date, ignore: set[int], slots: Iterable[WeeklySlot], watch: Watch
) -> tuple[Mapping[tuple[str, date], int], Mapping[str, str]]:
    """Places promised, or not to be had, by slot and day: a supervisor on leave watches nobody, a cancelled session
    offers none, and one that was made smaller stays so. Beside it, by opening, whose the sessions with people are:
    children's or adults' (AN-09)."""
    by_key = {slot.key: slot for slot in slots}
    away = {
        (slot.key, on): max(slot.places - places, 0)
        for (site, on), places in watch.on.items()
        for slot in by_key.values()
        if slot.site == str(site) and slot.weekday == on.weekday()
    }
    taken: dict[tuple[str, date], int] = dict(away)
    whose: dict[str, str] = {}
    ignored = Counter(
        (str(slot), on)
        for slot, on in Appointment.objects.filter(pk__in=ignore, state__in=HELD).values_list(
            "session__slot", "session__day"
        )
    )
    children = Appointment.objects.filter(
        session=OuterRef("pk"), state__in=HELD, order__in=Order.objects.filter(child=True).values("pk")
    ).exclude(pk__in=ignore)
    rows = Session.objects.filter(day__gte=day).annotate(children=Exists(children))
    for number, on, places, held, state, child in rows.values_list(
        "slot_id", "day", "places", "taken", "state", "children"
    ):  # plain values: a large city has fifty thousand
        place, slot = (str(number), on), by_key.get(str(number))
        smaller = max(slot.places - places, away.get(place, 0)) if slot else 0
        there = held - ignored[place]
        taken[place] = 10_000 if state == SessionState.CANCELLED else smaller + there
        if there > 0:
            whose[f"{number}@{on.isoformat()}"] = CHILD if child else ADULT
    return taken, whose
