"""What signed entries add up to: the notes of one phone about one session, folded into a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from masohi.work.attendance.facts import Seen
from masohi.work.attendance.terms import MARKS, Hold, Outcome
from masohi.work.fieldwork.facts import DECLARES
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.fieldwork.terms import LATE_AFTER, NoteKind
from masohi.work.placement.models import Appointment, Session
from masohi.writing.indonesian import WIT
from masohi.writing.names import storable
from masohi.writing.phone_notes import Note, read_note

ABSENT = {Outcome.ABSENT, Outcome.EXCUSED, Outcome.SICK}
LEFT = {Outcome.LEFT_EARLY, Outcome.SENT_HOME}
VOID = {Outcome.SITE_SHUT, Outcome.WEATHER, Outcome.NO_SUPERVISOR}


MOST_HEADS = 1000  # nobody counts more people at one place


class Unreadable(ValueError):
    """The facts of an entry are not of the form that its kind has."""


@dataclass(frozen=True)
class Folded:
    """A session as one phone reports it. `seen` covers everybody expected; empty while the session is still on."""

    done: bool
    listed: frozenset[int] = frozenset()
    heads_at_start: int = 0
    heads_at_end: int = 0
    seen: tuple[Seen, ...] = ()
    hold: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the page on which a person decides; times as UTC texts."""
        return {
            "listed": sorted(self.listed),
            "heads_at_start": self.heads_at_start,
            "heads_at_end": self.heads_at_end,
            "hold": self.hold,
            "seen": [
                {
                    "appointment": one.appointment,
                    "outcome": str(one.outcome),
                    "started_at": one.started_at.isoformat() if one.started_at else None,
                    "ended_at": one.ended_at.isoformat() if one.ended_at else None,
                    "break_minutes": one.break_minutes,
                    "note": one.note,
                }
                for one in self.seen
            ],
        }


def seen_from(folded: dict[str, Any]) -> list[Seen]:
    """The people of a stored report (`Folded.as_json`) as the deeds take them."""
    return [
        Seen(
            one["appointment"],
            Outcome(one["outcome"]),
            datetime.fromisoformat(one["started_at"]) if one["started_at"] else None,
            datetime.fromisoformat(one["ended_at"]) if one["ended_at"] else None,
            one["break_minutes"],
            one["note"],
        )
        for one in folded.get("seen", [])
    ]


def notes_of(entries: Iterable[FieldEntry]) -> list[tuple[FieldEntry, Note]]:
    """Entries with what they say, in the order in which the phone wrote them."""
    return [(entry, read_note(bytes(entry.body))) for entry in sorted(entries, key=lambda one: one.dseq)]


def fold(entries: Sequence[FieldEntry], expected: Sequence[Appointment], session: Session) -> Folded:
    """Everything one phone wrote about one session, as one report. The same entries always give the same report.

    It speaks only of the people who were on the phone's list (`people` of its first entry) and still are `expected`:
    whom the supervisor never saw listed is neither present nor absent. Raises Unreadable where a signed entry does not
    have the form of its kind.
    """
    counted = [(entry, note) for entry, note in notes_of(entries) if not entry.quarantined]
    by_kind: dict[str, list[Note]] = {}
    for _, note in counted:
        by_kind.setdefault(note.kind, []).append(note)
    hold = hold_of(entry for entry, note in counted if note.kind in {*DECLARES, NoteKind.VOID})
    if NoteKind.VOID in by_kind:
        facts = by_kind[NoteKind.VOID][0].facts
        outcome, reason, listed = _outcome(facts, VOID), _words(facts, "reason"), _listed(facts)
        shut = tuple(Seen(one.pk, outcome, note=reason) for one in expected if one.pk in listed)
        return Folded(True, listed, 0, 0, shut, hold)
    if NoteKind.START not in by_kind or NoteKind.END not in by_kind:
        return Folded(False)
    start, end = by_kind[NoteKind.START][0], by_kind[NoteKind.END][0]
    listed = _listed(start.facts)
    people = _at_start(start.facts, listed, session)
    undone = {note.ref for note in by_kind.get(NoteKind.CORRECT, []) if undoes(note)}
    for note in by_kind.get(NoteKind.LATE, []):
        if note.event not in undone:
            _came_late(people, note.facts, session)
    _went_home(people, end.facts, session)
    for note in by_kind.get(NoteKind.LEAVE, []):
        if note.event not in undone:
            _left(people, note.facts, session)
    seen = tuple(people[one.pk] for one in expected if one.pk in listed and _possible(people[one.pk]))
    return Folded(True, listed, _heads(start.facts), _heads(end.facts), seen, hold)


def undoes(note: Note) -> bool:
    """Whether a correction takes a wrong tap back, before the session was told to its end."""
    return note.kind == NoteKind.CORRECT and note.facts.get("undo") == 1


def _possible(seen: Seen) -> bool:
    """Whether somebody left after coming; one wrong hour must not keep the others' from being recorded."""
    if not MARKS[seen.outcome].attended or seen.started_at is None or seen.ended_at is None:
        return True
    return seen.ended_at > seen.started_at


def _listed(facts: dict[str, Any]) -> frozenset[int]:
    """Whom the phone had on its list."""
    people = _list(facts, "people")
    if not all(isinstance(one, int) and not isinstance(one, bool) and 0 < one < 2**53 for one in people):
        raise Unreadable("people")
    return frozenset(people)


def hold_of(entries: Iterable[FieldEntry]) -> str:
    """What a record made of these entries waits for: a time in doubt, or a week between claim and receipt."""
    rows = list(entries)
    if any(row.doubt for row in rows):
        return Hold.TIME
    late = timedelta(seconds=LATE_AFTER)
    return Hold.LATE if any(row.received_at - row.claimed_at > late for row in rows) else ""


def _at_start(facts: dict[str, Any], listed: frozenset[int], session: Session) -> dict[int, Seen]:
    began = _moment(session, _whole(facts, "began"), first=True)
    people = {key: Seen(key, Outcome.PRESENT, started_at=began) for key in listed}
    for one in _list(facts, "absent"):
        key = _person(one, people)
        people[key] = Seen(key, _outcome(one, ABSENT))
    for one in _list(facts, "late"):
        _came_late(people, one, session)
    return people


def _came_late(people: dict[int, Seen], facts: dict[str, Any], session: Session) -> None:
    key = _person(facts, people)
    people[key] = Seen(key, Outcome.LATE, started_at=_moment(session, _whole(facts, "began"), first=True))


def _went_home(people: dict[int, Seen], facts: dict[str, Any], session: Session) -> None:
    ended, rest = _moment(session, _whole(facts, "ended"), last=True), _whole(facts, "rest")
    for key, one in people.items():
        if MARKS[one.outcome].attended:
            people[key] = replace(one, ended_at=ended, break_minutes=min(rest, 480))


def _left(people: dict[int, Seen], facts: dict[str, Any], session: Session) -> None:
    key = _person(facts, people)
    one = people[key]
    if not MARKS[one.outcome].attended:
        raise Unreadable("leave")
    people[key] = replace(
        one,
        outcome=_outcome(facts, LEFT),
        ended_at=_moment(session, _whole(facts, "ended"), last=True),
        break_minutes=min(_whole(facts, "rest") if "rest" in facts else 0, 480),
        note=_words(facts, "reason"),
    )


def corrected(facts: dict[str, Any], session: Session) -> Seen:
    """What a correction says about one person. Raises Unreadable."""
    key = _whole(facts, "appointment")
    outcome = _outcome(facts, set(Outcome))
    if not MARKS[outcome].attended:
        return Seen(key, outcome, note=_words(facts, "reason"))
    return Seen(
        key,
        outcome,
        _moment(session, _whole(facts, "began"), first=True),
        _moment(session, _whole(facts, "ended"), last=True),
        min(_whole(facts, "rest") if "rest" in facts else 0, 480),
        _words(facts, "reason"),
    )


def _moment(session: Session, minute: int, *, first: bool = False, last: bool = False) -> datetime:
    """A minute of the session's day (WIT) as UTC moment; work begins and ends within the session's hours."""
    if not 0 <= minute < 1440:
        raise Unreadable("minute")
    at = datetime.combine(session.day, time(minute // 60, minute % 60), WIT)
    if first:
        at = max(at, session.starts_at)
    return min(at, session.ends_at) if last else at


def _person(facts: Any, people: dict[int, Seen]) -> int:
    key = facts.get("appointment") if isinstance(facts, dict) else None
    if not isinstance(key, int) or isinstance(key, bool) or key not in people:
        raise Unreadable("appointment")
    return key


def _outcome(facts: dict[str, Any], allowed: set[Outcome]) -> Outcome:
    value = facts.get("outcome")
    if not isinstance(value, str) or value not in allowed:
        raise Unreadable("outcome")
    return Outcome(value)


def _whole(facts: dict[str, Any], name: str) -> int:
    value = facts.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10_000_000:
        raise Unreadable(name)
    return value


def _heads(facts: dict[str, Any]) -> int:
    heads = _whole(facts, "heads")
    if heads > MOST_HEADS:
        raise Unreadable("heads")
    return heads


def _words(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name, "")
    if not isinstance(value, str):
        raise Unreadable(name)
    return storable(value).strip()[:250]


def _list(facts: dict[str, Any], name: str) -> list[Any]:
    value = facts.get(name, [])
    if not isinstance(value, list):
        raise Unreadable(name)
    return value
