"""How rows of the sample register are made: invented people on published shapes of verdicts."""

from dataclasses import dataclass, field
from datetime import date, datetime

HEADINGS = {
    "case_number": "Nomor Perkara",
    "verdict_date": "Tgl. Putusan",
    "inkracht_date": "Tgl Inkracht",
    "offence_date": "Tgl Tindak Pidana",
    "article": "Pasal yang dilanggar",
    "offence_max_prison_months": "Ancaman Pidana",
    "name": "Nama Terpidana",
    "birth_date": "Tgl Lahir",
    "sex": "L/P",
    "nik": "NIK",
    "nik_reason": "Alasan NIK kosong",
    "village": "Kelurahan/Desa/Negeri",
    "phone": "No. HP",
    "replaced_prison_days": "Penjara yang diganti",
    "replaced_fine_rupiah": "Denda yang diganti (Rp)",
    "hours": "Jam Kerja Sosial",
    "hours_per_day": "Jam/hari",
    "pattern": "Pola hari",
    "completion_days": "Batas penyelesaian",
    "place_fixed": "Tempat (amar)",
    "sanction": "Sanksi",
    "consent_recorded": "Persetujuan",
    "considerations": "Pertimbangan",
    "execution_order_date": "Tgl Surat Perintah",
    "prosecutor": "Jaksa",
    "pk": "PK",
    "unavailable": "Jam tidak tersedia",
    "limits": "Pembatasan kesehatan",
    "register": "Jenis perkara",
}
FIRST_ROW = 6  # three title lines, the headings in row 4, a line of column numbers in row 5


@dataclass
class Row:
    """One row: cells by column, and for a wrong one the rule and column it must be refused for."""

    cells: dict[str, object]
    why: str
    rule: str = ""
    column: str = ""
    number: int = field(default=0)

    @property
    def wrong(self) -> bool:
        return bool(self.rule)


def nik(birth: date, sex: str, serial: int) -> str:
    """A NIK of a district that does not exist (81.71.09), so that it can be nobody's."""
    return f"817109{birth.day + (40 if sex == 'P' else 0):02}{birth:%m%y}{serial:04}"


WRITTEN = ("{0:%d/%m/%Y}", "{0.day} {1} {0.year}", "{0.day} {2} {0.year}", "{0:%d-%m-%Y}", "{0:%Y-%m-%d}")
SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des")
LONG = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober")
LONG += ("November", "Desember")


def written(day: date, style: int) -> object:
    """A date as different hands write it: texts of five kinds, a date cell, a bare serial number."""
    if style % 7 == 5:
        return datetime(day.year, day.month, day.day)
    if style % 7 == 6:
        return (day - date(1899, 12, 30)).days
    return WRITTEN[style % 7].format(day, SHORT[day.month - 1], LONG[day.month - 1])


USUAL = {
    "offence_max_prison_months": "4 tahun",
    "replaced_prison_days": "3 bulan",
    "hours": 60,
    "hours_per_day": 4,
    "pattern": "2 hari seminggu",
    "completion_days": "6 bulan",
    "sanction": "penjara",
    "consent_recorded": "ya",
    "considerations": "a-g",
    "prosecutor": "Jeri Jaksa",
    "pk": "Maria Pembimbing",
    "register": "Pidana biasa",
    "article": "362 KUHP lama / 476 KUHP",
}
DATES = ("verdict_date", "inkracht_date", "offence_date", "execution_order_date", "birth_date")


def order(
    serial: int, name: str, sex: str, birth: str, village: str, verdict: str, started: str, **more: object
) -> dict[str, object]:
    """Cells of a verdict: dates as ISO text are written in one of seven ways; `nik=None` leaves the NIK out."""
    decided = date.fromisoformat(verdict)
    born = date.fromisoformat(birth)
    known: dict[str, object] = {
        "case_number": f"{serial}/Pid.B/2026/PN Amb",
        "verdict_date": decided,
        "inkracht_date": date.fromordinal(decided.toordinal() + 8),
        "offence_date": date.fromordinal(decided.toordinal() - 110 - serial % 40),
        "execution_order_date": date.fromisoformat(started),
        "name": name,
        "birth_date": born,
        "sex": sex,
        "nik": nik(born, sex, serial),
        "village": village,
        "phone": f"0812-0000-{serial:04}",
    }
    cells = {**USUAL, **known, **more}
    for place, key in enumerate(DATES):
        if isinstance(cells[key], date):
            cells[key] = written(cells[key], serial + place)
    return {key: value for key, value in cells.items() if value is not None}


RSUD = "RSUD dr. M. Haulussy"


def good(why: str, *args: object, **more: object) -> Row:
    return Row(order(*args, **more), why)  # type: ignore[arg-type]


def wrong(rule: str, column: str, why: str, *args: object, **more: object) -> Row:
    return Row(order(*args, **more), why, rule, column)  # type: ignore[arg-type]
