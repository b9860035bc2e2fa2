"""Compute figures: a month's cells, and all that a snapshot holds. Reads only; shares are left as two integers."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.counting import money, orders, places, promises, work
from masohi.reports.counting.months import after, before, day_of, first_of, last_of
from masohi.reports.counting.terms import WHOLE, Cell, Cells
from masohi.reports.quality.queries import missing

BODY = 1
ENDING_DAYS = 90
COHORTS = 13  # months of beginning that a snapshot tells apart; what began before them is one row
EARLIER = "sebelumnya"


def cells_of(month: date, *, at: datetime) -> Cells:
    """Every monthly figure of the month that begins on `month`, from the rows as they are now."""
    last = last_of(month)
    found = work.worked(month, last, at=at)
    found["stand_down_cause"] = work.causes(month, last)
    found["orders_completed"] = {WHOLE: orders.completed(month, last)}
    found["orders_running"] = {WHOLE: orders.running_at_end(last)}
    found["spending"] = money.spending(month, last)
    found["complaints"] = {WHOLE: money.complaints(month, last, at=at)}
    return found


RECOUNTED = frozenset(
    {"hours_credited", "people_worked", "sessions_held", "attendance", "stand_down"}
    | {"orders_completed", "spending", "complaints"}
)
"""Figures that a snapshot counts again for frozen months."""


def months_by_rows(first: date, last: date, *, at: datetime) -> dict[date, dict[str, Cell]]:
    """The whole programme's figures a month, from the rows as they are now, in a fixed number of queries.

    To be held beside frozen months: what came late shows as a difference.
    """
    found = work.worked_by_month(first, last, at=at)
    others = {
        "orders_completed": orders.completed_by_month(first, last),
        "spending": money.spending_by_month(first, last),
        "complaints": money.complaints_by_month(first, last, at=at),
    }
    for key, cells in others.items():
        for month, cell in cells.items():
            found.setdefault(month, {})[key] = cell
    return found


def body_at(at: datetime, frozen: list[date]) -> dict[str, Any]:
    """Everything that pages show, as it stands at `at`; `frozen` are the months whose late rows are to be told."""
    day = day_of(at)
    month = first_of(day)
    cells = cells_of(month, at=at)
    cap = int(parameters_in_force().value("minutes_a_day", day))
    running = orders.running(day, cap)
    took, waits = orders.first_sessions(day)
    return {
        "v": BODY,
        "day": day.isoformat(),
        "month": month.isoformat(),
        "cells": _plain(cells),
        "before": _plain_month(months_by_rows(before(month), month - timedelta(days=1), at=at), before(month)),
        "total": {**orders.totals(), "minutes": work.minutes_ever(), "spent": money.spent_ever()},
        "later": _later(frozen, at),
        "orders": running,
        "cohorts": {part: _newest(months, month) for part, months in orders.cohorts(day).items()},
        "first": {"median": percentile(took, 50), "p90": percentile(took, 90), "orders": sum(took.values()), **waits},
        "down": work.stand_down(month, last_of(month)),
        "sites": places.worked_sites(cells),
        "silent": places.silent_offices(at),
        "stopped": places.stopped_sites(day),
        "quality": missing(at),
        "promises": promises.lights(day),
        "ending": promises.ending(day, ENDING_DAYS),
    }


def _plain(cells: Cells) -> dict[str, dict[str, list[int]]]:
    return {key: {part: list(cell) for part, cell in parts.items()} for key, parts in cells.items()}


def _plain_month(found: dict[date, dict[str, Cell]], month: date) -> dict[str, list[int]]:
    return {key: list(cell) for key, cell in found.get(month, {}).items()}


def _later(frozen: list[date], at: datetime) -> dict[str, dict[str, list[int]]]:
    if not frozen:
        return {}
    found = months_by_rows(min(frozen), last_of(max(frozen)), at=at)
    return {month.isoformat(): _plain_month(found, month) for month in frozen}


def _newest(months: Mapping[str, dict[str, int]], month: date) -> list[dict[str, Any]]:
    """Cohorts, newest first; those of more than a year ago as one row."""
    oldest = month
    for _ in range(COHORTS - 1):
        oldest = before(oldest)
    rows: list[dict[str, Any]] = [{"month": name, **numbers} for name, numbers in sorted(months.items(), reverse=True)]
    shown = [row for row in rows if row["month"] >= oldest.isoformat()]
    older = [row for row in rows if row["month"] < oldest.isoformat()]
    if older:
        sums = {key: sum(row[key] for row in older) for key in older[0] if key != "month"}
        shown.append({"month": EARLIER, **sums})
    return shown


def concerns(body: Mapping[str, Any]) -> dict[str, int]:
    """What needs somebody's attention, by rule and not by opinion: name of the rule to how many cases it finds.

    Late commitments, orders that cannot be finished in time, sites that stopped, offices that have not sent their
    records, agreements that end within 90 days, and stand-down above a tenth of the month's appointments.
    """
    down = Cell(*body["cells"]["stand_down"][WHOLE])
    found = {
        "commitments_late": body["promises"]["lights"]["terlambat"],
        "orders_lost": body["orders"][WHOLE]["lost"],
        "sites_stopped": sum(body["stopped"].values()),
        "offices_silent": len(body["silent"]),
        "agreements_ending": len(body["ending"]),
        "stand_down": down.numerator if down.numerator * 10 > down.denominator else 0,
    }
    return {rule: number for rule, number in found.items() if number}


def known_outcome(rows: list[dict[str, Any]]) -> Cell:
    """Orders finished in time, of those whose outcome is known: ended, or past their deadline."""
    known = sum(row["in_time"] + row["late"] + row["ended"] + row["overdue"] for row in rows)
    return Cell(sum(row["in_time"] for row in rows), known)


def percentile(counts: Mapping[int, int], share: int) -> int | None:
    """The smallest value that at least `share` percent of the counted ones do not exceed; None of nothing.

    >>> percentile({2: 1, 3: 1, 10: 2}, 50), percentile({2: 1, 3: 1, 10: 2}, 90), percentile({}, 50)
    (3, 10, None)
    """
    total, seen = sum(counts.values()), 0
    for value in sorted(counts):
        seen += counts[value]
        if seen * 100 >= total * share:
            return value
    return None


def percent(numerator: int, denominator: int) -> int | None:
    """A share as a whole percentage, or None where it cannot be computed yet. 100 only where nothing is missing, 0
    only where there is nothing.

    >>> percent(0, 0), percent(0, 9), percent(1, 999), percent(998, 999), percent(9, 9), percent(1, 8)
    (None, 0, 1, 99, 100, 13)
    """
    if denominator <= 0:
        return None
    if numerator <= 0 or numerator >= denominator:
        return 0 if numerator <= 0 else 100
    return min(max((200 * numerator + denominator) // (2 * denominator), 1), 99)


def divided(amount: int, by: int) -> int | None:
    """A quotient rounded half up, or None where there is nothing to divide by.

    >>> divided(7, 2), divided(7, 0)
    (4, None)
    """
    return None if by <= 0 else (2 * amount + by) // (2 * by)


def due_months(first: date, day: date, freeze_day: int) -> list[date]:
    """Finished months since `first` that may be frozen on `day`, oldest first.

    >>> due_months(date(2026, 1, 20), date(2026, 3, 4), 5), due_months(date(2026, 1, 20), date(2026, 3, 5), 5)
    ([datetime.date(2026, 1, 1)], [datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)])
    """
    found, month = [], first_of(first)
    while after(month) + timedelta(days=freeze_day - 1) <= day:
        found.append(month)
        month = after(month)
    return found
