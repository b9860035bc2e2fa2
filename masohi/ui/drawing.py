"""Geometry of the drawings: the hour ring and the map of Ambon. Numbers only, no words."""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FULL = 1000  # the ring's circumference in its own units (SVG pathLength)
TICK, PAUSE = 9, 7  # one mark of the waiting arc and the gap after it
MAP_FRAME = Path(__file__).parent / "templates" / "ui" / "parts" / "map_ambon.json"


@dataclass(frozen=True)
class Ring:
    """Dash patterns of the two arcs, in thousandths of the circle; empty string means: draw nothing."""

    credited: str
    waiting: str
    waiting_offset: int


def ring(total: int, credited: int, waiting: int) -> Ring:
    """Arcs for minutes credited and minutes waiting out of `total` minutes; never more than one full turn.

    >>> ring(7200, 4500, 480)
    Ring(credited='625 375', waiting='9 7 9 7 9 7 9 7 3 933', waiting_offset=-625)
    >>> ring(0, 0, 0)
    Ring(credited='', waiting='', waiting_offset=0)
    """
    if total <= 0:
        return Ring("", "", 0)
    solid = share(credited, total)
    open_part = min(share(waiting, total), FULL - solid)
    return Ring(f"{solid} {FULL - solid}" if solid else "", ticks(open_part), -solid)


def share(part: int, total: int) -> int:
    """Thousandths of `total`; a started ring is never drawn closed, a part above nothing never drawn as nothing."""
    if part >= total:
        return FULL
    return min(max(round(part * FULL / total), 1 if part > 0 else 0), FULL - 5)


def ticks(length: int) -> str:
    """A dash pattern that draws short marks over `length` and nothing on the rest of the circle."""
    if length <= 0:
        return ""
    whole, rest = divmod(length, TICK + PAUSE)
    pattern = [TICK, PAUSE] * whole
    last = min(rest, TICK)
    closing = FULL - whole * (TICK + PAUSE) - last
    return " ".join(str(part) for part in [*pattern, last, closing])


def sparkline(values: list[int], width: int = 120, height: int = 32) -> list[tuple[float, float]]:
    """Corners of a small line over `values`, oldest first: the highest near the top, zero at the bottom.

    >>> sparkline([0, 5, 10])
    [(3.0, 29.0), (60.0, 16.0), (117.0, 3.0)]
    >>> sparkline([4]), sparkline([0, 0])
    ([(117.0, 3.0)], [(3.0, 29.0), (117.0, 29.0)])
    """
    edge, highest = 3, max([*values, 0]) or 1
    step = (width - 2 * edge) / max(len(values) - 1, 1)
    first = edge if len(values) > 1 else width - edge
    return [
        (round(first + step * place, 1), round(height - edge - (height - 2 * edge) * value / highest, 1))
        for place, value in enumerate(values)
    ]


@cache
def map_frame() -> dict[str, float]:
    """Frame of the map as `tools/make_map.py` wrote it: west, north in degrees, units per degree, width, height."""
    return json.loads(MAP_FRAME.read_text(encoding="utf-8"))


def project(lat: float, lon: float) -> tuple[float, float] | None:
    """Degrees to the map's own units (x to the right, y down); None when the place lies outside the picture."""
    frame = map_frame()
    x = round((lon - frame["west"]) * frame["x_per_degree"], 1)
    y = round((frame["north"] - lat) * frame["y_per_degree"], 1)
    inside = 0 <= x <= frame["width"] and 0 <= y <= frame["height"]
    return (x, y) if inside else None


PUSHES = 40_000  # pairs looked at for one picture; hundreds of spots find no room anyhow, and the page must open


def spread(spots: list[tuple[float, float]], gap: float = 30.0, rounds: int = 40) -> list[tuple[float, float]]:
    """Move spots that would cover each other apart until `gap` units lie between them, or `rounds` have passed.

    The order decides who moves which way, so the same places always give the same picture.

    >>> spread([(100.0, 100.0), (100.0, 100.0), (500.0, 200.0)])
    [(85.0, 100.0), (115.0, 100.0), (500.0, 200.0)]
    """
    placed = [list(spot) for spot in spots]
    pairs = len(placed) * (len(placed) - 1) // 2
    for _ in range(min(rounds, max(PUSHES // max(pairs, 1), 1))):
        moves = [push(placed[i], placed[j], gap) for i in range(len(placed)) for j in range(i + 1, len(placed))]
        if not any(moves):
            break
    return [(round(x, 1), round(y, 1)) for x, y in placed]


def push(one: list[float], other: list[float], gap: float) -> bool:
    """Push two spots apart along their line, in place; True when they were too near."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    distance = math.hypot(dx, dy)
    if distance >= gap - 0.5:
        return False
    ux, uy = (dx / distance, dy / distance) if distance else (1.0, 0.0)
    step = (gap - distance) / 2
    one[0], one[1] = one[0] - ux * step, one[1] - uy * step
    other[0], other[1] = other[0] + ux * step, other[1] + uy * step
    return True
