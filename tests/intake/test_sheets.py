"""Any file at all gives rows or one sentence for the person who chose it."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from masohi.cases.intake.terms import COLUMNS
from masohi.writing import sheets, sheets_child
from masohi.writing.sheets import UnreadableSheet, read_sheets
from masohi.writing.sheets_out import workbook
from masohi.writing.sheets_table import table_of
from tests.intake import sheets_made as made

OLD_EXCEL = Path(__file__).parent / "register-lama.xls"


def cells(content):
    return table_of(read_sheets(content), COLUMNS).rows


@pytest.mark.parametrize(
    "content", [made.xlsx([made.row(7)]), made.ods([made.row(7)]), made.csv([made.row(7)])], ids=["xlsx", "ods", "csv"]
)
def test_every_kind_of_file_says_the_same(content):
    assert cells(content) == cells(made.csv([made.row(7)], ","))


def test_an_old_excel_file_is_read():
    assert cells(OLD_EXCEL.read_bytes())[0][1]["case_number"] == "8/Pid.B/2026/PN Amb"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_of_every_hand_is_read(encoding, sign):
    [(number, row)] = cells(made.csv([made.row(3, Nama="José Rekaan")], sign, encoding))
    assert (number, row["name"]) == (2, "José Rekaan")


def test_row_numbers_are_those_the_spreadsheet_shows():
    titles = [["REGISTER"], [], ["(contoh)"]]
    numbers = [[str(n) for n in range(1, len(made.HEADINGS) + 1)]]
    content = made.xlsx([made.row(1), {}, made.row(2)], before=titles)
    assert [number for number, _row in cells(content)] == [5, 7]
    counted = made.xlsx([dict(zip(made.HEADINGS, numbers[0], strict=True)), made.row(1)])
    assert [number for number, _row in cells(counted)] == [3]
    assert [number for number, _row in cells(b"sep=;\r\n" + made.csv([made.row(1)]))] == [2]


def test_a_cell_with_a_line_break_is_one_row():
    text = made.csv([made.row(1, Pola='"2 hari\nseminggu"'), made.row(2)])
    assert [number for number, _row in cells(text)] == [2, 3]


def test_headings_by_other_names_and_units_in_headings():
    renamed = [
        {"Ancaman": "ANCAMAN PIDANA (BULAN)", "Penjara": "Lama  penjara_hari", "Jam": "Jml. Jam"}.get(h, h.upper())
        for h in made.HEADINGS
    ]
    values = list(made.row(1, Ancaman="56", Penjara="90").values())
    [(_number, row)] = cells(made.csv([dict(zip(renamed, values, strict=True))], headings=renamed))
    assert (row["offence_max_prison_months"], row["replaced_prison_days"], row["hours"]) == (
        "56 bulan",
        "90 hari",
        "60 jam",
    )


def test_unknown_columns_are_named_and_twins_refused():
    table = table_of(read_sheets(made.csv([made.row(1)], headings=[*made.HEADINGS, "Warna"])), COLUMNS)
    assert table.unknown == ["Warna"]
    with pytest.raises(UnreadableSheet, match="Kolom E dan R"):
        cells(made.csv([made.row(1)], headings=[*made.HEADINGS, "Nama Terpidana"]))


@pytest.mark.parametrize("gone", ["Nama", "Jam", "Nomor Perkara"])
def test_a_missing_column_is_named(gone):
    with pytest.raises(UnreadableSheet, match=r"Kolom .* tidak ditemukan"):
        cells(made.csv([made.row(1)], headings=[h for h in made.HEADINGS if h != gone]))


def locked(flag=1):
    out = bytearray(made.xlsx([made.row(1)]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + place] |= flag
            at = out.find(mark, at + 4)
    return bytes(out)


def sparse():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(260):
            part.write(bytes(2**20))
    return out.getvalue()


def lying_bomb():
    """The same, but its directory says every part is a few bytes long."""
    content = bytearray(bomb())
    size = (260 * 2**20).to_bytes(4, "little")
    at = content.find(size)
    while at >= 0:
        content[at : at + 4] = (10).to_bytes(4, "little")
        at = content.find(size)
    return bytes(content)


BAD = {
    "empty": (b"", "kosong"),
    "blanks": (b"\n\n  \n", "kosong"),
    "torn xlsx": (made.xlsx([made.row(1)])[:3000], "rusak"),
    "torn xls": (OLD_EXCEL.read_bytes()[:1500], "rusak"),
    "not a zip": (b"PK\x03\x04" + bytes(100), "rusak"),
    "zip of nothing": (b"PK\x05\x06" + bytes(18), "rusak"),
    "locked zip": (locked(), "kata sandi"),
    "locked office file": (b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "picture": (b"\x89PNG\r\n", "gambar"),
    "web page": (b"<html><table><tr><td>x</td></tr></table>", "halaman web"),
    "NUL bytes": (made.csv([made.row(1)]).replace(b"Orang", b"Or\x00ng"), "NUL"),
    "no header": (b"1;2;3\n4;5;6\n", "judul kolom"),
    "header only": (made.csv([]), "belum ada baris"),
    "no letters": (bytes(range(1, 256)) * 30, "tidak dapat dibaca"),
    "too many rows": (made.csv([made.row(n) for n in range(20_001)]), "Pecah berkas"),
    "too big": (b"a;b\n" * 3_000_000, "Pecah berkas"),
    "a cell at the end of the sheet": (sparse(), "terlalu berat|Pecah"),
    "bomb": (bomb(), "terlalu berat"),
    "lying bomb": (lying_bomb(), "terlalu berat|rusak"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_cannot_be_read_says_what_happened_what_is_safe_and_what_to_do(kind):
    content, told = BAD[kind]
    with pytest.raises(UnreadableSheet, match=told) as refusal:
        cells(content)
    assert "Belum ada yang disimpan." in str(refusal.value)


def test_a_hundred_thousand_rows_of_excel_are_refused_clearly():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(100_001):
            sheet.write_row(number, 0, ["Nomor Perkara", "Nama", "Jam"] if number == 0 else [f"{number}", "Rekaan", 60])
    with pytest.raises(UnreadableSheet, match=r"lebih dari 10\.000 baris.*Pecah berkas"):
        cells(out.getvalue())


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=400))
def test_random_bytes_never_end_otherwise(content):
    with suppress(UnreadableSheet):
        read_sheets(content)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 6_000), byte=st.integers(0, 255))
def test_a_workbook_with_one_changed_byte_never_ends_otherwise(place, byte):
    content = bytearray(made.xlsx([made.row(1)]))
    content[place % len(content)] = byte
    with suppress(UnreadableSheet):
        cells(bytes(content))


def test_a_reader_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(sheets, "SECONDS", 0.001)
    with pytest.raises(UnreadableSheet, match="terlalu berat"):
        read_sheets(made.xlsx([made.row(1)]))


def test_numbers_of_sixteen_digits_are_marked_as_destroyed():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_row(0, 0, ["nik", 8171020105990001, 81248001234, 60, 4.5])
    assert read_sheets(out.getvalue())[0].rows == [(1, ["nik", "8,171020105990001E+15", 81248001234, 60, 4.5])]
    assert sheets_child.cell(True) is True


def test_what_we_write_cannot_become_a_formula_and_comes_back():
    row = {"name": "=HYPERLINK(1)", "phone": "+6281248001234", "case_number": "1/Pid.B/2026/PN Amb", "hours": "60"}
    content = workbook(COLUMNS, [row])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    assert read_sheets(content)[0].rows[1][1].count("'=HYPERLINK(1)") == 1
    assert cells(content) == [(2, row)]
