"""A child's verdict in the format of orders: the register of children judges by its own law (UU 11/2012)."""

from datetime import date, datetime, time

import pytest

from masohi.law.check import check_json, check_start
from masohi.law.check_plan import check_plan
from masohi.law.citation import Level
from masohi.law.order_facts import OrderFacts, PersonFacts, WeekHours
from masohi.law.order_json import read_order
from masohi.writing.indonesian import WIT

DAY = date(2026, 10, 5)
CHILD = {
    "v": 1,
    "register": "anak",
    "case_number": "3/Pid.Sus-Anak/2026/PN Amb",
    "court": "PN Ambon",
    "verdict_date": "2026-09-01",
    "offence_date": "2026-06-01",
    "offence_max_prison_months": 60,
    "hours": 40,
    "completion_days": 200,
    "companion": "Ibu Wali",
    "diversion": True,
    "person": {"name": "Anak A", "birth_date": "2010-07-09", "nik_reason": "belum ada"},
}


def judged(**changes):
    person = CHILD["person"] | changes.pop("person", {})
    return check_json(CHILD | changes | {"person": person}, day=DAY)


def rules(level=None, **changes):
    _facts, checked = judged(**changes)
    return {f.rule for f in checked.findings if level in {None, f.level}}


def test_a_childs_verdict_is_admitted_without_one_word_of_pasal_85():
    _facts, checked = judged()
    assert checked.admissible
    assert not {f.rule for f in checked.findings} & {*(f"KS-0{n}" for n in range(1, 9)), "KS-11", "KS-12"}


def test_the_same_verdict_is_refused_among_adults():
    assert {"ID-05", "KS-16"} <= rules(Level.BLOCK, register=None)
    assert {"ID-05", "KS-16"} <= rules(Level.BLOCK, register="dewasa")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"hours": 6}, "AN-01"),
        ({"hours": 121}, "AN-01"),
        ({"sanction": "fine"}, "AN-09"),
        ({"completion_days": None}, "FORMAT"),
        ({"completion_days": -1}, "FORMAT"),
        ({"offence_max_prison_months": None}, "FORMAT"),
        ({"person": {"birth_date": "2012-06-02"}}, "AN-07"),
        ({"person": {"birth_date": "2008-06-01"}}, "KS-16"),
        ({"person": {"birth_date": None}}, "KS-16"),
    ],
)
def test_what_keeps_it_out(changes, rule):
    assert rule in rules(Level.BLOCK, **changes)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"hours_per_day": 4}, "AN-02"),
        ({"companion": None}, "AN-04"),
        ({"diversion": None}, "AN-08"),
        ({"case_number": "3/Pid.B/2026/PN Amb"}, "ID-05"),
        ({"replaced_prison_days": 30}, "FORMAT"),
        ({"completion_days": 10}, "KS-09"),
    ],
)
def test_what_is_only_said(changes, rule):
    assert rule not in rules()
    assert rule in rules(Level.WARN, **changes)
    assert judged(**changes)[1].admissible


def test_the_last_day_is_the_verdicts_own():
    facts, _checked = judged(execution_order_date="2026-10-01", inkracht_date="2026-09-09", prosecutor="J", pk="P")
    checked = check_start(facts, day=DAY)
    assert checked.admissible
    assert checked.deadline == date(2027, 4, 19)


def test_a_strange_register_is_malformed():
    facts, findings = read_order({"v": 1, "register": "remaja"})
    assert facts.register is None
    assert [one.fields for one in findings] == [("register",)]


def test_plans_of_children_keep_out_of_school_and_night():
    def found(start: datetime, hours: int = 2, busy: tuple[WeekHours, ...] = ()) -> set[str]:
        facts = OrderFacts(register="anak", person=PersonFacts(unavailable=busy))
        return {f.rule for f in check_plan(facts, [(start, start.replace(hour=start.hour + hours))], day=DAY)}

    monday, saturday = datetime(2026, 10, 5, 12, tzinfo=WIT), datetime(2026, 10, 10, 9, tzinfo=WIT)
    assert "AN-03" in found(monday)
    assert "AN-03" not in found(saturday)
    assert "AN-03" in found(saturday.replace(hour=19))
    own = (WeekHours(5, time(8), time(12), "sekolah"),)
    assert "AN-03" in found(saturday, busy=own)
    assert "AN-03" not in found(monday, busy=own)
    assert "AN-03" in found(monday, busy=(WeekHours(6, time(8), time(12), "keluarga"),))
