"""Who is in danger today: hours that cannot fit any more, or only with less to spare than the office wants."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from masohi.planning.book import Book
from masohi.planning.capacity import capacity_of
from masohi.planning.suitability import Neighbourhood
from masohi.planning.terms import Need, Problem

FEW = 12
"""Near sites that are asked first: when they hold enough, the others need not be counted."""


@dataclass(frozen=True, slots=True)
class Danger:
    """One order: minutes that no plan can place before the deadline, or what is to spare, and the reserve wanted."""

    need: str
    short_minutes: int
    spare_minutes: int
    wanted_minutes: int


def in_danger(problem: Problem, open_minutes: Mapping[str, int]) -> list[Danger]:
    """Orders that are late or thin, the latest first. The places that the problem has left are counted for each alone.

    `problem` holds what is not yet promised of each order, `open_minutes` all that is not yet credited, by need.
    """
    book, near = Book(problem), Neighbourhood(problem.sites)
    found = [_danger(book, need, open_minutes[need.key], near) for need in problem.needs]
    late = [one for one in found if one.short_minutes or one.spare_minutes < one.wanted_minutes]
    return sorted(late, key=lambda one: (-one.short_minutes, one.spare_minutes - one.wanted_minutes, one.need))


def _danger(book: Book, need: Need, open_minutes: int, near: Neighbourhood) -> Danger:
    wanted = open_minutes * book.problem.limits.reserve_percent // 100
    # The bound counts a term's sessions up to the need: asked for more, it says what is to spare.
    asked = replace(need, minutes=need.minutes + wanted)
    keys = near.suitable(asked)
    few = list(islice(keys, FEW))
    bound = capacity_of(book, asked, few).bound
    if bound < asked.minutes:
        bound = capacity_of(book, asked, [*few, *keys]).bound
    return Danger(need.key, max(0, need.minutes - bound), max(0, bound - need.minutes), wanted)
