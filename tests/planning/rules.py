"""The hard rules H0 to H17 and the rolling 24 hours, written from the text of the rules, one function each.

A plan is `[[order, site, day, slot, hours], ...]`. `broken(instance, plan)` gives the codes that it breaks. Made to be
read beside the rules, not to be fast; shares nothing with the planner or its judge.
"""

from collections.abc import Callable
from itertools import pairwise

Plan = list[list]


class Reading:
    """One plan over one instance, looked at block by block."""

    def __init__(self, instance: dict, plan: Plan) -> None:
        self.instance, self.plan, self.par = instance, plan, instance["params"]
        self.orders = {order["id"]: order for order in instance["orders"]}
        self.sites = {site["id"]: site for site in instance["sites"]}
        self.slots = {(site["id"], slot["k"]): slot for site in instance["sites"] for slot in site["sessions"]}

    def known(self, block: list) -> bool:
        """Whether everything the block names exists."""
        whole = type(block[2]) is int and type(block[4]) is int
        return whole and block[0] in self.orders and (block[1], block[3]) in self.slots

    def blocks(self) -> list[list]:
        """The blocks that can be looked up."""
        return [block for block in self.plan if self.known(block)]

    def slot(self, block: list) -> dict:
        """The slot of a block."""
        return self.slots[block[1], block[3]]

    def regime(self, order: str) -> str:
        """A or C."""
        return "C" if self.orders[order]["class"] == "C" else "A"

    def people(self, *, by: Callable[[list], object]) -> dict:
        """Blocks gathered by a key."""
        found: dict = {}
        for block in self.blocks():
            found.setdefault(by(block), []).append(block)
        return found


def _h0(see: Reading) -> bool:
    return any(not see.known(block) for block in see.plan)


def _h1(see: Reading) -> bool:
    people = see.people(by=lambda b: b[0])
    return any(sum(b[4] for b in mine) > see.orders[who]["hours"] for who, mine in people.items())


def _h2(see: Reading) -> bool:
    low = see.par["min_block_hours"]
    return any(b[4] < low or b[4] > see.slot(b)["end"] - see.slot(b)["start"] for b in see.blocks())


def _h3(see: Reading) -> bool:
    most, days = see.par["max_hours_day"], see.people(by=lambda b: (b[0], b[2]))
    return any(sum(b[4] for b in mine) > most[see.regime(who)] for (who, _), mine in days.items())


def _h4(see: Reading) -> bool:
    weeks = see.people(by=lambda b: (b[0], b[2] // 7))
    return any(sum(b[4] for b in mine) > see.orders[who]["weekly_max"] for (who, _), mine in weeks.items())


def _h5(see: Reading) -> bool:
    return any(b[2] < see.orders[b[0]]["release"] or b[2] >= see.orders[b[0]]["deadline"] for b in see.blocks())


def _h6(see: Reading) -> bool:
    def meets(block: list, start: int, end: int) -> bool:
        begin = see.slot(block)["start"]
        return begin < end and start < begin + block[4]

    weekly = any(
        day == b[2] % 7 and meets(b, start, end)
        for b in see.blocks()
        for day, start, end in see.orders[b[0]]["blocked"]
    )
    return weekly or any(b[2] in see.orders[b[0]]["blocked_days"] for b in see.blocks())


def _h7(see: Reading) -> bool:
    def shut(block: list) -> bool:
        site, day = see.sites[block[1]], block[2]
        gone = day < 0 or day >= see.instance["horizon_days"] or site["commercial"]
        closed = day in site["closed_days"] or day in see.instance["holidays"]
        return gone or closed or day % 7 not in see.slot(block)["wd"]

    return any(shut(block) for block in see.blocks())


def _sessions(see: Reading) -> dict:
    return see.people(by=lambda b: (b[1], b[2], b[3]))


def _h8(see: Reading) -> bool:
    return any(len(mine) > see.slots[site, key]["places"] for (site, _, key), mine in _sessions(see).items())


def _h9(see: Reading) -> bool:
    sent: dict = {}
    for (key, day, slot), mine in _sessions(see).items():
        if not see.sites[key]["resident_supervisor"]:
            ratio = see.par["supervisor_ratio"]["C" if any(see.regime(b[0]) == "C" for b in mine) else "A"]
            desk = (see.sites[key]["opd"], see.slots[key, slot]["shift"], day)
            sent[desk] = sent.get(desk, 0) + (len(mine) + ratio - 1) // ratio
    pools = see.instance["opds"]
    return any(number > pools[opd]["pool"][shift][day % 7] for (opd, shift, day), number in sent.items())


def _h10(see: Reading) -> bool:
    return any(
        hazard in see.orders[b[0]]["restrictions"] for b in see.blocks() for hazard in see.sites[b[1]]["hazards"]
    )


def _h11(see: Reading) -> bool:
    return any(all(site != b[1] for site, _ in see.orders[b[0]]["reach"]) for b in see.blocks())


def _h12(see: Reading) -> bool:
    wrong = any(see.regime(b[0]) not in see.sites[b[1]]["regimes"] for b in see.blocks())
    days = see.people(by=lambda b: (b[1], b[2])).values()
    mixed = any({see.regime(b[0]) for b in mine} == {"A", "C"} for mine in days)
    apart = [mine for (site, _, _), mine in _sessions(see).items() if see.sites[site]["gender_separated"]]
    return wrong or mixed or any({"AM", "AF"} <= {see.orders[b[0]]["class"] for b in mine} for mine in apart)


def _h13(see: Reading) -> bool:
    def where(who: str) -> set:
        return {(b[1], b[2]) for b in see.blocks() if b[0] == who}

    return any(where(a) & where(b) for a, b in see.instance["exclusion_pairs"])


def _h14(see: Reading) -> bool:
    return any(b[1] in see.orders[b[0]]["excluded_sites"] for b in see.blocks())


def _h15(see: Reading) -> bool:
    return any(len({b[1] for b in mine}) > 1 for mine in see.people(by=lambda b: (b[0], b[2])).values())


def _h16(see: Reading) -> bool:
    def spans(mine: list[list]) -> list[tuple]:
        return sorted((see.slot(b)["start"], see.slot(b)["start"] + b[4]) for b in mine)

    days = see.people(by=lambda b: (b[0], b[2])).values()
    twice = len({tuple(b[:4]) for b in see.plan}) < len(see.plan)
    return twice or any(second[0] < first[1] for mine in days for first, second in pairwise(spans(mine)))


def _h17(see: Reading) -> bool:
    return any(pin not in see.plan for pin in see.instance["pinned"])


def worst_24_hours(spans: list[tuple[int, int]]) -> int:
    """The most hours inside any 24 hours; spans in hours since the start of the calendar."""
    marks = [start for start, _ in spans] + [end - 24 for _, end in spans]
    return max(sum(max(0, min(end, mark + 24) - max(start, mark)) for start, end in spans) for mark in marks)


def _rolling(see: Reading) -> bool:
    adults = {who: mine for who, mine in see.people(by=lambda b: b[0]).items() if see.regime(who) == "A"}
    spans = [
        [(24 * b[2] + see.slot(b)["start"], 24 * b[2] + see.slot(b)["start"] + b[4]) for b in mine]
        for mine in adults.values()
    ]
    return any(worst_24_hours(mine) > see.par["max_hours_day"]["A"] for mine in spans)


RULES: dict[str, Callable[[Reading], bool]] = {
    "H0": _h0,
    "H1": _h1,
    "H2": _h2,
    "H3": _h3,
    "H4": _h4,
    "H5": _h5,
    "H6": _h6,
    "H7": _h7,
    "H8": _h8,
    "H9": _h9,
    "H10": _h10,
    "H11": _h11,
    "H12": _h12,
    "H13": _h13,
    "H14": _h14,
    "H15": _h15,
    "H16": _h16,
    "H17": _h17,
    "24 hours": _rolling,
}


def broken(instance: dict, plan: Plan) -> set[str]:
    """The codes of the rules that this plan breaks."""
    see = Reading(instance, plan)
    return {code for code, rule in RULES.items() if rule(see)}
