"""What goes wrong at a desk: a session that ends, two people at once, the way back, a page left in the middle."""

import pytest

from masohi.cases.orders.models import Order
from masohi.parties.accounts.models import User
from masohi.work.attendance.models import Attendance
from tests import cast
from tests.browser.hands import Hands, checked_verdict, field, past_session, sees, sign_in, write_verdict

pytestmark = pytest.mark.django_db(transaction=True)


def lose_session(page):
    page.context.clear_cookies(name="sessionid")


def come_back(page, username):
    page.get_by_label("Nama akun").fill(username)
    page.get_by_label("Kata sandi").fill(cast.PASSWORD)
    Hands(page).press("Masuk", exact=True)


def test_a_verdict_survives_the_end_of_a_session(people, open_page):
    page = open_page(None, None)
    sign_in(page, "ani", cast.PASSWORD)
    page.goto("/perkara/baru")
    hands = Hands(page)
    write_verdict(hands)
    lose_session(page)
    hands.press("Periksa isian")
    come_back(page, "ani")
    page.wait_for_url("**/perkara/baru")
    hands.press("Pakai isian itu")
    assert field(page, "Nama").input_value() == "Suharto"
    assert field(page, "Jumlah jam").input_value() == "60"
    hands.press("Periksa isian")
    hands.press("Simpan putusan")
    sees(page, "Putusan tersimpan.")
    page.goto("/perkara/baru")
    assert not page.get_by_role("button", name="Pakai isian itu").is_visible()


def test_attendance_survives_the_end_of_a_session(people, clock, open_page):
    session = past_session(people, clock)
    page = open_page(None, None)
    sign_in(page, "budi", cast.PASSWORD)
    page.goto(f"/sesi/{session.code}/catat")
    count = page.get_by_role("radio", name="0", exact=True)
    count.check(force=True)
    hands = Hands(page)
    hands.press("Lanjut")
    page.get_by_role("checkbox", name="tidak hadir").check()
    page.get_by_text("ubah jam atau alasan").click()
    hands.write("Catatan", "Ditunggu sampai pukul 09.00")
    lose_session(page)
    hands.press("Simpan")
    come_back(page, "budi")
    page.wait_for_url("**/catat")
    count.check(force=True)
    hands.press("Lanjut")
    assert page.get_by_role("checkbox", name="tidak hadir").is_checked()
    hands.press("Simpan")
    sees(page, "1 orang tercatat.")
    assert Attendance.objects.get().note == "Ditunggu sampai pukul 09.00"


def test_another_person_on_the_same_computer_gets_no_draft(people, open_page):
    page = open_page(None, None)
    sign_in(page, "ani", cast.PASSWORD)
    page.goto("/perkara/baru")
    field(page, "Nama").fill("Suharto")
    lose_session(page)
    Hands(page).press("Periksa isian")
    come_back(page, "maria")
    page.wait_for_url("**/perkara/baru")
    assert field(page, "Nama").input_value() == ""
    assert not page.get_by_role("button", name="Pakai isian itu").is_visible()


def test_two_people_name_the_officers_of_one_order(people, open_page):
    order = cast.order(people)
    first, second = (open_page(people.prosecutor, f"/perkara/{order.code}/petugas") for _ in range(2))
    Hands(first).choose("Jaksa pengawas", "Jeri Jaksa")
    Hands(first).press("Simpan")
    sees(first, "Jaksa dan PK tersimpan.")
    Hands(second).choose("Pembimbing Kemasyarakatan (PK)", "Maria Pembimbing")
    Hands(second).press("Simpan")
    sees(second, "Perkara baru saja diubah orang lain. Isian Anda masih ada; bandingkan, lalu simpan.")
    assert field(second, "Pembimbing Kemasyarakatan (PK)").input_value() == str(people.pk.pk)
    order.refresh_from_db()
    assert (order.prosecutor, order.pk_officer) == (people.prosecutor, None)


def test_two_people_change_what_is_known_of_one_person(people, open_page):
    order = cast.running(people)
    first, second = (open_page(people.pk, f"/perkara/{order.code}/orang") for _ in range(2))
    for page, skill in ((first, "memasak"), (second, "las")):
        Hands(page).write("Keterampilan", skill)
        Hands(page).press("Simpan")
    sees(first, "Data orang tersimpan.")
    sees(second, "Data orang ini baru saja diubah orang lain. Isian Anda masih ada; bandingkan, lalu simpan.")
    assert field(second, "Keterampilan").input_value() == "las"
    sees(second, "memasak")
    Hands(second).press("Simpan")
    sees(second, "Data orang tersimpan.")
    order.person.refresh_from_db()
    assert order.person.skills == ["las"]


def test_a_page_left_in_the_middle_is_offered_again(people, open_page):
    page = open_page(people.clerk, "/perkara/baru")
    field(page, "Nama").press_sequentially("Suharto")
    page.goto("/tugas")
    page.go_back()
    Hands(page).press("Pakai isian itu")
    assert field(page, "Nama").input_value() == "Suharto"


def test_a_form_without_a_draft_asks_before_it_is_left(people, open_page):
    order = cast.running(people)
    page = open_page(people.prosecutor, f"/perkara/{order.code}/tutup")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    field(page, "Dokumen dasar").press_sequentially("Surat 1")
    page.get_by_role("link", name="Batal").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert field(page, "Dokumen dasar").input_value() == "Surat 1"


def test_reloading_stores_nothing_twice(people, open_page):
    page = open_page(people.clerk, None)
    checked_verdict(page)
    assert page.reload().status == 200
    sees(page, "Belum tersimpan.")
    assert not Order.objects.exists()
    Hands(page).press("Simpan putusan")
    sees(page, "Putusan tersimpan.")
    page.wait_for_load_state()
    assert page.reload().status == 200
    assert Order.objects.count() == 1


def test_saving_again_after_the_way_back_leads_to_what_is_stored(people, open_page):
    page = open_page(people.clerk, None)
    for _ in range(2):
        checked_verdict(page)
        Hands(page).press("Simpan putusan")
        page.wait_for_load_state()
    sees(page, "untuk orang ini sudah ada.")
    Hands(page).follow("Buka catatan itu")
    page.wait_for_url(f"**/perkara/{Order.objects.get().code}")


def test_a_role_that_ended_ends_the_page(people, open_page):
    """Closed in the middle of the work: the next click finds no page, and no fault of the server."""
    page = open_page(people.clerk, "/perkara/baru")
    User.objects.get(pk=people.clerk.pk).memberships.update(ended_on=cast.MONDAY)
    assert page.goto("/perkara/baru").status == 404
