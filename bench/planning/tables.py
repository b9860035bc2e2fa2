"""An instance of kersos-sched/1 as arrays: what every person could visit, what every session can hold.

A *visit* is one person at one session on one day. Visits of a person are sorted by day, site, start; visits of
one day at one site are a *run*. Three price groups (men, women, children) belong to every session of every day.
"""

import math
from collections import defaultdict
from typing import NamedTuple

import numpy as np


class People(NamedTuple):
    """Arrays over persons (first block) and visits (second block), for compiled code."""

    hours: np.ndarray
    week_most: np.ndarray
    day_most: np.ndarray
    first_week: np.ndarray
    last_week: np.ndarray
    constant: np.ndarray
    sites: np.ndarray
    cells: np.ndarray
    risk_from: np.ndarray
    risk: np.ndarray
    visit_from: np.ndarray
    day: np.ndarray
    site: np.ndarray
    cell: np.ndarray
    price: np.ndarray
    most: np.ndarray
    travel: np.ndarray
    gain: np.ndarray
    pin: np.ndarray
    pins_that_day: np.ndarray


class Supply(NamedTuple):
    """Arrays over session-days, grouped by supervisor pool; one day of a site with a resident supervisor is a
    group with `pool` -1. Who may share a session follows from which price groups anybody can use.
    """

    group_from: np.ndarray
    pool: np.ndarray
    part: np.ndarray
    places: np.ndarray
    ratio: np.ndarray


class Numbers(NamedTuple):
    """Parameters of the instance that compiled code needs."""

    low: int
    unplaced: float
    irregular: float
    supervisor: float
    unfinished: float
    weeks: int


def numbers_of(instance: dict) -> Numbers:
    """Weights and the shortest block."""
    weights = instance["params"]["weights"]
    return Numbers(
        instance["params"]["min_block_hours"],
        weights["unplaced_hour"],
        weights["irregularity"],
        weights["supervisor"],
        weights.get("unfinished_order", 0),
        -(-instance["horizon_days"] // 7),
    )


def risk_hours(planned: int, last_week: int, order: dict, block: int) -> float:
    """E[(missed - what the weeks after `last_week` can make up)+], design: planning, f2."""
    chance = order["absence"]
    if planned <= 0 or chance <= 0:
        return 0.0
    times = math.ceil(planned / block)
    each = planned / times
    makeup = (1 - chance) * order["weekly_max"] * max(0, order["deadline"] // 7 - last_week - 1)
    total = 0.0
    for missed in range(times + 1):
        if missed * each > makeup:
            share = math.comb(times, missed) * chance**missed * (1 - chance) ** (times - missed)
            total += share * (missed * each - makeup)
    return total


def longest(order: dict, slot: dict, weekday: int) -> int:
    """Hours this person can stay in this slot, from its start until a weekly duty begins."""
    hours = slot["end"] - slot["start"]
    for day, start, end in order["blocked"]:
        if day == weekday and end > slot["start"]:
            hours = min(hours, start - slot["start"])
    return hours


def open_sessions(instance: dict) -> list[tuple]:
    """(day, site index, slot) of every session of the calendar that takes place."""
    holidays, found = set(instance["holidays"]), []
    for index, site in enumerate(instance["sites"]):
        closed = holidays | set(site["closed_days"])
        for slot in site["sessions"] if not site["commercial"] else ():
            found += [
                (day, index, slot)
                for day in range(instance["horizon_days"])
                if day % 7 in slot["wd"] and day not in closed
            ]
    return found


def usable(order: dict, site: dict) -> bool:
    """Whether class, hazards and exclusions let the person work there."""
    regime = "C" if order["class"] == "C" else "A"
    return (
        regime in site["regimes"]
        and site["id"] not in order["excluded_sites"]
        and not set(order["restrictions"]) & set(site["hazards"])
    )


def group_of(order: dict, site: dict) -> int:
    """The price group: children apart, men and women apart only where the site separates them."""
    return 2 if order["class"] == "C" else int(order["class"] == "AF" and site["gender_separated"])


def _visits(instance: dict, order: dict, by_site: dict, told: dict, pins: dict) -> tuple[list[tuple], float, int, int]:
    """Sorted visits of one person, what announced blocks cost in all, how many sites and cells."""
    low, travel_weight = instance["params"]["min_block_hours"], instance["params"]["weights"]["travel_min"]
    mine, sites, cells = [], {}, {}
    blocked, last = set(order["blocked_days"]), min(order["deadline"], instance["horizon_days"])
    for key, minutes in order["reach"]:
        for day, part, slot in by_site.get(key, ()) if usable(order, by_site["sites"][key]) else ():
            if not order["release"] <= day < last or day in blocked:
                continue
            most = longest(order, slot, day % 7)
            if most < low:
                continue
            here, cell = (order["id"], key, day, slot["k"]), (day % 7, slot["k"])
            pin = pins.get(here, 0)
            site, number = sites.setdefault(key, len(sites)), cells.setdefault(cell, len(cells))
            row = (day, site, slot["start"], number, part * 3 + group_of(order, by_site["sites"][key]), most, minutes)
            mine.append((*row, told.get(here, 0.0), pin if low <= pin <= most else 0))
    mine.sort()
    pinned = defaultdict(int)
    for row in mine:
        pinned[row[0]] += row[8] > 0
    visits = [
        (d, s, c, p, m, 2 * minutes * travel_weight, gain, pin, pinned[d])
        for d, s, _, c, p, m, minutes, gain, pin in mine
    ]
    return visits, len(sites), len(cells)


def people_of(instance: dict, parts: dict) -> People:
    """Everything about the persons; `parts` numbers the session-days (site id, day, slot key)."""
    by_site: dict = {"sites": {site["id"]: site for site in instance["sites"]}}
    for day, index, slot in open_sessions(instance):
        key = instance["sites"][index]["id"]
        by_site.setdefault(key, []).append((day, parts[key, day, slot["k"]], slot))
    told, constant = _told(instance)
    pins = {tuple(pin[:4]): pin[4] for pin in instance["pinned"]}
    rows: list[tuple] = []
    heads = []
    for order in instance["orders"]:
        visits, sites, cells = _visits(instance, order, by_site, told, pins)
        heads.append((len(visits), sites, cells))
        rows += visits
    orders, weeks = instance["orders"], numbers_of(instance).weeks
    columns = list(zip(*rows, strict=True)) or [()] * 9
    ints = [np.array(column, np.int32) for column in columns]
    risk, risk_from = _risk(instance, weeks)
    return People(
        np.array([order["hours"] for order in orders], np.int32),
        np.array([order["weekly_max"] for order in orders], np.int32),
        np.array([_day_most(instance, order) for order in orders], np.int32),
        np.array([max(0, order["release"]) // 7 for order in orders], np.int32),
        np.array([min(weeks - 1, max(0, order["deadline"] - 1) // 7) for order in orders], np.int32),
        np.array([constant.get(order["id"], 0.0) for order in orders]),
        np.array([head[1] for head in heads], np.int32),
        np.array([head[2] for head in heads], np.int32),
        risk_from,
        risk,
        np.concatenate([[0], np.cumsum([head[0] for head in heads])]).astype(np.int64),
        *ints[:5],
        np.array(columns[5], np.float64),
        np.array(columns[6], np.float64),
        *ints[7:],
    )


def _day_most(instance: dict, order: dict) -> int:
    most = instance["params"]["max_hours_day"]["C" if order["class"] == "C" else "A"]
    return min(most, order["weekly_max"], order["hours"])


def _told(instance: dict) -> tuple[dict, dict]:
    """What keeping each announced visit saves, and per order what moving all of them would cost."""
    weights, gain, constant = instance["params"]["weights"], defaultdict(float), defaultdict(float)
    for order, site, day, slot, _ in instance["announced"]:
        cost = weights["disturb_near"] if day < 14 else weights["disturb_far"]
        gain[order, site, day, slot] += cost
        constant[order] += cost
    return gain, constant


def _risk(instance: dict, weeks: int) -> tuple[np.ndarray, np.ndarray]:
    """Weighted risk of every person by last week and planned hours, row length hours + 1."""
    weight, block = instance["params"]["weights"]["risk_hour"], instance["params"]["risk_block_hours"]
    sizes = [weeks * (order["hours"] + 1) for order in instance["orders"]]
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    flat = np.zeros(start[-1])
    known: dict = {}
    for order, begin in zip(instance["orders"], start[:-1], strict=True):
        width = order["hours"] + 1
        for week in range(weeks):
            left = max(0, order["deadline"] // 7 - week - 1)
            for planned in range(1, width):
                key = (planned, left, order["weekly_max"], order["absence"])
                if key not in known:
                    known[key] = weight * risk_hours(planned, week, order, block)
                flat[begin + week * width + planned] = known[key]
    return flat, start[:-1]


def supply_of(instance: dict, parts: dict) -> Supply:
    """Session-days by supervisor pool."""
    groups: dict = defaultdict(list)
    for day, index, slot in open_sessions(instance):
        site = instance["sites"][index]
        row = (parts[site["id"], day, slot["k"]], slot["places"])
        if site["resident_supervisor"]:
            groups["home", index, day].append(row)
        else:
            groups[site["opd"], day, slot["shift"]].append(row)
    rows = [row for group in groups.values() for row in group]
    pools = [-1 if key[0] == "home" else instance["opds"][key[0]]["pool"][key[2]][key[1] % 7] for key in groups]
    columns = np.array(rows, np.int32).reshape(-1, 2).T
    ratio = instance["params"]["supervisor_ratio"]
    return Supply(
        np.concatenate([[0], np.cumsum([len(group) for group in groups.values()])]).astype(np.int64),
        np.array(pools, np.int32),
        *(np.ascontiguousarray(column) for column in columns),
        np.array([ratio["A"], ratio["A"], ratio["C"]], np.int32),
    )


def parts_of(instance: dict) -> dict:
    """A number for every (site id, day, slot key) that takes place."""
    sessions = open_sessions(instance)
    return {(instance["sites"][i]["id"], day, slot["k"]): number for number, (day, i, slot) in enumerate(sessions)}
