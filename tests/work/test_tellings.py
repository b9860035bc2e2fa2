"""What a person was told: a telling names own dates that lie ahead, keeps what was known, and ends what fell away."""

from datetime import timedelta

import pytest

from masohi.work.calendars.actions import note_told
from masohi.work.calendars.models import Telling
from masohi.work.calendars.queries import waiting_orders
from masohi.work.placement.models import Appointment
from tests import cast, missing

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(hours=1)


@pytest.fixture
def told(people, planned):
    """Dates in order, all of them announced and told."""
    missing.told(people, planned.order)
    return list(planned.order.appointments.order_by("starts_at"))


def noted(people, order, dates, at=LATER, **more):
    return note_told(order=order, dates=[one.pk for one in dates], way="pesan", by=people.system, at=at, **more)


def test_a_word_about_everything_ends_what_fell_away(people, told):
    order, gone = told[0].order, told[2]
    Appointment.objects.filter(pk=gone.pk).update(state="batal")
    rest = [one for one in told if one != gone]
    noted(people, order, rest)
    assert order.pk in waiting_orders(people.pk, at=LATER), "nobody has said yet that the date fell away"
    telling = noted(people, order, told, whole=True)  # the text named it too, but it does not hold
    assert telling.dates == sorted(one.pk for one in rest)
    assert order.pk not in waiting_orders(people.pk, at=LATER)


def test_what_is_over_is_told_no_more(people, told):
    at = told[1].starts_at + timedelta(minutes=1)
    telling = noted(people, told[0].order, told[:4], at=at)
    assert telling.dates == sorted(one.pk for one in told[2:])


def test_nothing_that_is_over_proves_a_telling(people, told):
    before = Telling.objects.count()
    assert noted(people, told[0].order, told[:1], at=told[0].starts_at) is None
    assert Telling.objects.count() == before


def test_dates_of_somebody_else_prove_nothing(people, told):
    other = cast.running(people, case_number="104/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    cast.planned(people, other)
    before = Telling.objects.count()
    assert noted(people, other, told[:3]) is None
    assert Telling.objects.count() == before
