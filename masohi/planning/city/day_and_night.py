"""No 24 hours may hold too much (KUHP 85(5), 185): what a plan breaks, and which sessions give way."""

from masohi.planning.city.compiled import compiled
from masohi.planning.city.terms import NEVER, Desk, Town

DAY = 1440


@compiled
def overlap(start: int, end: int, opens: int, closes: int) -> int:
    """Minutes that two stretches share."""
    return max(0, min(end, closes) - max(start, opens))


@compiled
def worked(town: Town, desk: Desk, person: int, count: int, opens: int, own: bool) -> int:
    """Minutes of work in the 24 hours from `opens`: of this order, or of everything the person does."""
    minutes = 0
    for block in range(count):
        start = town.o_start[town.c_opening[desk.try_opening[block]]]
        minutes += overlap(start, start + desk.try_units[block] * town.unit, opens, opens + DAY)
    for fixed in range(town.p_fixed[person], town.p_fixed[person + 1]):
        if town.f_own[fixed] or not own:
            start = town.f_start[fixed]
            minutes += overlap(start, start + town.f_minutes[fixed], opens, opens + DAY)
    return minutes


@compiled
def relieve(town: Town, desk: Desk, person: int, count: int, later: bool, whole_day: bool) -> int:
    """Shorten or forbid sessions so that no 24 hours hold too much; how many windows held too much.

    `later`: of two neighbouring days the later one gives way, else the earlier one; `whole_day`: with all it offers.
    """
    found, changed = 0, -1
    for block in range(count - 1, -1, -1):
        start = town.o_start[town.c_opening[desk.try_opening[block]]]
        end = start + desk.try_units[block] * town.unit
        if start // DAY <= changed:
            continue  # this day gives way already: what follows from that is seen in the next try
        for edge in range(4):
            opens = (start if edge % 2 == 0 else end) - (DAY if edge >= 2 else 0)
            over = worked(town, desk, person, count, opens, False) - town.law24
            over = max(over, worked(town, desk, person, count, opens, True) - town.p_cap24[person])
            if over <= 0:
                continue
            found += 1
            give = block_at_edge(town, desk, count, opens, later)
            day = town.o_day[town.c_opening[desk.try_opening[give]]]
            changed = max(changed, day)
            only = -1 if whole_day else desk.try_opening[give]
            limit_day(town, desk, person, count, day, opens, over, only)
    return found


@compiled
def limit_day(town: Town, desk: Desk, person: int, count: int, day: int, opens: int, over: int, only: int) -> None:
    """Shorten what the person could do on `day` (or the candidate `only`) to what 24 hours from `opens` leave."""
    base, inside = town.p_candidate[person], 0
    for block in range(count):
        opening = town.c_opening[desk.try_opening[block]]
        if town.o_day[opening] == day:
            start = town.o_start[opening]
            inside += overlap(start, start + desk.try_units[block] * town.unit, opens, opens + DAY)
    allowed = inside - over
    for candidate in range(base, town.p_candidate[person + 1]):
        opening = town.c_opening[candidate]
        if town.o_day[opening] != day or (only >= 0 and candidate != only):
            continue
        start = town.o_start[opening]
        most = desk.most[candidate - base]
        if overlap(start, start + most * town.unit, opens, opens + DAY) > allowed:
            most = (max(0, opens - start) + max(0, allowed)) // town.unit
            if most < town.p_least[person]:
                desk.value[candidate - base] = NEVER
            desk.most[candidate - base] = most


@compiled
def block_at_edge(town: Town, desk: Desk, count: int, opens: int, later: bool) -> int:
    """The last (or first) session that these 24 hours touch; sessions stand latest first."""
    chosen = 0
    for block in range(count):
        begins = town.o_start[town.c_opening[desk.try_opening[block]]]
        if overlap(begins, begins + desk.try_units[block] * town.unit, opens, opens + DAY) > 0:
            chosen = block
            if later:
                return chosen
    return chosen


@compiled
def halve_days(town: Town, desk: Desk, person: int) -> None:
    """At most half of the law's hours on any day: two neighbouring days can then never hold too much."""
    half = min(town.law24, town.p_cap24[person]) // town.unit // 2
    for candidate in range(town.p_candidate[person + 1] - town.p_candidate[person]):
        desk.cap[candidate] = min(desk.cap[candidate], half)


@compiled
def lawful(town: Town, desk: Desk, person: int, count: int) -> bool:
    """Whether a plan not made here keeps one person's rules: lengths, days, weeks, one site a day, 24 hours."""
    first = town.p_group[person]
    day, hours, group, in_group, days = -1, 0, -1, 0, 0
    for block in range(count):
        candidate, units = desk.try_opening[block], desk.try_units[block]
        opening = town.c_opening[candidate]
        if units < town.p_least[person]:
            return False
        if town.c_group[candidate] != group:
            group, in_group, days = town.c_group[candidate], 0, 0
        if town.o_day[opening] != day:
            day, hours, days = town.o_day[opening], 0, days + 1
        elif clashes(town, desk, block):
            return False
        hours += units
        in_group += units
        if hours > town.c_cap[candidate] or in_group > town.g_cap[first + group] or days > town.g_days[first + group]:
            return False
    return not close_days(town, desk, person, count) or relieve(town, desk, person, count, True, False) == 0


@compiled
def clashes(town: Town, desk: Desk, block: int) -> bool:
    """Whether a session is at another site than one before it on the desk of the same day, or overlaps it in time."""
    candidate = desk.try_opening[block]
    opening, end = town.c_opening[candidate], town.c_site_end[candidate]
    first = candidate
    while first > 0 and town.c_site_end[first - 1] == end:
        first -= 1
    for other in range(block - 1, -1, -1):
        before = desk.try_opening[other]
        if town.o_day[town.c_opening[before]] != town.o_day[opening]:
            return False
        if town.c_site_end[before] != end or town.c_clash[candidate] >> (before - first) & 1:
            return True
    return False


@compiled
def close_days(town: Town, desk: Desk, person: int, count: int) -> bool:
    """Whether any two working days follow each other or the person has other work: only then are 24 hours counted."""
    if town.p_fixed[person + 1] > town.p_fixed[person]:
        return True
    for block in range(1, count):
        first = town.o_day[town.c_opening[desk.try_opening[block]]]
        if town.o_day[town.c_opening[desk.try_opening[block - 1]]] - first == 1:
            return True
    return False
