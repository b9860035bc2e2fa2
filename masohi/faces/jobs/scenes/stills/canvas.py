"""A sheet for the pictures of goods in the sample: flat, warm colours, soft shadows, the same bytes every time."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageOps

from masohi.writing.pictures import as_png

Point = tuple[float, float]
Points = Sequence[Point]

WIDTH: Final = 960
HEIGHT: Final = 720
FINE: Final = 1.5  # drawn larger, and shown at half of that, so that edges are soft
SHOWN: Final = 2
COARSE: Final = 4  # shadows are drawn on fewer points
DIM: Final = (58, 36, 22)  # the colour of every shadow


class Sheet:
    """A wall and a table, upon which things are put from back to front. Places are on 960 × 720 points."""

    def __init__(self, wall: tuple[str, str], table: tuple[str, str], edge: int = 470) -> None:
        self.image = Image.new("RGB", (int(WIDTH * FINE), int(HEIGHT * FINE)))
        self.pen = ImageDraw.Draw(self.image)
        self.fill(box(0, 0, WIDTH, edge), *wall)
        self.fill(box(0, edge, WIDTH, HEIGHT), *table)
        self.shade(box(0, edge, WIDTH, edge + 46), 0.16, soft=22)

    def fill(self, points: Points, first: str, last: str = "", *, sideways: bool = False) -> None:
        """One shape in one colour, or from one colour to another: downwards, or from left to right."""
        fine = [(x * FINE, y * FINE) for x, y in points]
        if not last:
            self.pen.polygon(fine, fill=first)
            return
        left, top = (int(min(one[axis] for one in fine)) for axis in (0, 1))
        right, bottom = (int(max(one[axis] for one in fine)) + 2 for axis in (0, 1))
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in fine], fill=255)
        ramp = Image.linear_gradient("L")
        if sideways:
            ramp = ramp.transpose(Image.Transpose.ROTATE_90)
        self.image.paste(ImageOps.colorize(ramp, first, last).resize(mask.size), (left, top), mask)

    def line(self, points: Points, colour: str, width: float) -> None:
        """A line with round ends and bends."""
        fine, thick = [(x * FINE, y * FINE) for x, y in points], width * FINE
        self.pen.line(fine, fill=colour, width=round(thick), joint="curve")
        for x, y in (fine[0], fine[-1]):
            self.pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=colour)

    def shade(self, points: Points, strength: float, *, soft: float = 14, colour: Sequence[int] = DIM) -> None:
        """A soft shadow, or with a bright `colour` a soft light, in the form of a shape; `strength` up to 1."""
        self.shades([points], strength, soft=soft, colour=colour)

    def shades(self, shapes: Sequence[Points], strength: float, *, soft: float, colour: Sequence[int] = DIM) -> None:
        """Several of them at once."""
        reach = 3 * soft
        known = [point for one in shapes for point in one]
        left, top = (int(max(0, min(one[axis] for one in known) - reach)) // COARSE * COARSE for axis in (0, 1))
        right = min(WIDTH, max(one[0] for one in known) + reach)
        bottom = min(HEIGHT, max(one[1] for one in known) + reach)
        mask = Image.new("L", (int(right - left) // COARSE + 1, int(bottom - top) // COARSE + 1))
        pen = ImageDraw.Draw(mask)
        for one in shapes:
            pen.polygon([((x - left) / COARSE, (y - top) / COARSE) for x, y in one], fill=round(255 * strength))
        mask = mask.filter(ImageFilter.GaussianBlur(soft / COARSE))
        size = (int(mask.width * COARSE * FINE), int(mask.height * COARSE * FINE))
        fine = mask.resize(size, Image.Resampling.BILINEAR)
        self.image.paste(tuple(colour), (int(left * FINE), int(top * FINE)), fine)

    def stand(self, x: float, y: float, width: float, *, strength: float = 0.42) -> None:
        """The shadow of something that stands at `x`, `y`: dark below it, fading to the right."""
        self.shade(oval(x + width * 0.12, y + 2, width * 0.62, width * 0.11), strength * 0.7, soft=18)
        self.shade(oval(x, y, width * 0.5, width * 0.05), strength, soft=6)

    def picture(self) -> bytes:
        """The finished picture as a PNG: light falls from the left above, corners are a little darker."""
        drawn = self.image.reduce(SHOWN)
        light = ImageOps.invert(Image.radial_gradient("L")).point([min(255, 150 + value) for value in range(256)])
        dark = Image.blend(drawn, Image.new("RGB", drawn.size, ImageColor.getrgb("#2a1a10")), 0.34)
        drawn.paste(dark, (0, 0), ImageOps.invert(light).resize(drawn.size))
        return as_png(drawn)


def box(left: float, top: float, right: float, bottom: float, corner: float = 0) -> list[Point]:
    """A rectangle, with round corners where `corner` says how round."""
    if not corner:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    middles = [
        (right - corner, top + corner, -90),
        (right - corner, bottom - corner, 0),
        (left + corner, bottom - corner, 90),
        (left + corner, top + corner, 180),
    ]
    return [
        (x + corner * cos((start + step) * pi / 180), y + corner * sin((start + step) * pi / 180))
        for x, y, start in middles
        for step in range(0, 91, 10)
    ]


def oval(x: float, y: float, wide: float, high: float, turn: float = 0) -> list[Point]:
    """An ellipse around a middle, by its half axes; `turn` in degrees, clockwise."""
    angle = turn * pi / 180
    around = [(wide * cos(step * pi / 36), high * sin(step * pi / 36)) for step in range(72)]
    return [(x + a * cos(angle) - b * sin(angle), y + a * sin(angle) + b * cos(angle)) for a, b in around]


def round_off(points: Points, *, closed: bool = True, steps: int = 10) -> list[Point]:
    """A smooth line through all points (Catmull-Rom)."""
    known = list(points)
    around = [known[-1], *known, known[0], known[1]] if closed else [known[0], *known, known[-1]]
    found: list[Point] = []
    for a, b, c, d in zip(around, around[1:], around[2:], around[3:], strict=False):
        for step in range(steps):
            t = step / steps
            found.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return found if closed else [*found, known[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))) / 2


def leaf(x: float, y: float, length: float, turn: float, wide: float = 0.32) -> list[Point]:
    """A pointed leaf that grows from `x`, `y`; `turn` in degrees from the right, clockwise."""
    angle = turn * pi / 180
    shape = [(0, 0), (0.25, -0.8), (0.55, -1), (0.85, -0.5), (1, 0), (0.85, 0.5), (0.55, 1), (0.25, 0.8)]
    half = length * wide / 2
    moved = [(a * length, b * half) for a, b in shape]
    return round_off([(x + a * cos(angle) - b * sin(angle), y + a * sin(angle) + b * cos(angle)) for a, b in moved])


def mixed(first: str, last: str, part: float) -> str:
    """A colour between two: the first where `part` is 0, the last where it is 1."""
    both = zip(ImageColor.getrgb(first), ImageColor.getrgb(last), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in both)
