"""How the money of a sale is divided, in whole rupiah and without a rest. Shares are basis points (10,000 = all)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from masohi.law.proceeds import WHOLE


class Shares(NamedTuple):
    """A policy: shares of premi, PNBP and capital, what they are counted from, and who gets what rounding leaves."""

    premi: int
    pnbp: int
    modal: int
    of_profit: bool = False
    remainder: str = "modal"


class Parts(NamedTuple):
    """The money of one sale, in rupiah. `recovered` goes back into cost before profit is shared."""

    turnover: int
    cost: int
    recovered: int
    premi: int
    pnbp: int
    modal: int

    @property
    def profit(self) -> int:
        """Turnover less cost; under zero where the sale brought less than it cost."""
        return self.turnover - self.cost


def divide(turnover: int, cost: int, shares: Shares) -> Parts:
    """Divide the money of one sale; `recovered`, premi, PNBP and capital together are the turnover, to the rupiah.

    Of turnover nothing is kept back for cost: capital holds it. Of profit the cost goes back first; a sale at a loss
    has nothing to share. Raises ValueError for amounts under zero or shares that are not all.

    >>> divide(1_270_000, 400_000, Shares(3000, 1500, 5500))
    Parts(turnover=1270000, cost=400000, recovered=0, premi=381000, pnbp=190500, modal=698500)
    >>> divide(100_001, 40_000, Shares(5000, 1500, 3500, of_profit=True, remainder="premi"))
    Parts(turnover=100001, cost=40000, recovered=40000, premi=30001, pnbp=9000, modal=21000)
    >>> divide(30_000, 40_000, Shares(5000, 1500, 3500, of_profit=True))
    Parts(turnover=30000, cost=40000, recovered=30000, premi=0, pnbp=0, modal=0)
    """
    rates = {"premi": shares.premi, "pnbp": shares.pnbp, "modal": shares.modal}
    if turnover < 0 or cost < 0 or min(rates.values()) < 0 or sum(rates.values()) != WHOLE:
        raise ValueError("amounts are zero or more, and shares are all")
    recovered = min(turnover, cost) if shares.of_profit else 0
    shared = turnover - recovered
    got = {name: shared * rate // WHOLE for name, rate in rates.items()}
    got[shares.remainder] += shared - sum(got.values())
    return Parts(turnover, cost, recovered, got["premi"], got["pnbp"], got["modal"])


def spread(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """`amount` rupiah by weight; what rounding leaves goes to the largest rests, in the order of the names.

    The parts together are the amount. Raises ValueError where nobody has a weight and there is something to give.

    >>> spread(100, {"b": 1, "a": 1, "c": 1})
    {'a': 34, 'b': 33, 'c': 33}
    >>> spread(10, {"a": 3, "b": 1}), spread(0, {})
    ({'a': 8, 'b': 2}, {})
    """
    whole = sum(weights.values())
    if amount < 0 or any(weight < 0 for weight in weights.values()) or (amount and not whole):
        raise ValueError("there is nobody to give it to")
    if not whole:
        return dict.fromkeys(sorted(weights), 0)
    parts = {name: amount * weights[name] // whole for name in sorted(weights)}
    rest = amount - sum(parts.values())
    first = sorted(parts, key=lambda name: (-(amount * weights[name] % whole), name))
    for name in first[:rest]:
        parts[name] += 1
    return parts


class Piece(NamedTuple):
    """What one batch brought in one sale: its rupiah, its part of the cost, and its makers with their shares."""

    batch: str
    turnover: int
    cost: int
    makers: Mapping[str, int]


class Due(NamedTuple):
    """Rupiah for one maker out of one batch."""

    batch: str
    maker: str
    rupiah: int


def premi_of(parts: Parts, pieces: Sequence[Piece], *, of_profit: bool) -> list[Due]:
    """Who gets how much of a sale's premi: by what each batch brought, then by each maker's share in it.

    The sum is `parts.premi`. Of profit a batch that was sold at a loss brings nothing.

    >>> due = premi_of(Parts(10, 0, 0, 10, 0, 0), [Piece("x", 10, 0, {"a": 2, "b": 1})], of_profit=False)
    >>> [(one.maker, one.rupiah) for one in due]
    [('a', 7), ('b', 3)]
    """
    brought = {piece.batch: max(0, piece.turnover - piece.cost) if of_profit else piece.turnover for piece in pieces}
    pools = spread(parts.premi, brought)
    return [
        Due(piece.batch, maker, rupiah)
        for piece in sorted(pieces)
        for maker, rupiah in spread(pools[piece.batch], piece.makers).items()
        if rupiah
    ]


def payable(earned: int, paid: int, *, usable: int, left: bool) -> int:
    """Rupiah that can be handed out now: before somebody has left the unit only `usable` basis points of what was
    earned (SE Dirjenpas 2010: a quarter), afterwards everything.

    >>> payable(100_000, 20_000, usable=2500, left=False), payable(100_000, 20_000, usable=2500, left=True)
    (5000, 80000)
    """
    return max(0, (earned if left else earned * usable // WHOLE) - paid)
