"""The simulator: what is played is lawful, luck is the same on both sides, each change does what its name says."""

import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from masohi.planning import rolling
from masohi.planning.book import Book
from masohi.planning.checker import check
from masohi.planning.placement import propose
from masohi.planning.rolling import play
from masohi.planning.roster import City
from masohi.planning.terms import DAY, Answer, Block, Pattern, Proposal, Window, day_of
from masohi.planning.whatif import Change, Supply, applied, compare
from masohi.writing.indonesian import WIT

from .towns import MONDAY, daily, need, random_town, site, slot, town

SATURDAY = 5


def played_blocks(problem, monkeypatch):
    """The blocks of a town in which everybody comes."""
    chosen = []
    before = rolling._days

    def noted(worker, *more):
        found = before(worker, *more)
        chosen.extend((worker.need.key, *one) for one in found)
        return found

    monkeypatch.setattr(rolling, "_days", noted)
    played = play(City(problem))
    monkeypatch.setattr(rolling, "_days", before)
    book = Book(problem)
    index = {(where, start): number for where, rows in book.rows.items() for start, _, number in rows}
    return played, [
        Block(key, problem.openings[index[where, day * DAY + offer.start]].key, where, _at(day, offer.start), minutes)
        for key, day, where, sessions in chosen
        for offer, minutes in sessions
    ]


def _at(day, start):
    on = day_of(day)
    return (datetime(on.year, on.month, on.day, tzinfo=WIT) + timedelta(minutes=start)).astimezone(UTC)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_played_breaks_no_rule(seed, monkeypatch):
    town_of = random_town(seed, 12)
    alone = tuple(replace(one, partial=True, person="") for one in town_of.needs)
    problem = replace(town_of, needs=tuple(replace(one, already=()) for one in alone))
    played, blocks = played_blocks(problem, monkeypatch)
    minutes = Counter()
    for block in blocks:
        minutes[block.need] += block.minutes
    counts = Counter(block.need for block in blocks)
    answers = {
        one.key: Answer(minutes[one.key], one.minutes - minutes[one.key], sessions=counts[one.key])
        for one in problem.needs
    }
    assert check(problem, Proposal(tuple(blocks), answers)) == []
    assert all(played.left[one.key] == one.minutes - minutes[one.key] for one in problem.needs)


def test_the_check_of_what_is_played_sees_a_broken_rule(monkeypatch):
    monkeypatch.setattr(rolling, "_after", lambda before, today, cap: True)
    long_days = [slot(hour=14, minutes=480), slot(weekday=1, minutes=480)]
    problem = town(need(16, partial=True), slots=long_days)
    _, blocks = played_blocks(problem, monkeypatch)
    answer = {"satu": Answer(960, 0, sessions=len(blocks))}
    assert "law_cap_24h" in {one.code for one in check(problem, Proposal(tuple(blocks), answer))}


def crowd(count=12, hours=32, **values):
    return [need(hours, days=56, key=f"p{number:02}", **values) for number in range(count)]


def test_an_easy_town_ends_like_its_plan():
    problem = town(crowd(4))
    assert play(City(problem)).finished == {one.key for one in problem.needs}
    assert all(answer.complete for answer in propose(problem).answers.values())


def test_the_weekly_maximum_and_the_verdicts_rhythm_hold():
    pattern = Pattern(days_per_week=2)
    quick = play(City(town([need(32, days=14)])))
    assert quick.left["satu"] == 0
    assert play(City(town([need(32, days=14, pattern=pattern)]))).left["satu"] == 0
    assert play(City(town([need(40, days=14, pattern=pattern)]))).left["satu"] == 8 * 60
    assert play(City(town([need(32, days=14, minutes_a_week=600)]))).left["satu"] == 32 * 60 - 1200


def test_luck_is_the_same_for_the_same_round_and_differs_between_rounds():
    problem = town([replace(one, absence=40) for one in crowd(6, hours=60)])
    city = City(problem)
    first, again, other = (play(city, luck=number) for number in (1, 1, 2))
    assert first == again
    assert first.used != other.used
    assert sum(first.used.values()) > sum(play(city).used.values())


def test_a_change_that_changes_nothing_changes_nobody():
    problem = town(crowd(absence=30), slots=daily(weekdays=(0, 2), places=3))
    found = compare(problem, [Change("supervisor", "dekat", number=1)], Supply())
    assert found.before == found.after
    assert found.helped == found.harmed == frozenset()


def test_one_more_saturday_lets_more_people_end_in_time():
    problem = town(crowd(), slots=daily(weekdays=(0, 2), places=2))
    change = Change("add_slot", "dekat", SATURDAY, 480, minutes=480, number=4)
    found = compare(problem, [change], Supply())
    assert found.before.finished < found.after.finished == found.before.finished + found.gain
    assert len(found.helped) >= 1
    assert not found.harmed & found.helped
    assert found.after.short < found.before.short
    assert found.after.offered["dekat"] - found.before.offered["dekat"] == 4 * saturdays(problem)


def saturdays(problem):
    days = [opening.day for opening in problem.openings]
    span = [min(days) + timedelta(days=n) for n in range((max(days) - min(days)).days + 1)]
    return sum(day.weekday() == SATURDAY for day in span)


def test_a_day_taken_away_costs_people_and_the_original_stays():
    problem = town(crowd(), slots=daily(weekdays=(0, 2), places=4))
    before = problem.openings
    found = compare(problem, [Change("drop_slot", "dekat", 0)], Supply())
    assert found.gain < 0
    assert found.harmed
    assert problem.openings is before
    assert all(
        opening.day.weekday() == 2 for opening in applied(problem, [Change("drop_slot", "dekat", 0)], Supply()).openings
    )


ROOMS = {("dekat", weekday, 480): 12 for weekday in range(7)}


def places(problem, *changes, watched=10, rooms=None):
    supply = Supply(ROOMS if rooms is None else rooms, {"dekat": watched})
    return {opening.places for opening in applied(problem, changes, supply).openings}


def test_places_never_go_over_the_room_or_over_the_supervisors():
    problem = town(need(8), slots=daily(places=7))  # three of ten are taken
    supervisor = Change("supervisor", "dekat", number=1)
    assert places(problem, supervisor) == {9}  # twelve fit in the room
    assert places(problem, replace(supervisor, number=-1)) == {0}
    assert places(problem, supervisor, replace(supervisor, number=-1)) == {7}
    more = [Change("places", "dekat", weekday, number=5) for weekday in range(7)]
    assert places(problem, *more) == {7}  # ten are watched
    assert places(problem, *more, supervisor) == {14}  # seventeen fit, twenty are watched, three are taken
    fewer = [replace(one, number=-6) for one in more]
    assert places(problem, *fewer) == {3}


def test_a_leave_takes_the_places_of_its_days_only():
    problem = town(need(8), slots=daily(places=10))
    last = MONDAY + timedelta(days=6)
    change = Change("leave", "dekat", number=1, first=MONDAY, last=last)
    after = applied(problem, [change], Supply(ROOMS, {"dekat": 10}))
    assert {opening.places for opening in after.openings if opening.day <= last} == {0}
    assert {opening.places for opening in after.openings if opening.day > last} == {10}


def test_a_new_site_is_like_the_other_one_and_empty():
    problem = town(need(8), slots=daily(places=2))
    after = applied(problem, [Change("site", "dekat", lat=-3.7, lon=128.2)], Supply(ROOMS, {"dekat": 10}))
    (made,) = [one for one in after.sites if one.key != "dekat"]
    fresh = [opening for opening in after.openings if opening.site == made.key]
    assert (made.lat, made.lon) == (-3.7, 128.2)
    assert len(fresh) == len(problem.openings)
    assert {opening.places for opening in fresh} == {10}


def test_absence_and_weekly_hours_hold_for_everybody():
    problem = town(crowd(3))
    assert {one.absence for one in applied(problem, [Change("absence", number=55)], Supply()).needs} == {55}
    assert {one.minutes_a_week for one in applied(problem, [Change("week", minutes=240)], Supply()).needs} == {240}
    found = compare(problem, [Change("week", minutes=120)], Supply())
    assert found.after.finished == 0


def test_changes_stack_in_order():
    problem = town(crowd(), slots=daily(weekdays=(0,), places=2))
    one = Change("add_slot", "dekat", SATURDAY, 480, minutes=240, number=2)
    wider = Change("places", "dekat", SATURDAY, number=3)
    after = applied(problem, [one, wider], Supply())
    assert {opening.places for opening in after.openings if opening.day.weekday() == SATURDAY} == {5}


def test_an_unknown_site_is_refused():
    with pytest.raises(KeyError):
        applied(town(need(8)), [Change("drop_slot", "jauh", 0)], Supply())


def test_people_who_cannot_come_then_are_not_sent(monkeypatch):
    order = need(32, days=28, unavailable=(Window(0, 0, 1440),), blocked_days=frozenset({MONDAY + timedelta(days=1)}))
    _, blocks = played_blocks(town(order, slots=daily(weekdays=(0, 1))), monkeypatch)
    days = {block.start.astimezone(WIT).date() for block in blocks}
    assert days == {MONDAY + timedelta(days=1 + 7 * week) for week in (1, 2, 3)}


def test_five_hundred_people_are_compared_in_seconds():
    sites = [site(f"s{number:02}", number / 1000) for number in range(60)]
    slots = [slot(one.key, day, hour, 240, places=2) for one in sites for day in (0, 2, 5) for hour in (8, 13)]
    needs = [need(8 + number % 200, days=170, key=f"p{number:03}", minutes_a_day=240) for number in range(500)]
    problem = town(needs, sites, slots)
    began = time.process_time()
    found = compare(problem, [Change("add_slot", "s00", SATURDAY, 1020, minutes=60, number=2)], Supply())
    assert found.before.people == 500
    assert found.rounds == 1
    assert time.process_time() - began < 9  # processor seconds; about three on a quiet machine
