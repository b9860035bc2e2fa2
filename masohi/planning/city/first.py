"""A lawful plan in plain Python, as far as the time allows: what leaves when there is no time for anything better.

Tightest deadline first; each person takes the nearest session that every rule still allows, day after day.
"""

import time
from collections import Counter, defaultdict
from typing import Any

CHECK_EVERY = 8


class Ledger:
    """What is taken."""

    def __init__(self, instance: dict[str, Any]) -> None:
        self.instance, self.params = instance, instance["params"]
        self.people: Counter[tuple[str, int, str]] = Counter()
        self.kinds: dict[tuple[str, int], set[str]] = defaultdict(set)
        self.genders: dict[tuple[str, int, str], set[str]] = defaultdict(set)
        self.sent: Counter[tuple[int, int, str]] = Counter()
        self.rows: list[list[Any]] = []
        self.of_order: dict[str, list[list[Any]]] = defaultdict(list)
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.starts = {
            (site["id"], slot["k"]): slot["start"] for site in instance["sites"] for slot in site["sessions"]
        }
        self.rivals: dict[str, list[str]] = defaultdict(list)
        for one, two in instance["exclusion_pairs"]:
            self.rivals[one].append(two)
            self.rivals[two].append(one)

    def take(self, order: dict[str, Any], site: dict[str, Any], day: int, slot: dict[str, Any], hours: int) -> None:
        """Write a block down."""
        place = site["id"], day, slot["k"]
        if not site["resident_supervisor"] and self.people[place] % self._each(order) == 0:
            self.sent[site["opd"], day, slot["shift"]] += 1
        self.people[place] += 1
        self.kinds[site["id"], day].add("C" if order["class"] == "C" else "A")
        self.genders[place].add(order["class"])
        row = [order["id"], site["id"], day, slot["k"], hours]
        self.rows.append(row)
        self.of_order[order["id"]].append(row)

    def start_of(self, row: list[Any]) -> int:
        """The hour of the day at which an assignment begins."""
        return int(self.starts[row[1], row[3]])

    def _each(self, order: dict[str, Any]) -> int:
        return int(self.params["supervisor_ratio"]["C" if order["class"] == "C" else "A"])

    def admits(self, order: dict[str, Any], site: dict[str, Any], day: int, slot: dict[str, Any]) -> bool:
        """Places, regimes, separation, supervisors, people who must not meet."""
        place = site["id"], day, slot["k"]
        kind = "C" if order["class"] == "C" else "A"
        if self.people[place] >= slot["places"] or self.kinds[site["id"], day] - {kind}:
            return False
        if site["gender_separated"] and {"AM": "AF", "AF": "AM"}.get(order["class"]) in self.genders[place]:
            return False
        if any(
            row[1] == site["id"] and row[2] == day for rival in self.rivals[order["id"]] for row in self.of_order[rival]
        ):
            return False
        if site["resident_supervisor"] or self.people[place] % self._each(order):
            return True
        pool = self.instance["opds"][site["opd"]]["pool"].get(slot["shift"], [0] * 7)
        return bool(self.sent[site["opd"], day, slot["shift"]] < pool[day % 7])


def first_plan(instance: dict[str, Any], until: float) -> list[list[Any]]:
    """Assignments made before `until` (of `time.monotonic`); pinned blocks always."""
    ledger = Ledger(instance)
    orders = {order["id"]: order for order in instance["orders"]}
    for order_id, site_id, day, key, hours in instance["pinned"]:
        site = ledger.sites[site_id]
        slot = next(one for one in site["sessions"] if one["k"] == key)
        ledger.take(orders[order_id], site, day, slot, hours)
    stand(ledger, orders)
    waiting = sorted(instance["orders"], key=lambda order: (order["deadline"], order["id"]))
    for number, order in enumerate(waiting):
        if number % CHECK_EVERY == 0 and time.monotonic() >= until:
            break
        place_one(ledger, order)
    return ledger.rows


def stand(ledger: Ledger, orders: dict[str, Any]) -> None:
    """Announced blocks that every rule still allows stay; a person's announced week is taken as lawful by itself."""
    pinned = {tuple(row) for row in ledger.instance["pinned"]}
    holidays = set(ledger.instance["holidays"])
    hours = Counter({order_id: sum(row[4] for row in rows) for order_id, rows in ledger.of_order.items()})
    for row in ledger.instance["announced"]:
        order_id, site_id, day, key, length = row
        order, site = orders.get(order_id), ledger.sites.get(site_id)
        if order is None or site is None or tuple(row) in pinned:
            continue
        slot = next((one for one in site["sessions"] if one["k"] == key and day % 7 in one["wd"]), None)
        if slot is None or day in holidays or day in site["closed_days"] or site not in _sites(ledger, order):
            continue
        free = hours[order_id] + length <= order["hours"] and _person_may(ledger, order, site_id, day, slot, length)
        if free and ledger.admits(order, site, day, slot):
            ledger.take(order, site, day, slot, length)
            hours[order_id] += length


def _person_may(ledger: Ledger, order: dict[str, Any], site: str, day: int, slot: dict[str, Any], length: int) -> bool:
    """Window, busy hours, length, one site a day, the caps of day, week and any 24 hours."""
    params, start = ledger.params, slot["start"]
    end = start + length
    if not order["release"] <= day < min(order["deadline"], ledger.instance["horizon_days"]):
        return False
    if day in order["blocked_days"] or not params["min_block_hours"] <= length <= slot["end"] - start:
        return False
    if any(weekday == day % 7 and start < closes and opens < end for weekday, opens, closes in order["blocked"]):
        return False
    mine = ledger.of_order[order["id"]]
    today = [row for row in mine if row[2] == day]
    cap = params["max_hours_day"]["C" if order["class"] == "C" else "A"]
    week = sum(row[4] for row in mine if row[2] // 7 == day // 7)
    if any(row[1] != site for row in today) or sum(row[4] for row in today) + length > cap:
        return False
    return bool(week + length <= order["weekly_max"]) and _rested(ledger, mine, day, start, length)


def _rested(ledger: Ledger, mine: list[list[Any]], day: int, start: int, length: int) -> bool:
    """No overlap, and no 24 hours with more than the law allows, when this block is added."""
    near = [(row[2] * 24 + ledger.start_of(row), row[4]) for row in mine if abs(row[2] - day) <= 1]
    begins = day * 24 + start
    if any(begins < at + hours and at < begins + length for at, hours in near):
        return False
    spans = [(at, at + hours) for at, hours in [*near, (begins, length)]]
    law = ledger.params.get("max_hours_24h", ledger.params["max_hours_day"]["A"])
    edges = [at for at, _ in spans] + [until - 24 for _, until in spans]
    return all(sum(max(0, min(z, opens + 24) - max(a, opens)) for a, z in spans) <= law for opens in edges)


def place_one(ledger: Ledger, order: dict[str, Any]) -> None:
    """One person, from the first lawful day on. At most half of the day's hours on days that touch each other."""
    params, left = ledger.params, order["hours"] - sum(row[4] for row in ledger.of_order[order["id"]])
    least = params["min_block_hours"]
    half = params["max_hours_day"]["C" if order["class"] == "C" else "A"] // 2
    sites = [site for site in _sites(ledger, order) if site]
    taken = Counter(row[2] // 7 for row in ledger.of_order[order["id"]] for _ in range(row[4]))
    busy = {row[2] for row in ledger.of_order[order["id"]]}
    refused = set(ledger.instance["holidays"]) | set(order["blocked_days"])
    if busy:
        refused |= {day + step for day in busy for step in (-1, 0, 1)}
    for day in range(max(0, order["release"]), min(order["deadline"], ledger.instance["horizon_days"])):
        room = min(left, order["weekly_max"] - taken[day // 7], half)
        if left < least:
            return
        if room < least or day in refused:
            continue
        hours = _one_day(ledger, order, sites, day, room)
        left -= hours
        taken[day // 7] += hours


def _sites(ledger: Ledger, order: dict[str, Any]) -> list[dict[str, Any]]:
    kind = "C" if order["class"] == "C" else "A"
    found = []
    for site_id, _minutes in sorted(order["reach"], key=lambda pair: pair[1]):
        site = ledger.sites.get(site_id)
        if site is None or site["commercial"] or kind not in site["regimes"] or site_id in order["excluded_sites"]:
            continue
        if not set(order["restrictions"]).intersection(site["hazards"]):
            found.append(site)
    return found


def _one_day(ledger: Ledger, order: dict[str, Any], sites: list[dict[str, Any]], day: int, room: int) -> int:
    for site in sites:
        if day in site["closed_days"]:
            continue
        for slot in site["sessions"]:
            if day % 7 not in slot["wd"]:
                continue
            hours = min(room, slot["end"] - slot["start"])
            for weekday, opens, closes in order["blocked"]:
                if weekday == day % 7 and closes > slot["start"]:
                    hours = min(hours, opens - slot["start"])
            if hours >= ledger.params["min_block_hours"] and ledger.admits(order, site, day, slot):
                ledger.take(order, site, day, slot, hours)
                return hours
    return 0
