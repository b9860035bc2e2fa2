"""The problem for Timefold's Python solver: blocks of fixed length that get a session or none.

Every order is cut into blocks of four hours (the rest of at least the shortest block), because a block's length cannot
be a second variable of the same move here. H0 to H16 are kept and the score is exact for these cuts; the rolling 24
hours, pinned and announced blocks are not modelled. Needs a Java runtime of version 17 or later.
"""

import os
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from bench.planning.command import serve
from bench.planning.tables import longest, open_sessions, risk_hours, usable

JAVA = shutil.which("java")
if JAVA:
    os.environ.setdefault("JAVA_HOME", str(Path(JAVA).resolve().parent.parent))

from timefold.solver import SolverFactory  # noqa: E402
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig  # noqa: E402
from timefold.solver.domain import (  # noqa: E402
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningPin,
    PlanningScore,
    PlanningVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (  # noqa: E402
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)

PIECE = 4


@dataclass
class Person:
    """One order."""

    id: str
    kind: str
    regime: str
    weekly_max: int
    day_most: int
    foes: list[str]
    risk: list[int]
    width: int


@dataclass
class Opening:
    """One session of one day."""

    id: str
    site: str
    day: int
    week: int
    key: str
    cell: str
    site_day: str
    start: int
    places: int
    pool: str
    pool_size: int
    adult_ratio: int
    child_ratio: int
    separated: bool


@planning_entity
@dataclass
class Piece:
    """A block of an order that waits for a session."""

    id: Annotated[str, PlanningId]
    person: Person
    hours: int
    travel: dict[str, int]
    open: Annotated[list[Opening], ValueRangeProvider]
    pinned: Annotated[bool, PlanningPin] = field(default=False)
    opening: Annotated[Opening | None, PlanningVariable(allows_unassigned=True)] = field(default=None)


@planning_solution
@dataclass
class Calendar:
    """All pieces and the score."""

    pieces: Annotated[list[Piece], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


def irregular(pieces: list) -> int:
    """Points of irregularity of one person's pieces."""
    sites, cells, weeks, most = set(), set(), {}, 0
    for piece in pieces:
        sites.add(piece.opening.site)
        cells.add(piece.opening.cell)
        weeks[piece.opening.week] = weeks.get(piece.opening.week, 0) + 1
        most = max(most, weeks[piece.opening.week])
    idle = max(weeks) - min(weeks) + 1 - len(weeks)
    return 3 * (len(sites) - 1) + max(0, len(cells) - most) + idle


def risk(person: Person, week: int, hours: int) -> int:
    """Looked up, in hundredths of a point."""
    return person.risk[week * person.width + hours]


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """Hard rules and terms; soft points are hundredths."""
    total = ConstraintCollectors.sum
    placed = factory.for_each(Piece)
    return [
        factory.for_each_including_unassigned(Piece)
        .filter(lambda p: p.opening is None)
        .penalize(HardSoftScore.ONE_SOFT, lambda p: 100000 * p.hours)
        .as_constraint("unplaced"),
        placed.group_by(lambda p: p.opening, ConstraintCollectors.count())
        .filter(lambda o, n: n > o.places)
        .penalize(HardSoftScore.ONE_HARD, lambda o, n: n - o.places)
        .as_constraint("places"),
        placed.group_by(lambda p: p.person, lambda p: p.opening.week, total(lambda p: p.hours))
        .filter(lambda who, week, hours: hours > who.weekly_max)
        .penalize(HardSoftScore.ONE_HARD, lambda who, week, hours: hours - who.weekly_max)
        .as_constraint("week"),
        factory.for_each_unique_pair(
            Piece, Joiners.equal(lambda p: p.person.id), Joiners.equal(lambda p: p.opening.day)
        )
        .filter(lambda a, b: a.opening.site != b.opening.site or a.opening.key == b.opening.key)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("one site and no overlap"),
        placed.group_by(lambda p: p.person, lambda p: p.opening.day, total(lambda p: p.hours))
        .filter(lambda who, day, hours: hours > who.day_most)
        .penalize(HardSoftScore.ONE_HARD, lambda who, day, hours: hours - who.day_most)
        .as_constraint("day"),
        factory.for_each_unique_pair(Piece, Joiners.equal(lambda p: p.opening.site_day))
        .filter(lambda a, b: a.person.regime != b.person.regime)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("children and adults"),
        factory.for_each_unique_pair(Piece, Joiners.equal(lambda p: p.opening.site_day))
        .filter(lambda a, b: b.person.id in a.person.foes)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("pairs"),
        factory.for_each_unique_pair(Piece, Joiners.equal(lambda p: p.opening.id))
        .filter(lambda a, b: a.opening.separated and a.person.kind != b.person.kind)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("men and women"),
        placed.filter(lambda p: p.opening.pool != "")
        .group_by(lambda p: p.opening, lambda p: p.person.regime, ConstraintCollectors.count())
        .group_by(lambda o, regime, n: o.pool, lambda o, regime, n: o.pool_size, ConstraintCollectors.sum(supervisors))
        .filter(lambda pool, size, n: n > size)
        .penalize(HardSoftScore.ONE_HARD, lambda pool, size, n: n - size)
        .as_constraint("pools"),
        placed.filter(lambda p: p.opening.pool != "")
        .group_by(lambda p: p.opening, lambda p: p.person.regime, ConstraintCollectors.count())
        .penalize(HardSoftScore.ONE_SOFT, lambda o, regime, n: 500 * supervisors(o, regime, n))
        .as_constraint("supervisors"),
        placed.group_by(lambda p: p.person, lambda p: p.opening.day, ConstraintCollectors.max(lambda p: trip(p)))
        .penalize(HardSoftScore.ONE_SOFT, lambda who, day, minutes: 20 * minutes)
        .as_constraint("travel"),
        placed.group_by(lambda p: p.person, ConstraintCollectors.to_list(lambda p: p))
        .penalize(HardSoftScore.ONE_SOFT, lambda who, pieces: 500 * irregular(pieces))
        .as_constraint("irregularity"),
        placed.group_by(
            lambda p: p.person, ConstraintCollectors.max(lambda p: p.opening.week), total(lambda p: p.hours)
        )
        .penalize(HardSoftScore.ONE_SOFT, lambda who, week, hours: risk(who, week, hours))
        .as_constraint("risk"),
    ]


def supervisors(opening: Opening, regime: str, people: int) -> int:
    """How many a session needs."""
    ratio = opening.child_ratio if regime == "C" else opening.adult_ratio
    return (people + ratio - 1) // ratio


def trip(piece: Piece) -> int:
    """One-way minutes of a placed piece."""
    return piece.travel[piece.opening.site]


def calendar(instance: dict) -> Calendar:
    """The instance as pieces and openings."""
    par, sites = instance["params"], {site["id"]: site for site in instance["sites"]}
    openings: dict[str, list[tuple]] = defaultdict(list)
    for day, index, slot in open_sessions(instance):
        site = instance["sites"][index]
        pool = "" if site["resident_supervisor"] else f"{site['opd']}|{slot['shift']}|{day}"
        size = instance["opds"][site["opd"]]["pool"].get(slot["shift"], [0] * 7)[day % 7]
        key, ratio = site["id"], par["supervisor_ratio"]
        names = (f"{key}|{day}|{slot['k']}", key, day, day // 7, slot["k"], f"{day % 7}|{slot['k']}", f"{key}|{day}")
        rules = (slot["start"], slot["places"], pool, size, ratio["A"], ratio["C"], site["gender_separated"])
        openings[key].append((Opening(*names, *rules), slot))
    foes: dict[str, list[str]] = defaultdict(list)
    for one, other in instance["exclusion_pairs"]:
        foes[one].append(other)
        foes[other].append(one)
    pieces: list[Piece] = []
    for order in instance["orders"]:
        regime, weeks = "C" if order["class"] == "C" else "A", -(-instance["horizon_days"] // 7)
        width, weight = order["hours"] + 1, par["weights"]["risk_hour"]
        table = [
            round(100 * weight * risk_hours(hours, week, order, par["risk_block_hours"]))
            for week in range(weeks)
            for hours in range(width)
        ]
        limits = (order["weekly_max"], par["max_hours_day"][regime], foes[order["id"]])
        person = Person(order["id"], order["class"], regime, *limits, table, width)
        for number, hours in enumerate(cut(order["hours"], par["min_block_hours"])):
            fit = [
                opening
                for key, _ in order["reach"]
                if usable(order, sites[key])
                for opening, slot in openings[key]
                if order["release"] <= opening.day < order["deadline"]
                and opening.day not in order["blocked_days"]
                and longest(order, slot, opening.day % 7) >= hours
            ]
            if fit:
                pieces.append(Piece(f"{order['id']}|{number}", person, hours, dict(order["reach"]), fit))
    return Calendar(pieces)


def cut(hours: int, low: int) -> list[int]:
    """Pieces of four hours and a rest that is not too short.

    >>> cut(9, 2), cut(5, 2), cut(1, 2)
    ([4, 3, 2], [3, 2], [])
    """
    pieces = []
    while hours >= low:
        piece = min(PIECE, hours)
        if 0 < hours - piece < low and piece - low >= low - (hours - piece):
            piece -= low - (hours - piece)
        pieces.append(piece)
        hours -= piece
    return pieces


def plan(instance: dict, seconds: float, seed: int) -> dict:
    """The best plan Timefold finds in this time."""
    if not JAVA:
        raise RuntimeError("Timefold needs a Java runtime 17 or later; none is on the path")
    config = SolverConfig(
        solution_class=Calendar,
        entity_class_list=[Piece],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=constraints),
        termination_config=TerminationConfig(spent_limit=Duration(seconds=int(max(1, seconds)))),
        random_seed=seed,
    )
    best = SolverFactory.create(config).build_solver().solve(calendar(instance))
    blocks = [
        [piece.person.id, piece.opening.site, piece.opening.day, piece.opening.key, piece.hours]
        for piece in best.pieces
        if piece.opening is not None
    ]
    return {"format": "kersos-sol/1", "instance": instance["name"], "assignments": blocks}


if __name__ == "__main__":
    serve({"plan": plan})
