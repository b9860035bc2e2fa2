"""Tables of letters: sentences in several columns share the page, and no word runs over its edge."""

import pypdfium2
import pytest

from masohi.work.letters.actions import preview
from masohi.work.letters.facts import Content, Table
from masohi.work.letters.terms import PLACEHOLDERS, LetterKind
from tests import cast

pytestmark = pytest.mark.django_db
RIGHT = 57  # points: the margin of every letter, 2 cm
DAY, TOLD = "Senin, 26 Oktober 2026, Perpustakaan Kota Ambon", "WhatsApp, 21/10/2026 08.00, Maria Pembimbing"
WHY = "tanpa alasan sah: tidak memberi kabar dan tidak ada alasan yang dapat diterima (Maria Pembimbing)"


def drawn(people, *tables):
    kind = LetterKind.BREACH
    content = Content({name: "isi" for name in PLACEHOLDERS[kind]}, (), tables, ())
    return pypdfium2.PdfDocument(preview(kind=kind, unit=people.bapas, content=content, at=cast.AT))


def edges(pdf):
    """How far to the right the letters of all pages reach, from the right edge of the page."""
    for page in pdf:
        text = page.get_textpage()
        right = max(text.get_charbox(one)[2] for one in range(text.count_chars()))
        yield page.get_width() - right


def test_sentences_in_several_columns_share_the_page(people):
    heads = ("Sesi", "Diberi tahu", "Keputusan")
    pdf = drawn(people, Table("Sesi", heads, ((DAY, TOLD, WHY),) * 8))
    assert min(edges(pdf)) >= RIGHT - 2
    assert len(pdf) <= 2, "a column of one word a line"


@pytest.mark.parametrize("rows", [(), (("1", "Ya"),), (("", ""),)], ids=["none", "short", "empty"])
def test_short_tables_fill_the_page_too(people, rows):
    assert len(drawn(people, Table("Sesi", ("No.", "Hasil"), rows))) == 1
