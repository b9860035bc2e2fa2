"""Planners as commands of their own: a fresh process each, so that seconds and memory are theirs alone."""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HERE = [sys.executable, "-m"]
MASOHI = [str(Path(sys.executable).parent / "masohi"), "solve"]
RIVALS = {
    "first come": [*HERE, "bench.planning.baselines", "--by", "first_come"],
    "earliest deadline": [*HERE, "bench.planning.baselines", "--by", "earliest_deadline"],
    "masohi": MASOHI,
    "cpsat": [*HERE, "bench.planning.cpsat"],
    "timefold": [*HERE, "bench.planning.timefold_model"],
}


class Run(NamedTuple):
    """What one command gave: the solution (None where it failed), seconds, peak MiB, and its last words."""

    solution: dict | None
    seconds: float
    mib: float
    said: str


def serve(plans: dict[str, Callable[[dict, float, int], dict]]) -> None:
    """The command line of one planner: INSTANCE SOLUTION [--by NAME] [--time-limit S] [--seed N]."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=Path)
    parser.add_argument("solution", type=Path)
    parser.add_argument("--by", choices=sorted(plans), default=next(iter(plans)))
    parser.add_argument("--time-limit", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    instance = json.loads(chosen.instance.read_text())
    chosen.solution.write_text(json.dumps(plans[chosen.by](instance, chosen.time_limit, chosen.seed)))


def call(name: str, instance: Path, out: Path, seconds: float, seed: int, more: tuple[str, ...] = ()) -> Run:
    """Run one rival on one instance."""
    out.unlink(missing_ok=True)
    line = [*RIVALS[name], str(instance), str(out), "--time-limit", str(seconds), "--seed", str(seed), *more]
    with tempfile.TemporaryFile("w+") as errors:
        began = time.perf_counter()
        child = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        with contextlib.suppress(ProcessLookupError):  # workers that outlive the planner would spoil the next figure
            os.killpg(child.pid, signal.SIGKILL)
        errors.seek(0)
        said = errors.read().strip().rsplit("\n", 1)[-1]
    solution = json.loads(out.read_text()) if out.exists() and child.returncode == 0 else None
    return Run(solution, seconds, usage.ru_maxrss / 1024, said)
