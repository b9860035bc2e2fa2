"""The whole problem as one OR-Tools CP-SAT model: every hard rule, the rolling 24 hours, every term of the score.

Costs are whole thousandths of a point. Variables: x, h per visit (person, site, day, slot), supervisors per session,
mode of shared days and sessions, and per person its sites, cells, active weeks, richest week, last week and total.
"""

from collections import defaultdict

from ortools.sat.python import cp_model

from bench.planning.command import serve
from bench.planning.tables import longest, open_sessions, risk_hours, usable

SCALE = 1000


class Model:
    """Variables and constraints of one instance."""

    def __init__(self, instance: dict) -> None:
        self.instance, self.par, self.weights = instance, instance["params"], instance["params"]["weights"]
        self.model = cp_model.CpModel()
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.slots = {(site["id"], slot["k"]): slot for site in instance["sites"] for slot in site["sessions"]}
        self.costs: list = []
        self.x: dict[tuple, cp_model.IntVar] = {}
        self.h: dict[tuple, cp_model.IntVar] = {}
        self.pins = {tuple(pin[:4]): pin[4] for pin in instance["pinned"]}
        self.crowd: dict[tuple, list[tuple]] = defaultdict(list)
        open_now = defaultdict(list)
        for day, index, slot in open_sessions(instance):
            open_now[instance["sites"][index]["id"]].append((day, slot))
        for order in instance["orders"]:
            self._person(order, open_now)
        self._sessions()
        self._pairs()
        self._disturbance()
        self.model.minimize(sum(self.costs))

    def pay(self, weight: float, amount: object) -> None:
        """Add to the objective."""
        self.costs.append(round(weight * SCALE) * amount)

    def _visits(self, order: dict, open_now: dict) -> list[tuple]:
        low, found = self.par["min_block_hours"], []
        for key, _ in order["reach"]:
            for day, slot in open_now[key] if usable(order, self.sites[key]) else ():
                most = longest(order, slot, day % 7)
                if order["release"] <= day < order["deadline"] and day not in order["blocked_days"] and most >= low:
                    visit = (order["id"], key, day, slot["k"])
                    x = self.model.new_bool_var(f"x{visit}")
                    h = self.model.new_int_var(0, most, f"h{visit}")
                    self.model.add(h >= low * x)
                    self.model.add(h <= most * x)
                    self.x[visit], self.h[visit] = x, h
                    found.append(visit)
        return found

    def _person(self, order: dict, open_now: dict) -> None:
        visits = self._visits(order, open_now)
        for visit in visits:
            self.crowd[visit[1:]].append((order, self.x[visit]))
        for pin, hours in self.pins.items():
            if pin[0] == order["id"]:
                self.model.add(self.h[pin] == hours)
        total = self.model.new_int_var(0, order["hours"], f"total{order['id']}")
        self.model.add(total == sum(self.h[v] for v in visits))
        self.pay(self.weights["unplaced_hour"], order["hours"] - total)
        done = self.model.new_bool_var(f"done{order['id']}")
        self.model.add(total >= order["hours"] * done)
        self.pay(self.weights.get("unfinished_order", 0), 1 - done)
        if visits:
            self._limits(order, visits)
            self._travel(order, visits)
            self._rhythm(order, visits, total)

    def _by(self, visits: list[tuple], key: object) -> dict:
        found: dict = defaultdict(list)
        for visit in visits:
            found[key(visit)].append(visit)
        return found

    def _limits(self, order: dict, visits: list[tuple]) -> None:
        cap = self.par["max_hours_day"]["C" if order["class"] == "C" else "A"]
        days = self._by(visits, lambda v: v[2])
        for mine in days.values():
            self.model.add(sum(self.h[v] for v in mine) <= cap)
        for mine in self._by(visits, lambda v: v[2] // 7).values():
            self.model.add(sum(self.h[v] for v in mine) <= order["weekly_max"])
        if order["class"] != "C":
            for day, mine in days.items():
                for start in {self._start(v) for v in mine}:
                    self._any_24(start, mine, days.get(day + 1, ()), cap)

    def _start(self, visit: tuple) -> int:
        return self.slots[visit[1], visit[3]]["start"]

    def _any_24(self, start: int, today: list[tuple], tomorrow: list[tuple], cap: int) -> None:
        """The 24 hours that begin at this hour (it is enough to look at those that begin with a block)."""
        parts = [self.h[v] for v in today if self._start(v) >= start]
        for v in tomorrow:
            if self._start(v) < start:
                part = self.model.new_int_var(0, start - self._start(v), "")
                self.model.add_min_equality(part, [self.h[v], start - self._start(v)])
                parts.append(part)
        self.model.add(sum(parts) <= cap)

    def _any(self, visits: list[tuple]) -> cp_model.IntVar:
        """Whether at least one of these visits takes place."""
        found = self.model.new_bool_var("")
        self.model.add_max_equality(found, [self.x[v] for v in visits])
        return found

    def _travel(self, order: dict, visits: list[tuple]) -> None:
        minutes, one = dict(order["reach"]), defaultdict(list)
        for (day, site), mine in self._by(visits, lambda v: (v[2], v[1])).items():
            here = self._any(mine)
            one[day].append(here)
            self.pay(self.weights["travel_min"] * 2 * minutes[site], here)
        for here in one.values():
            self.model.add_at_most_one(here)

    def _rhythm(self, order: dict, visits: list[tuple], total: cp_model.IntVar) -> None:
        works, weight = self.model.new_bool_var(""), self.weights["irregularity"]
        self.model.add(total >= 1).only_enforce_if(works)
        self.model.add(total == 0).only_enforce_if(works.negated())
        sites = [self._any(mine) for mine in self._by(visits, lambda v: v[1]).values()]
        self.pay(3 * weight, sum(sites) - works)
        cells = [self._any(mine) for mine in self._by(visits, lambda v: (v[2] % 7, v[3])).values()]
        weeks = self._by(visits, lambda v: v[2] // 7)
        rich, picks = self.model.new_int_var(0, max(map(len, weeks.values())), ""), []
        for mine in weeks.values():
            pick = self.model.new_bool_var("")
            self.model.add(rich <= sum(self.x[v] for v in mine)).only_enforce_if(pick)
            picks.append(pick)
        self.model.add_exactly_one(picks)
        self.pay(weight, sum(cells) - rich)
        self._weeks(order, weeks, total, works)

    def _weeks(self, order: dict, weeks: dict, total: cp_model.IntVar, works: cp_model.IntVar) -> None:
        """Idle weeks between first and last, and the risk table by last week and total."""
        high = max(weeks)
        first, last = self.model.new_int_var(0, high, ""), self.model.new_int_var(0, high, "")
        active = {week: self._any(mine) for week, mine in weeks.items()}
        for week, on in active.items():
            self.model.add(last >= week).only_enforce_if(on)
            self.model.add(first <= week).only_enforce_if(on)
        self.model.add(first <= last)
        ends = {week: self.model.new_bool_var("") for week in weeks}
        self.model.add_exactly_one([*ends.values(), works.negated()])
        for week, end in ends.items():
            self.model.add(last == week).only_enforce_if(end)
            self.model.add_implication(end, active[week])
        span = self.model.new_int_var(0, high + 1, "")
        self.model.add(span >= last - first + 1).only_enforce_if(works)
        self.pay(self.weights["irregularity"], span - sum(active.values()))
        width, block = order["hours"] + 1, self.par["risk_block_hours"]
        table = [
            round(SCALE * self.weights["risk_hour"] * risk_hours(planned, week, order, block))
            for week in range(high + 1)
            for planned in range(width)
        ]
        risk = self.model.new_int_var(0, max(table), "")
        self.model.add_element(width * last + total, table, risk)
        self.costs.append(risk)

    def _sessions(self) -> None:
        sent, days, ratio = defaultdict(list), {}, self.par["supervisor_ratio"]
        for (key, day, slot), crowd in self.crowd.items():
            site = self.sites[key]
            self.model.add(sum(x for _, x in crowd) <= self.slots[key, slot]["places"])
            child = days.setdefault((key, day), self.model.new_bool_var(f"child{key, day}"))
            man = self.model.new_bool_var("")
            for order, x in crowd:
                self.model.add_implication(x, child if order["class"] == "C" else child.negated())
                if site["gender_separated"] and order["class"] != "C":
                    self.model.add_implication(x, man if order["class"] == "AM" else man.negated())
            if not site["resident_supervisor"]:
                number = self.model.new_int_var(0, len(crowd), "")
                self.model.add(sum(x for _, x in crowd) <= ratio["C"] * number).only_enforce_if(child)
                self.model.add(sum(x for _, x in crowd) <= ratio["A"] * number).only_enforce_if(child.negated())
                sent[site["opd"], self.slots[key, slot]["shift"], day].append(number)
                self.pay(self.weights["supervisor"], number)
        for (opd, shift, day), numbers in sent.items():
            self.model.add(sum(numbers) <= self.instance["opds"][opd]["pool"].get(shift, [0] * 7)[day % 7])

    def _pairs(self) -> None:
        where = self._by(list(self.x), lambda v: (v[0], v[1], v[2]))
        for a, b in self.instance["exclusion_pairs"]:
            for who, site, day in [key for key in where if key[0] == a]:
                if (b, site, day) in where:
                    self.model.add_at_most_one([self._any(where[who, site, day]), self._any(where[b, site, day])])

    def _disturbance(self) -> None:
        for block in self.instance["announced"]:
            visit, near = tuple(block[:4]), block[2] < 14
            cost = self.weights["disturb_near" if near else "disturb_far"]
            self.pay(cost, 1 - self.x[visit] if visit in self.x else 1)


def optimise(instance: dict, seconds: float, *, workers: int = 2, seed: int = 1, hint: dict | None = None) -> tuple:
    """(solution or None, score, bound, status name)."""
    built = Model(instance)
    if hint:
        planned = {tuple(block[:4]): block[4] for block in hint["assignments"]}
        for visit, x in built.x.items():
            built.model.add_hint(x, visit in planned)
            built.model.add_hint(built.h[visit], planned.get(visit, 0))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = solver.solve(built.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None, solver.best_objective_bound / SCALE, solver.status_name(status)
    blocks = [[*visit, solver.value(built.h[visit])] for visit, x in built.x.items() if solver.boolean_value(x)]
    solution = {"format": "kersos-sol/1", "instance": instance["name"], "assignments": blocks}
    return solution, solver.objective_value / SCALE, solver.best_objective_bound / SCALE, solver.status_name(status)


def plan(instance: dict, seconds: float, seed: int) -> dict:
    """The best plan found in this time; an empty one where none was."""
    found = optimise(instance, seconds, seed=seed)[0]
    return found or {"format": "kersos-sol/1", "instance": instance["name"], "assignments": []}


if __name__ == "__main__":
    serve({"plan": plan})
