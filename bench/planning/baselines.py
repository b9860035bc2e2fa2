"""What an office does without a solver: person after person, day after day, the nearest site that still has a place.

Both walks keep every hard rule and the rolling 24 hours, so that they may be compared. `first_come` takes the orders as
they were given to the court's registry, `earliest_deadline` the most urgent first.
"""

from collections import defaultdict

from bench.planning.command import serve
from bench.planning.tables import longest, usable

Order = dict
Block = list


class Office:
    """The state of one walk: who stands where, which supervisors are sent, what everybody has."""

    def __init__(self, instance: dict, cuts: bool = True) -> None:
        self.instance, self.par, self.cuts = instance, instance["params"], cuts
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.slots = {(site["id"], slot["k"]): slot for site in instance["sites"] for slot in site["sessions"]}
        self.orders = {order["id"]: order for order in instance["orders"]}
        self.holidays = set(instance["holidays"])
        self.closed = {site["id"]: set(site["closed_days"]) for site in instance["sites"]}
        self.crowd: dict[tuple, list[str]] = defaultdict(list)
        self.today: dict[tuple, set[str]] = defaultdict(set)
        self.sent: dict[tuple, int] = defaultdict(int)
        self.plan: dict[str, list[Block]] = defaultdict(list)
        self.foes: dict[str, set[str]] = defaultdict(set)
        for one, other in instance["exclusion_pairs"]:
            self.foes[one].add(other)
            self.foes[other].add(one)

    def keep(self, block: Block) -> None:
        """Take a block as it is."""
        order, site, day, key, _ = block
        self.sent[self._desk(site, day, key)] += self._more(order, site, day, key)
        self.crowd[site, day, key].append(order)
        self.today[site, day].add(order)
        self.plan[order].append(block)

    def walk(self, order: Order) -> None:
        """All days of one order, the nearest open site of each, as long as hours are left."""
        near = [
            key
            for key, _ in sorted(order["reach"], key=lambda pair: (pair[1], pair[0]))
            if usable(order, self.sites[key]) and not self.sites[key]["commercial"]
        ]
        for day in range(max(0, order["release"]), min(order["deadline"], self.instance["horizon_days"])):
            if day in self.holidays or day in order["blocked_days"] or self._left(order) < self.par["min_block_hours"]:
                continue
            done = {block[1] for block in self.plan[order["id"]] if block[2] == day}
            for key in done or near:
                if self._try_site(order, key, day):
                    break

    def _try_site(self, order: Order, key: str, day: int) -> bool:
        """Join every session of this site and day that fits."""
        found = False
        if day in self.closed[key]:
            return False
        for slot in self.sites[key]["sessions"]:
            if day % 7 in slot["wd"]:
                hours = self._cut(order, min(longest(order, slot, day % 7), self.room(order, day)))
                while hours >= self.par["min_block_hours"] and not self._rested(order, day, slot["start"], hours):
                    hours -= 1
                if hours >= self.par["min_block_hours"] and self.welcome(order, key, day, slot):
                    self.keep([order["id"], key, day, slot["k"], hours])
                    found = True
        return found

    def _cut(self, order: Order, hours: int) -> int:
        """So much shorter that what is left makes a block again: five hours are cut 3 + 2, not 4 + 1."""
        rest = self._left(order) - hours
        short = 0 < rest < self.par["min_block_hours"] and self.cuts
        return hours - (self.par["min_block_hours"] - rest) if short else hours

    def _left(self, order: Order) -> int:
        return order["hours"] - sum(block[4] for block in self.plan[order["id"]])

    def room(self, order: Order, day: int) -> int:
        """Hours that court, week and day still allow."""
        mine = self.plan[order["id"]]
        cap = self.par["max_hours_day"]["C" if order["class"] == "C" else "A"]
        week = order["weekly_max"] - sum(block[4] for block in mine if block[2] // 7 == day // 7)
        return min(self._left(order), week, cap - sum(block[4] for block in mine if block[2] == day))

    def _rested(self, order: Order, day: int, start: int, hours: int) -> bool:
        """No more than the day's hours in any 24, with this block; and it overlaps none of the same day."""
        spans = [(24 * day + start, 24 * day + start + hours)]
        for _, site, when, key, spent in self.plan[order["id"]]:
            if abs(when - day) <= 1:
                begin = 24 * when + self.slots[site, key]["start"]
                spans.append((begin, begin + spent))
        begin, end = spans[0]
        if any(begin < z and b < end for b, z in spans[1:]):
            return False
        cap = self.par["max_hours_day"]["C" if order["class"] == "C" else "A"]
        marks = [b for b, _ in spans] + [z - 24 for _, z in spans]
        return all(sum(max(0, min(z, m + 24) - max(b, m)) for b, z in spans) <= cap for m in marks)

    def welcome(self, order: Order, key: str, day: int, slot: dict) -> bool:
        """Places, classes, pairs and supervisors."""
        here, all_day, site = self.crowd[key, day, slot["k"]], self.today[key, day], self.sites[key]
        child = order["class"] == "C"
        if len(here) >= slot["places"] or all_day & self.foes[order["id"]]:
            return False
        if any((self.orders[other]["class"] == "C") != child for other in all_day):
            return False
        if site["gender_separated"] and any(self.orders[other]["class"] != order["class"] for other in here):
            return False
        if site["resident_supervisor"]:
            return True
        desk = self._desk(key, day, slot["k"])
        pool = self.instance["opds"][site["opd"]]["pool"].get(slot["shift"], [0] * 7)[day % 7]
        return self.sent[desk] + self._more(order["id"], key, day, slot["k"]) <= pool

    def _desk(self, site: str, day: int, key: str) -> tuple:
        return self.sites[site]["opd"], day, self.slots[site, key]["shift"]

    def _more(self, order: str, site: str, day: int, key: str) -> int:
        """Supervisors that one person more needs at a session."""
        if self.sites[site]["resident_supervisor"]:
            return 0
        ratio = self.par["supervisor_ratio"]["C" if self.orders[order]["class"] == "C" else "A"]
        here = len(self.crowd[site, day, key])
        return -(-(here + 1) // ratio) - -(-here // ratio)

    def solution(self) -> dict:
        """Everything planned."""
        blocks = [block for mine in self.plan.values() for block in mine]
        return {"format": "kersos-sol/1", "instance": self.instance["name"], "assignments": blocks}


def walk(instance: dict, orders: list[Order]) -> dict:
    """Keep what is pinned, then every order in this order."""
    office = Office(instance)
    for block in instance["pinned"]:
        office.keep(list(block))
    for order in orders:
        office.walk(order)
    return office.solution()


def first_come(instance: dict) -> dict:
    """Orders by the day they were released, then by their number."""
    return walk(instance, sorted(instance["orders"], key=lambda order: (order["release"], order["id"])))


def earliest_deadline(instance: dict) -> dict:
    """The order that ends first, first."""
    return walk(instance, sorted(instance["orders"], key=lambda order: (order["deadline"], order["id"])))


if __name__ == "__main__":
    serve({"first_come": lambda i, *_: first_come(i), "earliest_deadline": lambda i, *_: earliest_deadline(i)})
