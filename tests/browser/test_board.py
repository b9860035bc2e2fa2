"""The board by hand: announce and tell, move by menu, move by dragging, the list on a phone."""

from datetime import date, timedelta

import pytest

from masohi.work.calendars.models import Telling
from masohi.work.placement.models import Appointment
from tests import cast
from tests.browser.hands import Hands, sees

pytestmark = pytest.mark.django_db(transaction=True)
WEEK = "2026-W41"
REASON = "Diminta keluarga"


@pytest.fixture
def planned(people):
    """Three days a week are open and the verdict allows two of them, so that one day of each week stays free."""
    return cast.planned(people, cast.running(people))


def row(day):
    return Appointment.objects.filter(state="terjadwal", session__day=day)


def test_announce_then_tell_then_nobody_is_left(people, planned, open_page):
    page = open_page(people.pk, f"/jadwal?minggu={WEEK}")
    hands = Hands(page)
    hands.press("Umumkan & kabari (1 orang)")
    sees(page, "1 orang belum tahu semua tanggalnya.")
    assert page.get_by_role("link", name="Tulis di WhatsApp").get_attribute("href").endswith("/tulis")
    page.get_by_label("Cara mengabari").select_option("telepon")
    hands.press("Tandai sudah dikabari Samuel L.")
    sees(page, "Semua orang sudah dikabari")
    assert Telling.objects.get().way == "telepon"
    assert page.faults == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_date_moves_by_menu(people, planned, open_page, javascript):
    page = open_page(people.pk, "/jadwal/lokasi/pantai-namalatu?minggu=2026-W42", javascript=javascript)
    hands = Hands(page)
    page.get_by_role("link", name="Pindahkan").first.click()
    page.get_by_role("radio").first.check()
    page.get_by_label("Alasan pemindahan").fill(REASON)
    hands.press("Pindahkan")
    sees(page, "Samuel L. dipindahkan ke Senin, 12 Oktober 2026.")
    assert (row(date(2026, 10, 12)).count(), row(date(2026, 10, 14)).count()) == (1, 0)


def drag(page, person, target, *, drop=True):
    start, end = person.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 30, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    if drop:
        page.mouse.up()


def test_a_dragged_name_opens_the_form_with_that_session_chosen(people, planned, open_page):
    page = open_page(people.pk, "/jadwal/lokasi/pantai-namalatu?minggu=2026-W42")
    person, target = page.locator("[data-orang]").first, page.locator("[data-tujuan='2026-10-12@480']")
    drag(page, person, target)
    page.wait_for_url("**/pindah/*")
    assert page.locator("input[value='2026-10-12@480']").is_checked()
    assert row(date(2026, 10, 14)).count() == 1, "nothing moves before a reason is sent"
    page.get_by_label("Alasan pemindahan").fill(REASON)
    Hands(page).press("Pindahkan")
    sees(page, "Senin, 12 Oktober 2026.")
    assert row(date(2026, 10, 12)).count() == 1
    assert page.faults == []


def test_a_drag_that_ends_nowhere_or_is_given_up_changes_nothing(people, planned, open_page):
    page = open_page(people.pk, "/jadwal/lokasi/pantai-namalatu?minggu=2026-W42")
    before, person = page.url, page.locator("[data-orang]").first
    drag(page, person, page.get_by_role("heading", level=1))
    drag(page, person, person.locator("xpath=ancestor::article"))
    drag(page, person, page.locator("[data-tujuan='2026-10-12@480']"), drop=False)
    assert page.locator(".bayangan").count() == 1
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_timeout(200)
    assert page.url == before
    assert page.locator(".bayangan").count() == 0


def test_a_phone_sees_a_list_by_day(people, planned, open_page):
    page = open_page(people.pk, f"/jadwal?minggu={WEEK}", width=360)
    assert not page.locator(".papan").is_visible()
    chip = page.locator(".papan-hari .cip-sesi").first
    assert chip.bounding_box()["width"] > 250
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chip.click()
    sees(page, "Samuel L.")


def test_heads_stay_in_sight_while_a_long_board_scrolls(people, planned, open_page):
    for n in range(12):
        cast.site(people, f"Taman {n}", at=cast.AT - timedelta(days=1))
    page = open_page(people.pk, f"/jadwal?minggu={WEEK}&saring=bebas")
    board = page.locator(".papan")
    board.evaluate("board => board.scrollTo(0, board.scrollHeight)")
    page.wait_for_timeout(300)
    top, head = board.bounding_box()["y"], page.locator(".papan thead").bounding_box()["y"]
    assert abs(head - top) <= 2
    assert board.evaluate("board => board.scrollTop") > 100
