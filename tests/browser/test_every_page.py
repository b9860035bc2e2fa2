"""Every page: no axe violation in three modes and two widths, no sideways scroll, within its weight, nothing in the console."""

import gzip
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver

from masohi.parties.accounts.models import User
from tests.browser.pages import ELSEWHERE, PAGES, Town

pytestmark = pytest.mark.django_db(transaction=True)
MODES = ("terang", "gelap", "lapangan")
WIDTHS = (360, 1280)
PUBLIC, STAFF = 80_000, 120_000  # bytes on the first visit, compressed (ux 4.8)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def names(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern)
        elif pattern.name:
            yield pattern.name


def test_every_page_is_listed():
    assert set(names(get_resolver())) == set(PAGES) | set(ELSEWHERE)


@pytest.fixture
def town(clock):
    town = Town()
    User.objects.exclude(username="sistem").update(is_sample=True)
    clock.at = town.evening
    return town


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(name, town, open_page, live_server):
    role, _ = PAGES[name]
    page = open_page(town.user(role), None)
    weights = {}
    page.on("response", lambda answer: weights.setdefault(urlsplit(answer.url).path, weight(answer)))
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for mode in MODES:
            page.context.add_cookies([{"name": "tampilan", "value": mode, "url": live_server.url}])
            answer = page.goto(live_server.url + town.path(name))
            assert answer.status == 200, answer.status
            faults += [f"{width} {mode} {fault}" for fault in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
                faults.append(f"{width} {mode} scrolls sideways")
    assert faults == []
    assert page.faults == []
    assert sum(weights.values()) <= (STAFF if role else PUBLIC), weights


def weight(answer):
    """Bytes as sent compressed; fonts and pictures are compressed already."""
    body = answer.body() if answer.status == 200 else b""
    plain = answer.headers.get("content-type", "").startswith(("font", "image/png", "image/avif", "image/webp"))
    return len(body if plain else gzip.compress(body, 9))


def test_a_page_that_breaks_the_rules_is_seen(open_page, live_server):
    """Negative control of axe and of the width check."""
    page = open_page(None, "/bantuan")
    page.evaluate(
        "document.body.innerHTML = '<img src=x><div id=w>lebar</div>'; document.getElementById('w').style.width = '3000px'"
    )
    assert any(v.startswith("image-alt") for v in violations(page))
    assert page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
