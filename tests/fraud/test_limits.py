"""F17 to F26: how much. The law's limits hold whatever is recorded."""

from dataclasses import replace
from datetime import timedelta

import pytest

from masohi.cases.orders.models import Order
from masohi.ledger.actions import record
from masohi.supply.sites.actions import close_days
from masohi.work.attendance import facts as attending
from masohi.work.attendance.models import Attendance
from masohi.work.fieldreports import facts as folding
from masohi.work.placement.actions import accept_plan, appoint_walk_in, approve_plan, propose_plans
from masohi.work.placement.models import Appointment, Session
from masohi.writing.refusals import Refused
from tests import cast
from tests.fraud.conftest import in_a_deed

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("guard", [True, False], ids=["guard", "mutant"])


def tried(job):
    """Whether somebody got away with it."""
    try:
        job()
    except Refused:
        return False
    return True


@both
def test_F17_more_than_eight_hours_a_day(town, planned, guard):
    town.guard("F17", guard)
    morning = Session.objects.earliest("starts_at")
    evening = town.beside(morning, hours=6)
    town.expect(planned.order, evening)
    town.accept(town.record(morning) + town.record(evening))
    assert (town.credited(planned.order) <= 480) is guard


@both
def test_F18_more_than_the_sentence(town, people, site, guard, monkeypatch):
    if not guard:
        real = attending._served
        endless = lambda order, rows: replace(real(order, rows), sentence_minutes=10**6)  # noqa: E731
        monkeypatch.setattr(attending, "_served", endless)
    order = cast.running(people, hours=8)
    cast.planned(people, order)
    last = Session.objects.latest("starts_at")
    more = town.beside(last, days=1)
    town.expect(order, more)
    rows = [row for one in Session.objects.order_by("starts_at") for row in town.record(one)]
    town.accept(rows)
    assert sum(row.reported_minutes for row in rows) > 480
    assert (town.credited(order) == 480) is guard


def walk_in(town, order, session):
    """Somebody is taken into a session in which the order may not be worked."""

    def job(by, at):
        entry = record("field.admitted", session, by=by, at=at)
        return appoint_walk_in(session=session, order=order, starts_at=session.starts_at, minutes=300, because=entry)

    return in_a_deed(by=town.people.pk, at=session.ends_at, job=job)


@both
def test_F19_after_the_last_day(town, planned, guard):
    town.guard("F19", guard)
    first = Session.objects.earliest("starts_at")
    days = (planned.order.deadline - first.day).days + 1
    assert tried(lambda: walk_in(town, planned.order, town.beside(first, days=days))) is not guard


@both
def test_F20_before_the_order_to_execute(town, planned, guard):
    town.guard("F20", guard)
    first = Session.objects.earliest("starts_at")
    days = (planned.order.execution_order_date - first.day).days - 1
    assert tried(lambda: walk_in(town, planned.order, town.beside(first, days=days))) is not guard


@both
def test_F21_the_site_is_shut(town, people, running, site, guard):
    town.guard("F21", guard)
    (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
    day = min(block["day"] for block in plan.blocks)
    first = cast.MONDAY.fromisoformat(day)
    close_days(site=site, first_day=first, last_day=first, reason="Libur", by=people.office, at=cast.AT)
    plan = accept_plan(plan=plan, by=people.pk, at=cast.AT)
    assert tried(lambda: approve_plan(plan=plan, by=people.prosecutor, at=cast.AT)) is not guard
    assert Session.objects.filter(day=first).exists() is not guard


@both
def test_F22_in_the_future(town, planned, guard):
    town.guard("F22", guard)
    session = Session.objects.earliest("starts_at")
    now = session.starts_at + timedelta(minutes=30)
    assert tried(lambda: town.record(session, at=now)) is not guard


@both
def test_F23_over_midnight(town, planned, guard):
    town.guard("F23", guard)
    session = Session.objects.earliest("starts_at")
    tomorrow = session.ends_at + timedelta(days=1)
    assert tried(lambda: town.record(session, ended_at=tomorrow, at=tomorrow + timedelta(hours=1))) is not guard


def test_F23_an_end_before_the_beginning(town, planned):
    session = Session.objects.earliest("starts_at")
    assert not tried(lambda: town.record(session, ended_at=session.starts_at))
    assert not Attendance.objects.exists()


@both
def test_F24_a_break_longer_than_the_work(town, planned, guard):
    town.guard("F24", guard)
    session = Session.objects.earliest("starts_at")
    assert tried(lambda: town.record(session, break_minutes=301)) is not guard


@both
def test_F25_a_child_as_an_adult(town, people, guard):
    town.guard("F25", guard)
    child = {"person_birth_date": cast.MONDAY.replace(year=2012)}
    assert tried(lambda: cast.order(people, **child)) is not guard
    assert Order.objects.exists() is not guard


@both
def test_F26_minutes_of_the_way(town, field, guard, monkeypatch):
    """The phone says six to fifteen; what counts are the hours of the session."""
    if not guard:
        moment = folding._moment
        monkeypatch.setattr(folding, "_moment", lambda session, minute, **_: moment(session, minute))
    field.begin(began=360)
    field.finish(ended=900)
    field.pass_time(180)
    field.push()
    assert (Attendance.objects.get().reported_minutes == 300) is guard


def test_a_walk_in_has_a_place_once(town, planned):
    first = Session.objects.earliest("starts_at")
    other = town.beside(first, days=1)
    walk_in(town, planned.order, other)
    assert not tried(lambda: walk_in(town, planned.order, other))
    assert Appointment.objects.filter(session=other).count() == 1
