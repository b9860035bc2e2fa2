"""Sessions that failed through no fault of the person, booked to the office that owed them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

BENCHMARK_PERCENT: Final = 4
"""Peers let fewer than 4 of 100 dates fail (stand-down rate); a figure to compare with, not a duty."""

NOBODY: Final = ""
"""The weather is nobody's: what failed by it stands beside the offices."""


@dataclass
class Account:
    """What one office (or nobody: the weather) let fail in a month, over its sites.

    Minutes are those planned less what the office's rule gave; `past` counts dates over or recorded by then, failed
    or not; `people` are different persons.
    """

    office: str
    past: int = 0
    failed: int = 0
    people: int = 0
    lost_minutes: int = 0
    given_minutes: int = 0
    causes: dict[str, int] = field(default_factory=dict)

    @property
    def per_thousand(self) -> int | None:
        """The stand-down rate in thousandths, None while no date is over."""
        return None if not self.past else self.failed * 1000 // self.past

    @property
    def high(self) -> bool:
        """Whether it has reached what peers keep below."""
        return self.past > 0 and self.failed * 100 >= BENCHMARK_PERCENT * self.past


@dataclass(frozen=True)
class Failure:
    """One session that failed: where, when, why, for how many people, and their minutes lost."""

    session: str
    site: str
    office: str
    day: date
    cause: str
    people: int
    lost_minutes: int
