"""Score over time: one run of `masohi solve` for every limit, so that every point is a plan somebody could have had.

python -m bench.planning.curve INSTANCE.json ... [--limits 1 2 5 10 20 40 60 120] [--seeds 1 2 3] [--bound SCORE]
"""

import argparse
import json
import tempfile
from pathlib import Path

from bench.planning.command import call
from masohi.planning.city.judge import judge


def point(instance: Path, limit: float, seed: int, threads: int) -> dict:
    """One run."""
    with tempfile.TemporaryDirectory() as folder:
        run = call("masohi", instance, Path(folder) / "s.json", limit, seed, ("--threads", str(threads)))
    found = {"instance": instance.stem, "limit": limit, "seed": seed, "seconds": round(run.seconds, 2)}
    found["MiB"] = round(run.mib)
    if run.solution is None:
        return {**found, "failed": run.said}
    verdict = judge(json.loads(instance.read_text()), run.solution)
    hours = verdict["objective"]["f1_unplaced_hours"]
    return {**found, "score": verdict["score"], "U": hours, "violations": verdict["violations"]}


def main() -> None:
    """Print one JSON line a point."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instances", type=Path, nargs="+")
    parser.add_argument("--limits", type=float, nargs="+", default=[1, 2, 5, 10, 20, 40, 60, 120])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    for instance in chosen.instances:
        for seed in chosen.seeds:
            for limit in chosen.limits:
                print(json.dumps(point(instance, limit, seed, chosen.threads)), flush=True)


if __name__ == "__main__":
    main()
