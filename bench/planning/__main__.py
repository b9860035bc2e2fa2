"""Ours beside others on the same instances and seconds, with the gap to our own bound.

    python -m bench.planning [--instances DIR] [--seconds 20] [--seeds 1 2 3] [--with cpsat timefold]
                             [--bound-seconds 60] [--checker check_plan.py]

Without a folder two small made-up cities are planned. Prints one line a run and one JSON document at the end. The
violations are counted by Masohi's own judge; `--checker` names another program that gets INSTANCE SOLUTION and says 0.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.planning.bound import bound
from bench.planning.command import call
from masohi.planning.city.judge import judge
from tests.planning.instances import city

COLUMNS = ("instance", "planner", "seed", "seconds", "MiB", "score", "gap", "U", "f2", "f3", "f4", "f5", "f6", "broken")


def row(instance: Path, name: str, seed: int, chosen: argparse.Namespace, least: float) -> dict:
    """One planner on one instance."""
    problem = json.loads(instance.read_text())
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "solution.json"
        run = call(name, instance, out, chosen.seconds, seed)
        found = {"instance": problem["name"], "planner": name, "seed": seed, "seconds": round(run.seconds, 1)}
        found["MiB"] = round(run.mib)
        if run.solution is None:
            return {**found, "broken": f"failed: {run.said[:80]}"}
        verdict = judge(problem, run.solution)
        broken = sum(verdict["violations"].values())
        if chosen.checker:
            broken += subprocess.run([sys.executable, chosen.checker, instance, out], capture_output=True).returncode
    goal = verdict["objective"]
    terms = dict(zip(("U", "f2", "f3", "f4", "f5", "f6"), goal.values(), strict=True))
    gap = round(verdict["score"] / least, 3) if least else None
    return {**found, "score": verdict["score"], "gap": gap, **terms, "broken": broken}


def made_up(folder: Path) -> list[Path]:
    """Two small cities for a run without files."""
    paths = []
    for shape in ("like", "youth"):
        path = folder / f"{shape}.json"
        path.write_text(json.dumps(city(1, 60, 12, 0.9, shape=shape)))
        paths.append(path)
    return paths


def show(found: dict) -> None:
    """One line."""
    print(" | ".join(str(found.get(column, "")) for column in COLUMNS), flush=True)


def main() -> None:
    """Everything that was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--instances", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--with", dest="others", nargs="+", default=[], choices=("cpsat", "timefold"))
    parser.add_argument("--bound-seconds", type=float, default=30)
    parser.add_argument("--checker", type=Path)
    chosen = parser.parse_args()
    rows = []
    show({column: column for column in COLUMNS})
    with tempfile.TemporaryDirectory() as folder:
        paths = sorted(chosen.instances.glob("*.json")) if chosen.instances else made_up(Path(folder))
        for path in paths:
            least = bound(json.loads(path.read_text()), seconds=chosen.bound_seconds)
            show({"instance": path.stem, "planner": "bound", "seconds": round(least.seconds), "score": least.value})
            plain = [(name, 1) for name in ("first come", "earliest deadline", *chosen.others)]
            for name, seed in (*plain, *(("masohi", seed) for seed in chosen.seeds)):
                rows.append(row(path, name, seed, chosen, least.value))
                show(rows[-1])
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
