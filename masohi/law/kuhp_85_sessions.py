"""UU 1/2023 (KUHP) Pasal 85 ayat (5): one session of work against a person's week, other sessions and the clock."""

from collections.abc import Iterable
from datetime import date, datetime, time

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.counting import CALENDAR_DAY, Times, day_of, march, minute_of, shared
from masohi.law.order_facts import WeekHours
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import DAYS, clock, hours, moment

BLOCK, WARN = Level.BLOCK, Level.WARN


@rule(
    "KS-21",
    Article(KUHP, 85, 5),
    WARN,
    title=_("Jadwal tidak bentrok dengan kerja atau sekolah"),
    says=_("Jadwal {start} bentrok dengan waktu yang tidak tersedia: {weekday} {begin}–{end}."),
    confidence="V",
    fields=["unavailable"],
    examples=[
        (
            "Sesi Senin pagi, kuliah Senin 13.00 sampai 16.00",
            {"start": march(2, 8), "end": march(2, 12), "unavailable": [WeekHours(0, time(13), time(16))]},
            "sesuai",
        ),
        (
            "Sesi Senin 08.00 sampai 14.00, kuliah Senin 13.00 sampai 16.00",
            {"start": march(2, 8), "end": march(2, 14), "unavailable": [WeekHours(0, time(13), time(16))]},
            "peringatan",
        ),
    ],
)
def clash_with_livelihood(this: Rule, start: datetime, end: datetime, *, unavailable: Iterable[WeekHours]) -> Answer:
    """Angsuran memperhatikan kegiatan terdakwa dalam menjalankan mata pencaharian dan kegiatan lain yang bermanfaat.

    >>> clash_with_livelihood(march(2, 8), march(2, 14), unavailable=[WeekHours(0, time(13), time(16))])[0].message
    'Jadwal Senin, 2 Maret 2026, 08.00 WIT bentrok dengan waktu yang tidak tersedia: Senin 13.00–16.00.'
    """
    return [
        this.found(
            start=moment(start), weekday=DAYS[busy.weekday], begin=f"{busy.start:%H.%M}", end=f"{busy.end:%H.%M}"
        )
        for busy in unavailable
        if weekly_minutes(start, end, busy)
    ]


def weekly_minutes(start: datetime, end: datetime, week_hours: WeekHours) -> int:
    """Minutes that a session shares with weekly hours, on every calendar day that it touches.

    >>> weekly_minutes(march(2, 8), march(2, 14), WeekHours(0, time(13), time(16)))
    60
    """
    span = (minute_of(start), minute_of(end))
    days = range(span[0] // CALENDAR_DAY, (max(span) - 1) // CALENDAR_DAY + 1)
    low, high = week_hours.span
    held = [day * CALENDAR_DAY for day in days if day_of(day * CALENDAR_DAY).weekday() == week_hours.weekday]
    return shared(span, [(midnight + low, midnight + high) for midnight in held])


@rule(
    "KS-26",
    Article("Praktik Bapas", None),
    WARN,
    title=_("Sesi tidak terlalu singkat"),
    says=_("Sesi {length} lebih singkat dari {least}. Tulis alasannya."),
    confidence="V2",
    numbers=["min_session_minutes"],
    examples=[
        ("Sesi 2 jam", {"minutes": 120}, "sesuai"),
        ("Sesi 1 jam 59 menit", {"minutes": 119}, "peringatan"),
        ("Sesi 1 jam, hanya sisa itu yang harus dijalani", {"minutes": 60, "remaining_minutes": 60}, "sesuai"),
    ],
)
def session_length(
    this: Rule,
    minutes: int,
    *,
    day: date,
    remaining_minutes: int | None = None,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Pembimbing kemasyarakatan menyebut sesi 2 sampai 8 jam sehari. Sisa hukuman yang lebih pendek boleh satu sesi.

    >>> session_length(119, day=date(2026, 3, 2)).message
    'Sesi 1 jam 59 menit lebih singkat dari 2 jam. Tulis alasannya.'
    """
    least = parameters.value("min_session_minutes", day)
    enough = least if remaining_minutes is None else min(least, remaining_minutes)
    return this.found(length=hours(max(minutes, 0)), least=hours(least)) if minutes < enough else None


@rule(
    "KS-27",
    Article(KUHP, 85, 5),
    BLOCK,
    title=_("Sesi satu orang tidak bertumpuk"),
    says=_("Sesi bertumpuk dengan sesi lain pada {start} sampai {end}."),
    confidence="I",
    examples=[
        (
            "Sesi 08.00–10.00 lalu 10.00–12.00",
            {"sessions": [(march(2, 8), march(2, 10)), (march(2, 10), march(2, 12))]},
            "sesuai",
        ),
        (
            "Sesi 08.00–10.01 dan 10.00–12.00",
            {"sessions": [(march(2, 8), march(2, 10, 1)), (march(2, 10), march(2, 12))]},
            "blokir",
        ),
    ],
)
def overlapping_sessions(this: Rule, sessions: Iterable[Times]) -> Answer:
    """Turunan dari penghitungan jam: satu orang hanya dapat bekerja di satu tempat pada satu waktu.

    >>> overlapping_sessions([(march(2, 8), march(2, 10)), (march(2, 9), march(2, 12))])[0].message
    'Sesi bertumpuk dengan sesi lain pada Senin, 2 Maret 2026, 09.00 WIT sampai 10.00 WIT.'
    """
    found, busy_until = [], None
    for start, end in sorted(sessions):
        if busy_until is not None and start < busy_until and start < end:
            found.append(this.found(start=moment(start), end=f"{clock(min(end, busy_until))} WIT"))
        busy_until = end if busy_until is None else max(busy_until, end)
    return found


@rule(
    "KS-31",
    Article(KUHP, 85, 5),
    BLOCK,
    title=_("Waktu keluar sesudah waktu masuk"),
    says=_("Waktu keluar {end} harus sesudah waktu masuk {start}."),
    confidence="I",
    examples=[
        ("Masuk 08.00, keluar 12.00", {"start": march(2, 8), "end": march(2, 12), "now": march(2, 13)}, "sesuai"),
        ("Masuk 12.00, keluar 08.00", {"start": march(2, 12), "end": march(2, 8), "now": march(2, 13)}, "blokir"),
        (
            "Keluar 12.00, padahal sekarang 11.00",
            {"start": march(2, 8), "end": march(2, 12), "now": march(2, 11)},
            "blokir",
        ),
        ("Hadir 4 jam, istirahat 4 jam", {"start": march(2, 8), "end": march(2, 12), "break_minutes": 240}, "blokir"),
    ],
)
def times_in_order(
    this: Rule, start: datetime, end: datetime, *, now: datetime | None = None, break_minutes: int = 0
) -> Answer:
    """Turunan dari penghitungan jam: waktu kerja mempunyai awal dan akhir, tidak di masa depan, tanpa istirahat.

    >>> times_in_order(march(2, 12), march(2, 8)).message
    'Waktu keluar Senin, 2 Maret 2026, 08.00 WIT harus sesudah waktu masuk Senin, 2 Maret 2026, 12.00 WIT.'
    """
    length = minute_of(end) - minute_of(start)
    if length <= 0:
        return this.found(start=moment(start), end=moment(end))
    if not 0 <= break_minutes < length:
        return this.found(
            _("Istirahat {pause} tidak cocok dengan waktu hadir {length}."),
            pause=hours(max(break_minutes, 0)),
            length=hours(length),
        )
    return (
        this.found(_("Waktu keluar {end} belum terjadi."), end=moment(end)) if now is not None and end > now else None
    )


NOT_MODELLED = [
    "Ayat (5): waktu perjalanan tidak dihitung sebagai jam kerja; istirahat dikurangkan dari akhir sesi.",
    "Pembulatan tidak diatur; waktu dihitung per menit dan detik diabaikan.",
    "Kegiatan bermanfaat selain yang dicatat sebagai waktu tidak tersedia.",
]
