"""Trainees through their deeds: who enters them, who is one person, what a verdict on training may say."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from masohi.cases.people.models import Person
from masohi.cases.twins.actions import decide_duplicate
from masohi.law.order_facts import PersonFacts
from masohi.parties.roles import Role
from masohi.reentry.trainees import queries
from masohi.reentry.trainees.actions import change_trainee, leave_trainee
from masohi.reentry.trainees.models import Trainee
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast, learning, promised

pytestmark = pytest.mark.django_db
AT = learning.AT
OTHERS = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "stranger")
MARCH = date(2026, 3, 1)


@pytest.mark.parametrize("role", OTHERS)
def test_only_officers_of_a_unit_enter_trainees(people, role):
    with pytest.raises(PermissionDenied):
        learning.trainee(people, by=getattr(people, role))
    assert not Trainee.objects.exists()
    assert not Person.objects.exists()


def test_a_unit_enters_nobody_for_another_unit(people):
    with pytest.raises(PermissionDenied):
        learning.trainee(people, unit=promised.unit("Bapas Ambon"))


def test_whoever_bears_the_same_nik_is_one_person_in_one_register_only(people):
    def facts(name):
        return PersonFacts(name=name, birth_date=date(2000, 5, 1), sex="L", nik="8171010105000001")

    adult = learning.trainee(people, facts=facts("Rudi Contoh"), child=False)
    leave_trainee(trainee=adult, on=cast.MONDAY, reason="pindah", by=people.unit, at=AT)
    again = learning.trainee(people, facts=facts("Rudi C."), child=False)
    child = learning.trainee(people, facts=facts("Rudi Contoh"), child=True)
    assert again.person == adult.person
    assert child.person != adult.person


def test_nobody_takes_part_twice_at_one_unit(people):
    facts = PersonFacts(name="Rudi", birth_date=date(2000, 5, 1), sex="L", nik="8171010105000001")
    first = learning.trainee(people, facts=facts, child=False)
    with pytest.raises(Conflict):
        learning.trainee(people, facts=facts, child=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trainee.objects.create(
            code="X", person=first.person, unit=first.unit, basis="minat", entered_by=people.unit, entered_at=AT
        )


@pytest.mark.parametrize(
    ("ordered", "child", "place", "says"),
    [
        ((MARCH, date(2026, 5, 30)), True, "BLK Ambon", "3 sampai 12 bulan"),
        ((MARCH, date(2027, 3, 1)), True, "BLK Ambon", "3 sampai 12 bulan"),
        ((MARCH, date(2026, 5, 31)), True, " ", "disebut dalam amar"),
        ((MARCH, date(2026, 5, 31)), False, "BLK Ambon", "hanya untuk Anak"),
        ((MARCH, date(2026, 2, 1)), True, "BLK Ambon", "mendahului"),
    ],
)
def test_it_refuses_training_by_verdict_that_an_06_does_not_know(people, ordered, child, place, says):
    with pytest.raises(Refused, match=says):
        learning.trainee(people, child=child, ordered=ordered, ordered_place=place)
    assert not Trainee.objects.exists()


@pytest.mark.parametrize("last", [date(2026, 5, 31), date(2027, 2, 28)])
def test_three_months_and_a_year_are_lawful_to_the_day(people, last):
    row = learning.trainee(people, ordered=(MARCH, last), ordered_place="BLK Ambon")
    assert (row.court_ordered, row.ordered_from, row.ordered_until) == (True, MARCH, last)


def test_an_06_names_its_article(people):
    with pytest.raises(Unlawful) as caught:
        learning.trainee(people, ordered=(MARCH, MARCH + timedelta(days=20)), ordered_place="BLK")
    assert [finding.rule for finding in caught.value.findings] == ["AN-06"]


def test_only_the_own_unit_has_a_list(people):
    row = learning.trainee(people)
    elsewhere = promised.officer(people, "jauh", "Lapas Ambon", Role.UNIT)
    assert list(queries.trainees(people.unit)) == [row]
    for role in ("administrator", "leader", "bureau", "office", "pk"):
        assert not queries.trainees(getattr(people, role)).exists()
    assert not queries.trainees(elsewhere).exists()
    assert queries.trainee_by_code(elsewhere, row.code) is None
    with pytest.raises(PermissionDenied):
        leave_trainee(trainee=row, on=cast.MONDAY, reason="bebas", by=elsewhere, at=AT)


def test_a_stale_page_changes_nothing(people):
    row = learning.trainee(people)
    change_trainee(trainee=row, edition=1, basis="litmas", need="", by=people.unit, at=AT)
    with pytest.raises(Conflict):
        change_trainee(trainee=row, edition=1, basis="minat", need="", by=people.unit, at=AT)


@pytest.mark.parametrize("on", [cast.MONDAY + timedelta(days=1), cast.MONDAY - timedelta(days=1)])
def test_nobody_leaves_tomorrow_or_before_coming(people, on):
    with pytest.raises(Refused):
        leave_trainee(trainee=learning.trainee(people), on=on, reason="bebas", by=people.unit, at=AT)


def test_a_trainee_who_is_told_to_be_somebody_else_stays_who_they_are(people):
    cast.order(people)
    nik = "8171010105990001"
    facts = PersonFacts(name="Samuel Latumahina", birth_date=date(1999, 5, 1), sex="L", nik=nik)
    row = learning.trainee(people, facts=facts, child=False)
    order = cast.order(people, case_number="113/Pid.B/2026/PN Amb", person_nik=nik, person_nik_reason=None)
    assert order.person == row.person
    known = Person.objects.exclude(pk=row.person_id).get()
    with pytest.raises(Refused, match="catatan lain"):
        decide_duplicate(person=row.person, same_as=known, by=people.prosecutor, at=AT)
    assert Trainee.objects.get().person == row.person
