"""Orders: what the law blocks stays out, what two people do at once is not lost, what is sealed stays sealed."""

from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import PermissionDenied

from masohi.cases.orders.actions import (
    change_sentence,
    close_order,
    register_order,
    register_orders,
    start_execution,
)
from masohi.cases.orders.facts import Verdict
from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.queries import current_sentence, found, orders
from masohi.cases.people.models import Person
from masohi.cases.people.queries import person_with_nik, possible_duplicates
from masohi.law.order_facts import Pattern
from masohi.ledger.models import Entry
from masohi.parties.accounts.models import Membership, User
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast

pytestmark = pytest.mark.django_db
NIK = "8171010105990001"


def test_an_unlawful_verdict_leaves_nothing_behind(people):
    entries = Entry.objects.count()
    with pytest.raises(Unlawful) as refusal:
        cast.order(people, hours=241)
    assert [f.rule for f in refusal.value.findings] == ["KS-05"]
    assert not Order.objects.exists()
    assert not Person.objects.exists()
    assert Entry.objects.count() == entries


def test_the_same_verdict_is_not_taken_twice(people, order):
    with pytest.raises(Conflict, match="sudah dicatat"):
        cast.order(people, case_number="112 / pid.b / 2026 / PN AMB", person_name="SAMUEL LATUMAHINA")
    assert Order.objects.count() == 1


def test_co_defendants_share_a_number(people, order):
    cast.order(people, person_name="Petrus Salakory")
    assert Order.objects.count() == 2


def test_a_nik_joins_the_orders_of_one_person_and_a_name_does_not(people):
    first = cast.order(people, person_nik=NIK)
    second = cast.order(people, case_number="113/Pid.B/2026/PN Amb", person_nik=NIK)
    third = cast.order(people, case_number="114/Pid.B/2026/PN Amb")
    assert first.person_id == second.person_id
    assert third.person_id != first.person_id
    assert list(possible_duplicates("SAMUEL Latumahina", None)) == [first.person, third.person]


def test_a_nik_is_sealed_to_its_person(people):
    order = cast.order(people, person_nik=NIK)
    other = cast.order(people, case_number="115/Pid.B/2026/PN Amb", person_name="Petrus Salakory")
    assert (order.person.nik, order.person.nik_masked) == (NIK, "8171••••••••0001")
    assert NIK.encode() not in bytes(order.person.nik_sealed)
    assert person_with_nik(NIK) == order.person
    other.person.nik_sealed = order.person.nik_sealed
    with pytest.raises(InvalidTag):
        other.person.nik  # noqa: B018


def test_old_and_new_spelling_find_each_other(people):
    order = cast.order(people, person_name="Soeharto Djamaluddin")
    assert list(found(people.pk, "suharto jamaludin")) == [order]


@pytest.mark.parametrize("role", ["prosecutor", "pk", "clerk"])
def test_those_who_handle_an_order_see_it(people, order, role):
    assert list(orders(getattr(people, role))) == [order]


@pytest.mark.parametrize("role", ["supervisor", "office", "administrator", "stranger", "system"])
def test_all_others_see_none(people, order, role):
    assert list(orders(getattr(people, role))) == []


@pytest.mark.parametrize("role", ["supervisor", "office", "administrator"])
def test_all_others_register_none(people, role):
    people.prosecutor = getattr(people, role)
    with pytest.raises(PermissionDenied):
        cast.order(people)


def test_nothing_starts_before_the_verdict_is_final(people, order):
    arguments = {
        "order": order,
        "edition": order.edition,
        "execution_order_number": "1",
        "safety_briefed_on": date(2026, 10, 2),
        "by": people.prosecutor,
        "at": cast.AT,
    }
    with pytest.raises(Unlawful) as refusal:
        start_execution(inkracht_date=date(2026, 11, 1), execution_order_date=date(2026, 10, 1), **arguments)
    assert "KS-13" in {f.rule for f in refusal.value.findings}
    assert Order.objects.get().state == "tercatat"
    started = start_execution(inkracht_date=date(2026, 9, 9), execution_order_date=date(2026, 10, 1), **arguments)
    assert (started.state, started.deadline) == ("berjalan", date(2027, 3, 30))


def test_who_saves_an_old_page_is_told_and_overwrites_nothing(people, running):
    old = running.edition
    close = {"order": running, "document": "Akta 1", "reason": "meninggal", "by": people.prosecutor, "at": cast.AT}
    close_order(edition=old, **close)
    with pytest.raises(Conflict, match="baru saja diubah"):
        close_order(edition=old, **close)


def test_an_order_ends_early_only_with_a_document(people, running):
    with pytest.raises(Refused, match="dokumen"):
        close_order(
            order=running, edition=running.edition, document=" ", reason="grasi", by=people.prosecutor, at=cast.AT
        )
    assert Order.objects.get().state == "berjalan"


def test_a_court_may_change_a_sentence_and_the_old_one_stays(people, running):
    changed = cast.facts(hours=40, pattern=Pattern(weekdays=(5,)))
    change_sentence(
        order=running,
        edition=running.edition,
        facts=changed,
        decided_on=date(2026, 10, 4),
        document="Penetapan 3/2026",
        reason="Pasal 3 ayat (7)",
        by=people.prosecutor,
        at=cast.AT,
    )
    assert list(Sentence.objects.values_list("version", "minutes")) == [(1, 3600), (2, 2400)]
    assert current_sentence(running).pattern == {"weekdays": [5]}
    assert Order.objects.get().minutes == 2400


def elsewhere(people):
    """The institutions of Ambon seen from the Bapas of another town, in which Citra is a PK."""
    far = Organisation.objects.get(short_name="Bapas Saumlaki")
    return {"court": people.court, "prosecutor_office": people.kejari, "bapas": people.bapas}, far


@pytest.mark.parametrize("role", ["clerk", "prosecutor", "pk"])
def test_whose_office_has_a_part_in_an_order_may_register_it(people, role):
    people.prosecutor = getattr(people, role)
    assert cast.order(people).case_number == "112/Pid.B/2026/PN Amb"


def test_nobody_plants_an_order_in_registers_that_are_not_theirs(people):
    """Three institutions of Ambon, and a PK of Saumlaki: an own office must be among the three, in the own role."""
    units, far = elsewhere(people)
    deed = {"facts": cast.facts(), "by": people.stranger, "at": cast.AT}
    with pytest.raises(Refused, match="bukan perkara kantor Anda"):
        register_order(**units, **deed)
    (answer,) = register_orders(
        verdicts=[Verdict(cast.facts(), *units.values())],
        parameters=parameters_in_force(),
        by=people.stranger,
        at=cast.AT,
    )
    assert "bukan perkara kantor Anda" in str(answer)
    assert not Order.objects.exists()
    assert not Person.objects.exists()
    assert register_order(**units | {"bapas": far}, **deed).bapas == far


def test_a_role_counts_only_at_the_institution_it_belongs_to(people):
    """A PK of Saumlaki who is something else at Bapas Ambon is no PK of Ambon."""
    Membership.objects.create(
        person=people.stranger, organisation=people.bapas, role=Role.SUPERVISOR, began_on=cast.MONDAY
    )
    units, _far = elsewhere(people)
    stranger = User.objects.get(pk=people.stranger.pk)
    with pytest.raises(Refused, match="bukan perkara kantor Anda"):
        register_order(**units, facts=cast.facts(), by=stranger, at=cast.AT)


def test_the_programs_own_account_enters_registers_of_all_offices(people):
    units, _far = elsewhere(people)
    assert register_order(**units, facts=cast.facts(), by=people.system, at=cast.AT).pk
