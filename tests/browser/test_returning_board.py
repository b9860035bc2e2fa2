"""The board of referrals by hand: keys alone, a mouse that drags, a phone, and no JavaScript at all."""

import pytest

from masohi.reentry.followup.referrals.models import Referral
from tests import returning
from tests.browser.hands import Hands, sees

pytestmark = pytest.mark.django_db(transaction=True)
SUMMARY = "[data-kartu] summary"


@pytest.fixture
def board(people):
    """Dinsos has one referral to answer and one that it accepted."""
    waiting = returning.referral(people, returning.child(people))
    taken = returning.accepted(people, returning.child(people, "Ferdi Lewerissa"))
    return waiting, taken


@pytest.fixture
def helper(people, board):
    return returning.helper(people)


def state(row):
    return Referral.objects.get(pk=row.pk).state


def told(page):
    return page.locator("p[data-kabar]").text_content()


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")


def test_keys_alone_move_a_card(helper, board, open_page):
    _waiting, taken = board
    page = open_page(helper, "/pulang")
    assert page.locator(f"{SUMMARY}[tabindex='0']").count() == 1, "one stop of the Tab key for the whole board"
    page.locator(SUMMARY).first.focus()
    page.keyboard.press("ArrowRight")
    assert told(page) == "Diterima: kartu 1 dari 1."
    page.keyboard.press("ArrowRight")
    assert told(page) == "Diterima: kartu 1 dari 1.", "nothing lies beyond the last card"
    page.keyboard.press("Enter")
    assert focused(page).startswith("Buka rujukan")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("Buat pertemuan")
    page.keyboard.press("Escape")
    assert focused(page).startswith("Pilihan")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pertemuan")
    page.get_by_label("Mulai (WIT)").fill("2026-10-12T09:00")
    page.get_by_label("Tempat").fill("Kantor Dinsos")
    page.keyboard.press("Enter")
    sees(page, "Tersimpan.")
    page.goto("/pulang")
    assert page.locator(f"#kolom-berjalan a[href='/rujukan/{taken.code}']").count() > 0
    assert page.faults == []


def test_the_tab_key_passes_the_board_in_one_step(helper, board, open_page):
    page = open_page(helper, "/pulang")
    page.locator(SUMMARY).first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('[data-papan]')")


def drag(page, card, target, *, drop=True):
    start, end = card.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 50, start["y"] + 50, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    if drop:
        page.mouse.up()


def test_a_dragged_card_opens_the_form_and_changes_nothing_before_it_is_sent(helper, board, open_page):
    waiting, _taken = board
    page = open_page(helper, "/pulang")
    drag(page, page.locator("#kolom-diajukan [data-kartu]"), page.locator("#kolom-diterima"))
    page.wait_for_url(f"**/rujukan/{waiting.code}/jawab?pilih=diterima")
    assert page.get_by_label("Terima", exact=True).is_checked()
    assert state(waiting) == "dikirim"
    page.get_by_label("Pertemuan pertama (WIT)").fill("2026-10-12T09:00")
    Hands(page).press("Jawab")
    sees(page, "Tulis tempat pertemuannya.")
    page.get_by_label("Tempat pertemuan").fill("Kantor Dinsos")
    Hands(page).press("Jawab")
    sees(page, "Tersimpan.")
    assert state(waiting) == "diterima"
    assert waiting.meetings.get().place == "Kantor Dinsos"
    assert page.faults == []


def test_a_refusal_by_dragging_asks_for_its_reason(helper, board, open_page):
    waiting, _taken = board
    page = open_page(helper, "/pulang")
    drag(page, page.locator("#kolom-diajukan [data-kartu]"), page.locator("#kolom-ditolak"))
    page.wait_for_url("**/jawab?pilih=ditolak")
    Hands(page).press("Jawab")
    sees(page, "Tulis pertanyaan atau alasannya.")
    assert state(waiting) == "dikirim"


def test_a_drag_to_a_column_without_a_way_there_or_given_up_changes_nothing(helper, board, open_page):
    waiting, _taken = board
    page = open_page(helper, "/pulang")
    before, card = page.url, page.locator("#kolom-diajukan [data-kartu]")
    drag(page, card, page.locator("#kolom-selesai"))
    assert told(page) == "Tidak ada yang berubah."
    drag(page, card, card.locator("h4"))
    page.wait_for_timeout(200)
    assert page.url == before, "the click that ends a drag opens nothing"
    drag(page, card, page.locator("#kolom-diterima"), drop=False)
    assert page.locator(".bayangan").count() == 1
    assert page.locator(".kolom.boleh").evaluate_all("all => all.map((one) => one.id)") == [
        "kolom-diterima",
        "kolom-ditolak",
    ]
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_timeout(200)
    assert (page.url, page.locator(".bayangan").count(), state(waiting)) == (before, 0, "dikirim")


def test_a_click_on_a_card_still_opens_it(helper, board, open_page):
    waiting, _taken = board
    page = open_page(helper, "/pulang")
    page.locator("#kolom-diajukan [data-kartu]").click(position={"x": 20, "y": 20})
    page.wait_for_url(f"**/rujukan/{waiting.code}")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_needs_neither_mouse_tricks_nor_javascript(helper, board, open_page, javascript):
    waiting, _taken = board
    page = open_page(helper, "/pulang", javascript=javascript)
    page.locator(SUMMARY).first.click()
    page.get_by_role("link", name="Terima").first.click()
    page.get_by_role("button", name="Jawab", exact=True).click()
    sees(page, "Tersimpan.")
    assert state(waiting) == "diterima"


@pytest.mark.parametrize("mode", ["terang", "lapangan"])
def test_a_phone_has_columns_below_each_other_and_a_way_to_each(helper, board, open_page, mode):
    page = open_page(helper, "/pulang", width=360, mode=mode)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tops = page.locator(".kolom").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops) == 5
    page.get_by_role("link", name="Diterima 1").click()
    assert page.url.endswith("#kolom-diterima")
    assert page.locator("#kolom-diterima").bounding_box()["y"] < 400
