"""One human without NIK in two verdicts: nothing starts before somebody has said whether it is one or two."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masohi.cases.orders.actions import register_order, register_orders, start_execution
from masohi.cases.orders.facts import Verdict
from masohi.cases.orders.models import Order
from masohi.cases.people.actions import change_person
from masohi.cases.people.models import BusyHours, Person
from masohi.cases.twins.actions import decide_duplicate
from masohi.cases.twins.queries import Twins, twins, undecided
from masohi.law.order_facts import WeekHours
from masohi.ledger.models import Entry, name_of
from masohi.ledger.queries import touched, verify
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.placement.actions import accept_plan, approve_plan, propose_plans
from masohi.work.placement.models import Appointment
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db
NIK, OTHER_NIK = "8171010105990001", "8171010105990002"
SECOND = {"case_number": "113/Pid.B/2026/PN Amb"}


def start(people, order):
    return start_execution(
        order=order,
        edition=order.edition,
        inkracht_date=date(2026, 9, 9),
        execution_order_date=date(2026, 10, 1),
        execution_order_number="1",
        safety_briefed_on=date(2026, 10, 2),
        by=people.prosecutor,
        at=cast.AT,
    )


def decide(people, order, same_as=None, by=None):
    return decide_duplicate(person=order.person, same_as=same_as, by=by or people.pk, at=cast.AT)


def far_order(people, **changes):
    """A verdict of the same name that Ambon has no part in."""
    units = {
        name: Organisation.objects.create(kind=kind, name=f"{name} jauh", short_name=f"{name} jauh")
        for name, kind in (("court", "pengadilan"), ("prosecutor_office", "kejari"))
    }
    far = Organisation.objects.get(short_name="Bapas Saumlaki")
    return register_order(facts=cast.facts(**changes), **units, bapas=far, by=people.stranger, at=cast.AT)


@pytest.mark.parametrize(
    ("known", "new", "marked"),
    [
        ({}, {}, True),
        ({}, {"person_name": "SAMUEL  Latoemahina"}, True),
        ({}, {"person_birth_date": date(1999, 5, 2)}, False),
        ({}, {"person_name": "Petrus Salakory"}, False),
        ({"person_nik": NIK}, {}, True),
        ({}, {"person_nik": NIK}, True),
        ({"person_nik": NIK}, {"person_nik": OTHER_NIK}, False),
        ({"person_nik": NIK}, {"person_nik": NIK}, False),
    ],
)
def test_who_may_be_somebody_known_is_marked_and_the_known_one_is_not(people, known, new, marked):
    first, second = cast.order(people, **known), cast.order(people, **SECOND | new)
    assert (first.person.duplicate_open, second.person.duplicate_open) == (False, marked)
    assert Person.objects.filter(duplicate_open=True).exists() == marked


def test_an_unknown_birth_date_may_be_any(people):
    first, second = cast.order(people), cast.order(people, **SECOND | {"person_name": "Ruth Sopacua"})
    Person.objects.filter(pk=first.person_id).update(birth_date=None)
    assert not second.person.duplicate_open
    assert cast.order(
        people, case_number="9/Pid.B/2026/PN Amb", person_birth_date=date(1980, 1, 1)
    ).person.duplicate_open


def test_namesakes_in_one_batch_are_marked_and_cost_no_query_each(people):
    def entered(first, count):
        """So many verdicts about half as many names, and the queries they cost."""
        names = [f"Orang {chr(ord('a') + n % (count // 2))} ke-{'abcd'[first % 4]}" for n in range(count)]
        facts = [
            cast.facts(case_number=f"{first + n}/Pid.B/2026/PN Amb", person_name=name) for n, name in enumerate(names)
        ]
        verdicts = [Verdict(one, people.court, people.kejari, people.bapas) for one in facts]
        with CaptureQueriesContext(connection) as queries:
            orders = register_orders(verdicts=verdicts, parameters=parameters_in_force(), by=people.clerk, at=cast.AT)
        return [order.person.duplicate_open for order in orders], len(queries)

    few, many = entered(1, 4), entered(102, 40)
    assert (few[0], many[0]) == ([False] * 2 + [True] * 2, [False] * 20 + [True] * 20)
    assert many[1] <= few[1] + 2, "ten times the rows, no query more a row"


def test_one_human_without_nik_does_not_start_twice(people, running):
    second = cast.order(people, **SECOND)
    with pytest.raises(Refused, match="sudah tercatat"):
        start(people, second)
    assert Order.objects.get(pk=second.pk).state == "tercatat"
    assert list(undecided(people.pk)) == list(undecided(people.prosecutor)) == [second]
    assert not undecided(people.stranger).exists()


def test_two_humans_start_each_and_the_ledger_knows_who_said_so(people, running):
    second = cast.order(people, **SECOND)
    decide(people, second)
    entry = Entry.objects.get(kind="person.told_apart")
    assert (entry.actor, entry.thread) == (people.pk.pk, name_of(second))
    assert start(people, Order.objects.get(pk=second.pk)).state == "berjalan"
    assert Person.objects.count() == 2
    assert not undecided(people.pk).exists()


def test_one_human_has_one_diary(people, running):
    """The planner then sees both orders: no two sessions at the same time."""
    cast.planned(people, running)
    second = cast.order(people, **SECOND)
    left = second.person_id
    known = decide(people, second, running.person)
    assert list(touched([Order])) == [], "the order that moved is sealed with its new person"
    second = Order.objects.get(pk=second.pk)
    assert known == second.person == running.person
    assert list(Person.objects.all()) == [running.person]
    entries = Entry.objects.filter(kind="person.joined")
    assert [(one.thread, one.actor) for one in entries] == [(name_of(second), people.pk.pk)]
    cast.planned(people, start(people, second))
    times = sorted((a.starts_at, a.starts_at + timedelta(minutes=a.minutes)) for a in Appointment.objects.all())
    assert {a.order_id for a in Appointment.objects.all()} == {running.pk, second.pk}
    assert all(end <= begin for (_begin, end), (begin, _end) in pairwise(times))
    assert verify().ok
    assert list(touched([Order])) == []
    assert not Person.objects.filter(pk=left).exists()


def test_what_protects_adds_up_and_what_is_known_stays(people):
    hours = (WeekHours(6, time(7), time(12)),)
    first = cast.order(people, person_limits=("heavy",), person_phone=None, person_unavailable=hours)
    second = cast.order(
        people,
        **SECOND,
        person_nik=NIK,
        person_limits=("sun",),
        person_unavailable=(*hours, WeekHours(2, time(8), time(9))),
    )
    known = decide(people, second, first.person)
    known.refresh_from_db()
    assert (known.nik, known.limits, known.phone) == (NIK, ["heavy", "sun"], "+6281248001234")
    assert sorted(known.busy_hours.values_list("weekday", "from_minute")) == [(2, 480), (6, 420)]
    assert BusyHours.objects.count() == 2
    later = cast.order(people, case_number="114/Pid.B/2026/PN Amb", person_nik=NIK)
    assert later.person == known


def test_who_changed_the_person_meanwhile_is_told(people):
    first, second = cast.order(people), cast.order(people, **SECOND)
    edition = first.person.edition
    decide(people, second, first.person)
    with pytest.raises(Conflict):
        change_person(person=first.person, edition=edition, busy=[], phone="", by=people.pk, at=cast.AT)


def test_it_is_decided_once(people, order):
    second = cast.order(people, **SECOND)
    decide(people, second)
    for same_as in (None, order.person):
        with pytest.raises(Conflict, match="sudah diputuskan"):
            decide(people, second, same_as)
    assert Person.objects.count() == 2


def test_nobody_is_joined_with_somebody_unlike(people, order):
    second = cast.order(people, **SECOND)
    other = cast.order(people, case_number="114/Pid.B/2026/PN Amb", person_name="Petrus Salakory")
    for same_as in (other.person, second.person):
        with pytest.raises(Refused, match="tidak ada lagi"):
            decide(people, second, same_as)
    assert Person.objects.count() == 3


def test_work_that_has_begun_is_not_joined(people, order):
    """Two diaries that both run may overlap: they cannot become one afterwards."""
    second = cast.order(people, **SECOND)
    Order.objects.filter(pk=second.pk).update(state="berjalan")
    with pytest.raises(Refused, match="sudah berjalan"):
        decide(people, second, order.person)
    assert Person.objects.count() == 2


@pytest.mark.parametrize("role", ["clerk", "supervisor", "office", "administrator", "stranger", "system"])
def test_nobody_else_decides(people, order, role):
    second = cast.order(people, **SECOND)
    with pytest.raises(PermissionDenied):
        decide(people, second, by=getattr(people, role))
    assert Person.objects.get(pk=second.person_id).duplicate_open


def test_people_of_other_offices_are_only_counted_and_cannot_be_joined(people):
    far = far_order(people)
    here = cast.order(people, **SECOND)
    assert here.person.duplicate_open
    assert twins(people.pk, here.person) == Twins((), 1)
    with pytest.raises(Refused, match="tidak ada lagi"):
        decide(people, here, far.person)
    assert Person.objects.count() == 2


def test_a_draft_made_before_the_decision_is_checked_against_the_joint_diary(people, running):
    """A proposal may be older than the decision: accepting it meets the sessions that the human has already."""
    second = cast.order(people, **SECOND)
    (draft,) = propose_plans(orders=[second], by=people.pk, at=cast.AT)
    cast.planned(people, running)
    decide(people, second, running.person)
    start(people, Order.objects.get(pk=second.pk))
    with pytest.raises(Conflict):
        accept_and_approve(people, draft)
    assert not Appointment.objects.filter(order=second).exists()


def accept_and_approve(people, draft):
    waiting = accept_plan(plan=draft, by=people.pk, at=cast.AT)
    return approve_plan(plan=waiting, by=people.prosecutor, at=cast.AT)
