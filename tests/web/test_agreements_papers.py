"""Files of agreements: drafts as DOCX and PDF, scans and powers of attorney as they were uploaded."""

import io
from datetime import date, datetime

import docx
import pytest
from django.urls import reverse
from pypdf import PdfReader

from masohi.law.agreements import wanted_clauses
from masohi.supply.agreements.actions import add_scan, add_signatory
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.terms import DocumentKind
from masohi.supply.files.actions import file_folder
from masohi.writing import naskah
from masohi.writing.indonesian import WIT
from masohi.writing.naskah_docx import as_docx
from tests import cast
from tests.supply.agreed import PDF, addendum, draft, signers, technical, umbrella, unit
from tests.web.agreeing import commitment

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 10, 12, 9, tzinfo=WIT)
PARTIES = ("Balai Pemasyarakatan Kelas II Ambon", "Dinas Lingkungan Hidup dan Persampahan")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MOMENT)


@pytest.fixture
def bureau(client, people):
    client.force_login(people.bureau)
    return client


def pdf_text(client, row, **query):
    answer = client.get(reverse("agreement-draft-pdf", args=[row.code]), query)
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def docx_text(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


def draft_docx(client, row):
    answer = client.get(reverse("agreement-draft-docx", args=[row.code]))
    assert answer["Content-Disposition"] == f'attachment; filename="naskah-{row.code}.docx"'
    return docx_text(answer.content)


def both(client, row):
    return draft_docx(client, row), pdf_text(client, row)


def test_a_draft_names_parties_signatories_promises_and_places(bureau, people, site):
    above = umbrella(people)
    row = draft(people, umbrella=above, purpose="Kota bersih dan orang kembali bekerja.")
    signers(people, row)
    commitment(people, row, what="Menyediakan alat kerja", quantity=60, unit="set")
    site.agreements.add(row)
    for text in both(bureau, row):
        for told in (
            *PARTIES,
            "Apri Kepala",
            "Surat Kuasa Nomor KUASA/1/2026 tanggal 1 Maret 2026",
            "mewakili Pemerintah Kota Ambon",
            "Kementerian Imigrasi dan Pemasyarakatan",
            "Kesepakatan Bersama Nomor INDUK/1/2026",
            "10 Maret 2029",
            "Kota bersih dan orang kembali bekerja.",
            "Menyediakan alat kerja",
            "60 set",
            "31 Desember 2026",
            "Pantai Namalatu",
            "Berbagi data dan kerahasiaan",
            "PIHAK KESATU",
            "PIHAK KEDUA",
            naskah.BLANK,
        ):
            assert told in text, told
        assert "Kemenkumham" not in text


def test_an_empty_draft_still_opens(bureau, people):
    for text in both(bureau, draft(people)):
        assert [party for party in PARTIES if party not in text] == []
        assert "Rencana kerja dengan indikator" in text


def test_the_signatures_stand_in_two_columns(bureau, people):
    row = draft(people, parties=[unit("Bapas Ambon"), unit("DLHP"), unit("Kejari Ambon")])
    answer = bureau.get(reverse("agreement-draft-docx", args=[row.code]))
    tables = docx.Document(io.BytesIO(answer.content)).tables
    signatures = next(table for table in tables if "PIHAK KESATU" in table.cell(0, 0).text)
    assert (len(signatures.rows), len(signatures.columns)) == (2, 2)
    assert "PIHAK KEDUA" in signatures.cell(0, 1).text
    assert "PIHAK KETIGA" in signatures.cell(1, 0).text


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind.values if kind != "adendum"])
def test_every_kind_has_its_text_with_every_clause(bureau, people, kind):
    row = draft(people, kind=kind)
    text = draft_docx(bureau, row)
    assert naskah.TITLES[kind].upper() in text
    assert "{" not in text
    composed = naskah.compose(
        naskah.Draft(kind, "x", [naskah.Side("A"), naskah.Side("B")], wanted_clauses(kind), date.min, date.max)
    )
    found = len(composed.articles) + len(composed.annexes) + bool(composed.bases) + bool(composed.parties)
    assert found == len(wanted_clauses(kind))


def test_an_addendum_says_what_it_changes(bureau, people):
    row = technical(people)
    made = addendum(people, row, date(2031, 3, 10), number="", state="konsep")
    for text in both(bureau, made):
        assert "Perjanjian Kerja Sama Nomor PKS/2/2026" in text
        assert "berakhir pada 10 Maret 2031" in text
        assert "Ruang lingkup" not in text


def test_a_draft_without_a_crest_on_either_paper(bureau, people):
    row = draft(people)
    for paper, height in (("a4", 297), ("f4", 330)):
        answer = bureau.get(reverse("agreement-draft-pdf", args=[row.code]), {"kertas": paper})
        first = PdfReader(io.BytesIO(answer.content)).pages[0]
        assert round(float(first.mediabox.height) / 72 * 25.4) == height
        assert list(first.images) == []


def test_the_administrator_reads_the_text_without_commitments(client, people):
    row = draft(people)
    commitment(people, row, what="Menyediakan alat kerja")
    client.force_login(people.administrator)
    assert "Menyediakan alat kerja" not in draft_docx(client, row)


def test_the_same_draft_gives_the_same_pdf():
    made = naskah.compose(
        naskah.Draft("adendum", "x", [naskah.Side("A")], wanted_clauses("adendum"), date.min, date.max)
    )
    assert docx_text(as_docx(made, at=MOMENT)) == docx_text(as_docx(made, at=MOMENT))


# --- scans


def scanned(people, row, content=PDF, name="naskah.pdf"):
    return add_scan(
        agreement=Agreement.objects.get(pk=row.pk), name=name, content=content, by=people.bureau, at=cast.AT
    )


@pytest.mark.parametrize("role", ["office", "pk", "leader", "unit"])
def test_a_scan_goes_out_as_it_came_in(client, people, role):
    row = technical(people)
    scanned(people, row)
    scanned(people, row, b"\xff\xd8\xff foto", name='na"skah\r\nX: y.jpg')
    client.force_login(getattr(people, role))
    for version, content, kind in ((1, PDF, "application/pdf"), (2, b"\xff\xd8\xff foto", "image/jpeg")):
        answer = client.get(reverse("agreement-scan-file", args=[row.code, version]))
        assert answer.content == content
        assert answer["Content-Type"] == kind
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "\n" not in answer["Content-Disposition"]


@pytest.mark.parametrize("role", ["clerk", "supervisor"])
def test_a_scan_is_not_there_for_others(client, people, role):
    row = technical(people)
    scanned(people, row)
    client.force_login(getattr(people, role))
    assert client.get(reverse("agreement-scan-file", args=[row.code, 1])).status_code == 404


def test_a_scan_of_another_agreement_or_a_changed_file_is_not_there(bureau, people):
    row, other = technical(people), umbrella(people)
    scan = scanned(people, row)
    assert bureau.get(reverse("agreement-scan-file", args=[other.code, 1])).status_code == 404
    path = file_folder() / scan.file.sha256[:2] / scan.file.sha256
    held = path.read_bytes()
    path.write_bytes(b"%PDF-1.7 lain")
    try:
        assert bureau.get(reverse("agreement-scan-file", args=[row.code, 1])).status_code == 404
    finally:
        path.write_bytes(held)


def test_a_power_of_attorney_can_be_opened(bureau, people):
    row = technical(people)
    add_signatory(
        agreement=row,
        organisation=people.host,
        name="Apri",
        position="Kepala",
        capacity="kuasa",
        power=("kuasa.pdf", PDF),
        by=people.bureau,
        at=cast.AT,
    )
    place = [party.short_name for party in row.parties.all()].index("DLHP") + 1
    assert bureau.get(reverse("agreement-power-file", args=[row.code, place])).content == PDF
