"""The record: whatever is changed behind its back is found."""

import hashlib
from datetime import datetime, timezone

import pytest
from django.db import transaction

from masohi.ledger import chain
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry, Head
from masohi.ledger.queries import verify
from masohi.ledger.tree import Tree, leaf_hash
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.completion.queries import touched_records
from masohi.work.placement.models import Session
from tests import cast

pytestmark = pytest.mark.django_db


def leaf(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def slow_root(leaves):
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node(slow_root(leaves[:split]), slow_root(leaves[split:]))


@pytest.mark.parametrize("size", range(40))
def test_the_tree_is_that_of_rfc_6962(size):
    leaves = [str(n).encode() for n in range(size)]
    tree = Tree()
    for one in leaves:
        tree.add(one)
    assert tree.root() == slow_root(leaves)


@pytest.fixture
def told(people):
    """A chain of a few entries."""
    assert verify().ok
    return list(Entry.objects.order_by("seq"))


def test_a_changed_byte_anywhere_is_found(told):
    """Every byte of every stored column of an entry, flipped one at a time."""
    entry = told[len(told) // 2]
    for column in ("body", "previous", "hash", "leaf"):
        value = bytes(getattr(entry, column))
        for position in range(len(value)):
            spoilt = bytearray(value)
            spoilt[position] ^= 1
            Entry.objects.filter(pk=entry.pk).update(**{column: bytes(spoilt)})
            assert verify().first_bad in {entry.seq, entry.seq + 1}, (column, position)
        Entry.objects.filter(pk=entry.pk).update(**{column: value})
    assert verify().ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "x"),
        ("subject", "x"),
        ("thread", "x"),
        ("actor", 99),
        ("at", datetime(2020, 1, 1, tzinfo=timezone.utc)),
    ],
)
def test_a_changed_column_is_found(told, column, value):
    Entry.objects.filter(pk=told[2].pk).update(**{column: value})
    assert verify().first_bad == told[2].seq


def test_a_removed_entry_is_found(told):
    Entry.objects.filter(pk=told[2].pk).delete()
    assert verify().first_bad == told[2].seq


def test_a_removed_tail_is_found(told):
    Entry.objects.filter(pk=told[-1].pk).delete()
    assert verify().first_bad == told[-1].seq


def test_a_changed_head_is_found(told):
    Head.objects.update(hash=b"x" * 32)
    assert not verify().ok


def test_stored_hashes_are_not_believed(told):
    """Body, hash and leaf changed together still break the next link."""
    entry = told[2]
    body = bytes(entry.body).replace(b'"v":2', b'"v":3')
    told_so = {"body": body, "hash": chain.link(bytes(entry.previous), body), "leaf": leaf_hash(body)}
    Entry.objects.filter(pk=entry.pk).update(**told_so)
    assert verify().first_bad == entry.seq + 1


def test_a_float_never_enters_the_record(people):
    with transaction.atomic(), pytest.raises(TypeError, match="float"):
        record("x.y", people.court, by=people.system, at=cast.AT, share=0.1)


def test_a_deed_that_fails_leaves_no_entry(people):
    before = Entry.objects.count()

    @deed
    def broken(*, by, at):
        record("x.y", people.court, by=by, at=at)
        raise ValueError

    with pytest.raises(ValueError):
        broken(by=people.system, at=cast.AT)
    assert Entry.objects.count() == before
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_a_consequence_outside_a_deed_is_refused():
    @consequence
    def lonely(*, because):
        raise AssertionError("must not run")

    with pytest.raises(transaction.TransactionManagementError):
        lonely(because=None)


@pytest.fixture
def recorded(people, planned):
    session = Session.objects.filter(appointments__plan=planned).earliest("starts_at")
    records = cast.attend(people, session)
    cast.accept(people, records)
    assert list(touched_records()) == []
    return records[0]


@pytest.mark.parametrize(
    ("column", "value"),
    [("reported_minutes", 301), ("break_minutes", 1), ("outcome", "terlambat"), ("note", "x"), ("started_at", None)],
)
def test_a_touched_attendance_is_found(recorded, column, value):
    Attendance.objects.filter(pk=recorded.pk).update(**{column: value})
    assert list(touched_records()) == [f"work.attendance:{recorded.pk}"]


def test_a_touched_verification_is_found(recorded):
    Verification.objects.update(accepted=False, reason="x")
    assert list(touched_records()) == [f"work.verification:{Verification.objects.get().pk}"]


def test_an_attendance_that_nobody_recorded_is_found(recorded, planned):
    forged = Attendance.objects.create(
        appointment=planned.appointment_set.exclude(pk=recorded.appointment_id).first(),
        outcome="hadir",
        reported_minutes=300,
        recorded_by=recorded.recorded_by,
        recorded_at=cast.AT,
    )
    assert list(touched_records()) == [f"work.attendance:{forged.pk}"]


def test_a_removed_verification_is_found(recorded):
    Verification.objects.all().delete()
    assert list(touched_records())


def test_the_record_holds_no_name_and_no_nik(people, planned):
    bodies = b"".join(bytes(body) for body in Entry.objects.values_list("body", flat=True))
    for secret in (b"Samuel", b"Latumahina", b"Jeri", b"+6281248001234", b"Ani "):
        assert secret not in bodies
