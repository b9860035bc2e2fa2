"""The second officer's page: one click for what is in order, exceptions with their reasons, half a minute to think again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.cases.orders.models import Order
from masohi.ledger.models import Entry
from masohi.ledger.queries import touched, verify
from masohi.work.attendance.actions import undo_verification, verify_attendance
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.completion.actions import complete_order
from masohi.work.flags.actions import raise_flags
from masohi.work.flags.models import Flag
from masohi.work.placement.models import Session
from masohi.writing.refusals import Conflict
from tests import cast
from tests.browser.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    return Clock().rule(monkeypatch)


@pytest.fixture
def recorded(planned, people, clock):
    """Two recorded sessions; it is the evening of the second."""
    first, second = Session.objects.order_by("starts_at")[:2]
    rows = cast.attend(people, first) + cast.attend(people, second)
    clock.at = second.ends_at + timedelta(hours=2)
    return rows


def green(page):
    """The form behind the one click."""
    return page.split("Akui semua yang wajar")[0] if "Akui semua yang wajar" in page else ""


def test_sessions_in_order_go_with_one_click(client, people, recorded):
    client.force_login(people.pk)
    page = client.get(reverse("verify-hours")).content.decode()
    assert all(f'value="{row.pk}"' in green(page) for row in recorded)
    client.post(reverse("verify-hours"), {"sesi": "semua", "catatan": [row.pk for row in recorded]})
    assert Order.objects.get().credited_minutes == 600


def flag(people, row, code="F11", **more):
    session = row.appointment.session
    return Flag.objects.create(session=session, code=code, key=f"{code}:{session.pk}", raised_at=cast.AT, **more)


def test_a_flagged_session_is_left_out_of_the_one_click(client, people, recorded):
    flag(people, recorded[0])
    client.force_login(people.pk)
    page = client.get(reverse("verify-hours")).content.decode()
    assert f'value="{recorded[0].pk}"' not in green(page)
    assert f'value="{recorded[1].pk}"' in green(page)
    assert "HP tidak mengizinkan pembacaan lokasi" in page


def test_a_flag_raised_after_the_page_was_drawn_stops_the_one_click(client, people, recorded):
    flag(people, recorded[0])
    client.force_login(people.pk)
    answer = client.post(
        reverse("verify-hours"), {"sesi": "semua", "catatan": [row.pk for row in recorded]}, follow=True
    )
    assert "ada sesi yang diberi tanda" in answer.content.decode()
    assert not Verification.objects.exists()


def test_a_flagged_session_can_be_accepted_by_itself(client, people, recorded):
    flag(people, recorded[0])
    client.force_login(people.pk)
    client.post(reverse("verify-hours"), {"sesi": recorded[0].appointment.session.code, "catatan": recorded[0].pk})
    assert Order.objects.get().credited_minutes == 300


def test_half_a_minute_to_think_again(client, people, recorded, clock):
    client.force_login(people.pk)
    client.post(reverse("verify-hours"), {"sesi": "semua", "catatan": [row.pk for row in recorded]})
    clock.at += timedelta(seconds=20)
    assert "Urungkan (30 detik)" in client.get(reverse("verify-hours")).content.decode()
    client.post(reverse("verify-hours"), {"undo": "ya", "catatan": [row.pk for row in recorded]})
    assert Order.objects.get().credited_minutes == 0
    assert not Verification.objects.exists()
    assert Entry.objects.filter(kind="attendance.undone").count() == 1
    assert verify().ok
    assert not list(touched([Verification, Attendance]))
    client.post(reverse("verify-hours"), {"sesi": "semua", "catatan": [row.pk for row in recorded]})
    assert Order.objects.get().credited_minutes == 600, "what was undone can be decided anew"


def test_what_was_undone_behind_the_programs_back_is_found(people, recorded):
    """Negative control of `gone`: without the entry the missing row is a fault."""
    verify_attendance(accepted=recorded, by=people.pk, at=cast.AT)
    Verification.objects.all().delete()
    assert len(list(touched([Verification]))) == 2


@pytest.mark.parametrize("seconds", [30, 31, 3600])
def test_later_it_stays(people, recorded, seconds):
    verify_attendance(accepted=recorded, by=people.pk, at=cast.AT)
    with pytest.raises(Conflict, match="sudah lewat"):
        undo_verification(records=recorded, by=people.pk, at=cast.AT + timedelta(seconds=seconds))
    assert Verification.objects.count() == 2


def test_nobody_undoes_what_another_decided(people, recorded):
    verify_attendance(accepted=recorded, by=people.pk, at=cast.AT)
    with pytest.raises(Conflict):
        undo_verification(records=recorded, by=people.prosecutor, at=cast.AT + timedelta(seconds=5))


def test_a_letter_ends_the_half_minute(people, site):
    order = cast.running(people, hours=8)
    cast.planned(people, order)
    sessions = list(Session.objects.filter(appointments__order=order).order_by("starts_at"))
    for session in sessions[:-1]:
        cast.accept(people, cast.attend(people, session))
    rows = cast.attend(people, sessions[-1])
    at = sessions[-1].ends_at + timedelta(hours=1)
    verify_attendance(accepted=rows, by=people.pk, at=at)
    complete_order(order=order, by=people.prosecutor, at=at + timedelta(seconds=10))
    with pytest.raises(Conflict):
        undo_verification(records=rows, by=people.pk, at=at + timedelta(seconds=20))


def test_looking_twice_flags_once(people, recorded):
    session = recorded[0].appointment.session
    session.head_counts.filter(phase="awal").update(people=3)
    first = raise_flags(session=session, by=people.system, at=cast.AT)
    assert [one.code for one in first] == ["F06"]
    assert raise_flags(session=session, by=people.system, at=cast.AT) == []
    assert not list(touched([Flag]))


def test_people_added_to_a_recorded_session_are_counted_apart(people, recorded):
    """Two recordings of one session, each with its own count: together they fit, so nothing is odd."""
    session = recorded[0].appointment.session
    other = cast.running(people, case_number="9/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    plan = cast.planned(people, other)
    added = plan.appointment_set.order_by("starts_at").first()
    type(added).objects.filter(pk=added.pk).update(session=session, starts_at=session.starts_at)
    cast.attend(people, session)
    assert session.head_counts.count() == 4
    assert raise_flags(session=session, by=people.system, at=cast.AT) == []
