"""The English of the interface is complete, and its source is Indonesian. Each check is shown to fail once."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.template.base import Lexer, TokenType
from django.utils import translation
from django.utils.translation import trans_real

from tools import messages

FOUND = messages.collected()
KNOWN = messages.stored(messages.catalogues()[0])
ROOT = Path(__file__).resolve().parents[1] / "masohi"
TEMPLATES = sorted(ROOT.rglob("*.html"))
MODULES = sorted(
    p for p in ROOT.rglob("*.py") if not {"migrations", "jobs"} & set(p.parts)
)  # the command line is Indonesian
ENGLISH = {"the", "and", "of", "is", "are", "not", "with", "your", "please", "save", "click", "password", "search"}
BANNED = {
    "submit",
    "login",
    "user",
    "error",
    "invalid",
    "oops",
    "napi",
    "narapidana",
    "penjahat",
    "kriminal",
    "mangkir",
}
BANNED |= {"silahkan", "dikarenakan", "apakah anda yakin"}
SAME_IN_BOTH = {"Masohi", "WIT", "PDF", "NIK", "English", "Bahasa Indonesia", "Indonesia"}
SPOKEN = ("aria-label", "placeholder", "title", "alt")
TELLS = {"Refused", "Conflict", "UnreadableSheet", "ValidationError", "say"}
SHOWS = {"label", "help_text", "empty_label"}


@pytest.fixture
def compiled():
    """Catalogues as the program reads them, loaded anew."""
    messages.compile_all()
    trans_real._translations.clear()


def without(msgid, change=None):
    """A complete catalogue less one entry, or with another translation for it."""
    reduced = complete()
    context = next(m.context for m in messages.entries(FOUND) if m.id == msgid)
    reduced.delete(msgid, context)
    if change is not None:
        reduced.add(msgid, change, context=context)
    return reduced


def complete():
    """A catalogue in which every sentence is its own translation."""
    catalog = messages.merged(FOUND, Catalog(locale="en"))
    for message in messages.entries(catalog):
        message.string = (message.id[1], message.id[1]) if message.pluralizable else message.id
    return catalog


def foreign_words(sentence: str) -> list[str]:
    """English and forbidden words of a msgid, its values left out."""
    plain = messages.PLACEHOLDER.sub(" ", re.sub(r"<[^>]+>", " ", sentence)).lower()
    return [w for w in sorted(ENGLISH | BANNED) if re.search(rf"\b{w}\b", plain)]


def bare_words(source: str) -> list[str]:
    """Words of a template that no `translate` tag holds: visible text and spoken attributes."""
    text, inside = "", False
    for token in Lexer(source).tokenize():
        name = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        begins = name in {"blocktranslate", "comment"} or (name and token.contents == "block body_class")
        inside = (inside or begins) and name not in {"endblocktranslate", "endcomment", "endblock"}
        if token.token_type == TokenType.TEXT:
            text += " " if inside else token.contents
        elif token.token_type != TokenType.COMMENT:
            text += "\0"  # a tag or a value: no word, and no end of an attribute
    spoken = re.findall(rf'\b(?:{"|".join(SPOKEN)})="([^"]*)"', text)
    text = re.sub(r"<!--.*?-->|<(style|script|svg|code|kbd|pre)\b.*?</\1>", " ", text, flags=re.DOTALL)
    visible = re.sub(r'<(?:"[^"]*"|[^>"])*>', "\n", text)
    for same in sorted(SAME_IN_BOTH, key=len, reverse=True):
        visible = visible.replace(same, " ")
    spoken = [s for s in spoken if s not in SAME_IN_BOTH]
    return [w for part in [visible, *spoken] for w in re.findall(r"[^\W\d_]{3,}", part.replace("&nbsp;", " "))]


def bare_sentences(tree: ast.Module) -> Iterator[str]:
    """Sentences for people that Python code tells or shows without marking them for translation."""
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        told = call.args if name in TELLS else call.args[1:] if name == "add_error" else []
        shown = [k.value for k in call.keywords if k.arg in SHOWS]
        for value in [*told, *shown]:
            if written(value):
                yield f"line {value.lineno}"


def written(value: ast.expr) -> bool:
    """Whether an expression puts words of its own before people: a text, or a text with values in it."""
    if isinstance(value, ast.BinOp):
        return written(value.left) or (isinstance(value.op, ast.Add) and written(value.right))
    if isinstance(value, ast.JoinedStr):
        return any(written(part) for part in value.values)
    if not isinstance(value, ast.Constant) or value.value in SAME_IN_BOTH:
        return False
    return isinstance(value.value, str) and bool(re.search(r"\w{3}", value.value))


def test_every_sentence_has_its_english():
    assert messages.problems(FOUND, KNOWN) == []


def test_a_missing_translation_is_noticed():
    assert messages.problems(FOUND, without("Simpan")) == ["missing: 'Simpan'"]
    assert messages.problems(FOUND, without("Simpan", " ")) == ["empty: 'Simpan'"]


def test_a_missing_plural_is_noticed():
    plural = next(m.id for m in messages.entries(FOUND) if m.pluralizable)
    assert messages.problems(FOUND, without(plural, ("one %(n)s", ""))) == [f"empty: {plural[0]!r}"]


def test_other_values_in_a_translation_are_noticed():
    sentence = "{minutes} tidak dihitung karena melebihi batas sehari."
    faults = messages.problems(FOUND, without(sentence, "{minute} are not counted."))
    assert faults == [f"other placeholders: {sentence!r}"]


def test_a_sentence_that_nobody_says_any_more_is_noticed():
    old = complete()
    old.add("Kalimat lama.", "An old sentence.")
    assert messages.problems(FOUND, old) == ["stale: 'Kalimat lama.'"]


def test_the_catalogue_is_written_as_collect_writes_it():
    path = messages.catalogues()[0]
    assert path.read_text(encoding="utf-8") == messages.written(FOUND, path)


def test_collecting_keeps_translations_and_drops_the_unused():
    known = messages.merged(FOUND, KNOWN)
    known.add("Kalimat lama.", "An old sentence.")
    again = messages.merged(FOUND, known)
    assert again.get("Simpan").string == KNOWN.get("Simpan").string
    assert again.get("Kalimat lama.") is None


def test_a_page_gives_up_all_its_sentences(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<p>\n    {# note #}{% translate 'Simpan' %} it's\n  </p>{% blocktranslate count n=x %}satu{% plural %}{{ n }} buah"
        '{% endblocktranslate %} {% translate "Batas" context "jam" %}{% include "a.html" with b=_("Kirim") %}'
    )
    assert list(messages.sentences(page)) == [
        ("Simpan", None),
        (("satu", "%(n)s buah"), None),
        ("Batas", "jam"),
        ("Kirim", None),
    ]


def test_the_source_language_is_indonesian():
    found = {part: foreign_words(part) for m in messages.entries(FOUND) for part in messages.texts(m.id)}
    assert {sentence: words for sentence, words in found.items() if words} == {}


def test_an_english_or_forbidden_word_is_noticed():
    assert foreign_words("Save the file") == ["save", "the"]
    assert foreign_words("Klien mangkir dari {user}") == ["mangkir"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_template_speaks_without_translation(path):
    assert bare_words(path.read_text(encoding="utf-8")) == []


def test_a_bare_word_in_a_template_is_noticed():
    assert bare_words('<p class="kotak">Simpan {{ x }}</p>') == ["Simpan"]
    assert bare_words('<a aria-label="Tutup {{ x }}" href="/masuk">{% translate "Tutup" %}</a>') == ["Tutup"]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_code_tells_people_something_without_translation(path):
    assert list(bare_sentences(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_a_bare_sentence_in_code_is_noticed():
    for line in (
        'Refused("Belum ada.")',
        'say(request, f"Ada {n} orang.")',
        'CharField(label="Nama")',
        'Conflict("Ada %s." % x)',
    ):
        assert list(bare_sentences(ast.parse(line))) == ["line 1"]
    assert list(bare_sentences(ast.parse('Refused(_("Belum ada."))'))) == []


@pytest.mark.django_db
def test_the_front_page_speaks_english_where_the_cookie_says_so(client, compiled):
    indonesian = client.get("/").content.decode()
    client.cookies["bahasa"] = "en"
    english = client.get("/").content.decode()
    assert 'lang="id"' in indonesian
    assert "Dasar hukum" in indonesian
    assert 'lang="en"' in english
    assert "Legal basis" in english
    assert "Dasar hukum" not in english


def test_a_refusal_speaks_the_readers_language(compiled):
    sentence = "Tulis alasan pencabutan. Surat masih berlaku."
    with translation.override("en"):
        assert translation.gettext(sentence) == KNOWN.get(sentence).string != sentence
    with translation.override("id"):
        assert translation.gettext(sentence) == sentence
