"""A month of an order as numbers, the pace of an order, and what the letters say of both. Minutes, WIT days."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.parties.organisations.models import Organisation
from masohi.work.attendance.terms import MARKS, Fault, Outcome
from masohi.work.letters.facts import Content, Signer, Table, order_fields
from masohi.work.monthly.models import MonthlyReport, MonthlySummary
from masohi.work.monthly.terms import SESSIONS
from masohi.writing.indonesian import MONTHS, day_and_date, hours, joined, long_date, number

Facts = Mapping[str, Any]


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def after(month: date) -> date:
    """The first day of the next month."""
    return first_of(month.replace(day=1) + timedelta(days=31))


def before(month: date) -> date:
    """The first day of the month before."""
    return first_of(month.replace(day=1) - timedelta(days=1))


def month_named(text: str) -> date | None:
    """The month that is written as 2026-10; None for anything else.

    >>> month_named("2026-10"), month_named("2026-13")
    (datetime.date(2026, 10, 1), None)
    """
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def month_words(month: date) -> str:
    """A month as offices write it.

    >>> month_words(date(2026, 10, 1))
    'Oktober 2026'
    """
    return f"{MONTHS[month.month - 1]} {month.year}"


@dataclass(frozen=True)
class Meeting:
    """One appointment of a month as far as it is known: its outcome ("" while nobody recorded it), checked or not."""

    outcome: str = ""
    checked: bool = False
    excused: bool = False
    failed: bool = False
    undecided: date | None = None  # its day, where the absence waits for a decision

    @property
    def kind(self) -> str:
        """One of `SESSIONS` besides "planned"."""
        marks = MARKS[Outcome(self.outcome)] if self.outcome else None
        if marks is not None and marks.attended:
            return "attended"
        if self.failed or (marks is not None and marks.fault is Fault.SERVICE):
            return "failed"
        if marks is None:
            return "unrecorded"
        return "excused" if self.excused or not marks.enforceable else "missed"


@dataclass(frozen=True)
class Month:
    """What the register knows of one order and one month.

    `credited` is credited for sessions of this month, `credited_all` for all; `corrections` are earlier months whose
    credit is no longer what was told: month (2026-10), minutes told, minutes now. `letters` are kinds and numbers;
    `undecided` the days of absences about which nobody has decided.
    """

    month: str
    minutes: int
    credited: int
    credited_all: int
    waiting: int
    open: int
    planned: int = 0
    attended: int = 0
    missed: int = 0
    excused: int = 0
    failed: int = 0
    unrecorded: int = 0
    unchecked: int = 0
    deadline: str = ""
    days_left: int | None = None
    weekly: int | None = None
    letters: tuple[tuple[str, str], ...] = ()
    corrections: tuple[tuple[str, int, int], ...] = ()
    undecided: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing of the month is undecided any more."""
        return not (self.unrecorded or self.unchecked or self.undecided)

    def as_json(self) -> dict[str, Any]:
        """As it is kept: what JSON gives back when it is read."""
        return dict(json.loads(json.dumps(asdict(self))))


def month_of(
    order: Order,
    month: date,
    *,
    day: date,
    meetings: Iterable[Meeting],
    credit: Mapping[date, int],
    told: Mapping[date, int],
    letters: Iterable[tuple[str, str]] = (),
) -> Month:
    """The month's numbers. `credit` and `told`: minutes by month (its first day) as now credited, as last told."""
    seen = list(meetings)
    kinds = [one.kind for one in seen]
    earlier = sorted(one for one in {*told, *credit} if one < month and one in told)
    left = order.days_left(day)
    ahead = left is not None and left > 0 and order.open_minutes > 0
    return Month(
        month=month.isoformat()[:7],
        minutes=order.minutes,
        credited=credit.get(month, 0),
        credited_all=order.credited_minutes,
        waiting=order.waiting_minutes,
        open=order.open_minutes,
        planned=len(seen),
        **{name: kinds.count(name) for name in SESSIONS if name != "planned"},
        unchecked=sum(bool(one.outcome) and not one.checked for one in seen),
        undecided=tuple(sorted(one.undecided.isoformat() for one in seen if one.undecided)),
        deadline=order.deadline.isoformat() if order.deadline else "",
        days_left=left,
        weekly=-(-order.open_minutes * 7 // (left or 1)) if ahead else None,
        letters=tuple(letters),
        corrections=tuple(
            (one.isoformat()[:7], told[one], credit.get(one, 0)) for one in earlier if told[one] != credit.get(one, 0)
        ),
    )


def digest_of(facts: Facts) -> str:
    """SHA-256 of the facts as canonical JSON."""
    return sha256(json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def shown_facts(facts: Facts) -> list[tuple[str, str]]:
    """The frozen numbers of a report in words, for the page and for the letter alike."""
    rows = [
        (str(label), number(facts[name])) for name, label in SESSIONS.items() if facts[name] or name != "unrecorded"
    ]
    rows += [(gettext("Catatan belum diperiksa"), number(facts["unchecked"]))] if facts["unchecked"] else []
    if facts["undecided"]:
        days = joined([day_and_date(date.fromisoformat(day)) for day in facts["undecided"]])
        rows.append((gettext("Ketidakhadiran belum diputuskan"), days))
    rows += [
        (gettext("Jam diakui bulan ini"), hours(facts["credited"])),
        (gettext("Jam diakui seluruhnya"), f"{hours(facts['credited_all'])} dari {hours(facts['minutes'])}"),
        (gettext("Dilaporkan, menunggu diperiksa"), hours(facts["waiting"])),
        (gettext("Sisa jam"), hours(facts["open"])),
        (gettext("Batas penyelesaian"), _deadline(facts)),
    ]
    if facts["weekly"]:
        rows.append((gettext("Laju yang diperlukan"), f"{hours(facts['weekly'])} seminggu"))
    for month, told, now in facts["corrections"]:
        label = gettext("Koreksi %(month)s") % {"month": month_words(date.fromisoformat(f"{month}-01"))}
        rows.append((label, f"dilaporkan {hours(told)}, sekarang {hours(now)}"))
    return rows


def _deadline(facts: Facts) -> str:
    return long_date(date.fromisoformat(facts["deadline"])) if facts["deadline"] else "-"


@translation.override("id")  # letters are Indonesian, whatever language the page is read in
def report_content(report: MonthlyReport) -> Content:
    """Letter D8 of one order."""
    order, facts = report.order, report.facts
    fields = {
        **order_fields(order),
        "bulan": month_words(report.month),
        "jam_bulan_ini": hours(facts["credited"]),
        "sesi_hadir": number(facts["attended"]),
        "sesi_tidak_hadir": number(facts["missed"]),
        "catatan": report.note or "-",
    }
    tables: tuple[Table, ...] = ()
    if facts["letters"]:
        tables = (Table("Surat bulan ini", ("Jenis", "Nomor"), tuple((kind, said) for kind, said in facts["letters"])),)
    signer = Signer("Pembimbing Kemasyarakatan", order.pk_name, order.bapas.short_name)
    return Content(fields, tuple(shown_facts(facts)), tables, (signer,))


@translation.override("id")  # letters are Indonesian, whatever language the page is read in
def summary_content(summary: MonthlySummary, sender: str) -> Content:
    """The summary of D8: one row an order, then the sums."""
    rows = summary.facts["rows"]
    sums = summary.facts["sums"]
    fields = {
        "bulan": month_words(summary.month),
        "jumlah_perkara": number(len(rows)),
        "jam_bulan_ini": hours(sums["credited"]),
        "catatan": summary.note or "-",
    }
    heads = ("Nomor perkara", "Nama", "Hadir", "Tidak hadir", "Bulan ini", "Seluruhnya", "Sisa")
    lines = tuple(
        (
            *(row["case"], row["name"], f"{row['attended']}/{row['planned']}", number(row["missed"])),
            *(hours(row["credited"]), hours(row["credited_all"]), hours(row["open"])),
        )
        for row in rows
    )
    signer = Signer("Pembimbing Kemasyarakatan", sender, _short(summary.bapas))
    return Content(fields, tuple(shown_sums(summary.facts)), (Table("Perkara", heads, lines),), (signer,))


def _short(unit: Organisation) -> str:
    return unit.short_name


def shown_sums(facts: Facts) -> list[tuple[str, str]]:
    """The sums of a summary in words."""
    sums = facts["sums"]
    return [
        (gettext("Perkara dilaporkan"), number(len(facts["rows"]))),
        (gettext("Perkara belum dilaporkan"), number(facts["missing"])),
        *((str(label), number(sums[name])) for name, label in SESSIONS.items()),
        (gettext("Jam diakui bulan ini"), hours(sums["credited"])),
    ]
