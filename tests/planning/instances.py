"""Made-up cities in the format kersos-sched/1, from a seed alone: whole ones like the public files, and tiny nasty ones.

`city` follows the distributions of the public instances (slots, places, windows, reach, weekly maxima, absence, pools,
classes, hazards, pairs, holidays, closures, hours that one person can do); `shape` bends one of them, `overfull` leaves
hours that nobody could do alone. Standard library only; nothing here knows a solver. Tiny ones: `tests.planning.tiny`.
"""

import copy
import itertools
import math
import random

from tests.planning.room import SHARE_OF_A_NEW_ORDER, SHARE_OF_OWN_TIME, possible, week_of, weekly_capacity
from tests.planning.walked import suits, tell

Instance = dict
FORMAT = "kersos-sched/1"
HORIZON = 196
KINDS = {
    "park": ["sun"],
    "home": [],
    "office": [],
    "beach": ["sun", "water"],
    "waste": ["heavy", "smell"],
    "worship": [],
    "river": ["water", "heavy"],
}
KIND_WEIGHTS = (89, 70, 55, 57, 50, 42, 24)
SLOTS = {
    "AM": ((7, 11), (7, 11), (7, 11), (8, 11), (8, 11)),
    "PM": (*[(12, 16)] * 6, *[(13, 16)] * 3, (14, 17)),
    "EV": ((17, 19), (16, 19)),
}
SHIFTS = (("AM",), ("PM",), ("AM", "PM"), ("AM", "PM", "EV"), ("AM", "EV"), ("PM", "EV"), ("EV",))
SHIFT_WEIGHTS = (26, 25, 35, 7, 4, 3, 1)
WEEKEND = {"AM": (16, 16, 17, 18, 24, 47, 40), "PM": (21, 24, 22, 21, 26, 48, 32), "EV": (1, 1, 1, 1, 1, 1, 1)}
SHADES, SHADE_WEIGHTS = (0.43, 0.71, 1, 1.29, 1.71), (16, 19, 39, 17, 9)
FRIDAY, SUNDAY = [4, 11, 13], [6, 7, 12]
SHAPES = {
    "like": {},
    "islands": {"island": 0.4},
    "youth": {"children": 0.35, "mixed": 0.4},
    "separated": {"women": 0.4, "separated": 0.6},
    "pools": {"resident": 0.1, "pool": 0.45},
    "closures": {"closed": 0.6, "holidays": 20},
    "evenings": {"evening": 0.7},
    "pairs": {"pairs": 0.4},
    "crowded": {"crowded": 1},
    "told": {"told": 1},
    "overfull": {"share": 9},
}
USUAL = {
    "island": 0.06,
    "children": 0.09,
    "women": 0.12,
    "mixed": 0.09,
    "separated": 0.13,
    "resident": 0.4,
    "pool": 0.85,
    "closed": 0.23,
    "holidays": 8,
    "evening": 0.0,
    "pairs": 0.05,
    "crowded": 0,
    "told": 0,
    "share": SHARE_OF_OWN_TIME,
}


def parameters() -> dict:
    """The parameters and weights of the public instances."""
    weights = {"unplaced_hour": 1000, "risk_hour": 100, "disturb_near": 20, "disturb_far": 5}
    weights |= {"travel_min": 0.1, "irregularity": 5, "supervisor": 5}
    return {
        "min_block_hours": 2,
        "max_hours_day": {"A": 8, "C": 4},
        "supervisor_ratio": {"A": 10, "C": 5},
        "risk_block_hours": 4,
        "weights": weights,
    }


def city(seed: int, orders: int, sites: int, load: float, *, shape: str = "like") -> Instance:
    """A city of so many orders and sites whose weekly hours are `load` of the weekly places (by choosing the places).

    Afterwards hours that one person could not do in time are taken off (`share`), so that the load falls a little.
    """
    usual = USUAL | SHAPES[shape]
    rng = random.Random(f"{shape}-{seed}-{orders}-{sites}")
    side = 2.2 * math.sqrt(sites)
    places = _offices([_site(rng, number, sites, side, usual) for number in range(sites)])
    people = [_order(rng, number, places, side, usual) for number in range(orders)]
    opds = _pools(rng, places, usual)
    _fill(rng, places, opds, people, load)
    for order in people:
        order["hours"] = max(2, min(order["hours"], possible(order, places, usual["share"])))
    instance = {
        "format": FORMAT,
        "name": f"{shape}-{orders}-{sites}-{load}-{seed}",
        "seed": seed,
        "start_date": "2026-06-01",
        "horizon_days": HORIZON,
        "params": parameters(),
        "load": load,
        "holidays": sorted(rng.sample(range(HORIZON), usual["holidays"])),
        "opds": opds,
        "sites": places,
        "orders": people,
        "exclusion_pairs": _pairs(rng, people, usual["pairs"]),
        "pinned": [],
        "announced": [],
    }
    return tell(instance, rng) if usual["told"] else instance


def _site(rng: random.Random, number: int, sites: int, side: float, usual: dict) -> dict:
    island = int(number >= sites * (1 - usual["island"]))
    kind = rng.choices(list(KINDS), KIND_WEIGHTS)[0]
    regimes = rng.choices((["A"], ["A", "C"], ["C"]), (1 - 1.8 * usual["mixed"], usual["mixed"], 0.8 * usual["mixed"]))[
        0
    ]
    closed: list[int] = []
    if rng.random() < usual["closed"]:
        length = rng.choice((1, 3, 7, 14, 14))
        first = rng.randrange(HORIZON - length)
        closed = list(range(first, first + length))
    return {
        "id": f"S{number:04}",
        "opd": 0,
        "kind": kind,
        "x": round(rng.random() * side + island * 1.5 * side, 2),
        "y": round(rng.random() * side, 2),
        "island": island,
        "commercial": rng.random() < 0.02,
        "hazards": KINDS[kind],
        "regimes": regimes,
        "gender_separated": rng.random() < usual["separated"],
        "resident_supervisor": rng.random() < usual["resident"],
        "sessions": _sessions(rng, usual),
        "closed_days": closed,
    }


def _offices(sites: list[dict]) -> list[dict]:
    """The same sites; ten neighbours have one owner, islands apart."""
    near = sorted(sites, key=lambda site: (site["island"], site["x"] // 8, site["y"]))
    for number, site in enumerate(near):
        site["opd"] = number // 10
    return sites


def _sessions(rng: random.Random, usual: dict) -> list[dict]:
    shifts = rng.choices(SHIFTS, SHIFT_WEIGHTS)[0]
    if rng.random() < usual["evening"]:
        shifts = ("EV",)
    weight = rng.choices(SHADES, SHADE_WEIGHTS)[0]
    found = []
    for shift in shifts[:1] if usual["crowded"] else shifts:
        start, end = rng.choice(SLOTS[shift])
        count = 1 if usual["crowded"] else rng.choice((1, 1, 1, 2, 2, 3, 4))
        days = set(rng.choices(range(7), WEEKEND[shift], k=count))
        found.append({"k": shift, "shift": shift, "wd": sorted(days), "start": start, "end": end, "places": weight})
    return found


def newcomer(rng: random.Random, number: int, sites: list[dict]) -> dict:
    """A fresh order for a city that exists: all hours (that one person can do) to do, 182 days from day 0."""
    order = _order(rng, number, sites, 2.2 * math.sqrt(len(sites)), USUAL)
    order |= {"release": 0, "deadline": 182, "blocked_days": []}
    return {**order, "hours": max(2, min(order["ordered_hours"], possible(order, sites, SHARE_OF_A_NEW_ORDER)))}


def _order(rng: random.Random, number: int, sites: list[dict], side: float, usual: dict) -> dict:
    child = rng.random() < usual["children"]
    woman = rng.random() < usual["women"]
    island = int(rng.random() < usual["island"])
    ordered = round(min(120, max(7, math.exp(rng.gauss(3.52, 0.62)))))
    if not child:
        ordered = round(min(240, max(8, math.exp(rng.gauss(4.2, 0.66)))))
    fresh = rng.random() < 0.09
    release = rng.randint(1, 14) if fresh and rng.random() < 0.93 else 0
    length = 182 if fresh else rng.randint(34, 182)
    weekly = next((most for most in (8, 12, 16) if ordered / 26 <= 0.62 * most), 20)
    if ordered <= 40 and rng.random() < 0.155:
        weekly = 4
    elif weekly < 20 and rng.random() < 0.2:
        weekly += 4
    share = 1.0 if fresh else min(0.99, length / 182 * rng.triangular(0.65, 1.55, 1.0))
    order = {
        "id": f"O{number:05}",
        "class": "C" if child else "AF" if woman else "AM",
        "hours": max(2, round(ordered * share)),
        "ordered_hours": ordered,
        "release": release,
        "deadline": min(release + length, HORIZON),
        "weekly_max": weekly,
        "restrictions": [rng.choice(("sun", "heavy", "water", "smell"))] if rng.random() < 0.15 else [],
        "blocked": _blocked(rng, child),
        "blocked_days": sorted(rng.sample(range(HORIZON), rng.choice((0, 0, 1, 3, 6)))),
        "absence": round(min(0.45, max(0.02, rng.gauss(0.2, 0.07))), 2),
        "home": [round(rng.random() * side + island * 1.5 * side, 2), round(rng.random() * side, 2), island],
    }
    order["reach"] = _reach(order, sites)
    near = [site for site, _ in order["reach"]]
    order["excluded_sites"] = [rng.choice(near)] if near and rng.random() < 0.03 else []
    return order


def _blocked(rng: random.Random, child: bool) -> list[list[int]]:
    def hours(days: object, start: int, end: int) -> list[list[int]]:
        return [[day, start, end] for day in days]

    worship = rng.choices(([FRIDAY], [SUNDAY], []), (75, 15, 10))[0]
    if child:
        return hours(range(5), 7, 14) + rng.choice(([], [], [[5, 7, 12]])) + copy.deepcopy(worship)
    jobs = (
        hours(range(5), 7, 16),
        hours(range(5), 7, 16) + hours(range(5), 16, 20),
        hours(range(6), 7, 17),
        hours(range(6), 5, 13),
        hours(rng.sample(range(7), rng.randint(3, 4)), 5, 17),
        [[rng.randrange(7), *rng.choice(((6, 12), (12, 20)))] for _ in range(rng.randint(0, 2))],
    )
    return rng.choices(jobs, (10, 9.5, 10, 5, 30, 36))[0] + copy.deepcopy(worship)


def _reach(order: dict, sites: list[dict]) -> list[list]:
    """The twelve nearest sites with a session that this person could come to, in minutes."""
    x, y, island = order["home"]
    far = (
        (round(8 + 2.5 * math.dist((x, y), (site["x"], site["y"]))) + 60 * (island != site["island"]), number)
        for number, site in enumerate(sites)
    )
    near = ((minutes, sites[number]) for minutes, number in sorted(far) if minutes <= 75)
    open_ = ([site["id"], minutes] for minutes, site in near if suits(order, site) and any(week_of(order, site)))
    return list(itertools.islice(open_, 12))


def _pools(rng: random.Random, sites: list[dict], usual: dict) -> list[dict]:
    opds = []
    for number in range(max(site["opd"] for site in sites) + 1):
        pool = {shift: [0] * 7 for shift in SLOTS}
        for site in sites:
            for slot in site["sessions"] if site["opd"] == number and not site["resident_supervisor"] else ():
                for day in slot["wd"]:
                    pool[slot["shift"]][day] += 1
        for counts in pool.values():
            counts[:] = [max(rng.random() < usual["pool"], round(usual["pool"] * n)) if n else 0 for n in counts]
        opds.append({"id": f"OPD{number:02}", "pool": pool})
    return opds


def _fill(rng: random.Random, sites: list[dict], opds: list[dict], people: list[dict], load: float) -> None:
    """Choose the places of every slot so that the hours of a natural week are `load` of what the city can give."""
    wanted = sum(7 * order["hours"] / (order["deadline"] - order["release"]) for order in people) / load
    shades = [(site, site["sessions"][0]["places"], rng.random()) for site in sites]
    low, high = 0.0, 4.0 * len(people)
    for _ in range(40):
        middle = (low + high) / 2
        _open(shades, middle)
        low, high = (middle, high) if weekly_capacity(sites, opds) < wanted else (low, middle)
    _open(shades, high)


def _open(shades: list[tuple[dict, float, float]], factor: float) -> None:
    """Every session at so many times its shade of places, at least two."""
    for site, shade, fraction in shades:
        for slot in site["sessions"]:
            slot["places"] = max(2, math.floor(shade * factor + fraction))


def _pairs(rng: random.Random, people: list[dict], share: float) -> list[list[str]]:
    keys = [order["id"] for order in people]
    found: list[list[str]] = []
    while len(found) < int(share * len(keys)):
        group = rng.sample(keys, rng.choice((2, 2, 3)) if len(keys) > 2 else 2)
        found += [[a, b] for n, a in enumerate(group) for b in group[n + 1 :]]
    return found[: int(share * len(keys))]
