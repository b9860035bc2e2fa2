"""The register of children: who may enter and open it, and what its verdicts are (UU 11/2012 Pasal 71 and 76)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from masohi.cases.orders.models import Order, sees_children
from masohi.cases.orders.queries import cases_known, current_sentence, found, orders
from masohi.cases.people.models import Person
from masohi.cases.people.queries import possible_duplicates
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.access import EVERY_DEED, may
from masohi.parties.accounts.actions import add_role
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.companions.actions import name_companion
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast, children

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def theirs(people):
    return children.officers(people)


def refusal_of(**changes):
    with pytest.raises(Unlawful) as caught:
        children.order(**changes)
    return {finding.rule for finding in caught.value.findings}


def test_a_childs_verdict_enters_its_own_register(people, theirs):
    made = children.order(people, theirs)
    sentence = current_sentence(made)
    assert made.child
    assert made.person.child
    assert sentence.child
    assert (sentence.replaced_prison_days, sentence.replaced_fine_rupiah, sentence.sanction) == (None, None, "repeat")
    assert (made.companion_kind, made.companion_name) == ("wali", children.COMPANION)


@pytest.mark.parametrize("role", ["clerk", "prosecutor", "pk", "stranger", "office", "administrator", "system"])
def test_nobody_without_the_role_sees_that_there_is_one(people, theirs, role):
    made = children.order(people, theirs)
    user = getattr(people, role)
    assert not orders(user).filter(pk=made.pk).exists()
    assert not found(user, children.NUMBER).exists()
    assert not found(user, "Zefanya").exists()


def test_the_role_counts_only_at_the_institution_where_the_work_is_held(people, theirs):
    made = children.order(people, theirs)
    assert orders(theirs.pk).get() == made
    assert orders(theirs.prosecutor).get() == made
    add_role(account=people.pk, organisation=people.kejari, role=Role.CHILD_OFFICER, by=people.system, at=cast.AT)
    elsewhere = User.objects.get(pk=people.pk.pk)
    assert not sees_children(elsewhere)
    assert not orders(elsewhere).exists()


def test_the_role_alone_gives_no_deed_and_no_order(people, theirs):
    children.order(people, theirs)
    add_role(account=people.unit, organisation=people.bapas, role=Role.CHILD_OFFICER, by=people.system, at=cast.AT)
    alone = User.objects.get(pk=people.unit.pk)
    assert not orders(alone).exists()
    assert not [deed for deed in EVERY_DEED if may(alone, deed) and not may(people.unit, deed)]


def test_only_officers_for_children_enter_a_child(people, theirs):
    units = {"court": people.court, "prosecutor_office": people.kejari, "bapas": people.bapas}
    with pytest.raises(Refused, match="petugas perkara anak"):
        cast.register_order(facts=children.facts(), **units, by=people.prosecutor, at=cast.AT)
    assert not Order.objects.exists()


def test_an_adults_register_still_refuses_a_child(people, theirs):
    for changes in ({"case_number": children.NUMBER}, {"person_birth_date": children.facts().person.birth_date}):
        with pytest.raises(Unlawful) as caught:
            cast.order(people, **changes)
        assert {f.rule for f in caught.value.findings} & {"ID-05", "KS-16"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"hours": 6}, "AN-01"),
        ({"hours": 121}, "AN-01"),
        ({"hours": None}, "FORMAT"),
        ({"completion_days": None}, "FORMAT"),
        ({"completion_days": 0}, "FORMAT"),
        ({"sanction": "prison"}, "AN-09"),
        ({"person_birth_date": children.date(2012, 6, 2)}, "AN-07"),
        ({"person_birth_date": children.date(2008, 6, 1)}, "KS-16"),
        ({"person_birth_date": None}, "KS-16"),
    ],
)
def test_what_is_no_lawful_childs_verdict_stays_out(people, theirs, changes, rule):
    assert rule in refusal_of(people=people, theirs=theirs, **changes)
    assert not Order.objects.exists()


def test_none_of_the_adults_limits_bind_a_child(people, theirs):
    made = children.running(people, theirs, hours=7, completion_days=300, offence_max_prison_months=100)
    assert (made.deadline - made.execution_order_date).days == 300


def test_the_database_keeps_replaced_penalties_to_adults(people, theirs):
    child, adult = current_sentence(children.order(people, theirs)), current_sentence(cast.order(people))
    child.replaced_prison_days = 30
    adult.replaced_prison_days = None
    for broken in (child, adult):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken.save()


def test_the_two_registers_share_no_row_of_a_person(people, theirs):
    child = children.order(people, theirs)
    adult = cast.order(people, person_name=children.NAME)
    assert adult.person != child.person
    assert not adult.person.duplicate_open
    assert possible_duplicates(children.NAME, None).get() == adult.person
    assert possible_duplicates(children.NAME, None, child=True).get() == child.person


def test_the_nik_of_a_child_is_found_only_among_children(people, theirs):
    child = children.order(people, theirs)
    assert not possible_duplicates("Orang Lain", None, children.NIK).exists()
    assert possible_duplicates("Orang Lain", None, children.NIK, child=True).get() == child.person


def test_an_adults_case_learns_nothing_from_a_childs_of_the_same_number(people, theirs):
    made = children.order(people, theirs, case_number="8/Pid.B/2026/PN Amb")
    assert cast.order(people, case_number=made.case_number, person_name=children.NAME).child is False
    assert len(cases_known([made.case_number])) == 2


def test_a_child_entered_twice_is_told_to_its_officers(people, theirs):
    children.order(people, theirs)
    with pytest.raises(Conflict, match="sudah dicatat"):
        children.order(people, theirs)


def test_the_record_tells_neither_name_nor_number(people, theirs):
    children.running(people, theirs)
    told = "\n".join(f"{entry.kind} {facts_of(entry)}" for entry in Entry.objects.all()).lower()
    assert not [word for word in (*children.PROTECTED, children.COMPANION) if word.lower() in told]
    assert "112/pid.b" not in told
    cast.order(people)
    assert "112/pid.b" in "\n".join(str(facts_of(entry)) for entry in Entry.objects.all()).lower()


def test_lists_say_initials_and_child(people, theirs):
    made = children.order(people, theirs)
    assert made.person.short_name == made.person.list_name == "Z. K. (Anak)"
    assert Person(name="Maria Sapulete").list_name == "Maria Sapulete"


def test_a_companion_is_named_for_children_only(people, theirs):
    made, adult = children.order(people, theirs), cast.order(people)
    named = {"kind": "peksos", "name": " Yeni  Sosial ", "at": cast.AT}
    changed = name_companion(order=made, edition=made.edition, **named, by=theirs.pk)
    assert (changed.companion_kind, changed.companion_name) == ("peksos", "Yeni Sosial")
    for order, user in ((adult, people.pk), (made, people.pk)):
        with pytest.raises(Refused):
            name_companion(order=order, edition=order.edition, **named, by=user)
    with pytest.raises(PermissionDenied):
        name_companion(order=made, edition=changed.edition, **named, by=people.clerk)
    with pytest.raises(Conflict):
        name_companion(order=made, edition=made.edition - 1, **named, by=theirs.pk)
