"""A child at its work: dates by daylight beside school, never with adults, always accompanied (AN-02, AN-03, AN-04)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from masohi.cases.people.actions import change_person
from masohi.cases.people.models import BusyHours
from masohi.ledger.models import Entry
from masohi.supply.sites.models import Site
from masohi.work.attendance.actions import correct_attendance, record_session
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.terms import Outcome, Source
from masohi.work.companions.actions import accompany, name_companion
from masohi.work.placement.actions import appoint_walk_in, propose_plans, seat
from masohi.work.placement.models import Appointment, Session
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused
from tests import cast, children

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def theirs(people):
    return children.officers(people)


@pytest.fixture
def kids(people, theirs):
    return replace(people, pk=theirs.pk, prosecutor=theirs.prosecutor)


@pytest.fixture
def child(people, theirs, kids):
    children.site(people)
    made = children.running(people, theirs)
    cast.planned(kids, made)
    return made


def dates(order):
    return list(Appointment.objects.filter(order=order).select_related("session", "order").order_by("starts_at"))


def hours_of(appointment):
    begins = appointment.starts_at.astimezone(WIT)
    return begins.weekday(), begins.hour * 60 + begins.minute, appointment.minutes


def test_dates_keep_the_daily_cap_school_and_daylight(child):
    for weekday, begins, minutes in map(hours_of, dates(child)):
        assert minutes <= 180
        assert weekday >= 5 or begins >= 14 * 60 or begins + minutes <= 7 * 60
        assert begins + minutes <= 18 * 60 + 15


def test_school_hours_that_were_entered_take_the_place_of_the_usual_ones(people, theirs, kids):
    children.site(people)
    made = children.running(people, theirs)
    busy = [BusyHours(weekday=5, from_minute=0, to_minute=1440, reason="sekolah")]
    change_person(person=made.person, edition=made.person.edition, busy=busy, by=theirs.pk, at=cast.AT)
    cast.planned(kids, made)
    found = {hours_of(one)[0] for one in dates(made)}
    assert 5 not in found
    assert found <= {0, 2}


def test_a_site_without_its_declaration_gets_no_child(people, theirs, child):
    Site.objects.update(child_declared_by="")
    (plan,) = propose_plans(orders=[children.running(people, theirs, case_number="8/Pid.Sus-Anak/2026/PN Amb",
                                                    person_name="Yosua Lain", person_nik=None,
                                                    person_nik_reason="hilang")], by=theirs.pk, at=cast.AT)  # fmt: skip
    assert plan.planned_minutes == 0


def test_adults_are_planned_around_the_sessions_of_children(people, child):
    grown = cast.running(people)
    cast.planned(people, grown)
    held = {one.session_id for one in dates(child)}
    assert held
    assert not held & {one.session_id for one in dates(grown)}


def test_nobody_is_seated_among_the_others(people, child):
    grown = cast.running(people)
    plan = cast.planned(people, grown)
    session = dates(child)[0].session
    cause = Entry.objects.latest("pk")
    begins = {"session": session, "starts_at": session.starts_at, "minutes": 120}
    with pytest.raises(Conflict, match="kelompok lain"):
        appoint_walk_in(order=grown, **begins, because=cause)
    stored = plan.blocks[0] | {"slot": session.slot_id, "day": session.day.isoformat()}
    plan.blocks = [stored | {"start": session.starts_at.isoformat()}]
    with pytest.raises(Conflict, match="kelompok lain"):
        seat(plan=plan, places={f"{session.slot_id}@{session.day}": 5}, because=cause)


def test_the_session_knows_who_comes_along(child, theirs, people):
    first, second = dates(child)[:2]
    assert first.companion == ("wali", children.COMPANION)
    accompany(appointment=first, kind="pk", name="Tina Pembina", by=theirs.pk, at=cast.AT)
    again = dates(child)
    assert again[0].companion == ("pk", "Tina Pembina")
    assert again[1].companion == ("wali", children.COMPANION)
    child.refresh_from_db()
    name_companion(order=child, edition=child.edition, kind="peksos", name="Yeni Sosial", by=theirs.pk, at=cast.AT)
    assert [one.companion[1] for one in dates(child)[:2]] == ["Tina Pembina", "Yeni Sosial"]
    with pytest.raises(Refused):
        accompany(appointment=second, kind="pk", name="Maria", by=people.pk, at=cast.AT)
    with pytest.raises(PermissionDenied):
        accompany(appointment=second, kind="pk", name="Budi", by=people.supervisor, at=cast.AT)


def seen(appointment, **more):
    end = appointment.starts_at + timedelta(minutes=appointment.minutes)
    return Seen(appointment.pk, Outcome.PRESENT, appointment.starts_at, end, **more)


def recorded(people, appointment, one, **more):
    session = Session.objects.get(pk=appointment.session_id)
    heads = {"heads_at_start": 1, "heads_at_end": 1}
    return record_session(session=session, **heads, seen=[one], by=people.supervisor, at=session.ends_at, **more)[0]


def test_the_record_says_who_came_along(people, child):
    first, second = dates(child)[:2]
    assert recorded(people, first, seen(first)).companion == children.COMPANION
    with pytest.raises(Refused, match="tanpa pendamping"):
        recorded(people, second, seen(second, companion=" "))
    alone = recorded(people, second, seen(second, companion="", note="Wali sakit, PK di jalan"))
    assert (alone.companion, alone.note) == ("", "Wali sakit, PK di jalan")
    late = correct_attendance(
        attendance=alone, seen=seen(second, companion="Tina Pembina", note="PK datang"), by=people.supervisor,
        at=second.session.ends_at + timedelta(hours=1),
    )  # fmt: skip
    assert late.companion == "Tina Pembina"


def test_a_phone_that_asks_nobody_keeps_whom_the_order_names(people, child):
    first = dates(child)[0]
    assert recorded(people, first, seen(first), source=Source.PHONE).companion == children.COMPANION


def test_of_adults_nothing_is_kept(people):
    cast.site(people)
    grown = cast.running(people)
    cast.planned(people, grown)
    first = dates(grown)[0]
    assert recorded(people, first, seen(first, companion="Siapa Saja")).companion == ""
