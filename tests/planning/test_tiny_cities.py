"""A thousand tiny cities against trying everything, and for every hard rule a damaged plan that must be caught."""

import copy

import numpy as np
import pytest

from masohi.planning.city import build
from masohi.planning.city.judge import judge
from masohi.planning.city.solve import UnlawfulPlan, solve
from tests.planning.oracle import optimum
from tests.planning.rules import RULES, broken
from tests.planning.tiny import overlapped, tiny
from tests.planning.village import MUTANTS, VILLAGE, damaged

ROUNDS = 400


def compare(seeds: range) -> list[tuple[int, float, float]]:
    """(seed, optimum, ours) where our score is not the optimum. Fails on any broken rule and on any impossible score."""
    missed = []
    for seed in seeds:
        instance = tiny(seed)
        best, _ = optimum(instance)
        solution = solve(instance, seed=1, rounds=ROUNDS)
        verdict = judge(instance, solution)
        assert broken(instance, solution["assignments"]) == set(), seed
        assert not verdict["violations"], seed
        assert verdict["score"] >= best - 0.01, f"seed {seed}: better than possible, the score is wrong"
        if verdict["score"] > best + 0.01:
            missed.append((seed, round(best, 2), verdict["score"]))
    return missed


def mostly(missed: list[tuple[int, float, float]], of: int) -> None:
    """At most one in twenty away from the optimum; says by how much."""
    gap = sum(ours / best - 1 for _, best, ours in missed if best) / of
    assert len(missed) <= of // 20, f"{len(missed)} of {of} not optimal, mean gap {gap:.2%}: {missed}"


def test_tiny_cities_are_solved_as_if_everything_had_been_tried():
    mostly(compare(range(150)), 150)


@pytest.mark.long
def test_a_thousand_tiny_cities_are_solved_as_if_everything_had_been_tried():
    mostly(compare(range(150, 1000)), 850)


def overlapping(seeds: range) -> int:
    """How many cities with slots that overlap each other were planned against a rule; and somebody works in each."""
    wrong = 0
    for seed in seeds:
        instance = overlapped(seed)
        try:
            plan = solve(instance, seed=1, rounds=60)["assignments"]
        except UnlawfulPlan:
            wrong += 1
            continue
        wrong += bool(broken(instance, plan))
    return wrong


def test_nobody_is_sent_to_two_sessions_at_the_same_time():
    """Also where only the second and the third slot of a day overlap, not the first."""
    assert overlapping(range(200)) == 0


def test_without_the_clashes_somebody_would_be(monkeypatch):
    monkeypatch.setattr(build, "_clashes", lambda end, openings, unit: np.zeros(len(end), np.int32))
    assert overlapping(range(60)) > 0


def test_the_oracle_and_the_judge_agree_on_the_score():
    for seed in range(60):
        instance = tiny(seed)
        best, plan = optimum(instance)
        verdict = judge(instance, {"assignments": plan})
        assert (verdict["violations"], broken(instance, plan)) == ({}, set()), seed
        assert verdict["score"] == pytest.approx(best, abs=0.01), seed


def test_the_village_is_in_order():
    plan = damaged(lambda instance, plan: None)[1]
    assert broken(VILLAGE, plan) == set()
    assert not judge(VILLAGE, {"assignments": plan})["violations"]


@pytest.mark.parametrize("code", RULES)
def test_a_plan_that_breaks_one_rule_is_caught(code):
    instance, plan = damaged(MUTANTS[code])
    assert broken(instance, plan) == {code}
    found = judge(instance, {"assignments": copy.deepcopy(plan)})["violations"]
    assert found, f"{code} was not seen"
    assert len(found) == 1
    if code.startswith("H"):
        assert set(found) == {code}
