"""Rows become the planner's frozen problem; the planner's answer becomes what a plan stores."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Sum

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.queries import current_sentence
from masohi.law.parameters import Parameters
from masohi.parties.parameters.queries import holidays_between
from masohi.planning.explain import why_not
from masohi.planning.terms import (
    Answer,
    Block,
    Commitment,
    Limits,
    Mend,
    Need,
    Pattern,
    Problem,
    Proposal,
    Reason,
    Refusal,
    Window,
    every_day,
)
from masohi.planning.terms import Site as PlanSite
from masohi.planning.weekly import WeeklySlot, openings
from masohi.supply.sites.models import Closure, Site, Slot
from masohi.supply.sites.queries import placeable_sites, site_named
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.work.placement.terms import AppointmentState, SessionState

PLANNED = {AppointmentState.PLANNED, AppointmentState.RECORDED}
HELD = {*PLANNED, AppointmentState.VERIFIED}
NOWHERE = "-"


def minute_of_clock(text: str) -> int:
    """Minutes of the day of a clock text.

    >>> minute_of_clock("11:30")
    690
    """
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def limits_on(parameters: Parameters, day: date) -> Limits:
    """The numbers of the law and the office that bind plans made on `day`."""
    return Limits(
        minutes_a_day=int(parameters.value("minutes_a_day", day)),
        minutes_in_24h=int(parameters.value("minutes_a_day", day)),
        min_session_minutes=int(parameters.value("min_session_minutes", day)),
        reserve_percent=int(parameters.value("reserve_percent", day)),
        supervisor_ratio=int(parameters.value("supervisor_ratio", day)),
    )


def worship(parameters: Parameters, day: date) -> tuple[Window, ...]:
    """Weekly worship hours during which nobody is sent to work (KS-23)."""
    hours: Any = parameters.value("worship_hours", day)
    return tuple(Window(weekday, minute_of_clock(start), minute_of_clock(end)) for weekday, start, end in hours)


def night(parameters: Parameters, day: date) -> tuple[Window, ...]:
    """From sunset to sunrise (KUHP 186); night work needs the jaksa's consent (KS-25)."""
    rise = minute_of_clock(str(parameters.value("sunrise", day)))
    fall = minute_of_clock(str(parameters.value("sunset", day)))
    return every_day(0, rise) + every_day(fall, 1440)


def problem_for(orders: Iterable[Order], *, day: date, parameters: Parameters, ignore: Iterable[int] = ()) -> Problem:
    """Everything the planner may know about planning `orders` on `day`. Minutes and places are those still open.

    `ignore` are appointments (primary keys) that count as not there. A fixed number of queries, however many orders.
    """
    orders = list(orders)
    sentences = {order.pk: current_sentence(order) for order in orders} if len(orders) < 4 else _sentences(orders)
    held = _held(orders, set(ignore))
    needs = tuple(_need(order, sentences[order.pk], held[order.person_id], day) for order in orders)
    last = max((need.deadline for need in needs), default=day)
    limits = limits_on(parameters, day)
    sites = _sites(day, last)
    free = holidays_between(day, last)
    return Problem(
        needs=needs,
        sites=tuple(sites.values()),
        openings=openings(
            _slots(last), sites.values(), day, last, limits=limits, holidays=frozenset(free), taken=_taken(day, ignore)
        ),
        limits=limits,
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


def _need(order: Order, sentence: Sentence, held: list[Appointment], day: date) -> Need:
    own = [a for a in held if a.order_id == order.pk]
    promised = sum(a.minutes for a in own if a.state in PLANNED) + order.credited_minutes
    village = order.person.village
    return Need(
        key=str(order.pk),
        minutes=max(sentence.minutes - promised, 0),
        earliest=_earliest(order, day),
        deadline=order.deadline or day + timedelta(days=180),
        minutes_a_day=sentence.minutes_a_day,
        pattern=_pattern(sentence),
        unavailable=tuple(Window(b.weekday, b.from_minute, b.to_minute) for b in order.person.busy_hours.all()),
        limits=frozenset(order.person.limits),
        fixed_site=_fixed(sentence),
        home=(float(village.lat), float(village.lon)) if village else None,
        received=order.verdict_date,
        already=tuple(_commitment(a, order) for a in held),
        person=str(order.person_id),
        counted_from=order.execution_order_date or _earliest(order, day),
    )


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


def _fixed(sentence: Sentence) -> str | None:
    """The site that the verdict names. A name that fits no site of ours is nowhere: the jaksa must clear it up."""
    if not sentence.place_fixed:
        return None
    site = site_named(sentence.place_fixed)
    return str(site.pk) if site else NOWHERE


def _sites(day: date, last: date) -> dict[int, PlanSite]:
    """Sites that may be used by `last`; the days before a site's declaration are closed days of it."""
    placeable = list(placeable_sites(last))
    closures: dict[int, set[date]] = defaultdict(set)
    for site in placeable:
        unsigned = (site.declared_on - day).days if site.declared_on else 0
        closures[site.pk] |= {day + timedelta(days=n) for n in range(unsigned)}
    for closure in Closure.objects.all():
        days = (closure.last_day - closure.first_day).days + 1
        closures[closure.site_id] |= {closure.first_day + timedelta(days=n) for n in range(days)}
    return {
        site.pk: PlanSite(
            key=str(site.pk),
            lat=float(site.lat),
            lon=float(site.lon),
            hazards=frozenset(site.hazards),
            indoor=site.indoor,
            closed_days=frozenset(closures[site.pk]),
        )
        for site in placeable
    }


def _slots(last: date) -> list[WeeklySlot]:
    watched: dict[int, int] = dict(
        Site.objects.values_list("pk").annotate(places=Sum("supervisors__capacity", default=0))
    )
    rows = Slot.objects.filter(active=True, site__in=placeable_sites(last).values("pk"))
    return [
        WeeklySlot(
            key=str(slot.pk),
            site=str(slot.site_id),
            weekday=slot.weekday,
            start=slot.starts,
            minutes=slot.minutes,
            places=min(slot.places, watched.get(slot.site_id, 0)),
        )
        for slot in rows.order_by("pk")
    ]


def _taken(day: date, ignore: Iterable[int]) -> Mapping[tuple[str, date], int]:
    """Places promised by slot and day; a cancelled session offers none."""
    taken: dict[tuple[str, date], int] = {}
    for session in Session.objects.filter(day__gte=day):
        shut = session.state == SessionState.CANCELLED
        taken[(str(session.slot_id), session.day)] = 10_000 if shut else session.taken
    for row in Appointment.objects.filter(pk__in=list(ignore), state__in=HELD).select_related("session"):
        place = (str(row.session.slot_id), row.session.day)
        if place in taken:  # a session before `day` offers nothing any more
            taken[place] -= 1
    return taken


def stored_reason(reason: Reason) -> dict[str, Any]:
    """A reason of the planner as JSON: its code and values."""
    values = {k: v.isoformat() if isinstance(v, date | datetime) else v for k, v in reason.values.items()}
    extra = {k: getattr(reason, k) for k in ("site", "opening", "gains", "closes") if hasattr(reason, k)}
    return {"code": reason.code, "values": values, **extra}


def stored_block(block: Block) -> dict[str, Any]:
    """A block as a plan stores it: slot, day, start (UTC), minutes, reasons."""
    slot, day = block.opening.split("@")
    return {
        "slot": int(slot),
        "site": int(block.site),
        "day": day,
        "start": block.start.isoformat(),
        "minutes": block.minutes,
        "reasons": [stored_reason(r) for r in block.reasons],
    }


def stored_answer(answer: Answer) -> dict[str, Any]:
    """The planner's answer about one order as a plan stores it."""
    return {
        "sessions": answer.sessions,
        "spare_sessions": answer.spare_sessions,
        "thin": answer.thin,
        "reasons": [stored_reason(r) for r in answer.reasons],
        "refusals": [stored_reason(r) for r in answer.refusals],
        "mends": [stored_reason(m) for m in answer.mends],
    }


def block_of(stored: dict[str, Any], order: Order) -> Block:
    """The planner's block again, for the check before acceptance."""
    return Block(
        need=str(order.pk),
        opening=f"{stored['slot']}@{stored['day']}",
        site=str(stored["site"]),
        start=datetime.fromisoformat(stored["start"]),
        minutes=stored["minutes"],
    )


def reason_of(stored: dict[str, Any]) -> Reason:
    """A reason as the planner gave it, from what a plan stores."""
    values = {
        name: date.fromisoformat(value) if name in {"date", "deadline"} else value
        for name, value in stored["values"].items()
    }
    if "gains" in stored:
        return Mend(stored["code"], values, gains=stored["gains"], closes=stored["closes"])
    if "site" in stored:
        return Refusal(stored["code"], values, site=stored["site"], opening=stored["opening"])
    return Reason(stored["code"], values)


def why_not_on(plan: Plan, asked: date, *, day: date, parameters: Parameters) -> tuple[Refusal, ...]:
    """Why the plan does not use the day `asked`, seen with the places and hours of `day` (today)."""
    order = plan.order
    own = Appointment.objects.filter(plan=plan).values_list("pk", flat=True)
    problem = problem_for([order], day=day, parameters=parameters, ignore=list(own))
    blocks = tuple(block_of(stored, order) for stored in plan.blocks)
    return why_not(problem, Proposal(blocks, {}), str(order.pk), asked)
