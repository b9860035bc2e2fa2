"""Court orders at the edges of the law, through the same door that `masohi check-order` uses."""

from datetime import date

import pytest

from masohi.law.check import check_json, check_order
from masohi.law.citation import Level
from masohi.law.order_facts import OrderFacts, PersonFacts
from tests.law.samples import TODAY, blocked_by, levels, order, start


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
    given = order(replaced_prison_days=None, replaced_fine_rupiah=49_999, sanction="fine")
    assert levels(given) == {"KS-03": Level.WARN}


@pytest.mark.parametrize(
    ("prison", "fine", "blocked"),
    [
        (90, None, False),
        (None, 5_000_000, False),
        (90, 5_000_000, True),
        (None, None, True),
        (0, None, True),
        (None, 0, True),
    ],
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


def test_pasal_82_ayat_4_a_fine_is_never_turned_into_hours_by_itself():
    given = order(replaced_prison_days=None, replaced_fine_rupiah=5_000_000, hours=None)
    assert {"KS-05", "KS-40"} <= blocked_by(given)


def test_a_village_by_name_blocks_and_a_strange_phone_warns():
    assert blocked_by(order(person={"village": "Nusaniwe"})) == {"GE-02"}
    assert levels(order(person={"phone": "123"})) == {"FORMAT": Level.WARN}
    assert levels(order(person={"phone": "0812-4800-1234"})) == {}
    assert levels(order(person={"phone": None})) == {}


def test_pasal_112_who_is_just_eighteen_gets_no_word_about_children():
    assert levels(order(person={"birth_date": "2007-11-01"})) == {}


def test_pasal_78_ayat_2_no_fine_at_all_is_missing_and_not_small():
    assert set(levels(order(replaced_prison_days=None, replaced_fine_rupiah=0))) == {"KS-04"}


def test_a_replaced_fine_cannot_end_in_the_prison_term_that_was_replaced():
    """KUHP 85(7)b speaks of the prison term that the work replaces; where a fine was replaced there is none."""
    fine = {"replaced_prison_days": None, "replaced_fine_rupiah": 5_000_000}
    assert levels(order(**fine, sanction="prison")) == {"KS-12": Level.WARN}
    assert levels(order(sanction="fine")) == {"KS-12": Level.WARN}
    assert "KS-12" not in levels(order(**fine, sanction="fine")) | levels(order(**fine, sanction="repeat"))


@pytest.mark.parametrize("court", ["PN Masohi", "Pengadilan Negeri Masohi", "pn saumlaki"])
def test_a_number_of_another_court_is_doubted(court):
    assert levels(order(court=court)) == {"ID-04": Level.WARN}
    assert "ID-04" not in levels(order(court="PN Ambon")) | levels(order(court="Pengadilan Negeri Ambon"))


@pytest.mark.parametrize(
    ("code", "court"),
    [
        ("Msh", "PN Masohi"),
        ("Drh", "PN Dataran Hunipopu"),
        ("Nla", "PN Namlea"),
        ("Mdn", "PN Medan"),
        ("Jap", "PN Jayapura"),
    ],
)
def test_a_courts_own_code_is_not_doubted(code, court):
    assert "ID-04" not in levels(order(case_number=f"8/Pid.B/2026/PN {code}", court=court))
