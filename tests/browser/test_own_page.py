"""The person's own page in a real browser: bytes, taps, no script, three modes, and what a phone on a table shows."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from masohi.work.ownpage.actions import ask_code
from masohi.work.ownpage.models import OwnLink
from masohi.work.ownpage.queries import waiting_codes
from tests.browser.test_every_page import MODES, WIDER, violations, weight

MOST_BYTES = 30_000  # ux R8: everything that one screen needs, compressed
PHONE = {"width": 360, "height": 740}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def person(town):
    """The secret of a link of the running order, and somebody who reads the messages sent to that person."""

    class Person:
        address = f"/s/{town.arguments['own']}"
        link = OwnLink.objects.get(order__code=town.arguments["order"], medium="hp", revoked_at=None)

        def code(self, at):
            OwnLink.objects.filter(pk=self.link.pk).update(wrong_tries=0, locked_until=None)
            self.link.order.own_codes.update(made_at=at - timedelta(hours=25))
            ask_code(link=self.link, by=town.people.system, at=at)
            return next(iter(waiting_codes(at=at))).digits

    return Person()


def on_phone(open_page, path, **more):
    return open_page(None, path, width=PHONE["width"], height=PHONE["height"], **more)


def opened(page, person, at):
    page.goto(f"{person.address}/kode")
    page.get_by_label("Tulis 6 angka").fill(person.code(at))
    page.get_by_role("button", name="Buka").click()
    page.wait_for_url("**/riwayat")


def test_one_screen_is_at_most_thirty_thousand_bytes(town, person, open_page, figure):
    page = on_phone(open_page, None)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    assert page.goto(person.address).status == 200
    page.wait_for_load_state("networkidle")
    weights = {urlsplit(answer.url).path.replace(person.address, "/s/…"): weight(answer) for answer in answers}
    total = sum(weights.values())
    assert total <= MOST_BYTES, weights
    assert len(weights) >= 4, "style sheets, icons and voice are counted, not only the page"
    assert not any(path.endswith(".woff2") for path in weights)
    assert {urlsplit(answer.url).netloc for answer in answers} == {urlsplit(page.server).netloc}
    figure("own-page-bytes", f"{total} bytes")
    assert page.faults == []


def test_three_taps_say_that_one_cannot_come(town, person, open_page, figure):
    """Counted in the browser: tap, tap, tap. What was sent is on the screen, and nothing was typed."""
    page = on_phone(open_page, person.address, javascript=False)
    taps = 0

    def tap(where):
        nonlocal taps
        where.click()
        taps += 1

    tap(page.get_by_role("link", name="Saya tidak bisa datang"))
    tap(page.get_by_text("Sakit", exact=True))
    tap(page.get_by_role("button", name="Kirim kabar"))
    assert page.get_by_text("Kabar Anda sudah diterima.").is_visible()
    assert page.get_by_text("Sampai ada jawaban, jadwal belum berubah.").is_visible()
    assert taps == 3
    figure("own-page-excuse-taps", f"{taps} taps")


def test_a_photo_can_go_with_it_and_a_false_one_keeps_the_page(town, person, open_page):
    page = on_phone(open_page, person.address)
    page.get_by_role("link", name="Tidak bisa").first.click()
    page.get_by_role("button", name="Kirim kabar").click()
    assert "/halangan" in page.url, "the browser itself asks for a reason"
    page.get_by_text("Keluarga", exact=True).click()
    page.get_by_label("Foto surat, kalau ada").set_input_files(
        {"name": "surat.png", "mimeType": "image/png", "buffer": b"bukan gambar"}
    )
    page.get_by_role("button", name="Kirim kabar").click()
    assert "Berkas harus PDF, JPG, atau PNG" in page.get_by_role("alert").inner_text()
    page.get_by_text("Keluarga", exact=True).click()
    page.get_by_label("Foto surat, kalau ada").set_input_files(
        {"name": "surat.png", "mimeType": "image/png", "buffer": PNG}
    )
    page.get_by_role("button", name="Kirim kabar").click()
    assert page.url == f"{page.server}{person.address}"


def test_without_javascript_everything_can_be_read_and_done(town, person, open_page):
    page = on_phone(open_page, person.address, javascript=False)
    assert page.get_by_text("Halo Samuel.").is_visible()
    assert page.get_by_text("lagi", exact=False).first.is_visible()
    assert not page.locator("[data-dengarkan]").is_visible()
    opened(page, person, town.evening)
    assert page.get_by_text("sedang diperiksa").first.is_visible()
    page.get_by_role("link", name="Tulis aduan").click()
    page.get_by_text("Pengawas atau tempat kerja", exact=True).click()
    page.get_by_label("Apa yang terjadi?").fill("Tidak ada air minum.")
    page.get_by_role("button", name="Kirim aduan").click()
    assert page.get_by_text("Jawaban paling lambat").first.is_visible()
    page.get_by_role("button", name="Tutup halaman ini").click()
    page.goto(f"{person.address}/riwayat")
    assert page.url.endswith("/kode")


def test_the_browser_keeps_what_digits_opened_for_these_pages_only(town, person, open_page):
    page = on_phone(open_page, None)
    opened(page, person, town.evening)
    (cookie,) = [one for one in page.context.cookies() if one["name"] == "halaman"]
    assert (cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == ("/s/", True, "Strict")
    assert person.link.code not in cookie["value"]
    page.goto(f"{person.address}/riwayat")
    assert page.url.endswith("/riwayat")


def test_the_language_is_chosen_once_and_stays(town, person, open_page):
    page = on_phone(open_page, person.address, javascript=False)
    page.get_by_role("link", name="Melayu Ambon").click()
    assert page.get_by_role("link", name="Seng bisa").first.is_visible()
    assert page.locator("html").get_attribute("lang") == "abs"
    page.goto(f"{person.address}/kode")
    assert page.get_by_text("Buka pake kode").is_visible()
    page.get_by_role("link", name="Bahasa Indonesia").click()
    assert page.get_by_text("Buka dengan kode").is_visible()


def test_a_voice_reads_the_screen_where_there_is_one(town, person, open_page):
    page = on_phone(open_page, None)
    page.add_init_script("window.said = []; speechSynthesis.speak = (one) => window.said.push(one.text)")
    page.goto(person.address)
    page.get_by_role("button", name="Dengarkan").click()
    said = page.evaluate("window.said[0]")
    for words in ("Halo Samuel", "jam lagi", "Bawa"):
        assert words in said


@pytest.mark.parametrize("name", ["", "/halangan", "/kode", "/riwayat", "/aduan", "!"])
def test_a_page_is_for_everybody(name, town, person, open_page):
    """axe in three modes at two widths; the last one is a link that opens nothing."""
    page = on_phone(open_page, None)
    page.goto(person.address)
    path = "/s/tidak-berlaku" if name == "!" else f"{person.address}{name}"
    if name in {"/riwayat", "/aduan"}:
        opened(page, person, town.evening)
    if name == "/halangan":
        path = page.get_by_role("link", name="Tidak bisa").last.get_attribute("href")
    faults = []
    for language in ("id", "abs"):
        page.context.add_cookies([{"name": "tutur", "value": language, "domain": "localhost", "path": "/s/"}])
        for mode in MODES:
            page.context.add_cookies([{"name": "tampilan", "value": mode, "url": page.server}])
            assert page.goto(path).status == (404 if name == "!" else 200)
            for details in page.locator("details").all():
                details.evaluate("one => { one.open = true }")
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 740})
                faults += [f"{language} {width} {mode} {fault}" for fault in violations(page)]
                if page.evaluate(WIDER):
                    faults.append(f"{language} {width} {mode} scrolls sideways")
    assert faults == []
    assert [fault for fault in page.faults if "404" not in fault] == []


def test_a_new_link_is_shown_once_with_its_message(town, open_page):
    page = open_page(town.people.pk, f"/perkara/{town.arguments['order']}/halaman")
    page.get_by_role("button", name="Buat tautan untuk HP").click()
    send = page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    assert send.startswith("https://wa.me/62")
    address = page.locator("code").inner_text()
    assert urlsplit(address).path in send.replace("%2F", "/")
    page.goto(page.url)
    assert page.locator("code").count() == 0
    other = open_page(None, urlsplit(address).path)
    assert other.get_by_text("Halo Samuel.").is_visible()
