"""The day-0 proof against every choice there is, its table by hand, and its mends tried on the calendar."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from masohi.planning import capacity, diary, proof, remedies
from masohi.planning.book import Book
from masohi.planning.capacity import capacity_of
from masohi.planning.checker import check
from masohi.planning.placement import UnlawfulPlan
from masohi.planning.proof import prove
from masohi.planning.remedies import COSTS, DECIDES, with_slot
from masohi.planning.sentences import SENTENCES, sentence
from masohi.planning.terms import Answer, Pattern, Problem, Proposal, Window
from masohi.planning.walk import Walk

from .hours import HOUR, Best, tiny_town
from .towns import MONDAY, daily, need, random_town, site, slot, town

TOWNS = range(800)
WEEKLY = Pattern(days_per_week=1)


def broken(problem: Problem, found) -> list:
    """What the independent checker says of the blocks of a proof."""
    one = replace(found.need, partial=True)
    planned = sum(block.minutes for block in found.blocks)
    answer = Answer(planned, one.minutes - planned, sessions=len(found.blocks))
    return check(replace(problem, needs=(one,)), Proposal(found.blocks, {one.key: answer}))


def test_the_proof_is_never_above_and_never_below_what_every_choice_gives():
    verdicts = {"fits": 0, "short": 0, "open": 0}
    inexact = 0
    for seed in TOWNS:
        problem = tiny_town(seed)
        found, best = prove(problem, "satu"), Best(problem).hours * HOUR
        assert broken(problem, found) == [], seed
        assert found.fits <= best <= found.bound, seed
        if found.verdict == "short":
            assert best <= found.need.minutes - found.least_short, seed
        verdicts[found.verdict] += 1
        inexact += found.verdict != "fits" and found.fits < best
    assert verdicts["fits"] > 100 < verdicts["short"]
    assert verdicts["open"] + inexact <= len(TOWNS) // 100


def lazy(patch):
    """A bound that forgets every second opening."""
    before = capacity.Calendar._open

    def half(self, where):
        rows = self.book.rows[where]
        self.book.rows[where] = rows[::2]
        before(self, where)
        self.book.rows[where] = rows

    patch.setattr(capacity.Calendar, "_open", half)


def strict_quota(patch):
    patch.setattr(
        capacity, "nlargest", lambda count, lengths: sorted(lengths)[-max(0, count - 1) :] if count > 1 else []
    )


def no_rhythm(patch):
    patch.setattr(diary.Quota, "refuses", lambda self, day: None)
    patch.setattr(proof, "check", lambda problem, proposal: [])


def any_24_hours(patch):
    patch.setattr(diary, "_longest", lambda near, start, wanted, cap: wanted)
    patch.setattr(proof, "check", lambda problem, proposal: [])


@pytest.mark.parametrize("mutant", [lazy, strict_quota, no_rhythm, any_24_hours])
def test_a_broken_proof_is_caught_by_the_oracle(mutant, monkeypatch):
    mutant(monkeypatch)
    wrong = 0
    for seed in TOWNS:
        problem = tiny_town(seed)
        found, best = prove(problem, "satu"), Best(problem).hours * HOUR
        wrong += not found.fits <= best <= found.bound
    assert wrong


def test_a_plan_that_the_checker_refuses_is_no_proof(monkeypatch):
    monkeypatch.setattr(diary.Quota, "refuses", lambda self, day: None)
    with pytest.raises(UnlawfulPlan):
        prove(town(need(40, pattern=WEEKLY)), "satu")


def test_random_towns_of_all_rules_never_contradict_themselves():
    for seed in range(60):
        problem = random_town(seed, 6)
        for one in problem.needs:
            found = prove(problem, one.key)
            assert found.fits <= found.bound
            assert (found.verdict == "fits") == (found.fits == one.minutes)
            for mend in found.mends:
                assert mend.gains > 0
                assert mend.closes == (found.fits + mend.gains == one.minutes)
                assert sentence(mend)
            for reason in found.causes:
                assert sentence(reason)


def test_weeks_add_up_by_hand():
    """40 hours, one day a week of at most 5, four weeks: 4 × 5 = 20 hours. Half of it is missing every week."""
    problem = town(need(40, days=28, pattern=WEEKLY, minutes_a_day=300), slots=daily(weekdays=(0, 2)))
    found = prove(problem, "satu")
    assert (found.verdict, found.fits, found.bound, found.least_short) == ("short", 1200, 1200, 1200)
    assert found.exact
    assert [(one.wanted, one.verdict, one.person, one.offered, one.left) for one in found.stretches] == [
        (600, 300, 300, 300, 300)
    ] * 4
    assert sum(one.left for one in found.stretches) == found.bound
    assert {one.binding for one in found.stretches} == {"verdict"}
    assert [(one.code, one.values["count"]) for one in found.causes] == [("because_verdict", 4)]


@pytest.mark.parametrize(
    ("binding", "order", "slots"),
    [
        ("person", need(40, days=14, unavailable=tuple(Window(day, 480, 1440) for day in range(3, 7))), daily()),
        ("offered", need(60, days=14), daily(weekdays=(0,))),
        ("places", need(60, days=14), daily(weekdays=(0,)) + daily(weekdays=(1, 2, 3), places=0)),
        ("holiday", need(112, days=14, blocked_days=frozenset({MONDAY, MONDAY + timedelta(days=8)})), daily()),
    ],
)
def test_each_week_names_what_limits_it(binding, order, slots):
    order = replace(order, minutes=max(order.minutes, 112 * 60)) if binding == "person" else order
    found = prove(town(order, slots=slots), "satu")
    assert found.verdict == "short"
    expected = "offered" if binding == "person" else binding
    assert {one.binding for one in found.stretches} == {expected}
    assert found.causes[0].code == f"because_{expected}"


def test_thirty_days_of_the_verdict_are_counted_where_they_bind():
    found = prove(town(need(80, days=60, pattern=Pattern(days_per_30_days=4))), "satu")
    assert found.by_month
    assert [one.left for one in found.stretches] == [4 * 480, 4 * 480]
    assert found.bound == found.fits == 8 * 480


def test_slack_counts_sessions_that_could_be_missed_and_the_last_day_to_begin():
    """16 hours, one 8-hour Monday a week, five Mondays: two are needed, three to spare, the last start is the fourth."""
    found = prove(town(need(16, days=35), slots=daily(weekdays=(0,))), "satu")
    assert (found.verdict, found.spare_sessions, found.spare_minutes) == ("fits", 3, 1440)
    assert found.start_by == MONDAY + timedelta(days=21)
    late = replace(found.need, earliest=found.start_by)
    assert prove(town(late, slots=daily(weekdays=(0,))), "satu").verdict == "fits"
    later = replace(found.need, earliest=found.start_by + timedelta(days=1))
    assert prove(town(later, slots=daily(weekdays=(0,))), "satu").verdict == "short"


def mends_of(problem, **more):
    return {mend.code: mend for mend in prove(problem, "satu", **more).mends}


def test_one_more_slot_names_site_day_hours_and_gain():
    found = mends_of(town(need(24, days=28), slots=[slot(minutes=240)]))["add_slot"]
    assert (found.values["site"], found.values["from"], found.values["to"]) == ("dekat", 480, 720)
    assert (found.gains, found.closes) == (8 * 60, True)
    text = sentence(found, names={"dekat": "Pantai Natsepa"})
    assert text.startswith("Buka satu sesi lagi di Pantai Natsepa: ")
    assert text.endswith("pukul 08.00–12.00. Lalu semua jam cukup.")


def test_full_places_ask_for_one_more_or_for_a_supervisor_where_supervision_limits():
    problem = town(need(16, days=14), slots=daily(weekdays=(0,), places=0))
    found = mends_of(problem)["more_places_at"]
    assert (found.values, found.closes) == ({"site": "dekat", "weekday": 0, "from": 480}, True)
    watched = mends_of(problem, supervised=frozenset({"dekat"}))
    assert watched["supervisor"].closes
    assert "more_places_at" not in watched


def test_a_site_refused_for_health_could_give_other_work():
    problem = town(need(8, limits=frozenset({"heavy"})), [site(hazards=frozenset({"heavy"}))])
    found = mends_of(problem)
    assert found["other_work"].closes
    assert sentence(found["other_work"]).startswith("Minta dekat memberi pekerjaan lain, tanpa angkat berat.")


def test_the_fewest_days_a_week_that_close_the_gap_are_named():
    days = [
        mend.values["days"]
        for mend in prove(town(need(96, days=28, pattern=WEEKLY)), "satu").mends
        if mend.code == "day_a_week"
    ]
    assert days == [3, 2]


def test_mends_that_close_come_first_then_who_decides():
    order = need(30, days=14, minutes_a_day=240, unavailable=(Window(1, 0, 1440),), lawful_end=MONDAY + timedelta(60))
    problem = town(order, slots=daily(weekdays=(0, 1, 3)))
    found = prove(problem, "satu").mends
    ranks = [(not mend.closes, COSTS[DECIDES[mend.code]]) for mend in found]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 2
    turned = {"pk": 4, "office": 3, "jaksa": 2, "court": 1}
    assert [mend.code for mend in prove(problem, "satu", costs=turned).mends] != [mend.code for mend in found]


def test_every_mend_has_a_sentence_and_somebody_who_decides():
    known = {name for name in SENTENCES if name in DECIDES}
    assert known == set(DECIDES)


def test_a_slot_more_is_really_open_that_long():
    problem = town(need(16, days=14), slots=daily(weekdays=(0,), minutes=240))
    book = Book(problem)
    more = with_slot(book, problem.needs[0], "dekat", 2, 600, 180)
    assert Walk(more, problem.needs[0]).run(["dekat"], most=True).placed == 2 * 240 + 2 * 180
    assert capacity_of(more, problem.needs[0], ["dekat"]).bound == 2 * 240 + 2 * 180
    assert Walk(book, problem.needs[0]).run(["dekat"], most=True).placed == 2 * 240


def test_nothing_left_to_plan_fits_without_a_session():
    found = prove(town(need(0)), "satu")
    assert (found.verdict, found.blocks) == ("fits", ())


def test_with_many_sites_the_richest_of_each_day_are_enough():
    sites = [site(f"s{number:02}", number / 1000) for number in range(20)]
    slots = [slot(one.key, number % 7, minutes=120 + 10 * number) for number, one in enumerate(sites)]
    problem = town(need(240, days=28, minutes_a_day=300), sites, slots)
    book = Book(problem)
    small = remedies.reduced(book, problem.needs[0])
    kept = sum(map(len, small.rows.values()))
    assert kept < sum(map(len, book.rows.values()))
    keys = [one.key for one in sites]
    assert (
        Walk(small, problem.needs[0]).run(keys, most=True).placed
        == Walk(book, problem.needs[0]).run(keys, most=True).placed
    )


def test_a_large_city_answers_in_a_second():
    sites = [site(f"s{number:03}", number / 2000) for number in range(300)]
    slots = [
        slot(one.key, day, hour, 240, places=number % 3)
        for number, one in enumerate(sites)
        for day in range(5)
        for hour in (8, 13)
    ]
    problem = town(need(240, days=180, pattern=Pattern(days_per_week=2), minutes_a_day=240), sites, slots[:2000])
    began = time.process_time()
    found = prove(problem, "satu")
    assert found.verdict == "short"
    assert found.mends
    assert time.process_time() - began < 3  # processor seconds; less than one on a quiet machine
