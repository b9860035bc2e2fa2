"""Agreements through their pages: the tree, one agreement, its forms; who finds them, and that nothing typed is lost."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masohi.supply.agreements.actions import change_agreement, end_agreement
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.actions import give_proof, make_commitment
from masohi.work.placement.models import Session
from masohi.writing.indonesian import WIT
from tests import cast
from tests.supply.agreed import PDF, addendum, checklist, draft, fresh, signers, technical, umbrella, unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)
SEES = {"prosecutor", "pk", "office", "administrator", "leader", "bureau", "unit"}
ROLES = sorted(SEES | {"clerk", "supervisor"})
DEEDS = {
    "agreement-change": [],
    "agreement-addendum": [],
    "agreement-end": [],
    "agreement-clauses": [],
    "agreement-signatory": [1],
    "agreement-scan": [],
}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 12, 9, tzinfo=WIT))


@pytest.fixture
def bureau(client, people):
    client.force_login(people.bureau)
    return client


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(client, row, name="agreement", *more):
    return client.get(reverse(name, args=[row.code, *more]))


def typed(**changes):
    return {
        "state": "ditandatangani",
        "kind": "perjanjian_kerja_sama",
        "family": "pemasyarakatan",
        "number": "100.3.7/44/2026",
        "second_number": "WP.28.PAS.6-HK.01.05-1/3",
        "title": "Tempat kerja sosial",
        "purpose": "Dinas menyediakan tempat.",
        "parties": ["DLHP", "Bapas Ambon"],
        "begins_on": "2026-03-01",
        "ends_on": "2027-02-28",
        "umbrella": "",
    } | changes


def commitment(people, row, owner="DLHP", what="Menyediakan tempat", **changes):
    details = {"kind": "tempat", "quantity": 4, "unit": "lokasi"} | changes
    return make_commitment(
        agreement=row,
        owner=unit(owner),
        what=what,
        starts_on=date(2026, 3, 11),
        due_on=date(2026, 12, 31),
        by=people.bureau,
        at=cast.AT,
        **details,
    )


def proof(people, made, day=date(2026, 9, 1)):
    return give_proof(
        commitment=made,
        kind="berkas",
        amount=1,
        day=day,
        note="Berita acara",
        file=("bukti.pdf", PDF),
        by=people.bureau,
        at=cast.AT,
    )


# --- who finds what


@pytest.mark.parametrize("role", ROLES)
def test_agreements_are_shown_to_those_who_may(client, people, role):
    row = technical(people)
    client.force_login(getattr(people, role))
    expected = 200 if role in SEES else 404
    for url in (reverse("agreements"), reverse("agreements-ending"), reverse("agreement", args=[row.code])):
        assert client.get(url).status_code == expected
    assert page(client, row, "agreement-draft-docx").status_code == expected


@pytest.mark.parametrize("role", ROLES)
def test_only_the_bureau_opens_the_forms_and_offices_enter_new_ones(client, people, role):
    row, concept = technical(people), draft(people)
    client.force_login(getattr(people, role))
    assert client.get(reverse("agreement-new")).status_code == (200 if role in {"bureau", "office"} else 404)
    for name, more in DEEDS.items():
        assert page(client, row, name, *more).status_code == (200 if role == "bureau" else 404), name
    assert page(client, concept, "agreement-sign").status_code == (200 if role == "bureau" else 404)


def test_an_address_without_an_agreement_leads_nowhere(bureau, people):
    row = technical(people)
    for name, more in {"agreement": [], **DEEDS}.items():
        assert bureau.get(reverse(name, args=["ZZZZZZZZ22", *more])).status_code == 404
    for place in (0, 3):
        assert page(bureau, row, "agreement-signatory", place).status_code == 404
        assert page(bureau, row, "agreement-power-file", place).status_code == 404
    assert page(bureau, row, "agreement-power-file", 1).status_code == 404
    assert page(bureau, row, "agreement-scan-file", 1).status_code == 404


def test_a_draft_is_neither_ended_scanned_nor_amended(bureau, people):
    row = draft(people)
    for name in ("agreement-end", "agreement-scan", "agreement-addendum"):
        assert page(bureau, row, name).status_code == 404


# --- entering


def test_an_office_registers_an_agreement(client, people):
    client.force_login(people.office)
    answer = client.post(reverse("agreement-new"), typed())
    row = Agreement.objects.get()
    assert answer.url == reverse("agreement", args=[row.code])
    assert (row.state, row.second_number, row.parties.count()) == ("ditandatangani", "WP.28.PAS.6-HK.01.05-1/3", 2)
    assert "Tempat kerja sosial" in words(client.get(reverse("agreements")))


def test_a_draft_needs_no_number(bureau):
    assert bureau.post(reverse("agreement-new"), typed(state="konsep", number="")).status_code == 302
    assert Agreement.objects.get().state == "konsep"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ends_on": "2026-02-28"}, "mendahului"),
        ({"parties": ["DLHP"]}, "sedikitnya dua pihak"),
        ({"number": ""}, "tercetak"),
        ({"signed_on": "2026-10-13"}, "belum tiba"),
        ({"umbrella": "ASALAN"}, "Kesepakatan induk"),
        ({"begins_on": ""}, "Mulai berlaku"),
    ],
)
def test_a_wrong_agreement_is_refused_with_what_was_typed(bureau, changes, told):
    answer = bureau.post(reverse("agreement-new"), typed(**changes))
    assert answer.status_code == 200
    assert told in words(answer)
    assert 'value="Tempat kerja sosial"' in answer.content.decode()
    assert not Agreement.objects.exists()


def test_the_same_number_is_refused(bureau):
    bureau.post(reverse("agreement-new"), typed())
    answer = bureau.post(reverse("agreement-new"), typed(title="Yang kedua"))
    assert "sudah dipakai" in words(answer)
    assert 'value="Yang kedua"' in answer.content.decode()
    assert Agreement.objects.count() == 1


# --- changing


def test_it_changes_what_is_stored(bureau, people):
    above, row = umbrella(people), technical(people)
    shown = page(bureau, row, "agreement-change").context["form"]
    said = typed(number=row.number, title="Judul baru", umbrella=above.code, edition=shown["edition"].value())
    assert bureau.post(reverse("agreement-change", args=[row.code]), said).status_code == 302
    assert (fresh(row).title, fresh(row).umbrella) == ("Judul baru", above)


def test_somebody_faster_loses_nobody_anything(bureau, people):
    row = technical(people)
    said = typed(number=row.number, title="Judul dari saya", edition=row.edition)
    change_agreement(agreement=row, edition=row.edition, title="Judul orang lain", by=people.bureau, at=cast.AT)
    url = reverse("agreement-change", args=[row.code])
    answer = bureau.post(url, said)
    assert "baru saja diubah orang lain" in words(answer)
    assert "Judul orang lain" in words(answer)
    assert 'value="Judul dari saya"' in answer.content.decode()
    again = said | {"edition": answer.context["form"]["edition"].value()}
    assert bureau.post(url, again).status_code == 302
    assert fresh(row).title == "Judul dari saya"


def test_a_conflict_at_signing_keeps_the_number(bureau, people):
    row = draft(people)
    signers(people, row)
    row = fresh(row)
    change_agreement(agreement=row, edition=row.edition, purpose="Lain", by=people.bureau, at=cast.AT)
    said = {"edition": row.edition, "signed_on": "2026-10-12", "number": "PKS/77"}
    answer = bureau.post(reverse("agreement-sign", args=[row.code]), said)
    assert "baru saja diubah" in words(answer)
    assert 'value="PKS/77"' in answer.content.decode()
    said["edition"] = answer.context["form"]["edition"].value()
    assert bureau.post(reverse("agreement-sign", args=[row.code]), said).status_code == 302
    assert fresh(row).number == "PKS/77"


def test_a_form_without_its_edition_changes_nothing(bureau, people):
    row = technical(people)
    assert bureau.post(reverse("agreement-change", args=[row.code]), typed(number=row.number)).status_code == 200
    assert fresh(row).title == row.title


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


# --- reading


def test_ten_seconds(client, people):
    row = technical(people, purpose="Dinas menyediakan tempat.")
    made = commitment(people, row)
    proof(people, made)
    client.force_login(people.leader)
    text = words(page(client, row))
    for told in (
        "Balai Pemasyarakatan Kelas II Ambon dan Dinas Lingkungan Hidup dan Persampahan",
        "Dinas menyediakan tempat. 1 komitmen: 0 selesai, 0 lewat tenggat.",
        "10 Maret 2029 (880 hari lagi)",
        "Belum ada anggaran yang dikaitkan.",
        "1 bukti, terakhir 1 September 2026.",
        "Penanda tangan Bapas Ambon belum dicatat.",
    ):
        assert told in text


def test_from_the_tree_to_a_proof_is_one_tap(client, people):
    above = umbrella(people)
    made = proof(people, commitment(people, technical(people, umbrella=above)))
    client.force_login(people.leader)
    tree = client.get(reverse("agreements")).content.decode()
    assert reverse("proof-file", args=[made.code]) in tree
    assert reverse("proof-file", args=[made.code]) in page(client, above).content.decode()
    answer = client.get(reverse("proof-file", args=[made.code]))
    assert answer.status_code == 200
    assert b"".join(answer) == PDF


def test_leaders_see_positions_and_no_names(client, people):
    row = technical(people)
    signers(people, row)
    client.force_login(people.leader)
    text = words(page(client, row))
    assert "Kepala Dinas" in text
    assert "Apri Kepala" not in text
    client.force_login(people.pk)
    assert "Apri Kepala" in words(page(client, row))


def test_an_office_opens_its_own_share_and_reads_the_rest(client, people):
    row = technical(people)
    own = commitment(people, row)
    other = commitment(people, row, owner="Bapas Ambon", what="Membimbing klien")
    client.force_login(people.office)
    tree = client.get(reverse("agreements")).content.decode()
    assert reverse("commitment", args=[own.code]) in tree
    assert "1 komitmen instansi lain" in " ".join(tree.split())
    text = page(client, row).content.decode()
    assert "Membimbing klien" in text
    assert reverse("commitment", args=[other.code]) not in text
    client.force_login(people.administrator)
    assert "Membimbing klien" not in page(client, row).content.decode()
    assert "komitmen instansi lain" not in client.get(reverse("agreements")).content.decode()


def test_nobody_moves_a_date_without_a_trace(client, people):
    row = technical(people)
    change_agreement(agreement=row, edition=1, ends_on=date(2029, 4, 10), by=people.bureau, at=cast.AT)
    addendum(people, row, date(2031, 3, 10))
    client.force_login(people.pk)
    text = words(page(client, row))
    assert "Berlaku sampai: dari 10 Maret 2029 menjadi 10 April 2029." in text
    assert "Berlaku sampai: dari 10 April 2029 menjadi 10 Maret 2031." in text
    assert "Bram Kerjasama" in text
    client.force_login(people.leader)
    assert "Bram Kerjasama" not in words(page(client, row))


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"keluarga": "kejaksaan"}, ["Jaksa dan kota"], ["Kerja sosial DLHP", "Payung"]),
        ({"keadaan": "konsep"}, ["Naskah baru", "Payung"], ["Jaksa dan kota", "Kerja sosial DLHP"]),
        ({"keadaan": "segera-berakhir"}, ["Jaksa dan kota"], ["Payung", "Naskah baru"]),
        ({"keadaan": "berlaku"}, ["Jaksa dan kota", "Payung", "Kerja sosial DLHP"], ["Naskah baru"]),
        ({"keluarga": "kejaksaan", "keadaan": "konsep"}, ["Tidak ada yang cocok"], ["Payung"]),
        ({"keluarga": "<script>"}, ["Payung", "Jaksa dan kota"], []),
    ],
)
def test_the_tree_is_filtered_with_what_things_rest_on(bureau, people, query, shown, hidden):
    above = umbrella(people, title="Payung")
    technical(people, title="Kerja sosial DLHP", umbrella=above)
    draft(people, title="Naskah baru", umbrella=above)
    technical(people, number="K/1", title="Jaksa dan kota", family="kejaksaan", ends_on=TODAY + timedelta(days=100))
    text = words(bureau.get(reverse("agreements"), query))
    assert [one for one in shown if one not in text] == []
    assert [one for one in hidden if one in text] == []


def test_an_empty_register_says_what_comes_first(bureau):
    assert "Catat nomor, para pihak, dan tanggalnya" in words(bureau.get(reverse("agreements")))
    assert "dalam 180 hari" in words(bureau.get(reverse("agreements-ending")))


def test_ends_stand_in_their_notice(bureau, people):
    for left in (30, 31, 90, 91, 180, 181):
        technical(people, number=f"PKS/{left}", title=f"Sisa {left} hari", ends_on=TODAY + timedelta(days=left))
    groups = bureau.get(reverse("agreements-ending")).context["groups"]
    assert [[row["ending"].days_left for row in group["rows"]] for group in groups] == [[30], [31, 90], [91, 180]]


def test_an_end_tells_which_sites_and_how_many_people_it_meets(client, people, planned):
    session = Session.objects.filter(appointments__order=planned.order, day__gt=TODAY).earliest("day")
    row = technical(people, number="PKS/1", ends_on=session.day - timedelta(days=1))
    session.site.agreements.add(row)
    client.force_login(people.leader)
    for url in (reverse("agreements-ending"), reverse("agreement", args=[row.code])):
        text = words(client.get(url))
        assert "Pantai Namalatu" in text
        assert "1 orang dijadwalkan di sana sesudah" in text
        assert planned.order.code not in text
        assert planned.order.person.name not in text
    client.force_login(people.pk)
    text = words(page(client, row))
    assert planned.order.code in text
    assert planned.order.person.name not in text
    client.force_login(people.stranger)
    assert planned.order.code not in words(page(client, row))


def test_only_sites_that_one_may_open_are_links(client, people, site):
    row = technical(people, ends_on=TODAY)
    site.agreements.add(row)
    url = reverse("site", args=[site.slug])
    for role, opens in (("bureau", True), ("office", True), ("pk", True), ("leader", False), ("unit", False)):
        client.force_login(getattr(people, role))
        for shown in (page(client, row), client.get(reverse("agreements-ending"))):
            assert "Pantai Namalatu" in words(shown)
            assert (url in shown.content.decode()) is opens
        assert client.get(url).status_code == (200 if opens else 404)


def test_people_planned_before_the_end_are_not_counted(client, people, planned):
    last = Session.objects.filter(appointments__order=planned.order).latest("day")
    row = technical(people, number="PKS/1", ends_on=last.day)
    last.site.agreements.add(row)
    client.force_login(people.pk)
    assert "dijadwalkan di sana sesudah" not in words(page(client, row))


def test_a_lapsed_agreement_is_named_while_sites_rest_on_it(bureau, people, site):
    row = technical(people, ends_on=TODAY - timedelta(days=1))
    assert bureau.get(reverse("agreements-ending")).context["groups"] == []
    site.agreements.add(row)
    text = words(bureau.get(reverse("agreements-ending")))
    assert "Sudah berakhir, lokasi masih bertumpu padanya" in text
    assert "1 di antaranya tidak punya dasar lain sesudahnya" in text
    site.agreements.add(technical(people, number="PKS/9"))
    assert "tidak punya dasar lain" not in words(bureau.get(reverse("agreements-ending")))


def test_the_bureau_finds_its_work(bureau, people, site):
    near = technical(people, number="PKS/1", ends_on=TODAY + timedelta(days=90))
    technical(people, number="PKS/2", ends_on=TODAY + timedelta(days=91))
    site.agreements.add(near)
    text = words(bureau.get(reverse("tasks")))
    assert text.count("Bahas perpanjangan perjanjian") == 2, "one row: its title, and the same words in its button"
    assert "PKS/1 · 1 lokasi bertumpu padanya" in text
    assert "PKS/1 · belum ada: penanda tangan atau surat kuasa, naskah bertanda tangan, dan 18 klausul" in text


def test_nothing_is_asked_for_what_has_ended(bureau, people):
    row = technical(people)
    end_agreement(agreement=row, edition=row.edition, ended_on=TODAY, reason="Diganti", by=people.bureau, at=cast.AT)
    assert "Lengkapi perjanjian" not in words(bureau.get(reverse("tasks")))


# --- sites


def test_a_site_says_on_which_families_it_rests(client, people, site):
    client.force_login(people.office)
    url = reverse("site", args=[site.slug])
    assert words(client.get(url)).count("Perjanjian seperti ini belum ada") == 2
    row = technical(people)
    site.agreements.add(row)
    text = words(client.get(url))
    assert text.count("Perjanjian seperti ini belum ada") == 1
    assert reverse("agreement", args=[row.code]) in client.get(url).content.decode()
    site.agreements.add(technical(people, number="K/1", family="kejaksaan", ends_on=TODAY - timedelta(days=1)))
    text = words(client.get(url))
    assert "Perjanjian seperti ini belum ada" not in text
    assert "Satu dasar lokasi ini hilang: K/1. Berakhir 11 Oktober 2026." in text
    assert "Tidak ada perjanjian kerja sama yang berlaku" not in text, "the other family still holds (KS-19)"


def test_a_site_warns_of_an_end_ahead_and_of_a_lapsed_umbrella(client, people, site):
    client.force_login(people.office)
    above = umbrella(people, ends_on=TODAY - timedelta(days=1))
    site.agreements.add(technical(people, umbrella=above))
    site.agreements.add(technical(people, number="K/1", family="kejaksaan", ends_on=TODAY + timedelta(days=90)))
    text = words(client.get(reverse("site", args=[site.slug])))
    assert "Satu dasar lokasi ini hilang: PKS/2/2026. Kesepakatan induknya tidak berlaku." in text
    assert "hilang: K/1" not in text
    assert "Berakhir 10 Januari 2027. Bicarakan perpanjangannya." in text


def test_a_draft_and_an_early_end_protect_no_site(client, people, site):
    client.force_login(people.office)
    url = reverse("site", args=[site.slug])
    site.agreements.set([draft(people)])
    assert "Tidak ada perjanjian kerja sama yang berlaku" in words(client.get(url))
    row = technical(people)
    site.agreements.set([row])
    assert "Tidak ada perjanjian kerja sama yang berlaku" not in words(client.get(url))
    end_agreement(
        agreement=row,
        edition=row.edition,
        ended_on=TODAY - timedelta(days=1),
        reason="Diganti",
        by=people.bureau,
        at=cast.AT,
    )
    assert "Tidak ada perjanjian kerja sama yang berlaku" in words(client.get(url))


def test_a_site_is_put_on_signed_agreements_only(client, people, site):
    client.force_login(people.office)
    row = technical(people)
    draft(people, title="Naskah baru")
    addendum(people, row, date(2030, 1, 1))
    form = client.get(reverse("site-change", args=[site.slug])).context["form"]
    assert [code for code, _label in form.fields["agreements"].choices] == [row.code]


# --- cost


def crowd(people, site, number):
    """So many umbrellas with an agreement, a commitment and a proof each; every site rests on all of them."""
    for n in range(number):
        above = umbrella(people, number=f"I/{n}", ends_on=TODAY + timedelta(days=30 + n))
        row = technical(people, number=f"P/{n}", umbrella=above, ends_on=TODAY + timedelta(days=n))
        signers(people, row)
        checklist(people, row, ["objek", "penutup"])
        site.agreements.add(row)
        proof(people, commitment(people, row, what=f"Janji {n}"))


@pytest.mark.parametrize("number", [3, 30])
def test_pages_ask_a_fixed_number_of_questions(bureau, people, site, planned, number, django_assert_max_num_queries):
    crowd(people, site, number)
    first = Agreement.objects.filter(kind="perjanjian_kerja_sama").first()
    above = first.umbrella
    for url, most in (
        (reverse("agreements"), 13),
        (reverse("agreements-ending"), 11),
        (reverse("agreement", args=[first.code]), 26),
        (reverse("agreement", args=[above.code]), 26),
        (reverse("tasks"), 26),
        (reverse("site", args=[site.slug]), 16),
    ):
        with django_assert_max_num_queries(most):
            assert bureau.get(url).status_code == 200
