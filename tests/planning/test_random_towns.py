"""Random towns: no plan ever breaks a rule. 250 towns of 40 orders in the ordinary run.

`MASOHI_PLANNING_TOWNS` sets another number of towns for a long run.
"""

import os
import random
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masohi.planning.checker import check
from masohi.planning.placement import propose
from masohi.planning.terms import DAY, Commitment, Pattern, Problem, Proposal, interval_of, minute_of

from .towns import MONDAY, at, daily, need, random_town, site, slot, town

TOWNS = int(os.environ.get("MASOHI_PLANNING_TOWNS", "250"))
ORDERS = 40
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "derandomize": TOWNS == 250}


def minutes_of(start: int, length: int) -> range:
    return range(start, start + length)


def oracle(problem: Problem, blocks) -> set[str]:
    """The plainest reading of the law, one minute at a time: which rules are broken."""
    broken = set()
    needs = {one.key: one for one in problem.needs}
    openings = {one.key: one for one in problem.openings}
    worked, own = defaultdict(list), defaultdict(list)
    for block in blocks:
        person, opening = needs[block.need], openings[block.opening]
        inside = minutes_of(minute_of(block.start), block.minutes)
        open_minutes = minutes_of(minute_of(opening.start), opening.minutes)
        shut = {(w, m) for w, a, b in person.unavailable + problem.worship for m in range(a, b)}
        broken |= {"open"} if not set(inside) <= set(open_minutes) else set()
        broken |= {"shut"} if any((m // DAY % 7, m % DAY) in shut for m in inside) else set()
        broken |= {"dates"} if not person.earliest <= opening.day <= person.deadline else set()
        broken |= {"holiday"} if opening.day in problem.holidays | person.blocked_days else set()
        worked[person.who] += inside
        own[person.key] += inside
    for who, minutes in worked.items():
        broken |= {"overlap"} if len(set(minutes)) < len(minutes) else set()
        broken |= _over(minutes, 480)
        already = [one for person in problem.needs if person.who == who for one in person.already]
        busy = {minute for one in already for minute in range(*interval_of(one))}
        broken |= {"already"} if busy & set(minutes) else set()
    for key, minutes in own.items():
        broken |= _over(minutes, needs[key].minutes_a_day or 480)
    for key, count in Counter(block.opening for block in blocks).items():
        broken |= {"places"} if count > openings[key].places else set()
    return broken


def _over(minutes: list[int], cap: int) -> set[str]:
    ordered = sorted(minutes)
    day = any(count > cap for count in Counter(minute // DAY for minute in ordered).values())
    window = any(ordered[i] - ordered[i - cap] < DAY for i in range(cap, len(ordered)))
    return {"cap"} if day or window else set()


def slow_oracle(problem: Problem, blocks) -> bool:
    """True when some 24 hours that hold a minute of the plan hold more than 480 with what was there before."""
    for who in {one.who for one in problem.needs}:
        people = {one.key: one for one in problem.needs if one.who == who}
        planned = [minutes_of(minute_of(b.start), b.minutes) for b in blocks if b.need in people]
        spans = {interval_of(one) for person in people.values() for one in person.already}
        worked = sorted([m for start, end in spans for m in range(start, end)] + [m for one in planned for m in one])
        for one in planned:
            for opens in range(one.start - DAY + 1, one.stop):
                if bisect_left(worked, opens + DAY) - bisect_left(worked, opens) > 480:
                    return True
    return False


def test_work_done_before_fills_the_24_hours():
    long_day = [Commitment(at(MONDAY, 11), at(MONDAY, 17)), Commitment(at(MONDAY, 13), at(MONDAY, 20))]
    problem = town(need(8, already=tuple(long_day)), slots=daily(hour=14, minutes=360))
    blocks = propose(problem).blocks
    assert not slow_oracle(problem, blocks)
    early = replace(blocks[0], start=at(MONDAY, 14) + timedelta(days=1), minutes=360)
    assert slow_oracle(problem, [early])
    assert "law_cap_24h" in {one.code for one in check(problem, Proposal((early,), {}))}


def test_the_ordinary_run_holds_ten_thousand_orders():
    assert TOWNS * ORDERS >= 10_000


@settings(max_examples=TOWNS, **QUIET)
@given(st.integers(0, 2**48))
def test_no_plan_ever_breaks_a_rule(seed):
    problem = random_town(seed, ORDERS)
    proposal = propose(problem)
    assert check(problem, proposal) == []
    assert set(proposal.answers) == {one.key for one in problem.needs}
    for one in problem.needs:
        answer, blocks = proposal.answers[one.key], proposal.of(one.key)
        planned = sum(block.minutes for block in blocks)
        assert planned == answer.planned_minutes
        assert planned in ((one.minutes,) if answer.complete else (0, one.minutes - answer.short_minutes))
        assert answer.complete or one.partial or not blocks
        assert answer.complete == (answer.finish is not None)
    assert oracle(problem, proposal.blocks) == set()


@settings(max_examples=TOWNS, **QUIET)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_small_towns_too(seed, orders):
    problem = random_town(seed, orders, days=14)
    proposal = propose(problem)
    assert check(problem, proposal) == []
    assert not slow_oracle(problem, proposal.blocks)
    assert oracle(problem, proposal.blocks) == set()


@settings(max_examples=min(TOWNS, 250), **QUIET)
@given(st.integers(0, 2**32))
def test_one_person_at_one_site_finishes_on_the_first_possible_day(seed):
    """Against every subset of the open days: the plan completes if any does, and no subset finishes earlier."""
    rng = random.Random(seed)
    slots = [
        slot(weekday=day, minutes=rng.choice((120, 150, 240, 300, 480)))
        for day in rng.sample(range(7), rng.randint(1, 5))
    ]
    quota = rng.choice((None, 1, 2, 3))
    order = need(rng.choice((2, 3.5, 5, 7.5, 8, 11, 16, 20)), days=14, pattern=Pattern(days_per_week=quota))
    problem = town(order, [site()], slots)
    answer = propose(problem).answers["satu"]
    offered = [
        ((opening.day - MONDAY).days, opening.minutes) for opening in problem.openings if opening.day <= order.deadline
    ]
    assert ((answer.finish - MONDAY).days if answer.complete else None) == _earliest(offered, order.minutes, quota or 7)


def _earliest(offered, minutes, quota):
    finishes = [
        max(day for day, _ in chosen)
        for count in range(1, minutes // 120 + 1)
        for chosen in combinations(offered, count)
        if sum(length for _, length in chosen) >= minutes
        and max(Counter(day // 7 for day, _ in chosen).values()) <= quota
    ]
    return min(finishes, default=None)


def test_the_oracle_sees_what_is_wrong():
    problem = town([need(16, key="a"), need(16, key="b")])
    blocks = propose(problem).blocks
    assert oracle(problem, blocks) == set()
    assert "overlap" in oracle(problem, [*blocks, blocks[0]])
    assert _over(list(range(481)), 480) == {"cap"}
    assert _over(list(range(480)), 480) == set()


@pytest.mark.parametrize("seed", range(4))
def test_the_same_town_gives_the_same_plan(seed):
    assert propose(random_town(seed, 20)) == propose(random_town(seed, 20))
