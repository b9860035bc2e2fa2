"""R09: within ten minutes what is recorded stands under a signed head, within 72 hours under a cosigned one."""

import random
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from masohi.faces.jobs import server
from masohi.ledger.heads.actions import add_cosignature
from masohi.ledger.heads.models import Checkpoint, Cosignature
from masohi.ledger.heads.queries import newest_head, note_of
from masohi.ledger.models import Entry
from masohi.writing.indonesian import WIT
from tests.ledger.conftest import grow

pytestmark = pytest.mark.django_db
BEGIN, DAYS = datetime(2026, 10, 5, 0, 0, tzinfo=WIT), 8
ROUNDS = (8, 15)  # hours of the day at which an agency's officer takes the newest head


class Office:
    """A week in which the server signs, entries come at any minute, and on working days agencies cosign."""

    def __init__(self, witnesses, monkeypatch):
        self.now, self.end, self.dice = BEGIN, BEGIN + timedelta(days=DAYS), random.Random(9)
        self.present = {hour: [witnesses[hour % 3], witnesses[(hour + 1) % 3]] for hour in ROUNDS}  # one is away
        monkeypatch.setattr(server, "now", lambda: self.now)
        monkeypatch.setattr(server, "connection", SimpleNamespace(close=lambda: None))

    def stop(self, seconds):
        """The time between two heads: entries come in, and perhaps an officer."""
        later = self.now + timedelta(seconds=seconds)
        for _ in range(self.dice.choice([0, 0, 1, 2])):
            grow(1, self.now + (later - self.now) * self.dice.random())
        for hour, present in self.present.items():
            visit = later.replace(hour=hour, minute=0, second=0, microsecond=0)
            if self.now < visit <= later and visit.weekday() < 5 and newest_head():
                for one in present:
                    add_cosignature(one.signed(note_of(newest_head())), at=visit)
        self.now = later
        return self.now >= self.end


def waited():
    """Longest time from an entry to its signed head, and to one that two witnesses cosigned."""
    heads = list(Checkpoint.objects.filter(log="deeds").order_by("size"))
    enough = [(head.size, times[1]) for head in heads if len(times := times_of(head)) > 1]
    entries = Entry.objects.filter(kind="test.grown").order_by("seq").values_list("seq", "at")
    signed = max(min(h.made_at for h in heads if h.size > seq) - at for seq, at in entries if heads[-1].size > seq)
    cosigned = max(min(t for size, t in enough if size > seq) - at for seq, at in entries if enough[-1][0] > seq)
    return signed, cosigned


def times_of(head):
    return sorted(Cosignature.objects.filter(checkpoint=head).values_list("received_at", flat=True))


def test_a_week_with_a_weekend_and_an_agency_away(witnesses, monkeypatch, figure):
    office = Office(witnesses, monkeypatch)
    server.keep_signing(office.stop)
    assert Entry.objects.filter(kind="test.grown").count() > 500
    signed, cosigned = waited()
    assert signed <= timedelta(minutes=10)
    assert timedelta(hours=48) < cosigned <= timedelta(hours=72), "a weekend lies in it"
    minutes, hours = round(signed.total_seconds() / 60, 1), round(cosigned.total_seconds() / 3600, 1)
    figure("R09", f"signed within {minutes} min, cosigned within {hours} h")


def test_a_server_that_signs_every_half_hour_is_too_slow(witnesses, monkeypatch):
    monkeypatch.setattr(server, "HEADS_EVERY", 1800)
    server.keep_signing(Office(witnesses, monkeypatch).stop)
    assert waited()[0] > timedelta(minutes=10)


def test_a_refusal_does_not_end_the_signing(monkeypatch, caplog):
    monkeypatch.setattr(server, "connection", SimpleNamespace(close=lambda: None))
    grow(3)
    server.sign_once()
    Entry.objects.filter(seq=1).update(leaf=bytes(32))
    grow(1)
    server.sign_once()
    assert "tidak ditandatangani" in caplog.text
    assert Checkpoint.objects.count() == 1
