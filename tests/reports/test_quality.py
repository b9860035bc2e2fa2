"""What is missing in the data: every question finds its own kind of hole, and nothing where there is none."""

from datetime import date, datetime, timedelta

import pytest

from masohi.cases.orders.models import Order
from masohi.cases.people.models import Person
from masohi.reports.counting.places import silent_offices, stopped_sites
from masohi.reports.quality.queries import missing
from masohi.reports.quality.terms import QUESTIONS
from masohi.supply.agreements.models import Agreement
from masohi.supply.sites.models import Closure, Site, Supervisor
from masohi.work.placement.models import Appointment, Session
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from tests import cast

pytestmark = pytest.mark.django_db
START = datetime(2026, 10, 6, 9, tzinfo=WIT)
UNITS = {"unit:PN Ambon", "unit:Kejari Ambon", "unit:Bapas Ambon"}


@pytest.fixture
def tidy(people, planned):
    """A town without a hole: one order with its sessions ahead, one site with everything it needs."""
    Person.objects.update(phone="+6281248001234", nik_reason="belum punya KTP-el", duplicate_open=False)
    Site.objects.update(coordinates_confirmed=True)
    agreement = Agreement.objects.create(
        code=new_code(), kind="perjanjian_kerja_sama", number="1", begins_on=date(2026, 3, 1), ends_on=date(2027, 3, 1)
    )
    Site.objects.get().agreements.add(agreement)
    return planned.order


def counts(at=START):
    return {key: parts[""] for key, parts in missing(at).items() if parts[""]}


def test_a_tidy_town_has_no_hole(tidy):
    assert counts() == {}
    assert {question.key for question in QUESTIONS} == set(missing(START))


HOLES = {
    "orders_without_officer": lambda: Order.objects.update(pk_officer=None),
    "orders_without_deadline": lambda: Order.objects.update(deadline=None),
    "people_without_phone": lambda: Person.objects.update(phone=""),
    "people_without_nik": lambda: Person.objects.update(nik_reason="", nik_sealed=None),
    "twins_open": lambda: Person.objects.update(duplicate_open=True),
    "people_without_session": lambda: Appointment.objects.update(state="batal"),
    "sites_undeclared": lambda: Site.objects.update(declared_by=""),
    "sites_unconfirmed": lambda: Site.objects.update(coordinates_confirmed=False),
    "sites_without_agreement": lambda: Agreement.objects.update(ends_on=START.date() - timedelta(days=1)),
    "sites_without_supervisor": lambda: Supervisor.objects.all().delete(),
}


@pytest.mark.parametrize("key", HOLES)
def test_each_hole_is_found_alone(tidy, key):
    HOLES[key]()
    assert counts() == {key: 1}
    parts = set(missing(START)[key]) - {""}
    assert parts == ({"dinas:DLHP"} if key.startswith("sites") else UNITS)


def test_a_session_that_went_by_unrecorded_is_no_next_session(tidy):
    last = Session.objects.filter(taken__gt=0).latest("ends_at")
    before, after = last.ends_at - timedelta(minutes=1), last.ends_at
    assert "people_without_session" not in counts(before)
    assert counts(after)["people_without_session"] == 1
    Appointment.objects.filter(session=last).update(state="tercatat")
    assert "people_without_session" not in counts(after)


@pytest.mark.parametrize("hole", [{"state": "konsep"}, {"ended_on": START.date() - timedelta(days=1)}])
def test_a_draft_or_an_ended_agreement_carries_no_site(tidy, hole):
    Agreement.objects.update(**hole)
    assert counts() == {"sites_without_agreement": 1}


def test_a_site_that_is_not_used_any_more_has_no_holes(tidy):
    Site.objects.update(active=False, coordinates_confirmed=False, declared_by="")
    assert counts() == {}


def test_sessions_are_missing_after_two_days_and_offices_silent_after_one(tidy):
    first = Session.objects.filter(taken__gt=0).earliest("starts_at")
    Session.objects.exclude(pk=first.pk).update(taken=0)
    ended = first.ends_at
    assert counts(ended + timedelta(days=1)) == {}
    assert counts(ended + timedelta(days=1, minutes=1)) == {"offices_silent": 1}
    assert counts(ended + timedelta(days=2, minutes=1)) == {"offices_silent": 1, "sessions_unrecorded": 1}
    told = {"office": "DLHP", "sessions": 1, "since": first.day.isoformat()}
    assert silent_offices(ended + timedelta(days=3)) == [told]


def test_records_wait_too_long_after_seven_days(people, tidy):
    first = Session.objects.filter(taken__gt=0).earliest("starts_at")
    Session.objects.exclude(pk=first.pk).update(taken=0)
    (record,) = cast.attend(people, first)
    assert counts(record.recorded_at + timedelta(days=7)) == {}
    late = record.recorded_at + timedelta(days=7, minutes=1)
    assert counts(late) == {"records_unverified": 1}
    assert set(missing(late)["records_unverified"]) == {"", *UNITS}
    cast.accept(people, [record])
    assert counts(late) == {}


def test_a_site_stops_when_it_is_shut_or_a_month_without_anybody(people, tidy):
    place = Site.objects.get()
    assert stopped_sites(START.date()) == {}, "one that has never begun has not stopped"
    first = Session.objects.filter(taken__gt=0).earliest("starts_at")
    cast.attend(people, first)
    assert stopped_sites(first.day + timedelta(days=29)) == {}
    assert stopped_sites(first.day + timedelta(days=30)) == {"DLHP": 1}
    Closure.objects.create(site=place, first_day=first.day, last_day=first.day, reason="Banjir")
    assert stopped_sites(first.day) == {"DLHP": 1}
    assert stopped_sites(first.day + timedelta(days=1)) == {}
    place.slots.update(active=False)
    assert stopped_sites(first.day) == {}, "a site that offers nothing any more is not stopped but ended"


def test_questions_cost_the_same_however_many_orders(people, tidy, django_assert_num_queries):
    with django_assert_num_queries(12):
        missing(START)
    for n in range(20):
        cast.order(people, case_number=f"{500 + n}/Pid.B/2026/PN Amb", person_name=f"Orang {n}")
    with django_assert_num_queries(12):
        missing(START)
