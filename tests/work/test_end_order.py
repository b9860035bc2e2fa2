"""An order that ends early gives its places back."""

from datetime import timedelta

import pytest

from masohi.cases.orders.models import Order
from masohi.work.changes.actions import end_order
from masohi.work.placement.models import Appointment, Session
from tests import cast

pytestmark = pytest.mark.django_db


def test_sessions_ahead_are_released_and_those_behind_stay(people, planned):
    order = Order.objects.get()
    first = Session.objects.earliest("starts_at")
    cast.accept(people, cast.attend(people, first))
    ended = end_order(
        order=order,
        edition=Order.objects.get().edition,
        reason="meninggal",
        document="Akta kematian 1/2026",
        by=people.prosecutor,
        at=first.ends_at,
    )
    assert ended.state == "dihentikan"
    assert set(Appointment.objects.filter(state="batal").values_list("session__taken", flat=True)) == {0}
    assert Appointment.objects.exclude(state="batal").get().session == first
    assert Session.objects.get(pk=first.pk).taken == 1


@pytest.mark.parametrize(("after", "state"), [(0, "batal"), (1, "terjadwal")])
def test_a_session_that_begins_in_the_minute_of_the_end_is_not_left_hanging(people, planned, after, state):
    """What has not begun is released, what has begun can still be written down: there is no third."""
    first = Session.objects.earliest("starts_at")
    end_order(
        order=Order.objects.get(),
        edition=Order.objects.get().edition,
        reason="meninggal",
        document="Akta kematian 1/2026",
        by=people.prosecutor,
        at=first.starts_at + timedelta(minutes=after),
    )
    assert Appointment.objects.get(session=first).state == state
    if state == "terjadwal":
        assert cast.attend(people, first)
