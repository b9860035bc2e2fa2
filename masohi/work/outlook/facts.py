"""What lies ahead: can an order end in time, and the whole city as a problem in which nothing is promised yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from masohi.cases.orders.models import Order
from masohi.law.parameters import Parameters
from masohi.planning.explain import why_not
from masohi.planning.lateness import Danger, in_danger
from masohi.planning.proof import Proof, prove
from masohi.planning.stored import block_of
from masohi.planning.terms import Problem, Proposal, Refusal
from masohi.planning.whatif import Supply
from masohi.supply.sites.models import Site
from masohi.work.outlook.queries import slot_rooms, watched_places
from masohi.work.placement.facts import HELD, problem_for
from masohi.work.placement.models import Appointment, Plan
from masohi.work.placement.terms import AppointmentState

DECIDERS = ("pk", "office", "jaksa", "court")


def proof_for(order: Order, *, day: date, parameters: Parameters) -> Proof:
    """Whether what is open of the order, planned sessions of its own included, can be worked from `day` (today) on."""
    problem = open_problem([order], day=day, parameters=parameters)
    return prove(problem, str(order.pk), costs=mend_costs(parameters, day), supervised=supervised_sites())


def open_problem(orders: Iterable[Order], *, day: date, parameters: Parameters) -> Problem:
    """The planner's problem as if nothing of these orders were planned from `day` on; what others hold stays taken."""
    orders = list(orders)
    ahead = Appointment.objects.filter(order__in=orders, state=AppointmentState.PLANNED, session__day__gte=day)
    return problem_for(orders, day=day, parameters=parameters, ignore=list(ahead.values_list("pk", flat=True)))


def mend_costs(parameters: Parameters, day: date) -> dict[str, int]:
    """How hard each decider is to reach, by the dated order of the office."""
    return dict(zip(DECIDERS, parameters.value("mend_costs", day), strict=True))


def supervised_sites() -> frozenset[str]:
    """Sites (primary keys as text) that have room for more people than their supervisors may watch."""
    watched = watched_places()
    return frozenset(site for (site, _, _), places in slot_rooms().items() if places > watched.get(site, 0))


def city_problem(orders: Iterable[Order], sites: Iterable[Site], *, day: date, parameters: Parameters) -> Problem:
    """What is open of these orders over these sites, nothing planned yet: the copy that a simulation plays."""
    problem = open_problem(orders, day=day, parameters=parameters)
    keys = {str(site.pk) for site in sites}
    return replace(
        problem,
        sites=tuple(site for site in problem.sites if site.key in keys),
        openings=tuple(opening for opening in problem.openings if opening.site in keys),
    )


def supply_of(problem: Problem) -> Supply:
    """The places and supervisors behind the openings of a problem."""
    return Supply(rooms=slot_rooms(), watched=watched_places(), ratio=problem.limits.supervisor_ratio)


def dangers(orders: Iterable[Order], *, day: date, parameters: Parameters) -> list[tuple[Order, Danger]]:
    """Orders of these that are late or thin, the latest first. A fixed number of queries, however many orders."""
    by_key = {str(order.pk): order for order in orders}
    problem = problem_for(by_key.values(), day=day, parameters=parameters)
    found = in_danger(problem, {key: order.open_minutes for key, order in by_key.items()})
    return [(by_key[one.need], one) for one in found]


def why_not_on(plan: Plan, asked: date, *, day: date, parameters: Parameters) -> tuple[Refusal, ...]:
    """Why the plan does not use the day `asked`, seen with the places and hours of `day` (today)."""
    order = plan.order
    own = Appointment.objects.filter(plan=plan).values_list("pk", flat=True)
    problem = problem_for([order], day=day, parameters=parameters, ignore=list(own))
    blocks = tuple(block_of(stored, str(order.pk)) for stored in plan.blocks)
    holders = _holders(asked, order)
    return why_not(problem, Proposal(blocks, {}), str(order.pk), asked, holders=holders, supervised=supervised_sites())


def _holders(day: date, order: Order) -> dict[str, tuple[date, ...]]:
    """Deadlines of the other orders that have a place on `day`, by opening. One query."""
    rows = Appointment.objects.filter(session__day=day, state__in=HELD)
    found: dict[str, list[date]] = defaultdict(list)
    for slot, deadline in rows.exclude(order=order).values_list("session__slot", "order__deadline"):
        found[f"{slot}@{day.isoformat()}"].append(deadline or date.max)
    return {key: tuple(deadlines) for key, deadlines in found.items()}
