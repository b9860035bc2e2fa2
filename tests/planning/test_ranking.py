"""The order of candidates: seen through, blind to who somebody is, and honest about how firmly it stands."""

import itertools
import random

import pytest

from masohi.planning import ranking
from masohi.planning.ranking import COMPONENTS, MOVED, WHOLE, Candidate, box, keep_weights, ranked

WEIGHTS = {"performance": 4000, "potential": 3000, "managerial": 2000, "experience": 1000}


def people(rng, count, coarse=False):
    step = 2500 if coarse else 1
    return [
        Candidate(f"K{n:02}", {name: rng.randrange(0, WHOLE + 1, step) for name in COMPONENTS}) for n in range(count)
    ]


def drawn(rng):
    """Weights of some components; often a few of them are zero."""
    cuts = sorted(rng.randrange(WHOLE + 1) for _ in range(rng.randrange(1, len(COMPONENTS))))
    sizes = [after - before for before, after in zip([0, *cuts], [*cuts, WHOLE], strict=True)]
    return dict(zip(rng.sample(COMPONENTS, len(sizes)), sizes, strict=True))


def moved(weights, way):
    return {name: weight * (100 + MOVED * way[name]) for name, weight in weights.items()}


def rank_under(candidates, weights):
    score = {one.code: sum(one.scores[name] * weight for name, weight in weights.items()) for one in candidates}
    return {code: 1 + sum(other > own for other in score.values()) for code, own in score.items()}


@pytest.mark.parametrize("seed", range(40))
def test_every_score_can_be_added_up_by_hand(seed):
    rng = random.Random(seed)
    weights, candidates = drawn(rng), people(rng, 12, coarse=seed % 2 == 0)
    placed = ranked(candidates, weights)
    for one in placed:
        own = next(each for each in candidates if each.code == one.code)
        assert one.score == sum(one.parts.values())
        assert all(one.parts[name] == own.scores[name] * weights[name] for name in one.parts)
    assert {one.code: one.rank for one in placed} == rank_under(candidates, weights)
    assert [one.rank for one in placed] == sorted(one.rank for one in placed)


@pytest.mark.parametrize("seed", range(40))
def test_no_move_of_the_weights_leads_out_of_the_range(seed):
    rng = random.Random(seed)
    weights, candidates = drawn(rng), people(rng, 8, coarse=seed % 3 == 0)
    placed = {one.code: one for one in ranked(candidates, weights)}
    corners = itertools.product((-1, 1), repeat=len(weights))
    inside = ({name: rng.uniform(-1, 1) for name in weights} for _ in range(200))
    ways = [dict(zip(weights, corner, strict=True)) for corner in corners]
    for way in [*ways, *inside]:
        for code, rank in rank_under(candidates, moved(weights, way)).items():
            assert placed[code].best <= rank <= placed[code].worst


@pytest.mark.parametrize("seed", range(40))
def test_a_pair_that_is_not_sure_can_really_change_places(seed):
    rng = random.Random(seed)
    weights, candidates = drawn(rng), people(rng, 8)
    placed = ranked(candidates, weights)
    turned = 0
    for upper, lower in itertools.combinations(placed, 2):
        against = {name: -1 if upper.parts.get(name, 0) > lower.parts.get(name, 0) else 1 for name in weights}
        after = rank_under(candidates, moved(weights, against))
        sure = ranking._least_lead(upper.parts, lower.parts) > 0
        assert sure == (after[upper.code] < after[lower.code])
        turned += not sure
    assert seed or turned


def test_without_sway_every_rank_would_look_firm(monkeypatch):
    """The control: an order that is nearly even is firm only where nothing is ever moved."""
    even = [
        Candidate("A", {"performance": 5000, "potential": 5100}),
        Candidate("B", {"performance": 5100, "potential": 4990}),
    ]
    weights = {"performance": 5000, "potential": 5000}
    assert [one.firm for one in ranked(even, weights)] == [False, False]
    monkeypatch.setattr(ranking, "MOVED", 0)
    assert [one.firm for one in ranked(even, weights)] == [True, True]


def test_two_with_the_same_parts_share_their_rank_however_the_weights_move():
    same = {"performance": 8000, "potential": 6000}
    rows = [Candidate("A", same), Candidate("B", same), Candidate("C", {"performance": 6000, "potential": 8000})]
    placed = ranked(rows, {"performance": 6000, "potential": 4000})
    assert [(one.code, one.rank, one.best, one.worst) for one in placed] == [
        ("A", 1, 1, 1),
        ("B", 1, 1, 1),
        ("C", 3, 3, 3),
    ]
    level = [
        Candidate("A", {"performance": 8000, "potential": 6000}),
        Candidate("B", {"performance": 6000, "potential": 8000}),
    ]
    assert [(one.rank, one.worst) for one in ranked(level, {"performance": 5000, "potential": 5000})] == [
        (1, 2),
        (1, 2),
    ]


def test_equal_scores_share_a_rank_and_the_next_is_skipped():
    rows = [Candidate(code, {"performance": score}) for code, score in (("C", 70), ("A", 90), ("B", 90), ("D", 10))]
    assert [(one.code, one.rank) for one in ranked(rows, {"performance": WHOLE})] == [
        ("A", 1),
        ("B", 1),
        ("C", 3),
        ("D", 4),
    ]


@pytest.mark.parametrize("name", ["religion", "agama", "sex", "name", "origin", "suku", "party", "kinship", "marga"])
def test_what_somebody_is_cannot_be_weighed(name):
    with pytest.raises(ValueError, match="no component"):
        keep_weights({"performance": 9_999, name: 1})
    assert name not in COMPONENTS


@pytest.mark.parametrize("seed", range(20))
def test_what_else_is_known_of_somebody_never_changes_a_rank(seed):
    """Swapped names, sexes, faiths and origins beside the scores: the same ranks, whoever has them."""
    rng = random.Random(seed)
    candidates = people(rng, 10)
    plain = ranked(candidates, WEIGHTS)
    known = [{"name": rng.random(), "sex": rng.randrange(2), "religion": rng.randrange(6)} for _ in candidates]
    rng.shuffle(known)
    more = [one._replace(scores={**one.scores, **other}) for one, other in zip(candidates, known, strict=True)]
    rng.shuffle(more)
    assert ranked(more, WEIGHTS) == plain


@pytest.mark.parametrize(
    ("scores", "weights", "says"),
    [
        ({"performance": 10_001}, {"performance": WHOLE}, "no score"),
        ({"performance": -1}, {"performance": WHOLE}, "no score"),
        ({}, {"performance": WHOLE}, "no score"),
        ({"performance": 1}, {"performance": 9_999}, "not all"),
        ({"performance": 1}, {"performance": 10_001, "potential": -1}, "under zero"),
    ],
)
def test_what_cannot_be_added_up_is_refused(scores, weights, says):
    with pytest.raises(ValueError, match=says):
        ranked([Candidate("A", scores)], weights)


def test_nobody_stands_there_twice_and_no_candidates_are_no_order():
    with pytest.raises(ValueError, match="twice"):
        ranked([Candidate("A", {"performance": 1})] * 2, {"performance": WHOLE})
    assert ranked([], WEIGHTS) == []


def test_the_nine_boxes_are_nine():
    assert sorted(box(a, b) for a in (1, 2, 3) for b in (1, 2, 3)) == list(range(1, 10))
    assert box(3, 3) == 9
    assert box(2, 3) > box(2, 2) > box(2, 1)
