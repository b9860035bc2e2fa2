"""From the tables of one person's cheapest plan back to its visits. Compiled."""

from numba import njit

from bench.planning.person import FAR, fewest, run_end


@njit(cache=True)
def some_visits(T, v, size, mask, prices, cells, low):
    """What the visits of `mask` cost together, their fewest and most hours; FAR where they may not be so chosen."""
    cost, least, most = 0.0, 0, 0
    for x in range(v, v + size):
        pin = T.pin[x]
        if mask >> (x - v) & 1:
            if pin == 0 and not cells[T.cell[x]]:
                return FAR, 0, 0
            least += pin if pin > 0 else low
            most += pin if pin > 0 else T.most[x]
            cost += prices[T.price[x]] - T.gain[x]
        elif pin > 0:
            return FAR, 0, 0
    return cost, least, most


@njit(cache=True)
def trace_run(T, work, v, e, prices, cells, low, inc, b, h, n):
    """Append the visits of one run that make b blocks and h hours; returns how many visits there are now."""
    best, choice = FAR, 0
    for mask in range(1, 1 << (e - v)):
        cost, least, most = some_visits(T, v, e - v, mask, prices, cells, low)
        if cost < best and least <= h <= most and (inc == 0 or ones(mask) == b):
            best, choice = cost, mask
    for x in range(v, e):
        if choice >> (x - v) & 1:
            work.found[n] = x
            n += 1
    return n


@njit(cache=True)
def ones(mask):
    """How many bits are set."""
    n = 0
    while mask:
        n += mask & 1
        mask >>= 1
    return n


@njit(cache=True)
def trace_week(T, work, i, w, b, h, prices, cells, low, inc, n):
    """Append the visits of one week."""
    for d in range(work.days[w] - 1, -1, -1):
        db, dh = work.from_blocks[w, d + 1, b, h], work.from_hours[w, d + 1, b, h]
        if dh > 0:
            v = work.run[w, d, db, dh]
            n = trace_run(T, work, v, run_end(T, v, T.visit_from[i + 1]), prices, cells, low, inc, db, dh, n)
        b -= db
        h -= dh
    return n


@njit(cache=True)
def trace(T, work, i, week, hours, prices, cells, low, inc, k, top):
    """The visits of the calendar that ends in this week with these hours; returns how many."""
    n, f = 0, 1
    while week >= 0:
        h, frm = work.step[f, week, hours], work.back[f, week, hours]
        if f == 1 and frm != 1:
            _, b = fewest(work, week, k, top, h)
        else:
            _, b = fewest(work, week, 0, top if f == 1 else k - 1, h)
        n = trace_week(T, work, i, week, b, h, prices, cells, low, inc, n)
        hours -= h
        if frm < 0:
            break
        f = frm
        week = work.carry_from[f, week - 1, hours]
    return n
