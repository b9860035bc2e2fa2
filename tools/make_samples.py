"""Write samples/: the register, the list of sites and what must become of each row. The same bytes every time.

python -m tools.make_samples
"""

import io
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tools.sample_orders import FIRST_ROW, HEADINGS
from tools.sample_rows import ROWS
from tools.sample_sites import HEADINGS as SITE_HEADINGS
from tools.sample_sites import rows as site_rows

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
MADE = datetime(2026, 11, 20, 8, 0)
TITLES = (
    "REGISTER PUTUSAN PIDANA KERJA SOSIAL",
    "PENGADILAN NEGERI AMBON — TAHUN 2026 (CONTOH: semua orang dan perkara rekaan)",
)


def ordered() -> list:
    """Good and wrong rows mixed as in a real register; each gets the number its spreadsheet row will show."""
    good, wrong = [row for row in ROWS if not row.wrong], [row for row in ROWS if row.wrong]
    mixed = list(good)
    for place, row in enumerate(wrong):
        mixed.insert(4 + place * 5 // 2, row)
    for number, row in enumerate(mixed, FIRST_ROW):
        row.number = number
    return mixed


def book(fill) -> bytes:
    """A workbook whose bytes depend on nothing but its content."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    made.set_properties({"created": MADE, "author": "Contoh Masohi"})
    fill(made, made.add_worksheet("Register"))
    made.close()
    return out.getvalue()


def put(sheet, line: int, column: int, value: object, dated) -> None:
    """A cell of the kind that its value has; nothing where there is none."""
    if isinstance(value, datetime):
        sheet.write_datetime(line, column, value, dated)
    elif isinstance(value, int):
        sheet.write_number(line, column, value)
    elif value:
        sheet.write_string(line, column, str(value))


def register() -> bytes:
    """samples/register-putusan.xlsx"""

    def fill(made, sheet) -> None:
        bold, dated = made.add_format({"bold": True, "text_wrap": True}), made.add_format({"num_format": "dd/mm/yyyy"})
        for line, title in enumerate(TITLES):
            sheet.write_string(line, 0, title, bold)
        for column, heading in enumerate(["No.", *HEADINGS.values()]):
            sheet.write_string(3, column, heading, bold)
            sheet.write_string(4, column, f"({column + 1})")
            sheet.set_column(column, column, 16)
        for count, row in enumerate(ordered(), 1):
            sheet.write_number(row.number - 1, 0, count)
            for column, key in enumerate(HEADINGS, 1):
                put(sheet, row.number - 1, column, row.cells.get(key, ""), dated)

    return book(fill)


def sites() -> bytes:
    """samples/lokasi.xlsx"""

    def fill(made, sheet) -> None:
        bold = made.add_format({"bold": True, "text_wrap": True})
        for column, heading in enumerate(SITE_HEADINGS):
            sheet.write_string(0, column, heading, bold)
            sheet.set_column(column, column, 18)
        for line, row in enumerate(site_rows(), 1):
            for column, value in enumerate(row):
                put(sheet, line, column, value, bold)

    return book(fill)


def readme() -> str:
    """samples/README.md: which row is which, and what must happen."""
    rows = ordered()
    wrong = [row for row in rows if row.wrong]
    lines = [
        "# Contoh",
        "",
        "Semua orang, nomor perkara, NIK, dan nomor HP di sini rekaan. NIK memakai wilayah yang tidak ada (81.71.09).",
        "Berkas ini dan kedua lembar kerja ditulis oleh `python -m tools.make_samples`; jangan diubah dengan tangan.",
        "",
        "## register-putusan.xlsx",
        "",
        f"{len(rows)} baris: {len(rows) - len(wrong)} masuk, {len(wrong)} ditolak. Nomor baris dari lembar kerja.",
        "Judul kolom ada di baris 4. Tanggal ditulis dengan tujuh cara, seperti di kantor.",
        "",
        "### Baris yang harus ditolak",
        "",
        "| Baris | Aturan | Kolom | Mengapa |",
        "|---:|---|---|---|",
        *(f"| {row.number} | {row.rule} | {HEADINGS[row.column]} | {row.why} |" for row in wrong),
        "",
        "### Baris yang harus masuk",
        "",
        "| Baris | Nomor perkara | Apa yang istimewa |",
        "|---:|---|---|",
        *(f"| {row.number} | {row.cells['case_number']} | {row.why} |" for row in rows if not row.wrong),
        "",
        "## lokasi.xlsx",
        "",
        f"{len(site_rows())} baris untuk {len({tuple(row[:2]) for row in site_rows()})} lokasi. Satu lokasi boleh "
        "beberapa baris: baris pertama menjelaskan lokasi, baris berikutnya menambah bukaan mingguan.",
        "Talud Pantai Galala belum punya pernyataan, jadi masuk tetapi belum dapat dipakai (KS-17).",
        "",
        "## kerja-sama-ambon.json",
        "",
        "Kerja sama Kota Ambon dan pemasyarakatan seperti diberitakan pada Februari dan Maret 2026, ditulis tangan:",
        "perjanjian, komitmen, rapat, anggaran. Yang tidak diberitakan (nomor, jumlah, tenggat, rupiah, bukti) adalah",
        'contoh dan menyebut dirinya contoh. Tanggal `"+45"` atau `"-10"` dihitung dari hari data dimuat.',
        "",
        "## bukti-contoh.pdf dan gambar",
        "",
        "Ditulis oleh `python -m tools.sample_files`. Gambar sebelum dan sesudah adalah gambar rekaan tanpa orang.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Write all three files."""
    SAMPLES.mkdir(exist_ok=True)
    (SAMPLES / "register-putusan.xlsx").write_bytes(register())
    (SAMPLES / "lokasi.xlsx").write_bytes(sites())
    (SAMPLES / "README.md").write_text(readme(), encoding="utf-8")


if __name__ == "__main__":
    main()
