"""R60: whatever phones report, no person is ever credited beyond the law: made-up cases through fold and credit."""

import json
import os
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from masohi.law import credit as crediting
from masohi.law.credit import Interval
from masohi.law.credit_person import Served, credit_person
from masohi.work.fieldreports.facts import Unreadable, fold
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.invariants.queries import links_between_work_and_trade, money_columns
from masohi.work.placement.models import Appointment, Session
from masohi.writing.indonesian import WIT

CASES = 10_000 if "MASOHI_SCORE" in os.environ else 2_000  # the scorecard counts 10,000
DAYS = [date(2026, 10, 5) + timedelta(days=n) for n in range(3)]
CHILD = 180  # minutes a day (PP 58/2022 Pasal 19(5))

minutes = st.integers(-30, 1500)
visits = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(60, 480), minutes, minutes, st.integers(0, 600)),
    min_size=1,
    max_size=4,
)
cases = st.tuples(visits, st.integers(8, 240), st.sampled_from([None, CHILD, 300, 480]), st.booleans())


def entry(kind, session, dseq, facts):
    """An entry as it lies in the database, in memory only."""
    body = {
        "v": 1,
        "event": f"01900000-0000-7000-8000-{dseq:012d}",
        "device": "AAAAAAAA",
        "dseq": dseq,
        "prev": "0" * 64,
        "type": kind,
        "session": "BBBBBBBB",
        "ticket": "0" * 32,
        "claimed_at": "2026-10-05T00:00:00.000Z",
        "boot": "0" * 16,
        "mono_ms": 1,
        "anchor": None,
        "place": {},
        "photos": [],
        "ref": "",
        "app": 1,
        "salt": "0" * 32,
        "facts": facts,
    }
    at = datetime.combine(session.day, time(0), WIT)
    return FieldEntry(kind=kind, dseq=dseq, body=json.dumps(body).encode(), claimed_at=at, received_at=at)


def told(number, visit):
    """One session as a phone reports it: the interval that becomes a record, or nothing."""
    day, hour, length, began, ended, rest = visit
    person = number + 1
    start = datetime.combine(DAYS[day], time(hour), WIT)
    end = min(start + timedelta(minutes=length), datetime.combine(DAYS[day], time(23, 59), WIT))
    session = Session(pk=number, day=DAYS[day], starts_at=start, ends_at=end)
    expected = [Appointment(pk=person, session=session, starts_at=start, minutes=length)]
    facts = {"heads": 1, "began": began, "absent": [], "late": [], "cards": [], "people": [person]}
    entries = [entry("start", session, 1, facts), entry("end", session, 2, {"heads": 1, "ended": ended, "rest": rest})]
    try:
        seen = next(iter(fold(entries, expected, session).seen), None)
    except Unreadable:
        return None
    if seen is None or seen.started_at is None or seen.ended_at is None or seen.ended_at <= seen.started_at:
        return None
    assert start <= seen.started_at
    assert seen.ended_at <= end, "no minute outside the session's hours"
    return Interval(seen.started_at, seen.ended_at, str(number), seen.break_minutes)


def credited(case):
    """Orders of one person with what phones told of them, and what the law credits."""
    told_of, hours, cap, two = case
    found = [one for one in (told(n, visit) for n, visit in enumerate(told_of)) if one is not None]
    parts = {"1": found[::2], "2": found[1::2]} if two else {"1": found}
    orders = {key: Served(tuple(rows), hours * 60, cap) for key, rows in parts.items()}
    return found, orders, credit_person(orders)


def faults(case):
    """Limits of KUHP 85 that a case breaks."""
    found, orders, answer = credited(case)
    cap = min(case[2] or 480, 480)
    lines = [line for credits in answer.values() for line in credits.lines]
    by_day = {day: 0 for day in DAYS}
    for line in lines:
        interval = next(one for one in found if one.key == line.key)
        by_day[interval.start.astimezone(WIT).date()] += line.credited_minutes
        if not 0 <= line.credited_minutes <= interval.reported_minutes:
            yield "more than worked"
    if max(by_day.values()) > cap:
        yield "more than a day's hours"
    if any(credits.credited_minutes > orders[key].sentence_minutes for key, credits in answer.items()):
        yield "more than the sentence"
    if sum(line.credited_minutes for line in lines) > sum(_union(found)):
        yield "one minute twice"


def _union(found):
    """Minutes worked, each once, by the minute."""
    worked = set()
    for one in found:
        first, last = one.worked
        worked |= set(range(first, last))
    return [len(worked)]


def test_no_case_goes_beyond_the_law(figure):
    seen = []

    @settings(max_examples=CASES, deadline=None, derandomize=True, database=None)
    @given(cases)
    def play(case):
        seen.append(case)
        assert list(faults(case)) == []

    play()
    assert len(seen) >= CASES
    figure("R60", f"0 pelanggaran dalam {len(seen)} kasus buatan")


def test_no_sale_no_money():
    """Work is not for sale (KUHP 85(3)): no table of trade knows a session, no column of the work holds an amount."""
    assert links_between_work_and_trade() == []
    assert money_columns() == []


def test_a_day_without_its_limit_is_noticed(monkeypatch):
    """Negative control: three long sessions on one day."""
    case = ([(0, 0, 480, 0, 480, 0), (0, 9, 480, 540, 1020, 0)], 240, None, False)
    assert list(faults(case)) == []
    monkeypatch.setattr(crediting.Walk, "limits", lambda *_: (10**6, 10**6))
    assert list(faults(case)) == ["more than a day's hours"]


def test_hours_counted_twice_are_noticed(monkeypatch):
    """Negative control: two sessions at the same time."""
    case = ([(0, 8, 120, 480, 600, 0), (0, 8, 120, 480, 600, 0)], 240, None, False)
    assert list(faults(case)) == []
    monkeypatch.setattr(crediting, "_disjoint", lambda known: [[one.worked] for one in known])
    assert list(faults(case)) == ["one minute twice"]
