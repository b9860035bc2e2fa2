"""Attendance through its pages: count first, names after; a second officer decides."""

from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.cases.orders.models import Order
from masohi.parties.accounts.actions import add_role
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.attendance.actions import verify_attendance
from masohi.work.attendance.models import Attendance, HeadCount, Verification
from masohi.work.placement.models import Session
from masohi.writing.refusals import Unlawful
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(planned):
    return Session.objects.filter(appointments__plan=planned).earliest("starts_at")


@pytest.fixture
def later(session, monkeypatch):
    """It is the evening of the session's day."""
    moment = session.ends_at.replace(minute=30)
    monkeypatch.setattr("masohi.faces.web.sessions.views.now", lambda: moment)
    monkeypatch.setattr("masohi.faces.web.sessions.views.today", lambda: session.day)
    return moment


@pytest.fixture
def supervisor(client, people):
    client.force_login(people.supervisor)
    return client


def saved(session, **changes):
    """What the second step posts when everybody came."""
    data = {"langkah": "simpan", "start": "1", "end": ""}
    for appointment in session.appointments.all():
        key = f"o{appointment.pk}-"
        data |= {
            f"{key}outcome": "hadir",
            f"{key}started": "08:00",
            f"{key}ended": "13:00",
            f"{key}rest": "0",
            f"{key}note": "",
        }
    return data | changes


def test_it_counts_heads_before_it_shows_a_name(supervisor, session, later):
    url = reverse("session-record", args=[session.code])
    first = supervisor.get(url).content.decode()
    assert "Samuel" not in first
    second = supervisor.post(url, {"start": "1"}).content.decode()
    assert "Samuel L." in second
    assert "Latumahina" not in second


def test_it_records_a_session_once(supervisor, session, later):
    url = reverse("session-record", args=[session.code])
    assert supervisor.post(url, saved(session)).status_code == 302
    assert Attendance.objects.get().reported_minutes == 300
    assert list(HeadCount.objects.values_list("people", flat=True)) == [1, 1]
    again = supervisor.post(url, saved(session))
    assert "sudah dicatat" in again.content.decode()
    assert Attendance.objects.count() == 1


def test_a_count_that_contradicts_the_names_keeps_what_was_typed(supervisor, session, later):
    page = supervisor.post(reverse("session-record", args=[session.code]), saved(session, start="2")).content.decode()
    assert "Hitungan awal 2, tetapi 1 nama tercatat hadir" in page
    assert 'value="08:00"' in page
    assert not Attendance.objects.exists()


def test_a_tick_at_the_name_means_absent(supervisor, session, later):
    number = session.appointments.get().pk
    data = saved(session, start="0") | {f"o{number}-absent": "on"}
    assert supervisor.post(reverse("session-record", args=[session.code]), data).status_code == 302
    assert Attendance.objects.get().outcome == "tidak_hadir"


def test_a_time_in_the_future_is_refused(supervisor, session, later):
    number = session.appointments.get().pk
    page = supervisor.post(
        reverse("session-record", args=[session.code]), saved(session) | {f"o{number}-ended": "23:00"}
    )
    assert page.status_code == 409
    assert not Attendance.objects.exists()


def test_hours_count_only_after_a_second_officer_accepts(client, people, session, later):
    client.force_login(people.supervisor)
    client.post(reverse("session-record", args=[session.code]), saved(session))
    assert Order.objects.get().credited_minutes == 0
    assert Order.objects.get().waiting_minutes == 300
    client.force_login(people.pk)
    assert "Samuel L." in client.get(reverse("verify-hours")).content.decode()
    client.post(reverse("verify-hours"), {"sesi": session.code, "catatan": Attendance.objects.get().pk})
    assert Order.objects.get().credited_minutes == 300
    assert Verification.objects.get().accepted


def test_what_is_refused_needs_a_reason(client, people, session, later):
    client.force_login(people.supervisor)
    client.post(reverse("session-record", args=[session.code]), saved(session))
    client.force_login(people.pk)
    record = Attendance.objects.get()
    client.post(reverse("verify-hours"), {"catatan": record.pk, "tolak": record.pk})
    assert not Verification.objects.exists()
    client.post(reverse("verify-hours"), {"catatan": record.pk, "tolak": record.pk, "alasan": "Tidak terlihat"})
    assert not Verification.objects.get().accepted
    assert Order.objects.get().reported_minutes == 0


def test_a_correction_is_a_new_record_that_waits_again(client, people, session, later):
    client.force_login(people.supervisor)
    client.post(reverse("session-record", args=[session.code]), saved(session))
    cast.accept(people, list(Attendance.objects.all()))
    client.force_login(people.pk)
    number = session.appointments.get().pk
    url = reverse("session-correct", args=[session.code, number])
    key = f"o{number}-"
    data = {f"{key}outcome": "pulang_awal", f"{key}started": "08:00", f"{key}ended": "11:00", f"{key}rest": "0"}
    assert "Alasan koreksi" in client.post(url, data).content.decode()
    assert client.post(url, data | {f"{key}note": "Pulang pukul 11"}).status_code == 302
    order = Order.objects.get()
    assert (order.credited_minutes, order.waiting_minutes) == (0, 180)
    assert Attendance.objects.count() == 2


def test_nobody_verifies_the_records_of_the_own_office(people, session):
    records = cast.attend(people, session)
    add_role(account=people.pk, organisation=people.host, role=Role.SUPERVISOR, by=people.administrator, at=cast.AT)
    insider = User.objects.get(pk=people.pk.pk)
    with pytest.raises(Unlawful, match="diperiksa orang lain"):
        verify_attendance(accepted=records, by=insider, at=cast.AT)


def test_the_pk_decides_on_what_was_shown_and_on_nothing_else(client, people, session, later):
    """The supervisor corrects a record while its older form is on the PK's screen."""
    client.force_login(people.supervisor)
    client.post(reverse("session-record", args=[session.code]), saved(session))
    seen = Attendance.objects.get().pk
    number = session.appointments.get().pk
    key = f"o{number}-"
    data = {
        f"{key}outcome": "hadir",
        f"{key}started": "08:00",
        f"{key}ended": "12:00",
        f"{key}rest": "0",
        f"{key}note": "x",
    }
    client.post(reverse("session-correct", args=[session.code, number]), data)
    client.force_login(people.pk)
    for answer in ({"catatan": seen}, {"catatan": seen, "tolak": seen, "alasan": "x"}, {}):
        page = client.post(reverse("verify-hours"), answer, follow=True)
        assert "belum ada yang berubah" in page.content.decode()
    assert not Verification.objects.exists()


def test_a_pks_correction_is_decided_by_the_jaksa(client, people, session, later):
    cast.accept(people, cast.attend(people, session))
    client.force_login(people.pk)
    number = session.appointments.get().pk
    key = f"o{number}-"
    data = {
        f"{key}outcome": "hadir",
        f"{key}started": "08:00",
        f"{key}ended": "12:00",
        f"{key}rest": "0",
        f"{key}note": "x",
    }
    client.post(reverse("session-correct", args=[session.code, number]), data)
    corrected = Attendance.objects.latest("pk").pk
    assert f'value="{corrected}"' not in client.get(reverse("verify-hours")).content.decode()
    client.force_login(people.prosecutor)
    assert f'value="{corrected}"' in client.get(reverse("verify-hours")).content.decode()
    client.post(reverse("verify-hours"), {"catatan": corrected})
    assert Order.objects.get().credited_minutes == 240


def test_nothing_is_recorded_before_the_session_begins(client, people, session, monkeypatch):
    monkeypatch.setattr("masohi.faces.web.sessions.views.now", lambda: session.starts_at - timedelta(days=2))
    client.force_login(people.supervisor)
    data = saved(session, start="0") | {f"o{session.appointments.get().pk}-absent": "on"}
    assert "belum mulai" in client.post(reverse("session-record", args=[session.code]), data).content.decode()
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("start", ["²", "9" * 30, "\x00", "-1"])
def test_a_count_that_is_no_number_is_asked_again(supervisor, session, later, start):
    assert supervisor.post(reverse("session-record", args=[session.code]), {"start": start}).status_code in {200, 400}


@pytest.mark.parametrize("role", ["clerk", "administrator", "stranger"])
def test_who_has_no_part_in_a_session_finds_nothing(client, people, session, role):
    client.force_login(getattr(people, role))
    page = client.get(reverse("session", args=[session.code]))
    assert page.status_code == 404 or "Samuel" not in page.content.decode()
