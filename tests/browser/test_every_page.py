"""Every page: no axe violation, no sideways scroll, within its weight, nothing in the console (`looks`: in which modes)."""

import gzip
import re
from collections import Counter
from importlib.resources import files
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver

from tests.browser.pages import ELSEWHERE, PAGES

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
MODES = ("terang", "gelap", "lapangan")
WIDTHS = (360, 1280)
PUBLIC, STAFF = 80_000, 120_000  # bytes on the first visit, compressed (ux 4.8)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=)"\w+"')
CHOSEN = re.compile(r'(data-tema|data-mode)="(\w+)"')
PRESSED = re.compile(r'(?<=name="mode" value=)"(\w+)" aria-pressed="(\w+)"')
TURN = """([chosen, pressed]) => {
  const root = document.documentElement;
  for (const name of ['data-tema', 'data-mode']) root.removeAttribute(name);
  for (const name in chosen) root.setAttribute(name, chosen[name]);
  for (const button of document.querySelectorAll('[data-mode-form] button')) {
    button.setAttribute('aria-pressed', pressed[button.value]);
  }
}"""
COLOURS = """[...document.querySelectorAll('body, body *')].map((one) => {
  const look = getComputedStyle(one);
  return [look.color, look.backgroundColor, look.minHeight].join();
})"""
WIDER = "document.documentElement.scrollWidth > window.innerWidth + 1"


def names(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern)
        elif pattern.name:
            yield pattern.name


def test_every_page_is_listed():
    assert set(names(get_resolver())) == set(PAGES) | set(ELSEWHERE)


def violations(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"(() => {{ {AXE} }})()")
    found = page.evaluate("rules => axe.run(document, rules).then(answer => answer.violations)", RULES)
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def parts(text):
    """A page as it was sent: attributes of `<html>` that choose a mode, pressed mode buttons, all the rest."""
    text = TOKEN.sub("", text)
    root = re.search(r"<html [^>]*>", text)[0]
    return [dict(CHOSEN.findall(root)), dict(PRESSED.findall(text))], PRESSED.sub("", text.replace(root, ""))


def turned(page, mode, rest):
    """Show the page in another mode, as a load would; returns its `rest`.

    The server is asked for it. Where it sends the same `rest`, the attributes and the pressed button are all that a
    load would change, and they are put in as sent; anything else is loaded.
    """
    page.context.add_cookies([{"name": "tampilan", "value": mode, "url": page.server}])
    answer = page.request.get(page.url)
    assert answer.status == 200
    chosen, sent = parts(answer.text())
    if sent == rest:
        page.evaluate(TURN, chosen)
    else:
        assert page.goto(page.url).status == 200
    return sent


def named_twice(text):
    """Ids that a page gives to more than one part: a label or a link would reach the first of them only."""
    return [f"id twice: {key}" for key, times in Counter(re.findall(r'\sid="([^"]+)"', text)).items() if times > 1]


def test_an_id_given_twice_is_seen():
    assert named_twice('<p id="satu"></p> <input id="dua"> <b data-id="dua"></b>') == []
    assert named_twice('<label for="cari"></label><input id="cari"> <input type="search" id="cari">') == [
        "id twice: cari"
    ]


def looks(name, *, everything):
    """Modes and widths in which a page is looked at: all of them, or one in turn.

    One page in six meets each look, so that every part of the kit is seen in all of them in a quick run.
    """
    found = [(mode, width) for mode in MODES for width in WIDTHS]
    return found if everything else [found[list(PAGES).index(name) % len(found)]]


def test_pages_share_all_looks():
    assert {look for name in PAGES for look in looks(name, everything=False)} == set(looks("home", everything=True))


@pytest.mark.parametrize("everything", [False, pytest.param(True, marks=pytest.mark.long)], ids=["quick", "all"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(name, everything, town, open_page):
    role, _ = PAGES[name]
    seen = looks(name, everything=everything)
    page, answers = open_page(town.user(role), None, mode=seen[0][0]), []
    page.on("response", lambda answer: answers.append(answer))
    first = page.goto(town.path(name))
    assert first.status == 200
    weights = {urlsplit(answer.url).path: weight(answer) for answer in list(answers)}
    assert sum(weights.values()) <= (STAFF if role else PUBLIC), weights
    rest, shown_in = parts(first.text())[1], seen[0][0]
    faults = named_twice(first.text())
    for mode, width in seen:
        if mode != shown_in:
            rest, shown_in = turned(page, mode, rest), mode
        page.set_viewport_size({"width": width, "height": 800})
        faults += [f"{width} {mode} {fault}" for fault in violations(page)]
        for side in WIDTHS:
            page.set_viewport_size({"width": side, "height": 800})
            if page.evaluate(WIDER):
                faults.append(f"{side} {mode} scrolls sideways")
    assert faults == []
    assert page.faults == []


@pytest.mark.parametrize(("role", "name"), [(None, "home"), ("pk", "tasks"), ("pk", "order"), ("prosecutor", "intake")])
def test_a_turned_page_is_the_page_that_a_load_shows(role, name, town, open_page):
    page = open_page(town.user(role), town.path(name))
    rest = parts(page.request.get(page.url).text())[1]
    for mode in MODES[::-1]:
        page.evaluate("window.stays = true")
        rest = turned(page, mode, rest)
        assert page.evaluate("window.stays")
        without_load = shown(page)
        page.goto(page.url)
        assert shown(page) == without_load
        assert page.locator("html").get_attribute("data-mode") == ("lapangan" if mode == "lapangan" else None)


def test_a_page_that_is_another_in_its_mode_is_loaded(town, open_page):
    """Negative control of turning."""
    page = open_page(None, "/bantuan")
    page.evaluate("window.stays = true")
    turned(page, "gelap", "what another page says")
    assert page.evaluate("window.stays") is None


def shown(page):
    """The document and the colours that its parts have on the screen."""
    return TOKEN.sub("", page.content()), page.evaluate(COLOURS)


def weight(answer):
    """Bytes as sent compressed; fonts and pictures are compressed already."""
    body = answer.body() if answer.status == 200 else b""
    plain = answer.headers.get("content-type", "").startswith(("font", "image/png", "image/avif", "image/webp"))
    return len(body if plain else gzip.compress(body, 9))


def test_a_page_that_breaks_the_rules_is_seen(town, open_page):
    """Negative control of axe and of the width check."""
    page = open_page(None, "/bantuan")
    page.evaluate(
        "document.body.innerHTML = '<img src=x><div id=w>lebar</div>'; document.getElementById('w').style.width = '3000px'"
    )
    assert any(v.startswith("image-alt") for v in violations(page))
    assert page.evaluate(WIDER)
