"""What a phone signed cannot be changed in the database unnoticed: every column of an entry, a phone, a release."""

from datetime import timedelta

import pytest

from masohi.ledger.queries import verify
from masohi.parties.devices.models import Device
from masohi.work.attendance.models import Attendance
from masohi.work.completion.queries import touched_records
from masohi.work.fieldwork.models import FieldEntry, PhotoMention

pytestmark = pytest.mark.django_db


@pytest.fixture
def pushed(field):
    """A session pushed by a phone; the second entry's time is in doubt."""
    field.begin()
    field.phone.restart()
    field.at = field.session.ends_at
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.session.ends_at)
    field.push()
    assert list(touched_records()) == []
    return FieldEntry.objects.get(dseq=2)


CHANGES = {
    "doubt": lambda row: {"doubt": ""},
    "quarantined": lambda row: {"quarantined": True},
    "claimed": lambda row: {"claimed_at": row.claimed_at - timedelta(hours=1)},
    "received": lambda row: {"received_at": row.received_at - timedelta(hours=1)},
    "session": lambda row: {"session": None},
    "kind": lambda row: {"kind": "void"},
    "number": lambda row: {"dseq": 7},
    "bytes": lambda row: {"body": bytes(row.body).replace(b'"heads":1', b'"heads":2')},
    "signature": lambda row: {"signature": bytes(64)},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_column_is_found(pushed, what):
    FieldEntry.objects.filter(pk=pushed.pk).update(**CHANGES[what](pushed))
    assert verify().ok
    assert f"work.fieldentry:{pushed.pk}" in list(touched_records())


def test_a_deleted_entry_is_found(pushed):
    PhotoMention.objects.filter(entry=pushed).delete()
    FieldEntry.objects.filter(pk=pushed.pk).delete()
    assert [name for name in touched_records() if name.startswith("work.fieldentry@")]


def test_a_key_that_was_swapped_is_found(pushed):
    Device.objects.update(public_key=bytes(31) + b"p")
    assert list(touched_records()) == [f"parties.device:{pushed.device_id}"]


def test_a_hold_that_was_lifted_is_found(pushed):
    Attendance.objects.update(hold="")
    assert list(touched_records()) == [f"work.attendance:{Attendance.objects.get().pk}"]
