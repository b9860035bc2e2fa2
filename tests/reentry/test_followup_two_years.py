"""Five hundred people through the deeds, from the first day at home to the page: the table counted by hand stands there."""

from datetime import date, datetime
from itertools import count

import pytest

from masohi.law.counting import months_after
from masohi.law.order_facts import PersonFacts
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.terms import Kind
from masohi.reentry.followup.actions import enter_client
from masohi.reentry.followup.checks.actions import check_home, note_verdict
from masohi.reentry.followup.cohorts.queries import outcomes
from masohi.writing.indonesian import WIT
from tests import returning
from tests.reentry.test_followup_cohorts import BY_HAND, DAY, FIRST, LAST
from tests.reentry.test_followup_cohorts import people as five_hundred

pytestmark = pytest.mark.django_db
NUMBERS = count(1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=WIT)


def live(people, told, name):
    """One person's two years by the deeds of those who accompany them; yields what is to be done, by its day."""
    facts = PersonFacts(name=name, birth_date=date(1990, 5, 1), sex="L", nik_reason="belum punya KTP-el")
    yield told.home_on
    begun = {"unit": returning.unit("Bapas Ambon"), "basis": "klien", "by": people.pk, "at": noon(told.home_on)}
    client = enter_client(facts=facts, home_on=told.home_on, **begun)
    asked = [(months_after(told.home_on, one.months), one) for one in told.askings]
    for day, one in sorted([*asked, *((day, None) for day in told.verdicts)], key=lambda step: step[0]):
        yield day
        if one is None:
            court = Organisation.objects.get(kind=Kind.COURT)
            number = f"{next(NUMBERS)}/Pid.B/{day.year}/PN Amb"
            paper = {"number": number, "decided_on": day, "source": "SIPP"}
            note_verdict(client=client, court=court, **paper, by=people.pk, at=noon(day))
        else:
            how = {"months": one.months, "day": day, "how": "telepon", "reached": one.reached}
            check_home(client=client, answers=dict(one.answers), **how, by=people.pk, at=noon(day))


def test_two_years_through_the_deeds_are_the_table_counted_by_hand(people, client, monkeypatch):
    lives = [live(people, told, f"Orang{number:03} Contoh") for number, told in enumerate(five_hundred())]
    waiting = [(next(one), number) for number, one in enumerate(lives)]
    while waiting:  # day by day, as it would happen
        today = min(waiting)[0]
        due = [number for day, number in waiting if day == today]
        waiting = [step for step in waiting if step[0] != today]
        waiting += [(day, number) for number in due if (day := next(lives[number], None)) is not None]
    rows = {row.months: row for row in outcomes(FIRST, LAST, DAY)}
    for mark, wanted in BY_HAND.items():
        row = rows[mark]
        found = (row.due, row.known, row.unreached, row.declined, row.unasked, row.verdicts)
        assert (*found, row.shares["living"], row.shares["work"]) == wanted
    assert rows[24].due is None

    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(DAY))
    client.force_login(people.leader)
    page = client.get("/pulang/angka?tahun=2026").content.decode()
    # By hand: of 2026 k = 1 … 12 came home, 40 + 11·20 = 260 people, all of them a year at home; 6 of 10 answered.
    for shown in ("260", "156", "104 dari 156", "78 dari 156", "Belum cukup orang"):
        assert shown in page
    assert "Contoh" not in page.split("<main", 1)[1].split("</main")[0]
