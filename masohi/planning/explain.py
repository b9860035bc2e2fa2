"""Why a date was not chosen: the first rule that stands in the way of each opening of that day."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from masohi.planning.book import commitments_of
from masohi.planning.diary import Diary, Entry, Quota
from masohi.planning.suitability import metres, site_refusal
from masohi.planning.terms import (
    DAY,
    Need,
    Opening,
    Problem,
    Proposal,
    Refusal,
    Site,
    Value,
    Window,
    day_number,
    minute_of,
)
from masohi.writing.indonesian import WIT


def why_not(
    problem: Problem,
    proposal: Proposal,
    need: str,
    day: date,
    *,
    holders: Mapping[str, tuple[date, ...]] | None = None,
    supervised: frozenset[str] = frozenset(),
) -> tuple[Refusal, ...]:
    """One refusal for the whole day, or one for each opening of that day that this need does not use.

    `holders`: by opening, the deadlines of people outside this problem who have a place there. `supervised`: sites
    whose places are limited by their supervisors. KeyError when the problem holds no such need.
    """
    asked = {one.key: one for one in problem.needs}[need]
    whole = _day_refusal(problem, asked, day)
    if whole is not None:
        return (whole,)
    of_day = [opening for opening in problem.openings if opening.day == day]
    if not of_day:
        return (Refusal("no_opening", {"date": day}),)
    case = _Case(problem, proposal, asked, holders or {}, supervised)
    used = {block.opening for block in proposal.of(need)}
    others = sorted((opening for opening in of_day if opening.key not in used), key=lambda one: (one.start, one.key))
    return tuple(case.refusal(opening) for opening in others)


def _day_refusal(problem: Problem, need: Need, day: date) -> Refusal | None:
    weekdays = need.pattern.weekdays
    tests: tuple[tuple[str, bool, dict[str, Value]], ...] = (
        ("too_early", day < need.earliest, {"date": need.earliest}),
        ("too_late", day > need.deadline, {"date": need.deadline}),
        ("holiday", day in problem.holidays, {"date": day}),
        ("blocked_day", day in need.blocked_days, {"date": day}),
        ("weekday", bool(weekdays) and day.weekday() not in weekdays, {"weekday": day.weekday()}),
    )
    return next((Refusal(code, values) for code, refused, values in tests if refused), None)


class _Case:
    """One need beside the proposal: its diary, its quota, the places left."""

    def __init__(
        self,
        problem: Problem,
        proposal: Proposal,
        need: Need,
        holders: Mapping[str, tuple[date, ...]],
        supervised: frozenset[str],
    ) -> None:
        self.problem, self.proposal, self.need = problem, proposal, need
        self.holders, self.supervised = holders, supervised
        self.deadlines = {one.key: one.deadline for one in problem.needs}
        self.sites = {site.key: site for site in problem.sites}
        self.taken = Counter(block.opening for block in proposal.blocks)
        self.regimes = {one.key: one.regime for one in problem.needs}
        who = {one.key: one.who for one in problem.needs}
        self.entries = commitments_of(problem, need)
        for block in proposal.blocks:
            if who[block.need] == need.who:
                start = minute_of(block.start)
                self.entries.append(Entry(start, start + block.minutes, block.site, block.need == need.key))
        self.diary = Diary(need, problem.limits, self.entries)
        self.quota = Quota(need, self.entries)
        self.least = max(1, min(problem.limits.min_session_minutes, need.minutes))

    def refusal(self, opening: Opening) -> Refusal:
        """The first rule that stands in the way; without one, why the plan did not need this opening."""
        site = self.sites[opening.site]
        never = site_refusal(self.need, site)
        if never is not None:
            return Refusal(never.code, never.values, site=site.key, opening=opening.key)
        steps = (self._supply(opening, site), self._hours(opening), self._person(opening))
        code, values = next((found for step in steps for found in step), self._otherwise(opening))
        return Refusal(code, values, site=site.key, opening=opening.key)

    def _supply(self, opening: Opening, site: Site) -> Iterator[tuple[str, dict[str, Value]]]:
        if opening.day in site.closed_days:
            yield "site_closed", {"date": opening.day}
        if opening.minutes < self.least:
            yield "opening_short", {"minutes": opening.minutes, "least": self.least}
        if opening.places <= self.taken[opening.key]:
            yield self._full(opening), {}
        if opening.key in self.need.forbidden:
            yield "forbidden", {}
        if self._others_there(opening):
            yield "mixed", {}

    def _others_there(self, opening: Opening) -> bool:
        """Whether people of another regime have a place there, or are planned to."""
        planned = {self.regimes[one.need] for one in self.proposal.blocks if one.opening == opening.key}
        return bool((planned | {opening.regime}) - {"", self.need.regime})

    def _full(self, opening: Opening) -> str:
        """Who has the places: only people whose deadline is nearer, as many as the supervisors may watch, or others."""
        planned = (self.deadlines[one.need] for one in self.proposal.blocks if one.opening == opening.key)
        deadlines = [*planned, *self.holders.get(opening.key, ())]
        if deadlines and all(deadline < self.need.deadline for deadline in deadlines):
            return "tighter_first"
        return "supervisors_full" if opening.site in self.supervised else "full"

    def _hours(self, opening: Opening) -> Iterator[tuple[str, dict[str, Value]]]:
        """Windows that leave less than a session from the opening's start."""
        night = () if self.need.night_allowed else self.problem.night
        kinds = (("unavailable", self.need.unavailable), ("worship", self.problem.worship), ("night", night))
        minute = minute_of(opening.start) % DAY
        for code, windows in kinds:
            for window in windows:
                if self._too_little_before(window, opening.day.weekday(), minute):
                    yield code, {"weekday": window.weekday, "from": window.start, "to": window.end}
        if DAY - minute < self.least:
            yield "over_midnight", {}

    def _too_little_before(self, window: Window, weekday: int, minute: int) -> bool:
        return window.weekday == weekday and window.end > minute and window.start - minute < self.least

    def _person(self, opening: Opening) -> Iterator[tuple[str, dict[str, Value]]]:
        start, day = minute_of(opening.start), day_number(opening.day)
        soon = start + self.least
        if self.diary.elsewhere(day, opening.site):
            yield "other_site_that_day", {"date": opening.day}
        if any(entry.start < soon and start < entry.end for entry in self.entries):
            yield "overlap", {}
        if self.diary.left(day) < self.least:
            yield "day_full", {"minutes": min(self.diary.own_cap, self.diary.a_day)}
        if self.diary.room(start, self.least) < self.least:
            yield "over_24h", {"minutes": min(self.diary.own_cap, self.diary.in_24h)}
        if self.need.minutes_a_week is not None and self._week(day) + self.least > self.need.minutes_a_week:
            yield "week_full", {"minutes": self.need.minutes_a_week}
        quota = self.quota.refuses(day)
        if quota is not None:
            pattern = self.need.pattern
            days = pattern.days_per_week if quota == "week_quota" else pattern.days_per_30_days
            yield quota, {"days": days or 0}

    def _week(self, day: int) -> int:
        """Minutes of this order in the calendar week of a day."""
        own = (entry for entry in self.entries if entry.own and entry.start // DAY // 7 == day // 7)
        return sum(entry.end - entry.start for entry in own)

    def _otherwise(self, opening: Opening) -> tuple[str, dict[str, Value]]:
        blocks = self.proposal.of(self.need.key)
        if not blocks:
            return "nothing_planned", {}
        used = {block.opening for block in blocks}
        for code, told in (("pinned_stay", self.need.pinned), ("announced_stay", self.need.announced)):
            if told and {one.opening for one in told} == used:
                return code, {}
        finish = blocks[-1].start.astimezone(WIT).date()
        if opening.day > finish:
            return "already_finished", {"date": finish}
        here = metres(self.need, self.sites[opening.site])
        distances = [metres(self.need, self.sites[block.site]) for block in blocks]
        if opening.site not in {block.site for block in blocks}:
            farthest = max((far for far in distances if far is not None), default=0)
            return ("nearer_site" if here is not None and here > farthest else "one_site"), {}
        return "rhythm", {}
