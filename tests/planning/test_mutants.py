"""Planners with one rule broken: each must be caught by the checker, which `propose` runs before it returns."""

from datetime import timedelta

import pytest

from masohi.planning import book, diary, feasibility, walk
from masohi.planning.checker import check
from masohi.planning.placement import UnlawfulPlan, propose
from masohi.planning.terms import Commitment, Pattern, Problem, Window, every_day

from .towns import MONDAY, at, daily, need, site, slot, town

EARLY = frozenset({MONDAY})
MORNING = (Window(0, 540, 600),)
BUSY = Commitment(at(MONDAY, 9), at(MONDAY, 11))


def anywhere(patch):
    patch.setattr(feasibility, "site_refusal", lambda need, site: None)


def any_hour(patch):
    patch.setattr(walk, "shut_windows", lambda problem, need: [[] for _ in range(7)])


def any_day(patch):
    before = walk.Walk.__init__

    def init(self, known, need, free=None):
        before(self, known, need, free)
        self.blocked = set()
        self.first, self.last = self.first - 7, self.last + 70
        self.book.closed = {key: set() for key in self.book.closed}

    patch.setattr(walk.Walk, "__init__", init)


def endless_places(patch):
    patch.setattr(book.Book, "promise", lambda self, need, sessions: None)


def any_24_hours(patch):
    patch.setattr(diary, "_longest", lambda near, start, wanted, cap: wanted)


def any_day_length(patch):
    any_24_hours(patch)
    patch.setattr(diary.Diary, "left", lambda self, day: 10_000)


def tails(patch):
    def cut(self):
        left, found = self.minutes, []
        for session in self.sessions:
            found.append(session._replace(minutes=min(session.minutes, left)))
            left -= found[-1].minutes
        return [session for session in found if session.minutes]

    patch.setattr(walk.Trial, "cut", cut)


def no_cut(patch):
    patch.setattr(walk.Trial, "cut", lambda self: self.sessions)


def any_rhythm(patch):
    patch.setattr(diary.Quota, "refuses", lambda self, day: None)


def overlaps(patch):
    patch.setattr(diary.Diary, "room", lambda self, start, wanted: wanted)


def many_sites(patch):
    patch.setattr(diary.Diary, "elsewhere", lambda self, day, site: False)


def any_length(patch):
    patch.setattr(walk.Walk, "usable", lambda self, start, minutes: minutes + 60)


FAR = [site(), site("jauh", 0.05)]
MUTANTS = [
    (endless_places, "capacity", town([need(8, key="a"), need(8, key="b")], slots=daily(places=1))),
    (endless_places, "overlap", town([need(8, key="a", person="o"), need(8, key="b", person="o")])),
    (any_24_hours, "law_cap_24h", town(need(16), slots=[slot(hour=14, minutes=480), slot(weekday=1, minutes=480)])),
    (
        any_24_hours,
        "verdict_cap_24h",
        town(need(10, minutes_a_day=300), slots=[slot(hour=14, minutes=300), slot(weekday=1, minutes=300)]),
    ),
    (any_day_length, "law_cap_day", town(need(12), slots=daily(minutes=360) + daily(hour=14, minutes=360))),
    (any_day_length, "verdict_cap_day", town(need(8, minutes_a_day=300))),
    (tails, "short_session", town(need(5), slots=daily(minutes=240))),
    (no_cut, "total", town(need(5), slots=daily(minutes=240))),
    (any_hour, "worship", town(need(8), worship=MORNING)),
    (any_hour, "unavailable", town(need(8, unavailable=MORNING))),
    (any_hour, "night", town(need(8), night=every_day(540, 300))),
    (any_day, "holiday", town(need(8), holidays=EARLY)),
    (any_day, "blocked_day", town(need(8, blocked_days=EARLY))),
    (any_day, "too_late", town(need(40, days=2))),
    (any_day, "too_early", town(need(8, earliest=MONDAY + timedelta(days=3)))),
    (any_day, "site_closed", Problem((need(8),), (site(closed_days=EARLY),), town(need(8)).openings)),
    (anywhere, "hazard", town(need(8, limits=frozenset({"heavy"})), [site(hazards=frozenset({"heavy"}))])),
    (anywhere, "hazard", town(need(8, limits=frozenset({"sun"})), [site(indoor=False)])),
    (anywhere, "commercial", town(need(8), [site(commercial=True)])),
    (anywhere, "regime", town(need(8), [site(accepts=frozenset())])),
    (anywhere, "excluded", town(need(8, excluded_sites=frozenset({"dekat"})))),
    (anywhere, "place_fixed", town(need(8, fixed_site="jauh"), FAR, daily() + daily("jauh"))),
    (any_rhythm, "week_quota", town(need(24, pattern=Pattern(days_per_week=1)))),
    (any_rhythm, "month_quota", town(need(24, pattern=Pattern(days_per_30_days=1)))),
    (overlaps, "overlap", town(need(8, already=(BUSY,)))),
    (
        many_sites,
        "two_sites",
        town(need(8, already=(BUSY._replace(start=at(MONDAY, 5), end=at(MONDAY, 6), site="lain"),))),
    ),
    (any_length, "outside_opening", town(need(5), slots=daily(minutes=240))),
    (any_length, "over_midnight", town(need(5), slots=daily(hour=21, minutes=240))),
    (any_length, "weekday", town(need(5, pattern=Pattern(weekdays=frozenset({3}))), slots=daily(minutes=240))),
]


@pytest.mark.parametrize(("mutant", "code", "problem"), MUTANTS, ids=[f"{one[0].__name__}-{one[1]}" for one in MUTANTS])
def test_a_broken_planner_is_caught(monkeypatch, mutant, code, problem):
    assert check(problem, propose(problem)) == []
    mutant(monkeypatch)
    with pytest.raises(UnlawfulPlan) as caught:
        propose(problem)
    assert code in {violation.code for violation in caught.value.violations}


def test_the_checker_refuses_what_it_does_not_know():
    problem = town(need(8))
    proposal = propose(problem)
    empty = Problem(problem.needs, problem.sites, ())
    assert {violation.code for violation in check(empty, proposal)} == {"unknown", "answer"}


def test_the_checker_refuses_an_answer_that_does_not_add_up():
    problem = town(need(8))
    proposal = propose(problem)
    lost = type(proposal)((), proposal.answers)
    assert {violation.code for violation in check(problem, lost)} == {"answer"}
