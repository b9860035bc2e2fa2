"""Promises through their pages: who sees what, what a proof costs in clicks, what is never lost."""

import io
import re
from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from masohi.parties.accounts.actions import add_role
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.actions import cancel_commitment, change_commitment
from masohi.supply.commitments.models import Commitment, Proof
from masohi.supply.files.actions import file_folder
from masohi.supply.files.models import File
from tests import promised

pytestmark = pytest.mark.django_db

ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")
SEES_PROMISES = {"prosecutor", "pk", "office", "leader", "bureau", "unit", "stranger"}
PEOPLES_NAMES = ("Dina Dinas", "Bram Kerjasama", "Maria Pembimbing", "Lia Petugas")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: promised.NOON)


@pytest.fixture
def row(people):
    return promised.commitment(people, promised.agreement(people))


def opened(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def filled(row, **changes):
    """A commitment as the bureau would type it."""
    return {
        "edition": "1",
        "what": "Menyediakan alat",
        "owner": "DLHP",
        "agreement": row.agreement.code,
        "kind": "peralatan",
        "quantity": "60",
        "unit": "set",
        "starts_on": "2026-03-11",
        "due_on": "2026-12-31",
        "measure": "bukti",
        "article": "",
        "contact": "",
        "source": "",
    } | changes


PAGES = {
    "commitments": SEES_PROMISES,
    "scoreboard": SEES_PROMISES,
    "quarter-letter": SEES_PROMISES,
    "commitment-new": {"bureau"},
    "commitments-import": {"bureau"},
    "commitments-template": {"bureau"},
}
OF_ONE = {
    "commitment": {"office", "leader", "bureau"},
    "commitment-proof": {"office", "bureau"},
    "commitment-change": {"bureau"},
    "commitment-cancel": {"bureau"},
}
OF_PROOF = {"proof-file": {"office", "leader", "bureau"}, "proof-withdraw": {"office", "bureau"}}


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_there_for_its_roles_and_for_nobody_else(client, people, row, role):
    proof = promised.proof(people, row, kind="berkas", file=("a.pdf", promised.PDF))
    asked = (
        {name: [] for name in PAGES} | {name: [row.code] for name in OF_ONE} | {name: [proof.code] for name in OF_PROOF}
    )
    for name, roles in (PAGES | OF_ONE | OF_PROOF).items():
        status = opened(client, getattr(people, role), name, *asked[name]).status_code
        assert status == (200 if role in roles else 404), (name, role)


@pytest.mark.parametrize("name", [*PAGES, *OF_ONE, *OF_PROOF])
def test_nobody_sees_anything_without_signing_in(client, people, row, name):
    proof = promised.proof(people, row)
    code = {name: [row.code] for name in OF_ONE} | {name: [proof.code] for name in OF_PROOF}
    answer = client.get(reverse(name, args=code.get(name, [])))
    assert answer.status_code == 302
    assert "/masuk" in answer.url


def test_an_office_sees_its_own_share_due_first_and_nobody_elses(client, people, row):
    promised.commitment(people, row.agreement, what="Lebih dekat", due_on=date(2026, 11, 1))
    promised.commitment(people, row.agreement, what="Milik Dinsos", owner=promised.unit("Dinsos"))
    page = words(opened(client, people.office, "commitments"))
    assert "Komitmen saya" in page
    assert page.index("Lebih dekat") < page.index(row.what)
    assert "Milik Dinsos" not in page


def test_what_is_late_stands_before_what_is_kept(client, people, row):
    late = promised.commitment(people, row.agreement, what="Lewat", due_on=date(2026, 9, 1))
    kept = promised.commitment(people, row.agreement, what="Tuntas", due_on=date(2026, 8, 1))
    promised.proof(people, kept, 4)
    page = words(opened(client, people.office, "commitments"))
    assert page.index("Lewat") < page.index(row.what) < page.index("Tuntas")
    assert "Terlambat 1" in page
    assert late.code


def test_an_office_without_a_promise_is_shown_the_agreement(client, people):
    page = opened(client, people.unit, "commitments")
    assert "Belum ada komitmen untuk dinas Anda." in words(page)
    assert reverse("agreements") in page.content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {"A", "B"}),
        ({"dinas": "DLHP"}, {"A"}),
        ({"dinas": "Dinsos"}, {"B"}),
        ({"keadaan": "terlambat"}, {"B"}),
        ({"keadaan": "selesai"}, set()),
        ({"dinas": "DLHP", "keadaan": "terlambat"}, set()),
        ({"perjanjian": "TIDAKADA"}, set()),
        ({"halaman": "²", "keadaan": "x"}, set()),
    ],
)
def test_those_who_see_all_narrow_by_office_light_and_agreement(client, people, query, shown):
    umbrella = promised.agreement(people)
    promised.commitment(people, umbrella, what="Janji A")
    promised.commitment(people, umbrella, what="Janji B", owner=promised.unit("Dinsos"), due_on=date(2026, 9, 1))
    client.force_login(people.bureau)
    page = words(client.get(reverse("commitments"), query))
    assert {name for name in "AB" if f"Janji {name}" in page} == shown


@pytest.mark.parametrize("count", [3, 30])
def test_no_query_a_row(client, people, row, count, django_assert_max_num_queries):
    for n in range(count):
        promised.proof(people, promised.commitment(people, row.agreement, what=f"Janji {n}"))
    for user in (people.office, people.bureau):
        client.force_login(user)
        for name in ("commitments", "scoreboard"):
            with django_assert_max_num_queries(22):
                client.get(reverse(name))


@pytest.mark.parametrize("count", [3, 30])
def test_no_query_a_proof(client, people, row, count, django_assert_max_num_queries):
    for n in range(count):
        promised.proof(people, row, kind="berkas", note=f"{n}", file=(f"{n}.pdf", promised.PDF + bytes([n])))
    client.force_login(people.office)
    with django_assert_max_num_queries(24):
        page = client.get(reverse("commitment", args=[row.code]))
    assert words(page).count("29.pdf") == (count == 30)


def test_a_proof_in_four_clicks(client, people, row):
    client.force_login(people.office)
    listed = client.get(reverse("commitments")).content.decode()  # signed in: the list
    form = reverse("commitment-proof", args=[row.code])
    assert form in listed  # 1: + Bukti
    file = SimpleUploadedFile("Berita acara.pdf", promised.PDF)  # 2: the file, 3: Simpan
    answer = client.post(form, {"kind": "berkas", "amount": "1", "day": "2026-10-01", "note": "", "file": file})
    assert answer.url == reverse("commitment", args=[row.code])
    page = client.get(answer.url)
    assert "1 dari 4 lokasi (25%)" in words(page)
    assert "Berita acara.pdf" in words(page)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"amount": ""}, "Tulis jumlah yang dibuktikan"),
        ({"amount": "0"}, "1"),
        ({"day": "2026-10-13"}, "belum tiba"),
        ({"day": "2026-02-08"}, "sebelum perjanjian"),
        ({"kind": "angka", "note": ""}, "dari mana"),
        ({"kind": "berkas"}, "Pilih berkas"),
        ({"kind": "perkiraan"}, "perkiraan"),
    ],
)
def test_a_refused_proof_keeps_what_was_typed(client, people, row, changes, says):
    client.force_login(people.office)
    typed = {"kind": "angka", "amount": "2", "day": "2026-10-01", "note": "Laporan nomor 77"} | changes
    answer = client.post(reverse("commitment-proof", args=[row.code]), typed)
    assert answer.status_code == 200
    assert says in words(answer)
    assert not Proof.objects.exists()
    if typed["note"]:
        assert "Laporan nomor 77" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"<html>"), ("a.svg", b"<svg/>"), ("a.pdf", b""), ("a.exe", b"MZ")]
)
def test_only_papers_and_pictures_are_kept(client, people, row, name, content):
    client.force_login(people.office)
    typed = {"kind": "berkas", "amount": "1", "day": "2026-10-01", "file": SimpleUploadedFile(name, content)}
    answer = client.post(reverse("commitment-proof", args=[row.code]), typed)
    assert answer.status_code == 200
    assert not File.objects.exists()


def test_a_file_goes_out_to_be_saved_and_never_runs(client, people, row):
    proof = promised.proof(people, row, kind="berkas", file=('a"b\u202e.pdf', promised.PDF))
    answer = opened(client, people.leader, "proof-file", proof.code)
    assert answer.content == promised.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_was_changed_on_disk_is_not_handed_out(client, people, row):
    proof = promised.proof(people, row, kind="berkas", file=("a.pdf", promised.PDF + b"1"))
    path = file_folder() / proof.file.sha256[:2] / proof.file.sha256
    path.write_bytes(promised.PDF + b"2")
    assert opened(client, people.leader, "proof-file", proof.code).status_code == 404
    figure = promised.proof(people, row)
    assert opened(client, people.leader, "proof-file", figure.code).status_code == 404


def test_a_withdrawn_proof_stays_on_the_page_with_its_reason(client, people, row):
    proof = promised.proof(people, row)
    client.force_login(people.office)
    address = reverse("proof-withdraw", args=[proof.code])
    assert "Tulis alasannya" in words(client.post(address, {"reason": " "}))
    client.post(address, {"reason": "Dihitung dua kali"})
    page = words(client.get(reverse("commitment", args=[row.code])))
    assert "0 dari 4 lokasi (0%)" in page
    assert "Alasan: Dihitung dua kali" in page


def test_leaders_read_no_officers_name(client, people, row):
    proof = promised.proof(people, row)
    promised.proof(people, row, note="lain", by=people.bureau)
    change_commitment(commitment=row, edition=1, due_on=date(2027, 3, 1), by=people.bureau, at=promised.AT)
    promised.meeting(people, row)
    page = words(opened(client, people.leader, "commitment", row.code))
    assert "dari 20 Januari 2027 menjadi 1 Maret 2027" in page
    assert not [name for name in PEOPLES_NAMES if name in page]
    assert "Dina Dinas" in words(opened(client, people.bureau, "commitment", row.code))
    assert proof.code


def test_a_computed_promise_asks_for_no_amount(client, people, row):
    computed = promised.commitment(people, row.agreement, measure="lokasi_dibuka", what="Lokasi siap")
    page = opened(client, people.office, "commitment-proof", computed.code).content.decode()
    assert 'name="amount"' not in page
    listed = opened(client, people.office, "commitments").content.decode()
    assert reverse("commitment-proof", args=[computed.code]) not in listed
    assert "Dihitung program" in listed


def test_nobody_can_type_a_percentage(client, people, row):
    client.force_login(people.bureau)
    client.post(reverse("commitment-change", args=[row.code]), filled(row, progress="100", share="100"))
    assert "0 dari 60 set (0%)" in words(client.get(reverse("commitment", args=[row.code])))


def test_the_bureau_enters_and_changes_a_promise(client, people, row):
    client.force_login(people.bureau)
    answer = client.post(reverse("commitment-new"), filled(row))
    made = Commitment.objects.get(what="Menyediakan alat")
    assert answer.url == reverse("commitment", args=[made.code])
    client.post(reverse("commitment-change", args=[made.code]), filled(row, quantity="70"))
    assert Commitment.objects.get(pk=made.pk).quantity == 70


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"what": ""}, "Tulis apa yang dijanjikan"),
        ({"owner": ""}, "Pilih dinas"),
        ({"agreement": ""}, "Pilih perjanjian"),
        ({"quantity": "0"}, "1"),
        ({"due_on": "2026-01-01"}, "mendahului"),
        ({"due_on": "31 Februari"}, "tanggal"),
    ],
)
def test_a_refused_promise_keeps_what_was_typed(client, people, row, changes, says):
    client.force_login(people.bureau)
    answer = client.post(reverse("commitment-new"), filled(row, source="Notulen 9 Februari", **changes))
    assert says in words(answer)
    assert "Notulen 9 Februari" in answer.content.decode()
    assert Commitment.objects.count() == 1


def test_two_who_change_at_once_see_both_and_can_save_again(client, people, row):
    client.force_login(people.bureau)
    change_commitment(commitment=row, edition=1, unit="tempat", by=people.bureau, at=promised.AT)
    answer = client.post(reverse("commitment-change", args=[row.code]), filled(row))
    assert "Yang tersimpan sekarang" in words(answer)
    assert "Jenis Tempat kerja sosial" in words(answer)
    assert "Tenggat 20 Januari 2027" in words(answer)
    assert "Menyediakan alat" in answer.content.decode()
    assert 'name="edition" value="2"' in answer.content.decode()
    client.post(reverse("commitment-change", args=[row.code]), filled(row, edition="2"))
    assert Commitment.objects.get().what == "Menyediakan alat"


def test_a_cancelled_promise_says_why_and_offers_nothing_more(client, people, row):
    client.force_login(people.bureau)
    client.post(reverse("commitment-cancel", args=[row.code]), {"reason": "Digabung"})
    page = client.get(reverse("commitment", args=[row.code]))
    assert "Alasan: Digabung" in words(page)
    assert reverse("commitment-proof", args=[row.code]) not in page.content.decode()
    assert "Komitmen yang dibatalkan" in words(client.get(reverse("commitments")))


def test_a_cancelled_promise_is_not_called_late(client, people, row):
    late = promised.commitment(people, row.agreement, what="Lama", due_on=date(2026, 9, 1))
    assert "Lewat tenggat 41 hari" in words(opened(client, people.office, "commitment", late.code))
    cancel_commitment(commitment=late, reason="Digabung", by=people.bureau, at=promised.AT)
    page = words(opened(client, people.office, "commitment", late.code))
    assert "Digabung" in page
    assert "Lewat tenggat" not in page


def test_a_promise_of_a_draft_is_not_called_late(client, people, row):
    draft = promised.agreement(people, "PKS-9")
    late = promised.commitment(people, draft, what="Rancangan", due_on=date(2026, 9, 1))
    Agreement.objects.filter(pk=draft.pk).update(state="konsep")
    page = words(opened(client, people.office, "commitment", late.code))
    assert "perjanjiannya masih konsep" in page
    assert "Lewat tenggat" not in page
    for name in ("commitments", "agreements"):
        page = words(opened(client, people.office, name))
        assert "Rancangan" in page
        assert "terlambat 41 hari" not in page


def test_the_history_of_a_promise_tells_who_had_it_before(client, people, row):
    other = promised.unit("Dinsos")
    change_commitment(commitment=row, edition=1, owner=other, what="Lain", by=people.bureau, at=promised.AT)
    page = words(opened(client, people.bureau, "commitment", row.code))
    assert "Penanggung jawab: dari DLHP menjadi Dinsos." in page
    assert "Bunyi komitmen diubah." in page


def test_what_a_meeting_asked_is_shown_to_those_who_may_read_its_minutes(client, people, row):
    asked = {"what": "Ukur pantai", "owner": people.bapas, "due_on": date(2026, 10, 20), "commitment": row}
    others = [people.bapas, promised.unit("Kanwil Ditjenpas Maluku")]
    promised.meeting(people, title="Tanpa dinas", participants=others, actions=[asked])
    assert "Ukur pantai" in words(opened(client, people.bureau, "commitment", row.code))
    page = words(opened(client, people.office, "commitment", row.code))
    assert "Ukur pantai" not in page
    assert "Tanpa dinas" not in page


def test_the_board_links_only_to_lists_that_the_reader_may_open(client, people, row):
    promised.commitment(people, row.agreement, owner=people.bapas, what="Rahasia Bapas")
    of_office = opened(client, people.office, "scoreboard")
    assert "Bapas Ambon" in words(of_office)
    assert "Rahasia Bapas" not in words(of_office)
    assert "dinas=" not in of_office.content.decode()
    of_bureau = opened(client, people.bureau, "scoreboard").content.decode()
    assert f"{reverse('commitments')}?dinas=Bapas+Ambon" in of_bureau


def test_the_board_shames_nobody(client, people, row):
    promised.commitment(people, row.agreement, what="Lewat", due_on=date(2026, 9, 1))
    page = words(opened(client, people.bureau, "scoreboard")).lower()
    for word in ("gagal", "terburuk", "malas", "lalai", "ingkar", "peringkat", "juara", "melanggar"):
        assert word not in page


def letter(client, user, quarter="2026-T3"):
    client.force_login(user)
    answer = client.get(reverse("quarter-letter"), {"triwulan": quarter})
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_the_quarters_report_can_be_read(client, people, row):
    promised.proof(people, row, 2, day=date(2026, 9, 1))
    promised.commitment(people, row.agreement, owner=people.bapas, what="Menugaskan PK", due_on=date(2026, 9, 30))
    promised.meeting(people, row, held_on=date(2026, 9, 15), title="Evaluasi September")
    promised.meeting(people, held_on=date(2026, 10, 1), title="Rapat Oktober")
    paid = promised.line(people)
    promised.payment(people, paid, 35_000_000, paid_on=date(2026, 8, 5))
    text = letter(client, people.bureau)
    assert "Triwulan III 2026" in text
    assert "0 lewat tenggat. 2 masih berjalan; 1 di antaranya tertinggal dari jadwal." in text
    assert "2 dari 4 lokasi (50%)" in text
    assert "Menugaskan PK" in text
    assert "Kuota pantai ditambah" in text
    assert "Rapat Oktober" not in text
    assert "Rp35.000.000" in text
    assert "Biaya per jam yang diakui: belum dapat dihitung" in text
    assert not [name for name in PEOPLES_NAMES if name in text]


def test_the_quarters_report_of_an_office_holds_only_its_own(client, people, row):
    promised.commitment(people, row.agreement, owner=people.bapas, what="Menugaskan PK")
    text = letter(client, people.office, "2026-T4")
    assert row.what in text
    assert "Menugaskan PK" not in text
    assert "Dinas Lingkungan Hidup" in text


def test_an_empty_quarter_says_so(client, people):
    assert "Belum ada komitmen yang tercatat." in letter(client, people.bureau)


def test_the_report_is_indonesian_whatever_the_page_is_read_in(client, people, row):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(people.bureau)
    assert 'lang="en"' in client.get(reverse("commitments")).content.decode()
    promised.proof(people, row, 4)
    text = letter(client, people.bureau, "2026-T4")
    assert "4 dari 4 lokasi (100%) 20/01/2027 Selesai" in text


@pytest.mark.parametrize("asked", ["2026-T5", "2027-T1", "x", "2026-T3%00", "²026-T1"])
def test_a_quarter_that_is_none_or_still_to_come_is_not_there(client, people, asked):
    client.force_login(people.bureau)
    assert client.get(f"{reverse('quarter-letter')}?triwulan={asked}").status_code in {400, 404}


def sheet(text):
    return {"file": SimpleUploadedFile("daftar.csv", text.encode())}


def test_a_list_is_shown_before_it_is_taken_over(client, people, row):
    client.force_login(people.bureau)
    head = "perjanjian;komitmen;OPD;tenggat;jumlah;satuan\n"
    good = f"{row.agreement.number};Menyusun SOP;DLHP;31/12/2026;2;dokumen\n"
    page = client.post(reverse("commitments-import"), sheet(head + good + "PKS-X;y;DLHP;31 Februari 2026;1;x\n"))
    assert "1 baris siap, 1 baris perlu diperbaiki" in words(page)
    assert "31 Februari" in words(page)
    assert Commitment.objects.count() == 1
    kept = re.search(r'name="daftar" value="([^"]+)"', page.content.decode())[1]
    answer = client.post(reverse("commitments-import"), {"daftar": kept}, follow=True)
    assert "1 baris tersimpan, 1 baris dilewati" in words(answer)
    assert Commitment.objects.filter(what="Menyusun SOP", quantity=2).count() == 1
    client.post(reverse("commitments-import"), {"daftar": kept})
    assert Commitment.objects.count() == 2


def test_a_preview_that_somebody_changed_or_anothers_is_refused(client, people, row):
    other = promised.officer(people, "kolega", "Pemkot Ambon", "kerjasama")
    client.force_login(people.bureau)
    text = f"perjanjian;komitmen;OPD;tenggat\n{row.agreement.number};z;DLHP;31/12/2026\n"
    page = client.post(reverse("commitments-import"), sheet(text)).content.decode()
    kept = re.search(r'name="daftar" value="([^"]+)"', page)[1]
    for user, sent in ((people.bureau, kept[:-2] + "xx"), (people.bureau, ""), (other, kept)):
        client.force_login(user)
        answer = client.post(reverse("commitments-import"), {"daftar": sent}, follow=True)
        assert "Unggah berkasnya lagi" in words(answer)
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"a;b\n1;2\n", b"\x00\x01"])
def test_a_file_that_is_no_list_is_told_and_nothing_is_lost(client, people, content):
    client.force_login(people.bureau)
    answer = client.post(reverse("commitments-import"), {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 200
    assert "Belum tersimpan" in words(answer)


def test_what_the_office_owes_stands_among_its_tasks(client, people, row):
    promised.commitment(people, row.agreement, what="Lewat", due_on=date(2026, 9, 1))
    promised.commitment(people, row.agreement, what="Segera", due_on=date(2026, 10, 20))
    done = promised.commitment(people, row.agreement, what="Tuntas", due_on=date(2026, 9, 1))
    promised.proof(people, done, 4)
    promised.meeting(people)
    gone = promised.commitment(people, row.agreement, what="Batal", due_on=date(2026, 9, 1))
    cancel_commitment(commitment=gone, reason="x", by=people.bureau, at=promised.AT)
    page = words(opened(client, people.office, "tasks"))
    assert "Lewat" in page
    assert "Segera" in page
    assert "Kirim daftar lokasi" in page
    assert "Tuntas" not in page
    assert "Batal" not in page.replace("Batalkan", "")
    bureau = words(opened(client, people.bureau, "tasks"))
    assert "Ingatkan: komitmen lewat tenggat" in bureau
    assert "Kirim daftar lokasi" not in bureau
    assert "Kirim daftar lokasi" not in words(opened(client, people.leader, "tasks"))


def test_an_office_that_promised_nothing_is_shown_the_agreement_on_its_first_page(client, people):
    first = opened(client, people.unit, "tasks")
    assert "Belum ada komitmen untuk dinas Anda." in words(first)
    assert reverse("agreements") in first.content.decode()
    promised.commitment(people, promised.agreement(people), owner=promised.unit("LPKA Ambon"))
    assert "Belum ada komitmen" not in words(opened(client, people.unit, "tasks"))


def test_a_probation_officer_has_people_to_look_after_and_no_promises_among_the_tasks(client, people, row):
    promised.commitment(people, row.agreement, owner=people.bapas, what="Menugaskan PK", due_on=date(2026, 9, 1))
    assert "Menugaskan PK" not in words(opened(client, people.pk, "tasks"))
    assert "Menugaskan PK" in words(opened(client, people.pk, "commitments"))


def test_who_leads_and_is_an_officer_too_acts_only_for_the_own_office(client, people, row):
    both = promised.officer(people, "sekda", "Pemkot Ambon", Role.LEADER)
    add_role(account=both, organisation=promised.unit("Dinsos"), role=Role.OFFICE, by=people.system, at=promised.AT)
    held, paid = promised.meeting(people, row), promised.line(people)
    proof, payment = promised.proof(people, row), promised.payment(people, paid)
    own = promised.commitment(people, row.agreement, owner=promised.unit("Dinsos"), what="Rujukan")
    seen = {"commitment": row.code, "meeting": held.code, "budget-line": paid.reference}
    theirs = {
        "commitment-proof": row.code,
        "proof-withdraw": proof.code,
        "action-settle": held.actions.get().code,
        "budget-pay": paid.reference,
        "payment-withdraw": payment.code,
    }
    for name, code in seen.items():
        assert opened(client, both, name, code).status_code == 200, name
    for name, code in theirs.items():
        assert opened(client, both, name, code).status_code == 404, name
    assert opened(client, both, "commitment-proof", own.code).status_code == 200
