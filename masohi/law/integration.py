"""Release under conditions: from which day it may begin, and until when the probation lasts."""

from datetime import date, timedelta

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.counting import days_after, months_after, years_after
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date

BLOCK, INFO = Level.BLOCK, Level.INFO
FIRST, LAST = date(2026, 3, 1), date(2028, 2, 28)
"""The sentence of the examples: 730 days, of which 487 are two thirds."""


def two_thirds(first: date, last: date) -> date:
    """The first day on which two thirds of the days from `first` to `last` (both served) lie behind, rounded up.

    >>> two_thirds(date(2026, 3, 1), date(2026, 3, 3)), two_thirds(FIRST, LAST)
    (datetime.date(2026, 3, 3), datetime.date(2027, 7, 1))
    """
    days = (last - first).days + 1
    return days_after(first, -(-days * 2 // 3))


def parole_from(first: date, last: date, *, day: date, parameters: Parameters = DEFAULTS) -> date:
    """The earliest day of pembebasan bersyarat: two thirds served and not less than the least number of days.

    `first` and `last` are the days of the prison term after remission; `day` chooses the numbers in force.

    >>> parole_from(date(2026, 3, 1), date(2027, 2, 28), day=date(2026, 3, 2))
    datetime.date(2026, 11, 26)
    """
    return max(two_thirds(first, last), days_after(first, parameters.value("parole_days", day)))


def leave_from(first: date, last: date, *, day: date, parameters: Parameters = DEFAULTS) -> date | None:
    """The earliest day of cuti bersyarat: two thirds served, and no more than the most days of leave are left.

    None where the term is longer than those for which it is meant (from memory, an office can change the number).

    >>> leave_from(date(2026, 3, 1), date(2027, 8, 31), day=date(2026, 3, 2))
    datetime.date(2027, 3, 5)
    >>> leave_from(date(2026, 3, 1), date(2027, 9, 1), day=date(2026, 3, 2)) is None
    True
    """
    if last >= months_after(first, parameters.value("leave_term_months", day)):
        return None
    return max(two_thirds(first, last), _longest_leave(last, day, parameters))


def last_leave_from(first: date, last: date, *, day: date, parameters: Parameters = DEFAULTS) -> date:
    """The earliest day of cuti menjelang bebas: two thirds and the least number of days served, then a leave at most.

    After `last` where the term is too short for it (from memory, an office can change the numbers).

    >>> last_leave_from(FIRST, LAST, day=date(2026, 3, 2))
    datetime.date(2027, 9, 2)
    >>> last_leave_from(date(2026, 3, 1), date(2026, 8, 31), day=date(2026, 3, 2))
    datetime.date(2026, 11, 26)
    """
    least = days_after(first, parameters.value("last_leave_days", day))
    return max(two_thirds(first, last), least, _longest_leave(last, day, parameters))


def _longest_leave(last: date, day: date, parameters: Parameters) -> date:
    return last - timedelta(days=parameters.value("leave_days", day) - 1)


def half_served(first: date, last: date) -> date:
    """The first day on which half of the days lie behind, rounded up: asimilasi.

    >>> half_served(date(2026, 3, 1), date(2026, 3, 3)), half_served(FIRST, LAST)
    (datetime.date(2026, 3, 3), datetime.date(2027, 3, 1))
    """
    return days_after(first, -(-((last - first).days + 1) // 2))


def probation_until(last: date, *, day: date, parameters: Parameters = DEFAULTS) -> date:
    """The last day of probation: what was left of the term, and one year (PB-02).

    >>> probation_until(date(2028, 2, 29), day=date(2026, 3, 2))
    datetime.date(2029, 3, 1)
    """
    return years_after(last, parameters.value("parole_extra_years", day))


@rule(
    "PB-01",
    Article(KUHP, 72, 1),
    BLOCK,
    title=_("Pembebasan bersyarat sesudah 2/3 dan 9 bulan"),
    says=_("Belum memenuhi 2/3 dan 9 bulan. Paling cepat {earliest}."),
    confidence="V",
    numbers=["parole_days"],
    fields=["starts_on"],
    examples=[
        ("2 tahun, sesudah 487 hari", {"starts_on": date(2027, 7, 1), "first": FIRST, "last": LAST}, "sesuai"),
        ("2 tahun, sesudah 486 hari", {"starts_on": date(2027, 6, 30), "first": FIRST, "last": LAST}, "blokir"),
        (
            "1 tahun: 2/3 saja tidak cukup, harus 270 hari",
            {"starts_on": date(2026, 11, 25), "first": FIRST, "last": date(2027, 2, 28)},
            "blokir",
        ),
    ],
)
def early_release(
    this: Rule, starts_on: date, first: date, last: date, *, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Pembebasan bersyarat paling cepat sesudah 2/3 pidana dijalani dan paling sedikit 9 bulan (270 hari). Hari pertama
    dan hari terakhir pidana diambil dari surat lepas, sesudah remisi.

    >>> early_release(date(2027, 6, 30), FIRST, LAST, day=date(2026, 3, 2)).message
    'Belum memenuhi 2/3 dan 9 bulan. Paling cepat 1 Juli 2027.'
    """
    earliest = parole_from(first, last, day=day, parameters=parameters)
    return this.found(earliest=long_date(earliest)) if starts_on < earliest else None


@rule(
    "PB-02",
    Article(KUHP, 72, 4),
    INFO,
    title=_("Masa percobaan pembebasan bersyarat"),
    says=_("Masa percobaan = sisa pidana + 1 tahun: sampai {until}."),
    confidence="V",
    numbers=["parole_extra_years"],
    fields=["probation_until"],
    examples=[
        ("Tanggalnya sama", {"until": date(2029, 2, 28), "last": LAST}, "sesuai"),
        ("Satu hari lebih cepat", {"until": date(2029, 2, 27), "last": LAST}, "info"),
    ],
)
def probation(this: Rule, until: date | None, last: date, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Masa percobaan pembebasan bersyarat sama dengan sisa pidana ditambah satu tahun.

    >>> probation(None, LAST, day=date(2026, 3, 2)).message
    'Masa percobaan = sisa pidana + 1 tahun: sampai 28 Februari 2029.'
    """
    right = probation_until(last, day=day, parameters=parameters)
    return None if until == right else this.found(until=long_date(right))


NOT_MODELLED = [
    "Syarat kelakuan baik dan hasil litmas untuk pembebasan bersyarat dinilai oleh sidang TPP, bukan oleh program.",
    "Cuti bersyarat, cuti menjelang bebas, dan asimilasi: hanya tanggal paling cepat dari ingatan; periksa naskahnya.",
]
