"""Ten top tasks in a browser that runs no script: slower, but all of them work."""

from functools import partial

import pytest

from masohi.cases.intake import actions
from masohi.cases.orders.models import Order
from masohi.faces.web.intake import views
from masohi.supply.sites.models import Slot
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.completion.actions import complete_order
from masohi.work.placement.models import Plan
from tests import cast
from tests.browser.hands import CASE, Hands, past_session, sees, sign_in, write_verdict
from tests.intake.sheets_made import row, xlsx

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plain(open_page):
    return partial(open_page, javascript=False)


@pytest.fixture
def first(people, clock):
    """The first session of a running order, ten minutes after its end."""
    return past_session(people, clock)


@pytest.mark.parametrize(("script", "shown"), [(False, "tanpa"), (True, "dengan")])
def test_no_script_runs_here(open_page, script, shown):
    """Negative control: the same page says another word where scripts run."""
    page = open_page(None, None, javascript=script)
    page.goto("data:text/html,<p id=a>tanpa</p><script>document.getElementById('a').textContent = 'dengan'</script>")
    assert page.locator("#a").inner_text() == shown


def test_sign_in(people, plain):
    page = plain(None, None)
    sign_in(page, "maria", cast.PASSWORD)
    sees(page, "Maria Pembimbing")


def test_register_a_verdict_by_hand(people, plain):
    page = plain(people.clerk, "/perkara/baru")
    hands = Hands(page)
    write_verdict(hands)
    hands.press("Hitung")
    sees(page, "60 jam =")
    hands.tick("Terdakwa setuju, sesudah tujuan kerja sosial dijelaskan")
    hands.press("Periksa isian")
    sees(page, "Belum tersimpan. Cocokkan dengan putusan, lalu simpan.")
    hands.press("Ubah isian")
    hands.write("Jumlah jam", "40")
    hands.press("Periksa isian")
    hands.press("Simpan putusan")
    sees(page, "Putusan tersimpan.")
    order = Order.objects.select_related("person").get()
    assert (order.case_number, order.person.name, order.minutes) == (CASE, "Suharto", 40 * 60)


def test_propose_and_accept_a_plan(people, plain):
    order = cast.running(people)
    page = plain(people.pk, f"/perkara/{order.code}")
    hands = Hands(page)
    hands.press("Susun jadwal")
    sees(page, "Mengapa bukan hari lain?")
    hands.press("Terima usulan")
    sees(page, "Sekarang menunggu persetujuan jaksa")
    assert Plan.objects.get().state == "menunggu"


def test_record_a_session(people, first, plain):
    page = plain(people.supervisor, "/tugas")
    page.locator(f'a[href="/sesi/{first.code}/catat"]').first.click()
    page.get_by_role("radio", name="1", exact=True).check(force=True)
    Hands(page).press("Lanjut")
    Hands(page).press("Simpan")
    sees(page, "1 orang tercatat.")
    assert Attendance.objects.get().reported_minutes == 300


def test_verify_hours(people, first, plain):
    cast.attend(people, first)
    page = plain(people.pk, "/verifikasi-jam")
    Hands(page).press("Akui semua yang wajar")
    sees(page, "1 catatan diakui.")
    assert Verification.objects.get().accepted


def test_import_a_long_register(people, plain, monkeypatch, tmp_path):
    monkeypatch.setattr(views, "CHUNK", 10)
    monkeypatch.setattr(views, "check_rows", partial(actions.check_rows, most=10))
    file = tmp_path / "register.xlsx"
    file.write_bytes(xlsx([row(n) for n in range(1, 25)]))
    page = plain(people.clerk, "/impor")
    hands = Hands(page)
    page.get_by_label("Berkas register").set_input_files(file)
    hands.press("Unggah dan periksa")
    for read in ("0", "10", "20"):
        sees(page, f"Sedang membaca {read} dari 24 baris.")
        hands.press("Lanjutkan")
    hands.press("Simpan 24 baris")
    sees(page, "24 perkara tersimpan.")
    hands.press("Batalkan impor ini")
    sees(page, "24 perkara dikeluarkan dari register.")
    assert not Order.objects.exists()


def test_change_mode_and_language(people, plain):
    page = plain(people.pk, "/tugas")
    for mode, shown in (("Lapangan", "lapangan"), ("Gelap", "gelap")):
        page.get_by_text("Tampilan").first.click()
        Hands(page).press(mode)
        page.wait_for_load_state()
        look = page.locator("html")
        assert shown in (look.get_attribute("data-mode"), look.get_attribute("data-tema"))
    Hands(page).press("English")
    page.get_by_role("heading", name="Tasks", exact=True).wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/tugas")
    Hands(page).press("Bahasa Indonesia")
    page.get_by_role("heading", name="Tugas", exact=True).wait_for()


def test_search(people, plain):
    cast.order(people, person_name="Djamaluddin Soeharto")
    page = plain(people.pk, "/tugas")
    box = page.get_by_label("Cari orang, nomor putusan, lokasi, atau kode dokumen").first
    box.fill("Jamaludin")
    box.press("Enter")
    sees(page, "Perkara dan orang")
    sees(page, "Djamaluddin Soeharto")
    assert page.url.endswith("/cari")


def test_offer_a_weekly_slot(people, plain):
    page = plain(people.office, "/lokasi/pantai-namalatu/tawaran")
    hands = Hands(page)
    hands.choose("Hari", "Selasa")
    hands.write("Jumlah orang", "6")
    hands.press("Simpan bukaan")
    sees(page, "Bukaan tersimpan.")
    assert Slot.objects.filter(weekday=1, places=6).count() == 1


def test_check_a_letter(people, plain):
    order = cast.running(people, hours=8)
    cast.planned(people, order)
    _, letter = complete_order(order=order, by=people.prosecutor, at=cast.work_out(people, order))
    page = plain(None, "/")
    page.get_by_label("Kode surat").fill(letter.code)
    Hands(page).press("Periksa surat")
    sees(page, "Surat ini asli dan masih berlaku.")
    assert letter.initials in page.locator("main").inner_text()
