"""Why another date was not chosen, and every reason as a sentence."""

import string
from dataclasses import replace
from datetime import timedelta

import pytest

from masohi.planning.explain import why_not
from masohi.planning.placement import propose
from masohi.planning.sentences import SENTENCES, SHOWN, sentence
from masohi.planning.terms import Block, Commitment, Mend, Pattern, Proposal, Reason, Refusal, Told, Window, every_day

from .towns import MONDAY, at, daily, need, random_town, site, slot, town

EARLY = frozenset({MONDAY})
FRIDAY = MONDAY + timedelta(days=4)


def refused(problem, day=0, key="satu"):
    proposal = propose(problem)
    return [refusal.code for refusal in why_not(problem, proposal, key, MONDAY + timedelta(days=day))]


@pytest.mark.parametrize(
    ("code", "problem", "day"),
    [
        ("too_early", town(need(earliest=FRIDAY)), 0),
        ("too_late", town(need(8, days=3)), 5),
        ("holiday", town(need(8), holidays=EARLY), 0),
        ("blocked_day", town(need(8, blocked_days=EARLY)), 0),
        ("weekday", town(need(8, pattern=Pattern(weekdays=frozenset({2})))), 0),
        ("no_opening", town(need(8), slots=[slot(minutes=480)]), 1),
        ("site_closed", replace(town(need(8)), sites=(site(closed_days=EARLY),)), 0),
        ("opening_short", town(need(8), slots=[slot(minutes=90), *daily(weekdays=(1, 2))]), 0),
        ("full", town(need(8), slots=[slot(places=0), *daily(weekdays=(1, 2))]), 0),
        ("unavailable", town(need(8, unavailable=(Window(0, 400, 800),))), 0),
        ("worship", town(need(8), worship=(Window(0, 500, 800),)), 0),
        ("night", town(need(8), slots=daily(hour=19), night=every_day(1080, 360)), 0),
        ("over_midnight", town(need(8), slots=[slot(hour=23), *daily(weekdays=(1, 2))]), 0),
        ("overlap", town(need(8, already=(Commitment(at(MONDAY, 7), at(MONDAY, 9)),))), 0),
        ("other_site_that_day", town(need(8, already=(Commitment(at(MONDAY, 5), at(MONDAY, 7), "lain"),))), 0),
        ("day_full", town(need(8, minutes_a_day=120, already=(Commitment(at(MONDAY, 5), at(MONDAY, 7)),))), 0),
        ("over_24h", town(need(8, already=(Commitment(at(MONDAY, 15) - timedelta(days=1), at(MONDAY, 0)),))), 0),
        ("week_quota", town(need(24, pattern=Pattern(days_per_week=2))), 4),
        ("month_quota", town(need(24, pattern=Pattern(days_per_30_days=2))), 4),
        ("already_finished", town(need(8)), 4),
        ("nothing_planned", town(need(240, days=7)), 4),
        ("hazard", town(need(8, limits=frozenset({"sun"})), [site(indoor=False)]), 0),
        ("forbidden", town(need(8, days=2, forbidden=frozenset({"dekat-1-8@2026-02-03"}))), 1),
        ("week_full", town(need(8, minutes_a_week=480)), 2),
    ],
)
def test_the_rule_in_the_way_is_named(code, problem, day):
    assert refused(problem, day) == [code]


def full_at(deadlines, supervised=frozenset(), **values):
    """Why a need with sixty days is not at the first Monday, which others with these deadlines hold."""
    problem = town([need(8, **values)], slots=[slot(places=0), *daily(weekdays=(1, 2))])
    holders = {"dekat-0-8@2026-02-02": tuple(MONDAY + timedelta(days=days) for days in deadlines)}
    found = why_not(problem, propose(problem), "satu", MONDAY, holders=holders, supervised=supervised)
    return [one.code for one in found]


def test_others_come_first_only_where_all_their_deadlines_are_nearer():
    assert full_at([10, 58]) == ["tighter_first"]
    assert full_at([10, 59]) == ["full"]
    assert full_at([]) == ["full"]
    assert full_at([], supervised=frozenset({"dekat"})) == ["supervisors_full"]
    assert full_at([10], supervised=frozenset({"dekat"})) == ["tighter_first"]


def test_places_that_the_same_plan_gave_to_a_tighter_order_are_told_so():
    needs = [need(8, days=1, key="a"), need(8, days=30, key="b")]
    problem = town(needs, slots=daily(places=1))
    assert refused(problem, 0, "b") == ["tighter_first"]
    assert refused(town(needs[::-1], slots=daily(places=1)), 0, "b") == ["tighter_first"]


def test_what_was_announced_or_pinned_stays():
    told = (Told("dekat-0-8@2026-02-02", 480),)
    for code, order in (("announced_stay", need(8, announced=told)), ("pinned_stay", need(8, pinned=told))):
        problem = town(order, slots=daily(weekdays=(0, 2)))
        kept = Proposal((Block("satu", told[0].opening, "dekat", at(MONDAY, 8), 480),), {})
        assert [one.code for one in why_not(problem, kept, "satu", MONDAY + timedelta(days=2))] == [code]


def test_a_farther_site_and_an_unused_weekday_are_explained_too():
    sites = [site(), site("jauh", 0.05)]
    problem = town(need(24), sites, daily() + daily("jauh"))
    assert refused(problem, 1) == ["other_site_that_day"]
    pattern = need(24, pattern=Pattern(days_per_week=1))
    problem = town(pattern, sites, [slot(weekday=3, minutes=480), *daily("jauh")])
    assert refused(problem, 1) == ["week_quota"]
    apart = town(need(16), sites, daily(weekdays=(0, 2)) + daily("jauh", weekdays=(1, 3)))
    assert refused(apart, 1) == ["nearer_site"]


def test_the_values_say_which_hours():
    problem = town(need(8, unavailable=(Window(0, 400, 800),)))
    refusal = why_not(problem, propose(problem), "satu", MONDAY)[0]
    assert "Senin pukul 06.40–13.20" in sentence(refusal)


def test_every_unused_opening_of_every_day_has_an_answer_in_words():
    problem = random_town(3, 12)
    proposal = propose(problem)
    for person in problem.needs:
        for number in range(0, 42, 5):
            day = MONDAY + timedelta(days=number)
            for refusal in why_not(problem, proposal, person.key, day):
                assert sentence(refusal).endswith(".")


def test_every_reason_of_random_plans_has_a_sentence():
    seen = set()
    for seed in range(12):
        proposal = propose(random_town(seed, 15))
        reasons = [reason for block in proposal.blocks for reason in block.reasons]
        for answer in proposal.answers.values():
            reasons += [*answer.reasons, *answer.refusals, *answer.mends]
        for reason in reasons:
            assert sentence(reason)[-1] == "."
            seen.add(reason.code)
    assert len(seen) > 20


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_value_of_a_sentence_knows_how_to_be_shown(code):
    fields = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
    assert fields <= {*SHOWN, "site", "hazards", "unit"}
    assert SENTENCES[code].endswith(".")


def test_names_and_translation_are_given_from_outside():
    english = {SENTENCES["week_quota"]: "The verdict allows {days} days a week."}
    text = sentence(Refusal("week_quota", {"days": 4}, site="s"), names={"s": "Panti"}, translate=english.__getitem__)
    assert text == "Panti: The verdict allows 4 days a week."
    assert (
        sentence(Mend("free_hours", gains=90))
        == "Minta waktu luang lain dari orang ini. Lalu bertambah 1 jam 30 menit."
    )
    assert sentence(Reason("hazard", {"hazards": "heavy,lain"})).endswith("angkat berat, lain.")
