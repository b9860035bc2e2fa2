"""One person's cheapest plan at given prices, exactly: day, week, weeks. Compiled.

Costs of a day by blocks and hours; of a week likewise; of a calendar by last week and hours, with idle weeks and the
risk of finishing there. With `counting` the number of blocks is kept apart, so that "most blocks in one week" is known.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

FAR = 1e18


class Work(NamedTuple):
    """Tables of one person: by day, by week and day (with the way there), by week; and the visits found."""

    day: np.ndarray
    run: np.ndarray
    week: np.ndarray
    from_blocks: np.ndarray
    from_hours: np.ndarray
    best: np.ndarray
    step: np.ndarray
    back: np.ndarray
    carry: np.ndarray
    carry_from: np.ndarray
    days: np.ndarray
    found: np.ndarray


@njit(cache=True)
def room(T, weeks):
    """Flat memory for the tables of any person, made once: floats, way back, visits."""
    size, visits = 0, 1
    for i in range(len(T.hours)):
        width, hours, day = T.week_most[i] + 1, T.hours[i] + 1, T.day_most[i] + 1
        size = max(size, 8 * weeks * (width + 1) * max(width, day), 2 * weeks * hours)
        visits = max(visits, T.visit_from[i + 1] - T.visit_from[i])
    return np.empty((4, size)), np.empty((5, size), np.int32), np.empty(visits + 1, np.int64)


@njit(cache=True)
def shaped(flat, a, b, c, d):
    """The beginning of flat memory as a table of four dimensions."""
    return flat[: a * b * c * d].reshape((a, b, c, d))


@njit(cache=True)
def workspace(T, weeks, i, memory):
    """The tables of person i in this memory."""
    width, hours, day = T.week_most[i] + 1, T.hours[i] + 1, T.day_most[i] + 1
    blocks = width + 1
    reals, whole, found = memory
    return Work(
        shaped(reals[0], 1, 7, blocks, day)[0],
        shaped(whole[0], weeks, 7, blocks, day),
        shaped(reals[1], weeks, 8, blocks, width),
        shaped(whole[1], weeks, 8, blocks, width),
        shaped(whole[2], weeks, 8, blocks, width),
        shaped(reals[2], 1, 2, weeks, hours)[0],
        shaped(whole[3], 1, 2, weeks, hours)[0],
        shaped(whole[4], 1, 2, weeks, hours)[0],
        shaped(reals[3], 1, 2, weeks, hours)[0],
        np.empty((2, weeks, hours), np.int16),
        np.zeros(weeks, np.int64),
        found,
    )


@njit(cache=True)
def run_end(T, v, last):
    """The visit after the run (one day, one site) that begins at v."""
    e = v + 1
    while e < last and T.day[e] == T.day[v] and T.site[e] == T.site[v]:
        e += 1
    return e


@njit(cache=True)
def add_visit(table, cost, low, most, inc, must):
    """Put one more session into a run's table [blocks, hours], in place; `must`: the visit cannot be left out."""
    nb, nh = table.shape
    for b in range(nb - 1, -1, -1):
        for h in range(nh - 1, -1, -1):
            base = table[b, h]
            if must:
                table[b, h] = FAR
            if base >= FAR or b + inc >= nb:
                continue
            for x in range(low, min(most, nh - 1 - h) + 1):
                if base + cost < table[b + inc, h + x]:
                    table[b + inc, h + x] = base + cost


@njit(cache=True)
def run_table(T, v, e, prices, cells, low, inc, table):
    """Cheapest way to work so many blocks and hours in this run; False where a pinned visit is not among it."""
    table[:] = FAR
    table[0, 0] = T.travel[v]
    pins = 0
    for u in range(v, e):
        pin = T.pin[u]
        pins += pin > 0
        if pin > 0:
            add_visit(table, prices[T.price[u]] - T.gain[u], pin, pin, inc, True)
        elif cells[T.cell[u]]:
            add_visit(table, prices[T.price[u]] - T.gain[u], low, T.most[u], inc, False)
    return pins == T.pins_that_day[v]


@njit(cache=True)
def take_run(work, table, w, d, v):
    """Keep the run beginning at v where it is the cheapest of its day."""
    nb, nh = table.shape
    for b in range(nb):
        for h in range(1, nh):
            if table[b, h] < work.day[d, b, h]:
                work.day[d, b, h] = table[b, h]
                work.run[w, d, b, h] = v


@njit(cache=True)
def join_day(work, w, d, nb, rows):
    """Layer d + 1 of a week from the layer before it (`rows` of blocks in use) and the day's table; rows in use now."""
    new, old, day = work.week[w, d + 1], work.week[w, d], work.day[d]
    width, more = new.shape[1], 0
    new[:nb] = FAR
    for db in range(nb):
        for dh in range(day.shape[1]):
            cost = day[db, dh]
            if cost >= FAR:
                continue
            more = db
            for b in range(min(nb - db, rows)):
                for h in range(width - dh):
                    if old[b, h] + cost < new[b + db, h + dh]:
                        new[b + db, h + dh] = old[b, h] + cost
                        work.from_blocks[w, d + 1, b + db, h + dh] = db
                        work.from_hours[w, d + 1, b + db, h + dh] = dh
    return min(nb, rows + more)


@njit(cache=True)
def take_visit(T, work, w, d, v, prices, cells, low):
    """A run of one visit that nobody pinned, blocks not counted: every length costs the same."""
    if cells[T.cell[v]]:
        cost = T.travel[v] + prices[T.price[v]] - T.gain[v]
        for h in range(low, min(T.most[v], work.day.shape[2] - 1) + 1):
            if cost < work.day[d, 0, h]:
                work.day[d, 0, h] = cost
                work.run[w, d, 0, h] = v


@njit(cache=True)
def fill_day(T, work, v, end, w, d, prices, sites, cells, low, inc, table):
    """All runs of one day, as layer d of its week; returns the visit after it."""
    nb, pins = table.shape[0], T.pins_that_day[v]
    work.day[d, :nb] = FAR
    if pins == 0:
        work.day[d, 0, 0] = 0.0
    today = T.day[v]
    while v < end and T.day[v] == today:
        e = run_end(T, v, end)
        if sites[T.site[v]] or pins > 0:
            if e == v + 1 and inc + pins == 0:
                take_visit(T, work, w, d, v, prices, cells, low)
            elif run_table(T, v, e, prices, cells, low, inc, table):
                take_run(work, table, w, d, v)
        v = e
    return v


@njit(cache=True)
def fill_weeks(T, work, i, weeks, prices, sites, cells, low, inc):
    """The table of every week of person i, one layer a day with visits. Returns how many rows of blocks are in use."""
    nb = min(T.week_most[i] // low, work.day.shape[1] - 2) + 1 if inc else 1
    table = np.empty((nb, T.day_most[i] + 1))
    v, end = T.visit_from[i], T.visit_from[i + 1]
    for w in range(weeks):
        work.week[w, 0, :nb] = FAR
        work.week[w, 0, 0, 0] = 0.0
        d, rows = 0, 1
        while v < end and T.day[v] < 7 * w + 7:
            v = fill_day(T, work, v, end, w, d, prices, sites, cells, low, inc, table)
            rows = join_day(work, w, d, nb, rows)
            d += 1
        work.days[w] = d
    return nb


@njit(cache=True)
def fewest(work, w, lo, hi, h):
    """Cheapest week of h hours with lo..hi blocks, and how many blocks it has."""
    cost, blocks = FAR, lo
    for b in range(lo, hi + 1):
        if work.week[w, work.days[w], b, h] < cost:
            cost, blocks = work.week[w, work.days[w], b, h], b
    return cost, blocks


@njit(cache=True)
def extend(work, w, to, frm, h, cost, first):
    """Calendars whose week w has h hours at this cost, `to` and `frm` saying whether a richest week was seen."""
    hours = work.best.shape[2]
    if first and h < hours and cost < work.best[to, w, h]:
        work.best[to, w, h] = cost
        work.step[to, w, h] = h
        work.back[to, w, h] = -1
    if w == 0 or frm < 0:
        return
    for p in range(1, hours - h):
        c = work.carry[frm, w - 1, p] + cost
        if c < FAR and c < work.best[to, w, p + h]:
            work.best[to, w, p + h] = c
            work.step[to, w, p + h] = h
            work.back[to, w, p + h] = frm


@njit(cache=True)
def may_idle(work, w):
    """Whether nothing is pinned in this week."""
    return work.week[w, work.days[w], 0, 0] < FAR


@njit(cache=True)
def carry_over(work, w, idle):
    """The cheapest calendar that ended in this week or before, idle weeks since then paid."""
    for f in range(2):
        for p in range(work.best.shape[2]):
            work.carry[f, w, p] = work.best[f, w, p]
            work.carry_from[f, w, p] = w
            if w and may_idle(work, w) and work.carry[f, w - 1, p] + idle < work.carry[f, w, p]:
                work.carry[f, w, p] = work.carry[f, w - 1, p] + idle
                work.carry_from[f, w, p] = work.carry_from[f, w - 1, p]


@njit(cache=True)
def fill_calendar(T, work, i, weeks, idle, k, top):
    """Calendars (flag 1) whose richest week has k blocks, or `top` at least k (k = 0: any)."""
    work.best[:] = FAR
    free = True
    for w in range(weeks):
        for h in range(1, T.week_most[i] + 1):
            cost, _ = fewest(work, w, k, top, h)
            if cost < FAR:
                extend(work, w, 1, 0 if k > 0 else -1, h, cost, free)
            if k > 0:
                cost, _ = fewest(work, w, 0, k - 1, h)
                if cost < FAR:
                    extend(work, w, 0, 0, h, cost, free)
            cost, _ = fewest(work, w, 0, top, h)
            if cost < FAR:
                extend(work, w, 1, 1, h, cost, False)
        carry_over(work, w, idle)
        free = free and may_idle(work, w)


@njit(cache=True)
def best_end(T, N, work, i, weeks):
    """Cheapest end of the calendars in `work`: cost with unplaced hours and risk, week, hours (0: never works)."""
    total = T.hours[i]
    cost, week, hours = FAR, -1, 0
    for w in range(weeks - 1, -1, -1):
        base = T.risk_from[i] + w * (total + 1)
        for p in range(1, total + 1):
            if work.best[1, w, p] >= FAR:
                continue
            c = work.best[1, w, p] + T.risk[base + p] + N.unplaced * (total - p) + N.unfinished * (p < total)
            if c < cost:
                cost, week, hours = c, w, p
        if not may_idle(work, w):
            return cost, week, hours
    never = N.unplaced * total + N.unfinished
    return (never, -1, 0) if never <= cost else (cost, week, hours)
