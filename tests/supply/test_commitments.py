"""Promises through their deeds: who may make and prove them, what is refused, what stays readable."""

from datetime import date, datetime, timezone

import pytest
from django.core.exceptions import PermissionDenied

from masohi.parties.accounts.actions import add_role
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.commitments import queries
from masohi.supply.commitments.actions import (
    cancel_commitment,
    change_commitment,
    give_proof,
    make_commitment,
    withdraw_proof,
)
from masohi.supply.commitments.models import Commitment, Proof
from masohi.supply.files.models import File
from masohi.supply.files.queries import content_of
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused
from tests import promised

pytestmark = pytest.mark.django_db
AT, PDF = promised.AT, promised.PDF
PEOPLE = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")


@pytest.fixture
def umbrella(people):
    return promised.agreement(people)


@pytest.fixture
def row(people, umbrella):
    return promised.commitment(people, umbrella)


def given(people, row, **changes):
    """A proof by figure, as the office would give it."""
    known = {"kind": "angka", "amount": 1, "day": date(2026, 9, 1), "note": "Laporan 9/2026", "by": people.office}
    return give_proof(commitment=row, at=AT, **(known | changes))


@pytest.mark.parametrize("role", [name for name in PEOPLE if name != "bureau"])
def test_only_the_bureau_makes_changes_and_cancels_promises(people, umbrella, row, role):
    by = getattr(people, role)
    with pytest.raises(PermissionDenied):
        make_commitment(
            agreement=umbrella,
            owner=people.host,
            kind="tempat",
            what="x",
            quantity=1,
            unit="lokasi",
            starts_on=date(2026, 3, 1),
            due_on=date(2026, 4, 1),
            by=by,
            at=AT,
        )
    with pytest.raises(PermissionDenied):
        change_commitment(commitment=row, edition=1, quantity=1, by=by, at=AT)
    with pytest.raises(PermissionDenied):
        cancel_commitment(commitment=row, reason="x", by=by, at=AT)
    assert Commitment.objects.get().quantity == 4


@pytest.mark.parametrize("role", PEOPLE)
def test_the_owners_officers_and_the_bureau_prove_and_nobody_else(people, row, role):
    by = getattr(people, role)
    if role in {"office", "bureau"}:
        assert given(people, row, by=by).given_by == by
        return
    with pytest.raises((PermissionDenied, Refused)):
        given(people, row, by=by)
    assert not Proof.objects.exists()


def test_a_role_elsewhere_proves_nothing_for_the_office_where_one_only_supervises(people, row):
    # what LPKA grants its officer does not reach DLHP, where the same person only supervises
    both = promised.officer(people, "both", "LPKA Ambon", Role.UNIT)
    add_role(account=both, organisation=people.host, role=Role.SUPERVISOR, by=people.system, at=AT)
    both = User.objects.get(pk=both.pk)
    assert both.has(Role.SUPERVISOR)
    with pytest.raises(Refused):
        given(people, row, by=both)
    assert list(queries.commitments(both)) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "angka", "note": "  "}, "dari mana"),
        ({"kind": "berkas"}, "berkas"),
        ({"amount": 0}, "paling sedikit 1"),
        ({"day": date(2026, 10, 6)}, "belum tiba"),
        ({"day": date(2026, 2, 8)}, "sebelum perjanjian"),
        ({"kind": "berkas", "file": ("x.pdf", b"")}, "kosong"),
        ({"kind": "berkas", "file": ("x.exe", b"MZ\x90")}, "PDF, JPG"),
    ],
)
def test_it_refuses_a_proof_that_proves_nothing(people, row, changes, says):
    with pytest.raises(Refused, match=says):
        given(people, row, **changes)
    assert not Proof.objects.exists()
    assert not File.objects.exists()


def test_the_last_moment_of_a_day_in_wit_still_is_that_day(people, row):
    late = datetime(2026, 10, 7, 0, 30, tzinfo=WIT).astimezone(timezone.utc)  # there still the sixth
    assert give_proof(
        commitment=row, kind="angka", amount=1, day=date(2026, 10, 7), note="x", by=people.office, at=late
    ).day == date(2026, 10, 7)


def test_the_day_the_agreement_begins_counts(people, row):
    assert given(people, row, day=promised.FIRST).day == promised.FIRST


def test_a_file_proof_keeps_its_bytes(people, row):
    proof = given(people, row, kind="berkas", file=("Berita acara.pdf", PDF), note="")
    assert content_of(proof.file) == PDF
    assert proof.file.name == "Berita acara.pdf"


def test_the_same_proof_twice_is_stored_once(people, row):
    given(people, row)
    with pytest.raises(Conflict):
        given(people, row)
    given(people, row, note="Laporan lain")
    given(people, row, kind="berkas", file=("a.pdf", PDF))
    with pytest.raises(Conflict):
        given(people, row, kind="berkas", file=("nama-lain.pdf", PDF))
    assert Proof.objects.count() == 3


def test_a_computed_promise_takes_files_but_no_amounts(people, umbrella):
    row = promised.commitment(people, umbrella, measure="lokasi_dibuka")
    with pytest.raises(Refused, match="dihitung program"):
        given(people, row, amount=2)
    assert given(people, row, amount=0, kind="berkas", file=("a.pdf", PDF)).amount == 0


def test_a_cancelled_promise_is_proven_no_more(people, row):
    given(people, row)
    gone = cancel_commitment(commitment=row, reason=" Digabung  dengan PKS ", by=people.bureau, at=AT)
    assert (gone.cancelled_on, gone.cancelled_reason) == (AT.date(), "Digabung dengan PKS")
    for deed in (
        lambda: given(people, row, note="lagi"),
        lambda: change_commitment(commitment=row, edition=2, quantity=9, by=people.bureau, at=AT),
        lambda: cancel_commitment(commitment=row, reason="lagi", by=people.bureau, at=AT),
    ):
        with pytest.raises(Conflict):
            deed()
    assert list(queries.commitments(people.office)) == []
    assert list(queries.cancelled_commitments(people.office)) == [row]
    assert queries.commitment_by_code(people.office, row.code) == row


def test_nothing_is_cancelled_or_withdrawn_without_a_reason(people, row):
    proof = given(people, row)
    with pytest.raises(Refused, match="alasan"):
        cancel_commitment(commitment=row, reason="  ", by=people.bureau, at=AT)
    with pytest.raises(Refused, match="alasan"):
        withdraw_proof(proof=proof, reason="", by=people.office, at=AT)


def test_a_withdrawn_proof_stays_with_who_and_why(people, row):
    proof = given(people, row)
    gone = withdraw_proof(proof=proof, reason="Salah hitung", by=people.office, at=AT)
    assert (gone.withdrawn_by, gone.withdrawn_reason) == (people.office, "Salah hitung")
    assert list(queries.counted_proofs([row], promised.DAY)) == []
    assert list(queries.proofs_of(row)) == [proof]
    with pytest.raises(Conflict):
        withdraw_proof(proof=proof, reason="lagi", by=people.bureau, at=AT)
    given(people, row)  # what was taken back may be given anew


@pytest.mark.parametrize("role", [name for name in PEOPLE if name not in {"office", "bureau"}])
def test_others_withdraw_no_proof(people, row, role):
    proof = given(people, row)
    with pytest.raises((PermissionDenied, Refused)):
        withdraw_proof(proof=proof, reason="x", by=getattr(people, role), at=AT)
    assert Proof.objects.get().withdrawn_at is None


def test_a_proof_of_later_does_not_count_yet(people, row):
    given(people, row, day=date(2026, 9, 1))
    assert not queries.counted_proofs([row], date(2026, 8, 31)).exists()
    assert queries.counted_proofs([row], date(2026, 9, 1)).exists()
