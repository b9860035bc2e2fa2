"""What a signed sheet of a class says: strict reading, and where it says something else than the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from masohi.reentry.onphone.terms import WINDOW_MINUTES
from masohi.reentry.training.lessons.facts import Came, minutes_of
from masohi.reentry.training.models import Lesson, LessonAttendance
from masohi.reentry.training.terms import ATTENDED, LessonOutcome
from masohi.work.fieldreports.facts import Unreadable
from masohi.work.fieldwork.models import FieldEntry
from masohi.writing.phone_notes import Note
from masohi.writing.refusals import Refused

MOST_PEOPLE = 200
PARTIAL = (LessonOutcome.LATE, LessonOutcome.LEFT_EARLY)


@dataclass(frozen=True)
class Told:
    """A meeting as one phone tells it: heads counted first, then everybody on its list."""

    heads: int
    came: tuple[Came, ...]


def read_sheet(note: Note) -> Told:
    """The sheet in a signed entry. Raises Unreadable for anything that is not exactly one."""
    people = note.facts.get("people")
    if not isinstance(people, list) or not 0 < len(people) <= MOST_PEOPLE:
        raise Unreadable("people")
    came = tuple(_came(one) for one in people)
    if len({one.enrolment for one in came}) != len(came):
        raise Unreadable("people")
    return Told(_whole(note.facts, "heads", MOST_PEOPLE), came)


def _came(row: Any) -> Came:
    if not isinstance(row, dict) or row.get("outcome") not in LessonOutcome.values:
        raise Unreadable("outcome")
    outcome = LessonOutcome(row["outcome"])
    minutes = _whole(row, "minutes", 24 * 60) if outcome in PARTIAL else None
    return Came(_whole(row, "enrolment", 2**53), outcome, minutes)


def _whole(facts: Mapping[str, Any], name: str, most: int) -> int:
    value = facts.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise Unreadable(name)
    return value


def differing(told: Told, records: Iterable[LessonAttendance], lesson: Lesson) -> set[int]:
    """Enrolments (primary keys) about which phone and record differ, or of which only one of them knows."""
    known = {row.enrolment_id: (row.outcome, row.minutes) for row in records}
    said = {one.enrolment: (str(one.outcome), _minutes(one, lesson)) for one in told.came}
    return {key for key in known.keys() | said.keys() if known.get(key) != said.get(key)}


def _minutes(came: Came, lesson: Lesson) -> int:
    """Minutes as the record would have them; what cannot be is as it was told."""
    try:
        return minutes_of(came, lesson.minutes)
    except Refused:
        return came.minutes or 0


def there(told: Told) -> int:
    """How many of the sheet's people came."""
    return sum(one.outcome in ATTENDED for one in told.came)


def outside(entry: FieldEntry, lesson: Lesson) -> bool:
    """Whether the phone wrote the sheet far outside the hours of its meeting."""
    slack = timedelta(minutes=WINDOW_MINUTES)
    return not lesson.starts_at - slack <= entry.claimed_at <= lesson.ends_at + slack
