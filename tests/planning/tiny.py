"""Tiny nasty cities: one to four orders, one to three sites, one to four weeks; small enough to try everything.

At most `OPENINGS` sessions in the whole calendar, so that a person has at most 2 ** OPENINGS sets of sessions.
"""

import random

from tests.planning.instances import FORMAT, Instance, parameters
from tests.planning.walked import first_come

OPENINGS = 10
STARTS = {"AM": (6, 7, 8), "PM": (12, 13), "EV": (17, 18)}
ENDS = {"AM": 12, "PM": 17, "EV": 22}


def tiny(seed: int) -> Instance:
    """One tiny city. Most have several of: pins, told blocks, children, separated sites, pairs, empty pools, closures."""
    rng = random.Random(f"tiny-{seed}")
    weeks = rng.choice((1, 2, 2, 3, 4))
    sites = _sites(rng, weeks)
    orders = [_order(rng, number, sites, weeks) for number in range(rng.choice((1, 2, 2, 3, 3, 4)))]
    instance = {
        "format": FORMAT,
        "name": f"tiny-{seed}",
        "seed": seed,
        "start_date": "2026-06-01",
        "horizon_days": 7 * weeks - rng.choice((0, 0, 0, 2)),
        "params": _parameters(rng),
        "holidays": sorted(rng.sample(range(7 * weeks), rng.choice((0, 0, 0, 1)))),
        "opds": [_pool(rng, sites, number) for number in range(2)],
        "sites": sites,
        "orders": orders,
        "exclusion_pairs": [[orders[0]["id"], orders[-1]["id"]]] if len(orders) > 1 and rng.random() < 0.3 else [],
        "pinned": [],
        "announced": [],
    }
    return _told(rng, instance) if rng.random() < 0.4 else instance


def _parameters(rng: random.Random) -> dict:
    found = parameters()
    found["min_block_hours"] = rng.choice((1, 2, 2, 2, 3))
    found["supervisor_ratio"] = rng.choice(({"A": 10, "C": 5}, {"A": 2, "C": 1}, {"A": 3, "C": 2}))
    found["risk_block_hours"] = rng.choice((4, 4, 3))
    if rng.random() < 0.15:
        found["weights"] |= {"risk_hour": rng.choice((0, 700)), "travel_min": 1, "disturb_near": 500}
    return found


def _sites(rng: random.Random, weeks: int) -> list[dict]:
    number, sites = rng.choice((1, 2, 2, 3)), []
    room = OPENINGS // weeks
    for index in range(number):
        share = max(1, room // (number - index))
        slots = _slots(rng, share)
        room = max(0, room - sum(len(slot["wd"]) for slot in slots))
        sites.append(
            {
                "id": f"S{index}",
                "opd": rng.randrange(2),
                "commercial": rng.random() < 0.03,
                "hazards": rng.choice(([], [], ["sun"], ["water", "heavy"])),
                "regimes": rng.choice((["A"], ["A"], ["A", "C"], ["A", "C"], ["A", "C"], ["C"])),
                "gender_separated": rng.random() < 0.3,
                "resident_supervisor": rng.random() < 0.45,
                "sessions": slots,
                "closed_days": sorted(rng.sample(range(7 * weeks), rng.choice((0, 0, 0, 1, 3)))),
            }
        )
    return sites


def _slots(rng: random.Random, share: int) -> list[dict]:
    """Slots that never overlap, of two to five hours; days are often neighbours, so that 24 hours meet two of them."""
    found, first = [], rng.randrange(7)
    for shift in sorted(rng.sample(sorted(STARTS), rng.choice((1, 1, 2, 3))), key=("AM", "PM", "EV").index):
        days = sorted({(first + step) % 7 for step in range(rng.choice((1, 1, 2)))})[:share]
        share -= len(days)
        start = rng.choice(STARTS[shift])
        key = shift if rng.random() < 0.8 else f"{shift}-2"
        slot = {
            "k": key,
            "shift": shift,
            "wd": days,
            "start": start,
            "end": min(start + rng.choice((2, 3, 4, 4, 5)), ENDS[shift]),
        }
        found += [{**slot, "places": rng.choice((1, 1, 2, 3))}] if days else []
    return found


def _pool(rng: random.Random, sites: list[dict], number: int) -> dict:
    most = 0 if not sites else rng.choice((0, 1, 1, 2, 2))
    return {"id": f"OPD{number}", "pool": {shift: [rng.choice((most, 1, most)) for _ in range(7)] for shift in STARTS}}


def _order(rng: random.Random, number: int, sites: list[dict], weeks: int) -> dict:
    last = 7 * weeks
    kind = rng.choice(("AM", "AM", "AF", "C"))
    restrictions = rng.choice(([], [], [], ["sun"], ["heavy"]))
    reach = [[site["id"], rng.choice((10, 15, 15, 40))] for site in sites if rng.random() < 0.9]
    blocked = [
        [rng.randrange(7), *rng.choice(((6, 9), (10, 13), (16, 20), (5, 17)))] for _ in range(rng.choice((0, 1, 2)))
    ]
    release = rng.choice((0, 0, 0, rng.randrange(last)))
    deadline = rng.choice((last, last, last + 7, last + 20, rng.randrange(1, last + 1)))
    return {
        "id": f"O{number}",
        "class": kind,
        "hours": rng.choice((1, 2, 3, 4, 5, 5, 6, 7, 9, 10, 12, 13, 16, 17, 24)),
        "release": release,
        "deadline": deadline,
        "weekly_max": rng.choice((4, 5, 8, 8, 8, 12, 16, 20)),
        "restrictions": restrictions,
        "blocked": blocked,
        "blocked_days": sorted(rng.sample(range(last), rng.choice((0, 0, 1)))),
        "absence": rng.choice((0.0, 0.1, 0.2, 0.2, 0.3, 0.5)),
        "reach": reach,
        "excluded_sites": [rng.choice(sites)["id"]] if rng.random() < 0.06 else [],
    }


def _told(rng: random.Random, instance: Instance) -> Instance:
    """The same, after somebody was told a first-come plan of some of the hours, a part of it is pinned, and a day closed."""
    less = [{**order, "hours": max(1, order["hours"] - rng.choice((0, 2, 4)))} for order in instance["orders"]]
    told = [block for block in first_come({**instance, "orders": less}) if rng.random() < 0.8]
    pinned = [block for block in told if rng.random() < 0.35]
    free = sorted(set(range(instance["horizon_days"])) - {block[2] for block in pinned})
    shut = rng.sample(free, min(len(free), rng.choice((0, 1, 2))))
    sites = [{**site, "closed_days": sorted({*site["closed_days"], *shut})} for site in instance["sites"]]
    return {**instance, "sites": sites, "announced": told, "pinned": pinned}


def overlapped(seed: int) -> Instance:
    """A tiny city whose slots were moved onto each other: the first of a day is often free of the others."""
    rng = random.Random(f"overlapped-{seed}")
    instance = tiny(seed)
    days = [rng.randrange(5), 5]
    for site in instance["sites"]:
        site["sessions"] = [
            {"k": shift, "shift": shift, "wd": days, "start": start, "end": start + rng.choice((3, 4)), "places": 2}
            for shift, start in zip(("AM", "PM", "EV"), sorted(rng.sample(range(7, 18), 3)), strict=True)
        ]
    for order in instance["orders"]:
        order["hours"], order["weekly_max"] = rng.choice((8, 12, 16)), 16
        order["release"], order["deadline"] = 0, instance["horizon_days"]
    return {**instance, "pinned": [], "announced": []}
