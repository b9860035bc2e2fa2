"""A lawful plan made in one walk and by no thought, so that made-up cities have people who were told something."""

import copy
import random

Instance = dict


def suits(order: dict, site: dict) -> bool:
    """Whether this person may work at this site at all (its openings apart)."""
    regime = "C" if order["class"] == "C" else "A"
    return (
        not site["commercial"] and regime in site["regimes"] and not set(order["restrictions"]) & set(site["hazards"])
    )


def tell(instance: Instance, rng: random.Random, *, days: int = 28, pinned: int = 14, disturb: float = 0.1) -> Instance:
    """A copy whose people were told a first-come plan for `days`, pinned for `pinned` of them; then some sites close."""
    told = [block for block in first_come(instance) if block[2] < days]
    closing = {site["id"] for site in instance["sites"] if rng.random() < disturb}
    sites = [copy.deepcopy(site) for site in instance["sites"]]
    for site in sites:
        if site["id"] in closing:
            site["closed_days"] = sorted({*site["closed_days"], *range(pinned, pinned + 14)})
    stay = [block for block in told if block[2] < pinned]
    return {**instance, "sites": sites, "announced": told, "pinned": stay}


def first_come(instance: Instance) -> list[list]:
    """A lawful plan, made in one walk and by no thought: each order the nearest site that is open, earliest day first."""
    plan = _Walk(instance)
    for order in sorted(instance["orders"], key=lambda order: (order["release"], order["id"])):
        plan.walk(order)
    return plan.blocks


class _Walk:
    """What is taken so far while `first_come` walks. Never more than one block a day, so that any 24 hours hold."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.blocks = instance, []
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.here: dict[tuple, list[dict]] = {}
        self.day: dict[tuple, list[dict]] = {}
        self.sent: dict[tuple, int] = {}
        self.foes: dict[str, set[str]] = {}
        for a, b in instance["exclusion_pairs"]:
            self.foes.setdefault(a, set()).add(b)
            self.foes.setdefault(b, set()).add(a)

    def walk(self, order: dict) -> None:
        left, week, low = order["hours"], {}, self.instance["params"]["min_block_hours"]
        near = [
            site for site, _ in sorted(order["reach"], key=lambda pair: pair[1]) if site not in order["excluded_sites"]
        ]
        near = [site for site in near if suits(order, self.sites[site])]
        for day in range(order["release"], min(order["deadline"], self.instance["horizon_days"])):
            room = min(left, order["weekly_max"] - week.get(day // 7, 0))
            if room < low or day in self.instance["holidays"] or day in order["blocked_days"]:
                continue
            block = self._block(order, near, day, room)
            if block:
                week[day // 7] = week.get(day // 7, 0) + block[4]
                left -= block[4]
                self.blocks.append(block)

    def _block(self, order: dict, near: list[str], day: int, room: int) -> list | None:
        low, regime = self.instance["params"]["min_block_hours"], "C" if order["class"] == "C" else "A"
        for key in near:
            for slot in self.sites[key]["sessions"]:
                hours = min(slot["end"] - slot["start"], room, self.instance["params"]["max_hours_day"][regime])
                for b in [b for weekday, b, z in order["blocked"] if weekday == day % 7 and z > slot["start"]]:
                    hours = min(hours, b - slot["start"])
                if day % 7 in slot["wd"] and hours >= low and self._enter(order, key, day, slot):
                    return [order["id"], key, day, slot["k"], hours]
        return None

    def _enter(self, order: dict, key: str, day: int, slot: dict) -> bool:
        site, cell = self.sites[key], (key, day, slot["k"])
        crowd = self.here.get(cell, [])
        today = self.day.get((key, day), [])
        if day in site["closed_days"] or len(crowd) >= slot["places"]:
            return False
        if any((person["class"] == "C") != (order["class"] == "C") for person in today):
            return False
        if site["gender_separated"] and any(person["class"] != order["class"] for person in crowd):
            return False
        if any(person["id"] in self.foes.get(order["id"], ()) for person in today):
            return False
        if not site["resident_supervisor"]:
            ratio = self.instance["params"]["supervisor_ratio"]["C" if order["class"] == "C" else "A"]
            more = -(-(len(crowd) + 1) // ratio) - -(-len(crowd) // ratio)
            desk = (site["opd"], day, slot["shift"])
            if self.sent.get(desk, 0) + more > self.instance["opds"][site["opd"]]["pool"][slot["shift"]][day % 7]:
                return False
            self.sent[desk] = self.sent.get(desk, 0) + more
        self.here.setdefault(cell, []).append(order)
        self.day.setdefault((key, day), []).append(order)
        return True
