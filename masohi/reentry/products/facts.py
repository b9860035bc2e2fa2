"""What follows from a batch's cost, in whole rupiah, and which pieces come back."""

from collections.abc import Mapping


def piece_cost(cost: int, count: int) -> int:
    """What one piece cost, rounded up: a price that covers it covers the batch.

    >>> piece_cost(100, 3), piece_cost(0, 5)
    (34, 0)
    """
    return -(-cost // count)


def cost_of_next(cost: int, count: int, gone: int, pieces: int, told: int) -> int:
    """The part of a batch's `cost` that the next `pieces` carry, after `gone` of `count` pieces carried `told` rupiah.

    When the last piece is gone all parts together are the cost, to the rupiah; no part is under zero, also where
    pieces came back that had carried less than their neighbours.

    >>> cost_of_next(100, 3, 0, 1, 0), cost_of_next(100, 3, 1, 1, 33), cost_of_next(100, 3, 2, 1, 66)
    (33, 33, 34)
    >>> cost_of_next(1, 10, 5, 1, 1)
    0
    """
    return max(0, cost * (gone + pieces) // count - told)


def still_gone(gone: Mapping[int, int], back: int) -> dict[int, int]:
    """Of the pieces of a sale by batch (oldest first) those that stay with the buyer after `back` of them came back;
    what left last comes back first. Raises ValueError for more than had left.

    >>> still_gone({7: 3, 9: 2}, 4), still_gone({7: 3}, 0)
    ({7: 1, 9: 0}, {7: 3})
    """
    if not 0 <= back <= sum(gone.values()):
        raise ValueError("more pieces come back than had left")
    kept = {}
    for batch in reversed(gone):
        taken = min(back, gone[batch])
        kept[batch] = gone[batch] - taken
        back -= taken
    return {batch: kept[batch] for batch in gone}


def cost_back(cost: int, count: int, before: int, pieces: int, told: int) -> int:
    """The cost that `pieces` bring back onto the shelf out of `count` that left together carrying `cost`, after
    `before` of them brought `told` rupiah back. When all are back, all of the cost is.

    >>> cost_back(100, 3, 0, 1, 0), cost_back(100, 3, 1, 2, 34)
    (34, 66)
    """
    return cost - cost * (count - before - pieces) // count - told
