"""A silent sender is noticed, also when it is so silent that it made no message; staff digests hold numbers only."""

import json
from argparse import Namespace
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from masohi.faces.jobs import night
from masohi.faces.notify import command, sender
from masohi.faces.notify.models import Heartbeat, Message
from masohi.faces.notify.reader import gather
from masohi.faces.notify.terms import Fault, Kind, State
from masohi.faces.notify.watch import banner, silence
from masohi.work.calendars.actions import tell_person
from masohi.writing.indonesian import WIT
from tests import cast, returning

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_memory():
    cache.clear()


def test_all_is_quiet_where_nothing_waits(people):
    assert silence(cast.AT) == ""


def test_a_sender_that_died_with_messages_in_the_box_is_noticed(announced, people, gateway):
    gather(by=people.system, at=cast.AT)
    Heartbeat.objects.create(pk=1, beat_at=cast.AT.replace(hour=8, minute=10))
    assert silence(cast.AT) == "Pengirim pesan berhenti sejak 08.10; 1 pesan menunggu."


def test_a_sender_so_silent_that_it_made_no_reminder_is_noticed(announced, people):
    """The outbox is empty, and that is the fault."""
    tell_person(order=announced[0].order, way="wa", by=people.pk, at=cast.AT)
    sender.run_once(at=cast.AT)
    eve = announced[3].starts_at.astimezone(WIT) - timedelta(days=1)
    moment = eve.replace(hour=8, minute=30)
    assert not Message.objects.filter(kind=Kind.REMINDER, appointment=announced[3]).exists()
    assert "Pengirim pesan berhenti sejak Senin" in silence(moment)
    assert "pesan menunggu" in silence(moment)
    sender.run_once(at=moment)
    assert silence(moment) == ""
    assert silence(moment + timedelta(minutes=16)) == ""  # what waits for a person is no fault of the sender


def test_a_short_pause_is_no_silence(announced, people, gateway):
    Heartbeat.objects.create(pk=1, beat_at=cast.AT - timedelta(minutes=15))
    gather(by=people.system, at=cast.AT)
    assert Message.objects.filter(state=State.QUEUED).exists()
    assert silence(cast.AT) == ""
    assert silence(cast.AT + timedelta(minutes=1)) != ""


def test_staff_the_machine_and_the_night_are_told(announced, people, gateway, client, monkeypatch):
    gather(by=people.system, at=cast.AT)
    moment = cast.AT + timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    says = "Pengirim pesan belum pernah berjalan; 1 pesan menunggu."
    assert silence(moment) == says
    client.force_login(people.pk)
    assert says in client.get(reverse("messages")).content.decode()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content.decode()) == (200, f"ok\n{says}")
    assert night.silences() == [says]
    cache.clear()
    sender.run_once(at=moment)
    assert client.get("/health/ready").content == b"ok"
    assert says not in client.get(reverse("messages")).content.decode()


def test_pages_of_citizens_carry_no_alarm(rf):
    request = rf.get("/kabar")
    assert banner(request) == {}


def test_the_command_sends_one_round(announced, gateway, monkeypatch, capsys):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)
    code, answer, sentence = command.notify(Namespace(once=True))
    assert (code, answer["sent"], answer["silence"]) == (0, 1, "")
    assert "1 terkirim" in sentence
    assert json.dumps(answer)


def test_the_thread_outlives_whatever_goes_wrong(monkeypatch, caplog):
    def broken(**kwargs):
        raise ValueError("Samuel Latumahina")

    monkeypatch.setattr(sender, "run_once", broken)
    rounds = []

    def stop(seconds):
        rounds.append(seconds)
        return len(rounds) > 2

    monkeypatch.setattr(sender.connection, "close", lambda: None)
    sender.keep_sending(stop)
    assert rounds == [60, 60, 60]
    assert "ValueError" in caplog.text
    assert "Samuel" not in caplog.text


def test_the_morning_digest_counts_and_names_nobody(announced, people, mailbox):
    people.pk.email = "maria@bapas.example"
    people.pk.save()
    moment = cast.AT.replace(hour=7, minute=0) + timedelta(days=1)
    sender.run_once(at=moment - timedelta(minutes=1))
    assert mail.outbox == []
    sender.run_once(at=moment)
    sender.run_once(at=moment + timedelta(minutes=1))
    (letter,) = mail.outbox
    assert letter.to == ["maria@bapas.example"]
    assert "Sesi hari ini: " in letter.body
    for secret in ("Samuel", "Latumahina", "Namalatu", "112/"):
        assert secret not in letter.body + letter.subject
    assert Message.objects.get(kind=Kind.DIGEST).state == State.SENT


def test_an_office_hears_only_of_what_waits_for_it(people, mailbox):
    helper = returning.helper(people)
    helper.email = "dorce@dinsos.example"
    helper.save()
    morning = cast.AT.replace(hour=7, minute=0) + timedelta(days=1)
    sender.run_once(at=morning)
    assert mail.outbox == []
    returning.referral(people, returning.child(people))
    sender.run_once(at=morning + timedelta(days=1))
    (letter,) = mail.outbox
    assert letter.to == ["dorce@dinsos.example"]
    assert "Rujukan menunggu jawaban Anda: 1." in letter.body
    assert letter.body.endswith("/pulang")
    assert "Sesi hari ini" not in letter.body
    for secret in (*returning.CHILD.split(), "KTP"):
        assert secret not in letter.body + letter.subject


def test_a_mail_server_that_is_away_is_tried_again(announced, people, mailbox, monkeypatch):
    people.pk.email = "maria@bapas.example"
    people.pk.save()

    def away(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    moment = cast.AT.replace(hour=8, minute=0) + timedelta(days=1)
    sender.run_once(at=moment)
    message = Message.objects.get(kind=Kind.DIGEST)
    assert (message.state, message.fault) == (State.FAILED, Fault.MAIL)


def test_a_test_message_goes_to_oneself_through_the_outbox(people, mailbox, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)
    people.administrator.email = "agus@kominfo.example"
    people.administrator.save()
    client.force_login(people.administrator)
    client.post(reverse("message-test"), {"jalur": "surel"})
    client.post(reverse("message-test"), {"jalur": "surel"})
    sender.run_once(at=cast.AT)
    assert [letter.to for letter in mail.outbox] == [["agus@kominfo.example"]]
