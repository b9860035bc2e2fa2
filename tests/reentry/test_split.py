"""Money is divided without a rest: ten thousand random sales and policies, and examples by hand."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masohi.law.proceeds import WHOLE, shares_add_up
from masohi.reentry.money import facts
from masohi.reentry.money.facts import Parts, Piece, Shares, divide, payable, premi_of, spread


def random_shares(dice):
    one, two = sorted(dice.randint(0, WHOLE) for _ in range(2))
    shares = (one, two - one, WHOLE - two)
    return Shares(*shares, of_profit=dice.random() < 0.5, remainder=dice.choice(("premi", "pnbp", "modal")))


def random_pieces(dice):
    names = iter(range(1000))
    return [
        Piece(
            f"b{number}",
            dice.randint(1, 5_000_000),
            dice.choice((0, dice.randint(0, 6_000_000))),
            {f"m{next(names)}": dice.randint(1, 9) for _ in range(dice.randint(1, 7))},
        )
        for number in range(dice.randint(1, 4))
    ]


def faults(seed):
    """What is wrong with the division of one random sale; empty where every rupiah is somewhere, and only once."""
    dice = random.Random(seed)
    shares, pieces = random_shares(dice), random_pieces(dice)
    turnover, cost = sum(piece.turnover for piece in pieces), sum(piece.cost for piece in pieces)
    parts = facts.divide(turnover, cost, shares)
    due = facts.premi_of(parts, pieces, of_profit=shares.of_profit)
    makers = {maker for piece in pieces for maker in piece.makers}
    shared = turnover - parts.recovered
    exact = {"premi": shares.premi, "pnbp": shares.pnbp, "modal": shares.modal}
    found = []
    if parts.recovered + parts.premi + parts.pnbp + parts.modal != turnover:
        found.append("the parts are not the sale")
    if parts.recovered != (min(turnover, cost) if shares.of_profit else 0):
        found.append("cost")
    if any(getattr(parts, name) < 0 for name in exact) or any(one.rupiah <= 0 for one in due):
        found.append("under zero")
    if any(abs(getattr(parts, name) * WHOLE - shared * rate) >= 3 * WHOLE for name, rate in exact.items()):
        found.append("more than rounding")
    if sum(one.rupiah for one in due) != parts.premi or {one.maker for one in due} - makers:
        found.append("premi")
    return found


def test_ten_thousand_sales_add_up():
    assert [seed for seed in range(10_000) if faults(seed)] == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("divide", lambda t, c, s: Parts(t, c, 0, *(round(t * rate / WHOLE) for rate in s[:3]))),
        ("spread", lambda amount, weights: {name: amount * w // sum(weights.values()) for name, w in weights.items()}),
    ],
)
def test_a_division_that_rounds_each_part_is_seen(monkeypatch, name, wrong):
    monkeypatch.setattr(facts, name, wrong)
    assert any(faults(seed) for seed in range(200))


@given(amount=st.integers(0, 10**12), weights=st.dictionaries(st.text(max_size=4), st.integers(1, 10**6), min_size=1))
def test_nobody_is_a_rupiah_away_from_what_is_exact(amount, weights):
    parts, whole = spread(amount, weights), sum(weights.values())
    assert sum(parts.values()) == amount
    assert all(abs(parts[name] * whole - amount * weight) < whole for name, weight in weights.items())


def test_the_reports_of_the_country_are_reproduced():
    """Namlea, October 2025: of a turnover of Rp1.270.000 thirty percent are premi for seven people."""
    parts = divide(1_270_000, 0, Shares(3000, 2000, 5000))
    due = premi_of(parts, [Piece("sawi", 1_270_000, 0, {f"m{i}": 1 for i in range(7)})], of_profit=False)
    assert parts.premi == 381_000
    assert sorted(one.rupiah for one in due) == [54_428] * 3 + [54_429] * 4
    profit = divide(1_000_000, 400_000, Shares(5000, 1500, 3500, of_profit=True))
    assert (profit.recovered, profit.premi, profit.pnbp, profit.modal) == (400_000, 300_000, 90_000, 210_000)


def test_a_batch_sold_at_a_loss_brings_its_makers_nothing():
    pieces = [Piece("gain", 100, 40, {"a": 1}), Piece("loss", 50, 70, {"b": 1})]
    parts = divide(150, 110, Shares(WHOLE, 0, 0, of_profit=True))
    assert [(one.maker, one.rupiah) for one in premi_of(parts, pieces, of_profit=True)] == [("a", 40)]


@pytest.mark.parametrize("shares", [(5000, 1500, 3499), (5000, 1501, 3500), (10_001, 0, -1)])
def test_shares_that_are_not_all_divide_nothing(shares):
    assert shares_add_up(shares, basis="SK")
    with pytest.raises(ValueError):
        divide(100, 0, Shares(*shares))


def test_there_is_nothing_to_give_to_nobody():
    with pytest.raises(ValueError):
        spread(1, {})
    with pytest.raises(ValueError):
        spread(1, {"a": 0})
    assert spread(0, {"a": 0}) == {"a": 0}


def test_what_was_handed_out_is_never_payable_again():
    assert payable(100, 30, usable=2500, left=False) == 0
    assert payable(100, 100, usable=2500, left=True) == 0
