"""The town of the sample shows what planning anew is about: an offer that waits, a call, drafts beside solid dates."""

from datetime import datetime, timedelta

import pytest

from masohi.faces.jobs import main_job, scene
from masohi.faces.jobs.sample import open_sample_accounts
from masohi.ledger.queries import verify
from masohi.parties.accounts.queries import account
from masohi.work.placement.models import Appointment, Session
from masohi.work.replanning.models import Change, Replan
from masohi.work.replanning.queries import calls, unscheduled, waiting_replans
from masohi.work.replanning.terms import Cause
from masohi.writing.indonesian import WIT

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=WIT)  # a Monday in the weeks of the sample's register


def test_the_sample_opens_in_the_middle_of_its_story_and_years_later_too():
    assert main_job.load_sample(at=AT)
    pk = account("contoh-pk")
    (waiting,) = waiting_replans(pk)
    assert waiting.cause == Cause.SEA
    assert waiting.note == "Laut berbahaya: Pantai Namalatu Latuhalat"
    assert {one.cause for one in calls(pk, AT.date())} == {Cause.SEA, Cause.LEAVE}
    assert unscheduled(pk, new=False).count() == scene.PUT_OFF
    week = Session.objects.filter(
        day__range=(AT.date() + timedelta(days=7), AT.date() + timedelta(days=13)), taken__gt=0
    )
    assert week.filter(announced_at=None).exists(), "drafts"
    assert week.exclude(announced_at=None).exists(), "beside what is announced"
    added = Appointment.objects.filter(plan__change__state="diterima")
    assert added.exists()
    assert not added.exclude(told_at=None).exists()
    assert verify().ok
    made = (Replan.objects.count(), Change.objects.count())
    later = AT + timedelta(days=900)
    scene.play(open_sample_accounts(later), later)
    assert (Replan.objects.count(), Change.objects.count()) == made
