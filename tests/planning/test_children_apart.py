"""Children and adults never share a session: in the plan of one, of many, of a re-planned city, and for the check."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from masohi.planning.checker import check
from masohi.planning.explain import why_not
from masohi.planning.placement import propose
from masohi.planning.repair import repaired
from masohi.planning.terms import ADULT, CHILD, Need, Opening, Problem, Proposal, Site, Told
from masohi.planning.together import propose_together
from masohi.writing.indonesian import WIT

BOTH = frozenset({ADULT, CHILD})
FIRST, LAST = date(2026, 2, 2), date(2026, 3, 1)


def opening(day: int, month: int = 2, *, places: int = 5, regime: str = "", site: str = "taman") -> Opening:
    on = date(2026, month, day)
    start = datetime(2026, month, day, 9, tzinfo=WIT)
    return Opening(f"{site}@{on.isoformat()}", site, on, start, 180, places, regime)


def problem(*needs: Need, openings=None, accepts=BOTH) -> Problem:
    offered = openings or tuple(opening(day) for day in (3, 5, 10, 12, 17, 19, 24, 26))
    return Problem(needs=needs, sites=(Site("taman", -3.7, 128.18, accepts=accepts),), openings=tuple(offered))


def need(key: str, regime: str = ADULT, minutes: int = 360, **more) -> Need:
    return Need(key, minutes, FIRST, LAST, regime=regime, partial=True, **more)


def regimes_of(given: Problem, proposal: Proposal) -> dict[str, set[str]]:
    kinds = {one.key: one.regime for one in given.needs}
    found: dict[str, set[str]] = {}
    for block in proposal.blocks:
        found.setdefault(block.opening, set()).add(kinds[block.need])
    return found


PLANNERS = [propose, repaired, lambda given: propose_together(given, rounds=50)]


@pytest.mark.parametrize("plan", PLANNERS, ids=["one by one", "repaired", "together"])
def test_no_plan_mixes_them(plan):
    given = problem(*(need(f"anak{n}", CHILD) for n in range(3)), *(need(f"dewasa{n}") for n in range(3)))
    made = plan(given)
    assert sum(block.minutes for block in made.blocks) == 6 * 360
    assert all(len(kinds) == 1 for kinds in regimes_of(given, made).values())
    assert {kind for kinds in regimes_of(given, made).values() for kind in kinds} == BOTH
    assert check(given, made) == []


@pytest.mark.parametrize("plan", PLANNERS, ids=["one by one", "repaired", "together"])
def test_a_session_that_adults_hold_already_is_not_for_a_child(plan):
    held = tuple(opening(day, regime=ADULT) for day in (3, 5))
    free = tuple(opening(day) for day in (10, 12))
    made = plan(problem(need("anak", CHILD), openings=held + free))
    assert [block.opening for block in made.blocks] == [one.key for one in free]
    grown = plan(problem(need("dewasa"), openings=held + free))
    assert grown.blocks[0].opening == held[0].key


def test_a_site_that_does_not_welcome_children_gets_none():
    made = propose(problem(need("anak", CHILD), accepts=frozenset({ADULT})))
    assert made.blocks == ()
    assert made.answers["anak"].short_minutes == 360


def test_what_adults_were_told_of_keeps_children_out_of_a_new_plan():
    told = tuple(Told(opening(day).key, 180) for day in (3, 5))
    given = problem(need("dewasa", announced=told), need("anak", CHILD))
    made = repaired(given)
    assert {block.opening for block in made.blocks if block.need == "dewasa"} == {one.opening for one in told}
    assert all(len(kinds) == 1 for kinds in regimes_of(given, made).values())


def test_the_check_finds_a_mixed_session():
    given = problem(need("anak", CHILD, 180), need("dewasa", ADULT, 180))
    made = propose(given)
    first = made.blocks[0]
    moved = tuple(replace(block, opening=first.opening, start=first.start) for block in made.blocks)
    codes = [one.code for one in check(given, Proposal(moved, made.answers))]
    assert codes.count("mixed") == 2
    strange = replace(given, openings=tuple(replace(one, regime=ADULT) for one in given.openings))
    assert {one.need for one in check(strange, made) if one.code == "mixed"} == {"anak"}


def test_why_not_says_it_without_a_word_about_children():
    given = problem(need("dewasa", ADULT, 180), openings=(opening(3, regime=CHILD), opening(5)))
    (refusal,) = why_not(given, propose(given), "dewasa", date(2026, 2, 3))
    assert refusal.code == "mixed"
