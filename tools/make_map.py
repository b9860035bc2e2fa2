"""Draw the map of Ambon: village cells and district outlines, cut by the coast, as a small SVG fragment.

The cells are Voronoi cells of the village centroids, not official boundaries. The coast is Natural Earth 1:10m as
packed in the npm package world-atlas (ISC); its Ambon has 59 points and lies up to 2 km off, so land is added around
each village centroid and the outline is rounded. Run it in a throw-away environment with shapely:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_map.py package/countries-10m.json wilayah-ambon.csv masohi/ui/templates/ui/parts

It writes `map_ambon.svg` (paths only, no frame) and `map_ambon.json` (the frame, read by `masohi.ui.drawing`).
"""

import csv
import json
import math
import sys
from itertools import pairwise
from pathlib import Path

from shapely import MultiPoint, Point, Polygon, box, unary_union, voronoi_polygons

WEST, EAST, SOUTH, NORTH = 128.03, 128.345, -3.80, -3.575  # degrees: the city with its bay
WIDTH = 1000  # drawing units
LAND_MARGIN = 0.005  # degrees (about 550 m): land around each village centroid
INNER_BAY = (128.150, -3.700, 128.235, -3.630)  # degrees: this water is kept although rounding would fill it
ROUNDING = 0.013  # degrees: bays narrower than twice this between added land and coast are filled
SMOOTH = 0.0012  # degrees: tolerance when points are dropped
REACH = 0.040  # degrees (about 4.5 km): no cell reaches further from its centroid


def coast(topology: dict) -> Polygon:
    """The land of Ambon island: the one closed arc that lies inside the island's own frame."""
    (dx, dy), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * dx + x0, y * dy + y0))
        if points[0] == points[-1] and Polygon(points).contains(Point(128.2, -3.70)) and len(points) < 200:
            return Polygon(points)
    raise SystemExit("The coast of Ambon is not in this file.")


def villages(path: Path) -> list[dict[str, str]]:
    """Rows of the villages only."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row["code"].count(".") == 3]


def cells(rows: list[dict[str, str]], land: Polygon) -> dict[str, Polygon]:
    """One cell per village code, cut by the land and by the reach of the centroids."""
    centres = {row["code"]: Point(float(row["centroid_lon"]), float(row["centroid_lat"])) for row in rows}
    pieces = voronoi_polygons(MultiPoint(list(centres.values())), extend_to=box(WEST, SOUTH, EAST, NORTH)).geoms
    reach = rounded(unary_union([centre.buffer(REACH) for centre in centres.values()]), 0.08)
    city = polygons_only(land.intersection(reach))
    return {
        code: polygons_only(next(piece for piece in pieces if piece.contains(centre)).intersection(city))
        for code, centre in centres.items()
    }


def rounded(shape, radius: float):
    """Fill what is narrower than twice the radius (a morphological closing)."""
    return shape.buffer(radius).buffer(-radius)


def softened(ring) -> list[tuple[float, float]]:
    """One pass of corner cutting over a closed ring of points."""
    points = list(ring)[:-1]
    soft = []
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        soft += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by), (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
    return soft


def shore(island: Polygon, centres: list[Point]) -> Polygon:
    """The coast with land around every village, rounded as a coast is."""
    land = unary_union([island, *[centre.buffer(LAND_MARGIN) for centre in centres]])
    bay = box(*INNER_BAY).difference(land).buffer(-0.0015).buffer(0.0015)
    outline = rounded(land, ROUNDING).difference(bay).buffer(-0.002).buffer(0.002).simplify(SMOOTH)
    return polygons_only(
        Polygon(softened(outline.exterior.coords)).buffer(0).intersection(box(WEST, SOUTH, EAST, NORTH))
    )


class Pen:
    """Degrees to drawing units; one degree of longitude is shortened by the cosine of the latitude."""

    def __init__(self) -> None:
        self.x_per_degree = WIDTH / (EAST - WEST)
        self.y_per_degree = self.x_per_degree / math.cos(math.radians((NORTH + SOUTH) / 2))
        self.height = round((NORTH - SOUTH) * self.y_per_degree)

    def frame(self) -> dict[str, float]:
        """What a program needs to place a point."""
        return {
            "west": WEST,
            "north": NORTH,
            "x_per_degree": round(self.x_per_degree, 3),
            "y_per_degree": round(self.y_per_degree, 3),
            "width": WIDTH,
            "height": self.height,
        }

    def path(self, shape) -> str:
        """SVG path data of a polygon or several, whole units, relative steps."""
        return "".join(self.ring(part.exterior.coords) for part in getattr(shape, "geoms", [shape]) if part.area)

    def ring(self, coords) -> str:
        """One closed ring."""
        points = [(round((x - WEST) * self.x_per_degree), round((NORTH - y) * self.y_per_degree)) for x, y in coords]
        steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points[:-1]) if a != b]
        return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"

    def place(self, point: Point) -> str:
        """Attributes of a label."""
        return f'x="{round((point.x - WEST) * self.x_per_degree)}" y="{round((NORTH - point.y) * self.y_per_degree)}"'


def polygons_only(shape):
    """Drop stray lines and points that a cut leaves behind."""
    return unary_union([part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon)])


def main(topology_file: str, villages_file: str, target: str) -> None:
    """Write the two files."""
    rows = villages(Path(villages_file))
    centroids = [Point(float(row["centroid_lon"]), float(row["centroid_lat"])) for row in rows]
    island = coast(json.loads(Path(topology_file).read_text(encoding="utf-8")))
    land = shore(island, centroids)
    drawn = cells(rows, land)
    pen = Pen()
    names = {row["code"]: row["name"] for row in rows}
    lines = [f'<path class="pulau" d="{pen.path(land.simplify(0.0002))}"/>']
    lines += [f'<path class="desa" id="desa-{code}" d="{pen.path(shape)}"/>' for code, shape in drawn.items()]
    with Path(villages_file).open(encoding="utf-8", newline="") as handle:
        districts = [row for row in csv.DictReader(handle) if row["level"] == "kecamatan"]
    labels = []
    for district in districts:
        outline = polygons_only(
            unary_union([shape for code, shape in drawn.items() if code.startswith(district["code"] + ".")]).buffer(
                1e-6
            )
        )
        lines.append(f'<path class="kecamatan" id="kec-{district["code"]}" d="{pen.path(outline.simplify(0.0002))}"/>')
        labels.append(f'<text class="nama" {pen.place(outline.representative_point())}>{district["name"]}</text>')
    folder = Path(target)
    (folder / "map_ambon.svg").write_text("\n".join(lines + labels) + "\n", encoding="utf-8")
    (folder / "map_ambon.json").write_text(json.dumps(pen.frame()) + "\n", encoding="utf-8")
    print(len(names), "cells,", (folder / "map_ambon.svg").stat().st_size, "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:4])
