"""The pack of a real letter: made from the database, judged by the script that knows nothing of the house."""

import base64
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest

from masohi.ledger.heads.actions import sign_head
from masohi.parties.devices.actions import revoke_phone
from masohi.work.attendance.actions import release_attendance, undo_verification, verify_attendance
from masohi.work.attendance.models import Attendance
from masohi.work.completion.actions import complete_order, revoke_letter
from masohi.work.evidence.facts import pack_of
from masohi.work.evidence.queries import _alone, phone_lines
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.placement.models import Appointment
from masohi.writing.refusals import Refused
from tests import cast
from tests.field import Field
from tests.ledger.conftest import cosigned_head, witnesses  # noqa: F401
from tests.verifier.vectors import packed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def shared(people, running, client, monkeypatch):
    """A phone's session with two people on its list; the other one stays at home ill."""
    other = cast.running(people, case_number="104/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    plan = cast.planned(people, running)
    cast.planned(people, other)
    field = Field(people, plan, client, monkeypatch)
    assert field.session.appointments.count() == 2
    ill = field.session.appointments.get(order=other)
    field.begin(absent=[{"appointment": ill.pk, "outcome": "sakit"}])
    field.finish()
    field.push()
    cast.accept(people, list(Attendance.objects.order_by("pk")))
    after = cast.work_out(people, running)
    return field, ill, complete_order(order=running, by=people.prosecutor, at=after)[1]


def kinds(pack):
    return [json.loads(base64.b64decode(one["body"]))["kind"] for one in told(pack)["events"]]


def policy_text(settings):
    return (settings.KEYS / "policy").read_text(encoding="utf-8")


def judged(verify, pack, settings):
    report = verify.check_pack(pack, policy_text(settings))
    return report.verdict, [line[1] for line in report.lines if line[0] in ("salah", "ragu")]


def told(pack):
    return json.loads(zipfile.ZipFile(io.BytesIO(pack)).read("bukti.json"))


def test_a_real_letter_proves_itself(verify, letter, witnesses, settings):  # noqa: F811
    cosigned_head(witnesses[:2])
    pack = pack_of(letter)
    assert judged(verify, pack, settings) == ("sah", [])
    report = verify.check_pack(pack, policy_text(settings))
    assert sum(row[1] for row in report.rows) == 3600
    assert [row[2] for row in report.rows].count(None) == len(report.rows) - 1
    assert report.rows[0][1:] == (report.rows[0][1], report.rows[0][1], "")
    names = zipfile.ZipFile(io.BytesIO(pack)).namelist()
    assert names == ["surat.pdf", "bukti.json", "BACA-SAYA.txt", "verify.py", "periksa.html"]
    assert pack == pack_of(letter), "the same head, the same bytes"


def test_accepted_taken_back_and_accepted_again(verify, field, people, running, witnesses, settings):  # noqa: F811
    """Half a minute to think again leaves two words in the record, and the one that took the first back."""
    first = cast.attend(people, field.session)
    at = field.session.ends_at + timedelta(hours=1)
    verify_attendance(accepted=first, by=people.pk, at=at)
    undo_verification(records=first, by=people.pk, at=at + timedelta(seconds=20))
    verify_attendance(accepted=first, by=people.pk, at=at + timedelta(seconds=25))
    letter = complete_order(order=running, by=people.prosecutor, at=cast.work_out(people, running))[1]
    cosigned_head(witnesses)
    pack = pack_of(letter)
    assert kinds(pack).count("attendance.undone") == 1
    assert kinds(pack).count("attendance.verified") == kinds(pack).count("attendance.recorded") + 1
    assert judged(verify, pack, settings) == ("sah", [])


def test_a_held_hour_that_the_jaksa_let_go(verify, field, people, running, witnesses, settings):  # noqa: F811
    field.begin()
    field.phone.restart()
    field.finish()
    field.push()
    first = Attendance.objects.get()
    assert first.hold == "waktu"
    cast.accept(people, [first])
    release_attendance(
        attendance=first, granted=True, reason="Dicek", by=people.prosecutor, at=first.verification.verified_at
    )
    letter = complete_order(order=running, by=people.prosecutor, at=cast.work_out(people, running))[1]
    cosigned_head(witnesses)
    pack = pack_of(letter)
    assert judged(verify, pack, settings) == ("sah", [])
    rows = verify.check_pack(pack, policy_text(settings)).rows
    assert [row[3] for row in rows if row[3]] == ["tertahan (waktu belum terverifikasi), dilepas petugas ketiga"]
    evidence = told(pack)
    evidence["events"] = [
        one for one in evidence["events"] if "attendance.released" not in base64.b64decode(one["body"]).decode()
    ]
    without = packed(evidence, zipfile.ZipFile(io.BytesIO(pack)).read("surat.pdf"))
    assert judged(verify, without, settings) == ("tidak sah", ["menit"])


def test_nobody_else_s_story_is_in_the_pack(verify, shared, witnesses, settings):  # noqa: F811
    field, ill, letter = shared
    cosigned_head(witnesses)
    pack = pack_of(letter)
    assert judged(verify, pack, settings) == ("sah", [])
    fields = [one["field"] for one in told(pack)["events"] if "field" in one]
    open_ = [json.loads(base64.b64decode(one["body"])) for one in fields if "body" in one]
    assert [one["type"] for one in open_] == ["end"]
    body, signature = field.phone.written[0]
    assert [one for one in fields if "body" not in one] == [
        {
            "device": field.device.code,
            "dseq": 1,
            "sha256": hashlib.sha256(body).hexdigest(),
            "signature_sha256": hashlib.sha256(signature).hexdigest(),
        }
    ]
    report = verify.check_pack(pack, policy_text(settings))
    assert ("catatan", "hp-tertutup") in [line[:2] for line in report.lines]
    for text in (f'"appointment":{ill.pk}', '"sakit"', str(ill.order.code)):
        assert not any(text in one for one in texts(pack))


def texts(pack):
    evidence = told(pack)
    bodies = [base64.b64decode(one["body"]).decode() for one in evidence["events"]]
    return bodies + [
        base64.b64decode(one["field"].get("body", "")).decode() for one in evidence["events"] if "field" in one
    ]


def test_the_office_s_export_keeps_everything(shared):
    """What a pack leaves out is not lost: the whole bytes stand in the export."""
    field, _ill, _letter = shared
    lines = list(phone_lines())
    assert [line.split(" ")[2] for line in lines] == [
        base64.b64encode(body).decode() for body, _ in field.phone.written
    ]


@pytest.mark.parametrize(
    ("facts", "alone"),
    [
        ({"began": 480, "absent": [], "late": [], "cards": [], "people": [7]}, True),
        ({"began": 480, "absent": [], "late": [{"appointment": 7, "began": 500}], "cards": [7], "people": [7]}, True),
        ({"heads": 8, "ended": 780, "rest": 9}, True),
        ({"appointment": 7, "began": 8}, True),
        ({"people": [7, 8]}, False),
        ({"cards": [8]}, False),
        ({"absent": [{"appointment": 8, "outcome": "sakit"}]}, False),
        ({"late": [{"appointment": 9, "began": 500}]}, False),  # the same person on another day
        ({"groups": {"a": [{"b": {"appointment": 8}}]}}, False),
        ({"groups": [[7], [8]]}, False),
    ],
)
def test_whom_an_entry_names(facts, alone):
    row = FieldEntry(body=json.dumps({"session": "S1", "facts": facts}).encode())
    assert _alone(row, {7: "S1", 9: "S2"}) is alone


def test_an_event_is_small(letter, witnesses, figure):  # noqa: F811
    cosigned_head(witnesses)
    evidence = told(pack_of(letter))
    events = [len(json.dumps(one)) for one in evidence["events"]]
    assert max(events) <= 4096
    figure("R08", f"at most {max(events)} bytes an event of a real letter, {len(events)} events")


def test_nobody_s_name_is_in_the_proofs(letter, people, witnesses):  # noqa: F811
    cosigned_head(witnesses)
    evidence = told(pack_of(letter))
    bodies = [base64.b64decode(one["body"]).decode() for one in [evidence["letter"], *evidence["events"]]]
    bodies += [base64.b64decode(one["field"]["body"]).decode() for one in evidence["events"] if "field" in one]
    person = letter.order.person
    for part in (person.name, person.name.split()[0], person.phone, letter.order.case_number):
        assert not part or not any(part in body for body in bodies)


def test_before_the_witnesses_it_says_so(verify, letter, witnesses, settings):  # noqa: F811
    with pytest.raises(Refused, match="belum ditandatangani"):
        pack_of(letter)
    sign_head(at=cast.AT)
    pack = pack_of(letter)
    assert judged(verify, pack, settings) == ("belum pasti", ["saksi"])
    assert "belum ditandatangani cukup saksi" in zipfile.ZipFile(io.BytesIO(pack)).read("BACA-SAYA.txt").decode()


def test_an_older_cosigned_head_does_not_hide_a_revocation(verify, letter, people, witnesses, settings):  # noqa: F811
    cosigned_head(witnesses)
    revoke_letter(letter=letter, reason="Salah", by=people.prosecutor, at=cast.AT)
    with pytest.raises(Refused):
        pack_of(letter)
    cosigned_head(witnesses)
    assert judged(verify, pack_of(letter), settings) == ("tidak sah", ["dicabut"])


def test_a_phone_revoked_later_still_counts(verify, letter, field, people, witnesses, settings):  # noqa: F811
    revoke_phone(device=field.device, reason="hilang", by=people.pk, at=field.at)
    cosigned_head(witnesses)
    pack = pack_of(letter)
    assert any("device.revoked" in base64.b64decode(one["body"]).decode() for one in told(pack)["events"])
    assert judged(verify, pack, settings) == ("sah", [])


def test_hours_written_into_the_database_prove_nothing(verify, letter, witnesses, settings):  # noqa: F811
    """Whoever changes the rows afterwards changes neither the entries nor the verdict."""
    cosigned_head(witnesses)
    before = pack_of(letter)
    Appointment.objects.update(credited_minutes=1)
    Attendance.objects.update(reported_minutes=1)
    assert pack_of(letter) == before
    assert judged(verify, before, settings) == ("sah", [])
