"""What one run of the planner knows of everybody: openings, places still free, who has been promised what."""

from collections.abc import Sequence
from typing import NamedTuple

from masohi.planning.diary import Entry
from masohi.planning.terms import DAY, Commitment, Need, Problem, day_number, interval_of, minute_of


class Session(NamedTuple):
    """A session that fits: WIT minutes; `opening` is a position in `Problem.openings`."""

    start: int
    minutes: int
    site: str
    opening: int


class Book:
    """The openings by site, the places still free, and what this run has promised to whom."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows: dict[str, list[tuple[int, int, int]]] = {site.key: [] for site in problem.sites}
        for index, opening in enumerate(problem.openings):
            self.rows[opening.site].append((minute_of(opening.start), opening.minutes, index))
        for rows in self.rows.values():
            rows.sort(key=lambda row: (*row[:2], problem.openings[row[2]].key))
        self.shapes = {
            site: sorted({(start % (7 * DAY), minutes) for start, minutes, _ in rows})
            for site, rows in self.rows.items()
        }
        self.free = [opening.places for opening in problem.openings]
        self.regimes = [opening.regime for opening in problem.openings]
        self.closed = {site.key: {day_number(day) for day in site.closed_days} for site in problem.sites}
        self.holidays = {day_number(day) for day in problem.holidays}
        self.promised: dict[str, list[tuple[str, Session]]] = {}

    def promise(self, need: Need, sessions: Sequence[Session]) -> None:
        """Take the places and remember them for the person's other orders."""
        for session in sessions:
            self.free[session.opening] -= 1
            self.regimes[session.opening] = need.regime
            self.promised.setdefault(need.who, []).append((need.key, session))

    def open_to(self, need: Need, opening: int) -> bool:
        """Whether an opening (its position) holds nobody of another regime, those promised in this run included."""
        return self.regimes[opening] in ("", need.regime)

    def entries(self, need: Need) -> list[Entry]:
        """Everything that the person already has, as this order sees it."""
        found = commitments_of(self.problem, need)
        for key, (start, minutes, site, _) in self.promised.get(need.who, []):
            found.append(Entry(start, start + minutes, site, key == need.key))
        return found


def commitments_of(problem: Problem, need: Need) -> list[Entry]:
    """What the person's orders say that the person already has; the same times said twice count once."""
    found = {one[:2]: one for one in map(entry_of, need.already)}
    if need.person:
        siblings = (one for one in problem.needs if one.who == need.who and one.key != need.key)
        for commitment in (commitment for sibling in siblings for commitment in sibling.already):
            entry = entry_of(commitment)._replace(own=False)
            found.setdefault(entry[:2], entry)
    return list(found.values())


def entry_of(commitment: Commitment) -> Entry:
    """A commitment in WIT minutes."""
    return Entry(*interval_of(commitment), commitment.site, commitment.same_order)
