"""Pages of letters: write, look, issue, register, letterhead, templates, the public check."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from masohi.faces.web.letters import writing
from masohi.parties.organisations.models import Letterhead
from masohi.work.letters.models import Letter, Template
from masohi.work.placement.models import Appointment, Session
from tests import cast


def text_of(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.fixture
def told(planned, people):
    """A plan whose dates were announced."""
    Appointment.objects.filter(order=planned.order).update(told_at=cast.AT)
    return planned.order


def test_a_receipt_is_looked_at_and_issued_once(client, people, running):
    client.force_login(people.prosecutor)
    url = reverse("letter-write", args=[running.code, "tanda-terima"])
    assert (
        reverse("letter-write", args=[running.code, "tanda-terima"])
        in client.get(reverse("letter-new", args=[running.code])).content.decode()
    )
    assert client.get(url).status_code == 200
    look = client.post(url, {"tindakan": "lihat", "seen": 0})
    assert look["Content-Type"] == "application/pdf"
    assert "KONSEP" in text_of(look.content)
    assert not Letter.objects.exists()
    answer = client.post(url, {"tindakan": "terbit", "seen": 0})
    letter = Letter.objects.get()
    assert answer.url == reverse("letter", args=[letter.code])
    again = client.post(url, {"tindakan": "terbit", "seen": 0})
    assert "baru saja terbit" in again.content.decode()
    assert Letter.objects.count() == 1
    page = client.get(answer.url).content.decode()
    assert letter.number in page
    assert letter.sha256 in page
    told = text_of(client.get(reverse("letter-file", args=[letter.code])).content)
    assert running.person.name in told
    assert letter.number in told


def test_who_may_write_what(client, people, planned):
    order, session = planned.order, Session.objects.earliest("day")
    for person, url in (
        (people.pk, reverse("letter-write", args=[order.code, "tanda-terima"])),
        (people.prosecutor, reverse("letter-write", args=[order.code, "rujukan"])),
        (people.stranger, reverse("letter-write", args=[order.code, "rujukan"])),
        (people.supervisor, reverse("session-letter-write", args=[session.code, "surat-tugas"])),
        (people.pk, reverse("session-letter-write", args=[session.code, "ba-sesi"])),
        (people.leader, reverse("letters")),
        (people.clerk, reverse("letters")),
        (people.supervisor, reverse("letterheads")),
        (people.pk, reverse("letterhead", args=["kejari-ambon"])),
        (people.pk, reverse("letter-template", args=["kejari-ambon", "rujukan"])),
        (people.pk, reverse("letter-template", args=["bapas-ambon", "surat-keterangan"])),
    ):
        client.force_login(person)
        assert client.get(url).status_code == 404, (person.username, url)


def test_letters_of_a_session(client, people, planned):
    session = Session.objects.earliest("day")
    client.force_login(people.office)
    page = client.get(reverse("session-letter-new", args=[session.code])).content.decode()
    assert all(kind in page for kind in ("surat-tugas", "daftar-hadir", "ba-sesi", "bast"))
    early = client.post(reverse("session-letter-write", args=[session.code, "ba-sesi"]), {"seen": 0})
    assert "belum dicatat" in early.content.decode()
    cast.attend(people, session)
    for kind, more in (
        ("surat-tugas", {}),
        ("daftar-hadir", {}),
        ("ba-sesi", {"catatan": "Cerah"}),
        ("bast", {"alat": "Sapu; 4 buah\nSarung tangan", "penyerah": "Dina", "penerima": "Budi"}),
    ):
        url = reverse("session-letter-write", args=[session.code, kind])
        assert client.get(url).status_code == 200
        assert client.post(url, {"seen": 0, **more}).status_code == 302, kind
    client.force_login(people.pk)
    seen = {
        kind: client.get(reverse("letter", args=[Letter.objects.get(kind=kind).code])).status_code
        for kind in ("ba-sesi", "daftar-hadir")
    }
    assert seen == {"ba-sesi": 200, "daftar-hadir": 404}


def test_the_persons_own_sheet_is_one_page(client, people, told, monkeypatch):
    monkeypatch.setattr(writing, "now", lambda: cast.AT)
    client.force_login(people.pk)
    url = reverse("letter-write", args=[told.code, "jadwal-pribadi"])
    answer = client.post(url, {"tindakan": "lihat", "seen": 0})
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1


def test_register_and_files(client, people, running):
    client.force_login(people.prosecutor)
    client.post(reverse("letter-write", args=[running.code, "tanda-terima"]), {"seen": 0})
    letter = Letter.objects.get()
    page = client.get(reverse("letters")).content.decode()
    assert letter.number in page
    assert running.person.name not in page
    assert letter.number not in client.get(reverse("letters"), {"jenis": "rujukan"}).content.decode()
    assert letter.number not in client.get(reverse("letters"), {"bulan": "2020-01"}).content.decode()
    assert letter.number in client.get(reverse("letters"), {"bulan": f"{letter.issued_at:%Y-%m}"}).content.decode()
    assert letter.number in client.get(reverse("letters-file")).content.decode("utf-8-sig")
    assert client.get(reverse("letters-workbook")).content.startswith(b"PK")
    client.force_login(people.pk)
    assert letter.number not in client.get(reverse("letters")).content.decode()


def test_letterhead(client, people, running):
    client.force_login(people.pk)
    url = reverse("letterhead", args=["bapas-ambon"])
    assert client.get(reverse("letterheads")).url == url
    data = {
        "lines": "Kementerian\nDirektorat",
        "address": "Jalan Passo 1",
        "contact": "0911",
        "place": "Passo",
        "paper": "f4",
        "pattern": "{urut}/{kelas}/{bulan_romawi}/{tahun}",
    }
    look = client.post(url, data | {"tindakan": "lihat"})
    assert "Jalan Passo 1" in text_of(look.content)
    assert not Letterhead.objects.exists()
    assert "{urut}, {kelas}, dan {tahun}" in client.post(url, data | {"pattern": "{urut}"}).content.decode()
    assert "{gaji}" in client.post(url, data | {"pattern": "{urut}{kelas}{tahun}{gaji}"}).content.decode()
    assert client.post(url, data).status_code == 302
    assert Letterhead.objects.get().paper == "f4"


def test_templates(client, people):
    client.force_login(people.pk)
    assert client.get(reverse("letter-templates")).status_code == 200
    url = reverse("letter-template", args=["bapas-ambon", "rujukan"])
    wrong = client.post(url, {"text": "Halo {gaji}", "tindakan": "simpan"}).content.decode()
    assert "{gaji}" in wrong
    assert "Halo {gaji}" in wrong
    assert not Template.objects.exists()
    assert "Halo Samuel" in text_of(client.post(url, {"text": "Halo {nama}", "tindakan": "lihat"}).content)
    assert client.post(url, {"text": "Halo {nama}", "tindakan": "simpan"}).status_code == 302
    assert Template.objects.get().version == 1
    assert "sama dengan yang berlaku" in client.post(url, {"text": "Halo {nama}"}).content.decode()
    assert client.post(url, {"tindakan": "bawaan"}).status_code == 302
    assert [row.text for row in Template.objects.order_by("version")] == ["Halo {nama}", ""]
