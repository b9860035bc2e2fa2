"""One small lawful plan and, for every hard rule, a way to break exactly that rule."""

import copy
from collections.abc import Callable

from tests.planning.instances import parameters

Change = Callable[[dict, list], object]


def _slot(key: str, days: list[int], start: int, end: int, places: int) -> dict:
    return {"k": key, "shift": key, "wd": days, "start": start, "end": end, "places": places}


def _site(key: str, slots: list[dict], **more: object) -> dict:
    usual = {"id": key, "opd": 0, "commercial": False, "hazards": [], "regimes": ["A"], "gender_separated": False}
    return {**usual, "resident_supervisor": True, "closed_days": [], "sessions": slots, **more}


def _order(key: str, kind: str, hours: int, reach: list[list]) -> dict:
    order = {"id": key, "class": kind, "hours": hours, "release": 1, "deadline": 20, "weekly_max": 12, "reach": reach}
    return {**order, "restrictions": [], "blocked": [], "blocked_days": [], "absence": 0.2, "excluded_sites": []}


EVERY_DAY = list(range(7))
VILLAGE = {
    "format": "kersos-sched/1",
    "name": "village",
    "start_date": "2026-06-01",
    "horizon_days": 21,
    "params": {**parameters(), "supervisor_ratio": {"A": 2, "C": 1}},
    "holidays": [],
    "opds": [{"id": "OPD0", "pool": {"AM": [1] * 7, "PM": [1] * 7, "EV": [1] * 7}}],
    "sites": [
        _site(
            "park",
            [_slot("AM", EVERY_DAY, 7, 11, 3), _slot("PM", EVERY_DAY, 12, 16, 3), _slot("EV", EVERY_DAY, 17, 21, 3)],
        ),
        _site("hall", [_slot("AM", EVERY_DAY, 7, 11, 3)], regimes=["A", "C"], resident_supervisor=False),
        _site("home", [_slot("AM", EVERY_DAY, 7, 11, 3)], gender_separated=True),
    ],
    "orders": [
        _order("man", "AM", 40, [["park", 10], ["hall", 10], ["home", 10]]),
        _order("friend", "AM", 40, [["park", 10], ["hall", 10], ["home", 10]]),
        _order("woman", "AF", 40, [["park", 10], ["hall", 10], ["home", 10]]),
        _order("child", "C", 40, [["hall", 10], ["park", 10]]),
    ],
    "exclusion_pairs": [["man", "woman"]],
    "pinned": [["man", "park", 2, "AM", 4]],
    "announced": [["man", "park", 2, "AM", 4]],
}
PLAN = [
    ["man", "park", 2, "AM", 4],
    ["man", "park", 4, "PM", 2],
    ["friend", "park", 2, "AM", 4],
    ["woman", "home", 3, "AM", 4],
    ["child", "hall", 3, "AM", 4],
]


def damaged(change: Change) -> tuple[dict, list]:
    """The village and its plan after a change."""
    instance, plan = copy.deepcopy(VILLAGE), copy.deepcopy(PLAN)
    change(instance, plan)
    return instance, plan


def _set(where: str, number: int, **new: object) -> Change:
    return lambda instance, plan: instance[where][number].update(new)


def _add(*blocks: list) -> Change:
    return lambda instance, plan: plan.extend([*block] for block in blocks)


def _both(*changes: Change) -> Change:
    return lambda instance, plan: [change(instance, plan) for change in changes]


MUTANTS: dict[str, Change] = {
    "H0": _add(["nobody", "park", 3, "AM", 4]),
    "H1": _set("orders", 0, hours=5),
    "H2": _add(["friend", "park", 5, "AM", 1]),
    "H3": lambda instance, plan: instance["params"]["max_hours_day"].update(C=3),
    "H4": _set("orders", 0, weekly_max=5),
    "H5": _add(["friend", "park", 0, "AM", 4]),
    "H6": _set("orders", 1, blocked=[[2, 10, 12]]),
    "H7": _set("sites", 0, closed_days=[4]),
    "H8": lambda instance, plan: instance["sites"][0]["sessions"][0].update(places=1),
    "H9": _both(
        lambda instance, plan: instance["orders"].append({**instance["orders"][1], "id": "other"}),
        _add(*([who, "hall", 5, "AM", 2] for who in ("man", "friend", "other"))),
    ),
    "H10": _both(_set("sites", 1, hazards=["sun"]), _set("orders", 3, restrictions=["sun"])),
    "H11": _set("orders", 2, reach=[["park", 10]]),
    "H12": _add(["friend", "home", 3, "AM", 2]),
    "H13": _add(["woman", "park", 2, "PM", 2]),
    "H14": _set("orders", 3, excluded_sites=["hall"]),
    "H15": _add(["man", "hall", 4, "AM", 2]),
    "H16": _add(["friend", "park", 2, "AM", 3]),
    "H17": lambda instance, plan: plan[0].__setitem__(4, 3),
    "24 hours": _add(["woman", "park", 10, "PM", 4], ["woman", "park", 10, "EV", 4], ["woman", "park", 11, "AM", 4]),
}
