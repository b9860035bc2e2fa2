"""Columns of months as numbers for an SVG. Geometry only; a hidden month is a hatched column without a height of its
own, so that nothing can be measured in the picture."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT, FLOOR, TOP, GAP = 720, 240, 200, 26, 0.28


class Column(NamedTuple):
    """One column, as text for SVG attributes; `hidden` columns all have the same height."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    above: str
    hidden: bool


def columns(values: Sequence[int | None]) -> list[Column]:
    """A column for each value; None is hidden, zero has no height.

    >>> [one.height for one in columns([0, 50, None, 100])]
    ['0.0', '87.0', '43.5', '174.0']
    """
    room = FLOOR - TOP
    highest = max([value for value in values if value is not None], default=0) or 1
    step = WIDTH / max(len(values), 4)
    found = []
    for place, value in enumerate(values):
        height = room / 4 if value is None else room * value / highest
        x, width = step * (place + GAP / 2), step * (1 - GAP)
        y = FLOOR - height
        found.append(
            Column(
                f"{x:.1f}",
                f"{y:.1f}",
                f"{width:.1f}",
                f"{height:.1f}",
                f"{x + width / 2:.1f}",
                f"{y - 8:.1f}",
                value is None,
            )
        )
    return found
