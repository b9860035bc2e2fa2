"""Places and supervisors: what one more person at a session costs, and taking or giving back a place."""

import numpy as np

from masohi.planning.city.compiled import compiled
from masohi.planning.city.terms import CHILD, NEVER, WOMAN, State, Town


@compiled
def draw(dice: np.ndarray) -> float:
    """The next number in [0, 1) of a generator whose whole state is `dice[0]`."""
    x = dice[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    dice[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def entry_cost(town: Town, state: State, person: int, opening: int) -> float:
    """What admitting the person costs in supervisors; `NEVER` when a rule (H8, H9, H12) forbids it."""
    here = state.count[opening]
    if here >= town.o_places[opening]:
        return NEVER
    kind = town.p_kind[person]
    ratio = town.ratio_adult
    if kind == CHILD:
        if state.adults[town.o_sited[opening]] > 0:
            return NEVER
        ratio = town.ratio_child
    else:
        if state.children[town.o_sited[opening]] > 0:
            return NEVER
        if town.o_separated[opening]:
            women = state.women[opening]
            if (kind == WOMAN and here > women) or (kind != WOMAN and women > 0):
                return NEVER
    pool = town.o_pool[opening]
    if pool >= 0 and here % ratio == 0:
        return NEVER if state.used[pool] >= town.q_cap[pool] else town.w_supervisor
    return 0.0


@compiled
def admit(town: Town, state: State, person: int, opening: int) -> float:
    """Take a place; returns what it cost in supervisors."""
    here = state.count[opening]
    kind = town.p_kind[person]
    state.seats[town.o_seat[opening] + here] = person
    state.count[opening] = here + 1
    ratio = town.ratio_adult
    if kind == CHILD:
        state.children[town.o_sited[opening]] += 1
        ratio = town.ratio_child
    else:
        state.adults[town.o_sited[opening]] += 1
        if kind == WOMAN:
            state.women[opening] += 1
    pool = town.o_pool[opening]
    if pool >= 0 and here % ratio == 0:
        state.used[pool] += 1
        return town.w_supervisor
    return 0.0


@compiled
def release(town: Town, state: State, person: int, opening: int) -> float:
    """Give a place back; returns what that saves in supervisors."""
    kind = town.p_kind[person]
    first, last = town.o_seat[opening], state.count[opening] - 1
    for seat in range(first, first + last + 1):
        if state.seats[seat] == person:
            state.seats[seat] = state.seats[first + last]
            break
    state.count[opening] = last
    ratio = town.ratio_adult
    if kind == CHILD:
        state.children[town.o_sited[opening]] -= 1
        ratio = town.ratio_child
    else:
        state.adults[town.o_sited[opening]] -= 1
        if kind == WOMAN:
            state.women[opening] -= 1
    pool = town.o_pool[opening]
    if pool >= 0 and last % ratio == 0:
        state.used[pool] -= 1
        return town.w_supervisor
    return 0.0


@compiled
def withdraw(town: Town, state: State, person: int) -> float:
    """Give back everything that the person has beside what is pinned; returns what the whole plan cost."""
    first = town.p_block[person]
    saved = 0.0
    for room in range(first + state.planned[person] - 1, first - 1, -1):
        saved += release(town, state, person, int(state.opening[room]))
    state.planned[person] = 0
    return saved + state.cost[person]
