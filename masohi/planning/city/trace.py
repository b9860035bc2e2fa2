"""From the tables of `person` back to sessions: when the plan ends, what each week holds, which slots of the day."""

from masohi.planning.city.compiled import compiled
from masohi.planning.city.person import idle_cost, layers, risk
from masohi.planning.city.terms import NEVER, Desk, Town

CLOSE = 1e-6


@compiled
def best_end(town: Town, desk: Desk, person: int) -> tuple[int, int, float]:
    """(last group worked, units placed, cost): -1 and 0 when nothing is placed beside what is pinned."""
    need = town.p_need[person]
    first, groups = town.p_group[person], town.p_group[person + 1] - town.p_group[person]
    pinned = town.p_pinned[person]
    forced = -1
    for group in range(groups):
        if town.g_force[first + group]:
            forced = group
    at, units, least = -1, 0, NEVER
    if forced < 0:
        least = town.w_unplaced * need + (town.w_unfinished if need > 0 else 0.0)
    for short in range(need + 1):
        total = need - short
        base = town.w_unplaced * short + (town.w_unfinished if short else 0.0)
        if base >= least:
            break
        if total == 0 and forced < 0:
            break
        for group in range(max(0, forced), groups):
            cost = desk.best[group, total] + base
            if cost < least:
                week = max(town.g_week[first + group], town.p_last_pinned[person])
                cost += town.w_risk * risk(town, person, total + pinned, week)
                if cost < least:
                    at, units, least = group, total, cost
    return at, units, least


@compiled
def trace(town: Town, desk: Desk, person: int, last: int, units: int) -> int:
    """The sessions behind `best_end`, latest day first, into `try_opening` (candidates) and `try_units`; how many."""
    first = town.p_group[person]
    count, group, total = 0, last, units
    while group >= 0:
        least, before, chosen = NEVER, -1, -1
        start = 0 if town.g_force[first + group] else town.p_least[person]
        for here in range(start, min(town.g_cap[first + group], total) + 1):
            if here > 0 and here < town.p_least[person]:
                continue
            cost = desk.week[group, here]
            if cost >= NEVER:
                continue
            cost_before, where = earlier(town, desk, person, group, total - here)
            if cost + cost_before < least - CLOSE:
                least, before, chosen = cost + cost_before, where, here
        if chosen < 0:
            return -1
        if chosen > 0:
            count = trace_group(town, desk, person, group, chosen, count)
            if count < 0:
                return -1
        total -= chosen
        group = before
    return count


@compiled
def earlier(town: Town, desk: Desk, person: int, group: int, total: int) -> tuple[float, int]:
    """The cheapest way to have placed `total` before `group`: its cost and its last group (-1: nothing before)."""
    first, groups = town.p_group[person], town.p_group[person + 1] - town.p_group[person]
    least, where, idle = NEVER, -1, 0.0
    for before in range(group - 1, -1, -1):
        cost = desk.best[before, total] + idle
        if cost < least:
            least, where = cost, before
        if town.g_force[first + before]:
            return least, where
        idle += idle_cost(town, first, before, groups)
    if total == 0 and least > 0.0:
        return 0.0, -1
    return least, where


@compiled
def trace_group(town: Town, desk: Desk, person: int, group: int, units: int, count: int) -> int:
    """The sessions of one group, latest day first."""
    first = town.p_candidate[person]
    start, end = desk.group_day[group], desk.group_day[group + 1]
    allowed, least = town.g_days[town.p_group[person] + group], town.p_least[person]
    steps, cap = desk.steps, desk.cap
    top = layers(desk.day, desk.day_at, cap, start, end, units, allowed, least, steps)
    days = 0
    if allowed < 7:
        for worked in range(allowed + 1):
            if steps[top, worked, units] < steps[top, days, units]:
                days = worked
    total = units
    for step in range(top - 1, -1, -1):
        if steps[step, days, total] <= steps[step + 1, days, total] + CLOSE:
            continue
        into = days - 1 if allowed < 7 else 0
        found, number = 0, start + step
        for here in range(min(cap[desk.day_at[number]], total), least - 1, -1):
            if steps[step, into, total - here] + desk.day[number, here] <= steps[step + 1, days, total] + CLOSE:
                found = here
                break
        if found == 0:
            return -1
        count = trace_day(town, desk, person, first + desk.day_at[number], found, desk.day[number, found], count)
        if count < 0:
            return -1
        total -= found
        days = into
    return count if total == 0 else -1


@compiled
def trace_day(town: Town, desk: Desk, person: int, at: int, units: int, price: float, count: int) -> int:
    """The sessions of one day, latest first: the slots of one site that cost `price` together; full ones first."""
    base, least, until = town.p_candidate[person], town.p_least[person], town.c_day_end[at]
    site = at
    while site < until:
        slots = town.c_site_end[site] - site
        for way in range(1, 1 << slots):
            cost, longest, blocks = desk.travel[site - base], 0, 0
            for slot in range(slots):
                if way >> slot & 1:
                    cost += desk.value[site + slot - base] + desk.cell_extra[town.c_cell[site + slot]]
                    longest += desk.most[site + slot - base]
                    blocks += 1
                    if way & town.c_clash[site + slot]:
                        cost = NEVER
            if cost > price + CLOSE or blocks * least > units or longest < units:
                continue
            left, rest = units, blocks
            for slot in range(slots - 1, -1, -1):
                if way >> slot & 1:
                    rest -= 1
                    here = min(desk.most[site + slot - base], left - rest * least)
                    desk.try_opening[count], desk.try_units[count] = site + slot, here
                    count += 1
                    left -= here
            return count
        site = town.c_site_end[site]
    return -1
