"""The register of orders: who sees what, in which order, at what price."""

import pytest
from django.urls import reverse

from masohi.cases.orders.models import Order
from masohi.faces.web.orders.steps import turn
from masohi.law.order_facts import Pattern
from masohi.parties.accounts.models import User
from masohi.work.completion.queries import orders_to_act_on
from masohi.work.placement.actions import accept_plan, announce_sessions, propose_plans
from masohi.work.placement.models import Session
from masohi.work.placement.queries import standing_of
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


def page_of(client, user, **query):
    client.force_login(user)
    return client.get(reverse("orders"), query)


def test_each_office_sees_its_own_orders_and_others_see_none(client, people, running):
    for user in (people.clerk, people.prosecutor, people.pk):
        assert "Samuel L." in page_of(client, user).content.decode()
    assert "Samuel" not in page_of(client, people.stranger).content.decode()
    for user in (people.supervisor, people.office, people.administrator):
        assert page_of(client, user).status_code == 404


def test_the_list_shows_short_names_and_no_more(client, people, running):
    text = page_of(client, people.pk).content.decode()
    assert "112/Pid.B/2026/PN Amb" in text
    assert "0 jam dari 60 jam" in text
    assert "Latumahina" not in text


def test_without_running_orders_the_first_page_shows_what_waits(client, people, order):
    response = page_of(client, people.prosecutor)
    assert [row["order"].pk for row in response.context["rows"]] == [order.pk]
    assert next(tab["label"] for tab in response.context["tabs"] if tab["current"]) == "Belum mulai"
    asked = page_of(client, people.prosecutor, saring="berjalan")
    assert asked.context["rows"] == []
    assert "Belum ada perkara yang berjalan." in asked.content.decode()


def test_a_state_is_a_filter_in_the_address(client, people, site):
    cast.running(people)
    waiting = cast.order(people, case_number="113/Pid.B/2026/PN Amb", person_name="Maria")
    found = page_of(client, people.clerk, saring="tercatat").context["rows"]
    assert [row["order"].pk for row in found] == [waiting.pk]


def test_mine_keeps_the_orders_of_the_reader(client, people, site):
    own = cast.running(people)
    other = cast.running(people, case_number="113/Pid.B/2026/PN Amb", person_name="Maria")
    Order.objects.filter(pk=other.pk).update(pk_officer=None)
    found = page_of(client, people.pk, saring="berjalan", punya="saya").context["rows"]
    assert [row["order"].pk for row in found] == [own.pk]


def test_the_most_urgent_order_stands_first(client, people, site):
    far = cast.running(people)
    near = cast.running(people, case_number="113/Pid.B/2026/PN Amb", person_name="Maria", completion_days=60)
    found = page_of(client, people.pk).context["rows"]
    assert [row["order"].pk for row in found] == [near.pk, far.pk]


def test_pages_follow_each_other_without_a_count(client, people, order):
    copies = [clone(order, n) for n in range(60)]
    Order.objects.bulk_create(copies)
    first = page_of(client, people.clerk, saring="tercatat")
    assert (len(first.context["rows"]), first.context["previous_url"]) == (50, "")
    second = client.get(first.context["next_url"])
    assert (len(second.context["rows"]), second.context["next_url"]) == (11, "")
    seen = {row["order"].pk for row in [*first.context["rows"], *second.context["rows"]]}
    assert len(seen) == 61
    assert page_of(client, people.clerk, saring="tercatat", halaman="x").context["number"] == 1


def clone(order, n):
    values = {field.attname: getattr(order, field.attname) for field in Order._meta.concrete_fields}
    return Order(**(values | {"id": None, "code": f"KLON{n:06}", "case_number": f"{n}/Pid.S/2026/PN Amb"}))


def test_the_price_does_not_grow_with_the_list(client, people, order, django_assert_max_num_queries):
    Order.objects.bulk_create(clone(order, n) for n in range(60))
    client.force_login(people.prosecutor)
    for chosen in ("tercatat", "tindakan"):
        with django_assert_max_num_queries(9) as captured:
            client.get(reverse("orders"), {"saring": chosen})
        assert not any("COUNT(*)" in query["sql"] for query in captured)


@pytest.fixture
def town(people, site):
    """One order in every state that somebody has to act on."""
    numbers = iter(range(1, 20))

    def named(make, **more):
        n = next(numbers)
        return make(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=f"Orang {'abcdefghij'[n]}", **more)

    named(cast.order)
    named(cast.running)
    propose_plans(orders=[named(cast.running)], by=people.pk, at=cast.AT)
    (plan,) = propose_plans(orders=[named(cast.running)], by=people.pk, at=cast.AT)
    accept_plan(plan=plan, by=people.pk, at=cast.AT)
    cast.planned(people, named(cast.running, hours=20, pattern=Pattern(weekdays=(2,))))
    announce_sessions(sessions=Session.objects.all(), by=people.pk, at=cast.AT)
    cast.planned(people, named(cast.running, hours=20, pattern=Pattern(weekdays=(5,))))
    return people


@pytest.mark.parametrize("who", ["prosecutor", "pk", "clerk"])
def test_what_needs_action_is_what_has_a_next_step_for_me(town, who):
    user = User.objects.get(pk=getattr(town, who).pk)
    orders = list(Order.objects.all())
    standing = standing_of(orders, at=cast.AT)
    # The clerk's own list has no such filter: a clerk's work ends with the register.
    mine = {o.pk for o in orders if turn(user, o, standing[o.pk])["mine"]} if who != "clerk" else set()
    assert {o.pk for o in orders_to_act_on(user, cast.MONDAY)} == mine
    assert len(mine) == {"prosecutor": 2, "pk": 3, "clerk": 0}[who]
