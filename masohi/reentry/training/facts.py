"""What a class may be for children whose training a court ordered, from plain numbers."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from masohi.law.citation import Finding
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.reentry.trainees.facts import term_finding
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Programme
from masohi.reentry.training.terms import Level

DayMinutes = tuple[date, int]
"""The day of a lesson in WIT, and how many minutes it takes."""


def longest_day(lessons: Iterable[DayMinutes]) -> int:
    """Minutes of the day that holds most of them; 0 without lessons.

    >>> longest_day([(date(2026, 3, 2), 120), (date(2026, 3, 2), 60), (date(2026, 3, 3), 150)])
    180
    """
    days: dict[date, int] = defaultdict(int)
    for day, minutes in lessons:
        days[day] += minutes
    return max(days.values(), default=0)


def trusted(programme: Programme) -> bool:
    """A government's own institution may train by verdict; a private one only where it is accredited."""
    return programme.level != Level.PRIVATE or programme.accredited


def ordered_findings(
    trainees: Iterable[Trainee],
    programme: Programme,
    lessons: Iterable[DayMinutes],
    *,
    day: date,
    parameters: Parameters = DEFAULTS,
) -> list[Finding]:
    """What AN-06 says of these lessons for each child whose training a verdict ordered."""
    longest, found = longest_day(lessons), []
    for trainee in trainees:
        if not (trainee.court_ordered and trainee.ordered_from and trainee.ordered_until):
            continue
        finding = term_finding(
            trainee.ordered_from,
            trainee.ordered_until,
            place=trainee.ordered_place,
            minutes_a_day=longest,
            accredited=trusted(programme),
            day=day,
            parameters=parameters,
        )
        found += [finding] if finding else []
    return found


def presence(attended: int, held: int) -> int:
    """Whole percent of the minutes held at which somebody was there, rounded down; 0 where nothing was held.

    >>> presence(479, 600), presence(480, 600), presence(0, 0)
    (79, 80, 0)
    """
    return 100 * attended // held if held else 0
