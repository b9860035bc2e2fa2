"""UU 1/2023 (KUHP) Pasal 85 ayat (5) in arithmetic: until when, how fast, and whether the hours can fit at all.

Convention for the deadline: the start day is not counted and the deadline is the last lawful day. 180 days after
16 February 2026 is 15 August 2026, and a session on 15 August is still in time.
"""

from collections.abc import Iterable
from datetime import date

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.counting import clock_minutes, days_after, without
from masohi.law.order_facts import OrderFacts, Pattern, WeekHours
from masohi.law.parameters import DEFAULTS, IN_FORCE, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import hours, long_date, number

WEEK = range(7)


def law_day(facts: OrderFacts, day: date) -> date:
    """The day whose numbers judge the order: its verdict, else `day`, never before the code came into force."""
    return max(facts.verdict_date or day, IN_FORCE)


def start_date(facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> date | None:
    """The day from which the completion period runs, by the office's choice (`execution_start_basis`).

    While there is no berita acara yet, the jaksa's execution order stands in for it, so that a date can be told.
    """
    basis = parameters.value("execution_start_basis", law_day(facts, day))
    if basis == "inkracht":
        return facts.inkracht_date
    if basis == "first_session":
        return facts.first_session_date
    if basis == "execution_order":
        return facts.execution_order_date
    return facts.execution_record_date or facts.execution_order_date


def window_days(facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> int:
    """Days in which the hours must be worked: what the verdict says, at most 180; a child's law names no limit."""
    if facts.child and facts.completion_days and facts.completion_days > 0:
        return facts.completion_days
    limit: int = parameters.value("completion_days", law_day(facts, day))
    return min(facts.completion_days, limit) if facts.completion_days and facts.completion_days > 0 else limit


def deadline_of(facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> date | None:
    """The last lawful day of work, or None while the start is unknown.

    >>> deadline_of(OrderFacts(execution_order_date=date(2026, 2, 16), completion_days=180), day=date(2026, 2, 20))
    datetime.date(2026, 8, 15)
    """
    start = start_date(facts, day=day, parameters=parameters)
    return None if start is None else days_after(start, window_days(facts, day=day, parameters=parameters))


def minutes_a_day(facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> int:
    """The cap for one day in minutes: 8 hours (a child: AN-02), or less where the verdict says so."""
    limit: int = parameters.value("child_minutes_a_day" if facts.child else "minutes_a_day", law_day(facts, day))
    return min(facts.hours_per_day * 60, limit) if facts.hours_per_day and facts.hours_per_day > 0 else limit


def free_minutes(
    weekday: int, unavailable: Iterable[WeekHours], *, cap: int, light: tuple[int, int], least: int
) -> int:
    """Minutes that a person can work by daylight on a weekday: whole free stretches of `least`, at most `cap`."""
    taken = [busy.span for busy in unavailable if busy.weekday == weekday]
    stretches = [end - start for start, end in without(light, taken)]
    return min(cap, sum(length for length in stretches if length >= min(least, cap)))


def week_minutes(facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> list[int]:
    """What each weekday (Monday first) can hold for this person, in minutes."""
    on = law_day(facts, day)
    light = (clock_minutes(parameters.value("sunrise", on)), clock_minutes(parameters.value("sunset", on)))
    cap = minutes_a_day(facts, day=day, parameters=parameters)
    least = parameters.value("min_session_minutes", on)
    return [free_minutes(wd, facts.person.unavailable, cap=cap, light=light, least=least) for wd in WEEK]


def feasible_minutes(facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> int:
    """Minutes that fit into the completion period by the verdict's pattern and the person's week, in whole hours.

    A part of a week or month counts in proportion, so this is what fits at best; the calendar may allow less.

    >>> one_day = OrderFacts(hours=240, hours_per_day=8, pattern=Pattern(days_per_week=1))
    >>> feasible_minutes(one_day, day=date(2026, 2, 20)) // 60
    205
    """
    window = window_days(facts, day=day, parameters=parameters)
    best = sorted(week_minutes(facts, day=day, parameters=parameters), reverse=True)
    month = parameters.value("month_days", law_day(facts, day))
    pattern = facts.pattern or Pattern()
    if pattern.weekdays is not None:
        week = week_minutes(facts, day=day, parameters=parameters)
        total = window * sum(week[wd] for wd in set(pattern.weekdays) if wd in WEEK) // 7
    elif pattern.days_per_month is not None:
        total = min(window * pattern.days_per_month * best[0] // month, window * sum(best) // 7)
    else:
        total = window * sum(best[: pattern.days_per_week]) // 7
    return total // 60 * 60


@rule(
    "KS-09",
    Article(KUHP, 85, 5),
    Level.WARN,
    title=_("Jam hukuman muat dalam masa penyelesaian"),
    says=_("Dalam {days} hari hanya muat {fits} dari {total}. Kurang {short}. Ubah pola atau lapor kepada jaksa."),
    confidence="I",
    fields=["hours", "hours_per_day", "pattern", "completion_days"],
    numbers=["completion_days", "minutes_a_day", "month_days", "min_session_minutes", "sunrise", "sunset"],
    examples=[
        (
            "150 jam, 5 jam sehari, 10 hari sebulan",
            {"facts": OrderFacts(hours=150, hours_per_day=5, pattern=Pattern(days_per_month=10))},
            "sesuai",
        ),
        (
            "240 jam, 8 jam sehari, 1 hari seminggu: muat 205 jam, kurang 35 jam",
            {"facts": OrderFacts(hours=240, hours_per_day=8, pattern=Pattern(days_per_week=1))},
            "peringatan",
        ),
        (
            "240 jam, 8 jam sehari, 2 hari seminggu",
            {"facts": OrderFacts(hours=240, hours_per_day=8, pattern=Pattern(days_per_week=2))},
            "sesuai",
        ),
    ],
)
def hours_fit(this: Rule, facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Kerja sosial dapat diangsur paling lama 6 bulan. Pola kerja yang terlalu jarang tidak dapat menyelesaikan jamnya.

    >>> order = OrderFacts(hours=240, hours_per_day=8, pattern=Pattern(days_per_week=1))
    >>> hours_fit(order, day=date(2026, 2, 20)).message
    'Dalam 180 hari hanya muat 205 jam dari 240 jam. Kurang 35 jam. Ubah pola atau lapor kepada jaksa.'
    """
    fits = feasible_minutes(facts, day=day, parameters=parameters)
    short = (facts.hours or 0) * 60 - fits
    if short <= 0:
        return None
    days = window_days(facts, day=day, parameters=parameters)
    return this.found(days=days, fits=hours(fits), total=hours((facts.hours or 0) * 60), short=hours(short))


def pace_sentence(
    facts: OrderFacts, deadline: date | None, *, day: date = IN_FORCE, parameters: Parameters = DEFAULTS
) -> str:
    """Hours as days of work, and the deadline, in one line; '' while the hours are unknown.

    >>> order = OrderFacts(hours=150, hours_per_day=5)
    >>> pace_sentence(order, date(2026, 8, 15))
    '150 jam = 30 hari × 5 jam; paling lambat 15 Agustus 2026'
    >>> pace_sentence(OrderFacts(hours=20), None)
    '20 jam = 2 hari × 8 jam + 1 hari × 4 jam; batas akhir belum dapat dihitung'
    """
    if not facts.hours or facts.hours < 0:
        return ""
    a_day = minutes_a_day(facts, day=day, parameters=parameters)
    whole, rest = divmod(facts.hours * 60, a_day)
    parts = [f"{number(whole)} hari × {hours(a_day)}"] * (whole > 0) + [f"1 hari × {hours(rest)}"] * (rest > 0)
    end = f"paling lambat {long_date(deadline)}" if deadline else "batas akhir belum dapat dihitung"
    return f"{hours(facts.hours * 60)} = {' + '.join(parts)}; {end}"


NOT_MODELLED = [
    "Hari sejak kapan 6 bulan dihitung tidak diatur; kantor memilihnya pada halaman parameter.",
    "Hari libur dan kapasitas tempat tidak masuk hitungan ini; keduanya diperiksa saat menyusun rencana.",
]
