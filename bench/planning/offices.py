"""How an office plans on a Monday: together, as an officer does, or one person after another."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bench.planning import baselines
from masohi.planning.city.solve import solve
from tests.planning.instances import Instance

WINDOW = 182
Block = list


@dataclass(frozen=True)
class Policy:
    """How the office plans. Days, except these.

    `seconds` for a weekly plan; `charge` for an unfinished order; `reserve`: the share of expected missed hours
    for which far places are kept free, told to nobody; `pessimism`: the least absence the plan assumes, which draws
    work forward; `early`: plan to end so many days before the deadline.
    """

    by: str = "masohi"
    seconds: float = 1.0
    told: int = 15
    freeze: int = 5
    notice: int = 3
    charge: float = 100_000.0
    reserve: float = 0.0
    risk: float = 500.0
    early: int = 0
    pessimism: float = 0.8
    rounds: int | None = None
    near: float = 1000.0
    far: float = 20.0


@dataclass
class Sentenced:
    """One order during the year; days are days of the year."""

    order: dict
    arrived: int
    done: int = 0
    attempts: int = 0
    first: int | None = None
    blocks: list[Block] = field(default_factory=list)

    @property
    def left(self) -> int:
        """Hours still to do."""
        return self.order["hours"] - self.done

    @property
    def ends(self) -> int:
        """First day too late."""
        return self.arrived + WINDOW


def together(instance: Instance, policy: Policy, people: list[Sentenced], today: int) -> list[Block]:
    """The whole city at once."""
    fixed = {(block[0], *block[1:4]) for block in instance["pinned"]}
    stays = [
        [key, site, day - today, slot, hours]
        for person in people
        for key, site, day, slot, hours in person.blocks
        if day >= today and (key, site, day - today, slot) not in fixed
    ]
    return solve(instance, seconds=policy.seconds, seed=1, rounds=policy.rounds, start=stays or None)["assignments"]


def officer(instance: Instance, policy: Policy, people: list[Sentenced], today: int) -> list[Block]:
    """First come first served: everything once planned stays; then everybody's open hours, in order of arrival."""
    desk = baselines.Office(instance, cuts=policy.by == "officer")
    for person in people:
        for key, site, day, slot, hours in person.blocks:
            if day >= today and day not in instance_closed(instance, site, today):
                desk.keep([key, site, day - today, slot, hours])
    for order in instance["orders"]:
        desk.walk(order)
    return desk.solution()["assignments"]


def instance_closed(instance: Instance, site: str, today: int) -> set[int]:
    """Days of the year on which this site is closed or nobody works."""
    found = next(one for one in instance["sites"] if one["id"] == site)
    return {today + day for day in (*found["closed_days"], *instance["holidays"])}


def one_by_one(instance: Instance, policy: Policy, people: list[Sentenced], today: int) -> list[Block]:
    """Everything planned stays; each person with open hours gets that person's best plan, one after another."""
    kept = [
        [key, site, day - today, slot, hours]
        for person in people
        for key, site, day, slot, hours in person.blocks
        if day >= today and day not in instance_closed(instance, site, today)
    ]
    return solve({**instance, "pinned": kept}, seed=1, rounds=0)["assignments"]


PLANNERS: dict[str, Callable] = {
    "masohi": together,
    "officer": officer,
    "officer, no cutting": officer,
    "one by one": one_by_one,
}
