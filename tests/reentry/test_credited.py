"""Training beside an order: off by default, by a dated rule only, and never a minute of the order itself."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from masohi.cases.orders.models import Order
from masohi.law.order_facts import PersonFacts
from masohi.law.parameters import DEFAULTS
from masohi.law.training import training_toward_order
from masohi.parties.parameters.actions import set_parameter
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.credited.queries import training_beside
from tests import cast, learning

pytestmark = pytest.mark.django_db
NIK = "8171010105990001"
DAY = cast.MONDAY + timedelta(days=30)


@pytest.fixture
def order(people):
    """Sixty hours of somebody who also learns: four hours at which they were, verified."""
    made = cast.running(people, person_nik=NIK, person_nik_reason=None)
    facts = PersonFacts(name="Samuel Latumahina", birth_date=date(1999, 5, 1), sex="L", nik=NIK)
    row = learning.trainee(people, facts=facts, child=False)
    assert row.person == made.person
    group = learning.cohort(people)
    learning.enrol(cohort=group, trainees=[row], by=people.unit, at=learning.AT)
    for lesson in learning.lessons(people, group):
        learning.held(people, lesson)
    return Order.objects.get(pk=made.pk)


def allow(people, percent, since=cast.MONDAY):
    told = {"source": "Peraturan contoh", "reason": "Uji", "by": people.administrator, "at": cast.AT}
    set_parameter(key="training_credit_percent", value=percent, valid_from=since, **told)


def test_it_is_off_until_an_office_names_a_rule(people, order):
    assert DEFAULTS.value("training_credit_percent", DAY) == 0
    assert training_beside(order, DAY, parameters_in_force()) is None
    assert training_toward_order(1, order.minutes, day=DAY).rule == "PL-02"


def test_the_share_caps_it_and_the_rule_has_a_day(people, order):
    allow(people, 5, since=DAY)
    found = training_beside(order, DAY, parameters_in_force())
    assert (found.verified, found.most, found.countable) == (240, 180, 180)
    assert training_beside(order, DAY - timedelta(days=1), parameters_in_force()) is None
    allow(people, 50, since=DAY + timedelta(days=1))
    assert training_beside(order, DAY + timedelta(days=1), parameters_in_force()).countable == 240


def test_no_minute_of_the_order_changes(people, order):
    allow(people, 100)
    training_beside(order, DAY, parameters_in_force())
    fresh = Order.objects.get()
    assert (fresh.credited_minutes, fresh.reported_minutes, fresh.minutes) == (0, 0, 3600)


def test_the_page_of_hours_tells_it_only_under_a_rule(client, people, order, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT + timedelta(days=30))
    client.force_login(people.pk)
    page = reverse("order-hours", args=[order.code])
    assert "Program tidak menambahkannya" not in client.get(page).content.decode()
    allow(people, 5)
    told = client.get(page).content.decode()
    assert "4 jam pelatihan sudah diperiksa" in told
    assert "paling banyak 3 jam dapat diajukan" in told
