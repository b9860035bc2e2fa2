"""F32 to F45: the record itself, from the phone to the court."""

import json

import pytest

from masohi.ledger.heads.actions import sign_head
from masohi.ledger.heads.models import Checkpoint
from masohi.ledger.heads.queries import untrue_heads
from masohi.ledger.models import Entry, Head
from masohi.ledger.queries import stored_rows, verify
from masohi.ledger.signing import Halted
from masohi.parties.devices.actions import revoke_phone
from masohi.work.attendance.models import Attendance
from masohi.work.completion.queries import touched_records
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.fieldwork.queries import photo_folder
from masohi.work.invariants.queries import findings
from masohi.work.placement.models import Session
from tests import cast
from tests.fraud.conftest import picture, shoot
from tests.ledger.test_r03_rewrite import rewrite
from tests.phone import Key

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("guard", [True, False], ids=["guard", "mutant"])
PUSH = "/lapangan/api/kirim"


def sent(field, body):
    return field.send("POST", PUSH, body, field.phone.headers("POST", PUSH, body))


@both
def test_F32_the_same_push_again(town, field, guard):
    field.begin()
    field.finish()
    field.push()
    town.guard("F32", guard)
    status, said = sent(field, field.phone.push_body(1))
    known = status == 200 and [one["status"] for one in said["results"]] == ["sudah", "sudah"]
    assert known is guard
    assert (FieldEntry.objects.count(), Attendance.objects.count()) == (2, 1)


@both
def test_F33_a_copy_with_a_new_name(town, field, guard):
    town.guard("F33", guard)
    field.begin()
    field.push()
    copied = json.loads(field.phone.written[0][0]) | {"dseq": 2, "event": "01900000-0000-7000-8000-000000000001"}
    body = json.dumps(copied, separators=(",", ":")).encode()
    field.phone.written.append((body, field.phone.sign(body)))
    status, said = sent(field, field.phone.push_body(2))
    assert (status == 409) is guard, said
    assert (FieldEntry.objects.count() == 1) is guard


@both
def test_F34_changed_bytes(town, field, guard):
    town.guard("F34", guard)
    field.begin()
    body, signature = field.phone.written[0]
    field.phone.written[0] = (body.replace(b'"heads":1', b'"heads":9'), signature)
    field.push()
    assert (FieldEntry.objects.count() == 0) is guard


@both
def test_F35_a_middle_entry_left_out(town, field, guard):
    town.guard("F35", guard)
    field.begin()
    field.phone.write("incident", field.session.code, {"kind": "luka", "appointment": None, "note": "-"})
    field.finish()
    del field.phone.written[1]
    body = field.phone.written[1][0].replace(b'"dseq":3', b'"dseq":2')
    field.phone.written[1] = (body, field.phone.sign(body))
    field.push()
    assert (FieldEntry.objects.count() == 1) is guard


@both
def test_F36_a_cloned_phone(town, field, guard):
    field.begin()
    field.push()
    town.guard("F36", guard)
    field.phone.written, field.phone.acked = [], 0
    field.phone.write("start", field.session.code, {"heads": 9, "began": 480, "absent": [], "late": [], "cards": []})
    status, _ = sent(field, field.phone.push_body(1))
    field.device.refresh_from_db()
    assert ((status, field.device.state) == (409, "karantina")) is guard


@both
def test_F37_a_stolen_phone(town, field, guard):
    field.begin()
    field.finish()
    revoke_phone(device=field.device, reason="dicuri", by=field.cast.pk, at=field.at)
    town.guard("F37", guard)
    field.push()
    assert (FieldEntry.objects.filter(quarantined=True).count() == 2) is guard
    assert (not Attendance.objects.exists()) is guard


@both
def test_F38_another_key(town, field, guard):
    town.guard("F38", guard)
    field.begin()
    thief = Key("ed25519")
    body, _ = field.phone.written[0]
    field.phone.key = thief
    field.phone.written[0] = (body, field.phone.sign(body))
    field.push()
    assert (FieldEntry.objects.count() == 0) is guard


def test_F38_another_algorithm(field):
    """The registered algorithm counts, whatever the key."""
    field.begin()
    field.phone.key = Key("p256")
    assert field.push() is None
    assert not FieldEntry.objects.exists()


@both
def test_F39_a_browser_session_instead_of_a_signature(town, field, guard):
    town.guard("F39", guard)
    field.begin()
    field.client.force_login(field.cast.supervisor)
    body = field.phone.push_body(1)
    unsigned = {"Authorization": f"Masohi {field.phone.code} {int(field.at.timestamp() * 1000)} AAAA"}
    assert field.send("POST", PUSH, body, {})[0] == 401
    status, _ = field.send("POST", PUSH, body, unsigned)
    assert (status == 401) is guard
    assert (FieldEntry.objects.count() == 0) is guard


@both
def test_F40_an_old_app(town, field, guard):
    town.guard("F40", guard)
    field.phone.pull(field.send)
    field.pass_time((field.session.starts_at - field.at).total_seconds() / 60)
    field.phone.write(
        "start", field.session.code, {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []}, app=0
    )
    field.finish()
    field.push()
    assert ("F40" in town.flags(field.session)) is guard
    town.accept([Attendance.objects.get()], at=field.at)
    assert (town.credited(field.person.order) == 0) is guard


@both
def test_F41_a_row_changed_in_the_database(town, planned, guard):
    town.guard("F41", guard)
    rows = town.record(Session.objects.earliest("starts_at"))
    assert not list(touched_records())
    Attendance.objects.filter(pk=rows[0].pk).update(reported_minutes=480)
    assert bool(list(touched_records())) is guard


def rewritten(change):
    """The whole record made anew in itself, as an administrator of the database can."""
    bodies = [json.loads(bytes(row.body)) for row in stored_rows()]
    Entry.objects.update(because=None)  # so that the rows can go in any order
    rewrite(change(bodies))
    assert verify().ok, "the forged record is whole in itself"


def another_day(bodies):
    return [one | {"at": "2026-01-01T00:00:00.000000Z"} if one["seq"] == 3 else one for one in bodies]


@both
def test_F42_everything_rewritten(town, planned, guard):
    sign_head(at=cast.AT)
    town.guard("F42", guard)
    assert list(untrue_heads()) == []
    rewritten(another_day)
    assert bool(list(untrue_heads())) is guard


def signs_again():
    try:
        sign_head(at=cast.AT)
    except Halted:
        return False
    return True


@both
def test_F43_an_old_backup(town, planned, guard):
    sign_head(at=cast.AT)
    town.guard("F43", guard)
    rewritten(lambda bodies: bodies[:-5])
    assert signs_again() is not guard


@both
def test_F44_another_history_for_the_court(town, planned, guard):
    sign_head(at=cast.AT)
    before = bytes(Checkpoint.objects.get().root)
    town.guard("F44", guard)
    rewritten(lambda bodies: another_day(bodies)[:-1])
    assert signs_again() is not guard
    roots = {bytes(root) for root in Checkpoint.objects.values_list("root", flat=True)}
    assert (roots == {before}) is guard


@both
def test_F45_a_photo_file_swapped(town, field, guard):
    field.begin()
    kept = shoot(field, picture())
    town.guard("F45", guard)
    path = photo_folder() / kept.sha256[:2] / kept.sha256
    path.write_bytes(picture(seed=3))
    assert (kept.sha256 in findings(field.at).get("I12", [])) is guard


def test_the_head_row_is_there(planned):
    assert Head.objects.get().size == Entry.objects.count()
