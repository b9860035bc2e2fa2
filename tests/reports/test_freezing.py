"""Frozen months: written once, sealed, never changed; late rows stand beside them. Snapshots: which are kept."""

from datetime import date, datetime, timedelta

import pytest

from masohi.ledger.models import Entry
from masohi.ledger.queries import touched, verify
from masohi.reports.figures.actions import freeze_month, keep_snapshot, take_snapshot
from masohi.reports.figures.models import MonthFigure, Snapshot
from masohi.reports.figures.queries import (
    SEALED,
    course,
    frozen_months,
    latest_snapshot,
    month_figures,
    months_to_freeze,
)
from masohi.work.placement.models import Appointment, Session
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused
from tests import cast

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def at(month, day, hour=9, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=WIT)


def figure(key, month=OCTOBER, part=""):
    row = month_figures(month).get(key=key, part=part)
    return (row.numerator, row.denominator, row.people)


@pytest.fixture
def worked(people, planned):
    """One session of October worked and accepted."""
    session = planned.appointment_set.earliest("starts_at").session
    cast.accept(people, cast.attend(people, session))
    return session


def freeze(people, month=OCTOBER, moment=None):
    return freeze_month(month=month, by=people.system, at=moment or at(11, 5))


def test_a_second_call_does_nothing(people, worked):
    first = freeze(people)
    rows, entries = list(MonthFigure.objects.values()), Entry.objects.count()
    again = freeze(people, moment=at(11, 9))
    assert [row.pk for row in again] == sorted(row.pk for row in first) or {r.pk for r in again} == {
        r.pk for r in first
    }
    assert list(MonthFigure.objects.values()) == rows
    assert Entry.objects.count() == entries
    assert Entry.objects.filter(kind="month.frozen").count() == 1


def test_what_comes_later_does_not_change_it(people, planned, worked):
    freeze(people)
    assert figure("hours_credited") == (300, 0, 1)
    second = planned.appointment_set.filter(state="terjadwal").earliest("starts_at").session
    assert second.day < NOVEMBER
    cast.accept(people, cast.attend(people, second))
    freeze(people, moment=at(11, 20))
    assert figure("hours_credited") == (300, 0, 1)
    body = take_snapshot(by=people.system, at=at(11, 20)).body
    assert body["later"]["2026-10-01"]["hours_credited"] == [600, 0, 1]


@pytest.mark.parametrize("change", ["numerator", "denominator", "people", "part", "month", "row", "new"])
def test_a_change_behind_the_back_is_found(people, worked, change):
    freeze(people)
    assert list(touched(SEALED)) == []
    assert verify().ok
    rows = MonthFigure.objects.filter(key="hours_credited", part="")
    changes = {"numerator": 1, "denominator": 1, "people": 9, "part": "dinas:X", "month": date(2026, 9, 1)}
    if change in changes:
        rows.update(**{change: changes[change]})
    elif change == "row":
        rows.delete()
    else:
        row = rows.get()
        row.pk, row.part = None, "dinas:Dinsos"
        row.save()
    assert len(list(touched(SEALED))) == 1


def test_a_month_that_runs_is_not_frozen(people, worked):
    with pytest.raises(Refused):
        freeze(people, moment=at(10, 31, 23, 59))
    assert not MonthFigure.objects.exists()
    assert freeze(people, moment=at(11, 1, 0, 0))


def test_an_empty_month_is_frozen_with_zeros(people, worked):
    freeze(people, NOVEMBER, at(12, 5))
    assert figure("hours_credited", NOVEMBER) == (0, 0, 0)
    assert figure("complaints", NOVEMBER) == (0, 0, 0)
    assert frozen_months() == [NOVEMBER]


def test_only_who_may_freezes(people, worked):
    for name in ("leader", "bureau", "administrator", "pk"):
        with pytest.raises(Exception, match="figures"):
            freeze_month(month=OCTOBER, by=getattr(people, name), at=at(11, 5))
        with pytest.raises(Exception, match="figures"):
            keep_snapshot(body={}, by=getattr(people, name), at=at(11, 5))


def test_months_are_due_from_the_day_that_the_office_chose(people, worked):
    assert months_to_freeze(at(11, 4, 23, 59)) == []
    assert months_to_freeze(at(11, 5, 0, 0)) == [OCTOBER]
    assert months_to_freeze(at(12, 5)) == [OCTOBER, NOVEMBER]
    freeze(people)
    assert months_to_freeze(at(12, 5)) == [NOVEMBER]


def test_nothing_is_due_where_nothing_began(people):
    assert months_to_freeze(at(12, 5)) == []


@pytest.mark.parametrize(
    ("day", "hour", "minute", "month"),
    [(31, 23, 30, OCTOBER), (31, 0, 10, OCTOBER), (1, 0, 10, NOVEMBER), (1, 8, 59, NOVEMBER)],
)
def test_months_end_at_midnight_in_wit(people, worked, day, hour, minute, month):
    """A session at 23.30 WIT on the last day is 14.30 UTC, one at 08.59 WIT on the first lies in the day before UTC."""
    start = at(month.month, day, hour, minute)
    Session.objects.filter(pk=worked.pk).update(
        day=start.date(), starts_at=start, ends_at=start + timedelta(minutes=20)
    )
    Appointment.objects.filter(session=worked).update(starts_at=start)
    order = worked.appointments.get().order
    type(order).objects.filter(pk=order.pk).update(state="selesai", ended_at=start)
    for one in (OCTOBER, NOVEMBER):
        freeze(people, one, at(12, 5))
        inside = one == month
        assert figure("hours_credited", one)[0] == (300 if inside else 0)
        assert figure("sessions_held", one)[0] == int(inside)
        assert figure("orders_completed", one)[1] == int(inside)
    assert figure("orders_running", OCTOBER)[0] == int(month == NOVEMBER)


def test_the_course_is_oldest_first(people, worked):
    freeze(people, NOVEMBER, at(12, 5))
    freeze(people, OCTOBER, at(12, 5))
    assert [(month, cell.numerator) for month, cell in course()["hours_credited"]] == [(OCTOBER, 300), (NOVEMBER, 0)]
    assert [month for month, _cell in course(months=1)["hours_credited"]] == [NOVEMBER]


def test_of_earlier_days_the_newest_snapshot_is_kept(people):
    moments = [at(10, 1, 8), at(10, 1, 20), at(10, 2, 8), at(10, 2, 8, 15), at(10, 3, 8), at(10, 3, 9), at(10, 3, 10)]
    for moment in moments:
        keep_snapshot(body={}, by=people.system, at=moment)
    kept = list(Snapshot.objects.order_by("taken_at").values_list("taken_at", flat=True))
    assert kept == [at(10, 1, 20), at(10, 2, 8, 15), at(10, 3, 8), at(10, 3, 9), at(10, 3, 10)]
    assert latest_snapshot().taken_at == at(10, 3, 10)


def test_days_of_snapshots_are_days_in_wit(people):
    """01.00 and 23.00 WIT of one day lie on two days of UTC; the newest of the WIT day is kept."""
    for moment in (at(10, 2, 1), at(10, 2, 23), at(10, 5, 9)):
        keep_snapshot(body={}, by=people.system, at=moment)
    assert [one.taken_at for one in Snapshot.objects.order_by("taken_at")] == [at(10, 2, 23), at(10, 5, 9)]


@pytest.mark.parametrize("orders", [3, 300])
def test_a_snapshot_costs_the_same_however_many_orders(people, site, orders, django_assert_max_num_queries):
    for n in range(orders):
        cast.order(people, case_number=f"{200 + n}/Pid.B/2026/PN Amb", person_name=f"Orang {n}")
    with django_assert_max_num_queries(62):
        take_snapshot(by=people.system, at=at(11, 5))
