"""Every page carries the kit, so the kit has a budget in bytes."""

import gzip
import re
from pathlib import Path

import masohi.ui

KIT = Path(masohi.ui.__file__).parent
STATIC = KIT / "static" / "ui"


def packed(*files: Path) -> int:
    """Bytes after gzip -9, each file on its own as a server sends it."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_style_sheets_within_12_kb():
    sheets = sorted(STATIC.glob("*.css"))
    assert sheets
    assert packed(*sheets) <= 12_000


def test_modules_within_10_kb():
    modules = sorted(STATIC.glob("*.js"))
    assert modules
    assert packed(*modules) <= 10_000


def test_font_within_25_kb_and_as_its_readme_says():
    (font,) = (STATIC / "fonts").glob("*.woff2")
    assert font.stat().st_size <= 25_000
    assert f"{font.stat().st_size:,} bytes" in (STATIC / "fonts" / "README.md").read_text(encoding="utf-8")


def test_sprite_within_13_kb():
    sprite = STATIC / "ikon.svg"
    assert sprite.stat().st_size <= 13_000
    assert packed(sprite) <= 3_500


def test_map_within_20_kb():
    assert (KIT / "templates" / "ui" / "parts" / "map_ambon.svg").stat().st_size <= 20_000


def test_every_icon_asked_for_is_in_the_sprite():
    known = set(re.findall(r'symbol id="([^"]+)"', (STATIC / "ikon.svg").read_text(encoding="utf-8")))
    asked = {
        name
        for page in KIT.parent.rglob("templates/**/*.html")
        for name in re.findall(r'{%\s*ikon "([^"]+)"', page.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked - known == set()


def test_sheets_ask_for_nothing_from_elsewhere():
    for sheet in STATIC.glob("*.css"):
        assert re.findall(r"url\((?!\"fonts/)", sheet.read_text(encoding="utf-8")) == []
