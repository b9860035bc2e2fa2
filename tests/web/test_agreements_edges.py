"""Agreements where it hurts: two officers at once, ends that never come, renewals, texts pasted from elsewhere, names."""

import io
from datetime import date, datetime, timedelta

import docx
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from masohi.faces.jobs import ledger
from masohi.supply.agreements.actions import change_agreement
from masohi.supply.files.actions import file_folder
from masohi.supply.files.queries import lost_files
from masohi.writing.indonesian import WIT
from tests import cast
from tests.supply.agreed import draft, fresh, scan, signers, technical, umbrella, unit
from tests.web.agreeing import page, typed, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 12, 9, tzinfo=WIT))


@pytest.fixture
def bureau(client, people):
    client.force_login(people.bureau)
    return client


def change(people, row, **details):
    edition = fresh(row).edition
    return change_agreement(agreement=row, edition=edition, by=people.bureau, at=cast.AT, **details)


# --- two officers


APRI = {"name": "Apri", "position": "Kepala DLHP", "capacity": "kuasa", "power_number": "1", "power_date": "2026-01-01"}


def test_nobody_signs_for_a_party_that_took_the_place_meanwhile(bureau, people):
    """The second place was the DLHP's when the page was opened; now another office stands there."""
    row = draft(people, parties=[unit("Bapas Ambon"), unit("DLHP")])
    shown = page(bureau, row, "agreement-signatory", 2).context["form"]["edition"].value()
    change(people, row, parties=[unit("Bapas Ambon"), unit("Dinsos")])
    answer = bureau.post(reverse("agreement-signatory", args=[row.code, 2]), {**APRI, "edition": shown})
    assert "baru saja diubah orang lain" in words(answer)
    assert 'value="Kepala DLHP"' in answer.content.decode()
    assert "Penanda tangan Dinas Sosial" in words(answer)
    assert not row.signatories.exists()


def test_who_was_faster_with_a_signatory_is_not_written_over_unseen(bureau, people):
    row = draft(people)
    shown = page(bureau, row, "agreement-signatory", 2).context["form"]["edition"].value()
    signers(people, row)
    url = reverse("agreement-signatory", args=[row.code, 2])
    answer = bureau.post(url, {**APRI, "edition": shown})
    stored = {one["label"]: one["value"] for one in answer.context["stored"]}
    assert stored["Nama"] == "Apri Kepala"
    assert stored["Tanggal surat kuasa"] == "1 Maret 2026"
    assert "Bertindak sebagai" not in stored
    again = {**APRI, "edition": answer.context["form"]["edition"].value()}
    assert bureau.post(url, again).status_code == 302
    assert row.signatories.get(organisation=people.host).name == "Apri"


def test_points_found_by_somebody_else_are_shown_before_they_are_wiped(bureau, people):
    row = umbrella(people)
    url = reverse("agreement-clauses", args=[row.code])
    assert bureau.post(url, {"edition": row.edition, "pembiayaan": "Pasal 7"}).status_code == 302
    answer = bureau.post(url, {"edition": row.edition, "objek": "Pasal 2", "pembiayaan": ""})
    assert answer.context["stored"] == [{"label": "Pembiayaan", "value": "Pasal 7"}]
    assert 'value="Pasal 2"' in answer.content.decode()
    assert [clause.place for clause in row.clauses.all()] == ["Pasal 7"]


def test_what_is_stored_is_told_in_words(bureau, people):
    row = technical(people)
    said = typed(number=row.number, kind="rencana_kerja", edition=row.edition)
    change(people, row, title="Judul orang lain")
    stored = bureau.post(reverse("agreement-change", args=[row.code]), said).context["stored"]
    told = {one["label"]: one["value"] for one in stored}
    assert (told["Jenis"], told["Mulai berlaku"]) == ("Perjanjian Kerja Sama", "11 Maret 2026")


def test_an_umbrella_with_agreements_under_it_stays_one(people):
    above = umbrella(people)
    technical(people, umbrella=above)
    with pytest.raises(ValidationError, match="bertumpu padanya"):
        change(people, above, kind="rencana_kerja")
    assert change(people, above, kind="nota_kesepahaman").kind == "nota_kesepahaman"


# --- dates


def test_an_agreement_without_foreseeable_end_has_its_page(bureau, people, site):
    """Nothing follows 31 December 9999, and offices do write it for "until further notice"."""
    row = technical(people, ends_on=date.max)
    site.agreements.add(row)
    assert page(bureau, row).context["effect"].bare == {site.pk}
    assert page(bureau, row, "agreement-draft-pdf").status_code == 200


def test_a_renewal_leaves_no_complaint_about_what_it_replaced(client, people, site):
    """Umbrella and agreement ended together and both were renewed: no basis is lost."""
    yesterday = TODAY - timedelta(days=1)
    old = technical(people, umbrella=umbrella(people, ends_on=yesterday), ends_on=yesterday)
    above = umbrella(people, number="INDUK/2", begins_on=TODAY)
    site.agreements.set([old, technical(people, number="PKS/9", umbrella=above, begins_on=TODAY)])
    client.force_login(people.office)
    assert "dasar lokasi ini hilang" not in words(client.get(reverse("site", args=[site.slug])))


def test_what_has_not_begun_has_lost_no_umbrella(client, people, site):
    above = umbrella(people, begins_on=TODAY + timedelta(days=9))
    site.agreements.set([technical(people, umbrella=above, begins_on=TODAY + timedelta(days=9))])
    client.force_login(people.office)
    assert "dasar lokasi ini hilang" not in words(client.get(reverse("site", args=[site.slug])))


# --- papers


@pytest.mark.parametrize("sign", ["\x0b", "\x01", "\x85", "\uf0b7", "\ufffe", "😀", "日本", "✓", "\u2028"])
def test_pasted_signs_break_no_draft(bureau, people, sign):
    row = draft(people, title=f"Judul {sign} lain", purpose=f"Isi{sign}singkat")
    word = docx.Document(io.BytesIO(page(bureau, row, "agreement-draft-docx").content))
    assert any("Tujuannya: Isi" in one.text for one in word.paragraphs)
    pdf = PdfReader(io.BytesIO(page(bureau, row, "agreement-draft-pdf").content))
    assert "singkat" in " ".join(one.extract_text() for one in pdf.pages)


def test_a_draft_for_a_leader_names_positions_and_nobody(client, people):
    row = technical(people)
    signers(people, row)
    for user, named in ((people.leader, False), (people.unit, True)):
        client.force_login(user)
        word = docx.Document(io.BytesIO(page(client, row, "agreement-draft-docx").content))
        text = " ".join(one.text for one in word.paragraphs)
        assert ("Apri Kepala" in text) is named
        assert "Kepala Dinas" in text


def test_an_office_is_not_told_to_complete_what_it_may_not(client, people):
    for user, told in ((people.office, False), (people.bureau, True)):
        client.force_login(user)
        answer = client.post(reverse("agreement-new"), typed(number=f"N/{user.pk}"), follow=True)
        assert ("Lengkapi penanda tangan" in words(answer)) is told
        assert "Perjanjian tersimpan." in words(answer)


def test_a_paper_that_was_changed_or_lost_is_told_by_the_check(people, monkeypatch):
    kept = scan(people, technical(people)).file
    path = file_folder() / kept.sha256[:2] / kept.sha256
    held = path.read_bytes()
    assert list(lost_files()) == []
    try:
        path.write_bytes(held + b" ")
        assert list(lost_files()) == [f"supply.file:{kept.pk}"]
        path.unlink()
        assert list(lost_files()) == [f"supply.file:{kept.pk}"]
        code, told, _says = ledger.check(None)
        assert (code, told["ok"], told["touched"]) == (1, False, [f"supply.file:{kept.pk}"])
    finally:
        path.write_bytes(held)
    assert ledger.check(None)[0] == 0


# --- what has lapsed


def test_a_site_without_any_basis_is_spoken_of_however_long_ago_it_lost_it(bureau, people, site):
    old = technical(people, begins_on=date(2020, 1, 1), ends_on=TODAY - timedelta(days=400))
    site.agreements.set([old])
    for url in (reverse("agreements-ending"), reverse("tasks")):
        assert "PKS/2/2026" in words(bureau.get(url))
    site.agreements.add(technical(people, number="PKS/9", begins_on=TODAY - timedelta(days=9)))
    text = words(bureau.get(reverse("agreements-ending")))
    assert "PKS/2/2026" not in text
    assert "tidak punya dasar lain" not in text


def test_the_bureau_is_not_asked_to_renew_what_was_replaced(bureau, people, site):
    old = technical(people, ends_on=TODAY - timedelta(days=9))
    site.agreements.set([old])
    assert "Perpanjang atau ganti perjanjian" in words(bureau.get(reverse("tasks")))
    site.agreements.add(technical(people, number="PKS/9", begins_on=TODAY - timedelta(days=2)))
    assert "Perpanjang atau ganti perjanjian" not in words(bureau.get(reverse("tasks")))
    text = words(bureau.get(reverse("agreements-ending")))
    assert "PKS/2/2026" in text
    assert "tidak punya dasar lain" not in text, "there was a gap; today the site rests on the new one"
