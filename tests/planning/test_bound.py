"""The lower bound of the bench is never above the best plan, at whatever prices; a wrong one is."""

import numpy as np
import pytest

from bench.planning.bound import Search, bound
from tests.planning.oracle import optimum
from tests.planning.tiny import tiny

pytestmark = pytest.mark.long  # compiling takes a minute
SCALES = (0, 3, 30, 1000)


def above(seeds: range, error: float = 0.0) -> list[int]:
    """Seeds where some price makes the bound pass the optimum; `error`: what share of the offices' part is forgotten."""
    found = []
    for seed in seeds:
        instance = tiny(seed)
        best, _ = optimum(instance)
        search, rng = Search(instance), np.random.default_rng(seed)
        for nodes in (1, 3, 200):
            for scale in SCALES:
                prices = rng.random(search.prices.shape) * scale * (rng.random(search.prices.shape) < 0.5)
                value = search.value(prices, nodes)
                value += error * (search.values.sum() - value)
                if value > best + 1e-6:
                    found.append(seed)
    return found


def test_no_prices_make_the_bound_pass_the_optimum():
    assert above(range(1000)) == []


def test_the_best_bound_stays_below_and_often_meets_the_optimum():
    met = 0
    for seed in range(200):
        instance = tiny(seed)
        best, _ = optimum(instance)
        value = bound(instance, seconds=60, iterations=150).value
        assert value <= best + 1e-6, seed
        met += value >= best - 1e-3 * best
    assert met >= 120


def test_a_bound_that_forgets_a_part_of_the_offices_is_caught():
    assert above(range(100), error=0.1)
