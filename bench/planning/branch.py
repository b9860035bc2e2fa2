"""One person's cheapest plan with the price of irregularity: branch and bound over sites and weekly cells. Compiled.

A plan at n sites over c cells (weekday, slot) whose richest week has m blocks pays weight * (3 (n - 1) + c - m). A node
forbids some sites and cells and counts others as paid; it costs never more than the best plan inside it, so that the
cheapest open node is a lower bound whenever the search stops.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from bench.planning.person import FAR, best_end, fill_calendar, fill_weeks, workspace
from bench.planning.way import trace

SITE_POINTS = 3
PAID, BANNED = 1, 2


class Nodes(NamedTuple):
    """Nodes: what is decided of sites and cells, whether one site more is paid, the bound and the plan behind it."""

    sites: np.ndarray
    cells: np.ndarray
    more: np.ndarray
    base: np.ndarray
    bound: np.ndarray
    visits: np.ndarray
    length: np.ndarray


@njit(cache=True)
def richest(T, found, n, weeks):
    """Most visits in one week."""
    count = np.zeros(weeks, np.int64)
    for x in range(n):
        count[T.day[found[x]] // 7] += 1
    return count.max() if n else 0


@njit(cache=True)
def used(T, found, n, sites, cells):
    """How often every site and cell is visited."""
    sites[:] = 0
    cells[:] = 0
    for x in range(n):
        sites[T.site[found[x]]] += 1
        cells[T.cell[found[x]]] += 1


@njit(cache=True)
def evaluate(T, N, work, i, prices, sites, cells, paid_cells):
    """Lower bound of a node (its irregular cells paid, not its sites) and the visits of the plan behind it.

    From two paid cells on, the number of blocks of the richest week is known too.
    """
    inc = 1 if paid_cells > 1 else 0
    most = fill_weeks(T, work, i, N.weeks, prices, sites, cells, N.low, inc) - 1
    if inc == 0:
        fill_calendar(T, work, i, N.weeks, N.irregular, 0, 0)
        cost, week, hours = best_end(T, N, work, i, N.weeks)
        return cost, trace(T, work, i, week, hours, prices, cells, N.low, 0, 0, 0)
    best, n = FAR, 0
    for k in range(1, min(paid_cells, most) + 1):
        top = k if k < paid_cells else most
        fill_calendar(T, work, i, N.weeks, N.irregular, k, top)
        cost, week, hours = best_end(T, N, work, i, N.weeks)
        cost += N.irregular * (paid_cells - k) if week >= 0 else 0.0
        if cost < best:
            best = cost
            n = trace(T, work, i, week, hours, prices, cells, N.low, 1, k, top)
    return best, n


@njit(cache=True)
def plan_cost(T, N, found, n, base, paid_cells, sites, cells):
    """What the plan behind a node really costs: its bound without the paid part, plus its own irregularity."""
    if n == 0:
        return base
    rich, places, distinct = richest(T, found, n, N.weeks), 0, 0
    for s in sites:
        places += s > 0
    for c in cells:
        distinct += c > 0
    if paid_cells >= 2:
        base -= N.irregular * max(0, paid_cells - rich)
    return base + N.irregular * (SITE_POINTS * (places - 1) + distinct - rich)


@njit(cache=True)
def count(states, wanted):
    """How many are in this state."""
    n = 0
    for s in states:
        n += s == wanted
    return n


@njit(cache=True)
def settle(T, N, nodes, x, work, i, prices):
    """Evaluate node x anew."""
    cost, n = evaluate(
        T, N, work, i, prices, nodes.sites[x] != BANNED, nodes.cells[x] != BANNED, count(nodes.cells[x], PAID)
    )
    nodes.base[x], nodes.length[x] = cost, n
    nodes.visits[x, :n] = work.found[:n]


@njit(cache=True)
def price_sites(N, nodes, x, never):
    """The bound of node x: its base and the sites it pays; nobody pays more than for not working at all."""
    sites = max(1, count(nodes.sites[x], PAID) + nodes.more[x])
    bound = nodes.base[x] + N.irregular * SITE_POINTS * (sites - 1) if nodes.length[x] else nodes.base[x]
    nodes.bound[x] = min(bound, never)


@njit(cache=True)
def copy_node(nodes, x, y):
    """Node y becomes a copy of node x."""
    nodes.sites[y], nodes.cells[y], nodes.more[y] = nodes.sites[x], nodes.cells[x], nodes.more[x]
    nodes.base[y], nodes.bound[y], nodes.length[y] = nodes.base[x], nodes.bound[x], nodes.length[x]
    nodes.visits[y, : nodes.length[x]] = nodes.visits[x, : nodes.length[x]]


@njit(cache=True)
def pick(states, uses, most):
    """The used and undecided one with the most (or fewest) visits; -1 for none."""
    best = -1
    for x in range(len(states)):
        if states[x] == 0 and uses[x] > 0:
            better = best < 0 or (uses[x] > uses[best]) == most
            best = x if better else best
    return best


@njit(cache=True)
def split_sites(T, N, nodes, x, n, g, work, i, prices, never):
    """Without site g; with it and nothing undecided; with it and one more. Returns the number of nodes."""
    copy_node(nodes, x, n)
    nodes.sites[n, g] = PAID
    for s in range(T.sites[i]):
        if nodes.sites[n, s] == 0:
            nodes.sites[n, s] = BANNED
    nodes.more[n] = 0
    copy_node(nodes, x, n + 1)
    nodes.sites[n + 1, g] = PAID
    nodes.more[n + 1] = 1
    nodes.sites[x, g] = BANNED
    settle(T, N, nodes, x, work, i, prices)
    settle(T, N, nodes, n, work, i, prices)
    for y in (x, n, n + 1):
        price_sites(N, nodes, y, never)
    return n + 2


@njit(cache=True)
def split_cells(T, N, nodes, x, n, c, work, i, prices, never):
    """Without weekly cell c; with it, paid. Returns the number of nodes."""
    copy_node(nodes, x, n)
    nodes.cells[n, c] = PAID
    nodes.cells[x, c] = BANNED
    settle(T, N, nodes, x, work, i, prices)
    if count(nodes.cells[n], PAID) > 1:
        settle(T, N, nodes, n, work, i, prices)
    price_sites(N, nodes, x, never)
    price_sites(N, nodes, n, never)
    return n + 1


@njit(cache=True)
def root(T, N, nodes, work, i, prices, never):
    """The node where nothing is decided but what is pinned."""
    nodes.sites[0] = 0
    nodes.cells[0] = 0
    nodes.more[0] = 0
    for v in range(T.visit_from[i], T.visit_from[i + 1]):
        if T.pin[v] > 0:
            nodes.sites[0, T.site[v]] = PAID
            nodes.cells[0, T.cell[v]] = PAID
    settle(T, N, nodes, 0, work, i, prices)
    price_sites(N, nodes, 0, never)


@njit(cache=True)
def tree(T, budget):
    """Room for the nodes of any person."""
    size, visits = budget + 3, 1
    for i in range(len(T.hours)):
        visits = max(visits, T.visit_from[i + 1] - T.visit_from[i])
    return (
        np.zeros((size, max(1, T.sites.max())), np.int8),
        np.zeros((size, max(1, T.cells.max())), np.int8),
        np.zeros(size, np.int8),
        np.empty(size),
        np.empty(size),
        np.empty((size, visits + 1), np.int64),
        np.zeros(size, np.int64),
    )


@njit(cache=True)
def cheapest(T, N, i, prices, budget, memory, trees, out):
    """A lower bound of person i at these prices; the visits behind it in `out`; how many; nodes looked at.

    `memory` from `room`, `trees` from `tree`.
    """
    work = workspace(T, N.weeks, i, memory)
    s, c, more, base, low, visits, length = trees
    nodes = Nodes(s[:, : T.sites[i]], c[:, : T.cells[i]], more, base, low, visits, length)
    never = FAR
    root(T, N, nodes, work, i, prices, never)
    if not T.pin[T.visit_from[i] : T.visit_from[i + 1]].any():
        never = N.unplaced * T.hours[i] + N.unfinished
    sites, cells = np.zeros(T.sites[i], np.int64), np.zeros(T.cells[i], np.int64)
    n, upper, x = 1, FAR, 0
    while True:
        x = np.argmin(nodes.bound[:n])
        length = nodes.length[x]
        used(T, nodes.visits[x], length, sites, cells)
        real = plan_cost(T, N, nodes.visits[x], length, nodes.base[x], count(nodes.cells[x], PAID), sites, cells)
        upper = min(upper, real)
        if nodes.bound[x] >= upper - 1e-9 or n >= budget:
            break
        n = split(T, N, nodes, x, n, work, i, prices, never, sites, cells)
        if n < 0:
            break
    bound = min(nodes.bound[x], upper)
    out[: nodes.length[x]] = nodes.visits[x, : nodes.length[x]]
    return bound, nodes.length[x], abs(n)


@njit(cache=True)
def split(T, N, nodes, x, n, work, i, prices, never, sites, cells):
    """Split node x where its plan pays less than it should; -1 where nothing is left to decide."""
    places = 0
    for s in sites:
        places += s > 0
    g = pick(nodes.sites[x], sites, True)
    if g >= 0 and places > max(1, count(nodes.sites[x], PAID) + nodes.more[x]):
        return split_sites(T, N, nodes, x, n, g, work, i, prices, never)
    c = pick(nodes.cells[x], cells, False)
    if c >= 0:
        return split_cells(T, N, nodes, x, n, c, work, i, prices, never)
    if g >= 0:
        return split_sites(T, N, nodes, x, n, g, work, i, prices, never)
    return -1
