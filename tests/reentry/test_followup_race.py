"""Two officers of one office answer the same referral at the same moment: one answer stays, the other is told."""

from time import sleep
from types import SimpleNamespace

import pytest
from django.db import connection

from masohi.ledger.queries import verify
from masohi.reentry.followup.referrals import actions
from masohi.reentry.followup.referrals.models import Referral
from masohi.writing.refusals import Conflict
from tests import returning
from tests.promised import officer
from tests.returning import AT
from tests.work.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"diterima": "", "ditolak": "Kuota penuh"}


@pytest.fixture
def waiting(people):
    return returning.referral(people, returning.child(people))


def two_answers(people, waiting):
    """One says yes, the other no; what each was told."""
    turns = [("diterima", returning.helper(people)), ("ditolak", officer(people, "dorce2", returning.OFFICE))]

    def job():
        state, by = turns.pop()
        row = actions.answer_referral(referral=waiting, edition=1, state=state, answer=ANSWERS[state], by=by, at=AT)
        return row.state

    return at_once(job, 2)


def apart(answers):
    """What was said, and who was refused; anything else that went wrong is a fault of ours."""
    faults = [one for one in answers if isinstance(one, Exception) and not isinstance(one, Conflict)]
    assert faults == []
    refused = [one for one in answers if isinstance(one, Conflict)]
    return [one for one in answers if not isinstance(one, Conflict)], refused


def test_one_answer_stays_and_the_other_officer_is_told(people, waiting, figure):
    said, refused = apart(two_answers(people, waiting))
    assert [str(one) for one in refused] == [
        "Rujukan ini baru saja diubah. Lihat keadaannya sekarang. Tidak ada yang berubah."
    ]
    row = Referral.objects.get()
    assert ([row.state], row.edition, row.answer) == (said, 2, ANSWERS[row.state])
    assert verify().ok
    figure("H01", f"dua petugas dinas serentak ({connection.vendor}): satu jawaban, satu penolakan yang jelas")


def unguarded(monkeypatch):
    """No end of the chain is taken first, and nothing is written into it: deeds run side by side."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself")
    monkeypatch.setattr("masohi.ledger.actions.hold_head", lambda: None)
    monkeypatch.setattr("masohi.reentry.followup.referrals.actions.record", lambda *_, **__: SimpleNamespace(pk=0))


def test_the_conditional_update_is_enough_alone(people, waiting, monkeypatch):
    unguarded(monkeypatch)
    said, refused = apart(two_answers(people, waiting))
    assert (len(said), len(refused)) == (1, 1)


def test_without_the_guard_the_second_writes_over_the_first(people, waiting, monkeypatch):
    """Control: look first, write afterwards; then both believe that their answer holds."""
    unguarded(monkeypatch)

    def look_then_write(row):
        sleep(0.2)
        row.edition += 1

    monkeypatch.setattr(actions, "_take_turn", look_then_write)
    said, refused = apart(two_answers(people, waiting))
    assert (sorted(said), refused) == (["diterima", "ditolak"], [])
