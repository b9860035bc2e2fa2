"""Figures by themselves: beside the server, from the command line, every night, and after the main job."""

import logging
from argparse import Namespace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from masohi.faces.jobs import commands, figures, server
from masohi.faces.notify.sender import keep_sending
from masohi.parties.parameters.actions import set_parameter
from masohi.reports.cells import Exposed
from masohi.reports.figures.models import MonthFigure, Snapshot
from masohi.reports.publication.models import Release
from masohi.writing.indonesian import WIT
from tests import cast

AT = datetime(2026, 11, 5, 23, 55, tzinfo=WIT)


@pytest.fixture
def clock(monkeypatch):
    """The moment at which jobs are done; the test moves it."""

    class Clock:
        at = AT

    monkeypatch.setattr(timezone, "now", lambda: Clock.at.astimezone(UTC))
    return Clock


@pytest.fixture
def kept_open(monkeypatch):
    """The tests' own connection, which a thread of a server would close."""
    monkeypatch.setattr(figures.connection, "close", lambda: None)


@pytest.fixture
def worked(people, planned):
    session = planned.appointment_set.earliest("starts_at").session
    cast.accept(people, cast.attend(people, session))


def test_counting_begins_at_once_and_ends_when_it_is_told(monkeypatch):
    rounds = []
    monkeypatch.setattr(figures, "count_once", lambda: rounds.append("counted"))
    pauses = iter([False, False, True])
    figures.keep_counting(lambda seconds: seconds == 900 and next(pauses))
    assert rounds == ["counted"] * 3


@pytest.mark.django_db
def test_a_young_snapshot_is_not_taken_again(people, clock, kept_open):
    figures.snapshot(AT - timedelta(minutes=5))
    figures.count_once()
    assert Snapshot.objects.count() == 1
    clock.at = AT + timedelta(minutes=10)
    figures.count_once()
    assert Snapshot.objects.latest("taken_at").taken_at == clock.at


@pytest.mark.django_db
def test_a_database_that_is_away_is_logged_and_nothing_ends(people, clock, kept_open, monkeypatch, caplog):
    def away(**_how):
        raise DatabaseError("pergi")

    monkeypatch.setattr(figures, "take_snapshot", away)
    with caplog.at_level(logging.ERROR):
        figures.count_once()
    assert "Angka tidak dihitung: pergi" in caplog.text
    assert not Snapshot.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("module", "work", "once"),
    [(figures, "take_snapshot", figures.count_once), (server, "sign_grown", server.sign_once)],
)
def test_a_fault_of_the_program_does_not_end_the_thread(
    people, clock, kept_open, monkeypatch, caplog, module, work, once
):
    def broken(**_how):
        raise KeyError("bulan")

    monkeypatch.setattr(module, work, broken)
    with caplog.at_level(logging.ERROR):
        once()
    assert "KeyError: 'bulan'" in caplog.text


@pytest.mark.django_db
def test_a_snapshot_of_a_wrong_clock_does_not_stop_the_counting(people, clock, kept_open):
    figures.snapshot(AT + timedelta(days=400))
    figures.count_once()
    assert [one.taken_at for one in Snapshot.objects.all()] == [AT]


def test_the_server_starts_its_three_threads(monkeypatch):
    started = []

    class Thread:
        def __init__(self, *, target, args, name, daemon):
            started.append((name, target, daemon))

        def start(self):
            started.append("run")

    monkeypatch.setattr(server.threading, "Thread", Thread)
    server.served()
    assert started == [
        ("heads", server.keep_signing, True),
        "run",
        ("figures", figures.keep_counting, True),
        "run",
        ("messages", keep_sending, True),
        "run",
    ]


@pytest.mark.django_db
def test_the_command_counts_once(people, clock, worked, monkeypatch):
    monkeypatch.setattr(commands.main_job, "prepare", lambda at: None)
    code, answer, sentence = commands.COMMANDS["figures"](Namespace(json=False))
    assert (code, answer["orders_running"]) == (0, 1)
    assert sentence == "Angka dihitung sampai Kamis, 5 November 2026, 23.55 WIT. Perkara berjalan: 1."
    assert Snapshot.objects.get().taken_at == AT


@pytest.mark.django_db
def test_the_night_freezes_what_is_due_and_says_so(people, clock, worked, monkeypatch):
    monkeypatch.setattr(commands.main_job, "prepare", lambda at: None)
    clock.at = AT - timedelta(days=1)
    assert commands.nightly(Namespace(json=False))[1]["frozen"] == []
    clock.at = AT
    code, answer, sentence = commands.nightly(Namespace(json=False))
    assert answer["frozen"] == ["2026-10"]
    assert Release.objects.get().month == date(2026, 10, 1)
    assert "Angka bulan 2026-10 dibekukan." in sentence
    assert (code, answer["touched"]) == (0, [])
    assert Snapshot.objects.filter(taken_at=AT).exists()
    assert commands.nightly(Namespace(json=False))[1]["frozen"] == []


@pytest.mark.django_db
def test_the_office_chooses_from_which_day_on(people, clock, worked):
    set_parameter(
        key="freeze_day",
        value=10,
        valid_from=date(2026, 11, 1),
        source="SK 1/2026",
        reason="Verifikasi sering terlambat",
        by=people.administrator,
        at=AT,
    )
    assert figures.freeze_due(AT) == []
    assert figures.freeze_due(AT + timedelta(days=5)) == ["2026-10"]


@pytest.mark.django_db
def test_what_would_give_somebody_away_is_withheld_and_told(people, clock, worked, monkeypatch):
    def refuses(**_how):
        raise Exposed("dinas DLHP")

    monkeypatch.setattr(commands.main_job, "prepare", lambda at: None)
    monkeypatch.setattr(figures, "publish_due", refuses)
    code, answer, sentence = commands.nightly(Namespace(json=False))
    assert (code, answer["frozen"]) == (1, ["2026-10"])
    assert answer["withheld"] == "Angka publik TIDAK TERBIT: dinas DLHP"
    assert answer["withheld"] in sentence


@pytest.mark.django_db
def test_a_night_notices_a_changed_month(people, clock, worked, monkeypatch):
    monkeypatch.setattr(commands.main_job, "prepare", lambda at: None)
    commands.nightly(Namespace(json=False))
    MonthFigure.objects.filter(key="hours_credited", part="").update(numerator=6000)
    code, answer, _sentence = commands.nightly(Namespace(json=False))
    assert code == 1
    assert len(answer["touched"]) == 1
    assert answer["touched"][0].startswith("reports.monthfigure:")
