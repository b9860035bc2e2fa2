"""The best plan of a tiny city, by trying everything: every set of sessions of every person, every way to combine them.

For one set of sessions the hours of a person can be anything between the shortest blocks and the most that day, week,
24 hours and court allow (any block longer than the shortest can give up an hour), so that only the total matters.
"""

import math
from itertools import combinations, product

from tests.planning.rules import worst_24_hours


class Person:
    """One order: its possible sets of sessions, cheapest first, as (cost, sessions, hours of each)."""

    def __init__(self, instance: dict, order: dict) -> None:
        self.instance, self.order, self.par = instance, order, instance["params"]
        self.weights = self.par["weights"]
        self.regime = "C" if order["class"] == "C" else "A"
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.minutes = dict(order["reach"])
        self.told = [tuple(block[1:4]) for block in instance["announced"] if block[0] == order["id"]]
        self.pins = {tuple(pin[1:4]): pin[4] for pin in instance["pinned"] if pin[0] == order["id"]}
        self.sessions = [found for site in instance["sites"] if self.may(site) for found in self.at(site)]

    def may(self, site: dict) -> bool:
        """Whether the site is for this person at all."""
        order = self.order
        near = site["id"] in self.minutes and site["id"] not in order["excluded_sites"] and not site["commercial"]
        return near and self.regime in site["regimes"] and not set(order["restrictions"]) & set(site["hazards"])

    def at(self, site: dict) -> list[tuple]:
        """(site, day, slot, start, longest block) of every session of a site that the person could join."""
        found, closed = [], {*site["closed_days"], *self.instance["holidays"], *self.order["blocked_days"]}
        for day in range(max(0, self.order["release"]), min(self.order["deadline"], self.instance["horizon_days"])):
            for slot in site["sessions"] if day not in closed else ():
                ends = [b for w, b, z in self.order["blocked"] if w == day % 7 and z > slot["start"]]
                longest = min([slot["end"], *ends]) - slot["start"]
                if day % 7 in slot["wd"] and longest >= self.par["min_block_hours"]:
                    found.append((site["id"], day, slot["k"], slot["start"], longest))
        return found

    def sets(self) -> list[tuple]:
        """Every allowed set of sessions with its cheapest hours."""
        days: dict[int, list[tuple]] = {}
        for session in self.sessions:
            days.setdefault(session[1], []).append(session)
        choices = [[(), *self.of_a_day(some)] for some in days.values()]
        found = []
        for picks in product(*choices):
            chosen = tuple(session for pick in picks for session in pick)
            if set(self.pins) <= {session[:3] for session in chosen}:
                priced = self.price(chosen)
                found += [priced] if priced else []
        return sorted(found, key=lambda row: row[0])

    @staticmethod
    def of_a_day(some: list[tuple]) -> list[tuple]:
        """All sets of sessions of one day at one site."""
        by_site: dict[str, list[tuple]] = {}
        for session in some:
            by_site.setdefault(session[0], []).append(session)
        return [pick for here in by_site.values() for n in range(1, len(here) + 1) for pick in combinations(here, n)]

    def price(self, chosen: tuple) -> tuple | None:
        """(cost, sessions, hours) of the cheapest hours in these sessions; None where even the shortest do not fit."""
        low = self.par["min_block_hours"]
        least = [self.pins.get(session[:3], low) for session in chosen]
        most = [self.pins.get(session[:3], session[4]) for session in chosen]
        if not self.fits(chosen, least):
            return None
        best = None
        for hours in self.growing(chosen, least, most):
            cost = self.cost(chosen, sum(hours))
            if best is None or cost < best[0]:
                best = (cost, tuple(session[:3] for session in chosen), hours)
        return best

    def growing(self, chosen: tuple, least: list[int], most: list[int]) -> list[tuple]:
        """One way to reach every total from the shortest to the longest (an exact search for the longest)."""
        top = self.longest(chosen, least, most)
        steps, now = [tuple(top)], list(top)
        for place in range(len(now)):
            while now[place] > least[place]:
                now[place] -= 1
                steps.append(tuple(now))
        return steps

    def longest(self, chosen: tuple, least: list[int], most: list[int]) -> list[int]:
        """The hours of the largest total that fits: days are tried one after another, the longest first."""
        best, total = least, sum(least)
        weeks: dict[int, int] = {}
        for session, hours in zip(chosen, most, strict=True):
            weeks[session[1] // 7] = weeks.get(session[1] // 7, 0) + hours
        top = min(self.order["hours"], sum(min(self.order["weekly_max"], hours) for hours in weeks.values()))

        def grow(now: list[int], place: int) -> None:
            nonlocal best, total
            if total == top or sum(now[:place]) + sum(most[place:]) <= total:
                return
            if place == len(now):
                best, total = list(now), sum(now)
                return
            for hours in range(most[place], least[place] - 1, -1):
                trial = [*now[:place], hours, *now[place + 1 :]]
                if self.fits(chosen, trial):
                    grow(trial, place + 1)

        grow(list(least), 0)
        return best

    def fits(self, chosen: tuple, hours: list[int]) -> bool:
        """Day, week, any 24 hours, and what the court ordered."""
        day: dict[int, int] = {}
        week: dict[int, int] = {}
        for (_, when, *_), spent in zip(chosen, hours, strict=True):
            day[when] = day.get(when, 0) + spent
            week[when // 7] = week.get(when // 7, 0) + spent
        cap = self.par["max_hours_day"][self.regime]
        if sum(hours) > self.order["hours"] or any(spent > cap for spent in day.values()):
            return False
        if any(spent > self.order["weekly_max"] for spent in week.values()):
            return False
        if self.regime == "C" or not chosen:
            return True
        spans = [(24 * s[1] + s[3], 24 * s[1] + s[3] + h) for s, h in zip(chosen, hours, strict=True)]
        return worst_24_hours(spans) <= cap

    def cost(self, chosen: tuple, planned: int) -> float:
        """Everything this person adds to the score but supervisors."""
        weights, left = self.weights, self.order["hours"] - planned
        kept = {session[:3] for session in chosen}
        moved = [
            weights["disturb_near" if day < 14 else "disturb_far"]
            for _, day, _ in (t for t in self.told if t not in kept)
        ]
        score = weights["unplaced_hour"] * left + sum(moved)
        if not chosen:
            return score
        weeks = [session[1] // 7 for session in chosen]
        travel = sum(2 * self.minutes[site] for site, _ in {(session[0], session[1]) for session in chosen})
        cells = {(session[1] % 7, session[2]) for session in chosen}
        uneven = 3 * (len({session[0] for session in chosen}) - 1) + len(cells) - max(map(weeks.count, weeks))
        uneven += max(weeks) - min(weeks) + 1 - len(set(weeks))
        risk = self.risk(planned, max(weeks))
        return score + weights["risk_hour"] * risk + weights["travel_min"] * travel + weights["irregularity"] * uneven

    def risk(self, planned: int, last: int) -> float:
        """Expected missed hours that the full weeks after `last` cannot make up."""
        chance, block = self.order["absence"], self.par["risk_block_hours"]
        times = math.ceil(planned / block)
        spare = (1 - chance) * self.order["weekly_max"] * max(0, self.order["deadline"] // 7 - last - 1)
        return sum(
            math.comb(times, missed)
            * chance**missed
            * (1 - chance) ** (times - missed)
            * max(0, missed * planned / times - spare)
            for missed in range(times + 1)
        )


class City:
    """All persons together: a search over their sets, cheapest first, cut where the rest cannot be cheaper."""

    def __init__(self, instance: dict) -> None:
        self.instance = instance
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.slots = {(site["id"], slot["k"]): slot for site in instance["sites"] for slot in site["sessions"]}
        self.people = [Person(instance, order) for order in instance["orders"]]
        self.sets = [person.sets() for person in self.people]
        self.order = sorted(range(len(self.people)), key=lambda n: len(self.sets[n]))
        lost = {order["id"] for order in instance["orders"]}
        assert all(block[0] in lost for block in instance["announced"])
        self.best, self.plan = math.inf, None

    def solve(self) -> tuple[float, list[list]]:
        """Best score and a plan that has it; infinite where the pinned blocks cannot all stay."""
        if all(self.sets):
            rest = [0.0]
            for n in reversed(self.order):
                rest.insert(0, rest[0] + self.sets[n][0][0])
            self.search(0, 0.0, {}, [], rest)
        return self.best, self.plan or []

    def search(self, step: int, cost: float, here: dict, plan: list, rest: list[float]) -> None:
        """Add the next person's sets to what is there."""
        if step == len(self.order):
            if cost < self.best - 1e-9:
                self.best, self.plan = cost, plan
            return
        number = self.order[step]
        order = self.people[number].order
        paid = self.supervisors(here)
        for own, sessions, hours in self.sets[number]:
            if cost + own + rest[step + 1] >= self.best - 1e-9:
                return
            joined = {**here, **{session: [*here.get(session, ()), order] for session in sessions}}
            if not self.together(joined, sessions):
                continue
            more = self.supervisors(joined)
            if more is not None and cost + own + more - paid + rest[step + 1] < self.best - 1e-9:
                blocks = [[order["id"], *session, spent] for session, spent in zip(sessions, hours, strict=True)]
                self.search(step + 1, cost + own + more - paid, joined, plan + blocks, rest)

    def together(self, here: dict, changed: tuple) -> bool:
        """Places, children apart from adults, women apart from men, and pairs, at the sessions just joined."""
        for site, day, key in changed:
            crowd = here[site, day, key]
            today = [order for (where, when, _), some in here.items() if (where, when) == (site, day) for order in some]
            names = {order["id"] for order in today}
            if len(crowd) > self.slots[site, key]["places"] or len({order["class"] == "C" for order in today}) > 1:
                return False
            if self.sites[site]["gender_separated"] and {"AM", "AF"} <= {order["class"] for order in crowd}:
                return False
            if any({a, b} <= names for a, b in self.instance["exclusion_pairs"]):
                return False
        return True

    def supervisors(self, here: dict) -> float | None:
        """What all supervisors sent out cost; None where a pool is too small."""
        sent: dict = {}
        for (site, day, key), crowd in here.items():
            if not self.sites[site]["resident_supervisor"]:
                ratio = self.instance["params"]["supervisor_ratio"]["C" if crowd[0]["class"] == "C" else "A"]
                desk = (self.sites[site]["opd"], self.slots[site, key]["shift"], day)
                sent[desk] = sent.get(desk, 0) + -(-len(crowd) // ratio)
        if any(n > self.instance["opds"][opd]["pool"][shift][day % 7] for (opd, shift, day), n in sent.items()):
            return None
        return self.instance["params"]["weights"]["supervisor"] * sum(sent.values())


def optimum(instance: dict) -> tuple[float, list[list]]:
    """The least score of any lawful plan of a tiny instance, and one plan that has it."""
    return City(instance).solve()
