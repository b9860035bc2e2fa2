"""Take a snapshot of every figure; freeze a month for ever."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reports.counting.months import day_of, first_of, last_of, written
from masohi.reports.counting.terms import WHOLE, Cell
from masohi.reports.figures.facts import body_at, cells_of
from masohi.reports.figures.models import MonthFigure, Snapshot
from masohi.reports.figures.queries import frozen_months, month_figures
from masohi.reports.figures.terms import FIGURES, FROZEN
from masohi.writing.refusals import Refused

KEPT: Final = timedelta(days=1)  # every snapshot of so long; of earlier days the newest one each
AHEAD: Final = timedelta(minutes=15)  # two counting machines may differ so much
TOLD_MONTHS: Final = 24  # frozen months whose late rows a snapshot looks for


def take_snapshot(*, by: User, at: datetime) -> Snapshot:
    """Compute every figure as it stands and keep it. Nobody waits: the end of the chain is taken only to store it."""
    return keep_snapshot(body=body_at(at, frozen_months()[:TOLD_MONTHS]), by=by, at=at)


@deed
def keep_snapshot(*, body: dict[str, Any], by: User, at: datetime) -> Snapshot:
    """Store what was computed for `at`, and forget what is not the newest of its day and older than a day.

    Nothing is recorded: a snapshot is a copy of what the rows say, and the next one replaces it. One of a time to come
    was taken while a clock was wrong; it goes, or it would stand as the newest until its day.
    """
    require(by, "figures.take")
    made, _ = Snapshot.objects.update_or_create(taken_at=at, defaults={"body": body})
    Snapshot.objects.filter(taken_at__gt=at + AHEAD).delete()
    newest: dict[date, int] = {}
    earlier = list(Snapshot.objects.filter(taken_at__lt=at - KEPT).order_by("taken_at").values_list("pk", "taken_at"))
    for key, taken_at in earlier:
        newest[day_of(taken_at)] = key
    kept = set(newest.values())
    Snapshot.objects.filter(pk__in=[key for key, _ in earlier if key not in kept]).delete()
    return made


@deed
def freeze_month(*, month: date, by: User, at: datetime) -> list[MonthFigure]:
    """Write down the figures of a finished month, sealed in the ledger; for a frozen one nothing happens.

    Raises Refused while the month still runs. What comes in later never changes these rows; pages tell it beside them.
    """
    require(by, "figures.freeze")
    first = first_of(month)
    if day_of(at) <= last_of(first):
        raise Refused(gettext("Bulan itu belum berakhir. Angkanya dibekukan sesudah bulan selesai."))
    if month_figures(first).exists():
        return list(month_figures(first))
    cells = cells_of(first, at=at)
    rows = [_row(first, key, part, cell, at) for key in FROZEN for part, cell in sorted(cells[key].items())]
    made = MonthFigure.objects.bulk_create(rows)
    told: dict[str, Any] = {"month": written(first), "cells": len(made)}
    subject = next(row for row in made if row.part == WHOLE)
    record("month.frozen", subject, by=by, at=at, seals=made, **told)
    return made


def _row(month: date, key: str, part: str, cell: Cell, at: datetime) -> MonthFigure:
    return MonthFigure(
        month=month,
        key=key,
        part=part,
        numerator=cell.numerator,
        denominator=cell.denominator,
        people=cell.people,
        definition=FIGURES[key].version,
        frozen_at=at,
    )
