"""A simulated year of a city of 60 sites: people arrive, some do not come, sites close; planned every week.

    python -m bench.planning.year --load 0.9 --absence 0.2 --seeds 1 2 3 4 5 --by masohi --seconds 1

Every Monday the office knows who arrived, who did not come and what is closed, and plans again. What was told to people
for the next `freeze` days stays (pinned) unless the site is closed; blocks are told `told` days ahead; nobody is called
with less than `notice` days. The year, the people and their luck depend on the seed alone, so that methods are compared
on the same year. `load` is ordered hours a week over places a week; places that absence wastes come on top.
"""

import argparse
import json
import random
import statistics
from collections import defaultdict

from bench.planning.offices import PLANNERS, Block, Policy, Sentenced
from tests.planning.instances import Instance, city, newcomer
from tests.planning.room import weekly_capacity

HORIZON, SITES = 196, 60


class Year:
    """The year itself, without any planning: people, closures, luck."""

    def __init__(self, seed: int, load: float, absence: float, weeks: int = 52) -> None:
        rng = random.Random(f"year-{seed}")
        self.city = city(seed, 500, SITES, 0.9)
        self.absence, self.weeks, self.seed = absence, weeks, seed
        wanted = load * weekly_capacity(self.city["sites"], self.city["opds"]) / 7
        self.people: list[Sentenced] = []
        account = 0.0
        for day in range(7 * weeks):
            account += wanted * 2 * rng.random()
            while account > 0:
                order = newcomer(rng, len(self.people), self.city["sites"])
                order["absence"] = min(0.6, max(0.0, round(absence + rng.gauss(0, 0.07), 2)))
                account -= order["hours"]
                self.people.append(Sentenced(order, day))
        self.holidays = sorted(rng.sample(range(7 * weeks + HORIZON), 20))
        self.closures = self._closures(rng)

    def _closures(self, rng: random.Random) -> list[list[tuple]]:
        """Per week what becomes known on its Monday: (site, first day, days). Beaches close when the sea is rough."""
        found: list[list[tuple]] = []
        for week in range(self.weeks):
            known = []
            for site in self.city["sites"]:
                if rng.random() < 0.01:
                    known.append((site["id"], 7 * week + rng.randrange(14), rng.choice((3, 7, 14))))
                if "water" in site["hazards"] and rng.random() < 0.06:
                    known.append((site["id"], 7 * week + rng.randrange(7), rng.choice((1, 2, 3))))
            found.append(known)
        return found

    def comes(self, person: Sentenced) -> bool:
        """The luck of this person's next block."""
        luck = random.Random(f"{self.seed}-{person.order['id']}-{person.attempts}").random()
        return luck >= person.order["absence"]


class Office:
    """Plans the year week by week and counts."""

    def __init__(self, year: Year, policy: Policy) -> None:
        self.year, self.policy = year, policy
        self.closed: dict[str, set[int]] = {site["id"]: set(site["closed_days"]) for site in year.city["sites"]}
        self.told: dict[str, set[tuple]] = defaultdict(set)
        self.promised = self.moved = self.forced = self.short_notice = 0

    def run(self) -> dict:
        """All weeks; what came of it."""
        for week in range(self.year.weeks):
            for site, day, days in self.year.closures[week]:
                self.closed[site].update(range(day, day + days))
            self._plan(7 * week)
            self._work(7 * week)
        return self._figures()

    def _active(self, today: int) -> list[Sentenced]:
        low = self.year.city["params"]["min_block_hours"]
        return [p for p in self.year.people if p.arrived < max(today, 1) and p.ends > today and p.left >= low]

    def _plan(self, today: int) -> None:
        """Make the plan of this Monday and tell it."""
        people = self._active(today)
        instance = self._instance(today, people)
        assignments = PLANNERS[self.policy.by](instance, self.policy, people, today)
        plan: dict[str, list[Block]] = defaultdict(list)
        for key, site, day, slot, hours in sorted(assignments, key=lambda block: block[2]):
            plan[key].append([key, site, today + day, slot, hours])
        for person in people:
            self._tell(person, plan[person.order["id"]], today)

    def _tell(self, person: Sentenced, blocks: list[Block], today: int) -> None:
        key = person.order["id"]
        here = {(site, day, slot) for _, site, day, slot, _ in blocks}
        window = {cell for cell in self.told[key] if today <= cell[1] < today + 14}
        self.promised += len(window)
        lost = window - here
        self.moved += len(lost)
        self.forced += sum(day in self.closed[site] for site, day, _ in lost)
        person.blocks = blocks
        self.told[key] = {cell for cell in here if cell[1] < today + self.policy.told}

    def _instance(self, today: int, people: list[Sentenced]) -> Instance:
        """The problem of this Monday: day 0 is today."""
        city_, policy = self.year.city, self.policy
        params = {**city_["params"], "weights": dict(city_["params"]["weights"])}
        params["weights"] |= {"unfinished_order": policy.charge, "risk_hour": policy.risk}
        params["weights"] |= {"disturb_near": policy.near, "disturb_far": policy.far}
        sites = [
            {**site, "closed_days": sorted(day - today for day in self.closed[site["id"]] if day >= today)}
            for site in city_["sites"]
        ]
        pinned, announced = [], []
        for person in people:
            for block in person.blocks:
                cell = (block[1], block[2], block[3])
                if block[2] >= today and cell in self.told[block[0]]:
                    self._sort_told(block, today, pinned, announced)
        return {
            **city_,
            "params": params,
            "name": f"year-{self.year.seed}-{today}",
            "holidays": [day - today for day in self.year.holidays if 0 <= day - today < HORIZON],
            "sites": sites,
            "orders": [self._order(person, today, pinned) for person in people],
            "exclusion_pairs": [],
            "pinned": pinned,
            "announced": announced,
        }

    def _sort_told(self, block: Block, today: int, pinned: list, announced: list) -> None:
        moved = [block[0], block[1], block[2] - today, block[3], block[4]]
        announced.append(moved)
        if moved[2] < self.policy.freeze and block[2] not in self.closed[block[1]]:
            pinned.append(moved)

    def _order(self, person: Sentenced, today: int, pinned: list) -> dict:
        order, policy = person.order, self.policy
        held = {block[2] for block in pinned if block[0] == order["id"]}
        soon = [day for day in range(policy.notice) if day not in held]
        ends = person.ends - today
        early = policy.early if ends > 8 * 7 else 0
        hours = person.left
        if hours > 4 * order["weekly_max"]:
            hours += round(policy.reserve * hours * order["absence"] / (1 - order["absence"]))
        last = max([day + 1 for day in held], default=0)
        doubt = max(order["absence"], policy.pessimism)
        known = {"hours": hours, "release": 0, "deadline": max(ends - early, last), "blocked_days": soon}
        return {**order, **known, "absence": doubt}

    def _work(self, today: int) -> None:
        """One week happens."""
        for person in self.year.people:
            for _, site, day, _, hours in person.blocks:
                if not today <= day < today + 7 or day in self.closed[site]:
                    continue
                person.attempts += 1
                if self.year.comes(person):
                    person.done += hours
                    person.first = person.first if person.first is not None else day

    def _figures(self) -> dict:
        """Over the orders whose window ended in the year."""
        ended = [p for p in self.year.people if p.ends <= 7 * self.year.weeks]
        able = [p for p in ended if p.order["reach"]]
        waits = sorted(p.first - p.arrived for p in ended if p.first is not None)
        low = self.year.city["params"]["min_block_hours"]
        return {
            "orders": len(ended),
            "finished_percent": round(100 * sum(p.left == 0 for p in ended) / max(1, len(ended)), 1),
            "nowhere_to_go": len(ended) - len(able),  # no site that this person could come to: nobody's method helps
            "finished_percent_of_others": round(100 * sum(p.left == 0 for p in able) / max(1, len(able)), 1),
            "hours_lost_percent": round(
                100 * sum(p.left for p in ended) / max(1, sum(p.order["hours"] for p in ended)), 1
            ),
            "changed_percent": round(100 * self.moved / max(1, self.promised), 2),
            "changed_by_closure_percent": round(100 * self.forced / max(1, self.promised), 2),
            "stuck": sum(0 < p.left < low for p in ended),
            "wait_median": statistics.median(waits) if waits else None,
            "wait_p90": waits[int(0.9 * len(waits))] if waits else None,
        }


def simulate(seed: int, load: float, absence: float, policy: Policy, weeks: int = 52) -> dict:
    """One year under one policy."""
    return Office(Year(seed, load, absence, weeks), policy).run()


def main() -> None:
    """Print one JSON line per seed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--load", type=float, default=0.9)
    parser.add_argument("--absence", type=float, default=0.2)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--by", choices=sorted(PLANNERS), default="masohi")
    parser.add_argument("--weeks", type=int, default=52)
    for name, value in (
        ("seconds", 1.0),
        ("charge", 100_000.0),
        ("reserve", 0.0),
        ("risk", 500.0),
        ("pessimism", 0.8),
        ("near", 1500.0),
        ("far", 20.0),
    ):
        parser.add_argument(f"--{name}", type=float, default=value)
    parser.add_argument("--rounds", type=int)
    for name, value in (("told", 15), ("freeze", 5), ("notice", 3), ("early", 0)):
        parser.add_argument(f"--{name}", type=int, default=value)
    chosen = vars(parser.parse_args())
    load, absence, weeks = chosen.pop("load"), chosen.pop("absence"), chosen.pop("weeks")
    for seed in chosen.pop("seeds"):
        print(json.dumps({"seed": seed, **simulate(seed, load, absence, Policy(**chosen), weeks)}), flush=True)


if __name__ == "__main__":
    main()
