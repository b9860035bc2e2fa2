"""No road leads from a plan that cannot end in time to dates that people are told of; what lies ahead is told in hours."""

from datetime import date, timedelta

import pytest

from masohi.cases.orders.models import Order, Sentence
from masohi.law.order_facts import Pattern
from masohi.parties.parameters.queries import parameters_in_force
from masohi.supply.sites.models import Slot, Supervisor
from masohi.work.outlook.facts import dangers, mend_costs, open_problem, proof_for, supervised_sites, why_not_on
from masohi.work.outlook.queries import own_running
from masohi.work.placement import actions
from masohi.work.placement.actions import accept_plan, announce_sessions, approve_plan, propose_plans
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.work.placement.terms import PlanState
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db
SATURDAY = date(2026, 10, 10)


@pytest.fixture
def short(people, running):
    """A proposal of a running order that holds sessions and still misses hours."""
    (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
    Plan.objects.filter(pk=plan.pk).update(
        short_minutes=300, planned_minutes=plan.planned_minutes - 300, blocks=plan.blocks[:-1], finish=None
    )
    return Plan.objects.get(pk=plan.pk)


def test_a_plan_that_misses_hours_is_not_accepted(people, short):
    with pytest.raises(Refused, match="tidak menyelesaikan semua jam"):
        accept_plan(plan=short, by=people.pk, at=cast.AT)
    assert (Plan.objects.get().state, Appointment.objects.count()) == (PlanState.DRAFT, 0)


def test_nor_approved_by_the_jaksa(people, short):
    Plan.objects.filter(pk=short.pk).update(state=PlanState.WAITING)
    with pytest.raises(Refused, match="tidak menyelesaikan semua jam"):
        approve_plan(plan=short, by=people.prosecutor, at=cast.AT)
    assert (Plan.objects.get().state, Appointment.objects.count()) == (PlanState.WAITING, 0)


def test_nor_where_the_judge_fixed_the_place(people, site):
    order = cast.running(people, hours=240, pattern=Pattern(days_per_week=1), place_fixed="Pantai Namalatu")
    (plan,) = propose_plans(orders=[order], by=people.pk, at=cast.AT)
    assert plan.short_minutes
    with pytest.raises(Refused):
        accept_plan(plan=plan, by=people.pk, at=cast.AT)
    assert Appointment.objects.count() == 0


def test_without_the_guard_the_short_plan_would_pass(people, short, monkeypatch):
    """The negative control: it is the guard that holds, nothing behind it does."""
    monkeypatch.setattr(actions, "_ends_in_time", lambda plan: None)
    approve_plan(plan=accept_plan(plan=short, by=people.pk, at=cast.AT), by=people.prosecutor, at=cast.AT)
    assert Appointment.objects.count() == len(short.blocks)


def test_a_reason_alone_does_not_carry_a_first_calendar(people, short):
    Plan.objects.filter(pk=short.pk).update(state=PlanState.WAITING, note="Sisanya dicari nanti")
    with pytest.raises(Refused, match="tidak menyelesaikan semua jam"):
        approve_plan(plan=short, by=people.prosecutor, at=cast.AT)


@pytest.mark.parametrize(
    "change",
    [
        lambda order: Sentence.objects.filter(order=order).update(minutes=90 * 60),
        lambda order: Order.objects.filter(pk=order.pk).update(deadline=cast.MONDAY + timedelta(days=9)),
        lambda order: Slot.objects.filter(weekday=2).update(active=False),
        lambda order: Slot.objects.update(minutes=120),
    ],
)
def test_what_changed_between_proposal_and_approval_is_looked_at_again(people, running, change):
    (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
    accepted = accept_plan(plan=plan, by=people.pk, at=cast.AT)
    change(running)
    with pytest.raises(Conflict):
        approve_plan(plan=accepted, by=people.prosecutor, at=cast.AT)
    assert Appointment.objects.count() == 0


def test_only_dates_of_accepted_plans_can_be_announced(people, short):
    assert announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT) == 0
    assert not Session.objects.exclude(announced_at=None).exists()


def test_what_an_order_has_planned_counts_as_its_own_time(people, planned, running):
    order = Order.objects.get(pk=running.pk)
    found = proof_for(order, day=cast.MONDAY, parameters=parameters_in_force())
    assert (found.verdict, found.need.minutes, found.fits) == ("fits", 60 * 60, 60 * 60)
    assert found.spare_sessions
    assert found.start_by > cast.MONDAY


def test_nobody_elses_places_are_given_away(people, site, planned, running):
    """With one place a session the planned order keeps it; the newcomer's proof counts without it."""
    other = cast.running(people, case_number="200/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    Slot.objects.update(places=1)
    Supervisor.objects.update(capacity=1)
    newcomer = open_problem([other], day=cast.MONDAY, parameters=parameters_in_force())
    own = open_problem([Order.objects.get(pk=running.pk)], day=cast.MONDAY, parameters=parameters_in_force())
    taken = Appointment.objects.filter(order=running).count()
    assert sum(one.places for one in own.openings) - sum(one.places for one in newcomer.openings) == taken


def test_the_order_of_who_decides_is_dated(people):
    parameters = parameters_in_force()
    assert mend_costs(parameters, cast.MONDAY) == {"pk": 1, "office": 2, "jaksa": 3, "court": 4}


def test_sites_that_their_supervisors_limit_are_known(people, site):
    assert supervised_sites() == frozenset()
    Slot.objects.update(places=12)
    assert supervised_sites() == {str(site.pk)}


def test_a_full_session_says_who_has_the_place_only_when_it_is_true(people, site, planned, running):
    Slot.objects.update(places=1)
    late = cast.running(people, case_number="201/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    (plan,) = propose_plans(orders=[late], by=people.pk, at=cast.AT)
    asked = Appointment.objects.filter(order=running).earliest("starts_at").session.day

    def why(deadline):
        Order.objects.filter(pk=late.pk).update(deadline=deadline)
        fresh = Plan.objects.select_related("order__person__village").get(pk=plan.pk)
        return [one.code for one in why_not_on(fresh, asked, day=cast.MONDAY, parameters=parameters_in_force())]

    theirs = Order.objects.get(pk=running.pk).deadline
    assert why(theirs + timedelta(days=1)) == ["tighter_first"]
    assert why(theirs) == ["full"]
    Supervisor.objects.update(capacity=1)
    Slot.objects.update(places=9)
    assert why(theirs) == ["supervisors_full"]
    Order.objects.filter(pk=running.pk).update(deadline=None)
    assert why(theirs + timedelta(days=1)) == ["supervisors_full"]


def at_risk(people):
    rows = own_running(people.pk, mine=False)
    return [(order.case_number, one) for order, one in dangers(rows, day=cast.MONDAY, parameters=parameters_in_force())]


def test_orders_in_danger_come_latest_first(people, site, running):
    cast.running(
        people, case_number="301/Pid.B/2026/PN Amb", person_name="A B", hours=240, pattern=Pattern(days_per_week=1)
    )
    thin = cast.running(people, case_number="302/Pid.B/2026/PN Amb", person_name="C D", hours=60)
    Order.objects.filter(pk=thin.pk).update(deadline=cast.MONDAY + timedelta(days=41))
    found = at_risk(people)
    assert [number for number, _ in found] == ["301/Pid.B/2026/PN Amb", "302/Pid.B/2026/PN Amb"]
    assert found[0][1].short_minutes > 0
    assert (found[1][1].short_minutes, found[1][1].spare_minutes) == (0, 0)
    assert found[1][1].wanted_minutes == 360


def test_an_order_that_is_planned_in_time_is_in_no_danger(people, planned):
    assert at_risk(people) == []
