"""Plans judged by the law, case numbers read, and the 24 hours of any window."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masohi.law.case_numbers import CASE_NUMBER, normalise_case_number
from masohi.law.check_plan import check_plan, minutes_by_day
from masohi.law.citation import RULES
from masohi.law.counting import CALENDAR_DAY, march, merged, moment_of, shared, without
from masohi.law.dated import Dated
from masohi.law.kuhp_85_hours import busiest_day
from masohi.law.order_json import read_order
from masohi.law.parameters import IN_FORCE, PARAMETERS, Parameters
from tests.law.samples import TODAY, order

FACTS = read_order(order())[0]
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


def rules(sessions, facts=FACTS, **given):
    """The rules that a plan breaks."""
    return sorted({finding.rule for finding in check_plan(facts, sessions, day=TODAY, **given)})


def test_a_lawful_plan_passes_without_a_word():
    plan = [(march(day, 8), march(day, 13)) for day in (2, 4, 7, 9)]
    assert check_plan(FACTS, plan, day=TODAY) == ()
    assert check_plan(FACTS, [], day=TODAY) == ()


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([(march(2, 8), march(2, 13)), (march(2, 12), march(2, 13))], ["KS-26", "KS-27", "KS-07"]),
        ([(march(2, 8), march(2, 14))], ["KS-07"]),
        ([(march(2, 12), march(2, 17)), (march(3, 7), march(3, 12))], ["KS-06"]),
        ([(march(2, 8), march(2, 9))], ["KS-26"]),
        ([(march(6, 8), march(6, 12))], ["KS-23"]),
        ([(march(8, 8), march(8, 11))], ["KS-21", "KS-23"]),
        ([(march(2, 16), march(2, 20))], ["KS-25"]),
        ([(march(2, 12), march(2, 8))], ["KS-26", "KS-31"]),
        ([(march(2, 8) - timedelta(days=20), march(2, 12) - timedelta(days=20))], ["KS-13", "KS-14"]),
        ([(march(2, 8) + timedelta(days=166), march(2, 12) + timedelta(days=166))], []),
        ([(march(3, 8) + timedelta(days=166), march(3, 12) + timedelta(days=166))], ["KS-08", "KS-21", "KS-23"]),
    ],
)
def test_pasal_85_ayat_5_a_plan_is_judged_session_by_session_and_as_a_whole(sessions, expected):
    assert rules(sessions) == sorted(expected)


def test_pasal_85_ayat_5_the_verdict_s_hours_a_day_hold_over_two_sessions():
    two = [(march(2, 7), march(2, 10)), (march(2, 14), march(2, 17))]
    assert rules(two) == ["KS-07"]
    assert rules(two, replace(FACTS, hours_per_day=6)) == []


def test_a_session_from_before_the_code_is_judged_without_a_traceback():
    early = [(march(2, 8) - timedelta(days=100), march(2, 12) - timedelta(days=100))]
    assert {"KS-13", "KS-14"} <= set(rules(early))


def test_a_broken_cap_lets_a_day_of_ten_hours_pass():
    """Negative control of KS-06 and KS-07."""
    ten = [(march(2, 7), march(2, 17))]
    facts = replace(FACTS, hours_per_day=None)
    assert rules(ten, facts) == ["KS-06", "KS-07"]
    broken = replace(PARAMETERS["minutes_a_day"], dated=Dated(((IN_FORCE, 600, "mutation"),)))
    assert rules(ten, facts, parameters=Parameters(shipped={**PARAMETERS, "minutes_a_day": broken})) == []


def test_a_session_over_midnight_counts_on_both_days():
    assert minutes_by_day([(march(2, 22), march(3, 3))]) == {date(2026, 3, 2): 120, date(2026, 3, 3): 180}
    assert minutes_by_day([(march(2, 22), march(3, 0))]) == {date(2026, 3, 2): 120}


@given(SPANS, st.integers(5, 40))
@settings(max_examples=200, deadline=None)
def test_pasal_185_the_busiest_window_is_the_busiest_of_all(spans, length):
    _window, most = busiest_day(spans, length)
    worked = {minute for start, end in spans for minute in range(start, end)}
    assert most == max(sum(start <= m < start + length for m in worked) for start in range(-50, 120))


@given(SPANS, st.tuples(st.integers(0, 60), st.integers(0, 60)))
@settings(max_examples=200, deadline=None)
def test_spans_behave_like_sets_of_minutes(spans, span):
    minutes = {minute for start, end in spans for minute in range(start, end)}
    mine = set(range(*span))
    assert {m for start, end in merged(spans) for m in range(start, end)} == minutes
    assert {m for start, end in without(span, spans) for m in range(start, end)} == mine - minutes
    assert shared(span, spans) == len(mine & minutes)


@given(st.integers(-(10**7), 10**8))
def test_minutes_and_moments_undo_each_other(minute):
    moment = moment_of(minute)
    assert (moment.hour * 60 + moment.minute) == minute % CALENDAR_DAY


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("8/Pid.B/2026/PN Amb", "8/Pid.B/2026/PN Amb"),
        ("8/PID.B/2026/PN AMB", "8/Pid.B/2026/PN Amb"),
        ("8 / Pid. B / 2026 / PN. Amb.", "8/Pid.B/2026/PN Amb"),
        ("Nomor 8/Pid.B/2026/PN Ambon", "8/Pid.B/2026/PN Amb"),
        ("No.: 008/pid.b/2026/pn ambe", "8/Pid.B/2026/PN Amb"),
        ("7/Pid.Sus/2026/PN Amb", "7/Pid.Sus/2026/PN Amb"),
        ("7/PidSus/2026/PN Amb", "7/Pid.Sus/2026/PN Amb"),
        ("16/Pid.Sus-Anak/2025/PN Mdn", "16/Pid.Sus-Anak/2025/PN Mdn"),
        ("16/PID.SUS ANAK/2025/PN MDN", "16/Pid.Sus-Anak/2025/PN Mdn"),
        ("3/Pid.Sus-TPK/2026/PN Amb", "3/Pid.Sus-TPK/2026/PN Amb"),
        ("1/Pid.C/2026/PN Amb", "1/Pid.C/2026/PN Amb"),
        ("8/Pid.X/2026/PN Amb", None),
        ("8/Pdt.G/2026/PN Amb", None),
        ("8/PID/2026/PT AMB", None),
        ("8/Pid.B/1826/PN Amb", None),
        ("123456/Pid.B/2026/PN Amb", None),
        ("8/Pid.B/2026/PN Masohi", None),
        ("8/Pid.B/2026", None),
        ("", None),
        (None, None),
    ],
)
def test_a_case_number_is_read_in_every_usual_spelling(written, standard):
    assert normalise_case_number(written) == standard


@given(st.text(max_size=40) | st.from_regex(CASE_NUMBER, fullmatch=True))
@settings(deadline=None)
def test_a_normalised_number_is_standard_and_stays_as_it_is(text):
    standard = normalise_case_number(text)
    if standard is not None:
        assert CASE_NUMBER.fullmatch(standard)
        assert normalise_case_number(standard) == standard


def test_pasal_61_and_pasal_140_are_asked_where_a_sentence_changes():
    assert {str(RULES["KS-41"].article), str(RULES["KS-38"].article)} == {"UU 1/2023 Pasal 61", "UU 1/2023 Pasal 140"}


def test_sppa_pasal_76_ayat_3_and_sppa_pasal_19_belong_to_children():
    assert RULES["AN-01"].article.law == RULES["AN-05"].article.law == "UU 11/2012"
