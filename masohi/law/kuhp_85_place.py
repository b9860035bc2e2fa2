"""UU 1/2023 (KUHP) Pasal 85 ayat (3) and (6): where somebody may work, and who may change the place."""

from collections.abc import Collection
from datetime import date

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date

BLOCK, WARN = Level.BLOCK, Level.WARN


@rule(
    "KS-17",
    Article(KUHP, 85, 3),
    BLOCK,
    title=_("Tempat kerja tidak dikomersialkan"),
    says=_("Tempat belum menyatakan bahwa kerja ini tidak dikomersialkan. Minta pernyataan tertulis."),
    confidence="V",
    fields=["non_commercial"],
    examples=[
        ("Pernyataan tidak dikomersialkan ditandatangani", {"declared": True}, "sesuai"),
        ("Pernyataan belum ada", {"declared": False}, "blokir"),
    ],
)
def site_not_commercial(this: Rule, declared: bool | None) -> Answer:
    """Pelaksanaan kerja sosial tidak boleh dikomersialkan.

    >>> site_not_commercial(None).level.value
    'block'
    """
    return None if declared else this.found()


@rule(
    "KS-18",
    Article(KUHP, 85, 3),
    BLOCK,
    title=_("Tanpa upah dan tanpa premi"),
    says=_("Kerja sosial tidak dibayar karena merupakan pidana. Hapus komponen upah."),
    confidence="V",
    fields=["wage_rupiah"],
    examples=[("Tanpa upah", {"wage_rupiah": 0}, "sesuai"), ("Upah Rp1", {"wage_rupiah": 1}, "blokir")],
)
def no_wage(this: Rule, wage_rupiah: int | None) -> Answer:
    """Penjelasan ayat (3): kerja ini tidak dibayar karena sifatnya sebagai pidana.

    >>> no_wage(50_000).rule
    'KS-18'
    """
    return this.found() if wage_rupiah else None


@rule(
    "KS-19",
    Article("PP 28/2018", None),
    WARN,
    title=_("Tempat dilindungi perjanjian yang berlaku"),
    says=_("Tidak ada perjanjian kerja sama yang berlaku untuk tempat ini pada {day}."),
    confidence="M/I",
    fields=["agreements"],
    numbers=["agreement_notice"],
    examples=[
        (
            "Perjanjian berlaku setahun lagi",
            {"agreements": [(date(2026, 2, 9), date(2027, 2, 9))], "day": date(2026, 3, 2)},
            "sesuai",
        ),
        ("Tidak ada perjanjian", {"agreements": [], "day": date(2026, 3, 2)}, "peringatan"),
        (
            "Perjanjian habis 10 hari lagi",
            {"agreements": [(date(2026, 2, 9), date(2026, 3, 12))], "day": date(2026, 3, 2)},
            "info",
        ),
    ],
)
def site_covered(
    this: Rule, agreements: Collection[tuple[date, date]], *, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Kerja sama daerah mempunyai jangka waktu; penempatan berdasar pada perjanjian yang masih berlaku.

    >>> site_covered([], day=date(2026, 3, 2)).message
    'Tidak ada perjanjian kerja sama yang berlaku untuk tempat ini pada 2 Maret 2026.'
    """
    last = max((end for begin, end in agreements if begin <= day <= end), default=None)
    if last is None:
        return this.found(day=long_date(day))
    says = _("Perjanjian kerja sama untuk tempat ini berakhir {end}.")
    soon = (last - day).days <= parameters.value("agreement_notice", day)
    return this.found(says, level=Level.INFO, end=long_date(last)) if soon else None


@rule(
    "KS-20",
    Article(KUHP, 85, 6),
    BLOCK,
    title=_("Tempat dalam amar hanya diubah jaksa atau hakim"),
    says=_("Tempat ditetapkan dalam amar putusan. Hanya jaksa atau hakim yang dapat mengubahnya."),
    confidence="V2",
    fields=["place_fixed"],
    examples=[
        ("Tempat tidak disebut dalam amar; diusulkan dinas", {"place_fixed": None, "changed_by": "opd"}, "sesuai"),
        ("Tempat dalam amar; diubah jaksa", {"place_fixed": "RSUD", "changed_by": "jaksa"}, "sesuai"),
        ("Tempat dalam amar; diubah dinas", {"place_fixed": "RSUD", "changed_by": "opd"}, "blokir"),
    ],
)
def place_locked(this: Rule, place_fixed: str | None, *, changed_by: str) -> Answer:
    """Cara pelaksanaan dimuat dalam putusan. Tempat yang ditetapkan hakim tidak diubah oleh kantor lain.

    >>> place_locked("RSUD", changed_by="opd").rule
    'KS-20'
    """
    return this.found() if place_fixed and changed_by not in {"jaksa", "hakim"} else None


@rule(
    "KS-22",
    Article(KUHP, 85, 2, "f"),
    WARN,
    title=_("Kegiatan sesuai agama, kepercayaan, dan keyakinan politik"),
    says=_("Tempat atau kegiatan ini mungkin bertentangan dengan keyakinan orangnya. Minta penilaian PK."),
    confidence="V",
    fields=["limits"],
    examples=[
        ("Tidak ada keberatan yang cocok", {"site_marks": {"rumah_ibadah"}, "objections": set()}, "sesuai"),
        (
            "Keberatan bekerja di rumah ibadah",
            {"site_marks": {"rumah_ibadah"}, "objections": {"rumah_ibadah"}},
            "peringatan",
        ),
    ],
)
def conviction_respected(this: Rule, *, site_marks: Collection[str], objections: Collection[str]) -> Answer:
    """Hakim mempertimbangkan agama, kepercayaan, dan keyakinan politik; penempatan mengikuti pertimbangan itu. Yang
    disimpan hanya keberatan terhadap jenis tempat, bukan agamanya.

    >>> conviction_respected(site_marks={"partai"}, objections={"partai"}).rule
    'KS-22'
    """
    return this.found() if set(site_marks) & set(objections) else None


NOT_MODELLED = [
    "Apakah tempat wajib disebut dalam amar masih diperdebatkan; kedua bentuk putusan diterima.",
    "Apakah suatu tempat sungguh tidak komersial dinilai oleh manusia; program hanya meminta pernyataannya.",
    "Kecocokan dengan profesi (penjelasan ayat (1)) dipertimbangkan saat menyusun rencana, tidak diwajibkan.",
]
