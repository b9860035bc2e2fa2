"""Any JSON at all becomes facts and findings: a wrong type blocks, an unknown field warns, nothing is a traceback."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masohi.law.check import check_json, check_start
from masohi.law.citation import Level
from masohi.law.order_facts import OrderFacts, PersonFacts
from masohi.law.order_json import ORDER, PERSON, read_order
from tests.law.samples import ORDER as SAMPLE
from tests.law.samples import TODAY, order

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-400, 400)
    | st.floats()
    | st.text(max_size=30)
    | st.dates().map(str)
    | st.dates(date(2025, 1, 1), date(2027, 1, 1)).map(str)
    | st.sampled_from(["prison", "L", "P", "8171020105990001", "PN Ambon", "8/Pid.B/2026/PN Amb", "\x00", "\ud800"])
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ORDERS = st.fixed_dictionaries(
    {"person": st.fixed_dictionaries({}, optional=dict.fromkeys(PERSON, SCALARS | ANY_JSON)) | ANY_JSON},
    optional=dict.fromkeys([*ORDER, "v"], SCALARS | ANY_JSON),
)


def answered(obj, day):
    """The answer as the command prints it; also asked before the first session."""
    facts, checked = check_json(obj, day=day)
    check_start(facts, day=day)
    return json.dumps(checked.as_json(facts.case_number))


@given(ANY_JSON | ORDERS, st.dates())
@settings(max_examples=400, deadline=None)
def test_no_json_ends_in_a_traceback(obj, day):
    assert answered(obj, day)


@given(st.sampled_from([*ORDER, *PERSON]), ANY_JSON)
@settings(max_examples=400, deadline=None)
def test_one_strange_value_never_breaks_a_good_order_nor_passes_unseen(name, value):
    changed = order(person={name: value}) if name in PERSON else order(**{name: value})
    assert answered(changed, TODAY)
    facts, findings = read_order(changed)
    read = getattr(facts.person if name in PERSON else facts, name)
    if any(name in finding.fields for finding in findings):
        assert read == getattr(PersonFacts() if name in PERSON else OrderFacts(), name)
    else:
        assert value is None or read is not None


@pytest.mark.parametrize("name", [*ORDER, *PERSON])
@pytest.mark.parametrize("value", [[[1]], {"x": 1}, 1.5, float("inf"), 10**16])
def test_a_wrong_type_blocks_with_the_name_of_its_field(name, value):
    changed = order(person={name: value}) if name in PERSON else order(**{name: value})
    _facts, checked = check_json(changed, day=TODAY)
    assert not checked.admissible
    about = [finding for finding in checked.findings if name in finding.fields]
    assert [(finding.rule, finding.level) for finding in about] == [("FORMAT", Level.BLOCK)]
    assert str(about[0].article) == "format kersos-order/1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("verdict_date", "2026-02-31"),
        ("verdict_date", "04/02/2026"),
        ("verdict_date", "20260204"),
        ("verdict_date", "2026-W06-3"),
        ("verdict_date", "0001-01-01"),
        ("hours", "150"),
        ("hours", True),
        ("hours", 150.0),
        ("consent_recorded", 1),
        ("consent_recorded", "ya"),
        ("sanction", "denda"),
        ("considerations", ["a", "z"]),
        ("considerations", "abcdefg"),
        ("pattern", {"days_per_week": 8}),
        ("pattern", {"days_per_week": 0}),
        ("pattern", {"days_per_week": 1, "weekdays": [1]}),
        ("pattern", {"weekdays": []}),
        ("pattern", {"weekdays": [7]}),
        ("pattern", {}),
        ("prosecutor", "A\x00B"),
        ("prosecutor", "x" * 501),
    ],
)
def test_a_value_outside_the_format_is_refused(name, value):
    facts, findings = read_order(order(**{name: value}))
    assert getattr(facts, name) is None
    assert [(finding.level, finding.fields) for finding in findings] == [(Level.BLOCK, (name,))]


@pytest.mark.parametrize(
    "value",
    [
        [{"weekday": 7, "from": "07:00", "to": "12:00"}],
        [{"weekday": 6, "from": "12:00", "to": "07:00"}],
        [{"weekday": 6, "from": "7:00", "to": "12:00"}],
        [{"weekday": 6, "from": "07:00", "to": "24:00"}],
        [{"weekday": 6, "from": "07:00"}],
        [6],
        {"weekday": 6},
    ],
)
def test_hours_not_available_must_be_whole(value):
    _facts, findings = read_order(order(person={"unavailable": value}))
    assert [finding.fields for finding in findings] == [("unavailable",)]


def test_every_field_of_the_format_is_read():
    facts, findings = read_order(order())
    assert findings == []
    for name, value in SAMPLE.items():
        if name not in {"v", "person"} and value is not None:
            assert getattr(facts, name) is not None, name
    assert facts.verdict_date == date(2026, 2, 4)
    assert facts.pattern.days_per_month == 10
    assert facts.person.unavailable[0].span == (420, 720)
    assert facts.person.limits == ("heavy",)


def test_an_unknown_field_is_named_and_only_warns():
    _facts, checked = check_json(order(jam=3, person={"alamat": "Passo"}), day=TODAY)
    assert checked.admissible
    assert [(f.level, f.fields) for f in checked.findings] == [
        (Level.WARN, ("jam",)),
        (Level.WARN, ("person.alamat",)),
    ]
    assert "jam" in checked.findings[0].message


@pytest.mark.parametrize(("version", "blocked"), [(1, False), (None, False), (2, True), ("1", True), (True, True)])
def test_only_version_one_is_read(version, blocked):
    assert check_json(order(v=version), day=TODAY)[1].admissible != blocked


@pytest.mark.parametrize("obj", [None, [], "x", 3, True])
def test_what_is_no_object_is_refused(obj):
    assert not check_json(obj, day=TODAY)[1].admissible


def test_an_unreadable_field_is_not_called_missing_as_well():
    _facts, checked = check_json(order(hours="150"), day=TODAY)
    assert [finding.rule for finding in checked.findings] == ["FORMAT"]


def test_an_empty_order_gets_every_missing_element_named():
    _facts, checked = check_json({}, day=TODAY)
    named = {name for finding in checked.findings if finding.level is Level.BLOCK for name in finding.fields}
    assert {
        "case_number",
        "verdict_date",
        "offence_max_prison_months",
        "replaced_prison_days",
        "hours",
        "sanction",
        "name",
        "birth_date",
    } <= named


def test_the_longest_text_and_the_first_year_are_still_read():
    facts, findings = read_order(order(prosecutor="x" * 500, person={"birth_date": "1900-01-01"}))
    assert findings == []
    assert len(facts.prosecutor) == 500
    assert facts.person.birth_date == date(1900, 1, 1)
