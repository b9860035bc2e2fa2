"""The formats `kersos-sched/1` and `kersos-sol/1` to and from arrays (design: planning, "The problem")."""

from collections import defaultdict
from typing import Any

import numpy as np

from masohi.planning.city.build import Builder, Fixed, Offers, Person
from masohi.planning.city.terms import CHILD, MAN, WOMAN, State, Town

HOUR, DAY = 60, 1440
KINDS = {"AM": MAN, "AF": WOMAN, "C": CHILD}


class Reader:
    """An instance as arrays, and plans back as its assignments."""

    def __init__(self, instance: dict[str, Any], unfinished: float = 0.0) -> None:
        self.instance = instance
        self.sites = {site["id"]: number for number, site in enumerate(instance["sites"])}
        self.keys = {key: number for number, key in enumerate(sorted(self._keys()))}
        self.openings: dict[tuple[str, int, str], int] = {}
        self.names: list[tuple[str, int, str]] = []
        params = instance["params"]
        weights = {**params["weights"]}
        weights["unfinished_order"] = max(unfinished, weights.get("unfinished_order", 0))
        self.builder = Builder(
            unit=HOUR,
            days=max(instance["horizon_days"], 1),
            cells=7 * max(1, len(self.keys)),
            ratios=(params["supervisor_ratio"]["A"], params["supervisor_ratio"]["C"]),
            law24=params.get("max_hours_24h", params["max_hours_day"]["A"]) * HOUR,
            risk_block=params["risk_block_hours"],
            weights=weights,
        )
        self._read_openings()
        self._read_orders()
        self.town: Town = self.builder.town()

    def _keys(self) -> set[str]:
        return {slot["k"] for site in self.instance["sites"] for slot in site["sessions"]}

    def _read_openings(self) -> None:
        holidays = set(self.instance["holidays"])
        pools: dict[tuple[int, int, str], int] = {}
        of_site: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
        for site in self.instance["sites"]:
            closed = set(site["closed_days"])
            if site["commercial"]:
                continue
            for day in range(self.instance["horizon_days"]):
                if day in holidays or day in closed:
                    continue
                for slot in sorted(site["sessions"], key=lambda one: one["start"]):
                    if day % 7 not in slot["wd"] or slot["places"] < 1:
                        continue
                    pool = -1
                    if not site["resident_supervisor"]:
                        of_shift = (site["opd"], day, slot["shift"])
                        if of_shift not in pools:
                            cap = self.instance["opds"][site["opd"]]["pool"].get(slot["shift"], [0] * 7)[day % 7]
                            pools[of_shift] = self.builder.add_pool(cap)
                        pool = pools[of_shift]
                    number = self.builder.add_opening(
                        day=day,
                        site=self.sites[site["id"]],
                        start=day * DAY + slot["start"] * HOUR,
                        units=slot["end"] - slot["start"],
                        places=slot["places"],
                        pool=pool,
                        cell=self.keys[slot["k"]] * 7 + day % 7,
                        separated=site["gender_separated"],
                    )
                    self.openings[site["id"], day, slot["k"]] = number
                    self.names.append((site["id"], day, slot["k"]))
                    of_site[site["id"]].append((day, slot["start"], slot["end"], number))
        self.tables = {site["id"]: _table(of_site[site["id"]]) for site in self.instance["sites"]}

    def _read_orders(self) -> None:
        told: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
        pinned: dict[str, list[tuple[str, int, str, int]]] = defaultdict(list)
        self.pinned = pinned
        for order, site, day, key, _hours in self.instance["announced"]:
            told[order].add((site, day, key))
        for order, site, day, key, hours in self.instance["pinned"]:
            pinned[order].append((site, day, key, hours))
        rivals = defaultdict(list)
        numbers = {order["id"]: number for number, order in enumerate(self.instance["orders"])}
        for one, two in self.instance["exclusion_pairs"]:
            if one in numbers and two in numbers:
                rivals[one].append(numbers[two])
                rivals[two].append(numbers[one])
        by_id = {site["id"]: site for site in self.instance["sites"]}
        for order in self.instance["orders"]:
            self._add_order(order, told[order["id"]], pinned[order["id"]], rivals[order["id"]], by_id)

    def _add_order(
        self,
        order: dict[str, Any],
        told: set[tuple[str, int, str]],
        pinned: list[tuple[str, int, str, int]],
        rivals: list[int],
        by_id: dict[str, Any],
    ) -> None:
        params, weights = self.instance["params"], self.instance["params"]["weights"]
        near = {one: weights["disturb_near" if one[1] < 14 else "disturb_far"] for one in told}
        kept = {(site, day, key) for site, day, key, _hours in pinned}
        fixed = [self._pinned(order, by_id, *one) for one in pinned]
        told_cost = sum(price for one, price in near.items() if one not in kept)
        person = Person(
            need=max(0, order["hours"] - sum(hours for *_where, hours in pinned)),
            first=order["release"],
            end=min(order["deadline"], self.instance["horizon_days"]),
            least=params["min_block_hours"],
            day_cap=params["max_hours_day"]["C" if order["class"] == "C" else "A"],
            cap24=DAY,
            kind=KINDS[order["class"]],
            absence=order["absence"],
            week_cap=order["weekly_max"],
            weekly_hours=order["weekly_max"],
            deadline_week=order["deadline"] // 7,
            told=told_cost,
            fixed=fixed,
            rivals=rivals,
        )
        self.builder.add_person(person, self._offers(order, near, kept, by_id))

    def _pinned(self, order: dict[str, Any], by_id: dict[str, Any], site: str, day: int, key: str, hours: int) -> Fixed:
        slot = next((one for one in by_id[site]["sessions"] if one["k"] == key), None) if site in by_id else None
        start = slot["start"] if slot else 0
        opening = self.openings.get((site, day, key), -1)
        return Fixed(day * DAY + start * HOUR, hours * HOUR, True, self.sites.get(site, -1), opening, day // 7)

    def _offers(
        self,
        order: dict[str, Any],
        told: dict[tuple[str, int, str], int],
        kept: set[tuple[str, int, str]],
        by_id: dict[str, Any],
    ) -> Offers:
        params = self.instance["params"]
        regime = "C" if order["class"] == "C" else "A"
        least, price = params["min_block_hours"], params["weights"]["travel_min"]
        end = min(order["deadline"], self.instance["horizon_days"])
        allowed = np.zeros(self.builder.days + 1, bool)
        allowed[max(0, order["release"]) : max(0, end)] = True
        allowed[[day for day in order["blocked_days"] if 0 <= day < self.builder.days]] = False
        refused, limits = set(order["excluded_sites"]), set(order["restrictions"])
        rooms: dict[tuple[int, int, int], int] = {}
        parts = []
        for site_id, minutes in {site: way for site, way in order["reach"]}.items():
            site = by_id.get(site_id)
            if site is None or site_id in refused or regime not in site["regimes"] or limits & set(site["hazards"]):
                continue
            table, shapes = self.tables[site_id]
            room = np.array([_room(shape, order["blocked"], rooms) for shape in shapes] or [0], np.int64)[table[:, 1]]
            fits = allowed[table[:, 0]] & (room >= least)
            parts.append((table[fits, 2], room[fits], np.full(int(fits.sum()), 2 * minutes * price)))
        columns = (
            [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [np.zeros(0, np.int64)] * 3
        )
        cost = np.zeros(len(columns[0]))
        if told or kept:
            names = [self.names[number] for number in columns[0]]
            cost = np.array([-float(told.get(name, 0)) for name in names])
            free = np.array([name not in kept for name in names], bool)
            columns = [column[free] for column in columns]
            cost = cost[free]
        return Offers(columns[0], columns[1], cost, columns[2])

    def assignments(self, state: State) -> list[list[Any]]:
        """The plan in the order of the persons: [order, site, day, slot, hours]."""
        town, found = self.town, []
        for number, order in enumerate(self.instance["orders"]):
            first = town.p_block[number]
            rows = [list(row) for row in self.pinned.get(order["id"], ())]
            for room in range(first, first + state.planned[number]):
                site, day, key = self.names[state.opening[room]]
                rows.append([site, day, key, int(state.units[room])])
            rows.sort(key=lambda row: (row[1], self._number(row)))
            found += [[order["id"], *row] for row in rows]
        return found

    def _number(self, row: list[Any]) -> int:
        return self.openings.get((row[0], row[1], row[2]), -1)

    def load(self, assignments: list[list[Any]]) -> dict[int, list[tuple[int, int]]]:
        """Earlier assignments as openings and units by person; what this instance no longer knows is left out."""
        numbers = {order["id"]: number for number, order in enumerate(self.instance["orders"])}
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for order, site, day, key, hours in assignments:
            opening = self.openings.get((site, day, key))
            pinned = (site, day, key, hours) in self.pinned.get(order, ())
            if order in numbers and opening is not None and not pinned:
                found[numbers[order]].append((opening, hours))
        return found


def _table(rows: list[tuple[int, int, int, int]]) -> tuple[Any, list[tuple[int, int, int]]]:
    """Openings of a site as rows (day, shape, opening), and the shapes (weekday, start, end) they repeat."""
    shapes: dict[tuple[int, int, int], int] = {}
    table = [(day, shapes.setdefault((day % 7, start, end), len(shapes)), number) for day, start, end, number in rows]
    return np.array(table, np.int64).reshape(-1, 3), list(shapes)


def _room(shape: tuple[int, int, int], blocked: list[list[int]], known: dict[tuple[int, int, int], int]) -> int:
    """Hours from the start of a slot until the person is busy (H6)."""
    if shape not in known:
        weekday, start, end = shape
        until = [opens for day, opens, closes in blocked if day == weekday and closes > start and opens < end]
        known[shape] = max(0, min([end, *until]) - start)
    return known[shape]


def solution(instance: dict[str, Any], assignments: list[list[Any]]) -> dict[str, Any]:
    """The document `kersos-sol/1`."""
    return {"format": "kersos-sol/1", "instance": instance.get("name", ""), "assignments": assignments}
