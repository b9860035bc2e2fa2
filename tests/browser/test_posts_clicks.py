"""City posts in the browser, from a vacant post to a training that counts, with the clicks of each job (ux.md R4)."""

from datetime import timedelta

import pytest

from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.candidates.terms import COLUMNS
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.selection.actions import name_panelist, note_papers, score
from masohi.reentry.posts.selection.models import Minutes, Panelist, PostDecision, Score
from masohi.reentry.posts.selection.queries import current_scores, nominations_of
from masohi.writing.sheets_out import workbook
from tests.browser.hands import Hands, sees
from tests.reentry import posting

pytestmark = pytest.mark.django_db(transaction=True)
DECIDE, IMPORT, JUDGE, INDUCT = 4, 4, 6, 4
THREE = {"performance": 5000, "technical": 3000, "experience": 2000}


@pytest.fixture
def who(people, clock):
    clock.at = posting.AT
    return posting.chamber(people)


def export():
    """A personnel export of four officials, with a column that the program leaves in the file."""
    rows = [
        {
            "nip": nip,
            "name": name,
            "present_post": "Kepala Subbidang",
            "grade": "III/d",
            "education": "S1",
            "months_supervisor": "48",
            "months_staff": "60",
            "ratings": "baik, sangat baik",
            "performance": "3",
            "potential": "2",
            "punished": "tidak",
        }
        for nip, name in zip(posting.NIPS, posting.NAMES, strict=True)
    ]
    return {"name": "siasn.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(COLUMNS, rows)}


def imported(hands):
    """The export from the page of talents into the pool."""
    hands.follow("Impor data kepegawaian")
    hands.clicks += 1
    hands.page.get_by_label("Berkas daftar").set_input_files(export())
    hands.press("Periksa")
    hands.press("Simpan")
    sees(hands.page, "4 baris tersimpan")


def test_import_the_personnel_export(who, open_page):
    hands = Hands(open_page(who.keeper, "/talenta"))
    imported(hands)
    assert Candidate.objects.count() == 4
    assert hands.clicks <= IMPORT


def test_declare_and_score_one_candidate(people, who, open_page):
    """From the declaration to the stored scores of the first candidate, where three components are weighed."""
    made = posting.weighed(people, points=THREE)
    name_panelist(vacancy=made, member=who.first, by=who.keeper, at=posting.AT)
    posting.nominated(people, made, 2)
    score(
        nomination=nominations_of(made).get(number=2),
        points=dict.fromkeys(THREE, 60),
        source="Uji kompetensi",
        by=who.keeper,
        at=posting.AT,
    )
    hands = Hands(open_page(who.first, f"/jabatan/{made.code}/pernyataan"))
    hands.press("Tidak ada benturan kepentingan", role="radio")
    hands.press("Simpan")
    for label, points in (("Kinerja", "90"), ("Kompetensi teknis", "80"), ("Pengalaman jabatan", "70")):
        hands.write(label, points)
    hands.press("Simpan")
    sees(hands.page, "Nilai tersimpan.")
    assert Panelist.objects.get().clear
    assert {one.points for one in current_scores(made)[nominations_of(made).get(number=1).pk].values()} == {90, 80, 70}
    assert hands.clicks <= JUDGE


def test_decide_among_the_recommended(people, who, open_page):
    """The mayor's way, from the decision's page of a post."""
    made = posting.judged(people)
    posting.meeting(people, made)
    hands = Hands(open_page(people.leader, f"/jabatan/{made.code}/keputusan"))
    hands.follow("Putuskan calon")
    hands.press("2. Ruth Contoh", role="radio")
    hands.write("Alasan", "Paling sesuai dengan kebutuhan jabatan.")
    hands.press("Putuskan calon")
    sees(hands.page, "Keputusan tersimpan.")
    assert PostDecision.objects.get().nomination.number == 2
    assert hands.clicks <= DECIDE


@pytest.mark.parametrize("width", [360, 1280])
def test_no_induction_without_the_word_of_bkn_and_nothing_typed_is_lost(people, who, open_page, width):
    made = posting.judged(people)
    posting.meeting(people, made)
    posting.decided(people, made)
    hands = Hands(open_page(who.keeper, f"/jabatan/{made.code}/pelantikan", width=width))
    page, day = hands.page, str(posting.DAY)
    page.get_by_label("Nomor SK").fill("821/9/2026")
    page.get_by_label("Hari pelantikan").fill(day)
    page.get_by_role("button", name="Simpan").click()
    sees(page, "Nomor pertimbangan teknis BKN belum ada. Pelantikan belum dapat dicatat.")
    assert page.get_by_label("Nomor SK").input_value() == "821/9/2026"
    assert page.get_by_label("Hari pelantikan").input_value() == day
    assert Vacancy.objects.get().state == "putus"
    hands.clicks = 0
    hands.write("Nomor pertimbangan teknis BKN", "AP-7/2026")
    hands.write("Tanggal pertimbangan teknis", str(posting.DAY - timedelta(days=3)))
    hands.press("Simpan")
    sees(page, "Pelantikan tercatat.")
    sees(page, "Tinggal 365 hari")
    assert PostDecision.objects.get().pertek_number == "AP-7/2026"
    assert hands.clicks <= INDUCT


def test_the_whole_way_of_a_post(people, who, open_page):
    """Vacancy, weights, announcement, import, panel, scores, order, minutes, decision, induction, training."""
    keeper = Hands(open_page(who.keeper, "/jabatan"))
    code = _opened(keeper)
    keeper.page.goto("/talenta")
    imported(keeper)
    _prepared(keeper, code)
    member = Hands(open_page(who.first, "/tugas"))
    _judged(member, code)
    for row in nominations_of(Vacancy.objects.get()):  # the papers of the other candidates, as the office keeps them
        note_papers(nomination=row, integrity="ya", competence="ya", health="ya", by=who.keeper, at=posting.AT)
    _met(member, code)
    mayor = Hands(open_page(people.leader, f"/jabatan/{code}/keputusan"))
    mayor.follow("Putuskan calon")
    mayor.page.get_by_role("radio").first.check()
    mayor.write("Alasan", "Kinerjanya paling baik.")
    mayor.press("Putuskan calon")
    sees(mayor.page, "Keputusan tersimpan.")
    _inducted(keeper, code)
    assert Vacancy.objects.get().state == "terisi"
    assert keeper.page.faults == member.page.faults == mayor.page.faults == []


def _opened(hands):
    """The post is vacant; what counts is set and shown to everybody."""
    page = hands.page
    hands.follow("Catat jabatan kosong")
    hands.write("Nama jabatan", "Kepala Bidang Taman")
    page.get_by_label("Unit").select_option(label="Dinas Lingkungan Hidup dan Persampahan")
    page.get_by_label("Administrator").check()
    page.get_by_label("Kosong sejak").fill("2026-03-02")
    hands.press("Simpan")
    sees(page, "Jabatan tercatat.")
    hands.follow("Kunci bobot")
    page.get_by_label("Kinerja").fill("60")
    page.get_by_label("Kompetensi teknis").fill("30")
    hands.press("Kunci bobot")
    sees(page, "Jumlah bobot harus 100 persen.")
    page.get_by_label("Kompetensi teknis").fill("40")
    hands.press("Kunci bobot")
    sees(page, "Bobot dikunci")
    hands.follow("Umumkan tata cara")
    page.get_by_label("Hari penutupan").fill(str(posting.DAY + timedelta(days=14)))
    hands.press("Umumkan tata cara")
    sees(page, "tanpa nama orang")
    return Vacancy.objects.get().code


def _prepared(hands, code):
    """A member of the panel and two candidates; the order stands in the file of no official."""
    page = hands.page
    page.goto(f"/jabatan/{code}")
    hands.follow("Susun tim penilai")
    page.get_by_label("Anggota").select_option(label="Petugas Sem")
    hands.press("Tambah anggota tim")
    sees(page, "Belum menyatakan")
    hands.follow("Masukkan calon")
    page.get_by_role("checkbox", name=posting.NAMES[0]).check()
    page.get_by_role("checkbox", name=posting.NAMES[1]).check()
    hands.press("Masukkan calon")
    sees(page, "Calon masuk daftar.")


def _judged(hands, code):
    """The task of the panel member: declare, then score one after the other."""
    page = hands.page
    hands.follow("Nyatakan benturan kepentingan")
    hands.press("Tidak ada benturan kepentingan", role="radio")
    hands.press("Simpan")
    for points in ("90", "75"):
        page.get_by_label("Kinerja").fill(points)
        page.get_by_label("Kompetensi teknis").fill(points)
        page.get_by_label("Sumber nilai").fill("Uji kompetensi 9/2026")
        hands.press("Simpan")
        page.wait_for_load_state()
    page.goto(f"/jabatan/{code}/urutan")
    sees(page, "Tetap nomor 1")
    assert Score.objects.count() == 4


def _met(hands, code):
    """The meeting and whom it recommends."""
    page = hands.page
    page.goto(f"/jabatan/{code}/berita-acara")
    hands.follow("Catat berita acara")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Nomor berita acara").fill("BA-1/TPK/2026")
    page.get_by_label("Hari sidang").fill(str(posting.DAY))
    page.get_by_label("Pertimbangan tim").fill("Tim menimbang kinerja dan hasil uji kompetensi.")
    hands.press("Simpan")
    sees(page, "menunggu keputusan PPK")
    assert Minutes.objects.get().vacancy.nominations.filter(recommended=True).count() == 2


def _inducted(hands, code):
    """BKN's number, the induction, the training that counts."""
    page = hands.page
    page.goto(f"/jabatan/{code}")
    hands.follow("Catat pelantikan")
    page.get_by_label("Nomor pertimbangan teknis BKN").fill("AP-1/2026")
    page.get_by_label("Tanggal pertimbangan teknis").fill(str(posting.DAY))
    page.get_by_label("Nomor SK").fill("821/1/2026")
    page.get_by_label("Hari pelantikan").fill(str(posting.DAY))
    hands.press("Simpan")
    sees(page, "Hitungan waktu pelatihan kepemimpinan dimulai.")
    sees(page, "Tinggal 365 hari")
