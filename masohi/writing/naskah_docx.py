"""A draft as DOCX, for offices that go on writing in their own word processor. Styles only, so that it stays theirs."""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from masohi.writing.naskah import Section, Text

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
FONT = "Times New Roman"
NOTE = "Konsep. Periksa isi dan dasar hukumnya sebelum ditandatangani."


def as_docx(text: Text, *, at: datetime) -> bytes:
    """The draft as a DOCX file, dated `at`; without crest, with two columns for the signatures."""
    doc = Document()
    _set_up(doc, text, at)
    _head(doc, text)
    for paragraph in text.opening:
        doc.add_paragraph(paragraph)
    for paragraph in text.parties:
        doc.add_paragraph(paragraph, style="List Number")
    if text.bases:
        doc.add_paragraph("Dengan mengingat:")
        for basis in text.bases:
            doc.add_paragraph(basis, style="List Bullet")
    doc.add_paragraph("Para pihak sepakat mengikatkan diri dengan ketentuan sebagai berikut.")
    for section in text.articles:
        _section(doc, section)
    _signatures(doc, text)
    for section in text.annexes:
        doc.add_page_break()
        _section(doc, section)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _set_up(doc: Doc, text: Text, at: datetime) -> None:
    page = doc.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(2), Cm(2.5), Cm(2)
    page.footer.paragraphs[0].text = NOTE
    for name in ("Normal", "Heading 1", "Heading 2", "Title"):
        style = doc.styles[name]
        style.font.name = FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    doc.styles["Normal"].font.size = Pt(12)
    doc.core_properties.title = f"{text.title}: {text.about}"[:250]
    doc.core_properties.author = ""
    doc.core_properties.language = "id-ID"
    doc.core_properties.created = doc.core_properties.modified = at.replace(tzinfo=None)


def _head(doc: Doc, text: Text) -> None:
    for line in (text.title.upper(), "ANTARA", *_between(text.between), "TENTANG", text.about.upper()):
        paragraph = doc.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.add_run(line).bold = True
    for number in text.numbers:
        paragraph = doc.add_paragraph(f"Nomor: {number}")
        paragraph.alignment = CENTRE


def _between(names: list[str]) -> list[str]:
    lines = [name.upper() for name in names]
    return [part for line in lines for part in ("DAN", line)][1:]


def _section(doc: Doc, section: Section) -> None:
    for level, words in ((1, section.heading), (2, section.title)):
        doc.add_heading(words, level=level).alignment = CENTRE
    several = len(section.paragraphs) > 1
    for number, paragraph in enumerate(section.paragraphs, start=1):
        doc.add_paragraph(f"({number}) {paragraph}" if several else paragraph)
    if section.table:
        _table(doc, section.table)


def _table(doc: Doc, rows: list[list[str]]) -> None:
    table = doc.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for index, row in enumerate(rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(words).bold = index == 0


def _signatures(doc: Doc, text: Text) -> None:
    """Two columns; a third party begins a new row."""
    table = doc.add_table(rows=(len(text.signatures) + 1) // 2, cols=2)
    for index, (party, position, name) in enumerate(text.signatures):
        cell = table.cell(index // 2, index % 2)
        for line in (f"{party},", position, "", "", "", name):
            paragraph = cell.paragraphs[0] if not cell.text and line == f"{party}," else cell.add_paragraph()
            paragraph.alignment = CENTRE
            paragraph.add_run(line).bold = line == name
