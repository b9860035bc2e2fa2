"""Every page that shows one person's file leaves a reading before it is shown; where none can be left, there is no page."""

import json

import pytest
from django.db import DatabaseError
from django.urls import reverse

from masohi.faces.web.orders import frame
from masohi.ledger.heads.actions import sign_head
from masohi.ledger.heads.queries import inclusion
from masohi.ledger.models import name_of
from masohi.ledger.queries import facts_of, verify
from masohi.ledger.reads.models import READS, Reading
from masohi.ledger.reads.queries import readings_of
from masohi.ledger.tree import verify_inclusion
from masohi.work.completion.actions import complete_order
from masohi.work.letters.models import Letter
from tests import cast

pytestmark = pytest.mark.django_db
FILE = ["order", "order-schedule", "order-hours", "order-letters", "order-history", "order-person"]


@pytest.fixture
def reader(client, people, monkeypatch):
    """A signed-in PK on Monday morning."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)
    client.force_login(people.pk)
    return client


def screens():
    return [facts_of(reading)["screen"] for reading in Reading.objects.order_by("seq")]


def test_every_page_of_a_file_leaves_one_reading(reader, people, planned):
    addresses = [reverse(name, args=[planned.order.code]) for name in FILE] + [reverse("plan", args=[planned.code])]
    for address in addresses:
        assert reader.get(address).status_code == 200
    assert screens() == [*FILE, "plan"]
    first = Reading.objects.get(seq=0)
    assert (first.actor, first.kind, first.at) == (people.pk.pk, "file.read", cast.AT)
    assert (first.subject, first.thread) == (name_of(planned.order), name_of(planned.order.person))
    assert verify(READS).ok


def test_a_letter_is_a_file_too(client, people, planned, monkeypatch):
    after = cast.work_out(people, planned.order)
    planned.order.refresh_from_db()
    complete_order(order=planned.order, by=people.prosecutor, at=after)
    client.force_login(people.prosecutor)
    assert client.get(reverse("letter-file", args=[Letter.objects.latest("pk").code])).status_code == 200
    assert screens() == ["letter-file"]


def test_a_deed_on_a_file_opens_it(client, people, order):
    client.force_login(people.prosecutor)
    client.get(reverse("order-officers", args=[order.code]))
    client.post(reverse("order-officers", args=[order.code]), {})
    assert screens() == ["order-officers", "order-officers"]


def test_lists_and_refusals_open_no_file(reader, client, people, planned):
    reader.get(reverse("orders"))
    client.force_login(people.stranger)
    assert client.get(reverse("order", args=[planned.order.code])).status_code == 404
    assert screens() == []


@pytest.mark.parametrize("name", [*FILE, "plan"])
def test_no_reading_no_page(reader, planned, monkeypatch, name):
    def broken(*told, **more):
        raise DatabaseError("disk full")

    monkeypatch.setattr(frame, "note_read", broken)
    code = planned.code if name == "plan" else planned.order.code
    with pytest.raises(DatabaseError, match="disk full"):
        reader.get(reverse(name, args=[code]))


def test_an_opening_that_is_not_noted_is_missed(reader, planned, monkeypatch):
    """The negative control of the counting above."""
    monkeypatch.setattr(frame, "note_read", lambda *told, **more: None)
    reader.get(reverse("order", args=[planned.order.code]))
    assert screens() == []


def test_who_saw_my_file(reader, people, planned):
    for _ in range(3):
        reader.get(reverse("order", args=[planned.order.code]))
    assert [reading.actor for reading in readings_of(planned.order.person)] == [people.pk.pk] * 3


def test_readings_hold_no_name(reader, planned):
    reader.get(reverse("order", args=[planned.order.code]))
    said = json.loads(bytes(Reading.objects.get().body))
    assert said["facts"] == {"screen": "order"}
    assert planned.order.person.name.encode() not in bytes(Reading.objects.get().body)


def test_a_struck_out_reading_is_found(reader, planned):
    for name in FILE:
        reader.get(reverse(name, args=[planned.order.code]))
    Reading.objects.filter(seq=2).delete()
    assert verify(READS).first_bad == 2


def test_the_log_of_reads_is_signed_and_proven(reader, planned):
    for name in FILE:
        reader.get(reverse(name, args=[planned.order.code]))
    head = sign_head(READS, at=cast.AT)
    assert head.text.startswith(f"masohi.ambon.go.id/ledger/reads/1\n{len(FILE)}\n")
    leaf = bytes(Reading.objects.get(seq=2).leaf)
    assert verify_inclusion(leaf, 2, head.size, inclusion(2, head.size, READS), bytes(head.root))
