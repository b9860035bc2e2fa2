"""Pages of the ladder and of the breach file, and how many clicks a letter takes."""

import base64
import io
import json
import zipfile
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masohi.ledger.heads.actions import sign_head
from masohi.work.enforcement.breach.actions import open_file, send_file, write_file
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.models import Step
from masohi.work.letters.models import Letter
from masohi.writing.indonesian import WIT
from tests import missing
from tests.verifier.conftest import FOLDER, load

pytestmark = pytest.mark.django_db


def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def absent(people, planned, monkeypatch):
    """One session missed without valid reason; the clock of the pages stands an hour after the decision."""
    missing.told(people, planned.order)
    _row, at = missing.misses(people, planned.order)
    clock(monkeypatch, at)
    return planned.order, at


def clock(monkeypatch, at):
    monkeypatch.setattr("masohi.faces.pages.timezone", SimpleNamespace(now=lambda: at))


def call(at, **more):
    day = (at + timedelta(days=3)).astimezone(WIT).date()
    return {"aksi": "terbit", "day": day.isoformat(), "clock": "09:00", "place": "Bapas Ambon"} | more


@pytest.mark.parametrize("who", ["pk", "prosecutor"])
def test_a_letter_takes_two_presses_from_the_order(client, people, absent, who):
    order, at = absent
    signed_in(client, getattr(people, who))
    tab = client.get(reverse("order-followup", args=[order.code])).content.decode()
    assert reverse("step-new", args=[order.code]) in tab
    assert "Buat surat peringatan" in tab
    page = client.get(reverse("step-new", args=[order.code]))
    assert page.status_code == 200
    assert "Terbitkan PDF" in page.content.decode()
    assert Step.objects.count() == 0, "opening a page changes nothing"
    answer = client.post(reverse("step-new", args=[order.code]), call(at))
    made = Step.objects.get()
    assert answer.url == reverse("step", args=[made.code])
    assert made.state == "terbit"
    assert made.letter.kind == "peringatan"
    letter = client.get(reverse("letter-file", args=[made.letter.code]))
    assert letter.content.startswith(b"%PDF-")


def issued(client, order, at):
    client.post(reverse("step-new", args=[order.code]), call(at))
    return Step.objects.get(order=order)


def test_pressing_twice_makes_one_letter(client, people, absent):
    order, at = absent
    signed_in(client, people.pk)
    made = issued(client, order, at)
    again = client.post(reverse("step-new", args=[order.code]), call(at))
    assert again.url == reverse("step", args=[made.code])
    client.post(reverse("step", args=[made.code]), call(at))
    assert Letter.objects.filter(order=order).count() == 1


def test_the_draft_is_marked_and_kept_nowhere(client, people, absent):
    order, at = absent
    signed_in(client, people.pk)
    draft = client.post(reverse("step-draft", args=[order.code]), call(at))
    assert draft.content.startswith(b"%PDF-")
    assert (Step.objects.count(), Letter.objects.filter(order=order).count()) == (0, 0)
    assert client.get(reverse("step-draft", args=[order.code])).status_code == 405


def test_handing_over_asks_for_who_took_it_and_keeps_what_was_typed(client, people, absent, monkeypatch):
    order, at = absent
    signed_in(client, people.pk)
    made = issued(client, order, at)
    clock(monkeypatch, at + timedelta(hours=2))
    day = at.astimezone(WIT).date().isoformat()
    hour = (at + timedelta(hours=1)).astimezone(WIT).strftime("%H:%M")
    said = {"aksi": "serah", "how": "pos", "receiver": "Kantor pos", "day": day, "clock": hour}
    page = client.post(reverse("step", args=[made.code]), said).content.decode()
    assert "Lampirkan bukti terima" in page
    assert 'value="Kantor pos"' in page
    said |= {"file": SimpleUploadedFile(*missing.PNG)}
    client.post(reverse("step", args=[made.code]), said)
    made.refresh_from_db()
    assert made.state == "diserahkan"
    proof = client.get(reverse("step-proof", args=[made.code]))
    assert proof.content == missing.PNG[1]
    client.post(reverse("step", args=[made.code]), {"aksi": "jawab", "response": "Saya akan datang"})
    assert "Saya akan datang" in client.get(reverse("order-followup", args=[order.code])).content.decode()


def test_a_step_is_withdrawn_with_a_reason(client, people, absent):
    order, at = absent
    signed_in(client, people.pk)
    made = issued(client, order, at)
    page = client.post(reverse("step", args=[made.code]), {"aksi": "batal", "reason": ""}).content.decode()
    assert "Bagian ini belum diisi." in page
    client.post(reverse("step", args=[made.code]), {"aksi": "batal", "reason": "Salah orang"})
    made.refresh_from_db()
    assert made.state == "batal"
    assert client.post(reverse("step", args=[made.code]), {"aksi": "hapus"}).status_code == 404


def test_the_list_says_what_is_late(client, people, absent, monkeypatch):
    order, at = absent
    made = missing.step(people, order, at)
    signed_in(client, people.pk)
    page = client.get(reverse("steps")).content.decode()
    assert "Minggu ini (1)" in page
    assert reverse("step", args=[made.code]) in page
    clock(monkeypatch, at + timedelta(days=8))
    assert "Terlambat (1)" in client.get(reverse("steps")).content.decode()


@pytest.mark.parametrize("who", ["clerk", "supervisor", "office", "administrator", "leader", "stranger"])
def test_nobody_else_finds_the_pages(client, people, absent, who):
    order, at = absent
    made = missing.step(people, order, at)
    signed_in(client, getattr(people, who))
    for name, args in (
        ("step", [made.code]),
        ("step-new", [order.code]),
        ("order-followup", [order.code]),
        ("order-breach", [order.code]),
        ("step-proof", [made.code]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404
    assert client.post(reverse("step-draft", args=[order.code]), call(at)).status_code == 404


def test_from_the_file_to_the_decision(client, people, planned, monkeypatch):
    missing.told(people, planned.order)
    _step, at = missing.climbed(people, planned.order, 6)
    order, address = planned.order, reverse("order-breach", args=[planned.order.code])
    clock(monkeypatch, at)
    signed_in(client, people.pk)
    page = client.get(address).content.decode()
    assert "Susun berkas" in page
    assert "dibulatkan ke bawah" in page
    client.post(address, {"aksi": "susun"})
    page = client.get(address).content.decode()
    assert "2 hal menahan berkas ini" in page
    assert "Ajukan kepada jaksa" not in page
    client.post(address, {"aksi": "ajukan"})
    assert BreachFile.objects.get().state == "disusun", "not even when the button is pressed by hand"
    client.post(address, {"aksi": "tulis", "pk_statement": "Belum dapat dihubungi.", "person_refused": "Tidak ada"})
    page = client.get(address).content.decode()
    assert "Ajukan kepada jaksa" in page
    assert "melanggar" not in page.lower().replace("pelanggaran", "")
    client.post(address, {"aksi": "ajukan"})
    day = at.astimezone(WIT).date().isoformat()
    decision = {"aksi": "putus", "outcome": "penjara", "days": "45", "document": "PRINT-7", "document_on": day}
    assert client.post(address, decision).status_code in {302, 403, 404}
    assert BreachFile.objects.get().state == "diajukan", "a PK decides nothing"
    signed_in(client, people.prosecutor)
    assert address in client.get(reverse("breach-files")).content.decode()
    page = client.post(address, decision | {"days": "91"}).content.decode()
    assert "paling banyak 90 hari" in page
    client.post(address, decision)
    file = BreachFile.objects.get()
    assert (file.state, file.result_days) == ("diputus", 45)
    page = client.get(address).content.decode()
    assert "PRINT-7" in page
    assert client.get(reverse("order-history", args=[order.code])).status_code == 200
    assert client.get(reverse("letter-file", args=[file.letter.code])).content.startswith(b"%PDF-")


def test_the_evidence_pack_holds_the_letter_and_what_it_rests_on(client, people, planned):
    missing.told(people, planned.order)
    _step, at = missing.climbed(people, planned.order, 6, file=missing.PNG)
    file = open_file(order=planned.order, by=people.pk, at=at)
    write_file(file=file, pk_statement="a", person_statement="b", person_refused="", by=people.pk, at=at)
    file = send_file(file=file, by=people.pk, at=at)
    signed_in(client, people.prosecutor)
    early = client.get(reverse("breach-evidence", args=[file.code]))
    assert early.url == reverse("order-breach", args=[planned.order.code])
    sign_head(at=at)
    pack = zipfile.ZipFile(io.BytesIO(client.get(reverse("breach-evidence", args=[file.code])).content))
    assert json.loads(pack.read("berkas.json"))["pk_statement"] == "a"
    assert [name for name in pack.namelist() if name.startswith("penyerahan/")] == ["penyerahan/1-peringatan-resi.png"]
    inner = pack.read("bukti.zip")
    proofs = json.loads(zipfile.ZipFile(io.BytesIO(inner)).read("bukti.json"))
    kinds = Counter(json.loads(base64.b64decode(one["body"]))["kind"] for one in proofs["events"])
    assert kinds["absence.decided"] == kinds["attendance.verified"] == 6
    assert kinds["step.handed"] == kinds["step.issued"] - 1 == 4  # the visit and the report are told otherwise
    assert kinds["person.told"] == 5
    judge = load((FOLDER / "verify.py").read_text(encoding="utf-8"))
    said = judge.check_pack(inner, proofs["policy"])
    assert not [one for one in said.lines if one[0] == "salah"], "every entry is proved to be in the log"
