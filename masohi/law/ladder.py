"""From a missed session to the report to the jaksa, step by step, and whether the steps were fair. Plain Python.

The steps are practice, not statute: KUHP 85(7) only says that something follows "tanpa alasan yang sah". One step at a
time; each rests on sessions missed after the step before it was in the person's hands, so that nobody climbs the
ladder without having had the chance to come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final


class Rung(StrEnum):
    REMINDER = "peringatan"
    SUMMONS_1 = "panggilan-1"
    SUMMONS_2 = "panggilan-2"
    SUMMONS_3 = "panggilan-3"
    VISIT = "kunjungan"
    REPORT = "laporan"


RUNGS: Final = tuple(Rung)


@dataclass(frozen=True)
class Missed:
    """One session that the record says was missed. `key` names it; `known_on` is the day on which the last word about
    it was spoken. `excused`: None while nobody has decided. `told`: somebody told the person of this date before it.
    """

    key: int
    starts_at: datetime
    known_on: date
    verified: bool
    excused: bool | None
    service: bool
    paused: bool
    told: bool

    @property
    def counts(self) -> bool:
        """Whether a step may rest on it: verified, decided to be without valid reason, and nobody else's failure."""
        return self.verified and self.excused is False and not self.service and not self.paused


@dataclass(frozen=True)
class Taken:
    """One step as it was taken. `causes` are keys of missed sessions, `needed` how many it takes, `living`: not
    withdrawn; `handed_at`: since when the person has it."""

    rung: Rung
    causes: tuple[int, ...]
    needed: int
    living: bool = True
    handed_at: datetime | None = None


@dataclass(frozen=True)
class Due:
    """The step that comes next, what it rests on, and until when it should be issued."""

    rung: Rung
    causes: tuple[int, ...]
    needed: int
    due_on: date


def next_step(
    taken: Iterable[Taken],
    missed: Iterable[Missed],
    *,
    absences: Sequence[int],
    days: Sequence[int],
    since: datetime | None = None,
) -> Due | None:
    """The step that the record asks for now, or None. `absences` and `days` have one number a rung.

    None while a step is not handed over yet, and where too few new sessions were missed. Sessions on which a step
    rests or rested, withdrawn ones too, are spent. `since`: a decision on an earlier breach file; the ladder starts
    anew after it.
    """
    taken = list(taken)
    living = [step for step in taken if step.living]
    if len(living) == len(RUNGS) or any(step.handed_at is None for step in living):
        return None
    marks = [step.handed_at for step in living if step.handed_at is not None]
    after = max([*marks, *([since] if since else [])], default=None)
    spent = {key for step in taken for key in step.causes}
    fresh = [m for m in missed if m.counts and m.key not in spent and (after is None or m.starts_at > after)]
    fresh.sort(key=lambda m: (m.starts_at, m.key))
    place = len(living)
    needed = max(_of(absences, place), 1)
    if len(fresh) < needed:
        return None
    causes = tuple(m.key for m in fresh[:needed])
    known_on = max(m.known_on for m in fresh[:needed])
    return Due(RUNGS[place], causes, needed, known_on + timedelta(days=_of(days, place)))


def _of(numbers: Sequence[int], place: int) -> int:
    """The number of a rung; where an office has set fewer numbers than there are rungs, the last one goes on."""
    return numbers[min(place, len(numbers) - 1)]


def baseless(step: Taken, missed: Iterable[Missed]) -> bool:
    """Whether a living step rests on too few sessions that still count: it should be withdrawn."""
    counting = {m.key for m in missed if m.counts}
    return step.living and len(counting.intersection(step.causes)) < step.needed


class Fault(StrEnum):
    """Why a breach file may not be sent."""

    NOTHING_MISSED = "nothing_missed"
    NOT_TOLD = "not_told"
    SERVICE = "service"
    UNDECIDED = "undecided"
    UNVERIFIED = "unverified"
    PAUSED = "paused"
    STEP_MISSING = "step_missing"
    STEP_OPEN = "step_open"
    STEP_BASELESS = "step_baseless"
    PAUSED_NOW = "paused_now"
    HOURS_WAIT = "hours_wait"
    NO_PK_WORD = "no_pk_word"
    NO_PERSON_WORD = "no_person_word"


@dataclass(frozen=True)
class Unfair:
    """One finding. `key` names the missed session, `rung` the step; each None where it is about neither."""

    fault: Fault
    key: int | None = None
    rung: Rung | None = None


def unfair_sessions(missed: Iterable[Missed]) -> list[Unfair]:
    """What is wrong with the missed sessions of a file. Who was excused is not in the file and cannot be wrong."""
    found = []
    for one in missed:
        if one.excused:
            continue
        tests = (
            (Fault.NOT_TOLD, not one.told),
            (Fault.SERVICE, one.service),
            (Fault.UNDECIDED, one.excused is None),
            (Fault.UNVERIFIED, not one.verified),
            (Fault.PAUSED, one.paused),
        )
        found += [Unfair(fault, key=one.key) for fault, wrong in tests if wrong]
    return found


def unfair_steps(taken: Iterable[Taken], missed: Sequence[Missed]) -> list[Unfair]:
    """What is wrong with the ladder: a step left out, not in the person's hands, or resting on nothing any more.

    The report itself is the breach file, so it need not be handed over.
    """
    living = {step.rung: step for step in taken if step.living}
    found = []
    for rung in RUNGS:
        step = living.get(rung)
        if step is None:
            found.append(Unfair(Fault.STEP_MISSING, rung=rung))
        elif step.handed_at is None and rung is not Rung.REPORT:
            found.append(Unfair(Fault.STEP_OPEN, rung=rung))
        if step is not None and baseless(step, missed):
            found.append(Unfair(Fault.STEP_BASELESS, rung=rung))
    return found


def unfair(
    missed: Sequence[Missed],
    taken: Sequence[Taken],
    *,
    paused_now: bool,
    hours_wait: bool,
    pk_word: bool,
    person_word: bool,
) -> list[Unfair]:
    """Everything that stands between a breach file and the jaksa; an empty list means that it may be sent."""
    whole = (
        (Fault.NOTHING_MISSED, not any(one.counts for one in missed)),
        (Fault.PAUSED_NOW, paused_now),
        (Fault.HOURS_WAIT, hours_wait),
        (Fault.NO_PK_WORD, not pk_word),
        (Fault.NO_PERSON_WORD, not person_word),
    )
    about = [Unfair(fault) for fault, wrong in whole if wrong]
    return unfair_sessions(missed) + unfair_steps(taken, missed) + about
