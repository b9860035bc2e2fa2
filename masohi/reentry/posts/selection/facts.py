"""From the file of an official to what the law asks and what the order is made of; nothing else goes in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from masohi.law.parameters import DEFAULTS, Parameters
from masohi.law.posts import Known, Official, Requirement, requirements
from masohi.planning.ranking import Candidate as Scored
from masohi.planning.ranking import Placed, ranked
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.selection.models import Nomination
from masohi.reentry.posts.selection.terms import BARRED, TOLD_BY_PAPERS

HUNDREDTHS = 100
CHANGING: Final = (
    "present_post",
    "grade",
    "education",
    "months_supervisor",
    "months_staff",
    "ratings",
    "punished",
)
"""What a newer import may change of an official."""


class Standing(NamedTuple):
    """One candidate: every requirement with its reason, and the place in the order where it can be told."""

    nomination: Nomination
    requirements: list[Requirement]
    missing: list[str]
    placed: Placed | None

    @property
    def barred(self) -> list[Requirement]:
        """Requirements that bar a recommendation, whatever the panel thinks of the others."""
        return [one for one in self.requirements if one.key in BARRED and one.answer is not Known.YES]

    @property
    def unmet(self) -> list[Requirement]:
        """Requirements that are not met, or not known to be."""
        return [one for one in self.requirements if one.answer is not Known.YES]


def file_of(file: Candidate) -> Official:
    """What the law asks about, as far as the personnel file tells it."""
    return Official(
        civil_servant=file.civil_servant,
        education=file.education,
        birth_date=file.birth_date,
        months_supervisor=file.months_supervisor,
        months_staff=file.months_staff,
        ratings=tuple(file.ratings),
        punished=file.punished,
    )


def kept(file: Candidate) -> dict[str, Any]:
    """What a newer import may change of a personnel file, as it is now."""
    return {name: getattr(file, name) for name in CHANGING}


def official_of(nomination: Nomination, *, judged: bool = False) -> Official:
    """What the law asks about, out of the file and the papers; `judged`: out of the file that the meeting knew."""
    file = nomination.candidate
    if judged and nomination.file is not None:
        file = Candidate(civil_servant=file.civil_servant, birth_date=file.birth_date, **nomination.file)
    return replace(
        file_of(file),
        integrity=Known(nomination.integrity),
        competence=Known(nomination.competence),
        health=Known(nomination.health),
    )


def fits(file: Candidate, post_class: str, *, day: date, parameters: Parameters = DEFAULTS) -> bool:
    """Whether the file meets everything that a file can tell; papers come later, and no requirement is weighed here."""
    asked = requirements(post_class, file_of(file), day=day, parameters=parameters)
    return all(one.answer is Known.YES for one in asked if one.key not in TOLD_BY_PAPERS)


def standing(
    nominations: Iterable[Nomination],
    points: Mapping[int, Mapping[str, int]],
    weights: Mapping[str, int],
    *,
    post_class: str,
    day: date,
    parameters: Parameters = DEFAULTS,
    judged: bool = False,
) -> list[Standing]:
    """Candidates in their order, then those who cannot be ranked: barred ones, and those with a score missing.

    `points`: 0 to 100 by nomination (primary key) and component. Only the number of the nomination and the points
    reach the ranking.
    """
    found = []
    for one in nominations:
        asked = requirements(post_class, official_of(one, judged=judged), day=day, parameters=parameters)
        missing = [name for name in weights if name not in points.get(one.pk, {})]
        found.append(Standing(one, asked, missing, None))
    whole = [row for row in found if not row.missing and not row.barred]
    placed = _order(whole, points, weights)
    rows = [row._replace(placed=placed.get(_key(row.nomination))) for row in found]
    return sorted(
        rows, key=lambda row: (row.placed is None, row.placed.rank if row.placed else 0, row.nomination.number)
    )


def _order(
    rows: Iterable[Standing], points: Mapping[int, Mapping[str, int]], weights: Mapping[str, int]
) -> dict[str, Placed]:
    scored = [
        Scored(_key(row.nomination), {name: points[row.nomination.pk][name] * HUNDREDTHS for name in weights})
        for row in rows
    ]
    return {one.code: one for one in ranked(scored, weights)} if scored else {}


def _key(nomination: Nomination) -> str:
    """How the ranking calls a candidate: the number of the list, no more."""
    return f"{nomination.number:05d}"


def warned(due: date, *, day: date, parameters: Parameters = DEFAULTS) -> int | None:
    """Which warning about the training of `due` has come by `day`, in days before it; 0 past it, None while it is far.

    >>> [warned(date(2026, 12, 31), day=day) for day in (date(2026, 9, 1), date(2026, 10, 2), date(2026, 12, 31))]
    [None, 90, 30]
    >>> warned(date(2026, 12, 31), day=date(2027, 1, 1))
    0
    """
    left = (due - day).days
    if left < 0:
        return 0
    return min((level for level in parameters.value("post_training_warnings", day) if left <= level), default=None)
