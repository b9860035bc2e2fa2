"""City posts of administrator and pengawas: who may be proposed, what may be weighed, and what must lie there first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from masohi.law.citation import Answer, Article, Finding, Level, Rule, rule
from masohi.law.counting import age_on
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _

BLOCK, WARN, INFO = Level.BLOCK, Level.WARN, Level.INFO
ASN = "UU 20/2023"
PNS = "PP 11/2017"
REQUIREMENTS = Article(PNS, 54)
LEVELS: Final = ("SD", "SMP", "SMA", "D1", "D2", "D3", "D4", "S1", "S2", "S3")
"""Education from the lowest up; D4 and S1 count alike."""
GOOD: Final = ("sangat baik", "baik")
UNIVERSITY: Final = LEVELS.index("D4")
DIPLOMA: Final = LEVELS.index("D3")


class PostClass(StrEnum):
    """Classes of posts that are filled here."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "pengawas"


class Known(StrEnum):
    """What the papers say about one requirement."""

    YES = "ya"
    NO = "tidak"
    UNKNOWN = "belum diketahui"


@dataclass(frozen=True)
class Official:
    """What the personnel file says of a candidate, and nothing more: no name, sex, faith or origin.

    `months_supervisor`: in posts of pengawas or a functional post of that level; `months_staff`: as pelaksana or of
    that level. `ratings`: of the last years, the newest first. `punished`: a punishment of medium or heavy degree runs.
    """

    civil_servant: bool
    education: str
    birth_date: date
    months_supervisor: int = 0
    months_staff: int = 0
    ratings: tuple[str, ...] = ()
    punished: bool = False
    integrity: Known = Known.UNKNOWN
    competence: Known = Known.UNKNOWN
    health: Known = Known.UNKNOWN


@dataclass(frozen=True)
class Requirement:
    """One requirement and what the file says of it: `title` and `says` are msgids, `values` go into `says`."""

    key: str
    title: str
    answer: Known
    says: str
    values: dict[str, str | int]

    @property
    def sentence(self) -> str:
        """What the file says, in Indonesian."""
        return self.says.format(**self.values)


def requirements(post: str, official: Official, *, day: date, parameters: Parameters = DEFAULTS) -> list[Requirement]:
    """Every requirement of the class in the order of the text, each with its reason, met or not.

    >>> papers = Official(True, "S1", date(1980, 1, 1), months_supervisor=40, ratings=("baik", "baik"))
    >>> found = requirements(PostClass.ADMINISTRATOR, papers, day=date(2026, 3, 2))
    >>> [one.answer.value for one in found][:5], found[2].sentence
    (['ya', 'ya', 'ya', 'ya', 'ya'], '40 bulan dari 36 bulan.')
    """
    high = post == PostClass.ADMINISTRATOR
    months = official.months_supervisor if high else official.months_staff
    least = parameters.value("post_administrator_months" if high else "post_supervisor_months", day)
    years = parameters.value("post_good_years", day)
    age, limit = age_on(official.birth_date, day), parameters.value("post_retirement_age", day)
    wanted = "D4/S1" if high else "D3"
    enough = _rank(official.education) >= (UNIVERSITY if high else DIPLOMA)
    rated = official.ratings[:years]
    good = len(rated) >= years and all(one in GOOD for one in rated)
    told: dict[str, str | int] = {"ratings": ", ".join(rated) or "-", "years": years}
    rating = _answer(good) if len(rated) >= years or any(one not in GOOD for one in rated) else Known.UNKNOWN
    return [
        Requirement(
            "status", _("Pegawai negeri sipil"), _answer(official.civil_servant), _("Menurut data kepegawaian."), {}
        ),
        Requirement(
            "education",
            _("Pendidikan"),
            _answer(enough),
            _("{has}; paling rendah {wanted}."),
            {"has": official.education or "-", "wanted": wanted},
        ),
        Requirement(
            "experience",
            _("Masa di jabatan setingkat di bawahnya"),
            _answer(months >= least),
            _("{months} bulan dari {least} bulan."),
            {"months": months, "least": least},
        ),
        Requirement("rating", _("Nilai kinerja"), rating, _("{ratings}; {years} tahun terakhir harus baik."), told),
        Requirement(
            "discipline",
            _("Tidak sedang dihukum disiplin"),
            _answer(not official.punished),
            _("Yang dihitung hukuman tingkat sedang dan berat."),
            {},
        ),
        Requirement("integrity", _("Integritas dan moralitas"), official.integrity, _("Menurut catatan panitia."), {}),
        Requirement("competence", _("Kompetensi jabatan"), official.competence, _("Menurut hasil uji kompetensi."), {}),
        Requirement("health", _("Sehat jasmani dan rohani"), official.health, _("Menurut surat keterangan sehat."), {}),
        Requirement(
            "age",
            _("Belum sampai batas usia pensiun"),
            _answer(age < limit),
            _("{age} tahun; batasnya {limit} tahun."),
            {"age": age, "limit": limit},
        ),
    ]


def _rank(education: str) -> int:
    return LEVELS.index(education) if education in LEVELS else -1


def _answer(holds: bool) -> Known:
    return Known.YES if holds else Known.NO


def _unmet(this: Rule, found: Iterable[Requirement]) -> list[Finding] | None:
    return [
        this.found(requirement=one.title.lower(), value=one.sentence.rstrip("."))
        for one in found
        if one.answer is not Known.YES
    ] or None


YES: Final = Known.YES
READY: Final = Official(True, "S1", date(1980, 1, 1), 48, 60, ("baik", "sangat baik"), False, YES, YES, YES)
"""Somebody who meets every requirement of both classes on the day of the examples."""


@rule(
    "JB-01",
    REQUIREMENTS,
    WARN,
    title=_("Syarat jabatan administrator"),
    says=_("Syarat {requirement} tidak terpenuhi: {value}."),
    confidence="M",
    numbers=["post_administrator_months", "post_good_years", "post_retirement_age"],
    examples=[
        ("S1, 4 tahun pengawas, kinerja baik", {"official": READY}, "sesuai"),
        ("D3", {"official": replace(READY, education="D3")}, "peringatan"),
        ("35 bulan sebagai pengawas", {"official": replace(READY, months_supervisor=35)}, "peringatan"),
        (
            "Satu tahun dinilai cukup",
            {"official": replace(READY, ratings=("cukup", "baik"))},
            "peringatan",
        ),
    ],
)
def administrator(this: Rule, official: Official, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Jabatan administrator diisi PNS berpendidikan paling rendah S1 atau D4, cukup lama di jabatan pengawas, dan
    dinilai baik pada tahun-tahun terakhir. Yang belum terpenuhi disebut satu per satu dengan alasannya.

    >>> administrator(READY, day=date(2026, 3, 2)) is None
    True
    """
    return _unmet(this, requirements(PostClass.ADMINISTRATOR, official, day=day, parameters=parameters))


@rule(
    "JB-02",
    REQUIREMENTS,
    WARN,
    title=_("Syarat jabatan pengawas"),
    says=_("Syarat {requirement} tidak terpenuhi: {value}."),
    confidence="M",
    numbers=["post_supervisor_months", "post_good_years", "post_retirement_age"],
    examples=[
        ("D3, 5 tahun pelaksana, kinerja baik", {"official": replace(READY, education="D3")}, "sesuai"),
        ("SMA", {"official": replace(READY, education="SMA")}, "peringatan"),
        ("47 bulan sebagai pelaksana", {"official": replace(READY, months_staff=47)}, "peringatan"),
        ("Sedang dihukum disiplin", {"official": replace(READY, punished=True)}, "peringatan"),
    ],
)
def supervisor(this: Rule, official: Official, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Jabatan pengawas diisi PNS berpendidikan paling rendah D3, cukup lama sebagai pelaksana, dan dinilai baik pada
    tahun-tahun terakhir. Yang belum terpenuhi disebut satu per satu dengan alasannya.

    >>> supervisor(READY, day=date(2026, 3, 2)) is None
    True
    """
    return _unmet(this, requirements(PostClass.SUPERVISOR, official, day=day, parameters=parameters))


@rule(
    "JB-03",
    Article("Perpres 116/2022; kendali I-MUT BKN", None),
    BLOCK,
    title=_("Pelantikan perlu pertimbangan teknis BKN"),
    says=_("Nomor pertimbangan teknis BKN belum ada. Pelantikan belum dapat dicatat."),
    confidence="V2",
    fields=["pertek_number"],
    examples=[
        ("Nomor dan tanggal ada", {"number": "AP-1/2026", "dated": date(2026, 2, 27)}, "sesuai"),
        ("Nomor kosong", {"number": " ", "dated": date(2026, 2, 27)}, "blokir"),
        ("Tanggal kosong", {"number": "AP-1/2026", "dated": None}, "blokir"),
        ("Bertanggal sesudah pelantikan", {"number": "AP-1/2026", "dated": date(2026, 3, 3)}, "blokir"),
    ],
)
def technical_consideration(this: Rule, number: str, dated: date | None, *, day: date) -> Answer:
    """Nama dan alasan diperiksa BKN sebelum pelantikan; nomor dan tanggal pertimbangan teknis harus sudah ada, dan
    tanggalnya tidak sesudah hari pelantikan (`day`).

    >>> technical_consideration("", None, day=date(2026, 3, 2)).message
    'Nomor pertimbangan teknis BKN belum ada. Pelantikan belum dapat dicatat.'
    """
    if not number.strip() or dated is None:
        return this.found()
    if dated > day:
        return this.found(_("Pertimbangan teknis BKN bertanggal sesudah pelantikan. Periksa tanggalnya."))
    return None


@rule(
    "JB-04",
    Article(ASN, 2),
    BLOCK,
    title=_("Hanya prestasi dan kompetensi yang dinilai"),
    says=_("Kolom {name} tidak boleh dipakai untuk penilaian."),
    confidence="M/I",
    fields=["weights"],
    examples=[
        (
            "Kinerja dan kompetensi",
            {"names": ("performance", "managerial"), "allowed": ("performance", "managerial")},
            "sesuai",
        ),
        ("Agama", {"names": ("performance", "agama"), "allowed": ("performance",)}, "blokir"),
    ],
)
def only_merit(this: Rule, names: Iterable[str], *, allowed: Iterable[str]) -> Answer:
    """Sistem merit: yang dinilai hanya unsur yang ada dalam daftar tertutup. Agama, suku, asal, jenis kelamin, pilihan
    politik, dan hubungan keluarga tidak punya kolom dalam penilaian.

    >>> only_merit(["suku"], allowed=["performance"])[0].message
    'Kolom suku tidak boleh dipakai untuk penilaian.'
    """
    known = set(allowed)
    return [this.found(name=name) for name in names if name not in known] or None


@rule(
    "JB-05",
    Article(ASN, 2),
    INFO,
    title=_("PPK yang memutuskan"),
    says=_("Rekomendasi bukan keputusan. PPK yang memutuskan."),
    confidence="I",
    examples=[
        ("PPK sudah memutuskan", {"decided_by_ppk": True}, "sesuai"),
        ("Baru rekomendasi", {"decided_by_ppk": False}, "info"),
    ],
)
def ppk_decides(this: Rule, decided_by_ppk: bool) -> Answer:
    """Program hanya mengurutkan dengan unsur yang terbuka; tim menimbang dan merekomendasikan, PPK memutuskan.

    >>> ppk_decides(False).message
    'Rekomendasi bukan keputusan. PPK yang memutuskan.'
    """
    return None if decided_by_ppk else this.found()


NOT_MODELLED = [
    "Kelonggaran pendidikan untuk PNS dari daerah tertinggal, terdepan, dan terluar ada dalam naskah; tim menilainya.",
    "Batas waktu mutasi menjelang dan sesudah pemilihan kepala daerah (UU 10/2016 Pasal 71 dan 162) tidak diperiksa.",
    "Rangkap jabatan administrasi dan fungsional (PP 11/2017 Pasal 53) diperiksa BKN.",
]
