"""What an office asks on an ordinary day, on a full plan: one more order, and six sites closed for four weeks.

    python -m bench.planning.mends L.json [--plan-seconds 120] [--limits 5 60] [--threads 2]

Plans the instance, takes one order after another out and inserts it again into everybody's plan (the compiled search
itself, without reading files), then closes the six busiest sites for days 14 to 41 and mends through `masohi solve`
with everything planned as announced. Prints one JSON line each.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from bench.planning.command import call
from masohi.planning.city import search
from masohi.planning.city.compiled import entry
from masohi.planning.city.judge import judge
from masohi.planning.city.places import withdraw
from masohi.planning.city.sched import Reader
from masohi.planning.city.solve import UNFINISHED, rows_of
from masohi.planning.city.terms import State, Town, fresh_desk, fresh_state

FIRST, LAST, CLOSED = 14, 42, 6


@entry
def take_out(town: Town, state: State, person: int) -> None:
    """Give one person's places back."""
    withdraw(town, state, person)


def inserted(instance: dict, plan: list[list], orders: int) -> dict:
    """Milliseconds to plan one order into a city where everybody else stands; and hours left over before and after."""
    reader = Reader(instance, unfinished=UNFINISHED)
    town, desk, state = reader.town, fresh_desk(reader.town, 1), fresh_state(reader.town)
    search.load(town, state, desk, *rows_of(reader.load(plan), town))
    before = search.total_cost(town, state)
    spent = []
    for person in range(0, town.people, max(1, town.people // orders)):
        take_out(town, state, person)
        began = time.perf_counter()
        search.construct(town, state, desk, np.array([person]), 2, 0.0)
        spent.append(1000 * (time.perf_counter() - began))
    spent = sorted(spent[1:])  # the first one compiles
    found = {"inserted": len(spent), "ms_median": round(statistics.median(spent), 2)}
    found |= {"ms_p95": round(spent[int(0.95 * len(spent))], 2), "ms_worst": round(spent[-1], 2)}
    return {**found, "cost_before": round(before), "cost_after": round(search.total_cost(town, state))}


def closed(instance: dict, plan: list[list]) -> dict:
    """The same city with its six busiest sites closed for four weeks and the plan announced."""
    lost = Counter(block[1] for block in plan if FIRST <= block[2] < LAST)
    shut = {site for site, _ in lost.most_common(CLOSED)}
    days = range(FIRST, LAST)
    sites = [
        {**site, "closed_days": sorted({*site["closed_days"], *(days if site["id"] in shut else ())})}
        for site in instance["sites"]
    ]
    return {**instance, "name": f"{instance['name']}-closed", "sites": sites, "announced": plan}


def mended(instance: dict, limit: float, threads: int) -> dict:
    """One repair: hours left over, and the share of announced blocks that are no longer there."""
    told = {tuple(block[:4]) for block in instance["announced"]}
    shut = {site["id"]: set(site["closed_days"]) for site in instance["sites"]}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "closed.json"
        path.write_text(json.dumps(instance))
        run = call("masohi", path, Path(folder) / "mended.json", limit, 1, ("--threads", str(threads)))
    if run.solution is None:
        return {"limit": limit, "failed": run.said}
    gone = told - {tuple(block[:4]) for block in run.solution["assignments"]}
    verdict = judge(instance, run.solution)
    return {
        "limit": limit,
        "seconds": round(run.seconds, 1),
        "U": verdict["objective"]["f1_unplaced_hours"],
        "score": verdict["score"],
        "blocks": len(told),
        "lost_to_closure": sum(day in shut[site] for _, site, day, _ in told),
        "changed_percent": round(100 * len(gone) / len(told), 2),
        "violations": verdict["violations"],
    }


def main() -> None:
    """Plan, insert, close, mend."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=Path)
    parser.add_argument("--plan-seconds", type=float, default=120)
    parser.add_argument("--limits", type=float, nargs="+", default=[5, 60])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--orders", type=int, default=500)
    chosen = parser.parse_args()
    instance = json.loads(chosen.instance.read_text())
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "plan.json"
        run = call("masohi", chosen.instance, out, chosen.plan_seconds, 1, ("--threads", str(chosen.threads)))
    if run.solution is None:
        raise SystemExit(run.said)
    plan = run.solution["assignments"]
    verdict = judge(instance, run.solution)
    print(json.dumps({"seconds": run.seconds, "score": verdict["score"], **verdict["objective"]}), flush=True)
    print(json.dumps(inserted(instance, plan, chosen.orders)), flush=True)
    for limit in chosen.limits:
        print(json.dumps(mended(closed(instance, plan), limit, chosen.threads)), flush=True)


if __name__ == "__main__":
    main()
