"""`masohi solve`: plan an instance within the time given, however small; write it, say what it is worth.

The search runs beside a watch. Where it is not ready when the time ends (a first run still compiles), a plain lawful
plan leaves instead. No settings and no database are read.
"""

import json
import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import active_children
from pathlib import Path
from threading import Thread
from typing import Any

from masohi.planning.city.first import first_plan
from masohi.planning.city.judge import judge

Outcome = tuple[int, dict[str, Any], str]
STARTED = 0.15
"""Seconds that Python needs before this file is read."""
LOADING = 1.2
"""Seconds to load the compiled search."""
BUILDING, JUDGING, WRITING = 0.0006, 0.0004, 0.00015
"""Seconds for each order: making arrays of it, judging its plan, making rows of it."""
OK, FAILED, UNREADABLE = 0, 1, 2
FIELDS = ("orders", "sites", "opds", "holidays", "exclusion_pairs", "announced", "pinned", "params", "horizon_days")


def solve(options: Namespace) -> Outcome:
    """Read, plan, judge, write. Exit code 2 for what is not an instance, 1 where nothing lawful was found."""
    began = time.monotonic() - STARTED
    try:
        instance = json.loads(Path(options.instance).read_text(encoding="utf-8"))
        missing = [field for field in FIELDS if field not in instance]
    except FileNotFoundError:
        return UNREADABLE, {"ok": False, "error": "missing"}, f"Berkas {options.instance} tidak ada. Periksa namanya."
    except (OSError, ValueError, TypeError) as fault:
        return UNREADABLE, {"ok": False, "error": "unreadable"}, f"Berkas tidak terbaca sebagai JSON: {fault}"
    if missing:
        sentence = f"Ini bukan soal kersos-sched/1: tidak ada {', '.join(missing)}. Tidak ada berkas yang ditulis."
        return UNREADABLE, {"ok": False, "error": "fields"}, sentence
    end = began + options.time_limit
    hunt = Hunt(instance, options, end - 0.1 - JUDGING * len(instance["orders"]))
    rows, answer, method = hunt.result(began)
    if answer["violations"]:
        sentence = f"Tidak ada rencana yang sah: {answer['violations']}. Tidak ada berkas yang ditulis."
        return FAILED, {"ok": False, "violations": answer["violations"], "examples": answer["examples"]}, sentence
    document = {"format": "kersos-sol/1", "instance": instance.get("name", ""), "assignments": rows}
    Path(options.solution).write_text(json.dumps(document, separators=(",", ":")), encoding="utf-8")
    told = {**answer, "ok": True, "method": method, "seconds": round(time.monotonic() - began, 2)}
    if not options.json:
        print(_sentences(told))
    sys.stdout.flush()
    if hunt.running() and options.threads > 1:
        leave_late_workers(told if options.json else None)
    return OK, told, ""


def leave_late_workers(told: dict[str, Any] | None) -> None:
    """End now: workers that are late would hold back the answer and the pipes of whoever reads us."""
    if told is not None:
        print(json.dumps(told, ensure_ascii=False), flush=True)
    for worker in active_children():
        worker.kill()
    os._exit(OK)


class Hunt:
    """The search in a thread of its own, and the plain plan for when it is late."""

    def __init__(self, instance: dict[str, Any], options: Namespace, end: float) -> None:
        self.instance, self.options, self.end = instance, options, end
        self.rows: list[list[Any]] | None = None
        self.shown: list[Callable[[], list[list[Any]]]] = []
        self.thread = Thread(target=self._search, daemon=True)

    def result(self, began: float) -> tuple[list[list[Any]], dict[str, Any], str]:
        """Rows, what the judge says of them, and which method made them."""
        options, orders = self.options, len(self.instance["orders"])
        if options.rounds is not None or self.end - began > LOADING + BUILDING * orders:
            self.thread.start()
            late = 0.02 * options.time_limit
            self.thread.join(None if options.rounds is not None else max(0.0, self.end + late - time.monotonic()))
        rows = self.rows if self.rows is not None else self._so_far()
        if rows:
            answer = judge(self.instance, {"assignments": rows})
            if not answer["violations"]:
                return rows, answer, "bersama"
        spare = time.monotonic() + 0.2 + 0.02 * options.time_limit
        rows = first_plan(self.instance, max(self.end, spare, began + 0.5 * options.time_limit))
        return rows, judge(self.instance, {"assignments": rows}), "sederhana"

    def _so_far(self) -> list[list[Any]]:
        """The best plan of a search that is late."""
        return self.shown[0]() if self.shown else []

    def running(self) -> bool:
        """Whether the search is still at work."""
        return self.thread.is_alive()

    def _search(self) -> None:
        # Loading the compiled search takes longer than some callers have: it is named only where there is time.
        search: Any = import_module("masohi.planning.city.solve")
        options = self.options
        told: dict[str, Any] = {"seed": options.seed, "rounds": options.rounds}
        try:
            with workers_of(options) as (pool, count):
                end = self.end - WRITING * len(self.instance["orders"])
                told |= {"pool": pool, "workers": count, "shown": self.shown}
                self.rows = search.rows_within(self.instance, end, **told)
        except (ArithmeticError, LookupError, ValueError, TypeError, MemoryError, ImportError, OSError) as fault:
            print(f"Pencarian berhenti: {type(fault).__name__}: {fault}", file=sys.stderr)


@contextmanager
def workers_of(options: Namespace) -> Iterator[tuple[Executor | None, int]]:
    """Where districts are planned: here, in processes of this machine, or on the workers of a Dask scheduler.

    Dask is not installed with Masohi (group `bench`): who has many machines names its scheduler.
    """
    if options.scheduler:
        client = import_module("distributed").Client(options.scheduler)
        yield client.get_executor(), max(1, sum(client.nthreads().values()))
        client.close()
    elif options.threads > 1:
        with ProcessPoolExecutor(options.threads) as pool:
            yield pool, options.threads
    else:
        yield None, 1


def _sentences(told: dict[str, Any]) -> str:
    terms = told["objective"]
    whole = f"{told['kpi']['orders_fully_placed']} dari {told['kpi']['orders']} perkara lengkap"
    return (
        f"Nilai {told['score']:.2f}; {terms['f1_unplaced_hours']} jam belum terjadwal; {whole}; "
        f"pelanggaran aturan: {len(told['violations'])}; {told['seconds']:.2f} detik; cara: {told['method']}"
    )
