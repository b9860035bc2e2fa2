"""The whole city planned together: `solve` is anytime, deterministic for a seed and a number of rounds, and checked.

A first plan at prices that make early weeks dear, prices of crowded sessions, the plan again at those prices, then
small ruins rebuilt until the time is over. The cheapest plan met is kept.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np

from masohi.planning.city import search
from masohi.planning.city.first import first_plan
from masohi.planning.city.judge import judge
from masohi.planning.city.parts import districts, solve_apart
from masohi.planning.city.sched import Reader, solution
from masohi.planning.city.start import slack_order
from masohi.planning.city.terms import State, Town, fresh_desk, fresh_state

HOT, WARM, AGAIN, COLD = 30.0, 10.0, 3.0, 0.5
"""Temperatures: of a new plan, of one for more than `MANY` people, of one that people were told, and at the end."""
MANY = 200
LEAST = 0.003
"""Seconds for each order that a district needs to be searched at all."""
APART = 0.0003
"""Seconds for each order that a district costs beside its search: being sent, built, judged, handed back."""
EARLY = 30.0
"""What a place in the first week costs more than one in the last, before prices are known."""
PRICE_STEPS, PRICE_STEP = 20, 0.5
GUIDE = 0.2
"""How much of a session's price guides rebuilding: hints at what others need, without refusing it."""
CHUNK = 400
SMALL, CYCLES, WILD = 30, 8, 60.0
"""Up to how many people a town is small; how often it is heated, and how much more every second time."""
UNFINISHED = 200.0
"""Of two plans with as many hours left over, the one that leaves fewer people unfinished."""


@dataclass
class Search:
    """A search over one town: `clock` reads seconds, `end` is when it must stop; with `rounds` no clock is read."""

    town: Town
    seed: int
    end: float = 0.0
    rounds: int | None = None
    clock: Callable[[], float] = time.monotonic
    hot: float = WARM

    def __post_init__(self) -> None:
        self.desk = fresh_desk(self.town, self.seed)
        self.alone = np.zeros(self.town.people)
        self.best: State | None = None
        self.least = np.inf

    def run(self, start: dict[int, list[tuple[int, int]]] | None = None) -> State:
        """The best plan found; from `start` (openings and units by person) where one is given."""
        town = self.town
        began = self.clock()
        empty = self._fresh()
        search.cost_alone(town, empty, self.desk, self.alone)
        empty.price[:] = EARLY * np.maximum(0.0, 1.0 - town.o_day / max(1, town.days))
        state = self._fresh()
        state.price[:] = empty.price
        if start:
            search.load(town, state, self.desk, *rows_of(start, town))
        else:
            search.construct(town, state, self.desk, slack_order(town), 2, 1.0)
            self._keep(state)
        if not self._over(began, 0.35):
            self._prices(empty, began)
            state.price[:] = empty.price
        if not start and not self._over(began, 0.5):
            again = self._fresh()
            again.price[:] = empty.price
            search.construct(town, again, self.desk, slack_order(town), 3, 1.0)
            if search.total_cost(town, again) < search.total_cost(town, state):
                state = again
        self._keep(state)
        self._improve(state)
        return self.best or state

    def _fresh(self) -> State:
        state = fresh_state(self.town)
        search.fix_pinned(self.town, state)
        return state

    def _over(self, began: float, share: float) -> bool:
        return self.rounds is None and self.clock() > began + share * (self.end - began)

    def _prices(self, empty: State, began: float) -> None:
        demand = np.zeros(len(empty.price), np.int32)
        offer = np.zeros(len(empty.price), np.int32)
        for step in range(PRICE_STEPS):
            search.reprice(self.town, empty, self.desk, demand, offer, PRICE_STEP / (1.0 + step / 10.0))
            if self._over(began, 0.35):
                return

    def _improve(self, state: State) -> None:
        town, desk = self.town, self.desk
        people = np.flatnonzero(np.diff(town.p_candidate) > 0).astype(np.int64)
        if not len(people):
            return
        found = np.array([search.total_cost(town, state), self.least, 0.0, 0.0])
        began, done, heat, chunk = self.clock(), 0, self.hot, 20
        while True:
            if self.rounds is None:
                now = self.clock()
                if now >= self.end:
                    return
                share = (now - began) / max(1e-9, self.end - began)
                chunk = max(1, min(CHUNK, int(done / max(1e-3, now - began) * 0.1), _left(done, now, began, self.end)))
            else:
                if done >= self.rounds:
                    return
                share, chunk = done / self.rounds, min(CHUNK, max(1, self.rounds // 64), self.rounds - done)
            heat = self._heat(share)
            search.improve(town, state, desk, people, chunk, heat, heat, 2, GUIDE, self.alone, found)
            done += chunk
            if found[0] < self.least - 1e-6:
                self._keep(state)

    def _heat(self, share: float) -> float:
        """Cooling once; a small town is heated again and again, each second time enough to give up whole hours."""
        if self.town.people > SMALL:
            return float(self.hot * (COLD / self.hot) ** share)
        cycle, along = divmod(share * CYCLES, 1.0)
        hot = self.hot * (1.0 if int(cycle) % 2 == 0 else WILD)
        return float(hot * (COLD / hot) ** along)

    def _keep(self, state: State) -> None:
        """Remember this plan when it is the cheapest so far."""
        cost = search.total_cost(self.town, state)
        if cost < self.least - 1e-6 or self.best is None:
            self.least = cost
            self.best = state._replace(
                planned=state.planned.copy(), opening=state.opening.copy(), units=state.units.copy()
            )


def _left(done: int, now: float, began: float, end: float) -> int:
    """How many rounds still fit before the end, as fast as they went so far."""
    return int(done / max(1e-3, now - began) * (end - now)) + 1 if done else CHUNK


def rows_of(start: dict[int, list[tuple[int, int]]], town: Town) -> tuple[Any, Any, Any]:
    """A start as three arrays: first row of each person, openings, units."""
    first, openings, units = [0], [], []
    for person in range(town.people):
        for opening, length in start.get(person, ()):
            openings.append(opening)
            units.append(length)
        first.append(len(openings))
    return np.array(first, np.int64), np.array(openings or [0], np.int64), np.array(units or [0], np.int64)


def assignments_of(
    instance: dict[str, Any],
    *,
    end: float,
    rounds: int | None = None,
    seed: int = 1,
    start: list[list[Any]] | None = None,
    shown: list[Callable[[], list[list[Any]]]] | None = None,
) -> list[list[Any]]:
    """Plan one instance until `end` (of `time.monotonic`), or for so many rounds; rows of `kersos-sol/1`.

    Into `shown` goes a way to read the best plan so far from another thread, for who cannot wait.
    """
    reader = Reader(instance, unfinished=UNFINISHED)
    start = start or instance["announced"]
    fresh = WARM if reader.town.people > MANY else HOT
    hunt = Search(reader.town, seed, end=end, rounds=rounds, hot=AGAIN if start else fresh)
    if shown is not None:
        shown.append(lambda: reader.assignments(hunt.best) if hunt.best else [])
    state = hunt.run(reader.load(start) if start else None)
    return reader.assignments(state)


class UnlawfulPlan(Exception):
    """The plan broke a rule of its own instance: a fault of this program. `answer` is what the judge found."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        super().__init__(str(answer["violations"]))


def solve(instance: dict[str, Any], *, seconds: float = 20.0, **told: Any) -> dict[str, Any]:
    """A `kersos-sol/1` document for a `kersos-sched/1` instance, judged; raises `UnlawfulPlan`, never returns one.

    Further arguments are those of `rows_within`.
    """
    rows = rows_within(instance, time.monotonic() + seconds, **told)
    answer = judge(instance, {"assignments": rows})
    if answer["violations"]:
        raise UnlawfulPlan(answer)
    return solution(instance, rows)


def rows_within(
    instance: dict[str, Any],
    end: float,
    *,
    rounds: int | None = None,
    seed: int = 1,
    pool: Executor | None = None,
    workers: int = 1,
    start: list[list[Any]] | None = None,
    shown: list[Callable[[], list[list[Any]]]] | None = None,
) -> list[list[Any]]:
    """Assignments found until `end` (of `time.monotonic`), not judged yet.

    Independent districts are planned apart, on the workers of `pool` (any `Executor`) where there is one; each gets
    its share of the time or of the rounds, or all of it when it is the only one.
    """
    parts = districts(instance)
    if len(parts) < 2:
        return assignments_of(instance, end=end, rounds=rounds, seed=seed, start=start, shown=shown)
    seconds = (end - time.monotonic()) * (workers if pool else 1)
    shares = list(_shares(parts, seconds, end, rounds, seed, start))
    return solve_apart(parts, solve_part, shares, pool) if pool else _in_turn(parts, shares)


def solve_part(
    instance: dict[str, Any], *, seconds: float, until: float, rounds: int | None = None, **told: Any
) -> list[list[Any]]:
    """One district on a worker: its time starts when the worker does, and no district goes on after `until`.

    Whoever is reached too late gets the plain plan, and so does a district whose plan its judge refuses, so that one
    city never spoils the others. `until` is a moment of `time.monotonic`, the same in all processes.
    """
    now = time.monotonic()
    if rounds is not None or until - now >= LEAST * len(instance["orders"]):
        rows = assignments_of(instance, end=min(now + seconds, until), rounds=rounds, **told)
        if not judge(instance, {"assignments": rows})["violations"]:
            return rows
        now = time.monotonic()
    return first_plan(instance, max(until, now + LEAST * len(instance["orders"])))


def _in_turn(parts: list[dict[str, Any]], shares: list[dict[str, Any]]) -> list[list[Any]]:
    return [row for part, share in zip(parts, shares, strict=True) for row in solve_part(part, **share)]


def _shares(
    parts: list[dict[str, Any]],
    seconds: float,
    until: float,
    rounds: int | None,
    seed: int,
    start: list[list[Any]] | None,
) -> Iterator[dict[str, Any]]:
    """Time by the number of orders; what one district leaves of its time is not given to another."""
    total = sum(len(part["orders"]) for part in parts)
    seconds = max(0.0, seconds - min(APART * total, 0.1 * seconds))
    for number, part in enumerate(parts):
        size = len(part["orders"]) / total
        mine = {order["id"] for order in part["orders"]}
        yield {
            "seconds": seconds * size,
            "until": until,
            "rounds": None if rounds is None else max(1, round(rounds * size)),
            "seed": seed + number,
            "start": [row for row in start if row[0] in mine] if start else None,
        }
