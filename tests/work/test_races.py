"""Two people at once, in threads, on a real database: the second is told, nothing happens twice."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from masohi.cases.orders.models import Order
from masohi.ledger.models import Entry
from masohi.ledger.queries import verify
from masohi.work.attendance.actions import verify_attendance
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.placement.actions import accept_plan, approve_plan, propose_plans
from masohi.work.placement.models import Session
from masohi.writing.refusals import Conflict
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6


def at_once(job, times=THREADS):
    """Run `job` in threads that start together; returns what each returned or raised."""
    gate, answers = threading.Barrier(times), []

    def run():
        gate.wait()
        try:
            answers.append(job())
        except Exception as fault:
            answers.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def split(answers):
    """Answers that succeeded, and refusals; anything else is a fault of ours."""
    refused = [a for a in answers if isinstance(a, Conflict)]
    faults = [a for a in answers if isinstance(a, Exception) and a not in refused]
    assert faults == []
    return [a for a in answers if not isinstance(a, Exception)], refused


def test_a_session_recorded_by_many_at_once_is_recorded_once(people, planned):
    session = Session.objects.earliest("starts_at")
    done, refused = split(at_once(lambda: cast.attend(people, Session.objects.get(pk=session.pk))))
    assert len(done) + len(refused) == THREADS
    assert Attendance.objects.count() == 1
    assert verify().ok


def test_a_record_accepted_by_many_at_once_counts_once(people, planned):
    records = cast.attend(people, Session.objects.earliest("starts_at"))
    at = cast.AT + timedelta(days=30)
    done, refused = split(at_once(lambda: verify_attendance(accepted=records, by=people.pk, at=at)))
    assert (len(done), len(refused)) == (1, THREADS - 1)
    assert Verification.objects.count() == 1
    assert Order.objects.get().credited_minutes == 300


def test_the_last_place_is_given_once(people):
    cast.site(people, places=1)
    names = ["Samuel Latumahina", "Petrus Salakory", "Maria Leiwakabessy"]
    orders = [
        cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=name, hours=8)
        for n, name in enumerate(names, 1)
    ]
    plans = [propose_plans(orders=[order], by=people.pk, at=cast.AT)[0] for order in orders]
    assert len({str(plan.blocks) for plan in plans}) == 1, "all three want the same sessions"
    for plan in plans:
        accept_plan(plan=plan, by=people.pk, at=cast.AT)
    queue = list(plans)

    def approve():
        return approve_plan(plan=queue.pop(), by=people.prosecutor, at=cast.AT)

    done, refused = split(at_once(approve, 3))
    assert (len(done), len(refused)) == (1, 2)
    assert max(Session.objects.values_list("taken", flat=True)) == 1


def test_without_holding_the_end_of_the_chain_deeds_collide(people, planned, monkeypatch):
    """Negative control: the guard is what makes the tests above pass."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself")
    monkeypatch.setattr("masohi.ledger.actions.hold_head", lambda: None)
    records = cast.attend(people, Session.objects.earliest("starts_at"))
    at = cast.AT + timedelta(days=30)
    seen = []
    for _ in range(10):
        answers = at_once(lambda: verify_attendance(accepted=records, by=people.pk, at=at))
        seen += [a for a in answers if isinstance(a, Exception) and not isinstance(a, Conflict)]
        with transaction.atomic():
            Verification.objects.all().delete()
    assert seen, "threads never met"
    assert any(isinstance(a, TransactionManagementError) or "duplicate" in str(a) for a in seen)


def test_a_deed_that_dies_in_the_middle_leaves_the_session_untouched(people, planned, monkeypatch):
    session = Session.objects.earliest("starts_at")
    entries = Entry.objects.count()
    monkeypatch.setattr("masohi.work.attendance.actions.refold_credit", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cast.attend(people, session)
    assert not Attendance.objects.exists()
    assert Entry.objects.count() == entries
