"""UU 1/2023 (KUHP) Pasal 85 ayat (7): absence, its consequence, and the end of the work."""

from datetime import date

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import hours

BLOCK, WARN = Level.BLOCK, Level.WARN


@rule(
    "KS-34",
    Article(KUHP, 85, 7),
    WARN,
    title=_("Alasan tidak hadir diputus tepat waktu"),
    says=_("Alasan tidak hadir belum diputus selama {days} hari. Batasnya {limit} hari."),
    confidence="I",
    numbers=["absence_days"],
    examples=[
        ("Belum diputus, hari ke-3", {"absent_on": date(2026, 3, 2), "day": date(2026, 3, 5)}, "sesuai"),
        ("Belum diputus, hari ke-4", {"absent_on": date(2026, 3, 2), "day": date(2026, 3, 6)}, "peringatan"),
        (
            "Sudah diputus",
            {"absent_on": date(2026, 3, 2), "day": date(2026, 3, 9), "decided_on": date(2026, 3, 4)},
            "sesuai",
        ),
    ],
)
def absence_decided(
    this: Rule,
    absent_on: date,
    *,
    day: date,
    decided_on: date | None = None,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Akibat hanya ada bila tidak hadir tanpa alasan sah; karena itu alasan harus segera dinilai dan diputus.

    >>> absence_decided(date(2026, 3, 2), day=date(2026, 3, 6)).message
    'Alasan tidak hadir belum diputus selama 4 hari. Batasnya 3 hari.'
    """
    limit = parameters.value("absence_days", day)
    waited = ((decided_on or day) - absent_on).days
    return this.found(days=waited, limit=limit) if decided_on is None and waited > limit else None


@rule(
    "KS-35",
    Article(KUHP, 85, 7),
    BLOCK,
    title=_("Hanya jaksa atau hakim mencatat akibat"),
    says=_("Hanya jaksa yang dapat mencatat akibat pelanggaran. Anda dapat mengusulkan."),
    confidence="V",
    also=[Article(KUHP, 85, 8)],
    examples=[
        ("Dicatat oleh jaksa", {"role": "jaksa"}, "sesuai"),
        ("Dicatat oleh dinas", {"role": "opd"}, "blokir"),
    ],
)
def sanction_by_prosecutor(this: Rule, role: str) -> Answer:
    """Putusan memuat akibat bila tidak dijalankan; pengawasan ada pada jaksa. Program dan kota hanya melapor.

    >>> sanction_by_prosecutor("pk").rule
    'KS-35'
    """
    return None if role in {"jaksa", "hakim"} else this.found()


@rule(
    "KS-36",
    Article(KUHP, 85, 7, "a"),
    BLOCK,
    title=_("Jam yang diulang tidak melebihi putusan"),
    says=_("Jam yang diulang {repeated} melebihi jam putusan {sentence}."),
    confidence="V/I",
    fields=["repeat_minutes"],
    examples=[
        ("Ulang 150 jam dari putusan 150 jam", {"repeat_minutes": 9000, "sentence_minutes": 9000}, "sesuai"),
        ("Ulang 151 jam dari putusan 150 jam", {"repeat_minutes": 9060, "sentence_minutes": 9000}, "blokir"),
    ],
)
def repeat_within_sentence(this: Rule, repeat_minutes: int, *, sentence_minutes: int) -> Answer:
    """Yang tidak dijalankan tanpa alasan sah dapat diperintahkan untuk diulang, seluruhnya atau sebagian.

    >>> repeat_within_sentence(9060, sentence_minutes=9000).message
    'Jam yang diulang 151 jam melebihi jam putusan 150 jam.'
    """
    if 0 < repeat_minutes <= sentence_minutes:
        return None
    return this.found(repeated=hours(max(repeat_minutes, 0)), sentence=hours(sentence_minutes))


@rule(
    "KS-37",
    Article(KUHP, 85, 4),
    BLOCK,
    title=_("Selesai hanya bila semua jam terverifikasi"),
    says=_("Sisa {rest} dari {sentence}. Perkara belum dapat ditutup sebagai selesai."),
    confidence="V",
    examples=[
        ("150 dari 150 jam terverifikasi", {"credited_minutes": 9000, "sentence_minutes": 9000}, "sesuai"),
        ("Kurang 1 menit", {"credited_minutes": 8999, "sentence_minutes": 9000}, "blokir"),
    ],
)
def all_hours_served(this: Rule, credited_minutes: int, *, sentence_minutes: int) -> Answer:
    """Kerja sosial selesai bila seluruh jam dalam putusan sudah dijalankan dan diperiksa.

    >>> all_hours_served(8999, sentence_minutes=9000).message
    'Sisa 1 menit dari 150 jam. Perkara belum dapat ditutup sebagai selesai.'
    """
    rest = sentence_minutes - credited_minutes
    return this.found(rest=hours(rest), sentence=hours(sentence_minutes)) if rest > 0 else None


NOT_MODELLED = [
    "Apa yang merupakan alasan sah dinilai oleh manusia; program hanya mengingatkan waktunya.",
    "Ayat (7) huruf b dan c: berapa penjara atau denda yang tersisa dihitung oleh jaksa dan hakim, bukan program.",
]
