"""F46 to F50: who approves whom."""

from contextlib import suppress
from datetime import datetime, time, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from masohi.parties.accounts.actions import add_role, open_account
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.attendance.actions import correct_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.attendance.terms import Outcome
from masohi.work.completion.queries import open_questions
from masohi.work.placement.models import Session
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused
from tests import cast

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("guard", [True, False], ids=["guard", "mutant"])


def colleague(people, name="Rina Rekan", at=cast.AT):
    return open_account(
        username=name.split()[0].lower(),
        name=name,
        password=cast.PASSWORD,
        organisation=people.bapas,
        role=Role.PROBATION,
        by=people.administrator,
        at=at,
    )


@both
def test_F46_the_own_record(town, planned, people, guard):
    town.guard("F46", guard)
    add_role(
        account=people.supervisor, organisation=people.bapas, role=Role.PROBATION, by=people.administrator, at=cast.AT
    )
    both_hats = User.objects.get(pk=people.supervisor.pk)
    rows = town.record(Session.objects.earliest("starts_at"), by=both_hats)
    with suppress(Refused):
        town.accept(rows, by=both_hats)
    assert (not Verification.objects.exists()) is guard


@both
def test_F47_always_the_same_two(town, people, site, guard):
    town.guard("F47", guard)
    colleague(people)
    for n, name in enumerate(["Samuel Latumahina", "Petrus Salakory", "Ruth Sopacua"], 1):
        cast.planned(people, cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=name))
    day = None
    for session in Session.objects.order_by("starts_at")[:8]:
        town.accept(town.record(session), at=datetime.combine(session.day, time(20), WIT))
        day = session.day
    assert Verification.objects.count() >= 20
    assert ("F47" in town.patterns(day)) is guard


def test_F47_needs_somebody_else_who_could(town, people, site):
    """A town with one PK is not suspect of having one."""
    for n, name in enumerate(["Samuel Latumahina", "Petrus Salakory", "Ruth Sopacua"], 1):
        cast.planned(people, cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=name))
    for session in Session.objects.order_by("starts_at")[:8]:
        town.accept(town.record(session), at=datetime.combine(session.day, time(20), WIT))
    assert "F47" not in town.patterns(session.day)


@both
def test_F48_corrections_just_before_the_end(town, planned, people, guard):
    town.guard("F48", guard)
    for session in Session.objects.order_by("starts_at")[:3]:
        (row,) = town.record(session, ended_at=session.starts_at + timedelta(hours=1))
        seen = Seen(row.appointment_id, Outcome.PRESENT, session.starts_at, session.ends_at, note="lupa")
        at = session.ends_at + timedelta(hours=1)
        town.accept([correct_attendance(attendance=row, seen=seen, by=people.supervisor, at=at)])
    assert ("F48" in town.patterns(session.day)) is guard
    assert (open_questions(planned.order) == ["flags"]) is guard


@both
def test_F49_a_role_given_and_used_on_one_day(town, planned, people, guard):
    town.guard("F49", guard)
    session = Session.objects.earliest("starts_at")
    evening = datetime.combine(session.day, time(20), WIT)
    rows = town.record(session)
    fresh = colleague(people, at=evening)
    town.accept(rows, by=fresh, at=evening)
    assert ("F49" in town.patterns(session.day)) is guard


@both
def test_F50_a_foreign_page(town, planned, people, guard, monkeypatch):
    if not guard:
        monkeypatch.setattr(settings, "MIDDLEWARE", [m for m in settings.MIDDLEWARE if "Csrf" not in m])
    (row,) = town.record(Session.objects.earliest("starts_at"))
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.pk)
    client.post(reverse("verify-hours"), {"sesi": "x", "catatan": row.pk})
    assert (not Verification.objects.exists()) is guard


def test_F50_a_replayed_form(town, planned, people, client):
    (row,) = town.record(Session.objects.earliest("starts_at"))
    client.force_login(people.pk)
    for _ in range(3):
        client.post(reverse("verify-hours"), {"sesi": "x", "catatan": row.pk})
    assert Verification.objects.count() == 1
    assert Attendance.objects.count() == 1
