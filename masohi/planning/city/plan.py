"""A person's plan with everything counted: rhythm, number of sites, any 24 hours; of several tries the best."""

from masohi.planning.city.compiled import compiled
from masohi.planning.city.day_and_night import close_days, halve_days, relieve
from masohi.planning.city.person import price_candidates, price_order, price_weeks, risk
from masohi.planning.city.places import admit, draw, entry_cost
from masohi.planning.city.terms import NEVER, Desk, State, Town
from masohi.planning.city.trace import best_end, trace

SITE_POINTS = 3
PATIENCE = 12


@compiled
def count_cells(town: Town, desk: Desk, person: int, count: int, step: int) -> tuple[int, int, int]:
    """Add (`step` 1) or clear (-1) the counts by cell and site: (cells, sites, most sessions in one week)."""
    cells, sites, most, week, here = 0, 0, 0, -1, 0
    for block in range(count):
        opening = town.c_opening[desk.try_opening[block]]
        cell, site = town.o_cell[opening], town.o_site[opening]
        if step > 0:
            cells += desk.cell_count[cell] == 0
            sites += desk.site_count[site] == 0
            desk.cell_count[cell] += 1
            desk.site_count[site] += 1
        else:
            desk.cell_count[cell] = 0
            desk.site_count[site] = 0
        if town.o_day[opening] // 7 != week:
            week, here = town.o_day[opening] // 7, pinned_in(town, person, town.o_day[opening] // 7)
        here += 1
        most = max(most, here)
    for fixed in range(town.p_fixed[person], town.p_fixed[person + 1]):
        if town.f_opening[fixed] < 0:
            continue
        cell, site = town.o_cell[town.f_opening[fixed]], town.f_site[fixed]
        if step > 0:
            cells += desk.cell_count[cell] == 0
            sites += desk.site_count[site] == 0
            desk.cell_count[cell] += 1
            desk.site_count[site] += 1
            most = max(most, pinned_in(town, person, int(town.f_week[fixed])))
        else:
            desk.cell_count[cell] = 0
            desk.site_count[site] = 0
    return cells, sites, most


@compiled
def pinned_in(town: Town, person: int, week: int) -> int:
    """Pinned sessions of the person in a week."""
    found = 0
    for fixed in range(town.p_fixed[person], town.p_fixed[person + 1]):
        found += town.f_opening[fixed] >= 0 and town.f_week[fixed] == week
    return found


@compiled
def true_cost(
    town: Town, state: State, desk: Desk, person: int, count: int, scale: float
) -> tuple[float, float, int, int]:
    """(cost of the person, what is added for supervisors and prices, cells, sites) of the plan on the desk."""
    units, cost, entry, day = 0, town.p_told[person], 0.0, -1
    first_week, last_week, weeks, previous = -1, town.p_last_pinned[person], 0, -1
    for block in range(count):
        candidate = desk.try_opening[block]
        opening = int(town.c_opening[candidate])
        units += desk.try_units[block]
        cost += town.c_cost[candidate]
        entry += entry_cost(town, state, person, opening) + scale * state.price[opening]
        if town.o_day[opening] != day:
            day = town.o_day[opening]
            cost += town.c_travel[candidate]
        week = day // 7
        if week != previous:
            previous = week
            weeks += pinned_in(town, person, int(week)) == 0
        last_week = max(last_week, week)
        first_week = week if first_week < 0 else min(first_week, week)
    counted = -1
    for fixed in range(town.p_fixed[person], town.p_fixed[person + 1]):
        if town.f_opening[fixed] >= 0:
            week = town.f_week[fixed]
            first_week = week if first_week < 0 else min(first_week, week)
            weeks += week != counted
            counted = week
    short = town.p_need[person] - units
    cost += town.w_unplaced * short + (town.w_unfinished if short > 0 else 0.0)
    if first_week < 0:
        return cost, entry, 0, 0
    cost += town.w_risk * risk(town, person, units + town.p_pinned[person], last_week)
    cells, sites, most = count_cells(town, desk, person, count, 1)
    count_cells(town, desk, person, count, -1)
    idle = last_week - first_week + 1 - weeks
    cost += town.w_irregular * (SITE_POINTS * (sites - 1) + cells - most + idle)
    return cost, entry, cells, sites


@compiled
def charge(town: Town, desk: Desk, person: int, count: int, strength: float) -> None:
    """Spread what each cell and site of the last try cost over its uses; what was not used pays in full."""
    cells, sites, most = count_cells(town, desk, person, count, 1)
    for candidate in range(town.p_candidate[person], town.p_candidate[person + 1]):
        opening = town.c_opening[candidate]
        cell, site = town.o_cell[opening], town.o_site[opening]
        uses = desk.cell_count[cell]
        desk.cell_extra[cell] = strength * town.w_irregular / max(1, uses)
        uses = desk.site_count[site]
        desk.site_extra[site] = strength * SITE_POINTS * town.w_irregular / max(1, uses)
    if sites:
        best = 0
        for block in range(count):
            site = town.o_site[town.c_opening[desk.try_opening[block]]]
            best = max(best, desk.site_count[site])
        for block in range(count):
            opening = town.c_opening[desk.try_opening[block]]
            if desk.site_count[town.o_site[opening]] == best:
                desk.site_extra[town.o_site[opening]] = 0.0
    count_cells(town, desk, person, count, -1)


@compiled
def uncharge(town: Town, desk: Desk, person: int) -> None:
    """No extra charges."""
    for candidate in range(town.p_candidate[person], town.p_candidate[person + 1]):
        desk.cell_extra[town.o_cell[town.c_opening[candidate]]] = 0.0
        desk.site_extra[town.o_site[town.c_opening[candidate]]] = 0.0


@compiled
def one_try(town: Town, state: State, desk: Desk, person: int, scale: float, whole_day: bool) -> int:
    """One exact plan at the prices on the desk, lawful in any 24 hours; how many sessions."""
    later = draw(desk.dice) < 0.5
    for attempt in range(PATIENCE + PATIENCE):
        if attempt == PATIENCE or (attempt == 0 and desk.hurt[0]):
            price_candidates(town, state, desk, person, scale)
        if attempt == PATIENCE:
            halve_days(town, desk, person)
        price_weeks(town, desk, person)
        price_order(town, desk, person)
        last, units, _cost = best_end(town, desk, person)
        if last < 0:
            return 0
        count = trace(town, desk, person, last, units)
        if count <= 0:
            return 0
        if not close_days(town, desk, person, count) or relieve(town, desk, person, count, later, whole_day) == 0:
            return count
        desk.hurt[0] = 1
    return 0


@compiled
def best_plan(town: Town, state: State, desk: Desk, person: int, tries: int, scale: float) -> tuple[int, float]:
    """The best of several tries into `out_opening` (openings) and `out_units`: (sessions, cost of the person)."""
    if town.p_need[person] == 0 and town.p_candidate[person + 1] == town.p_candidate[person]:
        cost, _entry, _cells, _sites = true_cost(town, state, desk, person, 0, scale)
        return 0, cost
    price_candidates(town, state, desk, person, scale)
    uncharge(town, desk, person)
    least, own, kept = NEVER, NEVER, 0
    for attempt in range(tries + 6):
        if attempt >= tries and (not desk.hurt[0] or least < town.w_unplaced):
            break
        count = one_try(town, state, desk, person, scale, attempt >= tries)
        cost, entry, cells, sites = true_cost(town, state, desk, person, count, scale)
        if cost + entry < least:
            least, own, kept = cost + entry, cost, count
            for block in range(count):
                desk.out_opening[block] = town.c_opening[desk.try_opening[block]]
                desk.out_units[block] = desk.try_units[block]
        if cells <= 1 and least < town.w_unplaced:
            break
        charge(town, desk, person, count, 0.4 + 1.2 * draw(desk.dice))
    uncharge(town, desk, person)
    return kept, own


@compiled
def adopt(town: Town, state: State, desk: Desk, person: int, count: int, cost: float) -> float:
    """Take the places of the plan on the desk; returns its whole cost. A place that is gone meanwhile is left out."""
    first, kept, paid = town.p_block[person], 0, 0.0
    for block in range(count):
        opening = int(desk.out_opening[block])
        if entry_cost(town, state, person, opening) >= NEVER:
            cost += town.w_unplaced * desk.out_units[block]
            continue
        paid += admit(town, state, person, opening)
        state.opening[first + kept] = opening
        state.units[first + kept] = desk.out_units[block]
        kept += 1
    state.planned[person] = kept
    state.cost[person] = cost
    return cost + paid
