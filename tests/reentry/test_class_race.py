"""Two officers give out the last place of a class at the same moment."""

from time import sleep
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from masohi.ledger.queries import verify
from masohi.reentry.training.actions import enrol
from masohi.reentry.training.models import Cohort, Enrolment
from masohi.reentry.training.terms import EnrolmentState
from tests import learning
from tests.work.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
OFFICERS, PLACES = 6, 3


@pytest.fixture
def made(people):
    """A class with one place left."""
    made = learning.full(people, PLACES - 1, places=PLACES)
    assert made.free == 1
    return made


def rush(people, made):
    """Each enrols somebody else; returns what each was told."""
    names = learning.NAMES[PLACES : PLACES + OFFICERS]
    waiting = [learning.trainee(people, name) for name in names]
    return at_once(lambda: enrol(cohort=made, trainees=[waiting.pop()], by=people.unit, at=learning.AT), OFFICERS)


def placed(made):
    return made.enrolments.filter(state=EnrolmentState.PLACED).count()


def test_exactly_one_gets_the_last_place_and_the_others_wait(people, made, figure):
    answers = rush(people, made)
    assert [one for one in answers if isinstance(one, Exception)] == []
    assert placed(made) == Cohort.objects.get(pk=made.pk).placed == PLACES
    assert Enrolment.objects.filter(state=EnrolmentState.WAITING).count() == OFFICERS - 1
    assert verify().ok
    figure("T01", f"{OFFICERS} petugas serentak, satu tempat ({connection.vendor}): tepat satu ditempatkan")


def unguarded(people, monkeypatch):
    """No end of the chain is taken first, and nothing is written into it: deeds run side by side."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself")
    nobody = SimpleNamespace(pk=0, actor=people.system.pk)
    monkeypatch.setattr("masohi.ledger.actions.hold_head", lambda: None)
    monkeypatch.setattr("masohi.reentry.training.actions.record", lambda *_, **__: nobody)


def test_the_conditional_update_is_enough_alone(people, made, monkeypatch):
    """Without the chain's lock: who comes at the same moment may collide in the queue, but no place is given twice."""
    unguarded(people, monkeypatch)
    rush(people, made)
    assert Cohort.objects.get(pk=made.pk).placed <= PLACES
    assert Cohort.objects.get(pk=made.pk).placed >= PLACES


def test_without_the_guard_more_sit_in_the_class_than_there_are_places(people, made, monkeypatch, figure):
    """Control: look first, write afterwards, and nobody waits for anybody."""
    unguarded(people, monkeypatch)
    places = iter(
        range(1000, 1000 + OFFICERS)
    )  # each takes a number in the queue of its own: they do not collide there

    def look_then_write(*, cohort, because):
        seen = Cohort.objects.get(pk=cohort.pk)
        sleep(0.05)
        if seen.placed < seen.places:
            Cohort.objects.filter(pk=cohort.pk).update(placed=seen.placed + 1)
            Enrolment.objects.filter(cohort=cohort, state=EnrolmentState.WAITING).update(state=EnrolmentState.PLACED)
        return []

    def entered(cohort, trainee, position, by, at):
        return Enrolment.objects.create(
            cohort=cohort, trainee=trainee, position=next(places), state=EnrolmentState.WAITING, entered_at=at
        )

    monkeypatch.setattr("masohi.reentry.training.actions.move_up", look_then_write)
    monkeypatch.setattr("masohi.reentry.training.actions._entered", entered)
    rush(people, made)
    assert placed(made) > PLACES
    figure("T02", f"tanpa penjaga: {placed(made)} peserta di {PLACES} tempat")


def test_the_database_itself_seats_no_more_than_there_are_places(made):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=made.pk).update(placed=F("places") + 1)
