"""What follows from a batch's cost, in whole rupiah."""


def piece_cost(cost: int, count: int) -> int:
    """What one piece cost, rounded up: a price that covers it covers the batch.

    >>> piece_cost(100, 3), piece_cost(0, 5)
    (34, 0)
    """
    return -(-cost // count)


def cost_of_next(cost: int, count: int, gone: int, pieces: int, told: int) -> int:
    """The part of a batch's `cost` that the next `pieces` carry, after `gone` of `count` pieces carried `told` rupiah.

    When the last piece is gone all parts together are the cost, to the rupiah.

    >>> cost_of_next(100, 3, 0, 1, 0), cost_of_next(100, 3, 1, 1, 33), cost_of_next(100, 3, 2, 1, 66)
    (33, 33, 34)
    """
    return cost * (gone + pieces) // count - told
