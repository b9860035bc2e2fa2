"""Court orders at the edges of the law, through the same door that `masohi check-order` uses."""

from datetime import date

import pytest

from masohi.law.check import check_json, check_order, check_start
from masohi.law.citation import Level
from masohi.law.feasibility import deadline_of, feasible_minutes, pace_sentence
from masohi.law.order_facts import OrderFacts, Pattern, PersonFacts, WeekHours
from masohi.law.order_json import read_order
from masohi.law.parameters import Parameters
from tests.law.samples import TODAY, order


def levels(obj, day=TODAY):
    """Rule id -> level of the answer."""
    return {finding.rule: finding.level for finding in check_json(obj, day=day)[1].findings}


def blocked_by(obj, day=TODAY):
    """The rules that block."""
    return {rule for rule, level in levels(obj, day).items() if level is Level.BLOCK}


def start(obj, day=TODAY):
    """Rule id -> level before a first session."""
    return {finding.rule: finding.level for finding in check_start(read_order(obj)[0], day=day).findings}


def test_the_order_of_the_documented_format_is_admitted_without_a_word():
    facts, checked = check_json(order(), day=TODAY)
    assert checked.findings == ()
    assert checked.as_json(facts.case_number) == {
        "case_number": "8/Pid.B/2026/PN Amb",
        "admissible": True,
        "deadline": "2026-08-15",
        "findings": [],
    }


def test_the_answer_names_rule_level_article_message_and_field():
    _facts, checked = check_json(order(hours=241), day=TODAY)
    assert [finding.as_json() for finding in checked.findings] == [
        {
            "rule": "KS-05",
            "level": "block",
            "article": "UU 1/2023 Pasal 85 ayat (4)",
            "message": "Jam kerja sosial harus 8 sampai 240 jam. Tercatat 241 jam.",
            "fields": ["hours"],
        }
    ]


@pytest.mark.parametrize(
    ("hours", "blocked"), [(7, True), (8, False), (240, False), (241, True), (0, True), (-8, True), (None, True)]
)
def test_pasal_85_ayat_4_from_8_to_240_hours(hours, blocked):
    assert ("KS-05" in blocked_by(order(hours=hours, hours_per_day=8, pattern=None))) == blocked


@pytest.mark.parametrize(
    ("months", "blocked"), [(59, False), (60, True), (61, True), (1, False), (0, True), (-1, True), (None, True)]
)
def test_pasal_85_ayat_1_threat_below_60_months(months, blocked):
    assert ("KS-01" in blocked_by(order(offence_max_prison_months=months))) == blocked


@pytest.mark.parametrize(("days", "blocked"), [(180, False), (181, True), (1, False)])
def test_pasal_85_ayat_1_replaced_prison_of_180_days(days, blocked):
    assert ("KS-02" in blocked_by(order(replaced_prison_days=days))) == blocked


@pytest.mark.parametrize(("amount", "blocked"), [(10_000_000, False), (10_000_001, True), (50_000, False)])
def test_pasal_85_ayat_1_replaced_fine_of_category_two(amount, blocked):
    given = order(replaced_prison_days=None, replaced_fine_rupiah=amount)
    assert ("KS-03" in levels(given)) == blocked
    assert bool(blocked_by(given)) == blocked


def test_pasal_78_ayat_2_a_fine_below_the_least_is_questioned():
    given = order(replaced_prison_days=None, replaced_fine_rupiah=49_999)
    assert levels(given) == {"KS-03": Level.WARN}


@pytest.mark.parametrize(
    ("prison", "fine", "blocked"),
    [(90, None, False), (None, 5_000_000, False), (90, 5_000_000, True), (None, None, True), (0, None, True)],
)
def test_pasal_85_ayat_9_exactly_one_replaced_penalty(prison, fine, blocked):
    given = order(replaced_prison_days=prison, replaced_fine_rupiah=fine)
    assert ("KS-04" in blocked_by(given)) == blocked


@pytest.mark.parametrize(("hours", "blocked"), [(8, False), (9, True), (1, False), (0, True)])
def test_pasal_85_ayat_5_a_verdict_of_at_most_8_hours_a_day(hours, blocked):
    assert ("KS-07" in blocked_by(order(hours_per_day=hours))) == blocked


@pytest.mark.parametrize(("days", "blocked"), [(180, False), (181, True), (0, True), (-1, True), (1, False)])
def test_pasal_85_ayat_5_at_most_180_days(days, blocked):
    assert ("KS-08" in blocked_by(order(completion_days=days))) == blocked


def test_pasal_85_ayat_9_what_the_judge_left_open_warns_and_takes_the_law_s_limit():
    given = order(hours_per_day=None, completion_days=None, pattern=None, place_fixed=None)
    assert levels(given) == {"KS-07": Level.WARN, "KS-08": Level.WARN}
    assert check_json(given, day=TODAY)[1].deadline == date(2026, 8, 15)


def test_pasal_185_and_pasal_184_are_named_where_days_and_months_are_counted():
    assert "180 hari" in check_json(order(completion_days=181), day=TODAY)[1].findings[0].message


@pytest.mark.parametrize(
    ("offence", "blocked"), [("2026-01-10", False), ("2026-01-09", True), ("2025-06-01", True), ("2020-01-01", True)]
)
def test_pasal_150_eighteen_years_on_the_day_of_the_offence(offence, blocked):
    given = order(person={"birth_date": "2008-01-10"}, offence_date=offence)
    assert ("KS-16" in blocked_by(given)) == blocked


def test_pasal_150_who_was_born_on_29_february_is_grown_on_1_march():
    born = {"birth_date": "2008-02-29"}
    late = {"verdict_date": "2026-03-02", "inkracht_date": "2026-03-12", "execution_order_date": "2026-03-16"}
    assert "KS-16" in blocked_by(order(person=born, offence_date="2026-02-28", **late))
    assert "KS-16" not in blocked_by(order(person=born, offence_date="2026-03-01", **late))


def test_pasal_113_ayat_3_under_fourteen_only_measures():
    young = order(person={"birth_date": "2011-11-02"})
    assert {"KS-16", "AN-07"} <= blocked_by(young)
    assert "AN-07" not in levels(order(person={"birth_date": "2011-11-01"}))


def test_pasal_112_diversion_is_asked_for_a_child():
    assert levels(order(person={"birth_date": "2009-01-01"}))["AN-08"] is Level.WARN
    assert "AN-08" not in levels(order(person={"birth_date": "2009-01-01"}, offence_max_prison_months=84))


def test_pasal_150_an_unknown_birth_date_blocks_and_an_unknown_offence_date_warns_until_the_start():
    assert "KS-16" in blocked_by(order(person={"birth_date": None}))
    assert levels(order(offence_date=None)) == {"KS-16": Level.WARN}
    assert start(order(offence_date=None)) == {"KS-16": Level.BLOCK}
    assert "KS-16" in blocked_by(order(offence_date=None, person={"birth_date": "2008-02-05"}))


def test_a_child_s_case_number_belongs_to_the_children_s_register():
    assert blocked_by(order(case_number="16/Pid.Sus-Anak/2026/PN Amb")) == {"ID-05"}
    assert "ID-05" in blocked_by(order(case_number="16 / PID.SUS-ANAK / 2026 / PN AMBON"))


def test_a_perda_offence_is_not_community_service():
    assert blocked_by(order(offence_is_perda_fine_only=True)) == {"KS-42"}


@pytest.mark.parametrize(
    ("nik", "sex", "blocked"),
    [
        ("8171020105990001", "L", False),
        ("8171024105990001", "P", False),
        ("8171020105990001", "P", True),
        ("8171024105990001", "L", True),
        ("8171020205990001", "L", True),
        ("8171020105990000", "L", True),
        ("8171003105990001", "L", True),
        ("817102010599000", "L", True),
        ("81710201059900O1", "L", True),
        ("٨١٧١٠٢٠١٠٥٩٩٠٠٠١", "L", True),
        ("8171020105990001", None, False),
    ],
)
def test_a_nik_agrees_with_birth_date_and_sex(nik, sex, blocked):
    assert ("ID-01" in blocked_by(order(person={"nik": nik, "sex": sex}))) == blocked


def test_a_nik_alone_may_not_hold_an_impossible_or_a_future_date():
    def alone(nik):
        facts = OrderFacts(person=PersonFacts(name="A", nik=nik))
        return "ID-01" in {f.rule for f in check_order(facts, day=TODAY).findings}

    assert alone("8171023102990001")
    assert alone("8171027105990001") is False
    assert alone("8171027205990001")
    assert alone("8171020101260001") is False


def test_a_missing_nik_needs_a_reason():
    assert levels(order(person={"nik_reason": None})) == {"ID-02": Level.WARN}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [({"sanction": None}, "KS-12"), ({"case_number": None}, "ID-04"), ({"verdict_date": None}, "FORMAT")],
)
def test_what_makes_a_verdict_must_be_there(changes, rule):
    assert rule in blocked_by(order(**changes))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"consent_recorded": None}, "KS-10"),
        ({"consent_recorded": False}, "KS-10"),
        ({"considerations": ["a", "b"]}, "KS-11"),
        ({"court": None}, "FORMAT"),
        ({"sanction": "fine"}, "KS-12"),
        ({"case_number": "perkara 8"}, "ID-04"),
    ],
)
def test_pasal_85_ayat_2_what_can_still_be_obtained_only_warns(changes, rule):
    assert levels(order(**changes)) == {rule: Level.WARN}


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


def test_a_person_born_after_the_offence_blocks():
    assert "FORMAT" in blocked_by(order(person={"birth_date": "2025-12-01"}))


def test_pasal_624_a_verdict_from_before_the_code_is_no_community_service():
    old = order(verdict_date="2026-01-01", inkracht_date="2026-01-09")
    assert "KS-00" in blocked_by(old)
    assert "KS-00" not in levels(order(verdict_date="2026-01-02"))


def test_pasal_82_ayat_4_a_fine_is_never_turned_into_hours_by_itself():
    given = order(replaced_prison_days=None, replaced_fine_rupiah=5_000_000, hours=None)
    assert {"KS-05", "KS-40"} <= blocked_by(given)


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


def test_a_village_by_name_blocks_and_a_strange_phone_warns():
    assert blocked_by(order(person={"village": "Nusaniwe"})) == {"GE-02"}
    assert levels(order(person={"phone": "123"})) == {"FORMAT": Level.WARN}
    assert levels(order(person={"phone": "0812-4800-1234"})) == {}
    assert levels(order(person={"phone": None})) == {}


def test_a_verdict_final_sooner_than_usual_is_told():
    assert levels(order(inkracht_date="2026-02-06")) == {"KS-13": Level.INFO}


def test_events_of_one_day_do_not_contradict_each_other():
    one_day = dict.fromkeys(["offence_date", "verdict_date", "inkracht_date", "execution_order_date"], "2026-02-04")
    assert blocked_by(order(**one_day)) == set()


def test_pasal_112_who_is_just_eighteen_gets_no_word_about_children():
    assert levels(order(person={"birth_date": "2007-11-01"})) == {}
