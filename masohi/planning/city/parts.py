"""A country is many cities: what shares no site, no pool of supervisors and no rival is planned apart."""

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

Instance = dict[str, Any]
Rows = list[list[Any]]


def districts(instance: Instance) -> list[Instance]:
    """The independent parts of an instance, largest first; sites that nobody reaches are left out."""
    parent: dict[tuple[str, Any], tuple[str, Any]] = {}

    def root(node: tuple[str, Any]) -> tuple[str, Any]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(one: tuple[str, Any], two: tuple[str, Any]) -> None:
        parent[root(one)] = root(two)

    for site in instance["sites"]:
        join(("site", site["id"]), ("opd", site["opd"]) if not site["resident_supervisor"] else ("site", site["id"]))
    for order in instance["orders"]:
        for site, _minutes in order["reach"]:
            join(("order", order["id"]), ("site", site))
    for one, two in instance["exclusion_pairs"]:
        join(("order", one), ("order", two))
    return _parts(instance, root)


def _parts(instance: Instance, root: Callable[[tuple[str, Any]], Any]) -> list[Instance]:
    groups: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    place = {order["id"]: root(("order", order["id"])) for order in instance["orders"]}
    for order in instance["orders"]:
        groups[place[order["id"]]]["orders"].append(order)
    for site in instance["sites"]:
        group = root(("site", site["id"]))
        if group in groups:
            groups[group]["sites"].append(site)
    for field in ("announced", "pinned"):
        for row in instance[field]:
            if row[0] in place:
                groups[place[row[0]]][field].append(row)
    for one, two in instance["exclusion_pairs"]:
        if one in place:
            groups[place[one]]["exclusion_pairs"].append([one, two])
    found = []
    for group in sorted(groups.values(), key=lambda group: (-len(group["orders"]), group["orders"][0]["id"])):
        lists = {field: group.get(field, []) for field in ("orders", "sites", "announced", "pinned", "exclusion_pairs")}
        found.append({**instance, **lists})
    return found


def solve_apart(parts: list[Instance], one: Callable[..., Rows], share: list[dict[str, Any]], pool: Executor) -> Rows:
    """Every part on some worker, in the order given; `share` holds what each call is told (time, seed, rounds)."""
    waiting = [pool.submit(one, part, **told) for part, told in zip(parts, share, strict=True)]
    return [row for answer in waiting for row in answer.result()]
