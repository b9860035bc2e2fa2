"""Citizens' pages with content: two pictures without JavaScript, one with a slider; axe and weight with everything on."""

from tests.browser.test_every_page import MODES, PUBLIC, WIDER, violations, weight

MONTH = "/transparansi?bulan=2026-08"


def test_a_month_with_everything_on_it_is_for_everybody(town, open_page):
    for address in (MONTH, f"/transparansi/lokasi/{town.arguments['public_site']}", "/pahami/kantor?kantor=DLHP"):
        page = open_page(None, None)
        answers, faults = [], []
        page.on("response", lambda answer, seen=answers: seen.append(answer))
        for mode in MODES:
            page.context.add_cookies([{"name": "tampilan", "value": mode, "url": page.server}])
            assert page.goto(address).status == 200
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            page.wait_for_load_state("networkidle")
            if mode == MODES[0]:
                assert sum(weight(answer) for answer in list(answers)) <= PUBLIC
            for details in page.locator("main details").all():
                details.evaluate("one => { one.open = true }")
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                faults += [f"{address} {width} {mode} {fault}" for fault in violations(page)]
                assert not page.evaluate(WIDER), (address, width, mode)
        assert faults == []
        assert page.faults == []


def test_without_javascript_two_pictures_stand_side_by_side(town, open_page):
    page = open_page(None, MONTH, javascript=False)
    boxes = [image.bounding_box() for image in page.locator(".banding img").all()]
    assert len(boxes) == 2
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 2
    assert not page.get_by_role("slider").is_visible()


def test_with_javascript_the_keyboard_moves_the_slider(town, open_page):
    page = open_page(None, MONTH)
    slider = page.get_by_role("slider", name="Geser untuk membandingkan")
    slider.focus()
    page.keyboard.press("End")
    figure = page.locator("[data-banding]")
    assert figure.evaluate("one => getComputedStyle(one).getPropertyValue('--letak')") == "100%"
    boxes = [image.bounding_box() for image in page.locator(".banding img").all()]
    assert boxes[0] == boxes[1]
    assert page.faults == []


def test_a_card_is_read_aloud_where_there_is_a_voice_and_stays_text_where_there_is_none(town, open_page):
    page = open_page(None, "/pahami/5", javascript=False)
    assert not page.locator("[data-dengarkan]").is_visible()
    assert page.get_by_text("Memotret atau menyebarkan wajah").is_visible()
    page = open_page(None, None)
    page.add_init_script("window.said = []; speechSynthesis.speak = (one) => window.said.push(one.text)")
    page.goto("/pahami/5")
    page.get_by_role("button", name="Dengarkan").click()
    assert "Memungut atau menerima uang" in page.evaluate("window.said[0]")
    assert page.get_by_role("button", name="Berhenti").get_attribute("aria-pressed") == "true"


def test_a_small_picture_costs_little(town, open_page):
    page = open_page(None, MONTH)
    page.locator(".banding").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.name.includes('/gambar/')).map(one => one.decodedBodySize)"
    )
    assert sizes
    assert max(sizes) <= 14_000
