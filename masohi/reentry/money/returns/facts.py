"""What a refund takes out of a division, in whole rupiah: sale less refunds is always what was kept, divided."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from masohi.reentry.money.facts import Due, Parts

Key = tuple[str, str]
"""A batch and one of its makers."""


class Change(NamedTuple):
    """What moves in one maker's premi for one batch, in rupiah: under zero is taken back; `borne` was handed out
    already and is not taken."""

    batch: str
    maker: str
    rupiah: int
    borne: int


def changes(have: Mapping[Key, int], due: Sequence[Due]) -> dict[Key, int]:
    """What has to move so that everybody has what is `due` of what was kept.

    >>> changes({("b", "yun"): 30, ("b", "ais"): 10}, [Due("b", "yun", 20)])
    {('b', 'ais'): -10, ('b', 'yun'): -10}
    """
    wanted = {(one.batch, one.maker): one.rupiah for one in due}
    moves = {key: wanted.get(key, 0) - have.get(key, 0) for key in sorted({*have, *wanted})}
    return {key: rupiah for key, rupiah in moves.items() if rupiah}


def bear(moves: Mapping[Key, int], balances: Mapping[str, int], *, capital: bool) -> list[Change]:
    """Who gives how much back. With `capital` nobody's premi falls under zero: what is missing the capital bears.

    >>> bear({("b", "yun"): -30}, {"yun": 12}, capital=True)
    [Change(batch='b', maker='yun', rupiah=-12, borne=18)]
    >>> bear({("b", "yun"): -30}, {"yun": 12}, capital=False)
    [Change(batch='b', maker='yun', rupiah=-30, borne=0)]
    """
    found, left = [], dict(balances)
    for (batch, maker), rupiah in sorted(moves.items(), key=lambda move: (-move[1], move[0])):
        there = max(0, left.get(maker, 0)) if capital else max(0, -rupiah)
        moved = max(rupiah, -there) if rupiah < 0 else rupiah
        left[maker] = left.get(maker, 0) + moved
        found.append(Change(batch, maker, moved, moved - rupiah))
    return found


def taken_back(before: Parts, after: Parts, moved: Sequence[Change]) -> Parts:
    """What goes out of each part when a sale of `before` keeps `after`; premi is what was really moved, and what nobody
    gives back is the capital's. The parts together are the money that went back.

    >>> before, after = Parts(100, 0, 0, 50, 15, 35), Parts(40, 0, 0, 20, 6, 14)
    >>> taken_back(before, after, [Change("b", "yun", -12, 18)])
    Parts(turnover=60, cost=0, recovered=0, premi=12, pnbp=9, modal=39)
    """
    plain = [one - other for one, other in zip(before, after, strict=True)]
    turnover, cost, recovered, _premi, pnbp, modal = plain
    premi, borne = -sum(one.rupiah for one in moved), sum(one.borne for one in moved)
    return Parts(turnover, cost, recovered, premi, pnbp, modal + borne)
