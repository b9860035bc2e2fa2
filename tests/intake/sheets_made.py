"""Small spreadsheets for the tests, made by hand with the standard library where no writer is at hand."""

import io
import zipfile
from xml.sax.saxutils import escape

import xlsxwriter

HEADINGS = [
    "Nomor Perkara",
    "Tgl Putusan",
    "Tgl Tindak Pidana",
    "Ancaman",
    "Nama",
    "Tgl Lahir",
    "JK",
    "Alasan NIK",
    "Kelurahan",
]
HEADINGS += ["Penjara", "Jam", "Jam/hari", "Pola", "Batas Penyelesaian", "Sanksi", "Setuju", "Pertimbangan"]


def row(number=1, **changes):
    """Texts of a lawful row, by heading."""
    known = {
        "Nomor Perkara": f"{number}/Pid.B/2026/PN Amb",
        "Tgl Putusan": "1 September 2026",
        "Tgl Tindak Pidana": "04/05/2026",
        "Ancaman": "4 tahun",
        "Nama": f"Orang{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]} Rekaan{'uvw'[number // 100 % 3]}",
        "Tgl Lahir": "1 Mei 1990",
        "JK": "L",
        "Alasan NIK": "belum punya KTP-el",
        "Kelurahan": "81.71.02.1017",
        "Penjara": "3 bulan",
        "Jam": "60 jam",
        "Jam/hari": "4",
        "Pola": "2 hari seminggu",
        "Batas Penyelesaian": "6 bulan",
        "Sanksi": "penjara",
        "Setuju": "ya",
        "Pertimbangan": "a-g",
    }
    return known | changes


def csv(rows, sign=";", encoding="utf-8", headings=HEADINGS):
    lines = [headings, *([r.get(h, "") for h in headings] for r in rows)]
    return "\r\n".join(sign.join(line) for line in lines).encode(encoding)


def xlsx(rows, headings=HEADINGS, before=()):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        lines = [*before, headings, *([r.get(h, "") for h in headings] for r in rows)]
        for at, line in enumerate(lines):
            for column, value in enumerate(line):
                if value != "":
                    sheet.write(at, column, value)
    return out.getvalue()


def ods(rows, headings=HEADINGS):
    """The least that a reader of OpenDocument needs."""
    lines = [headings, *([r.get(h, "") for h in headings] for r in rows)]
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(v))}</text:p></table:table-cell>'
            for v in line
        )
        + "</table:table-row>"
        for line in lines
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Daftar">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()
