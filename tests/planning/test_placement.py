"""One test for each rule of the plan, on towns small enough to check by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from masohi.planning.checker import check
from masohi.planning.feasibility import pace
from masohi.planning.limits import Limits
from masohi.planning.placement import propose
from masohi.planning.terms import Commitment, Opening, Pattern, Problem, Window, every_day
from masohi.planning.weekly import openings

from .towns import LIMITS, MONDAY, at, daily, need, random_town, site, slot, town


def plan(problem, key="satu"):
    proposal = propose(problem)
    assert check(problem, proposal) == []
    return proposal.answers[key], proposal.of(key)


def lengths(blocks):
    return [block.minutes for block in blocks]


def days(blocks):
    return [(block.start.astimezone(at(MONDAY, 0).tzinfo).date() - MONDAY).days for block in blocks]


def codes(reasons):
    return [reason.code for reason in reasons]


def test_it_starts_on_the_first_day_and_goes_on_without_a_gap():
    answer, blocks = plan(town(need(40)))
    assert days(blocks) == [0, 1, 2, 3, 4]
    assert answer.finish == MONDAY + timedelta(days=4)
    assert (answer.planned_minutes, answer.short_minutes, answer.sessions) == (2400, 0, 5)


def test_openings_are_stored_in_utc_and_read_in_wit():
    opening = town(need()).openings[0]
    assert opening.start.isoformat() == "2026-02-01T23:00:00+00:00"
    assert opening.day == MONDAY


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(5, [180, 120]), (7, [240, 180]), (7.5, [240, 210]), (9, [240, 180, 120]), (4, [240]), (3, [180]), (2, [120])],
)
def test_no_tail_is_shorter_than_a_session(hours, expected):
    _, blocks = plan(town(need(hours), slots=daily(minutes=240)))
    assert lengths(blocks) == expected


def test_a_total_that_short_slots_cannot_share_waits_for_a_longer_one():
    slots = [slot(weekday=0, minutes=150), slot(weekday=1, minutes=150), slot(weekday=2, minutes=200)]
    _, blocks = plan(town(need(200 / 60), slots=slots))
    assert (lengths(blocks), days(blocks)) == ([200], [2])


def test_an_order_below_the_minimum_gets_one_short_session_and_a_word_about_it():
    answer, blocks = plan(town(need(1)))
    assert lengths(blocks) == [60]
    assert "short_session" in codes(answer.reasons)


def test_an_order_of_nothing_is_complete_without_sessions():
    answer, blocks = plan(town(need(0)))
    assert answer.complete
    assert blocks == ()


def test_the_verdicts_hours_a_day_hold_and_may_take_two_openings():
    slots = daily(minutes=240) + daily(hour=13, minutes=240)
    _, blocks = plan(town(need(10, minutes_a_day=300), slots=slots))
    assert (lengths(blocks), days(blocks)) == ([180, 120, 180, 120], [0, 0, 1, 1])


def test_a_session_is_not_shortened_for_another_that_cannot_follow():
    busy = Commitment(at(MONDAY, 13, 30), at(MONDAY, 14, 30), None, same_order=False)
    slots = daily(minutes=240) + daily(hour=13, minutes=240)
    _, blocks = plan(town(need(4, minutes_a_day=300, already=(busy,)), slots=slots))
    assert lengths(blocks) == [240]


def test_two_openings_make_eight_hours_and_never_more():
    slots = daily(minutes=300) + daily(hour=13, minutes=300)
    _, blocks = plan(town(need(16), slots=slots))
    assert (lengths(blocks), days(blocks)) == ([300, 180, 300, 180], [0, 0, 1, 1])


def test_eight_hours_hold_in_any_24_hours():
    slots = [slot(weekday=0, hour=14, minutes=480), slot(weekday=1, hour=8, minutes=480)]
    assert days(plan(town(need(16), slots=slots))[1]) == [0, 7]
    two = replace(town(need(16), slots=slots), limits=Limits(minutes_in_24h=960))
    assert days(plan(two)[1]) == [0, 1]


def test_the_verdicts_cap_also_holds_in_24_hours():
    slots = [slot(weekday=0, hour=14, minutes=300), slot(weekday=1, hour=8, minutes=300)]
    _, blocks = plan(town(need(10, minutes_a_day=300), slots=slots))
    assert days(blocks) == [0, 7]


def test_work_elsewhere_counts_for_the_law_but_not_for_this_verdict():
    other = Commitment(at(MONDAY, 17), at(MONDAY, 20), None, same_order=False)
    _, blocks = plan(town(need(10, minutes_a_day=300, already=(other,))))
    assert lengths(blocks) == [300, 300]
    _, blocks = plan(town(need(10, minutes_a_day=300, already=(other._replace(same_order=True),))))
    assert lengths(blocks)[0] == 120


def test_it_never_overlaps_what_the_person_already_has():
    busy = Commitment(at(MONDAY, 10), at(MONDAY, 12))
    _, blocks = plan(town(need(8, already=(busy,)), slots=daily(minutes=240)))
    assert days(blocks)[:1] == [0]
    assert lengths(blocks)[0] == 120
    at_work = Commitment(at(MONDAY, 7), at(MONDAY, 9))
    assert days(plan(town(need(4, already=(at_work,))))[1]) == [1]


def test_two_orders_of_one_person_never_overlap():
    first, second = need(16, key="a", person="o"), need(16, key="b", person="o")
    proposal = propose(town([first, second]))
    assert sorted(days(proposal.blocks)) == [0, 1, 2, 3]


def test_one_site_a_day():
    there = Commitment(at(MONDAY, 6), at(MONDAY, 7), "jauh", same_order=False)
    _, blocks = plan(town(need(4, already=(there,)), sites=[site(), site("jauh", 0.02)]))
    assert days(blocks) == [1]


def test_places_are_never_sold_twice():
    proposal = propose(town([need(8, key="a"), need(8, key="b"), need(8, key="c")], slots=daily(places=1)))
    assert sorted(days(proposal.blocks)) == [0, 1, 2]


def test_supervisors_limit_the_places():
    found = openings([slot(places=25, supervisors=2)], [site()], MONDAY, MONDAY, limits=LIMITS)
    assert found[0].places == 20
    taken = {("dekat-0-8", MONDAY): 19}
    found = openings([slot(places=25, supervisors=2)], [site()], MONDAY, MONDAY, limits=LIMITS, taken=taken)
    assert found[0].places == 1


def test_holidays_closed_days_and_blocked_days_are_passed_over():
    shut = [MONDAY + timedelta(days=number) for number in range(3)]
    sites = [site(closed_days=frozenset({shut[1]}))]
    problem = town(need(16, blocked_days=frozenset({shut[2]})), sites, holidays=frozenset({shut[0]}))
    assert days(plan(problem)[1]) == [3, 4]
    assert len(openings(daily(), sites, MONDAY, shut[2], limits=LIMITS, holidays=frozenset({shut[0]}))) == 1


@pytest.mark.parametrize(
    "rule", [{"worship": (Window(0, 600, 660),)}, {"night": every_day(10 * 60, 5 * 60)}, {"unavailable": True}]
)
def test_a_session_ends_before_hours_that_are_not_available(rule):
    window = (Window(0, 600, 660),)
    person = need(2, **({"unavailable": window} if "unavailable" in rule else {}))
    rules = {} if "unavailable" in rule else rule
    assert lengths(plan(town(person, **rules))[1]) == [120]
    early = {key: tuple(one._replace(start=590) if one.start == 600 else one for one in v) for key, v in rules.items()}
    person = need(2, unavailable=(Window(0, 590, 660),)) if "unavailable" in rule else person
    assert days(plan(town(person, slots=[slot(), slot(weekday=2, hour=6)], **early))[1]) == [2]


def test_night_work_needs_the_permission():
    night = {"slots": [slot(weekday=0, hour=19)], "night": every_day(18 * 60, 6 * 60)}
    assert not plan(town(need(4), **night))[0].complete
    assert plan(town(need(4, night_allowed=True), **night))[0].complete


def test_a_session_ends_before_midnight():
    _, blocks = plan(town(need(4), slots=daily(hour=21)))
    assert lengths(blocks) == [120, 120]


def test_the_pattern_of_the_verdict_holds():
    _, blocks = plan(town(need(40, pattern=Pattern(days_per_week=2))))
    assert days(blocks) == [0, 1, 7, 8, 14]
    _, blocks = plan(town(need(16, pattern=Pattern(weekdays=frozenset({2})))))
    assert days(blocks) == [2, 9]


def test_days_already_worked_use_up_the_pattern():
    worked = Commitment(at(MONDAY, 8), at(MONDAY, 12), "dekat")
    _, blocks = plan(town(need(8, earliest=MONDAY + timedelta(days=1), already=(worked,), pattern=Pattern(1))))
    assert days(blocks) == [7]


def test_ten_days_a_month_are_spread_over_the_weeks():
    answer, blocks = plan(town(need(150, days=180, minutes_a_day=300, pattern=Pattern(days_per_30_days=10))))
    assert answer.complete
    assert max(days(blocks).count(day) for day in days(blocks)) == 1
    weeks = [day // 7 for day in days(blocks)]
    assert max(weeks.count(week) for week in weeks) == 3
    months = [day // 30 for day in days(blocks)]
    assert max(months.count(month) for month in months) == 10


def test_with_one_day_a_week_it_takes_the_longest_day():
    slots = [slot(weekday=0, minutes=120), slot(weekday=3, minutes=480)]
    _, blocks = plan(town(need(18, pattern=Pattern(days_per_week=1)), slots=slots))
    assert days(blocks) == [3, 10, 14]
    assert lengths(blocks) == [480, 480, 120]


def test_the_nearest_suitable_site_is_chosen():
    sites = [
        site("jauh", 0.05),
        site("tengah", 0.02),
        site("panas", 0.01, indoor=False),
        site("toko", 0, commercial=True),
    ]
    slots = [one for where in sites for one in daily(where.key)]
    answer, blocks = plan(town(need(24, limits=frozenset({"sun"})), sites, slots))
    assert {block.site for block in blocks} == {"tengah"}
    assert [(refusal.site, refusal.code) for refusal in answer.refusals] == [
        ("toko", "commercial"),
        ("panas", "hazard"),
    ]
    assert blocks[0].reasons[0].values["metres"] == 2220


@pytest.mark.parametrize(
    ("values", "place", "code"),
    [
        ({"fixed_site": "jauh"}, {}, "place_fixed"),
        ({"excluded_sites": frozenset({"dekat"})}, {}, "excluded"),
        ({"limits": frozenset({"heavy"})}, {"hazards": frozenset({"heavy"})}, "hazard"),
        ({}, {"accepts": frozenset({"C"})}, "regime"),
        ({}, {"commercial": True}, "commercial"),
    ],
)
def test_an_unsuitable_site_is_never_used(values, place, code):
    sites = [site(**place), site("jauh", 0.05)]
    answer, blocks = plan(town(need(24, **values), sites, daily() + daily("jauh")))
    assert {block.site for block in blocks} == {"jauh"}
    assert [refusal.code for refusal in answer.refusals] == [code]


def test_a_place_fixed_by_the_judge_is_kept_even_when_it_fails():
    sites = [site(), site("jauh", 0.05)]
    problem = town(need(40, days=14, fixed_site="jauh"), sites, [*daily(), slot("jauh")])
    answer, blocks = plan(problem)
    assert (blocks, answer.short_minutes) == ((), 2400 - 480)
    assert [mend.code for mend in answer.mends if mend.closes] == ["other_place"]


def test_another_site_is_used_only_when_one_does_not_make_the_deadline():
    sites = [site(), site("jauh", 0.05)]
    slots = [slot(weekday=0, minutes=480), slot("jauh", 3, minutes=480)]
    _, blocks = plan(town(need(32, days=56), sites, slots))
    assert {block.site for block in blocks} == {"dekat"}
    answer, blocks = plan(town(need(64, days=42), sites, slots))
    assert {block.site for block in blocks} == {"dekat", "jauh"}
    assert blocks[0].reasons[0].code == "several_sites"
    assert answer.complete


def test_a_plan_without_the_reserve_is_thin_and_says_so():
    weekly = [slot(weekday=0, minutes=480)]
    answer, _ = plan(town(need(80, days=71), slots=weekly))
    assert (answer.sessions, answer.spare_sessions, answer.thin) == (10, 1, False)
    answer, _ = plan(town(need(88, days=71), slots=weekly))
    assert (answer.sessions, answer.spare_sessions, answer.thin) == (11, 0, True)
    assert "thin" in codes(answer.reasons)


def test_a_farther_site_is_better_than_a_thin_plan():
    sites = [site(), site("jauh", 0.05)]
    slots = [slot(weekday=0, minutes=480), *daily("jauh")]
    answer, blocks = plan(town(need(88, days=71), sites, slots))
    assert not answer.thin
    assert {block.site for block in blocks} <= {"dekat", "jauh"}


def test_240_hours_on_one_day_a_week_never_fit():
    verdict = need(240, days=180, pattern=Pattern(days_per_week=1), lawful_end=MONDAY + timedelta(days=179))
    answer, blocks = plan(town(verdict))
    assert blocks == ()
    assert (answer.planned_minutes, answer.short_minutes) == (0, (240 - 26 * 8) * 60)
    assert [(mend.code, mend.closes) for mend in answer.mends] == [("day_a_week", True)]
    arithmetic = pace(verdict, LIMITS)
    assert (arithmetic.minutes_possible // 60, -(-arithmetic.short_minutes // 60)) == (205, 35)
    assert not arithmetic.enough


def test_an_order_that_does_not_fit_takes_no_place_from_others():
    hopeless, modest = need(240, days=14, key="a"), need(16, days=60, key="b")
    proposal = propose(town([hopeless, modest], slots=daily(places=1)))
    assert proposal.of("a") == ()
    assert days(proposal.of("b")) == [0, 1]


def test_with_partial_it_keeps_what_fits():
    answer, blocks = plan(town(need(240, days=14, partial=True)))
    assert sum(lengths(blocks)) == answer.planned_minutes == 14 * 480
    assert answer.short_minutes == (240 - 14 * 8) * 60


@pytest.mark.parametrize(
    ("values", "slots", "code"),
    [
        ({"unavailable": tuple(Window(weekday, 0, 1440) for weekday in range(6))}, None, "free_hours"),
        ({}, [slot(minutes=480, places=0), slot(weekday=1, minutes=480)], "more_places"),
        ({"pattern": Pattern(days_per_week=1)}, None, "day_a_week"),
        ({"pattern": Pattern(days_per_30_days=2)}, None, "day_a_month"),
        ({"pattern": Pattern(weekdays=frozenset({1}))}, None, "other_weekdays"),
        ({"minutes_a_day": 120, "pattern": Pattern(2)}, None, "longer_days"),
        ({"lawful_end": MONDAY + timedelta(days=29)}, [slot(minutes=480)], "later_deadline"),
        ({"excluded_sites": frozenset({"dekat"})}, None, "add_site"),
    ],
)
def test_a_shortfall_comes_with_what_would_mend_it(values, slots, code):
    answer, _ = plan(town(need(24, days=14, **values), slots=slots))
    assert not answer.complete
    assert code in [mend.code for mend in answer.mends]
    assert all(mend.gains > 0 for mend in answer.mends)


def test_a_calendar_that_ends_too_early_is_named():
    answer, _ = plan(town(need(240, days=180), until=MONDAY + timedelta(days=13)))
    assert "calendar_ends" in codes(answer.reasons)


def test_the_tightest_order_goes_first():
    wide, tight = need(8, days=60, key="a"), need(8, days=1, key="b")
    proposal = propose(town([wide, tight], slots=daily(places=1)))
    assert (days(proposal.of("a")), days(proposal.of("b"))) == ([1], [0])


def test_equal_problems_give_equal_proposals_in_any_order_of_input():
    problem = random_town(11, 25)
    mirrored = replace(problem, needs=problem.needs[::-1], sites=problem.sites[::-1], openings=problem.openings[::-1])
    assert propose(problem) == propose(problem)
    assert propose(problem).blocks == propose(mirrored).blocks


def test_a_problem_that_contradicts_itself_is_refused():
    opening = Opening("x", "dekat", MONDAY, at(MONDAY, 8), 240, 5)
    with pytest.raises(ValueError, match="twice"):
        Problem((need(), need()), (site(),), ())
    with pytest.raises(ValueError, match="no site"):
        Problem((), (), (opening,))
    with pytest.raises(ValueError, match="another day"):
        Problem((), (site(),), (replace(opening, day=date(2026, 2, 3)),))
    with pytest.raises(ValueError, match="time zone"):
        Problem((), (site(),), (replace(opening, start=at(MONDAY, 8).replace(tzinfo=None)),))


def test_home_is_not_needed():
    answer, blocks = plan(town(replace(need(8), home=None)))
    assert answer.complete
    assert blocks[0].reasons[0].code == "site_without_home"
