"""Figures from the command line, every night and beside the server: snapshots, and months that are due to be frozen."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, connection

from masohi.faces.pages import now
from masohi.parties.accounts.queries import system_account
from masohi.reports.cells import Exposed
from masohi.reports.counting.months import written
from masohi.reports.figures.actions import freeze_month, take_snapshot
from masohi.reports.figures.queries import latest_snapshot, months_to_freeze
from masohi.reports.publication.actions import publish_due
from masohi.writing.indonesian import moment

EVERY: Final = 900  # seconds between two snapshots of a server
log = logging.getLogger(__name__)


def freeze_due(at: datetime) -> list[str]:
    """Freeze every finished month that is due, oldest first; returns the months, e.g. "2026-02"."""
    by = system_account()
    due = months_to_freeze(at)
    for month in due:
        freeze_month(month=month, by=by, at=at)
    return [written(month) for month in due]


def publish_frozen(at: datetime) -> str:
    """Publish the frozen months that wait; a sentence where the auditor refused one, else nothing."""
    try:
        publish_due(by=system_account(), at=at)
    except Exposed as fault:
        log.error("Angka publik tidak terbit: %s", fault)
        return f"Angka publik TIDAK TERBIT: {fault}"
    return ""


def snapshot(at: datetime) -> dict[str, Any]:
    """Take one snapshot; returns what the command says of it."""
    taken = take_snapshot(by=system_account(), at=at)
    running = taken.body["orders"][""]["orders"]
    return {"v": 1, "taken_at": taken.taken_at.isoformat(), "orders_running": running}


def bring_up(at: datetime) -> list[str]:
    """Freeze and publish what is due, then take a snapshot that knows of it."""
    frozen = freeze_due(at)
    publish_frozen(at)
    snapshot(at)
    return frozen


def sentence(answer: dict[str, Any]) -> str:
    """What the command says to people."""
    taken = moment(datetime.fromisoformat(answer["taken_at"]))
    return f"Angka dihitung sampai {taken}. Perkara berjalan: {answer['orders_running']}."


def count_once() -> None:
    """Take a snapshot where the newest one is old, or of a time to come; whatever goes wrong is tried again next time.

    A database that is away is logged in a line, anything else with its trace: the thread must outlive both, or every
    page would go on showing the last figures.
    """
    try:
        newest, at = latest_snapshot(), now()
        if newest is None or not at - timedelta(seconds=EVERY // 2) < newest.taken_at <= at:
            snapshot(at)
    except (DatabaseError, OSError) as fault:
        log.error("Angka tidak dihitung: %s", fault)
    except Exception:
        log.exception("Angka tidak dihitung")
    finally:
        connection.close()


def keep_counting(stop: Callable[[float], bool]) -> None:
    """Count at once, then again and again; `stop` waits so many seconds and says whether to end."""
    count_once()
    while not stop(EVERY):
        count_once()
