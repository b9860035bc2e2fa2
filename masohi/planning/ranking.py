"""Who fits a post best, by components that everybody sees and weights that were set before anybody was seen.

A score is a sum of weighted components, in whole numbers: nothing is rounded, and equal scores share a rank. A name, a
sex, a faith or an origin cannot enter: components are a closed list. The ranking recommends; the PPK decides (JB-05).
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

COMPONENTS: Final = (
    "performance",
    "potential",
    "technical",
    "managerial",
    "sociocultural",
    "experience",
    "education",
    "training",
)
"""Everything that may ever be weighed. What is not here has no column, no weight and no way into a score (JB-04)."""
WHOLE: Final = 10_000
"""All weights of a post together, in basis points; also the highest score of one component."""
MOVED: Final = 10
"""By how many percent of itself a weight is moved to see how firmly an order stands."""


class Candidate(NamedTuple):
    """A candidate's code and scores by component, each from 0 to 10,000 (a hundred points in hundredths)."""

    code: str
    scores: Mapping[str, int]


class Placed(NamedTuple):
    """A candidate in the order: rank from 1, score in hundredths of a basis point, its parts, and how firmly it stands.

    `best` and `worst` are ranks that no move of the weights by `MOVED` percent leads out of.
    """

    code: str
    rank: int
    score: int
    parts: Mapping[str, int]
    best: int
    worst: int

    @property
    def firm(self) -> bool:
        """Whether the rank is the same however the weights move."""
        return self.best == self.worst


def keep_weights(weights: Mapping[str, int]) -> None:
    """Raises ValueError for a component that is none, a weight under zero, or weights that are not all.

    >>> keep_weights({"performance": 10_000})
    >>> keep_weights({"performance": 9_000, "religion": 1_000})
    Traceback (most recent call last):
    ValueError: religion is no component
    """
    for name, weight in weights.items():
        if name not in COMPONENTS:
            raise ValueError(f"{name} is no component")
        if weight < 0:
            raise ValueError(f"{name} has a weight under zero")
    if sum(weights.values()) != WHOLE:
        raise ValueError("weights are not all")


def ranked(candidates: Sequence[Candidate], weights: Mapping[str, int]) -> list[Placed]:
    """Candidates by score, the highest first; equal scores share a rank and stand in the order of their codes.

    Raises ValueError for weights that `keep_weights` refuses, a code twice, or a score that is missing or out of range.

    >>> people = [Candidate("A", {"performance": 8000}), Candidate("B", {"performance": 9000})]
    >>> [(one.code, one.rank, one.score) for one in ranked(people, {"performance": 10_000})]
    [('B', 1, 90000000), ('A', 2, 80000000)]
    """
    keep_weights(weights)
    used = {name: weight for name, weight in weights.items() if weight}
    _keep_scores(candidates, used)
    parts = {one.code: {name: one.scores[name] * weight for name, weight in used.items()} for one in candidates}
    score = {code: sum(own.values()) for code, own in parts.items()}
    found = []
    for code in sorted(score, key=lambda code: (-score[code], code)):
        others = [other for other in score if other != code]
        above = sum(score[other] > score[code] for other in others)
        always_above = sum(_least_lead(parts[other], parts[code]) > 0 for other in others)
        never_above = sum(_least_lead(parts[code], parts[other]) >= 0 for other in others)
        found.append(Placed(code, above + 1, score[code], parts[code], always_above + 1, len(score) - never_above))
    return found


def _keep_scores(candidates: Sequence[Candidate], used: Mapping[str, int]) -> None:
    if len({one.code for one in candidates}) != len(candidates):
        raise ValueError("a candidate stands there twice")
    for one in candidates:
        for name in used:
            if not 0 <= one.scores.get(name, -1) <= WHOLE:
                raise ValueError(f"{one.code} has no score of {name}")


def _least_lead(upper: Mapping[str, int], lower: Mapping[str, int]) -> int:
    """How far `upper` leads `lower` at least, in hundredths, however every weight moves by `MOVED` percent of itself.

    It is the lead now less that share of every difference, since each weight moves to its worst end; dividing by their
    sum afterwards changes no sign. At zero the two can share a rank, and `lower` never comes before `upper`.
    """
    lead = sum(upper[name] - lower[name] for name in upper)
    sway = sum(abs(upper[name] - lower[name]) for name in upper)
    return 100 * lead - MOVED * sway


def box(performance: int, potential: int) -> int:
    """The box of nine: performance and potential are each 1 (under), 2 (as) or 3 (above) what is expected.

    PermenPANRB 3/2020 numbers them so that 9 is high in both, 8 and 7 are one step from it (M).

    >>> [[box(performance, potential) for potential in (1, 2, 3)] for performance in (1, 2, 3)]
    [[1, 3, 6], [2, 5, 8], [4, 7, 9]]
    """
    return {(1, 1): 1, (2, 1): 2, (1, 2): 3, (3, 1): 4, (2, 2): 5, (1, 3): 6, (3, 2): 7, (2, 3): 8, (3, 3): 9}[
        performance, potential
    ]
