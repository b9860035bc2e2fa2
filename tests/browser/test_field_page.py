"""The shell: its weight, its headers, and every screen for everybody, in the sun and with a thumb."""

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from masohi.faces.field import assets
from masohi.faces.field.assets import bundle
from tests.browser.false_office import DAY, FalseOffice, sitting
from tests.browser.handset import pair_with
from tests.browser.test_every_page import WIDER, violations
from tests.browser.test_small_screens import TARGETS
from tests.test_language import foreign_words

pytestmark = pytest.mark.usefixtures("db")
FIRST_LOAD = 60_000
LEAST = 60
SMALLEST_TYPE = 19
TYPE = f"""() => [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.closest('.suara, .lewati, svg'))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < {SMALLEST_TYPE} - 0.01).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("path", ["/lapangan", "/lapangan/pasang", "/lapangan/sw.js", "/lapangan/manifest.webmanifest"])
def test_the_shell_may_do_little(client, path):
    answer = client.get(path)
    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:" in policy
    assert "worker-src 'self'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert answer["Permissions-Policy"].startswith("camera=(self), geolocation=(self), microphone=()")
    assert set(answer.cookies) == ({"perangkat"} if path.endswith("pasang") else set())  # that it is an officer's phone


def test_the_shell_has_no_script_or_style_of_its_own(client):
    page = client.get("/lapangan").content.decode()
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=|<style", page)


def test_camera_and_place_are_for_the_field_alone(client):
    assert client.get("/bantuan")["Permissions-Policy"].startswith("camera=(), microphone=(), geolocation=()")


def test_the_worker_is_asked_for_anew_and_files_stay(client):
    worker = client.get("/lapangan/sw.js")
    assert "no-cache" in worker["Cache-Control"]
    assert worker["Service-Worker-Allowed"] == "/lapangan"
    assert f'VERSI = "{bundle().version}"' in worker.content.decode()
    name = f"{bundle().base}field/kirim.js"
    assert "immutable" in client.get(name)["Cache-Control"]
    assert client.get(name.replace(bundle().version, "0" * 16)).status_code == 404
    assert client.get(f"{bundle().base}field/../../apps.py").status_code == 404


def test_modules_stay_readable():
    files = {name: data.decode() for name, data in bundle().files.items() if name.endswith(".js")}
    assert len(files) > 15
    assert {name: text.count("\n") for name, text in files.items() if text.count("\n") > 300} == {}
    dangerous = re.compile(
        r"innerHTML\s*=|outerHTML\s*=|insertAdjacentHTML|eval\(|new Function|document\.write|\.style\b"
    )
    assert [name for name, text in files.items() if dangerous.search(text)] == []


def test_no_text_of_a_module_spans_lines():
    """What is sent has lost its indentation, which a text over several lines would lose too."""
    own = Path(assets.__file__).parent / "static/field"
    lines = [line for path in own.glob("*.js") for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if not line.strip().startswith("//") and line.count("`") % 2] == []


def test_every_icon_that_is_named_is_sent():
    modules = b"".join(data for name, data in bundle().files.items() if name.endswith(".js")).decode()
    named = set(re.findall(r'ikon\("([a-z-]+)"\)|gambar: "([a-z-]+)"', modules))
    sent_icons = bundle().files["field/ikon.svg"].decode()
    assert len(named) > 15
    assert [one or other for one, other in named if f'id="{one or other}"' not in sent_icons] == []


def test_what_waits_can_be_removed_in_one_place_only():
    """`delete` on the phone's memory stands in simpan.js alone, and for entries in `buang` alone."""
    removes = re.compile(r"\.(?:delete|clear)\(|deleteDatabase|deleteObjectStore|clear-site-data", re.IGNORECASE)
    files = {name: data.decode() for name, data in bundle().files.items() if name.endswith(".js")}
    assert {name for name, text in files.items() if removes.search(text.replace("caches.delete(", ""))} == {
        "field/simpan.js"
    }
    memory = files["field/simpan.js"]
    found = [memory.rfind("function ", 0, one.start()) for one in removes.finditer(memory)]
    assert {re.match(r"function (\w+)", memory[at:])[1] for at in found} == {"lupakan", "buang"}


SENTENCE = re.compile(r"\"([^\"\n]*)\"|`([^`]*)`")


def sentences(text):
    """Texts of a module that a person may read: those with a blank in them; values are left out."""
    code = re.sub(r"(?m)^\s*//.*$|\s//\s.*$", "", text)
    found = [re.sub(r"\$\{[^}]*\}", " ", one or other) for one, other in SENTENCE.findall(code)]
    return [one for one in found if " " in one.strip()]


def test_modules_speak_plain_indonesian():
    texts = [one for name, data in bundle().files.items() if name.endswith(".js") for one in sentences(data.decode())]
    assert len(texts) > 150
    assert {one: foreign_words(one) for one in texts if foreign_words(one)} == {}


def test_a_foreign_word_in_a_module_is_seen():
    """Negative control."""
    (said,) = sentences('h("p", {}, "Please save the data.")')
    assert foreign_words(said) == ["please", "save", "the"]


def test_first_load_weighs_little(tmp_path, server, figure, in_hand, client):
    """Every address that a first visit asks for, page and worker, as it is sent compressed."""
    with in_hand(tmp_path / "hp", server.url) as handset:
        asked = set()
        handset.context.on("request", lambda request: asked.add(urlsplit(request.url).path))
        handset.open()
        handset.has_worker()
    files = {path: sent(client.get(path)) for path in asked if not path.endswith((".png", "manifest.webmanifest"))}
    figure("U5", f"{sum(files.values())} bita pada kunjungan pertama, {len(files)} berkas")
    assert {"/lapangan", "/lapangan/sw.js", f"{bundle().base}field/field.css"} <= set(files)
    assert any(path.endswith(".woff2") for path in files)
    assert 30_000 < sum(files.values()) <= FIRST_LOAD, files


def sent(answer):
    """Bytes on the wire; a font is compressed already."""
    assert answer.status_code == 200
    plain = answer["Content-Type"].startswith("font")
    return len(answer.content if plain else gzip.compress(answer.content, 6))


def faults(handset, name):
    """What is wrong with the screen that stands there, at three widths."""
    found = []
    for width in (320, 360):
        handset.page.set_viewport_size({"width": width, "height": 800})
        handset.page.evaluate("document.documentElement.dataset.huruf = 'besar'")
        if handset.page.evaluate(WIDER):
            found.append(f"{name} {width}: scrolls sideways in larger type")
    handset.page.evaluate("document.documentElement.dataset.huruf = 'biasa'")
    for width in (320, 360, 1280):
        handset.page.set_viewport_size({"width": width, "height": 800})
        height = handset.page.evaluate("document.documentElement.scrollHeight")
        handset.page.set_viewport_size({"width": width, "height": height})  # what scrolls under a bar is not covered
        if handset.page.evaluate(WIDER):
            found.append(f"{name} {width}: scrolls sideways")
        found += [f"{name} {width}: small {one}" for one in handset.page.evaluate(TARGETS, LEAST)]
        found += [f"{name} {width}: type {one}" for one in handset.page.evaluate(TYPE)]
        if width != 320:
            found += [f"{name} {width}: {one}" for one in violations(handset.page)]
    return found


def visit(handset):
    """Every screen, one after the other."""
    page = handset.page

    def at(address):
        page.evaluate("address => location.hash = address", address)

    yield "hari ini"
    for name in ("antrian", "belajar", "bantuan", "tampilan"):
        at(f"#/{name}")
        yield name
    at("#/")
    handset.tap("Mulai")
    yield "hitung"
    handset.tap("Sesi batal")
    yield "batal"
    handset.tap("Kembali")
    handset.tap("9")
    yield "nama"
    handset.tap("Samuel L.", exact=False)
    yield "nama pas"
    handset.tap("Simpan, mulai kerja")
    yield "kerja"
    handset.tap("Abdul W. O.", exact=False)
    yield "orang"
    handset.tap("Pulang awal")
    yield "pulang"
    handset.tap("Kembali")
    handset.tap("Kejadian")
    yield "kejadian"
    handset.tap("Kembali")
    handset.tap("Orang tidak ada di daftar")
    yield "tamu"
    handset.tap("Kembali")
    handset.tap("Hitung sekarang")
    yield "periksa"
    handset.tap("Kembali")
    handset.tap("Akhiri")
    yield "periksa dulu"
    handset.tap("9")
    handset.tap("8")
    yield "hitung akhir beda"
    handset.tap("9")
    yield "hitung akhir"
    handset.tap("Simpan")
    yield "foto"
    handset.tap("Ambil foto")
    page.get_by_role("button", name="Pakai foto ini").wait_for()
    yield "potret"
    handset.tap("Pakai foto ini")
    yield "tersimpan"
    handset.tap("Ubah")
    yield "ubah"
    handset.tap("Abdul W. O.", exact=False)
    yield "ubah satu"
    at("#/antrian")
    yield "antrian isi"
    handset.open()
    yield "PIN"


@pytest.mark.parametrize("screen", ["terang", pytest.param("gelap", marks=pytest.mark.long)])
def test_every_screen_is_for_everybody(tmp_path, server, screen, in_hand):
    office = FalseOffice(sitting(spot=470), sitting("SESI02", starts=DAY.replace(day=8), count=8))
    with in_hand(tmp_path / "hp", server.url, bypass_csp=True) as handset:
        handset.context.add_init_script(f"localStorage.setItem('layar', '{screen}')")
        pair_with(handset, office)
        handset.offline()
        found, seen = [], []
        for name in visit(handset):
            found += faults(handset, name)
            seen.append(name)
        assert len(seen) == 25
        assert not found, "\n".join(found)


def test_pairing_is_for_everybody(tmp_path, server, in_hand):
    office = FalseOffice()
    office.active = False
    with in_hand(tmp_path / "hp", server.url, bypass_csp=True) as handset:
        office.serve(handset)
        handset.open()
        found = faults(handset, "belum terpasang")
        handset.page.goto("about:blank")
        handset.open("/lapangan/pasang#uji")
        found += faults(handset, "nama HP")
        assert "uji" not in handset.page.url
        handset.tap("Lanjut")
        found += faults(handset, "PIN")
        handset.page.locator("#pin-baru").fill("123456")
        handset.tap("Lanjut")
        handset.see("tidak mudah ditebak")
        for _ in range(2):
            handset.page.locator("#pin-baru").fill("274916")
            handset.tap("Lanjut")
        handset.heading("Menunggu persetujuan")
        assert re.fullmatch(r"\d{4}", handset.page.locator(".cocok").inner_text())
        found += faults(handset, "menunggu")
        office.active = True
        handset.heading("Hari ini")
        assert found == []


def test_small_type_and_small_targets_are_seen(tmp_path, server, in_hand):
    """Negative control."""
    with in_hand(tmp_path / "hp", server.url, bypass_csp=True) as handset:
        handset.open()
        handset.page.evaluate(
            "() => { const b = document.createElement('button'); b.textContent = 'x'; b.style.cssText = 'height:40px;font-size:14px'; document.querySelector('main').append(b); }"
        )
        handset.page.evaluate(
            "() => { const d = document.createElement('div'); d.textContent = 'x'; d.style.width = '16em'; document.body.append(d); }"
        )
        found = faults(handset, "x")
        assert [one for one in found if "sideways" in one] == ["x 320: scrolls sideways in larger type"]
        assert any("small" in one for one in found)
        assert any("type" in one for one in found)
