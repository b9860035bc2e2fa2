"""The main job in the browser: a court's register in, a certificate out, and anybody can check it."""

import pytest

from masohi.cases.orders.models import Order
from masohi.work.attendance.models import Attendance
from masohi.work.letters.models import Letter
from masohi.work.placement.models import Session
from tests import cast
from tests.browser.hands import Hands, after, field, sees, sign_in
from tests.intake.sheets_made import row, xlsx

pytestmark = pytest.mark.django_db(transaction=True)
SHORT = {"Jam": "16 jam", "Jam/hari": "4"}


def test_from_the_register_to_the_certificate(people, clock, open_page, tmp_path):
    jaksa, pk, supervisor = (open_page(None, None) for _ in range(3))
    sign_in(jaksa, "jeri", cast.PASSWORD)
    sign_in(pk, "maria", cast.PASSWORD)
    sign_in(supervisor, "budi", cast.PASSWORD)

    import_a_register(jaksa, tmp_path)
    main, other = Order.objects.order_by("pk")[:2]
    for order in (main, other):
        start(jaksa, order)
        propose_and_accept(pk, order)
        approve(jaksa, order)

    sessions = list(Session.objects.filter(appointments__order=main).order_by("starts_at"))
    assert len(sessions) == 4
    clock.at = after(sessions[0])
    record(supervisor, sessions[0], heads=1, absent=other.person.short_name)
    assert set(Attendance.objects.values_list("outcome", flat=True)) == {"hadir", "tidak_hadir"}
    verify(pk)
    for session in sessions[1:3]:
        cast.accept(people, cast.attend(people, session))
    clock.at = after(sessions[3])
    record(supervisor, sessions[3], heads=2)
    verify(pk)

    main.refresh_from_db()
    other.refresh_from_db()
    assert (main.credited_minutes, other.credited_minutes) == (16 * 60, 12 * 60)
    certify(jaksa, main)
    letter = Letter.objects.get(order=main, kind="surat-keterangan")
    shown = check(open_page, letter.code, "ASLI")
    assert letter.initials in shown
    assert not any(word in shown for word in (*main.person.name.split(), main.case_number, "16 jam"))
    revoke(jaksa, letter)
    check(open_page, letter.code, "DICABUT")
    check(open_page, "ZZZZ2ZZZZ2", "TIDAK DITEMUKAN")
    assert [page.faults for page in (jaksa, pk, supervisor)] == [[], [], []]


def import_a_register(page, folder):
    """Three rows, one wrong; it is mended in the page, then all are saved."""
    file = folder / "register.xlsx"
    file.write_bytes(xlsx([row(1, **SHORT), row(2, **SHORT), row(3, Jam="300 jam")]))
    hands = Hands(page)
    hands.follow("Impor register")
    page.get_by_label("Berkas register").set_input_files(file)
    hands.press("Unggah dan periksa")
    sees(page, "2 baris siap, 1 baris perlu diperbaiki.")
    wrong = page.get_by_role("row").filter(has_text="Perbaiki baris 4")
    assert "Tercatat 300 jam" in wrong.inner_text()
    assert "3/Pid.B/2026/PN Amb" in wrong.inner_text()
    assert not Order.objects.exists()
    hands.follow("Perbaiki baris 4")
    field(page, "Jumlah jam").fill("60")
    hands.press("Periksa lagi")
    sees(page, "Baris 4 sudah benar dan siap disimpan.")
    hands.press("Simpan 3 baris")
    sees(page, "3 perkara tersimpan.")
    assert Order.objects.count() == 3


def start(page, order):
    """The jaksa names both officers and sets the order in motion; each button is the one the page offers next."""
    hands = Hands(page)
    page.goto(f"/perkara/{order.code}")
    hands.follow("Tunjuk jaksa dan PK")
    hands.choose("Jaksa pengawas", "Jeri Jaksa")
    hands.choose("Pembimbing Kemasyarakatan (PK)", "Maria Pembimbing")
    hands.press("Simpan")
    hands.follow("Mulai pelaksanaan")
    hands.write("Tanggal putusan tetap (inkracht)", "2026-09-09")
    hands.write("Tanggal surat perintah pelaksanaan", "2026-10-01")
    hands.write("Nomor surat perintah pelaksanaan", f"PRINT-{order.pk}/Q.1.10/2026")
    hands.write("Keselamatan dijelaskan dan alat pelindung diberikan pada", "2026-10-02")
    hands.press("Mulai pelaksanaan")
    sees(page, "Perkara berjalan. PK dapat menyusun jadwal.")


def propose_and_accept(page, order):
    """The PK lets the program propose, reads why, asks about another day, accepts."""
    hands = Hands(page)
    page.goto(f"/perkara/{order.code}")
    hands.press("Susun jadwal")
    page.wait_for_url("**/rencana/*")
    text = page.locator("main").inner_text()
    assert "Mengapa bukan hari lain?" in text
    assert "Pantai Namalatu" in text
    field(page, "Pilih hari").fill("2026-10-06")
    hands.press("Tanyakan")
    sees(page, "Selasa, 6 Oktober 2026")
    assert page.locator("[role=status] li").first.inner_text()
    hands.press("Terima usulan")
    sees(page, "Usulan diterima. Sekarang menunggu persetujuan jaksa.")


def approve(page, order):
    hands = Hands(page)
    page.goto(f"/perkara/{order.code}")
    hands.follow("Putuskan usulan jadwal")
    hands.press("Setujui usulan")
    sees(page, "Usulan disetujui dan menjadi jadwal.")


def record(page, session, *, heads, absent=""):
    """Count, then name who is missing, save."""
    page.goto("/tugas")
    page.locator(f'a[href="/sesi/{session.code}/catat"]').first.click()
    page.get_by_role("radio", name=str(heads), exact=True).check(force=True)
    Hands(page).press("Lanjut")
    if absent:
        page.get_by_role("checkbox", name=absent).check()
    Hands(page).press("Simpan")
    sees(page, "2 orang tercatat.")


def verify(page):
    page.goto("/verifikasi-jam")
    Hands(page).press("Akui semua yang wajar")
    sees(page, "2 catatan diakui.")


def certify(page, order):
    """The jaksa ends the order; both letters open as PDF."""
    hands = Hands(page)
    page.goto(f"/perkara/{order.code}")
    hands.follow("Selesaikan perkara")
    hands.press("Terbitkan surat")
    sees(page, "Perkara selesai.")
    links = page.get_by_role("link", name="Buka PDF").all()
    assert len(links) == 2
    for link in links:
        answer = page.request.get(link.get_attribute("href"))
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF")


def revoke(page, letter):
    hands = Hands(page)
    page.goto(f"/perkara/{letter.order.code}/dokumen")
    page.locator(f'a[href="/surat/{letter.code}/cabut"]').click()
    hands.write("Alasan", "Salah tulis nama")
    hands.press("Cabut surat")
    sees(page, "Surat dicabut.")


def check(open_page, code, word):
    """Somebody without an account types the code; returns what the page shows."""
    page = open_page(None, "/verifikasi")
    page.get_by_label("Kode surat").fill(code.lower())
    Hands(page).press("Periksa surat")
    page.wait_for_url(f"**/verifikasi/{code}")
    page.get_by_role("heading", name=word, exact=True).wait_for()
    return page.locator("main").inner_text()
