"""By the way the person takes: what was refused, who passes a word on, what a printed list holds, who sees messages."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from masohi.cases.contacts.actions import end_contact
from masohi.faces.notify import sender
from masohi.faces.notify.models import Message
from masohi.faces.notify.reader import gather
from masohi.faces.notify.terms import Channel, Fault, State
from masohi.ledger.models import Entry
from masohi.parties.accounts.actions import add_role
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.calendars.actions import note_told
from masohi.work.calendars.models import Telling
from masohi.work.placement.models import Session
from tests import cast
from tests.notify.reminding import contact, eve, refuse, reminders

pytestmark = pytest.mark.django_db


def test_who_wants_no_whatsapp_is_told_on_paper_or_in_person(told, people, gateway, settings):
    order, row = told[0].order, told[3]
    settings.GATEWAY_WAY = "wa"
    refuse(people, order, "wa")
    sender.run_once(at=eve(row, 8))
    assert gateway.requests == []
    assert reminders(row).get().channel == Channel.CALL
    contact(people, order)
    sender.run_once(at=eve(row, 8, 1))
    turned = reminders(row).get()
    assert (turned.channel, turned.state) == (Channel.LIST, State.HAND)
    refuse(people, order, "wa", "kontak")
    sender.run_once(at=eve(row, 8, 2))
    assert reminders(row).get().channel == Channel.CALL


def test_a_refusal_after_the_outbox_was_filled_counts(told, people, gateway):
    order, row = told[0].order, told[3]
    gather(by=people.system, at=eve(row, 8))
    refuse(people, order, "wa", "sms")
    assert sender.run_once(at=eve(row, 8))["sent"] == 0
    assert gateway.requests == []
    assert reminders(row).get().channel == Channel.CALL


def test_a_contact_reads_when_and_where_and_not_why(told, people, client, monkeypatch):
    order, row = told[0].order, told[3]
    refuse(people, order, "wa", "sms")
    contact(people, order, number="0812 3333 4444")
    sender.run_once(at=eve(row, 8))
    message = reminders(row).get()
    assert (message.channel, message.contact.name) == (Channel.HAND, "Bapak Lurah")
    monkeypatch.setattr("django.utils.timezone.now", lambda: eve(row, 8))
    client.force_login(people.pk)
    url = unquote(client.get(reverse("message-compose", args=[message.code])).url)
    assert "6281233334444" in url
    for secret in ("kerja sosial", "pidana", "panggilan", "PN ", "Latumahina", "112/"):
        assert secret not in url
    end_contact(person=order.person, thread=order, code=message.contact.code, by=people.pk, at=eve(row, 8))
    sender.run_once(at=eve(row, 8, 5))
    assert reminders(row).get().channel == Channel.CALL


def test_a_child_is_reached_through_its_guardian_only(told, people, gateway, client):
    order, row = told[0].order, told[3]
    type(order).objects.filter(pk=order.pk).update(child=True)
    add_role(account=people.pk, organisation=people.bapas, role=Role.CHILD_OFFICER, by=people.system, at=cast.AT)
    people.pk = User.objects.get(pk=people.pk.pk)
    contact(people, order, kind="kelurahan", number="0812 3333 4444")
    sender.run_once(at=eve(row, 8))
    assert reminders(row).get().channel == Channel.CALL
    contact(people, order, kind="wali", number="0812 5555 6666")
    sender.run_once(at=eve(row, 8, 1))
    sender.run_once(at=eve(row, 8, 2))
    ((_, body),) = gateway.requests
    assert body["to"] == "+6281255556666"
    assert not any(secret in body["text"] for secret in ("Samuel", "kerja sosial"))


def test_who_was_told_on_paper_this_week_is_not_visited_again(told, people):
    order, row = told[0].order, told[3]
    refuse(people, order, "wa", "sms")
    contact(people, order)
    note_told(order=order, dates=[row.pk], way="keluarga", by=people.pk, at=eve(row, 9, days=4))
    sender.run_once(at=eve(row, 8))
    assert (reminders(row).get().state, reminders(row).get().fault) == (State.CANCELLED, Fault.HEARD)


def test_the_printed_list_holds_names_days_and_places_only(told, people, client, monkeypatch):
    order, row = told[0].order, told[0]
    refuse(people, order, "wa", "sms")
    contact(people, order)
    monkeypatch.setattr("django.utils.timezone.now", lambda: eve(row, 10, days=2))
    client.force_login(people.pk)
    text = client.get(reverse("message-list")).content.decode()
    body = text[text.index("<main") : text.index("</main>")]
    assert all(told_of in body for told_of in ("Samuel", "Bapak Lurah", "Pantai Namalatu"))
    for secret in ("Latumahina", "112/", "PN Ambon", "pidana", "Pidana", "8001234"):
        assert secret not in body
    before = Telling.objects.count()
    client.post(reverse("message-passed-on", args=[order.code]), {"cara": "lewat"})
    assert (Telling.objects.count(), Telling.objects.first().way) == (before + 1, "keluarga")


def test_nothing_of_anybody_stands_in_the_outbox_or_the_record(told, people, gateway):
    for row in told[:4]:
        sender.run_once(at=eve(row, 8))
    rows = str(list(Message.objects.values()))
    said = b"".join(bytes(entry.body) for entry in Entry.objects.filter(kind__in=["message.handed", "person.told"]))
    for secret in ("Samuel", "Latumahina", "8001234", "Namalatu", "Halo"):
        assert secret not in rows
        assert secret.encode() not in said


def test_only_those_who_handle_the_order_see_its_messages(told, people, client):
    sender.run_once(at=eve(told[3], 8))
    message = reminders(told[3]).get()
    client.force_login(people.stranger)
    assert message.code not in client.get(reverse("messages")).content.decode()
    assert client.get(reverse("message-compose", args=[message.code])).status_code == 404
    client.post(reverse("message-handed", args=[message.code]))
    message.refresh_from_db()
    assert message.state == State.HAND
    client.force_login(people.administrator)
    assert client.get(reverse("messages")).status_code == 404
    page = client.get(reverse("messages-manage")).content.decode()
    assert not any(secret in page for secret in ("Samuel", "Latumahina"))
    client.force_login(people.prosecutor)
    assert client.get(reverse("messages")).status_code == 200
    assert client.post(reverse("message-handed", args=[message.code])).status_code == 404
    assert Session.objects.exists()
