"""Place every order: the earliest lawful plan that ends before the deadline with sessions to spare.

Method of this version: the tightest order first; for each, the nearest suitable site where it can be finished with the
reserve; several sites only when no single one will do; then a plan that is thin; otherwise nothing is announced and
the answer says how many minutes do not fit and what would help. Deterministic: equal problems give equal proposals.
Announced work (`Need.already`, places taken) is never moved. The result is checked again before it is returned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from masohi.planning.book import Book, Session
from masohi.planning.checker import Violation, check
from masohi.planning.feasibility import mends, slack_days, suitable_keys
from masohi.planning.suitability import metres, nearest_first, site_refusal
from masohi.planning.terms import (
    DAY,
    Answer,
    Block,
    Commitment,
    Need,
    Pattern,
    Problem,
    Proposal,
    Reason,
    Refusal,
    Value,
    day_of,
)
from masohi.planning.walk import Trial, Walk
from masohi.writing.indonesian import WIT


class UnlawfulPlan(Exception):
    """The plan broke a rule of its own problem: a fault of this program. `violations` says which."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__(f"{len(violations)} violations, the first: {violations[0]}")


@dataclass(slots=True)
class Attempt:
    """What was tried for one need: the sites in order; `reach`: the most that can fit there; `fits`: that, by site."""

    need: Need
    sites: list[str]
    trial: Trial
    reach: int = 0
    spare: int = 0
    thin: bool = False
    fits: dict[str, int] = field(default_factory=dict)


def propose(problem: Problem) -> Proposal:
    """Sessions for every need, with reasons, and one answer for each need; raises `UnlawfulPlan`, never returns one."""
    book = Book(problem)
    suitable = {need.key: suitable_keys(problem, need) for need in problem.needs}
    blocks: list[Block] = []
    answers: dict[str, Answer] = {}
    for need in in_order_of_slack(book, suitable):
        attempt = choose(book, need, suitable[need.key])
        sessions = attempt.trial.cut() if attempt.trial.done or need.partial else []
        book.promise(need, sessions)
        planned = explained(problem, attempt, sessions)
        blocks += planned
        answers[need.key] = answered(book, attempt, planned)
    blocks.sort(key=lambda block: (block.start, block.need, block.opening))
    proposal = Proposal(tuple(blocks), {need.key: answers[need.key] for need in problem.needs})
    violations = check(problem, proposal)
    if violations:
        raise UnlawfulPlan(violations)
    return proposal


def in_order_of_slack(book: Book, suitable: dict[str, list[str]]) -> list[Need]:
    """Tightest first, then by deadline, day received and key."""

    def urgency(need: Need) -> tuple[int, date, date, str]:
        received = need.received or need.earliest
        return slack_days(book, need, suitable[need.key]), need.deadline, received, need.key

    return sorted(book.problem.needs, key=urgency)


def choose(book: Book, need: Need, suitable: list[str]) -> Attempt:
    """The first attempt with the reserve, else the first that fits, else the one that places most."""
    thin: Attempt | None = None
    best = Attempt(need, [], Trial(need.minutes, 1))
    fits: dict[str, int] = {}
    if need.minutes == 0:
        return best
    for variant, sites, most in attempts(need, suitable):
        attempt = tried(book, variant, sites, most, suitable)
        if len(sites) == 1:
            fits[sites[0]] = max(fits.get(sites[0], 0), attempt.reach)
        if attempt.trial.done and not attempt.thin:
            return replace(attempt, need=need, fits=fits)
        if attempt.trial.done:
            thin = thin or attempt
        if attempt.trial.placed > best.trial.placed:
            best = attempt
    return replace(thin or best, need=need, fits=fits)


def attempts(need: Need, suitable: list[str]) -> Iterator[tuple[Need, list[str], bool]]:
    """Each site alone, nearest first; then the nearest 2, 4, 8 … together; at last all, the richest of each day."""
    rhythms = [need]
    days = need.pattern.days_per_30_days
    if days is not None and need.pattern.days_per_week is None:
        rhythms.insert(0, replace(need, pattern=_spread(need.pattern, days)))
    for site in suitable:
        for variant in rhythms:
            yield variant, [site], False
    count = 2
    while count < 2 * len(suitable) and len(suitable) > 1:
        yield need, suitable[:count], False
        count *= 2
    if suitable:
        yield need, suitable, True


def _spread(pattern: Pattern, days: int) -> Pattern:
    """Ten days in thirty become at most three days a week, so that they are not worked in one go."""
    return replace(pattern, days_per_week=-(-days * 7 // 30))


def tried(book: Book, need: Need, sites: list[str], most: bool, suitable: list[str]) -> Attempt:
    """One attempt; when it fits with little to spare, the spare sessions at all suitable sites are counted too."""
    walk = Walk(book, need)
    if not most and len(sites) == 1:
        bound = sum(row[3] for row in walk.offers(0, sites[0]))
        if bound < need.minutes:
            return Attempt(need, sites, Trial(need.minutes, walk.shortest), reach=bound)
    trial = walk.run(sites, most=most)
    attempt = Attempt(need, sites, trial, reach=min(trial.placed, need.minutes), spare=trial.spare)
    if trial.done:
        sessions = trial.cut()
        wanted = -(-len(sessions) * book.problem.limits.reserve_percent // 100)
        if attempt.spare < wanted and len(suitable) > len(sites):
            attempt.spare = max(attempt.spare, spare_anywhere(book, need, sessions, suitable))
        attempt.thin = attempt.spare < wanted
    return attempt


def spare_anywhere(book: Book, need: Need, sessions: list[Session], suitable: list[str]) -> int:
    """Further sessions after the finish, at any suitable site."""
    planned = tuple(
        Commitment(moment(session.start), moment(session.start + session.minutes), session.site) for session in sessions
    )
    after = day_of(sessions[-1].start // DAY) + timedelta(days=1)
    origin = need.counted_from or need.earliest
    later = replace(need, earliest=after, already=need.already + planned, counted_from=origin, minutes=10**6)
    return len(Walk(book, later).run(suitable).sessions)


def moment(minute: int) -> datetime:
    """The aware UTC moment of a WIT minute."""
    number, of_day = divmod(minute, DAY)
    day = day_of(number)
    local = datetime(day.year, day.month, day.day, tzinfo=WIT) + timedelta(minutes=of_day)
    return local.astimezone(UTC)


def explained(problem: Problem, attempt: Attempt, sessions: list[Session]) -> list[Block]:
    """The sessions as blocks, each with why this site and why this date."""
    whys = {site: _why_site(problem, attempt, site) for site in {session.site for session in sessions}}
    weekdays: set[int] = set()
    blocks = []
    for position, session in enumerate(sessions):
        opening = problem.openings[session.opening]
        weekday = opening.day.weekday()
        reasons = [whys[session.site], _why_date(position, weekday in weekdays, opening.day)]
        weekdays.add(weekday)
        if session.minutes < opening.minutes:
            reasons.append(Reason("shortened", {"minutes": session.minutes, "opening_minutes": opening.minutes}))
        blocks.append(
            Block(attempt.need.key, opening.key, session.site, opening.start, session.minutes, tuple(reasons))
        )
    return blocks


def _why_date(position: int, same_weekday: bool, day: date) -> Reason:
    if position == 0:
        return Reason("earliest_day", {"date": day})
    return Reason("same_weekday" if same_weekday else "next_free_day", {"date": day, "weekday": day.weekday()})


def _why_site(problem: Problem, attempt: Attempt, key: str) -> Reason:
    need = attempt.need
    if need.fixed_site == key:
        return Reason("site_by_verdict", {"site": key})
    if len(attempt.sites) > 1:
        return Reason("several_sites", {"site": key})
    site = next(site for site in problem.sites if site.key == key)
    far = metres(need, site)
    if far is None:
        return Reason("site_without_home", {"site": key})
    nearest = all(other == key for other in attempt.fits)
    return Reason("nearest_site" if nearest else "nearest_that_fits", {"site": key, "metres": far})


def answered(book: Book, attempt: Attempt, blocks: list[Block]) -> Answer:
    """The answer of one need: what is planned, what is short, why, and what would mend it."""
    need, problem = attempt.need, book.problem
    planned = sum(block.minutes for block in blocks)
    fits = min(attempt.trial.placed, need.minutes)
    short = need.minutes - fits
    reasons = list(_remarks(attempt, blocks, short, book))
    return Answer(
        planned_minutes=planned,
        short_minutes=short,
        sessions=len(blocks),
        finish=blocks[-1].start.astimezone(WIT).date() if blocks and not short else None,
        spare_sessions=attempt.spare,
        thin=attempt.thin,
        reasons=tuple(reasons),
        refusals=_refused_sites(problem, attempt),
        mends=mends(book, need, fits) if short else (),
    )


def _remarks(attempt: Attempt, blocks: list[Block], short: int, book: Book) -> Iterator[Reason]:
    need, limits = attempt.need, book.problem.limits
    values: dict[str, Value] = {"short": short, "fits": need.minutes - short, "date": need.deadline}
    if short:
        yield Reason("does_not_fit", values) if suitable_keys(book.problem, need) else Reason("no_site", values)
        last = max((opening.day for opening in book.problem.openings), default=None)
        if last is not None and last + timedelta(days=7) < need.deadline:
            yield Reason("calendar_ends", {"date": last})
    elif blocks:
        done: dict[str, Value] = {
            "date": blocks[-1].start.astimezone(WIT).date(),
            "sessions": len(blocks),
            "deadline": need.deadline,
        }
        yield Reason("finishes", done)
        code = "thin" if attempt.thin else "reserve_kept"
        yield Reason(code, {"spare": attempt.spare, "sessions": len(blocks), "percent": limits.reserve_percent})
        if need.minutes < limits.min_session_minutes:
            yield Reason("short_session", {"minutes": need.minutes, "least": limits.min_session_minutes})


def _refused_sites(problem: Problem, attempt: Attempt) -> tuple[Refusal, ...]:
    """Sites nearer than the farthest one used (all, when nothing is planned) that were not used, and why."""
    need, used = attempt.need, set(attempt.sites)
    refusals = []
    for _, site in nearest_first(need, problem.sites):
        if site.key in used and attempt.trial.done:
            used.discard(site.key)
            if not used:
                break
            continue
        refusal = site_refusal(need, site)
        if refusal is None and site.key in attempt.fits:
            fits: dict[str, Value] = {"fits": attempt.fits[site.key], "minutes": need.minutes}
            refusal = Refusal("fits_thinly" if fits["fits"] == need.minutes else "fits_too_little", fits, site=site.key)
        if refusal is not None:
            refusals.append(refusal)
    return tuple(refusals)
