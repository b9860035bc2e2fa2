"""Without a mouse: skip link, order of focus, focus that can be seen, faults that take the focus, calm for those who ask."""

import pytest

# page: what the keyboard must reach, in this order
JOURNEYS = {
    "account_login": ["Nama akun", "Kata sandi", "Masuk"],
    "tasks": ["Cari orang, nomor putusan, lokasi, atau kode dokumen", "Perkara", "Jadwal", "Verifikasi jam"],
    "order-new": ["Nomor perkara", "Tanggal putusan", "Nama", "Jumlah jam", "Periksa isian"],
    "session-record": ["0", "Lanjut", "Batal"],
}
ROLES = {"account_login": None, "tasks": "pk", "order-new": "prosecutor", "session-record": "supervisor"}
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const look = getComputedStyle(at), box = at.getBoundingClientRect();
  const label = at.labels?.[0] ?? at.querySelector?.('summary') ?? at;
  return {
    name: (at.getAttribute('aria-label') || label.textContent || '').replace(/\\s+/g, ' ').replace(' (boleh kosong)', '').trim(),
    ring: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
    shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    id: at.id,
  };
}"""


def walk(page, steps=160):
    """Press Tab and note where the focus is, until it leaves the page. Parts of one date are one stop."""
    seen = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            break
        if not (at["id"] and seen and seen[-1]["id"] == at["id"]):
            seen.append(at)
    return seen


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_keyboard_reaches_what_matters_in_order_and_shows_where_it_is(name, town, open_page):
    page = open_page(town.user(ROLES[name]), town.path(name))
    seen = walk(page)
    names = [at["name"] for at in seen]
    places = [names.index(wanted) for wanted in JOURNEYS[name]]
    assert places == sorted(places)
    assert [at for at in seen if not at["ring"]] == []
    assert [at for at in seen if not at["shown"]] == []


def test_a_focus_that_cannot_be_seen_is_found(town, open_page):
    """Negative control of the ring."""
    page = open_page(None, "/bantuan")
    page.evaluate("document.querySelectorAll('a, button, summary').forEach(one => { one.style.outline = 'none' })")
    assert not any(at["ring"] for at in walk(page, 3))


@pytest.mark.parametrize("name", ["account_login", "tasks", "order", "orders"])
def test_the_first_stop_leads_past_the_menu(name, town, open_page):
    page = open_page(town.user("pk") if name != "account_login" else None, town.path(name))
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


@pytest.mark.parametrize(
    ("role", "name", "button"),
    [
        ("prosecutor", "order-new", "Periksa isian"),
        ("prosecutor", "order-close", "Hentikan perkara"),
        ("prosecutor", "intake", "Unggah dan periksa"),
        ("supervisor", "session-record", "Lanjut"),
        ("office", "site-new", "Simpan lokasi"),
    ],
)
def test_faults_take_the_focus_and_lead_to_their_fields(role, name, button, town, open_page):
    page = open_page(town.user(role), town.path(name))
    page.get_by_role("button", name=button, exact=True).first.click()
    page.locator("[data-ringkasan-galat]:focus").wait_for()
    link = page.locator("[data-ringkasan-galat] a").first
    target = link.get_attribute("href").removeprefix("#")
    link.press("Enter")
    assert page.locator(f'[id="{target}"]').count() == 1
    assert page.evaluate("document.activeElement.id") == target


@pytest.mark.parametrize(("wish", "moving"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_ask_for_calm(wish, moving, town, open_page):
    """With its negative control: without the wish something does move."""
    moved = False
    for role, name in ((None, "home"), ("pk", "tasks"), ("pk", "order"), ("pk", "schedule")):
        page = open_page(town.user(role), town.path(name), reduced_motion=wish)
        moved |= page.evaluate(
            """[...document.querySelectorAll('*')].some(one => {
                 const look = getComputedStyle(one);
                 return [...look.transitionDuration.split(','), ...look.animationDuration.split(',')]
                   .some(length => parseFloat(length) > 0.01);
               })"""
        )
    assert moved is moving
