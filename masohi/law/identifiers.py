"""NIK, NIP and case numbers: what their digits must agree with. Digits are text, never numbers."""

import re
from datetime import date

from masohi.law.case_numbers import normalise_case_number, number_of_court
from masohi.law.citation import Answer, Article, Level, Rule, rule
from masohi.law.counting import age_on
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date

BLOCK, WARN = Level.BLOCK, Level.WARN
CIVIL_REGISTRY = Article("Praktik administrasi kependudukan", None)
COURT_REGISTRY = Article("Praktik kepaniteraan pengadilan", None)
WOMAN_FROM = 41


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nik_birth_dates(nik: str, *, day: date) -> list[date]:
    """The birth dates that a NIK allows: its year has two digits, so 1926 and 2026 look alike. None after `day`."""
    number = int(nik[6:8])
    number -= 40 if number >= WOMAN_FROM else 0
    dates = [real_date(century + int(nik[10:12]), int(nik[8:10]), number) for century in (1900, 2000)]
    return [birth for birth in dates if birth is not None and birth <= day]


def nik_sex(nik: str) -> str:
    """'P' where the day of birth carries the +40 of women, else 'L'."""
    return "P" if int(nik[6:8]) >= WOMAN_FROM else "L"


def nik_fault(nik: str, *, birth_date: date | None, sex: str | None, day: date) -> str | None:
    """The first sentence that tells what is wrong with a NIK, or None. The sentences take {birth} of the person."""
    if not re.fullmatch(r"\d{16}", nik, re.ASCII):
        return _("NIK harus 16 angka. Tulis seperti di KTP-el.")
    if "00" in (nik[:2], nik[2:4], nik[4:6]):
        return _("NIK tidak sah: kode wilayahnya 00. Periksa lagi dengan KTP-el.")
    if nik[12:] == "0000":
        return _("NIK tidak sah: nomor urutnya 0000. Periksa lagi dengan KTP-el.")
    births = nik_birth_dates(nik, day=day)
    if not births:
        return _("NIK tidak sah: tanggal lahir di dalamnya tidak ada. Periksa lagi dengan KTP-el.")
    if birth_date is not None and birth_date not in births:
        return _("NIK tidak cocok dengan tanggal lahir {birth}. Periksa keduanya dengan KTP-el.")
    if sex in {"L", "P"} and sex != nik_sex(nik):
        return _("NIK tidak cocok dengan jenis kelamin. NIK perempuan memakai tanggal lahir ditambah 40.")
    return None


@rule(
    "ID-01",
    CIVIL_REGISTRY,
    BLOCK,
    title=_("NIK sah dan cocok dengan orangnya"),
    says=_("NIK tidak sah. Periksa lagi dengan KTP-el."),
    confidence="V2",
    fields=["nik"],
    examples=[
        (
            "Laki-laki lahir 1 Mei 1999",
            {"digits": "8171020105990001", "birth_date": date(1999, 5, 1), "sex": "L"},
            "sesuai",
        ),
        (
            "Perempuan lahir 1 Mei 1999 (1 + 40)",
            {"digits": "8171024105990001", "birth_date": date(1999, 5, 1), "sex": "P"},
            "sesuai",
        ),
        (
            "Perempuan tanpa tambahan 40",
            {"digits": "8171020105990001", "birth_date": date(1999, 5, 1), "sex": "P"},
            "blokir",
        ),
        ("Tanggal 31 Februari", {"digits": "8171023102990001"}, "blokir"),
        ("15 angka", {"digits": "817102010599001"}, "blokir"),
        ("Nomor urut 0000", {"digits": "8171020105990000"}, "blokir"),
    ],
)
def nik_valid(this: Rule, digits: str, *, day: date, birth_date: date | None = None, sex: str | None = None) -> Answer:
    """NIK terdiri atas 16 angka: 6 kode wilayah, tanggal, bulan, dan tahun lahir (perempuan: tanggal ditambah 40), dan
    4 nomor urut yang bukan 0000.

    >>> nik_valid("8171023102990001", day=date(2026, 3, 2)).message
    'NIK tidak sah: tanggal lahir di dalamnya tidak ada. Periksa lagi dengan KTP-el.'
    """
    says = nik_fault(digits, birth_date=birth_date, sex=sex, day=day)
    if says is None:
        return None
    return this.found(says, birth=long_date(birth_date) if birth_date else "")


@rule(
    "ID-02",
    CIVIL_REGISTRY,
    WARN,
    title=_("NIK boleh kosong dengan alasan"),
    says=_("NIK belum ada. Tulis alasannya, misalnya belum punya KTP-el."),
    confidence="V2",
    fields=["nik", "nik_reason"],
    examples=[
        ("Kosong, belum punya KTP-el", {"nik": None, "reason": "belum punya KTP-el"}, "sesuai"),
        ("Kosong tanpa alasan", {"nik": None, "reason": None}, "peringatan"),
        ("NIK ada", {"nik": "8171020105990001", "reason": None}, "sesuai"),
    ],
)
def nik_or_reason(this: Rule, nik: str | None, reason: str | None) -> Answer:
    """Tidak semua orang mempunyai KTP-el; perkara tetap dicatat, dan Disdukcapil diminta membantu.

    >>> nik_or_reason(None, " ").rule
    'ID-02'
    """
    return None if nik or (reason or "").strip() else this.found()


@rule(
    "ID-03",
    Article("Praktik administrasi kepegawaian", None),
    BLOCK,
    title=_("NIP 18 angka dengan tanggal yang wajar"),
    says=_("NIP tidak sah. NIP terdiri atas 18 angka: tanggal lahir, bulan pengangkatan, jenis kelamin, nomor urut."),
    confidence="M",
    fields=["nip"],
    examples=[
        ("Lahir 1985, diangkat 2010", {"digits": "198505012010012003"}, "sesuai"),
        ("17 angka", {"digits": "19850501201001200"}, "blokir"),
        ("Tanggal lahir 31 Februari", {"digits": "198502312010012003"}, "blokir"),
        ("Diangkat pada umur 10 tahun", {"digits": "198505011995052003"}, "blokir"),
        ("PPPK, diangkat 2023", {"digits": "199001012023212004"}, "sesuai"),
    ],
)
def nip_valid(this: Rule, digits: str, *, day: date) -> Answer:
    """NIP: 8 angka tanggal lahir, 6 angka pengangkatan (PPPK: tahun dan kode 21), 1 angka jenis kelamin, 3 nomor urut;
    pengangkatan paling cepat pada umur 18 tahun.

    >>> nip_valid("198505012010012003", day=date(2026, 3, 2))
    """
    parts = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})([12])(\d{3})", digits, re.ASCII)
    if not parts:
        return this.found()
    birth = real_date(int(parts[1]), int(parts[2]), int(parts[3]))
    contract = parts[5] == "21"
    appointed = real_date(int(parts[4]), 12 if contract else int(parts[5]), 28)
    latest = (day.year, 12 if contract else day.month)
    ok = birth and appointed and age_on(birth, appointed) >= 18 and (appointed.year, appointed.month) <= latest
    return None if ok and parts[7] != "000" else this.found()


@rule(
    "ID-04",
    COURT_REGISTRY,
    WARN,
    title=_("Nomor perkara menurut bentuk baku"),
    says=_("Bentuk nomor perkara tidak dikenal. Contoh: 8/Pid.B/2026/PN Amb."),
    confidence="V2",
    fields=["case_number"],
    examples=[
        ("8/Pid.B/2026/PN Amb", {"text": "8/Pid.B/2026/PN Amb"}, "sesuai"),
        (
            "8 / PID.B / 2026 / PN Ambon, dibaca menurut bentuk baku",
            {"text": "8 / PID.B / 2026 / PN Ambon"},
            "info",
        ),
        ("Perkara perdata", {"text": "8/Pdt.G/2026/PN Amb"}, "peringatan"),
        ("Belum diisi", {"text": None}, "blokir"),
        ("Nomor PN Ambon, pengadilan PN Masohi", {"text": "8/Pid.B/2026/PN Amb", "court": "PN Masohi"}, "peringatan"),
    ],
)
def case_number_known(this: Rule, text: str | None, *, court: str | None = None) -> Answer:
    """Pengadilan menulis nomor/Pid.jenis/tahun/PN kode. Ejaan lain dibaca menurut bentuk baku ini. Kode pada akhir
    nomor adalah kode pengadilan yang memutus.

    >>> case_number_known("8/PID.B/2026/PN Ambe").message
    'Nomor perkara dibaca sebagai 8/Pid.B/2026/PN Amb.'
    """
    if not (text or "").strip():
        return this.found(_("Nomor perkara belum diisi. Contoh: 8/Pid.B/2026/PN Amb."), level=BLOCK)
    standard = normalise_case_number(text)
    if standard is None:
        return this.found()
    if court and not number_of_court(standard, court):
        says = _("Nomor perkara {number} bukan nomor {court}. Periksa nomor dan pengadilannya.")
        return this.found(says, fields=("case_number", "court"), number=standard, court=court)
    says = _("Nomor perkara dibaca sebagai {number}.")
    return None if standard == text else this.found(says, level=Level.INFO, number=standard)


@rule(
    "ID-05",
    COURT_REGISTRY,
    BLOCK,
    title=_("Pid.Sus-Anak masuk register anak"),
    says=_("Nomor ini perkara anak. Gunakan register pelayanan masyarakat anak."),
    confidence="I",
    fields=["case_number"],
    also=[Article("UU 11/2012", 19)],
    examples=[
        ("7/Pid.Sus/2026/PN Amb", {"text": "7/Pid.Sus/2026/PN Amb"}, "sesuai"),
        ("16/Pid.Sus-Anak/2025/PN Mdn", {"text": "16/Pid.Sus-Anak/2025/PN Mdn"}, "blokir"),
        ("16/PID.SUS ANAK/2025/PN MDN", {"text": "16/PID.SUS ANAK/2025/PN MDN"}, "blokir"),
    ],
)
def child_case_number(this: Rule, text: str | None) -> Answer:
    """Kode Pid.Sus-Anak dipakai untuk perkara anak; identitas anak dirahasiakan dan Pasal 85 tidak berlaku.

    >>> child_case_number("16/Pid.Sus-Anak/2025/PN Mdn").rule
    'ID-05'
    """
    return this.found() if re.search(r"pid[^/]*anak", re.sub(r"\s+", "", text or "").lower()) else None


NOT_MODELLED = [
    "Apakah NIK, NIP, atau nomor perkara benar-benar ada pada instansinya tidak dapat diperiksa.",
    "Kembar nomor dalam register diperiksa oleh basis data, bukan di sini.",
    "NIK tidak ditolak karena wilayahnya bukan Ambon; orang berpindah tempat tinggal.",
]
