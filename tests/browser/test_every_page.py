"""Every page: no axe violation in three modes and two widths, no sideways scroll, within its weight, nothing in the console."""

import gzip
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
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    found = page.evaluate("rules => axe.run(document, rules).then(answer => answer.violations)", RULES)
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(name, town, open_page):
    role, _ = PAGES[name]
    page = open_page(town.user(role), None)
    answers, faults = [], []
    page.on("response", lambda answer: answers.append(answer))
    for mode in MODES:
        page.context.add_cookies([{"name": "tampilan", "value": mode, "url": page.server}])
        assert page.goto(town.path(name)).status == 200
        if mode == MODES[0]:
            weights = {urlsplit(answer.url).path: weight(answer) for answer in list(answers)}
            assert sum(weights.values()) <= (STAFF if role else PUBLIC), weights
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            faults += [f"{width} {mode} {fault}" for fault in violations(page)]
            if page.evaluate(WIDER):
                faults.append(f"{width} {mode} scrolls sideways")
    assert faults == []
    assert page.faults == []


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
