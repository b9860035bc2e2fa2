"""The credit of hours: proven against an oracle that walks minute by minute, and against the law's own limits."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masohi.law.counting import CALENDAR_DAY, march, minute_of, moment_of
from masohi.law.credit import Credited, Interval, credit
from masohi.law.dated import Dated
from masohi.law.parameters import DEFAULTS, IN_FORCE, PARAMETERS, Parameters

LONG = 240 * 60
MONDAY = minute_of(march(2, 0))
CAP = 480

SMALL = st.builds(
    lambda start, length, pause, key: Interval(
        moment_of(MONDAY + start), moment_of(MONDAY + start + length), key, break_minutes=pause
    ),
    st.integers(0, 3 * CALENDAR_DAY),
    st.integers(-60, 900),
    st.integers(-10, 120),
    st.sampled_from("abcdef"),
)
CAPPED = st.builds(lambda interval, cap: replace(interval, minutes_a_day=cap), SMALL, st.none() | st.integers(0, 600))
LISTS = st.lists(SMALL, max_size=6)
SENTENCES = st.integers(0, LONG) | st.integers(0, 900)
VERDICT_CAPS = st.none() | st.integers(0, 600)


def shifted(intervals, minutes):
    """The same work at another time."""
    return [replace(i, start=i.start + minutes, end=i.end + minutes) for i in intervals]


def oracle(intervals, sentence, cap):
    """Minute by minute, in the plainest words: who owns the minute, and is there still room?"""
    owner = {}
    rows = sorted(
        intervals,
        key=lambda i: (i.start, i.key, i.end, i.break_minutes, i.minutes_a_day is not None, i.minutes_a_day or 0),
    )
    for number, row in enumerate(rows):
        first, last = minute_of(row.start), minute_of(row.end) - max(0, row.break_minutes)
        for minute in range(first, last):
            owner.setdefault(minute, number)
    counted, days, result = [], Counter(), Counter()
    for minute in sorted(owner):
        row = rows[owner[minute]]
        room = min(limit for limit in (CAP, cap, row.minutes_a_day) if limit is not None)
        recent = sum(1 for other in counted[-CAP:] if other > minute - CALENDAR_DAY)
        if len(counted) < sentence and days[minute // CALENDAR_DAY] < room and recent < CAP:
            counted.append(minute)
            days[minute // CALENDAR_DAY] += 1
            result[owner[minute]] += 1
    return [(row.key, result[number]) for number, row in enumerate(rows)], counted


@given(st.lists(CAPPED, max_size=6), SENTENCES, VERDICT_CAPS)
@settings(max_examples=300, deadline=None)
def test_the_fold_agrees_with_counting_minute_by_minute(intervals, sentence, cap):
    folded = credit(intervals, sentence_minutes=sentence, minutes_a_day=cap)
    assert [(line.key, line.credited_minutes) for line in folded.lines] == oracle(intervals, sentence, cap)[0]


@given(LISTS, SENTENCES, VERDICT_CAPS, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_of_the_records_does_not_matter(intervals, sentence, cap, random):
    mixed = random.sample(intervals, len(intervals))
    assert credit(mixed, sentence_minutes=sentence, minutes_a_day=cap) == credit(
        intervals, sentence_minutes=sentence, minutes_a_day=cap
    )


@given(LISTS, SMALL, SENTENCES, VERDICT_CAPS)
@settings(max_examples=200, deadline=None)
def test_more_work_never_counts_less(intervals, more, sentence, cap):
    before = credit(intervals, sentence_minutes=sentence, minutes_a_day=cap).credited_minutes
    assert credit([*intervals, more], sentence_minutes=sentence, minutes_a_day=cap).credited_minutes >= before


@given(LISTS, SENTENCES, VERDICT_CAPS)
@settings(max_examples=200, deadline=None)
def test_the_same_record_twice_counts_once(intervals, sentence, cap):
    once = credit(intervals, sentence_minutes=sentence, minutes_a_day=cap)
    twice = credit([*intervals, *intervals], sentence_minutes=sentence, minutes_a_day=cap)
    assert twice.credited_minutes == once.credited_minutes


@given(LISTS, SENTENCES, VERDICT_CAPS)
@settings(max_examples=200, deadline=None)
def test_pasal_85_ayat_4_never_beyond_the_sentence_nor_what_was_reported(intervals, sentence, cap):
    folded = credit(intervals, sentence_minutes=sentence, minutes_a_day=cap)
    assert folded.credited_minutes <= sentence
    assert folded.credited_minutes + folded.remaining_minutes == sentence
    assert folded.credited_minutes == sum(line.credited_minutes for line in folded.lines)
    assert folded.reported_minutes == sum(line.reported_minutes for line in folded.lines)
    for line in folded.lines:
        assert 0 <= line.credited_minutes <= line.reported_minutes
        assert (line.credited_minutes < line.reported_minutes) <= bool(line.reasons)


@given(LISTS, st.integers(0, 3 * CALENDAR_DAY), st.integers(1, 900))
@settings(max_examples=200, deadline=None)
def test_pasal_185_no_window_of_24_hours_counts_more_than_8_hours(intervals, start, sentence):
    """Cut the credited minutes of the oracle; the fold agrees with it, so this holds for the fold as well."""
    _rows, counted = oracle(intervals, sentence, None)
    assert sum(start <= minute - MONDAY < start + CALENDAR_DAY for minute in counted) <= CAP
    assert credit(intervals, sentence_minutes=sentence).credited_minutes == len(counted)


@given(LISTS)
@settings(max_examples=100, deadline=None)
def test_a_zone_is_only_a_way_of_writing(intervals):
    utc = [replace(i, start=i.start.astimezone(UTC), end=i.end.astimezone(UTC)) for i in intervals]
    assert credit(utc, sentence_minutes=LONG) == credit(intervals, sentence_minutes=LONG)


def one(*intervals, sentence=LONG, **given):
    """Credited minutes of each interval."""
    return [line.credited_minutes for line in credit(intervals, sentence_minutes=sentence, **given).lines]


def reasons(*intervals, sentence=LONG, **given):
    """Rules that took minutes away."""
    lines = credit(intervals, sentence_minutes=sentence, **given).lines
    return [finding.rule for line in lines for finding in line.reasons]


def test_pasal_85_ayat_5_counts_at_most_8_hours_a_day():
    long = Interval(march(2, 6), march(2, 18), "a")
    assert one(long) == [480]
    assert reasons(long) == ["KS-07"]


def test_pasal_85_ayat_5_counts_at_most_what_the_verdict_allows_a_day():
    assert one(Interval(march(2, 8), march(2, 16), "a"), minutes_a_day=300) == [300]
    assert one(Interval(march(2, 8), march(2, 16), "a", minutes_a_day=240), minutes_a_day=300) == [240]
    assert one(Interval(march(2, 8), march(2, 18), "a"), minutes_a_day=600) == [480]


def test_pasal_185_a_night_shift_and_a_morning_do_not_make_15_hours():
    night, morning = Interval(march(2, 20), march(3, 3), "n"), Interval(march(3, 8), march(3, 16), "m")
    assert one(night, morning) == [420, 60]
    assert reasons(night, morning) == ["KS-06"]


def test_pasal_185_eight_hours_before_and_after_midnight_are_one_day():
    assert one(Interval(march(2, 16), march(3, 8), "a")) == [480]
    assert one(Interval(march(2, 16), march(2, 23), "a"), Interval(march(3, 15), march(3, 23), "b")) == [420, 480]


def test_pasal_185_minutes_come_back_as_they_leave_the_24_hours():
    first, second = Interval(march(2, 8), march(2, 16), "a"), Interval(march(3, 6), march(3, 14), "b")
    assert one(first, second) == [480, 360]


def test_two_sites_at_once_count_once_and_the_earlier_one_gets_it():
    early, late = Interval(march(2, 8), march(2, 11), "late-key"), Interval(march(2, 9), march(2, 12), "a")
    assert one(early, late) == [180, 60]
    assert reasons(early, late) == ["KS-27"]


def test_the_same_start_is_decided_by_the_key():
    both = [Interval(march(2, 8), march(2, 10), key) for key in "ba"]
    assert [(line.key, line.credited_minutes) for line in credit(both, sentence_minutes=LONG).lines] == [
        ("a", 120),
        ("b", 0),
    ]


def test_a_break_is_taken_from_the_end():
    paused = Interval(march(2, 8), march(2, 12), "a", break_minutes=60)
    assert paused.reported_minutes == 180
    assert one(paused, Interval(march(2, 11), march(2, 12), "b")) == [180, 60]


@pytest.mark.parametrize(
    ("interval", "rule"),
    [
        (Interval(march(2, 8), march(2, 8), "a"), "KS-31"),
        (Interval(march(2, 12), march(2, 8), "a"), "KS-31"),
        (Interval(march(2, 8), march(2, 9), "a", break_minutes=60), "KS-31"),
    ],
)
def test_what_has_no_length_counts_nothing_and_says_why(interval, rule):
    assert one(interval) == [0]
    assert interval.reported_minutes == 0
    assert reasons(interval) == [rule]


def test_pasal_85_ayat_4_the_last_session_counts_only_what_is_left():
    work = [Interval(march(2, 8), march(2, 12), "a"), Interval(march(3, 8), march(3, 12), "b")]
    folded = credit(work, sentence_minutes=300)
    assert [line.credited_minutes for line in folded.lines] == [240, 60]
    assert folded.remaining_minutes == 0
    assert reasons(*work, sentence=300) == ["KS-37"]
    assert folded.lines[1].reasons[0].message == "3 jam tidak dihitung karena seluruh jam hukuman sudah terpenuhi."


def test_seconds_are_dropped():
    late = Interval(march(2, 8) + timedelta(seconds=40), march(2, 12) + timedelta(seconds=10), "a")
    assert one(late) == [240]


def test_no_work_gives_no_credit():
    assert credit([], sentence_minutes=300) == replace(credit([], sentence_minutes=300), remaining_minutes=300)
    assert credit([], sentence_minutes=300).lines == ()


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError):
        credit([Interval(datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 12), "a")], sentence_minutes=300)


def test_a_plain_session_counts_as_reported():
    work = Interval(march(2, 8), march(2, 13), "a")
    assert credit([work], sentence_minutes=LONG).lines == (Credited("a", 300, 300),)


def _broken(key, value):
    """The shipped numbers with one of them changed on purpose."""
    wrong = replace(PARAMETERS[key], dated=Dated(((IN_FORCE, value, "mutation"),)))
    return Parameters(shipped={**PARAMETERS, key: wrong})


def test_the_guards_of_the_cap_would_notice_another_number():
    """Negative control: with ten hours a day, or a day of 12 hours, the assertions above would not hold."""
    assert one(Interval(march(2, 6), march(2, 18), "a"), parameters=_broken("minutes_a_day", 600)) == [600]
    night, morning = Interval(march(2, 20), march(3, 3), "n"), Interval(march(3, 8), march(3, 16), "m")
    assert one(night, morning, parameters=_broken("day_minutes", 720)) == [420, 300]
    assert DEFAULTS.value("minutes_a_day", IN_FORCE) == 480


def test_the_oracle_would_notice_another_number():
    work = [Interval(march(2, 6), march(2, 18), "a")]
    folded = credit(work, sentence_minutes=LONG, parameters=_broken("minutes_a_day", 600))
    assert [(line.key, line.credited_minutes) for line in folded.lines] != oracle(work, LONG, None)[0]


def test_a_year_of_sessions_is_folded_quickly():
    work = [
        Interval(march(2, 8) + timedelta(days=day), march(2, 12) + timedelta(days=day), str(day)) for day in range(365)
    ]
    assert credit(work, sentence_minutes=10**6).credited_minutes == 365 * 240
