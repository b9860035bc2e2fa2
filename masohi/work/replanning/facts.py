"""Rows become the problem of a re-plan; the planner's answer becomes a change for each person. Stores nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.law.parameters import Parameters
from masohi.planning import differences
from masohi.planning.checker import check
from masohi.planning.differences import Sitting
from masohi.planning.stored import stored_reason
from masohi.planning.terms import Block, Need, Problem, Proposal, Told
from masohi.planning.together import propose_together
from masohi.supply.sites.models import Closure, Slot
from masohi.supply.sites.queries import days_of
from masohi.supply.sites.terms import Shut
from masohi.work.placement.actions import proposal_of
from masohi.work.placement.facts import problem_for
from masohi.work.placement.models import Appointment, Plan, Rule
from masohi.work.placement.queries import still_ahead
from masohi.work.placement.terms import AppointmentState, PlanState, RuleKind, SessionState
from masohi.work.replanning.models import Change, counts_of, sitting_from, stored_sitting
from masohi.work.replanning.terms import Cause
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict

SHUT = {Shut.CLOSED: "site_closed", Shut.SEA: "sea"}
RULED = {"excluded", "blocked_day", "unavailable"}
OF_A_PERSON = RULED | {"commercial", "regime", "place_fixed", "hazard", "too_early", "too_late", "weekday"}
OF_A_PERSON |= {"worship", "night", "holiday", "site_closed", "outside_opening", "over_midnight"}


@dataclass
class Held:
    """One appointment ahead. `why` it cannot stay ("" where it can); `stays` where the plan must not touch it."""

    row: Appointment
    sitting: Sitting
    pinned: bool = False
    why: str = ""
    stays: bool = False


class Case(NamedTuple):
    """What the planner is asked, and what each order (primary key) has ahead, earliest first."""

    problem: Problem
    held: dict[int, list[Held]]
    crowded: set[str]
    frozen_until: date


class Draft(NamedTuple):
    """A re-plan that nobody has stored: unsaved changes, and the figures over all of them."""

    cause: str
    note: str
    day: date
    frozen_until: date
    changes: list[Change]
    figures: dict[str, Any]


def draft(orders: Iterable[Order], *, cause: Cause, note: str = "", day: date, parameters: Parameters) -> Draft:
    """Plan `orders` anew as of `day` and say what that changes. A fixed number of queries, however many orders.

    Inside the freeze window only what cannot stay may change; announced sessions are dear, drafts are free.
    """
    orders = list(orders)
    case = case_of(orders, day=day, parameters=parameters)
    return drafted(orders, case, propose_together(case.problem), cause=cause, note=note, day=day)


def drafted(orders: Sequence[Order], case: Case, proposal: Proposal, *, cause: str, note: str, day: date) -> Draft:
    """The changes and figures that a proposal means. `without`: orders with open hours for which nothing was found."""
    blocks: dict[str, list[Block]] = defaultdict(list)
    for block in proposal.blocks:
        blocks[block.need].append(block)
    total, changes, without = Counter[str](), [], []
    for order, need in zip(orders, case.problem.needs, strict=True):
        answer = proposal.answers[need.key]
        movable = [one for one in case.held[order.pk] if not one.stays]
        total["open_before"] += max(need.minutes - sum(one.sitting.minutes for one in movable if not one.why), 0)
        total["open_after"] += need.minutes - answer.planned_minutes
        change = _change(order, case, blocks[need.key])
        if change is not None:
            change.short_minutes = need.minutes - answer.planned_minutes
            change.reasons = [stored_reason(reason) for reason in answer.reasons]
            changes.append(change)
            total.update(counts_of(change, case.frozen_until)._asdict())
        elif need.minutes > answer.planned_minutes:
            without.append([order.pk, need.minutes - answer.planned_minutes])
    empty = dict.fromkeys((*differences.Counts._fields, "open_before", "open_after"), 0)
    figures = empty | dict(total) | {"people": len(changes), "same": len(orders) - len(changes), "without": without}
    return Draft(cause, note, day, case.frozen_until, changes, figures)


def _change(order: Order, case: Case, blocks: Iterable[Block]) -> Change | None:
    """What the blocks mean for one order beside what it has ahead; None where nothing changes."""
    held = {one.sitting.opening: one for one in case.held[order.pk]}
    after = [stored_sitting(one.sitting, appointment=one.row.pk) for one in held.values() if one.stays]
    for block in blocks:
        new = Sitting(block.opening, block.site, block.start, block.minutes)
        old = held.get(block.opening)
        same = old is not None and old.sitting.minutes == new.minutes
        reasons = [stored_reason(reason) for reason in block.reasons]
        told = new._replace(told=old.sitting.told) if old and same else new
        after.append(stored_sitting(told, appointment=old.row.pk if old and same else None, reasons=reasons))
    staying = {one["appointment"] for one in after}
    if len(staying - {None}) == len(held) == len(after):
        return None
    before = [
        stored_sitting(one.sitting, appointment=one.row.pk, why="" if one.row.pk in staying else _why(one, case))
        for one in held.values()
    ]
    return Change(
        order=order,
        before=before,
        after=sorted(after, key=lambda one: one["start"]),
        minutes_before=sum(one["minutes"] for one in before),
        minutes_after=sum(one["minutes"] for one in after),
    )


def _why(one: Held, case: Case) -> str:
    return one.why or ("no_supervisor" if one.sitting.opening in case.crowded else "to_fit")


def fitting_together(
    rows: Sequence[Change], plans: Mapping[int, Plan], *, at: datetime, parameters: Parameters
) -> tuple[list[Change], Problem]:
    """The changes that still break no rule together: those that do are taken out, the rest asked again."""
    day = at.astimezone(WIT).date()
    frozen = frozen_until(day, parameters)
    left = [change for change in rows if _as_offered(change, plans[change.pk].replaces, at, frozen)]
    while True:
        chosen = [plans[change.pk] for change in left]
        problem = problem_for(
            [change.order for change in left],
            day=day,
            parameters=parameters,
            ignore=[key for plan in chosen for key in plan.replaces],
            partial=[change.order_id for change in left if change.short_minutes],
        )
        broken = check(problem, proposal_of(chosen))
        if not broken or not left:
            return left, problem
        needs = {one.need for one in broken}
        full = {one.where for one in broken if one.code == "capacity"}
        new = {c.pk: {one["opening"] for one in c.after if one["appointment"] is None} for c in left}
        kept = [change for change in left if str(change.order_id) not in needs and not full & new[change.pk]]
        left = kept if len(kept) < len(left) else []


def _as_offered(change: Change, gone: Sequence[int], at: datetime, frozen: date) -> bool:
    """Whether all that the change ends (appointments `gone`) may still be ended: ahead, not pinned since, and nothing
    that only makes room for something else has slid into the freeze window (days before `frozen`) since the offer."""
    rooms = [sitting_from(one) for one in change.before if one["appointment"] in gone and one["why"] == "to_fit"]
    slid = any(change.replan.frozen_until <= one.day < frozen for one in rooms)
    return not slid and still_ahead(gone, at=at, since=change.replan.made_at)


def sites_known(order: Order) -> set[int]:
    """Sites (primary keys) that accepted plans of the order name: there the jaksa has agreed, or the judge has said."""
    plans = Plan.objects.filter(order=order, state=PlanState.ACCEPTED).values_list("blocks", flat=True)
    return {block["site"] for blocks in plans for block in blocks}


def why_none(problem: Problem, site: str, day: date) -> str:
    """Why the calendar has no opening of a site on a day: a word of `terms.FORBIDDEN`, about the first need."""
    need, known = problem.needs[0], {one.key: one for one in problem.sites}
    tests = (
        ("too_early", day < need.earliest),
        ("too_late", day > need.deadline),
        ("holiday", day in problem.holidays),
        ("site_closed", site in known and day in known[site].closed_days),
    )
    return next((code for code, found in tests if found), "unknown")


def with_date(change: Change, opening: str, slot: Slot, day: date, why: str) -> list[dict[str, Any]]:
    """The sittings after a change with another date for the new one at `opening`; as long as before where it fits."""
    old = next((one for one in change.after if one["opening"] == opening and one["appointment"] is None), None)
    if old is None:
        raise Conflict(gettext("Sesi ini tidak lagi ada dalam usulan. Muat ulang halaman."))
    start = datetime.combine(day, time(slot.starts // 60, slot.starts % 60), WIT)
    new = Sitting(f"{slot.pk}@{day.isoformat()}", str(slot.site_id), start, min(old["minutes"], slot.minutes))
    made = stored_sitting(new, appointment=None, reasons=[], by_hand=why)
    return sorted([one for one in change.after if one is not old] + [made], key=lambda one: one["start"])


def frozen_until(day: date, parameters: Parameters) -> date:
    """The first day after the freeze window of `day`."""
    return day + timedelta(days=int(parameters.value("plan_freeze_days", day)) + 1)


def case_of(orders: Sequence[Order], *, day: date, parameters: Parameters) -> Case:
    """The problem of planning `orders` anew on `day`, with what they have ahead as announced, pinned or free."""
    frozen = frozen_until(day, parameters)
    held = _ahead(orders, day)
    rows = [one for theirs in held.values() for one in theirs]
    _mark_shut(rows)
    least = int(parameters.value("min_session_minutes", day))
    for one in rows:
        # Sessions of a slot that is offered no more run on, as the office was told; a short last session may not be
        # proposed again where more hours are open, and stays.
        bound = one.pinned or one.sitting.told or one.sitting.day < frozen
        one.stays = not one.why and (not one.row.session.slot.active or (bound and one.sitting.minutes < least))
    movable = [one for one in rows if not one.stays]
    problem = problem_for(
        orders,
        day=day,
        parameters=parameters,
        ignore=[one.row.pk for one in movable],
        partial=[order.pk for order in orders],
    )
    crowded = _mark_impossible(problem, movable)
    by_need: dict[str, list[Held]] = defaultdict(list)
    for one in movable:
        by_need[str(one.row.order_id)].append(one)
    left = Counter({opening.key: opening.places for opening in problem.openings})
    needs = tuple(_tied(need, by_need[need.key], crowded, left, frozen) for need in problem.needs)
    return Case(replace(problem, needs=needs), held, crowded, frozen)


def _ahead(orders: Iterable[Order], day: date) -> dict[int, list[Held]]:
    """Appointments after `day`, by order; pinned where a rule in force says so."""
    found: dict[int, list[Held]] = {order.pk: [] for order in orders}
    rows = Appointment.objects.filter(order__in=found, state=AppointmentState.PLANNED, session__day__gt=day)
    rules = Rule.objects.filter(order__in=found, kind=RuleKind.PIN, ended_at=None)
    pins = set(rules.values_list("appointment", flat=True))
    for row in rows.select_related("session__slot").order_by("starts_at", "pk"):
        found[row.order_id].append(Held(row, sitting_of(row), pinned=row.pk in pins))
    return found


def sitting_of(row: Appointment) -> Sitting:
    """An appointment as planning names it."""
    key = f"{row.session.slot_id}@{row.session.day.isoformat()}"
    return Sitting(key, str(row.session.site_id), row.starts_at, row.minutes, row.told_at is not None)


def _mark_shut(rows: Iterable[Held]) -> None:
    """Say of each session on a day when its site is shut, or that was called off, that it cannot stay."""
    closures = Closure.objects.filter(site__in={one.row.session.site_id for one in rows})
    shut = {(row.site_id, day): SHUT[Shut(row.kind)] for row in closures for day in days_of(row)}
    for one in rows:
        session = one.row.session
        called_off = "site_closed" if session.state == SessionState.CANCELLED else ""
        one.why = shut.get((session.site_id, session.day), called_off)


def _mark_impossible(problem: Problem, rows: Iterable[Held]) -> set[str]:
    """Ask the independent check about keeping everything: who cannot stay and why; and openings with too few places."""
    openings = {opening.key: opening for opening in problem.openings}
    left = {}
    for one in rows:
        opening = openings.get(one.sitting.opening)
        if not one.why and opening is None:
            one.why = "holiday" if one.sitting.day in problem.holidays else "site_closed"
        elif not one.why and opening is not None and not opening.places:
            one.why = "no_supervisor"
        elif not one.why:
            left[str(one.row.order_id), one.sitting.opening] = one
    crowded = set()
    for violation in check(problem, Proposal(tuple(map(_block, left.values())), {})):
        found = left.get((violation.need, violation.where))
        if found is not None and violation.code in OF_A_PERSON:
            found.why = "rule" if violation.code in RULED else "person"
        elif violation.code == "capacity":
            crowded.add(violation.where)
    return crowded


def _block(one: Held) -> Block:
    sitting = one.sitting
    return Block(str(one.row.order_id), sitting.opening, sitting.site, sitting.start, sitting.minutes)


def _tied(need: Need, held: Iterable[Held], crowded: set[str], left: Counter[str], frozen_until: date) -> Need:
    """The need with what must stay (pinned by rule, or inside the freeze window) and what was told."""
    pinned, told, room = [], [], need.minutes
    for one in held:
        sitting, key = one.sitting, one.sitting.opening
        frozen = sitting.day < frozen_until
        bound = not one.why and (one.pinned or (frozen and key not in crowded))
        if bound and sitting.minutes <= room and left[key] > 0:
            left[key] -= 1
            room -= sitting.minutes
            pinned.append(Told(key, sitting.minutes))
        elif not one.why and (sitting.told or frozen):
            told.append(Told(key, sitting.minutes))
    return replace(need, pinned=tuple(pinned), announced=tuple(told))
