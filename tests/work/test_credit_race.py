"""R28, R29: eight officers accept eight records at once, and the sentence has room for one."""

from types import SimpleNamespace

import pytest
from django.db import connection

from masohi.cases.orders.models import Order
from masohi.work.attendance.actions import verify_attendance
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.placement.models import Appointment, Session
from tests import cast
from tests.fraud.conftest import Town
from tests.work.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, THREADS = 50, 8


@pytest.fixture
def records(people, monkeypatch):
    """Eight recorded sessions of five hours each; the sentence is eight hours, three of them accepted already."""
    cast.site(people)
    town = Town(people, monkeypatch)
    order = cast.running(people, hours=8)
    cast.planned(people, order)
    first = Session.objects.earliest("starts_at")
    begun = town.beside(first, days=-1, minutes=180)
    town.expect(order, begun)
    town.accept(town.record(begun))
    Appointment.objects.filter(order=order, state="terjadwal").delete()
    for n in range(THREADS):
        town.expect(order, town.beside(first, days=1 + n))
    return [town.record(one)[0] for one in Session.objects.filter(appointments__state="terjadwal").order_by("day")]


def play(records, people, at):
    """One round: everybody accepts one record; returns how many of them earned minutes, and what was raised."""
    own = [row.pk for row in records]
    Verification.objects.filter(attendance__in=own).delete()
    Appointment.objects.filter(records__in=own).update(state="tercatat", credited_minutes=0, credit_notes=[])
    queue = [[row] for row in records]
    answers = at_once(lambda: verify_attendance(accepted=queue.pop(), by=people.pk, at=at), THREADS)
    earned = Appointment.objects.filter(records__in=own, credited_minutes__gt=0)
    return earned.count(), [one for one in answers if isinstance(one, Exception)]


def only_on_postgresql():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself")


def test_one_sentence_is_credited_once(records, people, figure):
    only_on_postgresql()
    at = max(row.recorded_at for row in records)
    for _ in range(ROUNDS):
        earned, faults = play(records, people, at)
        assert (earned, faults) == (1, [])
        assert Order.objects.get().credited_minutes == 480
    figure("R28", f"{ROUNDS} putaran x {THREADS} utas: tepat 1 diakui")


def test_without_the_lock_the_race_is_there(records, people, monkeypatch, figure):
    """Control: the same play without taking the chain's end first, and without the chain, credits hours twice."""
    only_on_postgresql()
    at = max(row.recorded_at for row in records)
    nobody = SimpleNamespace(pk=0, actor=people.pk.pk, at=at)
    monkeypatch.setattr("masohi.ledger.actions.hold_head", lambda: None)
    for module in ("masohi.work.attendance.actions", "masohi.cases.orders.actions"):
        monkeypatch.setattr(f"{module}.record", lambda *_, **__: nobody)
    doubled = sum(play(records, people, at)[0] > 1 for _ in range(10))
    assert doubled >= 1
    figure("R29", f"tanpa kunci: {doubled} dari 10 putaran mengakui lebih dari sekali")


def test_the_room_is_for_one(records, people):
    """On any database: one after the other, the second finds no room."""
    at = max(row.recorded_at for row in records)
    for row in records:
        verify_attendance(accepted=[row], by=people.pk, at=at)
    assert Attendance.objects.count() == THREADS + 1
    assert Appointment.objects.filter(records__in=records, credited_minutes__gt=0).count() == 1
