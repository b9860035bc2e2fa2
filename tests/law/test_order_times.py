"""Dates of an order: what contradicts, when work may begin, until when, and whether the hours fit."""

from datetime import date

import pytest

from masohi.law.check import check_json, check_start
from masohi.law.citation import Level
from masohi.law.feasibility import deadline_of, feasible_minutes, pace_sentence
from masohi.law.order_facts import OrderFacts, Pattern, PersonFacts, WeekHours
from masohi.law.order_json import read_order
from masohi.law.parameters import Parameters
from tests.law.samples import TODAY, blocked_by, levels, order, start


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"inkracht_date": None}, "KS-13"),
        ({"execution_order_date": None}, "KS-14"),
        ({"prosecutor": None}, "KS-15"),
        ({"pk": ""}, "KS-15"),
    ],
)
def test_pasal_85_ayat_8_what_must_precede_the_work_warns_at_admission_and_blocks_the_start(changes, rule):
    assert levels(order(**changes)) == {rule: Level.WARN}
    assert start(order(**changes)) == {rule: Level.BLOCK}
    assert not check_start(read_order(order(**changes))[0], day=TODAY).admissible


def test_the_start_of_a_whole_order_is_free():
    assert start(order()) == {}


def test_work_may_not_start_before_the_verdict_is_final_or_the_order_is_given():
    assert start(order(), day=date(2026, 2, 11)) == {"KS-13": Level.BLOCK, "KS-14": Level.BLOCK}
    assert start(order(), day=date(2026, 2, 15)) == {"KS-14": Level.BLOCK}
    assert start(order(), day=date(2026, 2, 16)) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"offence_date": "2026-02-05"}, "offence_date"),
        ({"offence_date": "2026-03-03"}, "offence_date"),
        ({"verdict_date": "2026-03-03", "inkracht_date": None, "execution_order_date": None}, "verdict_date"),
        ({"inkracht_date": "2026-02-03"}, "verdict_date"),
        ({"execution_order_date": "2026-02-11"}, "inkracht_date"),
    ],
)
def test_dates_that_contradict_each_other_block(changes, field):
    _facts, checked = check_json(order(**changes), day=TODAY)
    blocks = [finding for finding in checked.findings if finding.level is Level.BLOCK]
    assert field in {name for finding in blocks for name in finding.fields}
    assert all("Periksa" in finding.message for finding in blocks)


def test_an_execution_order_before_the_final_verdict_is_a_matter_of_law():
    """KS-13, not a slip of the pen; it blocks admission because no later paper mends it."""
    early = order(inkracht_date="2026-02-12", execution_order_date="2026-02-11")
    _facts, checked = check_json(early, day=TODAY)
    assert [(f.rule, f.level) for f in checked.findings] == [("KS-13", Level.BLOCK)]
    assert start(early) == {"KS-13": Level.BLOCK}
    assert levels(order(inkracht_date="2026-02-12", execution_order_date="2026-02-12")) == {}


def test_a_person_born_after_the_offence_blocks():
    assert "FORMAT" in blocked_by(order(person={"birth_date": "2025-12-01"}))


def test_pasal_624_a_verdict_from_before_the_code_is_no_community_service():
    old = order(verdict_date="2026-01-01", inkracht_date="2026-01-09")
    assert "KS-00" in blocked_by(old)
    assert "KS-00" not in levels(order(verdict_date="2026-01-02"))


def test_pasal_85_ayat_5_one_day_a_week_cannot_hold_240_hours():
    given = order(hours=240, hours_per_day=8, pattern={"days_per_week": 1})
    _facts, checked = check_json(given, day=TODAY)
    assert [finding.rule for finding in checked.findings] == ["KS-09"]
    assert checked.admissible
    assert "205 jam dari 240 jam. Kurang 35 jam." in checked.findings[0].message
    assert levels(order(hours=240, hours_per_day=8, pattern={"days_per_week": 2})) == {}


@pytest.mark.parametrize(
    ("facts", "hours"),
    [
        (OrderFacts(hours_per_day=5, pattern=Pattern(days_per_month=10)), 300),
        (OrderFacts(hours_per_day=8, pattern=Pattern(weekdays=(5, 6))), 411),
        (OrderFacts(hours_per_day=1), 180),
        (OrderFacts(hours_per_day=8, completion_days=7, pattern=Pattern(days_per_week=3)), 24),
        (OrderFacts(hours_per_day=8, completion_days=999, pattern=Pattern(days_per_week=7)), 1440),
    ],
)
def test_pasal_85_ayat_5_hours_that_fit(facts, hours):
    assert feasible_minutes(facts, day=TODAY) == hours * 60


def test_pasal_85_ayat_5_a_person_who_is_never_free_cannot_finish():
    from_to = read_order(
        order(person={"unavailable": [{"weekday": d, "from": "00:00", "to": "23:59"} for d in range(7)]})
    )
    assert feasible_minutes(from_to[0], day=TODAY) == 0
    busy = PersonFacts(unavailable=tuple(WeekHours(d, *_morning()) for d in range(7)))
    assert feasible_minutes(OrderFacts(hours_per_day=8, person=busy), day=TODAY) == 180 * 315 // 60 * 60


def _morning():
    one = read_order(order(person={"unavailable": [{"weekday": 0, "from": "06:00", "to": "13:00"}]}))[0]
    return one.person.unavailable[0].start, one.person.unavailable[0].end


def test_the_deadline_is_the_last_lawful_day_and_follows_the_office_s_choice():
    facts = read_order(order(execution_record_date="2026-02-20", first_session_date="2026-02-25"))[0]
    for basis, last in {
        "execution_record": date(2026, 8, 19),
        "execution_order": date(2026, 8, 15),
        "inkracht": date(2026, 8, 11),
        "first_session": date(2026, 8, 24),
    }.items():
        chosen = Parameters({"execution_start_basis": ((date(2026, 1, 2), basis, "SK"),)})
        assert deadline_of(facts, day=TODAY, parameters=chosen) == last


def test_a_shorter_period_of_the_verdict_is_the_deadline():
    assert check_json(order(completion_days=90), day=TODAY)[1].deadline == date(2026, 5, 17)


def test_an_unknown_start_has_no_deadline():
    assert check_json(order(execution_order_date=None), day=TODAY)[1].deadline is None


def test_a_deadline_that_has_passed_warns_the_day_after():
    assert levels(order(), day=date(2026, 8, 15)) == {}
    assert levels(order(), day=date(2026, 8, 16)) == {"KS-08": Level.WARN}


@pytest.mark.parametrize(
    ("hours", "per_day", "sentence"),
    [
        (150, 5, "150 jam = 30 hari × 5 jam; paling lambat 15 Agustus 2026"),
        (152, 5, "152 jam = 30 hari × 5 jam + 1 hari × 2 jam; paling lambat 15 Agustus 2026"),
        (240, None, "240 jam = 30 hari × 8 jam; paling lambat 15 Agustus 2026"),
        (8, 8, "8 jam = 1 hari × 8 jam; paling lambat 15 Agustus 2026"),
        (None, 5, ""),
    ],
)
def test_the_pace_is_one_sentence(hours, per_day, sentence):
    assert pace_sentence(OrderFacts(hours=hours, hours_per_day=per_day), date(2026, 8, 15)) == sentence


def test_pasal_142_the_end_of_the_power_to_execute_is_told_in_its_last_year():
    assert "KS-39" not in levels(order(), day=date(2041, 2, 12))
    assert levels(order(), day=date(2041, 3, 1))["KS-39"] is Level.INFO


def test_a_verdict_final_sooner_than_usual_is_told():
    assert levels(order(inkracht_date="2026-02-06")) == {"KS-13": Level.INFO}


def test_events_of_one_day_do_not_contradict_each_other():
    one_day = dict.fromkeys(["offence_date", "verdict_date", "inkracht_date", "execution_order_date"], "2026-02-04")
    assert blocked_by(order(**one_day)) == set()
