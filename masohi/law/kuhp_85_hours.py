"""UU 1/2023 (KUHP) Pasal 85 ayat (5) and (6): how the hours are spread. Times are minutes, spans are in WIT."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from masohi.law.citation import KUHP, RULES, Answer, Article, Level, Rule, rule
from masohi.law.counting import Span, Times, day_of, march, merged, minute_of, moment_of, shared
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import hours, long_date, moment, number

BLOCK, WARN = Level.BLOCK, Level.WARN


def busiest_day(spans: Sequence[Span], length: int) -> tuple[Span, int]:
    """The window of `length` minutes that holds most work, and its minutes. `spans` may overlap; none gives 0.

    Work grows linearly between the ends of spans, so a busiest window begins at a start or ends at an end.
    """
    union = merged(spans)
    starts = [span[0] for span in union] + [span[1] - length for span in union]
    windows = [(start, start + length) for start in starts]
    return max(((window, shared(window, union)) for window in windows), key=lambda pair: pair[1], default=((0, 0), 0))


@rule(
    "KS-06",
    Article(KUHP, 85, 5),
    BLOCK,
    title=_("Paling lama 8 jam dalam 24 jam"),
    says=_("Melebihi {limit} dalam 24 jam: mulai {start} tercatat {worked}."),
    confidence="V",
    also=[Article(KUHP, 185)],
    numbers=["minutes_a_day", "day_minutes"],
    examples=[
        ("Satu sesi 08.00 sampai 16.00", {"sessions": [(march(2, 8), march(2, 16))]}, "sesuai"),
        (
            "Kerja 16.00 sampai 24.00, lalu 00.00 sampai 08.00 hari berikutnya",
            {"sessions": [(march(2, 16), march(3, 0)), (march(3, 0), march(3, 8))]},
            "blokir",
        ),
        ("Satu sesi 08.00 sampai 16.01", {"sessions": [(march(2, 8), march(2, 16, 1))]}, "blokir"),
    ],
)
def hours_in_24(this: Rule, sessions: Iterable[Times], *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Kerja sosial dijalankan paling lama 8 jam dalam 1 hari. Pasal 185: 1 hari adalah 24 jam, jadi batas ini berlaku
    untuk setiap rentang 24 jam, juga yang melewati tengah malam.

    >>> hours_in_24([(march(2, 8), march(2, 16))], day=date(2026, 3, 2))
    >>> hours_in_24([(march(2, 17), march(2, 23)), (march(3, 7), march(3, 12))], day=date(2026, 3, 2)).message
    'Melebihi 8 jam dalam 24 jam: mulai Senin, 2 Maret 2026, 17.00 WIT tercatat 11 jam.'
    """
    limit = parameters.value("minutes_a_day", day)
    spans = [(minute_of(start), minute_of(end)) for start, end in sessions]
    window, worked = busiest_day(spans, parameters.value("day_minutes", day))
    start = moment(moment_of(window[0]))
    return this.found(limit=hours(limit), start=start, worked=hours(worked)) if worked > limit else None


@rule(
    "KS-07",
    Article(KUHP, 85, 5),
    BLOCK,
    title=_("Paling lama 8 jam per hari, dan tidak melebihi amar"),
    says=_("Tercatat {worked} sehari. Paling lama {limit} sehari."),
    confidence="V/I",
    fields=["hours_per_day"],
    also=[Article(KUHP, 85, 9, "b")],
    numbers=["minutes_a_day"],
    examples=[
        ("Putusan 8 jam sehari", {"minutes": 480}, "sesuai"),
        ("Putusan 9 jam sehari", {"minutes": 540}, "blokir"),
        ("Bekerja 6 jam, amar 5 jam sehari", {"minutes": 360, "verdict_minutes": 300}, "blokir"),
        ("Jam per hari belum disebut", {"minutes": None}, "peringatan"),
    ],
)
def minutes_on_a_day(
    this: Rule,
    minutes: int | None,
    *,
    day: date,
    verdict_minutes: int | None = None,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Paling lama 8 jam dalam 1 hari; putusan memuat lama kerja per hari, dan bila lebih pendek itulah batasnya. Batas
    ini diperiksa juga per tanggal kalender WIT.

    >>> minutes_on_a_day(540, day=date(2026, 3, 2)).message
    'Tercatat 9 jam sehari. Paling lama 8 jam sehari.'
    """
    limit = parameters.value("minutes_a_day", day)
    limit = limit if verdict_minutes is None else min(limit, verdict_minutes)
    if minutes is None:
        says = _("Jam per hari belum disebut dari putusan. Dipakai batas {limit} sehari.")
        return this.found(says, level=WARN, article=this.also[0], limit=hours(limit))
    if minutes < 1:
        return this.found(_("Jam per hari paling sedikit 1 jam."))
    return this.found(worked=hours(minutes), limit=hours(limit)) if minutes > limit else None


@rule(
    "KS-08",
    Article(KUHP, 85, 5),
    BLOCK,
    title=_("Selesai dalam 6 bulan (180 hari) dan menurut amar"),
    says=_("Masa penyelesaian {days} hari. Paling lama {limit} hari (6 bulan, 1 bulan = 30 hari)."),
    confidence="V/I",
    fields=["completion_days"],
    also=[Article(KUHP, 184), Article(KUHP, 85, 9, "b")],
    numbers=["completion_days", "execution_start_basis"],
    examples=[
        ("Amar: selesai dalam 180 hari", {"days": 180}, "sesuai"),
        ("Amar: selesai dalam 181 hari", {"days": 181}, "blokir"),
        ("Masa penyelesaian belum disebut", {"days": None}, "peringatan"),
    ],
)
def completion_window(this: Rule, days: int | None, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Kerja sosial dapat diangsur paling lama 6 bulan, yaitu 180 hari; putusan memuat masa penyelesaiannya.

    >>> completion_window(181, day=date(2026, 2, 4)).level.value
    'block'
    """
    limit = parameters.value("completion_days", day)
    if days is None:
        says = _("Masa penyelesaian belum disebut dari putusan. Dipakai {limit} hari.")
        return this.found(says, level=WARN, article=this.also[1], limit=limit)
    if days < 1:
        return this.found(_("Masa penyelesaian paling sedikit 1 hari."))
    return this.found(days=number(days), limit=limit) if days > limit else None


def session_before_deadline(start: datetime, end: datetime, *, deadline: date) -> Answer:
    """KS-08 for one session: the deadline itself is the last lawful day, counted in WIT.

    >>> session_before_deadline(march(2, 8), march(2, 12), deadline=date(2026, 3, 2))
    >>> session_before_deadline(march(3, 8), march(3, 12), deadline=date(2026, 3, 2)).rule
    'KS-08'
    """
    if day_of(minute_of(max(start, end)) - 1) <= deadline and day_of(minute_of(start)) <= deadline:
        return None
    says = _("Sesi {start} melewati batas penyelesaian {deadline}.")
    return RULES["KS-08"].found(says, fields=(), start=moment(start), deadline=long_date(deadline))


NOT_MODELLED = [
    "Ayat (5): pengaruh sakit, bencana, atau tempat yang tutup terhadap masa 6 bulan tidak diatur; masa itu tidak "
    "pernah diperpanjang sendiri oleh program.",
]
