"""A country: many cities in one instance, no person and no office in two of them; what one order costs as it grows.

    python -m bench.planning.country [--orders 1000 5000 20000 50000] [--cities 30] [--time-limit 1800] [--threads 2]

Cities have unequal sizes (the largest about fifteen times the smallest), loads 0.75 to 1.05, shapes. Prints for every
size seconds, seconds per 1,000 orders, peak memory of the largest process, score and unplaced hours, and first come,
first served on the same instance; and in how many cities our plan is worse than that one (there must be none).
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from pathlib import Path

from bench.planning.command import Run, call
from masohi.planning.city.judge import judge
from tests.planning.instances import SHAPES, Instance, city

ORDERS_A_SITE = 15


def country(seed: int, orders: int, cities: int) -> Instance:
    """One instance of independent cities with so many orders in all."""
    rng = random.Random(f"country-{seed}")
    weights = [0.15 + rng.random() ** 2 * 2 for _ in range(cities)]
    parts = []
    for number, weight in enumerate(weights):
        size = max(20, round(orders * weight / sum(weights)))
        shape = rng.choice([name for name in SHAPES if name != "told"]) if rng.random() < 0.3 else "like"
        load = rng.choice((0.75, 0.9, 0.9, 1.05))
        parts.append(renamed(city(seed + number, size, max(4, size // ORDERS_A_SITE), load, shape=shape), number))
    return joined(parts, f"country-{orders}-{cities}-{seed}")


def renamed(part: Instance, number: int) -> Instance:
    """The same city with its number before every name."""

    def name(key: str) -> str:
        return f"C{number:02}-{key}"

    sites = [{**site, "id": name(site["id"])} for site in part["sites"]]
    orders = [
        {
            **order,
            "id": name(order["id"]),
            "reach": [[name(site), minutes] for site, minutes in order["reach"]],
            "excluded_sites": [name(site) for site in order["excluded_sites"]],
        }
        for order in part["orders"]
    ]
    pairs = [[name(one), name(other)] for one, other in part["exclusion_pairs"]]
    return {**part, "sites": sites, "orders": orders, "exclusion_pairs": pairs}


def joined(parts: list[Instance], title: str) -> Instance:
    """All cities as one instance; the holidays are those of the first."""
    sites, opds = [], []
    for part in parts:
        sites += [{**site, "opd": site["opd"] + len(opds)} for site in part["sites"]]
        opds += part["opds"]
    return {
        **parts[0],
        "name": title,
        "opds": opds,
        "sites": sites,
        "orders": [order for part in parts for order in part["orders"]],
        "exclusion_pairs": [pair for part in parts for pair in part["exclusion_pairs"]],
    }


def split(instance: Instance) -> dict[str, Instance]:
    """The cities again, to judge each alone."""
    found: dict[str, Instance] = {}
    by_city: dict[str, list] = defaultdict(list)
    for order in instance["orders"]:
        by_city[order["id"][:3]].append(order)
    for key, orders in by_city.items():
        names = {order["id"] for order in orders}
        pairs = [pair for pair in instance["exclusion_pairs"] if pair[0] in names]
        sites = [site for site in instance["sites"] if site["id"][:3] == key]
        found[key] = {**instance, "orders": orders, "sites": sites, "exclusion_pairs": pairs}
    return found


def scores(instance: Instance, run: Run) -> dict[str, float]:
    """The score of every city."""
    plan = defaultdict(list)
    for block in (run.solution or {"assignments": []})["assignments"]:
        plan[block[0][:3]].append(block)
    return {key: judge(part, {"assignments": plan[key]})["score"] for key, part in split(instance).items()}


def measure(instance: Instance, limit: float, threads: int) -> dict:
    """Ours and first come on one country."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "country.json", Path(folder) / "plan.json"
        path.write_text(json.dumps(instance))
        ours = call("masohi", path, out, limit, 1, ("--threads", str(threads)))
        plain = call("first come", path, out, limit, 1)
    if ours.solution is None:
        return {"failed": ours.said}
    verdict, mine, theirs = judge(instance, ours.solution), scores(instance, ours), scores(instance, plain)
    count = len(instance["orders"])
    return {
        "orders": count,
        "seconds": round(ours.seconds, 1),
        "seconds_per_1000": round(1000 * ours.seconds / count, 2),
        "MiB": round(ours.mib),
        "score": verdict["score"],
        "U": verdict["objective"]["f1_unplaced_hours"],
        "violations": verdict["violations"],
        "first_come_score": round(sum(theirs.values())),
        "first_come_seconds": round(plain.seconds, 1),
        "cities_worse_than_first_come": [key for key in mine if mine[key] > theirs[key] + 0.01],
    }


def main() -> None:
    """Print one JSON line a size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, nargs="+", default=[1000, 5000, 20000, 50000])
    parser.add_argument("--cities", type=int, default=30)
    parser.add_argument("--time-limit", type=float, default=1800)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    for orders in chosen.orders:
        limit = chosen.time_limit * orders / max(chosen.orders)
        instance = country(chosen.seed, orders, chosen.cities)
        print(json.dumps({"limit": round(limit), **measure(instance, limit, chosen.threads)}), flush=True)


if __name__ == "__main__":
    main()
