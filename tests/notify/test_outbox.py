"""Every message once: two rounds, two workers, a sender that dies between sending and noting, faults of the gateway."""

import logging
import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from masohi.cases.contacts.actions import choose_ways
from masohi.faces.notify import sender
from masohi.faces.notify.actions import claim, drafted, store
from masohi.faces.notify.channels import gateway as channel
from masohi.faces.notify.models import Cursor, Message
from masohi.faces.notify.queries import read_until
from masohi.faces.notify.reader import gather
from masohi.faces.notify.routes import Route
from masohi.faces.notify.terms import Channel, Fault, Kind, State
from masohi.ledger.models import DEEDS, Entry
from masohi.parties.parameters.actions import set_parameter
from masohi.work.calendars.actions import tell_person
from masohi.work.calendars.queries import waiting_orders
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Appointment, Session
from masohi.writing.indonesian import WIT
from tests import cast

pytestmark = pytest.mark.django_db


def at(day, hour, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=WIT)


def test_an_announcement_becomes_one_message_however_often_one_looks(announced, gateway):
    first = sender.run_once(at=cast.AT)
    second = sender.run_once(at=cast.AT)
    assert (first["sent"], second["sent"]) == (1, 0)
    (body,) = gateway.delivered.values()
    assert body["to"] == "+6281248001234"
    assert body["text"].startswith("Halo Samuel.\nJadwal kerja sosial Anda:\n• ")
    assert "Latumahina" not in body["text"]
    assert "112/Pid" not in body["text"]
    message = Message.objects.get()
    assert (message.kind, message.state, message.provider) == (Kind.SCHEDULE, State.SENT, f"gw-{message.code}")
    assert gateway.requests[0][0]["Authorization"] == "Bearer rahasia-gerbang"
    assert gateway.requests[0][0]["Idempotency-Key"] == message.code


def test_the_cursor_never_skips_an_entry(announced, people):
    size = DEEDS.head().size
    gather(by=people.system, at=cast.AT)
    assert read_until() == size
    other = cast.running(people, case_number="9/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    cast.planned(people, other)
    held = list({row.session for row in other.appointments.all()})
    sender_entry = Entry.objects.count()
    announce_sessions(sessions=held, by=people.pk, at=cast.AT)
    gather(by=people.system, at=cast.AT)
    assert Message.objects.filter(order=other, kind=Kind.SCHEDULE).count() == 1
    assert read_until() == Entry.objects.count() > sender_entry


def test_news_and_cursor_move_together_or_not_at_all(announced, people, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Message.objects, "bulk_create", broken)
        patch.setattr("masohi.faces.notify.actions.Message.objects.bulk_create", broken)
        with pytest.raises(RuntimeError):
            gather(by=people.system, at=cast.AT)
    assert read_until() == 0
    gather(by=people.system, at=cast.AT)
    assert Message.objects.filter(kind=Kind.SCHEDULE).count() == 1


def test_a_name_is_given_once(people, running):
    """Also where somebody put the cursor back by hand, or two readers read the same entries."""

    def made():
        return drafted("jadwal:1:2", Kind.SCHEDULE, Route(Channel.CALL), at=cast.AT, due_at=cast.AT, order=running)

    assert store(messages=[made(), made()], next_seq=3, by=people.system, at=cast.AT) == 1
    assert store(messages=[made()], next_seq=3, by=people.system, at=cast.AT) == 0
    assert Message.objects.count() == 1


def test_a_slower_reader_does_not_turn_the_cursor_back(people):
    store(messages=[], next_seq=7, by=people.system, at=cast.AT)
    assert store(messages=[], next_seq=5, by=people.system, at=cast.AT) == 0
    assert Cursor.objects.get().next_seq == 7


def test_old_news_is_no_news(announced, gateway):
    """A sender that comes to an office whose record is long does not tell the past."""
    late = cast.AT + timedelta(days=4)
    gather_only = sender.run_once(at=late)
    assert Message.objects.filter(kind=Kind.SCHEDULE).count() == 0
    assert gather_only["sent"] == Message.objects.filter(kind=Kind.REMINDER).count()


def test_who_holds_a_message_holds_it_alone_until_believed_dead(announced, people, gateway):
    gather(by=people.system, at=cast.AT)
    message = Message.objects.get()
    assert claim(message=message, by=people.system, at=cast.AT) is True
    assert claim(message=Message.objects.get(), by=people.system, at=cast.AT + timedelta(minutes=1)) is False
    assert claim(message=Message.objects.get(), by=people.system, at=cast.AT + timedelta(minutes=3)) is True


def test_a_sender_killed_between_sending_and_noting_is_followed_by_one_copy_with_the_same_key(
    announced, gateway, monkeypatch
):
    """The copy bears the same key: a gateway that keeps its word drops it, one that does not sends it a second time."""

    def killed(**kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sender, "mark_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            sender.run_once(at=cast.AT)
    assert Message.objects.get().state == State.QUEUED
    assert sender.run_once(at=cast.AT + timedelta(minutes=1))["sent"] == 0  # still held
    assert sender.run_once(at=cast.AT + timedelta(minutes=5))["sent"] == 1
    assert len(gateway.requests) == 2  # a gateway without keys would have sent it twice
    assert len(gateway.delivered) == 1
    assert sender.run_once(at=cast.AT + timedelta(minutes=9))["sent"] == 0


FAULTS = {
    "broken": ((500, b"", 0), Fault.BROKEN, State.FAILED),
    "busy": ((429, b"", 0), Fault.BROKEN, State.FAILED),
    "garbage": ((200, b"<html>selamat", 0), Fault.UNCLEAR, State.FAILED),
    "a list": ((200, b"[1]", 0), Fault.UNCLEAR, State.FAILED),
    "slow": ((200, None, 2), Fault.SLOW, State.FAILED),
    "refused": ((401, b"", 0), Fault.REFUSED, State.DEAD),
    "redirect": ((302, b"", 0), Fault.REFUSED, State.DEAD),
    "number": ((422, b"", 0), Fault.NUMBER, State.DEAD),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults_of_the_gateway(announced, gateway, monkeypatch, caplog, case):
    answer, fault, state = FAULTS[case]
    monkeypatch.setattr(channel, "TIMEOUT", 0.5)
    gateway.answers.append(answer)
    with caplog.at_level(logging.DEBUG):
        sender.run_once(at=cast.AT)
    message = Message.objects.get(channel=Channel.GATEWAY)
    assert (message.state, message.fault) == (state, fault)
    for secret in ("Samuel", "Latumahina", "8001234", "rahasia", "Pantai"):
        assert secret not in caplog.text


def test_nobody_there(announced, gateway, settings):
    gateway.close()
    sender.run_once(at=cast.AT)
    assert Message.objects.get().fault == Fault.UNREACHED


def test_an_address_without_https_is_not_used(announced, settings):
    settings.GATEWAY_URL = "http://gerbang.example/kirim"
    sender.run_once(at=cast.AT)
    assert Message.objects.get(channel=Channel.GATEWAY).fault == Fault.NO_CHANNEL


def test_tries_come_later_and_later_and_end_in_a_task(announced, gateway):
    moment = cast.AT
    for tries, pause in enumerate([1, 5, 30, 120, 0], start=1):
        gateway.answers[:] = [(503, b"", 0)]
        sender.run_once(at=moment)
        assert len(gateway.requests) == tries
        moment += timedelta(minutes=pause)
        if pause:
            sender.run_once(at=moment - timedelta(seconds=1))  # too early for the next try
            assert len(gateway.requests) == tries
    dead, task = Message.objects.order_by("pk")
    assert (dead.state, dead.tries) == (State.DEAD, 5)
    assert (task.channel, task.state, task.fault) == (Channel.CALL, State.HAND, Fault.NUMBER)


def test_the_night_is_quiet(announced, people, gateway):
    gather(by=people.system, at=at(5, 19, 59))
    assert sender.run_once(at=at(5, 20, 0))["sent"] == 0
    assert sender.run_once(at=at(6, 6, 59))["sent"] == 0
    assert sender.run_once(at=at(6, 7, 0))["sent"] == 1


def test_each_message_costs_what_the_contract_says(announced, people, gateway):
    set_parameter(
        key="message_cost",
        value=350,
        valid_from=cast.MONDAY,
        source="Kontrak 1/2026",
        reason="Kontrak gerbang pesan",
        by=people.administrator,
        at=cast.AT,
    )
    sender.run_once(at=cast.AT)
    assert Message.objects.get().cost == 350


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_every_message_once(announced, people, gateway):
    for number in range(3):
        other = cast.running(people, case_number=f"{number}/Pid.B/2026/PN Amb", person_name=f"Orang {number} Baru")
        cast.planned(people, other)
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    faults = []

    def work():
        try:
            for _ in range(3):
                sender.run_once(at=cast.AT)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Message.objects.filter(state=State.SENT).count() == 4
    assert len(gateway.requests) == 4  # not even a copy that the gateway would drop


def test_a_schedule_is_not_sent_again_because_something_else_happened(announced, people, gateway):
    """No report of arrival came, so the person counts as untold; that alone is no reason to write again and again."""
    order = announced[0].order
    sender.run_once(at=cast.AT)
    choose_ways(person=order.person, thread=order, refused=["kontak"], by=people.pk, at=cast.AT)
    sender.run_once(at=cast.AT + timedelta(minutes=1))
    assert len(gateway.requests) == 1
    assert order.pk in waiting_orders(people.pk, at=cast.AT)


def test_a_date_that_fell_away_is_told_although_nobody_knows_that_the_first_word_arrived(announced, people, gateway):
    order = announced[0].order
    sender.run_once(at=cast.AT)
    Appointment.objects.filter(pk=announced[4].pk).update(state="batal")
    choose_ways(person=order.person, thread=order, refused=["kontak"], by=people.pk, at=cast.AT)
    sender.run_once(at=cast.AT + timedelta(minutes=1))
    text = gateway.requests[-1][1]["text"]
    assert len(gateway.requests) == 2
    assert "Ada perubahan jadwal kerja sosial Anda." in text
    assert text.count("Tidak jadi: ") == 1


def test_who_was_told_otherwise_meanwhile_is_not_written_to(announced, people):
    sender.run_once(at=cast.AT)
    assert Message.objects.get().state == State.HAND
    tell_person(order=announced[0].order, way="telepon", by=people.pk, at=cast.AT)
    sender.run_once(at=cast.AT + timedelta(minutes=1))
    assert (Message.objects.get().state, Message.objects.get().fault) == (State.CANCELLED, Fault.HEARD)
