"""A town lives some weeks: what the follow-up owes everybody holds at the end, and each duty sees its own neglect."""

from datetime import timedelta

import pytest
from django.db import transaction

from masohi.faces.jobs.year import play
from masohi.parties.accounts.queries import system_account
from masohi.work.duties.queries import DUTIES, neglected
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.terms import OPEN
from masohi.work.monthly.models import MonthlyReport, PaceAlarm

WEEKS, PEOPLE, TERM = 9, 7, 28

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """Nine weeks with verdicts of four weeks: some end in time, some do not."""
    return play.simulate(3, people=PEOPLE, weeks=WEEKS, term=TERM)


def file_by_the_machine():
    """A decision in the system's name, written past the program."""
    step = Step.objects.order_by("pk").first()
    by, at = system_account(), step.proposed_at
    given = {"order": step.order, "step": step, "made_by": by, "made_at": at, "result": "tanpa", "document": "X"}
    BreachFile.objects.filter(order=step.order).delete()
    BreachFile.objects.create(code="MESIN", state="diputus", decided_by=by, document_on=at.date(), **given)


def letter_of_nothing():
    """A summons that rests on no step: somebody issued it beside the ladder."""
    open_steps = Step.objects.filter(state__in=OPEN)
    alone = Step.objects.exclude(letter=None).exclude(order__in=open_steps.values("order")).earliest("pk")
    Step.objects.filter(pk=alone.pk).update(letter=None, state="usulan")


def nobody_warned():
    PaceAlarm.objects.all().delete()


def month_told_wrong():
    report = MonthlyReport.objects.exclude(facts={}).filter(state="diterima").order_by("pk").first()
    MonthlyReport.objects.filter(pk=report.pk).update(facts=report.facts | {"corrections": [["2020-01", 60, 0]]})


NEGLECT = {"F1": nobody_warned, "F2": letter_of_nothing, "F3": file_by_the_machine, "F4": month_told_wrong}


def test_what_the_follow_up_owes_holds_and_every_neglect_is_seen(town):
    assert town["ok"], town["broken"]
    told = town["counted"]
    assert told["alarms"]
    assert told["months_sent"]
    assert told["absences_decided"]
    assert sum(count for name, count in told.items() if name.startswith("letters_"))
    assert town["orders"]["completed"]
    assert list(NEGLECT) == list(DUTIES)
    late = play.FIRST_DAY + timedelta(weeks=WEEKS)
    for name, neglect in NEGLECT.items():
        with transaction.atomic():
            neglect()
            assert name in neglected(late), name
            transaction.set_rollback(True)
    assert neglected(late) == {}
