"""What no template may contain: inline style or script, banned words, words outside the catalogue."""

import re
from pathlib import Path

import pytest

import masohi
import masohi.ui

PROJECT = Path(masohi.__file__).parent
KIT = Path(masohi.ui.__file__).parent
KIT_PAGES = sorted((KIT / "templates").rglob("*.html"))
ALL_PAGES = sorted(PROJECT.rglob("templates/**/*.html"))

BANNED = re.compile(
    r"\b(napi|narapidana|penjahat|kriminal|tersangka|mangkir|submit|login|user|error|invalid|oops|silahkan|dikarenakan|"
    r"apakah anda yakin)\b",
    re.IGNORECASE,
)
SAYS = r"(?:aria-label|placeholder|title|alt)"
# Names, not words: they stay the same in every language.
UNTRANSLATED = {"Masohi", "– Masohi", "English", "Indonesia", "Bahasa Indonesia"}


def catalogue_words(page: str) -> list[str]:
    """Everything the page gives to gettext."""
    short = re.findall(r'{%\s*(?:translate|trans)\s+"((?:[^"\\]|\\.)*)"', page)
    short += re.findall(r"{%\s*(?:translate|trans)\s+'((?:[^'\\]|\\.)*)'", page)
    return short + re.findall(r"{%\s*blocktrans(?:late)?[^%]*%}(.*?){%\s*endblocktrans", page, re.DOTALL)


def bare_words(page: str) -> list[str]:
    """Words in the page that gettext never sees: text nodes and spoken attributes."""
    text = re.sub(r"{#.*?#}", "", page, flags=re.DOTALL)
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%\s*block body_class\s*%}.*?{%", "{%", text)
    text = re.sub(r"{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    spoken = re.findall(rf'{SAYS}="([^"]*)"', text)
    nodes = re.sub(r"<(?:script|style)\b.*?</(?:script|style)>", "", text, flags=re.DOTALL)
    nodes = re.sub(r"<[^>]*>", "\n", nodes)
    return [
        words for words in [*spoken, *(line.strip() for line in nodes.splitlines())] if re.search(r"[^\W\d_]", words)
    ]


def name_of(page: Path) -> str:
    return str(page.relative_to(PROJECT))


@pytest.mark.parametrize("page", ALL_PAGES, ids=name_of)
def test_no_inline_style_or_script(page):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=\"|javascript:", text, re.IGNORECASE) == []
    assert re.findall(r"<script\b(?![^>]*\bsrc=)", text, re.IGNORECASE) == []


@pytest.mark.parametrize("page", ALL_PAGES, ids=name_of)
def test_no_banned_word(page):
    text = page.read_text(encoding="utf-8")
    said = " \n".join(catalogue_words(text) + bare_words(text))
    assert BANNED.findall(re.sub(r"{{.*?}}", "", said)) == []


@pytest.mark.parametrize("page", KIT_PAGES, ids=name_of)
def test_every_word_of_the_kit_can_be_translated(page):
    assert [words for words in bare_words(page.read_text(encoding="utf-8")) if words not in UNTRANSLATED] == []


def test_the_lint_sees_what_it_must_see():
    page = '<p>{% translate "Silahkan masuk" %}</p><input placeholder="User"><b>Kriminal</b>{# login #}'
    said = " ".join(catalogue_words(page) + bare_words(page))
    assert BANNED.findall(said) == ["Silahkan", "User", "Kriminal"]


def test_the_kit_knows_no_chapter():
    for source in KIT.rglob("*.py"):
        imported = re.findall(r"^(?:from|import) (masohi[\w.]*)", source.read_text(encoding="utf-8"), re.MULTILINE)
        assert {name for name in imported if not name.startswith(("masohi.ui", "masohi.writing"))} == set()
