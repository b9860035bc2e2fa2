"""What share of an office has understood, told so that no single person is shown."""

from typing import NamedTuple

FEW = 5  # people
STEP = 5  # percent


class Share(NamedTuple):
    """`percent` of a multiple of five people, rounded down to one of five percent; None: too few people.

    `nearly`: fewer than five are missing.
    """

    percent: int | None
    nearly: bool = False


def share(passed: int, people: int) -> Share:
    """The share of an office; hidden where it, or those who passed, are fewer than five.

    It moves when five more have passed: in an office of twenty, each of them would be five percent for whoever watches.
    Where fewer than five have not passed, nothing tells how many: everybody knows who they are.

    >>> share(23, 60), share(4, 60), share(3, 3)
    (Share(percent=30, nearly=False), Share(percent=None, nearly=False), Share(percent=None, nearly=False))
    >>> share(9, 20) == share(5, 20)
    True
    >>> share(58, 60) == share(60, 60) == share(70, 60) == Share(percent=90, nearly=True)
    True
    """
    passed = min(passed, people)
    if people < FEW or passed < FEW:
        return Share(None)
    if people - passed < FEW:
        least = max(people - FEW + 1, 0) * 100 // people
        return Share(least // STEP * STEP, nearly=True)
    return Share(passed // FEW * FEW * 100 // people // STEP * STEP)
