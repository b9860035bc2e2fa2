"""Promises that change: what is refused, what leaves a trace, who sees them, what the ledger notices."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, touched
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments import queries
from masohi.supply.commitments.actions import (
    change_commitment,
    withdraw_proof,
)
from masohi.supply.commitments.models import Commitment, Proof
from masohi.writing.refusals import Conflict, Refused
from tests import promised
from tests.supply.test_commitments import PEOPLE, given

pytestmark = pytest.mark.django_db
AT = promised.AT


@pytest.fixture
def umbrella(people):
    return promised.agreement(people)


@pytest.fixture
def row(people, umbrella):
    return promised.commitment(people, umbrella)


def test_a_moved_due_day_leaves_the_old_one_behind(people, row):
    changed = change_commitment(
        commitment=row, edition=1, due_on=date(2027, 3, 1), unit="tempat", by=people.bureau, at=AT
    )
    assert changed.edition == 2
    told = facts_of(Entry.objects.get(kind="commitment.changed"))
    assert told["changed"] == {"due_on": ["2027-01-20", "2027-03-01"], "unit": ["lokasi", "tempat"]}
    assert told["reworded"] == 0
    assert told["fields"] == ["due_on", "unit"]


def test_a_promise_that_moves_to_another_office_leaves_a_trace_and_no_wording(people, row):
    dinsos, other = promised.unit("Dinsos"), promised.agreement(people, "PKS-2")
    change_commitment(
        commitment=row, edition=1, owner=dinsos, agreement=other, what="Janji lain", by=people.bureau, at=AT
    )
    told = facts_of(Entry.objects.get(kind="commitment.changed"))
    assert told["changed"] == {"owner": ["DLHP", "Dinsos"], "agreement": ["100.3.7.1/12/2026", "PKS-2"]}
    assert told["reworded"] == 1
    assert "Membuka" not in str(told)


def test_a_promise_of_a_draft_is_nobodys_task_yet(people, umbrella, row):
    assert list(queries.own_commitments(people.office, row.due_on)) == [row]
    Agreement.objects.filter(pk=umbrella.pk).update(state="konsep")
    assert list(queries.own_commitments(people.office, row.due_on)) == []


def test_two_who_change_at_once_lose_nothing(people, row):
    change_commitment(commitment=row, edition=1, quantity=5, by=people.bureau, at=AT)
    with pytest.raises(Conflict, match="masih ada"):
        change_commitment(commitment=row, edition=1, quantity=6, by=people.bureau, at=AT)
    assert Commitment.objects.get().quantity == 5


def test_the_measure_stays_once_there_is_a_proof(people, row):
    given(people, row)
    with pytest.raises(Refused, match="Cara mengukur"):
        change_commitment(commitment=row, edition=1, measure="sesi", by=people.bureau, at=AT)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"due_on": date(2026, 7, 3)}, Refused),
        ({"quantity": 0}, ValidationError),
        ({"kind": "pungutan"}, ValidationError),
        ({"measure": "perkiraan"}, ValidationError),
        ({"what": ""}, ValidationError),
    ],
)
def test_it_refuses_a_promise_that_makes_no_sense(people, umbrella, changes, fault):
    with pytest.raises(fault):
        promised.commitment(people, umbrella, **changes)
    assert not Commitment.objects.exists()


def test_the_same_promise_twice_is_stored_once(people, umbrella, row):
    with pytest.raises(Conflict):
        promised.commitment(people, umbrella)
    promised.commitment(people, umbrella, due_on=date(2027, 2, 1))
    assert Commitment.objects.count() == 2


def test_an_unknown_detail_stops_the_program(people, row):
    with pytest.raises(TypeError):
        change_commitment(commitment=row, edition=1, cancelled_reason="x", by=people.bureau, at=AT)


def test_only_a_party_or_an_office_of_one_promises_and_nothing_from_before(people, umbrella):
    with pytest.raises(Refused, match="bukan pihak"):
        promised.commitment(people, umbrella, owner=people.kejari)
    with pytest.raises(Refused, match="sebelum perjanjiannya berlaku"):
        promised.commitment(people, umbrella, starts_on=umbrella.begins_on - timedelta(days=1))
    made = promised.commitment(people, umbrella, starts_on=umbrella.begins_on)
    with pytest.raises(Refused, match="bukan pihak"):
        change_commitment(commitment=made, edition=1, owner=people.kejari, by=people.bureau, at=AT)


@pytest.mark.parametrize("role", PEOPLE)
def test_an_office_sees_only_its_own_share(people, umbrella, row, role):
    theirs = promised.commitment(people, umbrella, owner=promised.unit("Dinsos"), what="Rujukan")
    of_bapas = promised.commitment(people, umbrella, owner=people.bapas, what="Menugaskan PK")
    sees = {"bureau": {row, theirs, of_bapas}, "leader": {row, theirs, of_bapas}, "office": {row}, "pk": {of_bapas}}
    assert set(queries.commitments(getattr(people, role))) == sees.get(role, set())
    proof = promised.proof(people, theirs, by=people.bureau)
    found = queries.proof_by_code(getattr(people, role), proof.code)
    assert (found == proof) == (role in {"bureau", "leader"})


def test_what_is_due_soon_is_the_own(people, umbrella, row):
    promised.commitment(people, umbrella, owner=promised.unit("Dinsos"), what="Rujukan")
    assert list(queries.own_commitments(people.office, row.due_on)) == [row]
    assert list(queries.own_commitments(people.office, row.due_on - timedelta(days=1))) == []


FORGED = {
    "proof": lambda row, proof: Proof.objects.filter(pk=proof.pk).update(amount=4),
    "withdrawn proof": lambda row, proof: Proof.objects.filter(pk=proof.pk).update(withdrawn_at=None),
    "due day": lambda row, proof: Commitment.objects.filter(pk=row.pk).update(due_on=date(2027, 12, 31)),
    "quantity": lambda row, proof: Commitment.objects.filter(pk=row.pk).update(quantity=1),
    "deleted proof": lambda row, proof: Proof.objects.filter(pk=proof.pk).delete(),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_is_changed_behind_the_programs_back_is_noticed(people, row, what):
    proof = given(people, row)
    if what == "withdrawn proof":
        proof = withdraw_proof(proof=proof, reason="Salah hitung", by=people.office, at=AT)
    change_commitment(commitment=row, edition=1, contact="Sekretariat", by=people.bureau, at=AT)
    assert list(touched(queries.SEALED)) == []
    FORGED[what](row, proof)
    assert len(list(touched(queries.SEALED))) == 1
