"""Two members record the meeting, and two leaders decide, at the same moment."""

from time import sleep
from types import SimpleNamespace

import pytest
from django.db import connection

from masohi.ledger.queries import verify
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.outcome import actions
from masohi.reentry.posts.selection.models import Minutes, PostDecision
from masohi.reentry.posts.terms import VacancyState
from masohi.writing.refusals import Conflict
from tests.reentry import posting
from tests.work.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(people):
    return posting.judged(people)


def two_meetings(people, made):
    """Each member recommends somebody else; what each was told."""
    who = posting.chamber(people)
    turns = [(who.first, (1,), "BA-1"), (who.second, (2,), "BA-2")]

    def job():
        by, numbers, number = turns.pop()
        return posting.meeting(people, made, numbers, by=by, number=number)

    return at_once(job, 2)


def told(answers):
    """Who was refused; anything else that went wrong is a fault of ours."""
    faults = [one for one in answers if isinstance(one, Exception) and not isinstance(one, Conflict)]
    assert faults == []
    return [one for one in answers if isinstance(one, Conflict)]


def test_one_recommendation_stays_and_the_other_member_is_told(people, made, figure):
    refused = told(two_meetings(people, made))
    assert [str(one) for one in refused] == [
        "Rekomendasi jabatan ini sudah dicatat anggota lain. Milik Anda tidak disimpan."
    ]
    assert Minutes.objects.count() == 1
    assert made.nominations.filter(recommended=True).count() == 1
    assert verify().ok
    figure("J01", f"dua anggota tim serentak ({connection.vendor}): satu rekomendasi, satu jawaban jelas")


def two_decisions(people, made):
    """Two leaders of the city choose somebody else each; what each was told."""
    posting.meeting(people, made, (1, 2))
    turns = [(people.leader, 1), (posting.account(people, "wakil", "Pemkot Ambon", "pimpinan"), 2)]

    def job():
        by, number = turns.pop()
        return posting.decided(people, made, number, by=by)

    return at_once(job, 2)


def test_one_decision_stays_and_the_other_leader_is_told(people, made):
    refused = told(two_decisions(people, made))
    assert len(refused) == 1
    assert "sudah diputuskan" in str(refused[0])
    assert PostDecision.objects.count() == 1
    assert Vacancy.objects.get(pk=made.pk).state == "putus"


def unguarded(people, monkeypatch):
    """No end of the chain is taken first, and nothing is written into it: deeds run side by side."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself")
    nobody = SimpleNamespace(pk=0, actor=people.system.pk)
    monkeypatch.setattr("masohi.ledger.actions.hold_head", lambda: None)
    monkeypatch.setattr("masohi.reentry.posts.outcome.actions.record", lambda *_, **__: nobody)


def test_the_conditional_update_is_enough_alone(people, made, monkeypatch):
    unguarded(people, monkeypatch)
    assert len(told(two_meetings(people, made))) == 1
    assert made.nominations.filter(recommended=True).count() == 1


@pytest.mark.parametrize("both", [two_meetings, two_decisions])
def test_without_the_guard_both_go_on(people, made, monkeypatch, both):
    """Control: look first, write afterwards; then it is not a clear answer that stops the second, but the database."""
    honest = actions._move

    def look_then_write(vacancy, before, after):
        if both is two_decisions and after == VacancyState.RECOMMENDED:
            return honest(vacancy, before, after)
        seen = Vacancy.objects.get(pk=vacancy.pk).state == before
        sleep(0.05)
        return seen and bool(Vacancy.objects.filter(pk=vacancy.pk).update(state=after))

    unguarded(people, monkeypatch)
    monkeypatch.setattr(actions, "_move", look_then_write)
    answers = both(people, made)
    assert not [one for one in answers if isinstance(one, Conflict)]
    assert [one for one in answers if isinstance(one, Exception)]
