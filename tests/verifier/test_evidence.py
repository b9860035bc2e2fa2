"""The pack of a real letter: made from the database, judged by the script that knows nothing of the house."""

import base64
import io
import json
import zipfile

import pytest
from django.urls import reverse

from masohi.ledger.heads.actions import sign_head
from masohi.parties.devices.actions import revoke_phone
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Source
from masohi.work.completion.actions import archive_folder, complete_order, revoke_letter
from masohi.work.evidence.facts import pack_of
from masohi.work.placement.models import Appointment
from masohi.writing.refusals import Refused
from tests import cast
from tests.ledger.conftest import cosigned_head, witnesses  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def letter(field, people, running):
    """A certificate of 60 hours: the first session came from a phone, the others from the page."""
    field.begin()
    field.finish()
    field.push()
    first = Attendance.objects.get()
    assert first.source == Source.PHONE
    cast.accept(people, [first])
    after = cast.work_out(people, running)
    return complete_order(order=running, by=people.prosecutor, at=after)[1]


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
    assert report.rows[0][1:] == (report.rows[0][1], report.rows[0][1])
    names = zipfile.ZipFile(io.BytesIO(pack)).namelist()
    assert names == ["surat.pdf", "bukti.json", "BACA-SAYA.txt", "verify.py", "periksa.html"]
    assert pack == pack_of(letter), "the same head, the same bytes"


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


def test_the_page_hands_it_out(client, letter, people, witnesses):  # noqa: F811
    address = reverse("letter-evidence", args=[letter.code])
    client.force_login(people.prosecutor)
    assert "belum ditandatangani" in client.get(address, follow=True).content.decode()
    cosigned_head(witnesses)
    answer = client.get(address)
    assert answer.content == pack_of(letter)
    assert answer["Content-Type"] == "application/zip"
    page = client.get(reverse("order-letters", args=[letter.order.code])).content.decode()
    assert address in page
    assert reverse("checking-tool", args=["periksa.html"]) in page
    client.force_login(people.stranger)
    assert client.get(address).status_code == 404


def test_the_tools_are_handed_out(client, people):
    client.force_login(people.prosecutor)
    for name in ("periksa.html", "verify.py"):
        answer = client.get(reverse("checking-tool", args=[name]))
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert b"RFC 6962" in answer.content
    assert client.get(reverse("checking-tool", args=["kunci"])).status_code == 404


def test_a_letter_changed_on_the_disk_is_not_packed(client, letter, people, witnesses):  # noqa: F811
    cosigned_head(witnesses)
    path = archive_folder() / letter.sha256[:2] / letter.sha256
    path.write_bytes(path.read_bytes() + b" ")
    client.force_login(people.prosecutor)
    assert client.get(reverse("letter-evidence", args=[letter.code])).status_code == 404
