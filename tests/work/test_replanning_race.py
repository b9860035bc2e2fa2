"""Two PKs press at once: each change is accepted once, each place given once, on a real database."""

import pytest
from django.db import connection

from masohi.work.placement.models import Appointment, Session
from masohi.work.replanning.actions import accept_changes, refuse_change
from masohi.work.replanning.models import Change
from tests import cast
from tests.work.test_races import THREADS, at_once, split
from tests.work.test_replanning import LATER, ahead, days, proposed, shut

pytestmark = pytest.mark.django_db(transaction=True)


def consistent():
    return all(one.taken == one.appointments.exclude(state="batal").count() for one in Session.objects.all())


def test_a_change_accepted_by_many_at_once_is_accepted_once(people, site, planned):
    order = planned.order
    shut(people, site, days(order)[0], days(order)[0])
    replan = proposed(people, order)

    def accept():
        return accept_changes(replan=replan, codes=[order.code], by=people.pk, at=LATER)

    done, refused = split(at_once(accept))
    assert (len(done), len(refused)) == (1, THREADS - 1)
    assert sum(minutes for _, minutes in ahead(order)) == order.minutes
    assert consistent()


def test_one_accepts_while_the_other_refuses(people, site, planned):
    order = planned.order
    shut(people, site, days(order)[0], days(order)[0])
    replan = proposed(people, order)
    change = replan.changes.get()
    jobs = [
        lambda: accept_changes(replan=replan, codes=[order.code], by=people.pk, at=LATER),
        lambda: refuse_change(change=change, reason="Diatur lisan", by=people.pk, at=LATER),
    ] * 3
    done, refused = split(at_once(lambda: jobs.pop()()))
    assert (len(done), len(refused)) == (1, 5)
    fresh = Change.objects.get()
    assert (fresh.plan is not None) == (fresh.state == "diterima")
    assert sum(minutes for _, minutes in ahead(order)) == order.minutes
    assert consistent()


def test_the_last_place_of_a_new_date_is_given_once(people):
    """Two people lose the same day and are offered the same new date with one place: in two proposals."""
    site = cast.site(people, places=2)
    made = [
        cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=name, hours=8)
        for n, name in enumerate(("Samuel Latumahina", "Petrus Salakory"), 1)
    ]
    for one in made:
        cast.planned(people, one)
    shut(people, site, days(made[0])[0], days(made[0])[0])
    replans = [proposed(people, one) for one in made]
    assert len({str(one.changes.get().after) for one in replans}) >= 1
    wanted = {one["opening"] for replan in replans for one in replan.changes.get().after if one["appointment"] is None}
    site.slots.update(places=1)
    Session.objects.update(places=2)
    pairs = list(zip(replans, made, strict=True))

    def accept():
        replan, order = pairs.pop()
        return accept_changes(replan=replan, codes=[order.code], by=people.pk, at=LATER)

    done, refused = split(at_once(accept, 2))
    assert len(wanted) == 1
    assert (len(done), len(refused)) == (1, 1)
    opening = wanted.pop()
    slot, day = opening.split("@")
    assert Appointment.objects.filter(session__slot=slot, session__day=day, state="terjadwal").count() == 1
    assert consistent()


def test_without_holding_the_end_of_the_chain_both_would_move(people, site, planned, monkeypatch):
    """Negative control: the guard is what makes the tests above pass."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself")
    order = planned.order
    shut(people, site, days(order)[0], days(order)[0])
    replan = proposed(people, order)
    monkeypatch.setattr("masohi.ledger.actions.hold_head", lambda: None)
    answers = at_once(lambda: accept_changes(replan=replan, codes=[order.code], by=people.pk, at=LATER))
    odd = [
        one
        for one in answers
        if isinstance(one, Exception) and "Sejak usulan dibuat" not in str(one) and "diputuskan" not in str(one)
    ]
    assert odd or len([one for one in answers if not isinstance(one, Exception)]) > 1
