"""Training: how much of a class one must have been at to pass it, and whether its hours can count for an order."""

from datetime import date

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import hours

BLOCK = Level.BLOCK


@rule(
    "PL-01",
    Article("Praktik balai latihan kerja", None),
    BLOCK,
    title=_("Lulus pelatihan perlu cukup hadir"),
    says=_("Hadir {percent}%. Untuk lulus perlu hadir paling sedikit {least}%."),
    confidence="M",
    numbers=["training_presence"],
    examples=[("Hadir 80%", {"percent": 80}, "sesuai"), ("Hadir 79%", {"percent": 79}, "blokir")],
)
def enough_presence(this: Rule, percent: int, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Peserta lulus bila hadir paling sedikit sekian persen dari menit pertemuan yang sudah diperiksa petugas lain.

    >>> enough_presence(79, day=date(2026, 3, 2)).message
    'Hadir 79%. Untuk lulus perlu hadir paling sedikit 80%.'
    """
    least = parameters.value("training_presence", day)
    return this.found(percent=percent, least=least) if percent < least else None


@rule(
    "PL-02",
    Article(KUHP, 85),
    BLOCK,
    title=_("Jam pelatihan bukan jam kerja sosial"),
    says=_("Jam pelatihan {minutes} tidak dapat dihitung. Menurut aturan yang berlaku paling banyak {most}."),
    confidence="I",
    numbers=["training_credit_percent"],
    examples=[
        ("Tanpa jam pelatihan", {"minutes": 0, "order_minutes": 3600}, "sesuai"),
        ("1 jam pelatihan untuk perkara 60 jam", {"minutes": 60, "order_minutes": 3600}, "blokir"),
    ],
)
def training_toward_order(
    this: Rule, minutes: int, order_minutes: int, *, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Pasal 85 tidak menyebut pelatihan, jadi jam pelatihan tidak dihitung sebagai kerja sosial. Bila kelak ada aturan
    tertulis, kantor mengisi bagiannya dalam persen dengan tanggal dan sumber; lebih dari bagian itu tetap ditolak.

    >>> training_toward_order(60, 3600, day=date(2026, 3, 2)).rule
    'PL-02'
    """
    most = most_training(order_minutes, day=day, parameters=parameters)
    return this.found(minutes=hours(minutes), most=hours(most)) if minutes > most else None


def most_training(order_minutes: int, *, day: date, parameters: Parameters = DEFAULTS) -> int:
    """Minutes of training that could count for an order of that length on `day`; 0 while the office has set nothing.

    >>> most_training(3600, day=date(2026, 3, 2))
    0
    """
    share: int = parameters.value("training_credit_percent", day)
    return order_minutes * min(share, 100) // 100


NOT_MODELLED = [
    "Batas kehadiran tiap balai latihan kerja berbeda; angka di sini adalah parameter.",
    "Program tidak menambah jam pelatihan ke jam kerja sosial; jaksa yang memutuskan bila kelak ada aturannya.",
]
