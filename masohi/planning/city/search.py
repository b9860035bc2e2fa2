"""Everybody: a first plan in order of slack, prices of crowded sessions, then small ruins rebuilt exactly.

One step of `improve` takes one to four people who compete for the same sessions out of the plan and puts them back in
another order, each with the best plan that is left; worse plans are taken with a chance that cools down.
"""

import numpy as np

from masohi.planning.city.compiled import compiled, entry
from masohi.planning.city.day_and_night import lawful
from masohi.planning.city.person import price_candidates
from masohi.planning.city.places import admit, draw, withdraw
from masohi.planning.city.plan import adopt, best_plan, one_try, true_cost
from masohi.planning.city.terms import NEVER, Desk, State, Town

MOST = 6
BLINKS = 0.15
"""How often somebody overlooks sessions on purpose, so that another may have them."""


@entry
def construct(town: Town, state: State, desk: Desk, order: np.ndarray, tries: int, scale: float) -> None:
    """Place the people in this order, each as well as the places and prices that are left allow."""
    for position in range(len(order)):
        person = int(order[position])
        count, cost = best_plan(town, state, desk, person, tries, scale)
        adopt(town, state, desk, person, count, cost)


@compiled
def ask(town: Town, state: State, desk: Desk, person: int, demand: np.ndarray) -> None:
    """The person's best plan at today's prices, counted in `demand`."""
    price_candidates(town, state, desk, person, 1.0)
    count = one_try(town, state, desk, person, 1.0, False)
    for block in range(count):
        demand[town.c_opening[desk.try_opening[block]]] += 1


@entry
def load(town: Town, state: State, desk: Desk, first: np.ndarray, openings: np.ndarray, units: np.ndarray) -> None:
    """Place people as an earlier plan had them, where every rule still allows it; the rest is planned anew."""
    for person in range(len(town.p_need)):
        price_candidates(town, state, desk, person, 0.0)
        base, count = town.p_candidate[person], 0
        left = town.p_need[person]
        for row in range(first[person + 1] - 1, first[person] - 1, -1):
            for candidate in range(base, town.p_candidate[person + 1]):
                if town.c_opening[candidate] == openings[row]:
                    if desk.value[candidate - base] < NEVER and units[row] <= min(left, town.c_most[candidate]):
                        desk.try_opening[count], desk.try_units[count] = candidate, units[row]
                        count += 1
                        left -= units[row]
                    break
        sort_tries(town, desk, count)
        kept = count == first[person + 1] - first[person] and left == 0 and lawful(town, desk, person, count)
        if kept:
            cost, _entry, _cells, _sites = true_cost(town, state, desk, person, count, 0.0)
            for block in range(count):
                desk.out_opening[block] = town.c_opening[desk.try_opening[block]]
                desk.out_units[block] = desk.try_units[block]
            adopt(town, state, desk, person, count, cost)
    for person in range(len(town.p_need)):
        if state.planned[person] == 0:
            count, cost = best_plan(town, state, desk, person, 3, 0.2)
            adopt(town, state, desk, person, count, cost)


@compiled
def sort_tries(town: Town, desk: Desk, count: int) -> None:
    """Sessions on the desk, latest first."""
    for one in range(1, count):
        for two in range(one, 0, -1):
            before, after = desk.try_opening[two - 1], desk.try_opening[two]
            if town.o_start[town.c_opening[before]] >= town.o_start[town.c_opening[after]]:
                break
            desk.try_opening[two - 1], desk.try_opening[two] = after, before
            desk.try_units[two - 1], desk.try_units[two] = desk.try_units[two], desk.try_units[two - 1]


@entry
def reprice(town: Town, state: State, desk: Desk, demand: np.ndarray, offer: np.ndarray, step: float) -> float:
    """One step of prices: everybody plans alone in an empty town; what more people ask for than fit becomes dearer.

    A pool opens the sessions that would earn most at these prices. Returns how many places were missing.
    """
    demand[:] = 0
    for person in range(len(town.p_need)):
        ask(town, state, desk, person, demand)
    for opening in range(len(offer)):
        offer[opening] = town.o_places[opening] if town.o_pool[opening] < 0 else 0
    for pool in range(len(town.q_cap)):
        open_best(town, state, pool, offer)
    missing = 0.0
    for opening in range(len(offer)):
        over = demand[opening] - offer[opening]
        missing += max(0, over)
        state.price[opening] = max(0.0, state.price[opening] + step * over)
    return missing


@compiled
def open_best(town: Town, state: State, pool: int, offer: np.ndarray) -> None:
    """Send the supervisors of a pool, one after another, where the next group of people would pay most."""
    first, last = town.q_first[pool], town.q_first[pool + 1]
    for _ in range(town.q_cap[pool]):
        best, where = -NEVER, -1
        for position in range(first, last):
            opening = town.q_openings[position]
            more = min(town.ratio_adult, town.o_places[opening] - offer[opening])
            gain = more * state.price[opening]
            if more > 0 and gain > best:
                best, where = gain, opening
        if where < 0:
            return
        offer[where] += min(town.ratio_adult, town.o_places[where] - offer[where])


@entry
def cost_alone(town: Town, state: State, desk: Desk, alone: np.ndarray) -> None:
    """What each person's plan costs when nobody else is there; `state` holds nobody."""
    for person in range(len(town.p_need)):
        _count, alone[person] = best_plan(town, state, desk, person, 2, 0.0)


@entry
def fix_pinned(town: Town, state: State) -> None:
    """Take the places that pinned sessions hold; they are never given back."""
    for person in range(len(town.p_need)):
        for fixed in range(town.p_fixed[person], town.p_fixed[person + 1]):
            if town.f_opening[fixed] >= 0:
                admit(town, state, person, int(town.f_opening[fixed]))


@compiled
def rival_of(town: Town, state: State, desk: Desk, person: int) -> int:
    """Somebody who holds a place at a session this person could use, or -1; full sessions are asked first."""
    first, last = town.p_candidate[person], town.p_candidate[person + 1]
    if last == first:
        return -1
    found = -1
    for _ in range(6):
        opening = int(town.c_opening[first + int(draw(desk.dice) * (last - first))])
        if state.count[opening] == 0:
            pool = town.o_pool[opening]
            if pool < 0 or state.used[pool] < town.q_cap[pool]:
                continue
            start, stop = town.q_first[pool], town.q_first[pool + 1]
            opening = int(town.q_openings[start + int(draw(desk.dice) * (stop - start))])
            if state.count[opening] == 0:
                continue
        other = int(state.seats[town.o_seat[opening] + int(draw(desk.dice) * state.count[opening])])
        if other != person:
            found = other
            if state.count[opening] >= town.o_places[opening]:
                break
    return found


@entry
def improve(
    town: Town,
    state: State,
    desk: Desk,
    order: np.ndarray,
    rounds: int,
    hot: float,
    cold: float,
    tries: int,
    scale: float,
    alone: np.ndarray,
    best: np.ndarray,
) -> None:
    """`rounds` steps from temperature `hot` to `cold`. `best` is [cost now, lowest cost, steps taken, accepted].

    Of three people drawn the one who is worst off beside the plan that an empty town would allow (`alone`) is taken.
    """
    group = np.zeros(MOST, np.int64)
    counts = np.zeros(MOST, np.int64)
    costs = np.zeros(MOST)
    rooms = len(desk.out_opening)
    openings = np.zeros((MOST, rooms), np.int64)
    units = np.zeros((MOST, rooms), np.int32)
    factor = (cold / hot) ** (1.0 / max(1, rounds))
    heat = hot
    people = len(order)
    for _ in range(rounds):
        heat *= factor
        person = int(order[int(draw(desk.dice) * people)])
        for _again in range(2):
            other = int(order[int(draw(desk.dice) * people)])
            if state.cost[other] - alone[other] > state.cost[person] - alone[person]:
                person = other
        if town.p_need[person] == 0:
            continue
        size = 1
        group[0] = person
        wanted = 1 + int(draw(desk.dice) * 4)
        while size < wanted:
            other = rival_of(town, state, desk, group[int(draw(desk.dice) * size)])
            fresh = other >= 0
            for position in range(size):
                fresh = fresh and group[position] != other
            if not fresh:
                break
            group[size] = other
            size += 1
        before = 0.0
        for position in range(size):
            who = group[position]
            first = town.p_block[who]
            counts[position] = state.planned[who]
            costs[position] = state.cost[who]
            for block in range(counts[position]):
                openings[position, block] = state.opening[first + block]
                units[position, block] = state.units[first + block]
            before += withdraw(town, state, who)
        for position in range(size - 1, 0, -1):
            other = int(draw(desk.dice) * (position + 1))
            swap_rows(group, counts, costs, openings, units, position, other)
        after = 0.0
        for position in range(size):
            desk.blink[0] = 0.15 if draw(desk.dice) < BLINKS else 0.0
            count, cost = best_plan(town, state, desk, int(group[position]), tries, scale)
            after += adopt(town, state, desk, int(group[position]), count, cost)
        desk.blink[0] = 0.0
        best[2] += 1
        change = after - before
        if change <= 0.0 or draw(desk.dice) < np.exp(-change / heat):
            best[0] += change
            best[3] += 1
            if best[0] < best[1] - 1e-6:
                best[1] = best[0]
            continue
        for position in range(size):
            withdraw(town, state, group[position])
        for position in range(size):
            who = group[position]
            first = town.p_block[who]
            for block in range(counts[position]):
                admit(town, state, who, openings[position, block])
                state.opening[first + block] = openings[position, block]
                state.units[first + block] = units[position, block]
            state.planned[who] = counts[position]
            state.cost[who] = costs[position]


@compiled
def swap_rows(group, counts, costs, openings, units, one, two):  # type: ignore[no-untyped-def]
    """Exchange two people of the ruin."""
    if one == two:
        return
    group[one], group[two] = group[two], group[one]
    counts[one], counts[two] = counts[two], counts[one]
    costs[one], costs[two] = costs[two], costs[one]
    for block in range(openings.shape[1]):
        openings[one, block], openings[two, block] = openings[two, block], openings[one, block]
        units[one, block], units[two, block] = units[two, block], units[one, block]


@entry
def total_cost(town: Town, state: State) -> float:
    """The whole plan: every person and every supervisor sent out."""
    supervisors = 0
    for pool in range(len(town.q_cap)):
        supervisors += state.used[pool]
    return state.cost.sum() + town.w_supervisor * supervisors
