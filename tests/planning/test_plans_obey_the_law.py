"""Random verdicts on random calendars: what planning proposes, the rules of `masohi.law` find nothing to block.

Planning never saw the law (limits reach it as numbers), so this is where the two meet.
"""

import random
from datetime import date, datetime, time, timedelta

import pytest

from masohi.law import order_facts
from masohi.law.check import check_order
from masohi.law.check_plan import check_plan
from masohi.law.citation import Level
from masohi.law.parameters import DEFAULTS
from masohi.planning.limits import Limits
from masohi.planning.placement import propose
from masohi.planning.terms import Need, Pattern, Problem, Site, Window, every_day
from masohi.planning.weekly import WeeklySlot, openings
from masohi.writing.indonesian import WIT

CITIES, QUICK, ORDERS = 100, 10, 100  # 1,000 verdicts in `make test`, all 10,000 in `make test-long`
SEEDS = [seed if seed < QUICK else pytest.param(seed, marks=pytest.mark.long) for seed in range(CITIES)]
TODAY = date(2026, 3, 2)
WORSHIP = (Window(4, 690, 810), Window(6, 360, 720))
NIGHT = every_day(0, 400) + every_day(1095, 1440)


def verdict(dice, number):
    """A verdict that the law admits."""
    a_day = dice.choice([None, 2, 3, 4, 5, 8])
    pattern = dice.choice([None, {"days_per_week": dice.randint(1, 6)}, {"days_per_month": dice.randint(4, 20)}])
    weekday = dice.randrange(6)
    busy = order_facts.WeekHours(weekday, time(8), time(dice.randint(9, 16)))
    return order_facts.OrderFacts(
        case_number=f"{number + 1}/Pid.B/2026/PN Amb",
        court="PN Ambon",
        verdict_date=date(2026, 2, 4),
        inkracht_date=date(2026, 2, 12),
        offence_date=date(2026, 1, 5),
        offence_max_prison_months=dice.randint(1, 59),
        offence_is_perda_fine_only=False,
        replaced_prison_days=dice.randint(1, 180),
        hours=dice.randint(8, 240),
        hours_per_day=a_day,
        pattern=order_facts.Pattern(**pattern) if pattern else None,
        completion_days=dice.randint(30, 180),
        sanction="prison",
        consent_recorded=True,
        considerations=tuple("abcdefg"),
        execution_order_date=TODAY,
        prosecutor="Jaksa",
        pk="PK",
        person=order_facts.PersonFacts(
            name="Rekaan",
            birth_date=date(1990, 1, 1),
            sex="L",
            nik_reason="belum ada",
            village="81.71.01.2001",
            unavailable=(busy,) if dice.random() < 0.6 else (),
        ),
    )


def need(number, facts, deadline):
    """The verdict in the planner's words, as `work.placement.facts` translates it."""
    pattern = facts.pattern or order_facts.Pattern()
    return Need(
        key=str(number),
        minutes=facts.hours * 60,
        earliest=TODAY + timedelta(days=1),
        deadline=deadline,
        minutes_a_day=facts.hours_per_day * 60 if facts.hours_per_day else None,
        pattern=Pattern(pattern.days_per_week, pattern.days_per_month),
        unavailable=tuple(Window(one.weekday, *one.span) for one in facts.person.unavailable),
    )


def city(dice):
    """Sites with slots at any hour of the day, some of them unlawful to use."""
    sites = tuple(Site(f"t{n}", -3.7, 128.1 + n / 100, indoor=True) for n in range(6))
    slots = [
        WeeklySlot(
            f"{site.key}-{weekday}-{hour}",
            site.key,
            weekday,
            hour * 60 + dice.choice([0, 30]),
            dice.choice([150, 240, 300, 480]),
            dice.randint(1, 25),
        )
        for site in sites
        for weekday in range(7)
        for hour in dice.sample([5, 6, 8, 13, 15], 2)
        if dice.random() < 0.7
    ]
    return sites, slots


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_ever_breaks_a_rule_of_law(seed):
    dice = random.Random(seed)
    verdicts = {str(n): verdict(dice, n) for n in range(ORDERS)}
    checked = {key: check_order(facts, day=TODAY) for key, facts in verdicts.items()}
    assert all(one.admissible for one in checked.values())
    sites, slots = city(dice)
    limits = Limits()
    problem = Problem(
        needs=tuple(need(key, facts, checked[key].deadline) for key, facts in verdicts.items()),
        sites=sites,
        openings=openings(slots, sites, TODAY, TODAY + timedelta(days=181), limits=limits),
        limits=limits,
        worship=WORSHIP,
        night=NIGHT,
    )
    proposal = propose(problem)
    sessions = {}
    for block in proposal.blocks:
        sessions.setdefault(block.need, []).append((block.start, block.start + timedelta(minutes=block.minutes)))
    assert sessions, "a city where nobody can be planned proves nothing"
    for key, times in sessions.items():
        findings = check_plan(verdicts[key], times, day=TODAY)
        assert [f.message for f in findings if f.level is not Level.INFO and f.rule != "KS-26"] == []


def test_the_numbers_of_this_test_are_those_of_the_law():
    assert DEFAULTS.value("minutes_a_day", TODAY) == Limits().minutes_a_day == Limits().minutes_in_24h
    hours = DEFAULTS.value("worship_hours", TODAY)
    assert hours == ((4, "11:30", "13:30"), (6, "06:00", "12:00"))


def test_a_plan_beyond_the_law_is_seen():
    """Negative control: a ninth hour, and a day after the deadline."""
    facts = verdict(random.Random(1), 0)
    deadline = check_order(facts, day=TODAY).deadline

    morning = datetime.combine(TODAY + timedelta(days=3), time(8), WIT)
    late = datetime.combine(deadline + timedelta(days=1), time(8), WIT)
    rules = {
        f.rule
        for f in check_plan(
            facts, [(morning, morning + timedelta(hours=9)), (late, late + timedelta(hours=2))], day=TODAY
        )
    }
    assert {"KS-06", "KS-07", "KS-08"} <= rules
