"""One person's best plan at given prices, exactly: sessions of a day, days of a week, weeks of the order.

Whole blocks, shortest block, daily and weekly caps, one site a day with its travel, idle weeks and the risk of the
week in which the plan ends are all inside. What couples distant weeks (how many sites, how many different weekdays and
slots) is not: `plan.py` steers it with extra charges and counts it truly afterwards.
"""

import numpy as np

from masohi.planning.city.compiled import compiled
from masohi.planning.city.places import draw, entry_cost
from masohi.planning.city.terms import NEVER, Desk, State, Town


@compiled
def risk(town: Town, person: int, planned: int, week: int) -> float:
    """Expected hours that can no longer be made up when `planned` units end in `week` (design: planning, f2)."""
    absence = town.p_absence[person]
    if planned <= 0 or absence <= 0.0:
        return 0.0
    blocks = -(-planned // town.risk_block)
    each = planned * town.unit / 60.0 / blocks
    left = max(0, town.p_deadline_week[person] - (week + 1))
    again = (1.0 - absence) * town.p_weekly[person] * left
    total, chance = 0.0, (1.0 - absence) ** blocks
    for missed in range(blocks + 1):
        if missed * each > again:
            total += chance * (missed * each - again)
        chance *= (blocks - missed) / (missed + 1.0) * absence / (1.0 - absence)
    return total


@compiled
def price_candidates(town: Town, state: State, desk: Desk, person: int, scale: float) -> None:
    """What each candidate costs now, into `desk.value`; rivals' site-days and full sessions are `NEVER`."""
    desk.now[0] += 1
    desk.hurt[0] = 0
    for position in range(town.p_rival[person], town.p_rival[person + 1]):
        rival = town.rivals[position]
        first = town.p_block[rival]
        for room in range(first, first + state.planned[rival]):
            desk.stamp[town.o_sited[state.opening[room]]] = desk.now[0]
        for fixed in range(town.p_fixed[rival], town.p_fixed[rival + 1]):
            if town.f_opening[fixed] >= 0:
                desk.stamp[town.o_sited[town.f_opening[fixed]]] = desk.now[0]
    first = town.p_candidate[person]
    for candidate in range(first, town.p_candidate[person + 1]):
        opening = int(town.c_opening[candidate])
        value = entry_cost(town, state, person, opening)
        if desk.stamp[town.o_sited[opening]] == desk.now[0] or (
            desk.blink[0] > 0.0 and draw(desk.dice) < desk.blink[0]
        ):
            value = NEVER
        elif value < NEVER:
            value += town.c_cost[candidate] + scale * state.price[opening]
        desk.value[candidate - first] = value
        desk.most[candidate - first] = town.c_most[candidate]
        desk.cap[candidate - first] = town.c_cap[candidate]


@compiled
def price_weeks(town: Town, desk: Desk, person: int) -> None:
    """For every group of days, the cheapest way to work each number of units, into `desk.week`."""
    first_group, last_group = town.p_group[person], town.p_group[person + 1]
    first, last = town.p_candidate[person], town.p_candidate[person + 1]
    for at in range(first, last):
        desk.travel[at - first] = town.c_travel[at] + desk.site_extra[town.c_site[at]]
    fill_weeks(
        desk.value,
        desk.travel,
        desk.cell_extra,
        town.c_cell[first:last],
        desk.most,
        desk.cap,
        town.c_group[first:last],
        town.c_clash[first:last],
        town.c_site_end[first:last],
        town.c_day_end[first:last],
        first,
        town.p_least[person],
        town.g_cap[first_group:last_group],
        town.g_days[first_group:last_group],
        desk.day,
        desk.day_at,
        desk.group_day,
        desk.week,
        desk.steps,
    )


@compiled
def fill_weeks(  # type: ignore[no-untyped-def]
    value, travel, extra, cell, most, cap, group, clash, site_end, day_end, base, least, g_cap, g_days,
    day, day_at, group_day, week, steps,
):  # fmt: skip
    """The whole of `price_weeks` on plain arrays: handing `Town` to a function costs more than the work of one day."""
    groups = g_cap.size
    for number in range(groups):
        group_day[number] = -1
        for total in range(g_cap[number] + 1):
            week[number, total] = NEVER
        week[number, 0] = 0.0
    at, days, size = 0, 0, group.size
    while at < size:
        number = group[at]
        until = day_end[at] - base
        room = min(cap[at], g_cap[number])
        if group_day[number] < 0:
            group_day[number] = days
        day_at[days] = at
        table = day[days]
        for units in range(least, room + 1):
            table[units] = NEVER
        site = at
        while site < until:
            after = site_end[site] - base
            slots = after - site
            ways = 1 << slots
            for way in range(1, ways):
                price, longest, blocks = travel[site], 0, 0
                for slot in range(slots):
                    if way >> slot & 1:
                        price += value[site + slot] + extra[cell[site + slot]]
                        longest += most[site + slot]
                        blocks += 1
                        if way & clash[site + slot]:
                            price = NEVER
                if price < NEVER:
                    for units in range(blocks * least, min(longest, room) + 1):
                        if price < table[units]:
                            table[units] = price
            site = after
        days += 1
        if g_days[number] >= 7:
            row = week[number]
            for total in range(g_cap[number], least - 1, -1):
                best = row[total]
                for units in range(least, min(room, total) + 1):
                    best = min(best, row[total - units] + table[units])
                row[total] = best
        at = until
    group_day[groups] = days
    for number in range(groups - 1, -1, -1):
        if group_day[number] < 0:
            group_day[number] = group_day[number + 1]
        elif g_days[number] < 7:
            last = layers(
                day, day_at, cap, group_day[number], group_day[number + 1], g_cap[number], g_days[number], least, steps
            )
            for worked in range(g_days[number] + 1):
                for total in range(g_cap[number] + 1):
                    week[number, total] = min(week[number, total], steps[last, worked, total])


@compiled
def layers(day, day_at, cap, start, end, most, allowed, least, steps):  # type: ignore[no-untyped-def]
    """The days of one group one after another, each step kept: `steps[day, days worked, units]`; how many days.

    Days worked are counted only where the group limits them to fewer than seven.
    """
    limited = allowed < 7
    rows = allowed if limited else 0
    for worked in range(rows + 1):
        for total in range(most + 1):
            steps[0, worked, total] = NEVER
    steps[0, 0, 0] = 0.0
    for number in range(start, end):
        step = number - start
        room = min(cap[day_at[number]], most)
        for worked in range(rows + 1):
            for total in range(most + 1):
                steps[step + 1, worked, total] = steps[step, worked, total]
        for worked in range(rows if limited else 1):
            into = worked + 1 if limited else 0
            for total in range(least, most + 1):
                best = steps[step + 1, into, total]
                for units in range(least, min(room, total) + 1):
                    best = min(best, steps[step, worked, total - units] + day[number, units])
                steps[step + 1, into, total] = best
    return end - start


@compiled
def lower(into: np.ndarray, other: np.ndarray, cost: float) -> None:
    """`into` becomes what is cheaper: itself, or `other` and `cost`. Plain slices run several numbers at a time."""
    for at in range(into.size):
        value = other[at] + cost
        into[at] = value if value < into[at] else into[at]


@compiled
def price_order(town: Town, desk: Desk, person: int) -> None:
    """For every group as the last one worked, the cheapest way to have placed each number of units by then."""
    need, least = town.p_need[person], town.p_least[person]
    first, groups = town.p_group[person], town.p_group[person + 1] - town.p_group[person]
    ahead = desk.ahead
    ahead[: need + 1] = NEVER
    ahead[0] = 0.0
    begun = False
    for group in range(groups):
        row = desk.best[group]
        row[: need + 1] = NEVER
        for units in range(least, min(town.g_cap[first + group], need) + 1):
            cost = desk.week[group, units]
            if cost < NEVER:
                lower(row[units : need + 1], ahead[: need + 1 - units], cost)
        if town.g_force[first + group]:
            for total in range(need + 1):
                value = ahead[total] if ahead[total] < row[total] else row[total]
                row[total] = value
                ahead[total] = value
            begun = True
            continue
        idle = idle_cost(town, first, group, groups)
        if begun:
            ahead[0] += idle
        for total in range(1, need + 1):
            ahead[total] = min(row[total], ahead[total] + idle)


@compiled
def idle_cost(town: Town, first: int, group: int, groups: int) -> float:
    """What leaving out this group costs between two others: one point where groups are calendar weeks."""
    if groups < 2:
        return 0.0
    other = group + 1 if group + 1 < groups else group - 1
    return town.w_irregular if abs(town.g_week[first + other] - town.g_week[first + group]) == 1 else 0.0
