"""A lower bound of the score of any lawful plan: places at a price, everything else of a person exact.

    python -m bench.planning.bound INSTANCE.json [--seconds 60] [--nodes 12] [--length 3]

The prices of the places are multipliers (>= 0). What remains falls apart into persons (`branch`: cheapest plan at these
prices, irregularity within a budget of nodes) and, per office, day and shift, the best use of its supervisors: which
sessions to open, each with one more supervisor for at most `ratio` more people and never more than its places. Children
and adults, and where separated men and women, never share a session: the office takes the dearer side. Left out: the
rolling 24 hours, pairs that must not meet, and the choice of one side for a whole day at sites with roving supervisors.
Every value printed is valid by itself, converged or not; the prices only make it larger.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numba import njit

from bench.planning.branch import cheapest, tree
from bench.planning.person import room
from bench.planning.tables import numbers_of, parts_of, people_of, supply_of

PATIENCE, SHRINK = 10, 0.7


class Bound(NamedTuple):
    """The best value, the prices that gave it ([session-day, group]), iterations, seconds, and the way there."""

    value: float
    prices: np.ndarray
    iterations: int
    seconds: float
    nodes: int
    curve: list


@njit(cache=True)
def everybody(T, N, prices, budget, visits, values):
    """Fill `values` per person and `visits` per price. Returns the nodes looked at."""
    visits[:] = 0.0
    nodes = 0
    memory, trees = room(T, N.weeks), tree(T, budget)
    out = np.empty(trees[5].shape[1], np.int64)
    for i in range(len(T.hours)):
        values[i], n, more = cheapest(T, N, i, prices, budget, memory, trees, out)
        values[i] += T.constant[i]
        nodes += more
        for x in range(n):
            visits[T.price[out[x]]] += 1.0
    return nodes


@njit(cache=True)
def resident_day(S, lo, hi, prices, opened):
    """The dearest use of one day of a site with its own supervisor: children, or adults."""
    adults = children = 0.0
    for s in range(lo, hi):
        p = 3 * S.part[s]
        adults += S.places[s] * max(prices[p], prices[p + 1])
        children += S.places[s] * prices[p + 2]
    for s in range(lo, hi):
        p = 3 * S.part[s]
        group = 2 if children > adults else 0 if prices[p] >= prices[p + 1] else 1
        opened[p + group] += S.places[s]
    return max(adults, children)


@njit(cache=True)
def session_gain(S, N, s, y, prices):
    """The most that y supervisors bring at session s (their cost paid), and for which group."""
    best, group = 0.0, 0
    for g in range(3):
        gain = min(S.places[s], S.ratio[g] * y) * prices[3 * S.part[s] + g] - N.supervisor * y
        if gain > best:
            best, group = gain, g
    return best, group


@njit(cache=True)
def office_shift(S, N, lo, hi, pool, prices, opened):
    """The best use of one pool, by dynamic programme over its sessions (children and adults need not be concave)."""
    size = hi - lo
    value = np.zeros((size + 1, pool + 1))
    take = np.zeros((size, pool + 1), np.int64)
    for k in range(size):
        s = lo + k
        most = -(-S.places[s] // min(S.ratio[0], S.ratio[2]))
        for y in range(min(most, pool) + 1):
            gain, _ = session_gain(S, N, s, y, prices)
            for have in range(y, pool + 1):
                if value[k, have - y] + gain > value[k + 1, have] or y == 0:
                    value[k + 1, have] = value[k, have - y] + gain
                    take[k, have] = y
    have = pool
    for k in range(size - 1, -1, -1):
        y = take[k, have]
        if y:
            _, g = session_gain(S, N, lo + k, y, prices)
            opened[3 * S.part[lo + k] + g] += min(S.places[lo + k], S.ratio[g] * y)
        have -= y
    return value[size, pool]


@njit(cache=True)
def offices(S, N, prices, opened):
    """What all places together bring at these prices."""
    opened[:] = 0.0
    total = 0.0
    for g in range(len(S.pool)):
        lo, hi = S.group_from[g], S.group_from[g + 1]
        if S.pool[g] < 0:
            total += resident_day(S, lo, hi, prices, opened)
        elif S.pool[g] > 0:
            total += office_shift(S, N, lo, hi, S.pool[g], prices, opened)
    return total


class Search:
    """Ascent on the prices: every price moves by its own recent violations (root mean square), in steps that shrink."""

    def __init__(self, instance: dict) -> None:
        parts = parts_of(instance)
        self.people, self.supply = people_of(instance, parts), supply_of(instance, parts)
        self.numbers = numbers_of(instance)
        size = 3 * max(1, len(parts))
        self.prices, self.visits, self.opened = np.zeros(size), np.zeros(size), np.zeros(size)
        self.values = np.zeros(len(instance["orders"]))
        self.drift, self.spread, self.done = np.zeros(size), np.zeros(size), 0
        self.best, self.best_prices, self.nodes, self.stale = -np.inf, self.prices.copy(), 0, 0

    def value(self, prices: np.ndarray, budget: int) -> float:
        """The bound at these prices; leaves visits and opened places behind."""
        self.nodes += everybody(self.people, self.numbers, prices, budget, self.visits, self.values)
        return float(self.values.sum() - offices(self.supply, self.numbers, prices, self.opened))

    def step(self, budget: int, length: float) -> None:
        """Evaluate here, remember the best, and move; go back to the best where nothing improved for long."""
        value = self.value(self.prices, budget)
        self.done += 1
        self.stale = 0 if value > self.best else self.stale + 1
        if value > self.best:
            self.best, self.best_prices = value, self.prices.copy()
        over = self.visits - self.opened
        over[(self.prices <= 0) & (over < 0)] = 0
        self.drift = 0.7 * self.drift + 0.3 * over
        self.spread = 0.97 * self.spread + 0.03 * over * over
        size = np.sqrt(self.spread / (1 - 0.97**self.done)) + 0.01
        self.prices = np.maximum(0.0, self.prices + length * self.drift / size)

    def restart(self) -> None:
        """From the best prices, at rest."""
        self.prices, self.stale = self.best_prices.copy(), 0
        self.drift[:] = 0

    def climb(self, until: Callable[[], bool], nodes: int, length: float, curve: list) -> float:
        """Steps until the time is over; the length they have shrunk to."""
        self.best = -np.inf
        self.restart()
        while not until():
            self.step(nodes, length)
            if self.stale >= PATIENCE:
                length *= SHRINK
                self.restart()
            if self.done % 25 == 0:
                curve.append((self.done, nodes, round(self.best, 2)))
        return length


def bound(instance: dict, *, seconds: float = 60, nodes: int = 12, iterations: int = 10**9, length: float = 3) -> Bound:
    """The best bound found in this time: a quarter of it without branches, then with `nodes` a person, once with many.

    `length` is the first step in points; above load 1, where a place is worth thousands, begin with 50.
    """
    search, curve = Search(instance), []
    for budget in (1, 2):
        search.value(search.prices, budget)
    search.nodes, began = 0, time.perf_counter()

    def ends(share: float) -> Callable[[], bool]:
        most = iterations * share
        return lambda: search.done >= most or time.perf_counter() - began > seconds * share

    reached = search.climb(ends(0.25), 1, length, curve)
    if nodes > 1:
        search.climb(ends(1.0), nodes, max(reached, length / 30), curve)
    value = max(search.best, search.value(search.best_prices, 40 * nodes))
    return Bound(value, search.best_prices, search.done, time.perf_counter() - began, search.nodes, curve)


def main() -> None:
    """Print the bound of one instance."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--nodes", type=int, default=12)
    parser.add_argument("--length", type=float, default=3)
    chosen = parser.parse_args()
    found = bound(
        json.loads(chosen.instance.read_text()), seconds=chosen.seconds, nodes=chosen.nodes, length=chosen.length
    )
    print(json.dumps({"curve": found.curve[:: max(1, len(found.curve) // 20)]}))
    print(json.dumps({"bound": round(found.value, 2), "iterations": found.iterations, "seconds": found.seconds}))


if __name__ == "__main__":
    main()
