"""A whole year of a town, day after day, through the deeds that the pages call; then everything is recounted."""

import time as stopwatch
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from masohi.cases.orders.queries import orders
from masohi.cases.orders.terms import State
from masohi.faces.jobs import main_job, registers
from masohi.faces.jobs.clock import moment
from masohi.faces.jobs.year import days, files, follow
from masohi.faces.jobs.year.town import Town, found_town, sentence_somebody
from masohi.ledger.queries import verify
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.duties.queries import neglected
from masohi.work.invariants.queries import findings
from masohi.writing.refusals import Refused

FIRST_DAY = date(2026, 2, 2)
SENTENCING = 0.6
"""Share of the year in which verdicts come, so that most deadlines lie within it."""


@dataclass
class Year:
    """What happened, counted by those who did it."""

    town: Town
    people: int
    weeks: int
    counted: Counter[str] = field(default_factory=Counter)
    arrived: int = 0

    def live(self, number: int) -> None:
        """One day from night to evening."""
        town, day, told = self.town, self.town.day(number), self.counted
        steps, alarms = follow.night(day)
        told.update(proposed=steps, alarms=alarms)
        days.verify(town, day)
        follow.read_alarms(town, day)
        told["absences_decided"] += follow.judge_absences(town, day)
        told.update({f"letters_{kind}": count for kind, count in follow.climb(town, day).items()})
        sent, held = files.report(town, day)
        told.update(files_sent=sent, held_back=held)
        told["files_decided"] += files.decide(town, day)
        while self.arrived < self.people * (number + 1) / (7 * self.weeks * SENTENCING) and self.arrived < self.people:
            sentence_somebody(town, self.arrived, day)
            self.arrived += 1
        if day.weekday() == 0:
            days.plan_week(town, day)
        told["completed"] += days.certify(town, day)
        told["months_sent"] += follow.close_month(town, day)
        told["records"] += days.work(town, day)


def simulate(seed: int, *, people: int, weeks: int, term: int = 180) -> dict[str, Any]:
    """Play the year on an empty data folder and recount it; `term` is the days of every verdict.

    Raises Refused where the folder holds orders already.
    """
    began = stopwatch.monotonic()
    main_job.prepare(moment(FIRST_DAY - timedelta(days=7), 8))
    if registers.any_orders():
        raise Refused("Folder data sudah berisi perkara. Pakai folder kosong (MASOHI_DATA); tidak ada yang berubah.")
    year = Year(found_town(seed, FIRST_DAY, weeks, term=term), people, weeks)
    for number in range(7 * weeks):
        year.live(number)
    return _recounted(year) | {"seconds": round(stopwatch.monotonic() - began, 1)}


def _recounted(year: Year) -> dict[str, Any]:
    town, last = year.town, year.town.day(7 * year.weeks)
    states = Counter(order.state for order in orders(town.prosecutor))
    at = moment(last, 6)
    broken = findings(at) | neglected(last)
    chain, touched = verify(), list(touched_anywhere())
    return {
        "v": 1,
        "seed": town.seed,
        "orders": {state.name.lower(): states.get(state, 0) for state in State},
        "counted": dict(sorted(year.counted.items())),
        "broken": broken,
        "ledger": {"entries": chain.entries, "ok": chain.ok, "touched": touched},
        "ok": chain.ok and not touched and not broken,
    }


def sentence(answer: dict[str, Any]) -> str:
    """What came of the year, for a reader."""
    told, states = answer["counted"], answer["orders"]
    letters = sum(count for name, count in told.items() if name.startswith("letters_"))
    happened = (
        f"{states['completed']} perkara selesai, {states['running']} berjalan, {states['closed']} dihentikan; "
        f"{told.get('records', 0)} kehadiran, {letters} surat, {told.get('alarms', 0)} peringatan laju, "
        f"{told.get('months_sent', 0)} laporan bulanan."
    )
    if answer["ok"]:
        return f"{happened} Semua janji tindak lanjut terpenuhi."
    broken = "; ".join(f"{name}: {len(where)}" for name, where in answer["broken"].items())
    return f"{happened} TIDAK TERPENUHI: {broken or 'catatan tidak utuh'}."
