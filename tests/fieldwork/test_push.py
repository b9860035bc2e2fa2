"""Entries from a phone: durable first, recorded by the same deeds, never twice, never lost."""

import json
from datetime import timedelta

import pytest

from masohi.parties.devices.actions import revoke_phone
from masohi.parties.devices.models import Device
from masohi.work.attendance.actions import release_attendance, verify_attendance
from masohi.work.attendance.models import Attendance
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.models import Equivocation, FieldEntry
from tests import cast
from tests.phone import b64

pytestmark = pytest.mark.django_db


def test_a_session_without_signal_becomes_the_record(field):
    field.begin()
    field.finish()
    field.pass_time(20)
    said = field.push()
    assert [one["status"] for one in said["results"]] == ["baru", "baru"]
    row = Attendance.objects.get()
    assert (row.outcome, row.source, row.reported_minutes, row.hold) == ("hadir", "hp", 300, "")
    assert FieldReport.objects.get().state == "tercatat"
    verify_attendance(accepted=[row], by=field.cast.pk, at=field.at)
    field.person.order.refresh_from_db()
    assert field.person.order.credited_minutes == 300


@pytest.mark.parametrize("algorithm", ["ed25519", "p256"])
def test_both_kinds_of_keys_sign(people, field, algorithm, monkeypatch):
    from tests.field import phone_of  # the fixture's phone is taken out of use first

    revoke_phone(device=field.device, reason="ganti", by=people.pk, at=field.at)
    field.phone, field.device = phone_of(people.supervisor, people, algorithm=algorithm)
    field.phone.now = lambda: field.at
    field.begin()
    assert field.push()["cursor"] == 1


def test_the_same_push_again_changes_nothing(field):
    field.begin()
    field.finish()
    field.push()
    field.phone.acked = 0
    again = field.push()
    assert [one["status"] for one in again["results"]] == ["sudah", "sudah"]
    assert (FieldEntry.objects.count(), Attendance.objects.count()) == (2, 1)


def test_other_bytes_under_a_taken_number_are_kept_and_the_phone_is_out(field):
    field.begin()
    field.push()
    clone = field.phone
    clone.written, clone.acked = [], 0
    clone.write("start", field.session.code, {"heads": 9, "began": 480, "absent": [], "late": [], "cards": []})
    path, body = "/lapangan/api/kirim", clone.push_body(1)
    status, said = field.send("POST", path, body, clone.headers("POST", path, body))
    assert (status, said["error"], said["dseq"]) == (409, "equivocation", 1)
    assert Equivocation.objects.count() == 1
    assert Device.objects.get(pk=field.device.pk).state == "karantina"


def test_a_gap_is_not_jumped(field):
    field.begin()
    field.finish()
    path, body = "/lapangan/api/kirim", field.phone.push_body(2)
    status, said = field.send("POST", path, body, field.phone.headers("POST", path, body))
    assert (status, said["cursor"], said["results"][0]["code"]) == (200, 0, "gap")


def test_a_left_out_entry_is_seen(field):
    """Someone deletes the middle entry and numbers the rest anew."""
    field.begin()
    field.phone.write("leave", field.session.code, {})
    del field.phone.written[0]
    body = field.phone.written[0][0].replace(b'"dseq":2', b'"dseq":1')
    field.phone.written[0] = (body, field.phone.sign(body))
    assert field.push()["results"][0]["code"] == "chain"


def test_changed_bytes_are_turned_down(field):
    field.begin()
    body, signature = field.phone.written[0]
    field.phone.written[0] = (body.replace(b'"heads":1', b'"heads":2'), signature)
    assert field.push()["results"][0] == {"dseq": 1, "status": "tolak", "code": "signature", "message": ""}


def test_a_restart_without_signal_needs_a_second_approver(field):
    field.begin()
    field.phone.restart()
    field.at = field.session.ends_at
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.session.ends_at)
    field.push()
    row = Attendance.objects.get()
    assert row.hold == "waktu"
    verify_attendance(accepted=[row], by=field.cast.pk, at=field.at)
    order = field.person.order
    order.refresh_from_db()
    assert order.credited_minutes == 0
    release_attendance(attendance=row, granted=True, reason="Dicek", by=field.cast.prosecutor, at=field.at)
    order.refresh_from_db()
    assert order.credited_minutes == 300


def test_entries_of_a_revoked_phone_go_to_quarantine(field):
    field.begin()
    field.finish()
    revoke_phone(device=field.device, reason="hilang", by=field.cast.pk, at=field.at)
    said = field.push()
    assert {one["code"] for one in said["results"]} == {"quarantine"}
    assert not Attendance.objects.exists()
    assert FieldReport.objects.get().state == "karantina"


def test_a_week_late_needs_a_second_approver(field):
    field.begin()
    field.finish()
    field.pass_time(8 * 24 * 60)
    field.push()
    assert Attendance.objects.get().hold == "lambat"


def test_a_wrong_clock_is_seen(field):
    field.phone.pull(field.send)
    field.pass_time(45)
    field.phone.write(
        "start",
        field.session.code,
        {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []},
        claimed=field.at - timedelta(hours=3),
    )
    field.push()
    assert FieldEntry.objects.get().doubt == "jam"


def test_two_phones_tell_different_things_and_both_stay(field):
    field.begin()
    field.finish()
    field.push()
    FieldReport.objects.update(state="terbuka", upto=0)  # the control below: a second phone, same session
    row = Attendance.objects.get()
    field.phone.write("photo", field.session.code, {"when": "sesudah"})
    field.push()
    assert FieldReport.objects.get().state == "sama"
    assert Attendance.objects.get() == row


def test_a_photo_arrives_in_pieces_and_is_drawn_anew(field):
    import hashlib
    import io

    from PIL import Image

    from masohi.work.fieldwork.models import Photo

    out = io.BytesIO()
    Image.effect_noise((640, 480), 90).convert("RGB").save(out, "JPEG", quality=90)
    data = out.getvalue()
    sha = hashlib.sha256(data).hexdigest()
    field.begin()
    path = f"/lapangan/api/foto/{sha}"
    assert field.client.generic("HEAD", path, headers=field.phone.headers("HEAD", path, b"")).status_code == 404
    field.phone.write("photo", field.session.code, {"when": "sesudah"}, photos=[sha])
    field.push()
    offset = 0
    while offset < len(data):
        piece = data[offset : offset + 20_000]
        headers = field.phone.headers("PATCH", path, piece)
        headers |= {"Upload-Offset": str(offset), "Upload-Length": str(len(data))}
        answer = field.client.generic("PATCH", path, piece, "application/octet-stream", headers=headers)
        assert answer.status_code == 204, answer.content
        offset = int(answer["Upload-Offset"])
    kept = Photo.objects.get()
    assert (kept.sha256, kept.refused, len(kept.likeness)) == (sha, "", 16)


def test_a_request_without_signature_gets_nothing(field):
    status, said = field.send("POST", "/lapangan/api/kirim", json.dumps({"entries": []}).encode(), {})
    assert (status, said["error"]) == (401, "device")
    stranger = {"Authorization": f"Masohi {field.phone.code} {int(field.at.timestamp() * 1000)} {b64(bytes(64))}"}
    assert field.send("GET", "/lapangan/api/bekal", b"", stranger)[0] == 401


def test_the_phone_carries_no_more_than_it_needs(field):
    said = field.phone.pull(field.send)
    text = json.dumps(said)
    order = field.person.order
    assert field.session.code in field.phone.sessions
    assert order.person.name not in text
    assert order.case_number not in text
    assert order.code not in text
    assert cast.PASSWORD not in text
