"""From a draft to an end: signing, signatories, clauses, scans and addenda through their pages."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masohi.supply.agreements.models import Agreement
from masohi.writing.indonesian import WIT
from tests.supply.agreed import PDF, draft, fresh, technical, umbrella
from tests.web.agreeing import page, typed, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 12, 9, tzinfo=WIT))


@pytest.fixture
def bureau(client, people):
    client.force_login(people.bureau)
    return client


# --- signing, ending, signatories, clauses


def test_from_draft_to_signed_text(bureau, people):
    row = draft(people)

    def send(to, said, *more):
        return bureau.post(reverse(f"agreement-{to}", args=[row.code, *more]), {"edition": fresh(row).edition, **said})

    send("signatory", {"name": "Elen", "position": "Kepala Bapas", "capacity": "kepala_unit"}, 1)
    sign = {"signed_on": "2026-10-12", "number": "PKS/5"}
    assert "Catat dulu penanda tangan DLHP" in words(send("sign", sign))
    told = {"name": "Apri", "position": "Kepala Dinas", "capacity": "kuasa"}
    send("signatory", told, 2)
    refused = send("sign", sign)
    assert "memerlukan surat kuasa kepala daerah" in words(refused)
    assert "Permendagri 22/2020" in words(refused)
    power = SimpleUploadedFile("kuasa.pdf", PDF, "application/pdf")
    told |= {"power_number": "KUASA/1", "power_date": "2026-10-01", "power": power}
    send("signatory", told, 2)
    assert send("sign", sign).status_code == 302
    scan = {"file": SimpleUploadedFile("naskah.pdf", PDF, "application/pdf"), "note": "lengkap"}
    assert bureau.post(reverse("agreement-scan", args=[row.code]), scan).status_code == 302
    text = words(page(bureau, row))
    assert "Versi 1" in text
    assert fresh(row).scans.get().file.sha256 in text
    assert "belum diunggah" not in text


def test_a_strange_file_is_refused_and_the_note_stays(bureau, people):
    row = technical(people)
    scan = {"file": SimpleUploadedFile("naskah.pdf", b"MZ\x90", "application/pdf"), "note": "halaman 3"}
    answer = bureau.post(reverse("agreement-scan", args=[row.code]), scan)
    assert "harus PDF, JPG, atau PNG" in words(answer)
    assert 'value="halaman 3"' in answer.content.decode()
    power = SimpleUploadedFile("kuasa.exe", b"MZ\x90", "application/pdf")
    told = {"edition": row.edition, "name": "Apri Kepala", "position": "Kepala", "capacity": "kuasa", "power": power}
    answer = bureau.post(reverse("agreement-signatory", args=[row.code, 2]), told)
    assert "harus PDF" in words(answer)
    assert 'value="Apri Kepala"' in answer.content.decode()
    assert not row.signatories.exists()


def test_clauses_are_written_down_by_place(bureau, people):
    row = umbrella(people)
    told = {"edition": row.edition, "pembiayaan": "Pasal 7", "objek": ""}
    assert bureau.post(reverse("agreement-clauses", args=[row.code]), told).status_code == 302
    text = words(page(bureau, row))
    assert "Pembiayaan Pasal 7" in text
    assert "14 pokok belum ada." in text
    assert "Objek" in text


def test_an_agreement_is_ended(bureau, people):
    row = technical(people)
    url = reverse("agreement-end", args=[row.code])
    answer = bureau.post(url, {"edition": row.edition, "ended_on": "2035-01-01", "reason": "Diganti"})
    assert "masa berlakunya" in words(answer)
    assert 'value="Diganti"' in answer.content.decode()
    assert bureau.post(url, {"edition": row.edition, "ended_on": "2026-10-11", "reason": "Diganti"}).status_code == 302
    text = words(page(bureau, row))
    assert "Diakhiri" in text
    assert "berakhir 1 hari yang lalu" in text
    assert page(bureau, row, "agreement-end").status_code == 404


def test_an_addendum_is_written_and_moves_the_end(bureau, people):
    row = technical(people)
    url = reverse("agreement-addendum", args=[row.code])
    said = typed(title="Perpanjangan", number="ADD/1", begins_on="2026-10-01", ends_on="2031-03-10")
    assert bureau.post(url, {**said, "ends_on": "2026-09-01"}).status_code == 200
    assert bureau.post(url, said).status_code == 302
    assert fresh(row).ends_on == date(2031, 3, 10)
    made = Agreement.objects.get(kind="adendum")
    assert (made.amends, made.former_end) == (row, date(2029, 3, 10))
    assert "10 Maret 2029 menjadi 10 Maret 2031" in words(page(bureau, row))
    assert "semula berakhir 10 Maret 2029" in words(page(bureau, made))
    said = {"edition": made.edition, "title": "Adendum perpanjangan", "number": "ADD/1"}
    said |= {"begins_on": "2026-10-01", "ends_on": "2031-03-10"}
    assert bureau.post(reverse("agreement-change", args=[made.code]), said).status_code == 302
    assert fresh(made).title == "Adendum perpanjangan"
