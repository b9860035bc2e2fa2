"""The day before, once; not for a date that moved, was cancelled or was never announced; a mark or a report proves it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from masohi.cases.people.actions import change_person
from masohi.faces.notify import sender
from masohi.faces.notify.reader import gather
from masohi.faces.notify.terms import Channel, Fault, State
from masohi.work.calendars.actions import note_told
from masohi.work.calendars.models import Telling
from masohi.work.calendars.queries import waiting_orders
from masohi.work.placement.models import Appointment
from masohi.writing.indonesian import WIT
from tests.notify.reminding import eve, reminders, set_number

pytestmark = pytest.mark.django_db


def test_the_reminder_comes_on_the_day_before_and_on_no_other(told, people, gateway):
    row = told[3]
    for moment in (eve(row, 23, 59, days=2), eve(row, 0, 0), eve(row, 7, 59)):
        sender.run_once(at=moment)
        assert not reminders(row).exists()
    sender.run_once(at=eve(row, 8, 0))
    sender.run_once(at=eve(row, 8, 1))
    sender.run_once(at=eve(row, 23, 59))
    sender.run_once(at=row.starts_at - timedelta(minutes=1))
    assert reminders(row).get().state == State.SENT
    text = [one["text"] for one in gateway.delivered.values()][-1]
    assert text.startswith("Halo Samuel. Besok ")
    assert "surat panggilan" in text
    assert "Jam berapa Anda berangkat?" in text
    assert not any(secret in text for secret in ("Pidana", "PN", "Latumahina"))


@pytest.mark.parametrize("hour", [0, 6, 23])
def test_the_day_before_is_a_day_of_ambon(told, people, gateway, hour):
    """Sessions shortly after and before midnight WIT are on another day in UTC."""
    row = told[3]
    day = row.starts_at.astimezone(WIT).date()
    start = datetime(day.year, day.month, day.day, hour, 30, tzinfo=WIT)
    Appointment.objects.filter(pk=row.pk).update(starts_at=start)
    row.refresh_from_db()
    sender.run_once(at=eve(row, 7, 59))
    assert not reminders(row).exists()
    sender.run_once(at=eve(row, 8, 0))
    assert reminders(row).get().state == State.SENT
    assert "Besok " in [one["text"] for one in gateway.delivered.values()][-1]


def test_a_sender_that_slept_says_today_and_not_tomorrow(told, gateway):
    row = told[3]
    sender.run_once(at=row.starts_at - timedelta(minutes=30))
    assert reminders(row).get().state == State.SENT
    assert [one["text"] for one in gateway.delivered.values()][-1].startswith("Halo Samuel. Hari ini ")


def test_nobody_is_reminded_of_a_session_that_has_begun(told, gateway):
    row = told[3]
    sender.run_once(at=row.starts_at)
    assert not reminders(row).exists()


def test_nobody_is_reminded_of_a_date_that_was_never_announced(told, gateway):
    row = told[3]
    Appointment.objects.filter(pk=row.pk).update(told_at=None)
    sender.run_once(at=eve(row, 9))
    assert not reminders(row).exists()


def test_nobody_is_reminded_of_a_date_that_was_cancelled_before(told):
    row = told[3]
    Appointment.objects.filter(pk=row.pk).update(state="batal")
    sender.run_once(at=eve(row, 8))
    assert not reminders(row).exists()


def test_a_cancelled_date_takes_its_reminder_along(told, people):
    """By hand the reminder waits for the PK, who must not send what no longer holds."""
    row = told[3]
    sender.run_once(at=eve(row, 8))
    assert reminders(row).get().state == State.HAND
    Appointment.objects.filter(pk=row.pk).update(state="batal")
    sender.run_once(at=eve(row, 8, 1))
    old = reminders(row).get()
    assert (old.state, old.fault) == (State.CANCELLED, Fault.MOVED)


def test_a_date_cancelled_after_the_outbox_was_filled_is_not_sent(told, people, gateway):
    row = told[3]
    gather(by=people.system, at=eve(row, 8))
    Appointment.objects.filter(pk=row.pk).update(state="batal")
    assert sender.run_once(at=eve(row, 8))["sent"] == 0
    assert reminders(row).get().state == State.CANCELLED


def test_more_reminders_where_the_office_wants_them(told, people, gateway):
    set_number(people, "reminder_days", (3, 1))
    set_number(people, "reminder_hours", 2)
    row = told[3]
    for moment in (eve(row, 8, days=3), eve(row, 8), row.starts_at - timedelta(hours=2)):
        sender.run_once(at=moment)
    keys = sorted(reminders(row).values_list("key", flat=True))
    assert keys == [f"reminder:{row.pk}:1d", f"reminder:{row.pk}:2h", f"reminder:{row.pk}:3d"]
    hour_before = reminders(row).get(key__endswith=":2h")
    assert hour_before.state == State.QUEUED  # 06.00: nobody is woken up
    sender.run_once(at=row.starts_at - timedelta(hours=1))
    hour_before.refresh_from_db()
    assert hour_before.state == State.SENT


def test_an_announcement_on_the_eve_is_its_own_reminder(told, people, gateway):
    row = told[3]
    Appointment.objects.filter(pk=row.pk).update(told_at=eve(row, 9))
    sender.run_once(at=eve(row, 9, 5))
    assert not reminders(row).exists()


def test_without_a_gateway_the_pk_opens_whatsapp_and_marks(told, people, client, monkeypatch):
    row = told[3]
    moment = eve(row, 8)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    sender.run_once(at=moment)
    message = reminders(row).get()
    assert (message.channel, message.state) == (Channel.HAND, State.HAND)
    client.force_login(people.pk)
    listed = client.get(reverse("messages")).content.decode()
    assert "Pengingat sesi" in listed
    assert "8001234" not in listed
    answer = client.get(reverse("message-compose", args=[message.code]))
    assert answer.url.startswith("https://wa.me/6281248001234?text=Halo%20Samuel.%20Besok%20")
    before = Telling.objects.count()
    client.post(reverse("message-handed", args=[message.code]))
    message.refresh_from_db()
    assert (message.state, message.sent_by) == (State.SENT, people.pk)
    telling = Telling.objects.first()
    assert Telling.objects.count() == before + 1
    assert (telling.way, telling.told_at, row.pk in telling.dates) == ("wa", moment, True)
    again = client.post(reverse("message-handed", args=[message.code]), follow=True)
    assert "sudah ditandai" in again.content.decode()
    assert Telling.objects.count() == before + 1


def test_a_reminder_does_not_make_what_was_told_before_untold(told, people):
    """The newest telling counts as all that a person knows: it must keep the other dates."""
    order = told[0].order
    assert order.pk not in waiting_orders(people.pk, at=eve(told[3], 9))
    note_told(order=order, dates=[told[3].pk], way="pesan", by=people.system, at=eve(told[3], 9))
    assert order.pk not in waiting_orders(people.pk, at=eve(told[3], 9))
    Appointment.objects.filter(pk=told[5].pk).update(state="batal")
    assert order.pk in waiting_orders(people.pk, at=eve(told[3], 9))


def test_the_report_of_arrival_is_the_proof(told, people, gateway, client, monkeypatch):
    row = told[3]
    moment = eve(row, 8)
    sender.run_once(at=moment)
    message = reminders(row).get()
    before = Telling.objects.count()
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment + timedelta(minutes=1))

    def report(secret="rahasia-lapor", status="delivered", **named):
        head = {"Authorization": f"Bearer {secret}"}
        body = {"id": message.provider, "status": status} | named
        return client.post(reverse("message-delivery"), body, content_type="application/json", headers=head).status_code

    assert report(secret="salah") == 403
    assert report(id="gw-lain") == 404
    assert report(id=["x"], key={}) == 404
    assert report(status="sedang-jalan") == 204
    message.refresh_from_db()
    assert (message.state, Telling.objects.count()) == (State.SENT, before)
    assert report() == 204
    assert report() == 204
    message.refresh_from_db()
    assert message.state == State.DELIVERED
    telling = Telling.objects.first()
    assert (Telling.objects.count(), telling.way, row.pk in telling.dates) == (before + 1, "pesan", True)
    client.raise_request_exception = True
    head = {"Authorization": "Bearer rahasia-lapor"}
    for body in (b"", b"[]", b"{", b'"x"', b"\xff"):
        answer = client.post(reverse("message-delivery"), body, content_type="application/json", headers=head)
        assert answer.status_code == 400


def test_a_report_after_the_session_began_proves_nothing(told, people, gateway, client, monkeypatch):
    row = told[3]
    sender.run_once(at=eve(row, 8))
    message = reminders(row).get()
    before = Telling.objects.count()
    monkeypatch.setattr("django.utils.timezone.now", lambda: row.starts_at)
    head = {"Authorization": "Bearer rahasia-lapor"}
    body = {"key": message.code, "status": "delivered"}
    client.post(reverse("message-delivery"), body, content_type="application/json", headers=head)
    assert Telling.objects.count() == before


def test_without_a_secret_nobody_can_report(told, gateway, settings, client):
    settings.GATEWAY_SECRET = ""
    answer = client.post(
        reverse("message-delivery"), {}, content_type="application/json", headers={"Authorization": "Bearer "}
    )
    assert answer.status_code == 403


def test_a_number_that_failed_three_times_is_left_alone_until_another_is_entered(told, people, gateway):
    order = told[0].order
    for row in told[3:6]:
        gateway.answers.append((422, b"", 0))
        sender.run_once(at=eve(row, 8))
    assert len(gateway.requests) == 3
    sender.run_once(at=eve(told[6], 8))
    assert len(gateway.requests) == 3
    assert reminders(told[6]).get().channel == Channel.CALL
    person = order.person
    change_person(
        person=person, edition=person.edition, busy=[], phone="+6281299990000", by=people.pk, at=eve(told[6], 9)
    )
    sender.run_once(at=eve(told[7], 8))
    assert gateway.requests[-1][1]["to"] == "+6281299990000"
