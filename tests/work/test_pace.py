"""Warnings about the pace of an order: early enough, once a week, and never a deadline without one."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masohi.cases.orders.models import Order
from masohi.faces.jobs.night import warn_of_pace
from masohi.law.parameters import Parameters
from masohi.ledger.models import Entry
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.supply.sites.actions import close_days
from masohi.work.monthly.models import PaceAlarm
from masohi.work.monthly.pace.actions import raise_alarm, see_alarm
from masohi.work.monthly.pace.facts import behind, monday
from masohi.work.monthly.pace.queries import alarms_due, alarms_to_see
from masohi.writing.indonesian import WIT
from tests import cast

LAST_CALL = 30


def at(day):
    return datetime.combine(day, time(1), WIT)


def night(people, day):
    """What the nightly job does about pace."""
    due = alarms_due(day, parameters_in_force())
    return [one for one in (raise_alarm(due=one, by=people.system, at=at(day)) for one in due) if one]


def an_order(**changes):
    known = {
        "execution_order_date": date(2026, 10, 1),
        "deadline": date(2027, 3, 30),
        "minutes": 3600,
        "credited_minutes": 0,
    }
    return Order(**(known | changes))


PARAMETERS = Parameters({})


@pytest.mark.parametrize(
    ("day", "credited", "lags"),
    [
        (date(2026, 10, 10), 0, False),  # within the first 21 days nobody lags
        (date(2026, 10, 22), 0, True),
        (date(2026, 12, 30), 1349, True),  # half of the time: 1800 less a quarter
        (date(2026, 12, 30), 1350, False),
        (date(2027, 5, 1), 2699, True),  # after the end nothing more is wanted than the whole less a quarter
        (date(2027, 5, 1), 3600, False),
    ],
)
def test_behind_by_the_numbers(day, credited, lags):
    assert behind(an_order(credited_minutes=credited), day=day, parameters=PARAMETERS) is lags


def test_without_a_deadline_or_a_start_nobody_lags():
    day = date(2026, 12, 30)
    assert not behind(an_order(deadline=None), day=day, parameters=PARAMETERS)
    assert not behind(an_order(execution_order_date=None), day=day, parameters=PARAMETERS)
    assert not behind(an_order(deadline=date(2026, 10, 1)), day=day, parameters=PARAMETERS)


@pytest.mark.django_db
def test_a_slow_order_is_warned_of_once_a_week(people, running):
    day = date(2026, 11, 2)
    (alarm,) = night(people, day)
    assert (alarm.why, alarm.open_minutes, alarm.credited) == ("lambat", 3600, 0)
    assert alarm.fits == 3600, "the proof found room for everything"
    assert alarm.bound >= alarm.fits
    assert [night(people, day + timedelta(days=n)) for n in range(7)] == [[]] * 7
    (again,) = night(people, day + timedelta(days=7))
    assert again.week == monday(day) + timedelta(days=7)
    assert Entry.objects.filter(kind="pace.raised").count() == 2
    assert list(touched_anywhere()) == []


@pytest.mark.django_db
def test_an_order_for_which_no_room_is_left(people, site, running):
    close_days(
        site=site, first_day=cast.MONDAY, last_day=date(2027, 3, 1), reason="Longsor", by=people.office, at=cast.AT
    )
    (alarm,) = night(people, date(2026, 10, 7))
    assert alarm.why == "tidak_muat"
    assert alarm.fits <= alarm.bound < alarm.open_minutes


@pytest.mark.django_db
def test_a_good_pace_is_not_warned_of(people, planned):
    assert night(people, date(2026, 10, 7)) == []


@pytest.mark.django_db
def test_raised_twice_is_raised_once(people, running):
    day = date(2026, 11, 2)
    (due,) = alarms_due(day, parameters_in_force())
    assert raise_alarm(due=due, by=people.system, at=at(day)) is not None
    assert raise_alarm(due=due, by=people.system, at=at(day)) is None
    row = PaceAlarm.objects.get()
    row.pk, row.code = None, "ZZZZZZ"
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


@pytest.mark.django_db
def test_both_sides_read_it_for_themselves(people, running):
    night(people, date(2026, 11, 2))
    (alarm,) = night(people, date(2026, 11, 9))
    assert len(alarms_to_see(people.pk)) == len(alarms_to_see(people.prosecutor)) == 2
    assert not alarms_to_see(people.stranger).exists()
    assert not alarms_to_see(people.office).exists()
    see_alarm(alarm=alarm, by=people.pk, at=at(date(2026, 11, 9)))
    assert not alarms_to_see(people.pk).exists(), "the older one is read with it"
    assert len(alarms_to_see(people.prosecutor)) == 2
    see_alarm(alarm=alarm, by=people.prosecutor, at=at(date(2026, 11, 10)))
    assert not alarms_to_see(people.prosecutor).exists()
    row = PaceAlarm.objects.get(pk=alarm.pk)
    assert (row.pk_seen_by, row.jaksa_seen_by) == (people.pk, people.prosecutor)
    assert list(touched_anywhere()) == []


@pytest.mark.django_db
def test_a_registered_order_is_called_too_and_an_ended_one_is_not(people, running):
    Order.objects.filter(pk=running.pk).update(state="tercatat")
    day = running.deadline - timedelta(days=LAST_CALL)
    (alarm,) = night(people, day)
    assert (alarm.why, alarm.fits) == ("batas", 0)
    PaceAlarm.objects.all().delete()
    Order.objects.filter(pk=running.pk).update(state="dihentikan")
    assert night(people, day) == []


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_deadline_passes_unwarned(people, site, running, data):
    """Whatever was credited, whenever the order began and its deadline moved: while hours are open, the warning came."""
    PaceAlarm.objects.all().delete()
    start = date(2026, 10, 1)
    length = data.draw(st.integers(1, 120), "days of the term")
    credited = data.draw(st.integers(0, 3599), "minutes")
    moved = data.draw(st.integers(-20, 40), "days by which the deadline moves halfway")
    deadline = start + timedelta(days=length)
    Order.objects.filter(pk=running.pk).update(
        execution_order_date=start, deadline=deadline, credited_minutes=credited, state="berjalan"
    )
    day, halfway = start, start + timedelta(days=length // 2)
    while day <= deadline:
        if day == halfway:
            deadline = max(deadline + timedelta(days=moved), day)
            Order.objects.filter(pk=running.pk).update(deadline=deadline)
        night(people, day)
        day += timedelta(days=1 if deadline - day < timedelta(days=35) else 5)
    calls = PaceAlarm.objects.filter(order=running, why="batas", deadline=deadline)
    assert calls.count() == 1
    assert calls.get().raised_at.astimezone(WIT).date() <= deadline
    weeks = list(PaceAlarm.objects.exclude(why="batas").values_list("week", flat=True))
    assert len(weeks) == len(set(weeks))


@pytest.mark.django_db
def test_without_last_calls_the_property_would_fail(people, running):
    """Negative control: with a number of days that never comes the last night raises no last call."""
    day = running.deadline
    assert [one.why for one in alarms_due(day, PARAMETERS)] == ["batas", "tidak_muat"]
    never = Parameters({"last_call_days": ((date(2026, 1, 2), -1, "uji"),)})
    assert [one.why for one in alarms_due(day, never)] == ["tidak_muat"]


@pytest.mark.django_db
def test_the_nightly_job_warns(people, running, monkeypatch):
    monkeypatch.setattr("masohi.faces.jobs.night.today", lambda: date(2026, 11, 2))
    monkeypatch.setattr("masohi.faces.jobs.night.now", lambda: at(date(2026, 11, 2)))
    assert (warn_of_pace(), warn_of_pace()) == (1, 0)
    assert PaceAlarm.objects.get().order == running
