"""What no paragraph settles: the clock while an order rests, and a day on which the service failed the person."""

from datetime import date, datetime

from masohi.law.citation import Answer, Article, Level, Rule, rule
from masohi.law.counting import march, minute_of
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import hours

NOWHERE = Article("Tidak diatur dalam KUHP Pasal 85: kebijakan kantor", None)
KINDS = {"medis": "medical", "jaksa": "prosecutor", "hakim": "court"}
OTHER = {"pause_extends_deadline_medical": ((date(2026, 1, 2), "ya", "Contoh"),)}
CREDIT = {"stand_down_credit_minutes": ((date(2026, 1, 2), 60, "Contoh"),)}


def extends_deadline(kind: str, *, day: date, parameters: Parameters = DEFAULTS) -> bool:
    """Whether rest of this kind ("medis", "jaksa", "hakim") that ends on `day` moves the last lawful day."""
    return bool(parameters.value(f"pause_extends_deadline_{KINDS[kind]}", day) == "ya")


def stand_down_minutes(
    came: datetime | None, *, begins: datetime, planned: int, day: date, parameters: Parameters = DEFAULTS
) -> int:
    """Minutes of an office's rule for somebody who came to a session that the service let fail; 0 for who did not come.

    Less by what the person was late, and never more than was planned.

    >>> rule_of_an_hour = Parameters(CREDIT)
    >>> for came in (march(2, 8), march(2, 8, 20), march(2, 9, 30), None):
    ...     stand_down_minutes(came, begins=march(2, 8), planned=240, day=date(2026, 3, 2), parameters=rule_of_an_hour)
    60
    40
    0
    0
    """
    if came is None:
        return 0
    late = max(minute_of(came) - minute_of(begins), 0)
    given: int = parameters.value("stand_down_credit_minutes", day)
    return min(max(given - late, 0), planned)


@rule(
    "KS-45",
    NOWHERE,
    Level.INFO,
    title=_("Jeda tidak menambah batas akhir, kecuali ada dasar"),
    says=_("Jeda {days} hari tidak menambah batas akhir. Pasal 85 tidak mengaturnya; tanyakan kepada jaksa."),
    confidence="I",
    numbers=[f"pause_extends_deadline_{kind}" for kind in KINDS.values()],
    examples=[
        ("Tidak ada jeda", {"kind": "medis", "days": 0}, "sesuai"),
        ("Sakit 14 hari, kantor belum punya dasar", {"kind": "medis", "days": 14}, "info"),
        (
            "Sakit 14 hari, kantor menetapkan jeda menambah batas",
            {"kind": "medis", "days": 14, "parameters": Parameters(OTHER)},
            "sesuai",
        ),
        ("Ditunda jaksa 1 hari", {"kind": "jaksa", "days": 1}, "info"),
        ("Ditunda pengadilan 1 hari", {"kind": "hakim", "days": 1}, "info"),
    ],
)
def rest_and_deadline(this: Rule, kind: str, days: int, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Masa penyelesaian paling lama 180 hari; undang-undang tidak mengatakan apakah masa itu berhenti selama jeda.

    >>> rest_and_deadline("medis", 14, day=date(2026, 3, 2)).message
    'Jeda 14 hari tidak menambah batas akhir. Pasal 85 tidak mengaturnya; tanyakan kepada jaksa.'
    """
    if not days or extends_deadline(kind, day=day, parameters=parameters):
        return None
    return this.found(days=days)


@rule(
    "KS-46",
    NOWHERE,
    Level.INFO,
    title=_("Layanan tidak berjalan, orang sudah datang"),
    says=_("{minutes} diakui karena orang datang tetapi layanan tidak berjalan."),
    confidence="M",
    numbers=["stand_down_credit_minutes"],
    examples=[
        ("Datang, kantor tidak memberi menit", {"came": march(2, 8), "begins": march(2, 8), "planned": 240}, "sesuai"),
        (
            "Datang tepat waktu, kantor memberi 1 jam",
            {"came": march(2, 8), "begins": march(2, 8), "planned": 240, "parameters": Parameters(CREDIT)},
            "info",
        ),
        (
            "Terlambat 1 jam, kantor memberi 1 jam",
            {"came": march(2, 9), "begins": march(2, 8), "planned": 240, "parameters": Parameters(CREDIT)},
            "sesuai",
        ),
        (
            "Tidak datang, kantor memberi 1 jam",
            {"came": None, "begins": march(2, 8), "planned": 240, "parameters": Parameters(CREDIT)},
            "sesuai",
        ),
    ],
)
def service_failed(
    this: Rule,
    came: datetime | None,
    *,
    begins: datetime,
    planned: int,
    day: date,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Orang yang sudah datang tidak menanggung kelalaian kantor; berapa menitnya ditetapkan kantor dengan izin jaksa.

    >>> service_failed(march(2, 8), begins=march(2, 8), planned=240, day=date(2026, 3, 2)) is None
    True
    """
    minutes = stand_down_minutes(came, begins=begins, planned=planned, day=day, parameters=parameters)
    return this.found(minutes=hours(minutes)) if minutes else None


NOT_MODELLED = [
    "Apakah masa 180 hari berhenti selama sakit atau penundaan tidak diatur; program mengikuti ketetapan kantor.",
    "Menit bagi orang yang datang sia-sia tidak diatur; tanpa ketetapan kantor tidak ada yang diakui.",
]
