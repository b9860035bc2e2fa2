"""Contrast of the colour tokens, computed from the style sheet itself (WCAG 2.x formula)."""

import re
from pathlib import Path

import pytest

import masohi.ui

CSS = (Path(masohi.ui.__file__).parent / "static" / "ui" / "ui.css").read_text(encoding="utf-8")
LIGHT_HEAD = "  :root {\n"
DARK_BY_DEVICE = ":root:not([data-tema=terang], [data-mode=lapangan]) {\n"
DARK_BY_CHOICE = ":root[data-tema=gelap]:not([data-mode=lapangan]) {\n"
FIELD_HEAD = "    :root[data-mode=lapangan] {\n"

GROUNDS = ("--latar", "--kartu", "--kartu-2")
TEXTS = [(text, ground) for text in ("--teks", "--teks-2") for ground in GROUNDS]
TEXTS += [
    ("--tautan", "--latar"),
    ("--tautan", "--kartu"),
    ("--tautan", "--sorot"),
    ("--pada-utama", "--utama"),
    ("--pada-utama", "--utama-tekan"),
    ("--pada-galat", "--galat"),
    ("--galat-teks", "--galat-latar"),
    ("--galat-teks", "--kartu"),
    ("--ok-teks", "--ok-latar"),
    ("--awas-teks", "--awas-latar"),
    ("--info-teks", "--info-latar"),
    ("--teks", "--galat-latar"),
    ("--teks", "--ok-latar"),
    ("--teks", "--awas-latar"),
    ("--teks", "--info-latar"),
    ("--teks", "--sorot"),
    ("--teks-2", "--darat"),
]
CONTROLS = [(line, ground) for line in ("--garis-kuat", "--utama", "--galat") for ground in GROUNDS]
CONTROLS += [("--utama", "--alas"), ("--utama", "--darat"), ("--ok", "--kartu")]


def block(head: str) -> dict[str, str]:
    """The tokens between a selector and its closing brace."""
    start = CSS.index(head) + len(head)
    body = CSS[start : CSS.index("}", start)]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", body))


def tokens(mode: str) -> dict[str, str]:
    """All tokens as they stand in one mode."""
    light = block(LIGHT_HEAD)
    return light | {"terang": {}, "gelap": block(DARK_BY_CHOICE), "lapangan": block(FIELD_HEAD)}[mode]


def luminance(colour: str) -> float:
    """Relative luminance of #RGB or #RRGGBB."""
    digits = colour.lstrip("#")
    pairs = [c * 2 for c in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    parts = [int(pair, 16) / 255 for pair in pairs]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ratio(mode: str, fore: str, back: str) -> float:
    """Contrast of two tokens in a mode, aliases followed."""
    known = tokens(mode)

    def colour(name: str) -> str:
        value = known[name]
        return colour(value[4:-1]) if value.startswith("var(") else value

    return contrast(colour(fore), colour(back))


def test_formula_knows_black_and_white():
    assert contrast("#000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["terang", "gelap"])
def test_text_has_at_least_4_5(mode):
    weak = {pair: round(ratio(mode, *pair), 2) for pair in TEXTS if ratio(mode, *pair) < 4.5}
    assert weak == {}


@pytest.mark.parametrize("mode", ["terang", "gelap"])
def test_controls_have_at_least_3(mode):
    weak = {pair: round(ratio(mode, *pair), 2) for pair in CONTROLS if ratio(mode, *pair) < 3}
    assert weak == {}


def test_field_mode_has_at_least_9_everywhere():
    weak = {pair: round(ratio("lapangan", *pair), 2) for pair in TEXTS + CONTROLS if ratio("lapangan", *pair) < 9}
    assert weak == {}


def test_white_words_on_the_header_in_every_mode():
    assert min(contrast("#FFF", tokens(mode)["--kepala"].replace("var(--laut-900)", "#08353D")) for mode in MODES) >= 9


MODES = ("terang", "gelap", "lapangan")


def test_both_dark_blocks_are_alike():
    assert block(DARK_BY_DEVICE) == block(DARK_BY_CHOICE) != {}


def test_field_mode_has_large_targets_and_thick_lines():
    field = block(FIELD_HEAD)
    assert (field["--sasaran"], field["--garis-tebal"]) == ("60px", "2px")
    assert block(LIGHT_HEAD)["--sasaran"] == "48px"
