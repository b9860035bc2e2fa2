"""Every hard rule and every objective of `kersos-sched/1` once more, from the two documents alone (design: planning).

Written apart from the search and sharing nothing with it: no plan leaves before this file has found no violation.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import comb
from typing import Any

Instance = dict[str, Any]
EXAMPLES = 20
DAY = 24


class Case:
    """An instance with what the rules look up."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.params = instance, instance["params"]
        self.orders = {order["id"]: order for order in instance["orders"]}
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.slots = {(site["id"], slot["k"]): slot for site in instance["sites"] for slot in site["sessions"]}
        self.minutes = {key: {site: way for site, way in order["reach"]} for key, order in self.orders.items()}
        self.law24 = self.params.get("max_hours_24h", self.params["max_hours_day"]["A"])
        self.found: Counter[str] = Counter()
        self.examples: list[list[Any]] = []

    def fault(self, code: str, *where: Any) -> None:
        """One more violation."""
        self.found[code] += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append([code, *where])

    def regime(self, order: str) -> str:
        """C for a child, A for an adult."""
        return "C" if self.orders[order]["class"] == "C" else "A"


def judge(instance: Instance, solution: dict[str, Any]) -> dict[str, Any]:
    """`{"violations", "examples", "objective", "score", "kpi"}`; a lawful plan has no violations.

    Codes H0 to H17 as in the design, R24 for more than the law's hours in any 24 (KUHP 85(5), 185).
    """
    case = Case(instance)
    sound = [row for row in solution["assignments"] if _known(case, row)]
    kept = []
    for row in dict.fromkeys(map(tuple, sound)):
        kept.append(row)
    if len(kept) < len(sound) or len({row[:4] for row in kept}) < len(kept):
        case.fault("H16", "the same session twice")
    for row in kept:
        for code in _alone(case, *row):
            case.fault(code, list(row))
    supervisors = _sessions(case, kept)
    by_order: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in kept:
        by_order[row[0]].append(row)
    for order, rows in by_order.items():
        _person(case, order, rows)
    _apart(case, by_order)
    have = set(kept)
    for pin in instance["pinned"]:
        if tuple(pin) not in have:
            case.fault("H17", pin)
    return _answer(case, by_order, have, supervisors)


def _known(case: Case, row: Any) -> bool:
    order, site, day, key, hours = row
    whole = all(isinstance(value, int) and not isinstance(value, bool) for value in (day, hours))
    if order in case.orders and (site, key) in case.slots and whole:
        return True
    case.fault("H0", list(row))
    return False


def _alone(case: Case, order_id: str, site_id: str, day: int, key: str, hours: int) -> Iterator[str]:
    """Rules that one block keeps or breaks by itself."""
    order, site, slot = case.orders[order_id], case.sites[site_id], case.slots[site_id, key]
    start, end = slot["start"], slot["start"] + hours
    if hours < case.params["min_block_hours"] or end > slot["end"]:
        yield "H2"
    if day < order["release"] or day >= order["deadline"]:
        yield "H5"
    busy = any(weekday == day % 7 and start < closes and opens < end for weekday, opens, closes in order["blocked"])
    if busy or day in order["blocked_days"]:
        yield "H6"
    shut = day in case.instance["holidays"] or day in site["closed_days"] or site["commercial"]
    if shut or day % 7 not in slot["wd"] or not 0 <= day < case.instance["horizon_days"]:
        yield "H7"
    if set(order["restrictions"]).intersection(site["hazards"]):
        yield "H10"
    if site_id not in case.minutes[order_id]:
        yield "H11"
    if case.regime(order_id) not in site["regimes"]:
        yield "H12"
    if site_id in order["excluded_sites"]:
        yield "H14"


def _sessions(case: Case, rows: list[tuple[Any, ...]]) -> int:
    """Rules of sessions and pools; returns how many supervisors are sent out."""
    people: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    regimes: dict[tuple[str, int], set[str]] = defaultdict(set)
    for order, site, day, key, _hours in rows:
        people[site, day, key].append(order)
        regimes[site, day].add(case.regime(order))
    sent: Counter[tuple[int, int, str]] = Counter()
    for (site_id, day, key), those in people.items():
        site, slot = case.sites[site_id], case.slots[site_id, key]
        if len(those) > slot["places"]:
            case.fault("H8", site_id, day, key)
        kinds = {case.orders[order]["class"] for order in those}
        if site["gender_separated"] and kinds >= {"AM", "AF"}:
            case.fault("H12", site_id, day, key)
        if not site["resident_supervisor"]:
            each = case.params["supervisor_ratio"]["C" if "C" in kinds else "A"]
            sent[site["opd"], day, slot["shift"]] += (len(those) + each - 1) // each
    for site_day, kinds in regimes.items():
        if len(kinds) > 1:
            case.fault("H12", *site_day)
    for (opd, day, shift), number in sent.items():
        if number > case.instance["opds"][opd]["pool"].get(shift, [0] * 7)[day % 7]:
            case.fault("H9", opd, day, shift)
    return sum(sent.values())


def _person(case: Case, order_id: str, rows: list[tuple[Any, ...]]) -> None:
    """Rules of one person over all their blocks."""
    order = case.orders[order_id]
    by_day, by_week, where = Counter[int](), Counter[int](), defaultdict(set)
    spans = []
    for _order, site, day, key, hours in rows:
        by_day[day] += hours
        by_week[day // 7] += hours
        where[day].add(site)
        start = day * DAY + case.slots[site, key]["start"]
        spans.append((start, start + hours))
    if sum(by_day.values()) > order["hours"]:
        case.fault("H1", order_id)
    for day, hours in by_day.items():
        if hours > case.params["max_hours_day"][case.regime(order_id)]:
            case.fault("H3", order_id, day)
        if len(where[day]) > 1:
            case.fault("H15", order_id, day)
    for week, hours in by_week.items():
        if hours > order["weekly_max"]:
            case.fault("H4", order_id, week)
    spans.sort()
    if any(second[0] < first[1] for first, second in pairwise(spans)):
        case.fault("H16", order_id)
    days = sorted(by_day)
    for first, second in pairwise(days):
        if second - first == 1 and by_day[first] + by_day[second] > case.law24 and _too_much(case, spans, first):
            case.fault("R24", order_id, first)


def _too_much(case: Case, spans: list[tuple[int, int]], day: int) -> bool:
    """Whether any 24 hours that begin on `day` hold more than the law allows; only edges of work can be the worst."""
    near = [span for span in spans if day * DAY <= span[0] < (day + 2) * DAY]
    edges = [start for start, _ in near] + [end - DAY for _, end in near]
    return any(
        sum(max(0, min(end, opens + DAY) - max(start, opens)) for start, end in near) > case.law24 for opens in edges
    )


def _apart(case: Case, by_order: dict[str, list[tuple[Any, ...]]]) -> None:
    for one, two in case.instance["exclusion_pairs"]:
        met = {row[1:3] for row in by_order.get(one, ())} & {row[1:3] for row in by_order.get(two, ())}
        for place in met:
            case.fault("H13", one, two, *place)


def _answer(
    case: Case, by_order: dict[str, list[tuple[Any, ...]]], have: set[tuple[Any, ...]], supervisors: int
) -> dict[str, Any]:
    weights = case.params["weights"]
    unplaced, risk, travel, irregular, whole = 0, 0.0, 0, 0, 0
    waits = []
    for order_id, order in case.orders.items():
        rows = by_order.get(order_id, [])
        placed = sum(row[4] for row in rows)
        unplaced += max(0, order["hours"] - placed)
        whole += placed == order["hours"]
        if rows:
            waits.append(min(row[2] for row in rows) - order["release"])
            risk += expected_loss(case, order, placed, max(row[2] for row in rows) // 7)
            travel += sum(2 * case.minutes[order_id].get(site, 0) for site, _day in {row[1:3] for row in rows})
            irregular += irregularity(rows)
    places = {row[:4] for row in have}
    moved = [row[2] < 14 for row in case.instance["announced"] if tuple(row[:4]) not in places]
    near = sum(moved)
    terms = {
        "f1_unplaced_hours": unplaced,
        "f2_risk_hours": round(risk, 4),
        "f3_disturbance": [near, len(moved) - near],
        "f4_travel_minutes": travel,
        "f5_irregularity": irregular,
        "f6_supervisor_sessions": supervisors,
    }
    score = weights["unplaced_hour"] * unplaced + weights["risk_hour"] * risk + weights["disturb_near"] * near
    score += weights["disturb_far"] * (len(moved) - near) + weights["travel_min"] * travel
    score += weights["irregularity"] * irregular + weights["supervisor"] * supervisors
    waits.sort()
    kpi = {
        "orders": len(case.orders),
        "orders_fully_placed": whole,
        "wait_days_median": waits[len(waits) // 2] if waits else None,
        "wait_days_p90": waits[int(0.9 * len(waits))] if waits else None,
    }
    found = dict(sorted(case.found.items()))
    return {"violations": found, "examples": case.examples, "objective": terms, "score": round(score, 2), "kpi": kpi}


def expected_loss(case: Case, order: dict[str, Any], planned: int, last_week: int) -> float:
    """f2 of one order: hours expected to be missed and too late to make up."""
    chance = order["absence"]
    blocks = -(-planned // case.params["risk_block_hours"])
    weeks = max(0, order["deadline"] // 7 - last_week - 1)
    again = (1 - chance) * order["weekly_max"] * weeks
    lost = 0.0
    for missed in range(blocks + 1):
        late = missed * planned / blocks - again
        if late > 0:
            lost += late * comb(blocks, missed) * chance**missed * (1 - chance) ** (blocks - missed)
    return lost


def irregularity(rows: list[tuple[Any, ...]]) -> int:
    """f5 of one order: more sites, more different weekday-slots than one week holds, idle weeks."""
    weeks = Counter(row[2] // 7 for row in rows)
    cells = {(row[2] % 7, row[3]) for row in rows}
    idle = max(weeks) - min(weeks) + 1 - len(weeks)
    return 3 * (len({row[1] for row in rows}) - 1) + len(cells) - max(weeks.values()) + idle
