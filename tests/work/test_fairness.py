"""Random histories of somebody who misses sessions: no step without cause, none twice, in order; a file goes to the jaksa
if and only if nothing is unfair, by another reading of the same history."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masohi.law.breach import allowed, share
from masohi.law.ladder import RUNGS, Fault, Missed, Rung, Taken, baseless, next_step, unfair
from masohi.work.enforcement.breach.terms import FAULTS

START = datetime(2026, 10, 5, tzinfo=UTC)
GOOD = {"verified": True, "excused": False, "service": False, "paused": False, "told": True}


def missed(key, **words):
    at = START + timedelta(days=key)
    return Missed(key=key, starts_at=at, known_on=at.date(), **(GOOD | words))


def full_ladder():
    """A fair history: six sessions, each followed by its step on the same day."""
    rows = [missed(key) for key in range(1, 7)]
    hours = timedelta(hours=6)
    steps = [
        Taken(rung, (row.key,), 1, True, None if rung is Rung.REPORT else row.starts_at + hours)
        for rung, row in zip(RUNGS, rows, strict=True)
    ]
    return rows, steps


def found(rows, steps, **words):
    said = {"paused_now": False, "hours_wait": False, "pk_word": True, "person_word": True} | words
    return unfair(rows, steps, **said)


def test_a_fair_history_may_be_sent():
    assert found(*full_ladder()) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"told": False}, Fault.NOT_TOLD),
        ({"service": True}, Fault.SERVICE),
        ({"excused": None}, Fault.UNDECIDED),
        ({"verified": False}, Fault.UNVERIFIED),
        ({"paused": True}, Fault.PAUSED),
    ],
    ids=str,
)
def test_one_fault_of_one_session_keeps_the_file_back(words, fault):
    rows, steps = full_ladder()
    rows.append(missed(9, **words))
    assert [(one.fault, one.key) for one in found(rows, steps)] == [(fault, 9)]
    rows[-1] = replace(rows[-1], excused=True)
    assert found(rows, steps) == [], "who was excused is not in the file"


def test_a_step_left_out_open_or_without_ground_keeps_the_file_back():
    rows, steps = full_ladder()
    assert [one.fault for one in found(rows, steps[:2] + steps[3:])] == [Fault.STEP_MISSING]
    assert [one.fault for one in found(rows, [*steps[:2], replace(steps[2], handed_at=None), *steps[3:]])] == [
        Fault.STEP_OPEN
    ]
    rows[2] = replace(rows[2], excused=True)
    assert [(one.fault, one.rung) for one in found(rows, steps)] == [(Fault.STEP_BASELESS, Rung.SUMMONS_2)]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"paused_now": True}, Fault.PAUSED_NOW),
        ({"hours_wait": True}, Fault.HOURS_WAIT),
        ({"pk_word": False}, Fault.NO_PK_WORD),
        ({"person_word": False}, Fault.NO_PERSON_WORD),
    ],
    ids=str,
)
def test_the_file_as_a_whole(words, fault):
    assert [one.fault for one in found(*full_ladder(), **words)] == [fault]


def test_every_fault_says_what_is_wrong_and_what_to_do():
    assert set(FAULTS) == set(Fault)
    assert all(str(says).endswith(".") and str(mend).endswith(".") for says, mend in FAULTS.values())
    assert not [says for says, mend in FAULTS.values() if "melanggar" in f"{says} {mend}".lower()]


WORDS = st.fixed_dictionaries(
    {
        "verified": st.sampled_from([True, True, True, False]),
        "excused": st.sampled_from([False, False, False, None, True]),
        "service": st.sampled_from([False, False, False, True]),
        "paused": st.sampled_from([False, False, False, True]),
        "told": st.sampled_from([True, True, True, False]),
    }
)
EVENTS = st.one_of(
    st.tuples(st.just("miss"), WORDS),
    st.tuples(st.just("step"), st.none()),
    st.tuples(st.just("hand"), st.none()),
    st.tuples(st.just("withdraw"), st.none()),
    st.tuples(st.just("turn"), st.integers(0, 30)),
    st.tuples(st.just("climb"), st.integers(1, 6)),
)


class History:
    """One event a day. Every step that is taken is compared with what a reader of the history would say."""

    def __init__(self, absences, days):
        self.absences, self.days = absences, days
        self.rows, self.steps, self.day = [], [], 0

    @property
    def now(self):
        return START + timedelta(days=self.day, hours=6)

    def play(self, event, value):
        self.day += 1
        getattr(self, event)(value)

    def miss(self, words):
        self.rows.append(missed(self.day, **words))

    def turn(self, place):
        """A decision is turned over, either way."""
        if self.rows:
            place %= len(self.rows)
            self.rows[place] = replace(self.rows[place], excused=not self.rows[place].excused)

    def living(self):
        return [step for step in self.steps if step.living]

    def step(self, _value):
        due = next_step(self.steps, self.rows, absences=self.absences, days=self.days)
        if due is None:
            return
        living, by_key = self.living(), {row.key: row for row in self.rows}
        assert due.rung == RUNGS[len(living)], "in order"
        assert due.causes
        assert len(due.causes) == due.needed
        used = [key for step in self.steps for key in step.causes]
        assert not set(used) & set(due.causes), "no session twice"
        for key in due.causes:
            row = by_key[key]
            assert row.verified
            assert row.excused is False
            assert not row.service
            assert not row.paused
            assert all(step.handed_at is not None and step.handed_at < row.starts_at for step in living)
        assert due.due_on >= max(by_key[key].known_on for key in due.causes)
        self.steps.append(Taken(due.rung, due.causes, due.needed))

    def hand(self, _value):
        self.steps = [
            replace(step, handed_at=self.now) if step.living and step.handed_at is None else step for step in self.steps
        ]

    def withdraw(self, _value):
        living = self.living()
        if living:
            place = self.steps.index(living[-1])
            self.steps[place] = replace(self.steps[place], living=False)

    def climb(self, rungs):
        """So that whole ladders come about often."""
        for _ in range(rungs):
            for event, value in (("miss", GOOD), ("step", None), ("hand", None)):
                self.play(event, value)


def fair(history, words):
    """The same question, asked of the history in other words."""
    counted = [row for row in history.rows if row.excused is not True]
    sound = [row for row in counted if row.verified and row.excused is False and not row.service and not row.paused]
    if not sound or len(sound) != len(counted) or not all(row.told for row in counted):
        return False
    living = {step.rung: step for step in history.living()}
    grounds = {row.key for row in sound}
    for rung in RUNGS:
        if rung not in living or (living[rung].handed_at is None and rung != "laporan"):
            return False
        if sum(key in grounds for key in living[rung].causes) < living[rung].needed:
            return False
    return not words["paused_now"] and not words["hours_wait"] and words["pk_word"] and words["person_word"]


NUMBERS = st.lists(st.integers(0, 2), min_size=1, max_size=7)
MOSTLY = st.sampled_from([True, True, True, False])


@settings(max_examples=600, deadline=None)
@given(
    events=st.lists(EVENTS, max_size=24),
    absences=NUMBERS,
    days=NUMBERS,
    words=st.fixed_dictionaries({"paused_now": MOSTLY, "hours_wait": MOSTLY, "pk_word": MOSTLY, "person_word": MOSTLY}),
)
def test_random_histories(events, absences, days, words):
    history = History(absences, days)
    words |= {name: not words[name] for name in ("paused_now", "hours_wait")}
    for event, value in events:
        history.play(event, value)
        kinds = [step.rung for step in history.living()]
        assert kinds == list(RUNGS[: len(kinds)]), "each rung once, none left out"
        assert sum(step.living and step.handed_at is None for step in history.steps) <= 1
        assert (found(history.rows, history.steps, **words) == []) == fair(history, words)
        for step in history.steps:
            standing = [row for row in history.rows if row.counts and row.key in step.causes]
            assert baseless(step, history.rows) == (step.living and len(standing) < step.needed)


def test_a_decided_file_starts_the_ladder_anew():
    rows, _steps = full_ladder()
    numbers = {"absences": [1], "days": [1]}
    assert next_step([], rows, **numbers).causes == (1,)
    assert next_step([], rows, **numbers, since=rows[2].starts_at).causes == (4,)
    assert next_step([], rows, **numbers, since=rows[-1].starts_at) is None


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 20_000), st.integers(1, 14_400), st.integers(1, 10_000_000))
def test_the_figure_is_never_more_than_the_exact_share(open_minutes, sentence, whole):
    one = share(open_minutes, sentence, whole)
    counted = min(open_minutes, sentence)
    assert one.part * sentence <= counted * whole < (one.part + 1) * sentence
    assert 0 <= one.part <= whole


def test_what_may_follow_is_what_the_verdict_orders():
    assert [allowed(kind, child=False) for kind in ("repeat", "prison", "fine", "")] == [
        ("repeat",),
        ("prison",),
        ("fine",),
        (),
    ]
    assert {allowed(kind, child=True) for kind in ("repeat", "prison", "fine", "")} == {("repeat",)}
    with pytest.raises(ValueError, match="share"):
        share(1, 0, 90)
    assert date(2026, 10, 6) == missed(1).known_on
