"""What the service let fail: whose it is, how often, and what the person gets who came for nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masohi.cases.orders.models import Order
from masohi.law.counting import march
from masohi.law.credit import Interval, credit
from masohi.parties.parameters.actions import set_parameter
from masohi.reports.counting.work import worked
from masohi.supply.sites.actions import close_days
from masohi.work.attendance.actions import record_session, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.queries import miscredited
from masohi.work.attendance.terms import Outcome
from masohi.work.failures.facts import Account
from masohi.work.failures.queries import accounts, failed, failed_among, failures
from masohi.work.invariants.queries import findings
from masohi.work.placement.models import Appointment
from masohi.writing.refusals import Refused
from tests import cast

pytestmark = pytest.mark.django_db

MONTH = date(2026, 10, 1), date(2026, 10, 31)
END = cast.AT + timedelta(days=40)


@pytest.fixture
def first(planned):
    return Appointment.objects.filter(order=planned.order, state="terjadwal").earliest("starts_at")


@pytest.fixture
def an_hour(people):
    """The office gives an hour to who came for nothing."""
    set_parameter(
        key="stand_down_credit_minutes",
        value=60,
        valid_from=date(2026, 1, 2),
        source="Surat Kejari 4/2026",
        reason="Disetujui jaksa",
        by=people.administrator,
        at=cast.AT,
    )


def shut(people, appointment, outcome=Outcome.SITE_SHUT, came=None):
    seen = [Seen(appointment.pk, outcome, came, None, 0, "Pintu terkunci")]
    at = appointment.session.ends_at + timedelta(minutes=5)
    return record_session(
        session=appointment.session, heads_at_start=0, heads_at_end=0, seen=seen, by=people.supervisor, at=at
    )


def accept(people, records):
    verify_attendance(accepted=records, by=people.pk, at=records[0].appointment.session.ends_at + timedelta(hours=2))


def test_a_failed_session_is_booked_to_the_office_that_hosts_it(people, first):
    shut(people, first)
    (one,) = accounts(people.pk, *MONTH, at=END)
    assert one == Account("DLHP", one.past, 1, 1, first.minutes, 0, {"lokasi_tutup": 1})
    assert one.past == Appointment.objects.filter(session__day__lte=MONTH[1]).count()
    assert one.per_thousand == 1000 // one.past
    (session,) = failures(people.pk, *MONTH)
    assert (session.session, session.office, session.people) == (first.session.code, "DLHP", 1)


def test_the_weather_is_nobodys(people, first):
    shut(people, first, Outcome.WEATHER)
    office, weather = accounts(people.pk, *MONTH, at=END)
    assert (office.office, office.failed) == ("DLHP", 0)
    assert (weather.office, weather.failed, weather.causes) == ("", 1, {"cuaca": 1})
    assert failures(people.pk, *MONTH)[0].office == ""


def test_who_is_absent_has_not_been_failed(people, first):
    cast.attend(people, first.session, absent=(first.order_id,))
    assert not failed(first)
    assert failures(people.pk, *MONTH) == []
    assert accounts(people.pk, *MONTH, at=END)[0].failed == 0


def test_an_office_sees_its_own_and_no_other(people, first, site):
    shut(people, first)
    assert [one.office for one in accounts(people.office, *MONTH, at=END)] == ["DLHP"]
    site.host = people.kejari
    site.save()
    assert accounts(people.office, *MONTH, at=END) == []
    assert failures(people.office, *MONTH) == []
    assert [one.office for one in accounts(people.leader, *MONTH, at=END)] == ["Kejari Ambon"]


def test_the_figure_of_the_dashboards_counts_the_same(people, first):
    shut(people, first, Outcome.NO_SUPERVISOR)
    cell = worked(*MONTH, at=END)["stand_down"]["dinas:DLHP"]
    (one,) = accounts(people.pk, *MONTH, at=END)
    assert (one.failed, one.past) == (cell.numerator, cell.denominator)


def test_failed_is_also_what_the_calendar_says_where_the_record_blames_the_person(people, first, site):
    cast.attend(people, first.session, absent=(first.order_id,))
    assert not failed(first)
    day = first.session.day
    close_days(site=site, first_day=day, last_day=day, reason="Banjir", by=people.office, at=first.session.ends_at)
    assert failed(first)


def test_it_is_asked_for_many_at_once(people, planned, first):
    shut(people, first)
    keys = list(Appointment.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        assert failed_among(keys) == {first.pk}
    assert len(asked) == 1


def test_the_account_costs_the_same_however_much_failed(people, planned, first):
    shut(people, first)
    accounts(people.pk, *MONTH, at=END)
    with CaptureQueriesContext(connection) as few:
        accounts(people.pk, *MONTH, at=END)
    for one in Appointment.objects.filter(order=planned.order, state="terjadwal").order_by("starts_at")[:3]:
        shut(people, one)
    with CaptureQueriesContext(connection) as many:
        assert accounts(people.pk, *MONTH, at=END)[0].failed == 4
    assert len(many) == len(few)


def test_without_a_rule_of_the_office_who_came_for_nothing_gets_nothing(people, first):
    records = shut(people, first, came=first.starts_at)
    accept(people, records)
    assert records[0].started_at == first.starts_at, "that the person came is kept all the same"
    assert Order.objects.get().credited_minutes == 0


def test_the_rule_gives_an_hour_to_who_came_and_the_note_says_why(people, an_hour, first):
    records = shut(people, first, came=first.starts_at)
    assert Order.objects.get().credited_minutes == 0, "a second officer has to look first"
    accept(people, records)
    first.refresh_from_db()
    assert first.credited_minutes == 60
    assert first.credit_notes == ["1 jam diakui karena orang datang tetapi layanan tidak berjalan."]
    assert Order.objects.get().credited_minutes == 60
    assert not list(miscredited())
    assert not findings(END).keys() & {"I5", "I6", "I7", "I8", "I9"}
    (one,) = accounts(people.pk, *MONTH, at=END)
    assert (one.given_minutes, one.lost_minutes) == (60, first.minutes - 60)


def test_the_rule_gives_nothing_to_who_did_not_come(people, an_hour, first):
    accept(people, shut(people, first))
    first.refresh_from_db()
    assert (first.credited_minutes, first.credit_notes) == (0, [])


@pytest.mark.parametrize(("late", "minutes"), [(20, 40), (60, 0), (200, 0)])
def test_who_came_late_gets_that_much_less(people, an_hour, first, late, minutes):
    accept(people, shut(people, first, came=first.starts_at + timedelta(minutes=late)))
    first.refresh_from_db()
    assert first.credited_minutes == minutes


def test_who_came_early_gets_the_hour_from_the_session_on(people, an_hour, first):
    (record,) = shut(people, first, came=first.starts_at - timedelta(minutes=30))
    assert (record.started_at, record.ended_at) == (first.starts_at, first.starts_at + timedelta(minutes=60))
    accept(people, [record])
    first.refresh_from_db()
    assert first.credited_minutes == 60


def test_the_hour_cannot_be_written_for_another_day_or_beforehand(people, an_hour, first):
    for wrong in (timedelta(days=-1), timedelta(days=1)):
        with pytest.raises(Refused):
            shut(people, first, came=first.starts_at + wrong)


def test_an_absent_person_cannot_be_given_hours_by_typing_a_time(people, an_hour, first):
    seen = [Seen(first.pk, Outcome.ABSENT, first.starts_at, first.session.ends_at)]
    at = first.session.ends_at + timedelta(minutes=5)
    (record,) = record_session(
        session=first.session, heads_at_start=0, heads_at_end=0, seen=seen, by=people.supervisor, at=at
    )
    assert (record.started_at, record.ended_at, record.reported_minutes) == (None, None, 0)


def test_given_minutes_meet_the_same_limits_as_work():
    work = Interval(march(2, 8), march(2, 15, 30), "a")
    given = Interval(march(2, 16), march(2, 17), "b", given=True)
    both = credit([work, given], sentence_minutes=9000)
    assert [line.credited_minutes for line in both.lines] == [450, 30]
    assert [reason.rule for reason in both.lines[1].reasons] == ["KS-46", "KS-07"]
    beside = credit([work, Interval(march(2, 9), march(2, 10), "b", given=True)], sentence_minutes=9000)
    assert [line.credited_minutes for line in beside.lines] == [450, 0], "no minute counts twice"
    assert [reason.rule for reason in beside.lines[1].reasons] == ["KS-27"]
    full = credit([given], sentence_minutes=20)
    assert full.credited_minutes == 20
