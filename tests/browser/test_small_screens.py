"""A cheap phone, a thumb, a page at twice its size."""

import pytest

TEN = [
    *("home", "account_login", "tasks", "order", "order-new"),
    *("plan", "session", "session-record", "verify-hours", "intake-batch"),
]
ROLES = {"home": None, "account_login": None, "session": "supervisor", "session-record": "supervisor"}
PROSECUTOR = {"order-new", "intake-batch"}
WIDER = "document.documentElement.scrollWidth > window.innerWidth + 1"
# A link in a sentence or a heading may be as high as its line (WCAG 2.5.8); a row that is one link counts as a row.
TARGETS = """least => [...document.querySelectorAll('a[href], button, select, summary, input:not([type=hidden])')]
  .filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter(one => !one.matches('h2 a, p a:not(.tombol), td a:not(.tombol), dd a:not(.tombol)'))
  .map(one => [one, one.closest(one.matches('input') ? 'label' : '.daftar > li:has(.baris-tautan)') ?? one])
  .filter(([, box]) => box.getBoundingClientRect().width > 1)
  .filter(([, box]) => Math.min(box.getBoundingClientRect().height, box.getBoundingClientRect().width) < least - 0.5)
  .map(([one, box]) => one.outerHTML.slice(0, 120) + ' ' + Math.round(box.getBoundingClientRect().width) + '×' + Math.round(box.getBoundingClientRect().height))"""


def whose(town, name):
    return town.user("prosecutor" if name in PROSECUTOR else ROLES.get(name, "pk"))


@pytest.mark.parametrize("name", TEN)
def test_a_page_fits_320_points(name, town, open_page):
    page = open_page(whose(town, name), town.path(name), width=320, height=640)
    assert not page.evaluate(WIDER)


@pytest.mark.parametrize("name", TEN)
def test_a_page_can_be_read_at_twice_its_size(name, town, open_page):
    """Zoom 200 %: half as many points, twice as many pixels each; and text alone at 200 %."""
    page = open_page(whose(town, name), town.path(name), width=640, height=400, device_scale_factor=2)
    assert not page.evaluate(WIDER)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not page.evaluate(WIDER)


@pytest.mark.parametrize("name", TEN)
def test_targets_are_large_enough(name, town, open_page):
    page = open_page(whose(town, name), town.path(name))
    assert page.evaluate(TARGETS, 24) == []
    phone = open_page(whose(town, name), town.path(name), width=360, height=640, mode="lapangan", has_touch=True)
    assert phone.evaluate(TARGETS, 48) == []


def test_a_small_target_and_a_wide_page_are_seen(town, open_page):
    """Negative controls."""
    page = open_page(None, "/bantuan", width=320)
    page.evaluate("document.body.innerHTML = '<button>x</button><div id=w>lebar</div>'")
    page.evaluate("document.querySelector('button').style.cssText = 'all: revert; padding: 0; font-size: 10px'")
    page.evaluate("document.getElementById('w').style.width = '900px'")
    assert len(page.evaluate(TARGETS, 24)) == 1
    assert page.evaluate(WIDER)
