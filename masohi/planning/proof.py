"""The day an order arrives: can it end in time? The plan itself proves yes, a sum over weeks proves no.

`prove` never guesses. "fits": a plan that passed the independent checker. "short": the most that the weeks can hold at
all (`capacity`) is less than the need. "open": no plan was found and no sum forbids one; treated as not fitting.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from masohi.planning.book import Book, Session
from masohi.planning.capacity import Capacity, Stretch, capacity_of
from masohi.planning.checker import check
from masohi.planning.feasibility import suitable_keys
from masohi.planning.placement import Attempt, UnlawfulPlan, choose, explained, tried
from masohi.planning.remedies import COSTS, remedies
from masohi.planning.terms import Answer, Block, Commitment, Mend, Need, Problem, Proposal, Reason
from masohi.planning.walk import Trial, Walk
from masohi.writing.indonesian import WIT

ENDLESS = 10**6
"""More minutes than any term holds: to ask how many sessions there are."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the calendar holds for one order. Minutes throughout.

    `fits` are planned by `blocks` (all of them, or the most that was found); nothing lawful places more than `bound`.
    When it fits: `spare_minutes` in `spare_sessions` could be missed and made up with the places now free, and work
    that begins on `start_by` at the latest still ends in time (one such plan was found; a later day may exist).
    When it does not: `stretches` say where the time is, `causes` why (heaviest first), `mends` what would help, each
    alone, in the order of who has to decide.
    """

    need: Need
    blocks: tuple[Block, ...]
    fits: int
    bound: int
    spare_minutes: int = 0
    spare_sessions: int = 0
    thin: bool = False
    start_by: date | None = None
    stretches: tuple[Stretch, ...] = ()
    by_month: bool = False
    causes: tuple[Reason, ...] = ()
    mends: tuple[Mend, ...] = ()

    @property
    def verdict(self) -> str:
        """fits, short or open."""
        if self.fits >= self.need.minutes:
            return "fits"
        return "short" if self.bound < self.need.minutes else "open"

    @property
    def short_minutes(self) -> int:
        """Minutes of the need for which no plan was found."""
        return self.need.minutes - self.fits

    @property
    def least_short(self) -> int:
        """Minutes that no plan whatever could place."""
        return max(0, self.need.minutes - self.bound)

    @property
    def exact(self) -> bool:
        """True when nothing lies between what was found and what is possible."""
        return self.fits >= min(self.bound, self.need.minutes)


def prove(
    problem: Problem, key: str, *, costs: Mapping[str, int] = COSTS, supervised: frozenset[str] = frozenset()
) -> Proof:
    """The proof for one need of the problem, with the places that its openings have left; the other needs stay as told.

    `costs`: rank of who decides a mend. `supervised`: sites whose places are limited by their supervisors.
    KeyError when the problem holds no such need; `UnlawfulPlan` when the checker refuses the plan found.
    """
    need = {one.key: one for one in problem.needs}[key]
    book = Book(problem)
    suitable = suitable_keys(problem, need)
    capacity = capacity_of(book, need, suitable)
    attempt = _most(book, need, suitable) if capacity.bound < need.minutes else choose(book, need, suitable)
    sessions = attempt.trial.cut() if attempt.trial.placed else []
    blocks = tuple(explained(problem, attempt, sessions))
    _checked(problem, need, blocks)
    proof = Proof(need, blocks, sum(block.minutes for block in blocks), capacity.bound, thin=attempt.thin)
    if proof.verdict == "fits":
        return _with_slack(book, proof, attempt.sites, suitable)
    return replace(
        proof,
        stretches=capacity.stretches,
        by_month=capacity.by_month,
        causes=causes(capacity, suitable),
        mends=remedies(book, need, proof.fits, costs=costs, supervised=supervised),
    )


def _most(book: Book, need: Need, suitable: list[str]) -> Attempt:
    if not suitable or not need.minutes:
        return Attempt(need, [], Trial(need.minutes, 1))
    return tried(book, need, suitable, True, suitable)


def _checked(problem: Problem, need: Need, blocks: Sequence[Block]) -> None:
    """The independent checker on this plan alone; what does not fill the need is looked at as a part of it."""
    planned = sum(block.minutes for block in blocks)
    used = {block.opening for block in blocks}
    alone = replace(
        problem,
        needs=tuple(replace(one, partial=True) if one.key == need.key else one for one in problem.needs),
        openings=tuple(opening for opening in problem.openings if opening.key in used),
    )
    answers = {one.key: Answer(0, 0) for one in problem.needs}
    answers[need.key] = Answer(planned, need.minutes - planned, sessions=len(blocks))
    violations = check(alone, Proposal(tuple(blocks), answers))
    if violations:
        raise UnlawfulPlan(violations)


def _with_slack(book: Book, proof: Proof, sites: list[str], suitable: list[str]) -> Proof:
    if not proof.blocks:
        return proof
    spare = _after(book, proof, suitable)
    return replace(
        proof,
        spare_minutes=sum(session.minutes for session in spare),
        spare_sessions=len(spare),
        start_by=_start_by(book, proof.need, sites, proof.blocks[0].start.astimezone(WIT).date()),
    )


def _after(book: Book, proof: Proof, suitable: list[str]) -> list[Session]:
    """Further sessions after the plan, at any suitable site, with the places that are free today."""
    need = proof.need
    done = tuple(
        Commitment(block.start, block.start + timedelta(minutes=block.minutes), block.site) for block in proof.blocks
    )
    after = proof.blocks[-1].start.astimezone(WIT).date() + timedelta(days=1)
    if after > need.deadline:
        return []
    origin = need.counted_from or need.earliest
    more = replace(need, earliest=after, already=need.already + done, counted_from=origin, minutes=ENDLESS)
    trial = Walk(book, more).run(suitable)
    return trial.sessions


def _start_by(book: Book, need: Need, sites: list[str], first: date) -> date:
    """The last day found from which everything still fits at the sites of the plan: halving, each step a real plan."""
    low, high = first.toordinal(), need.deadline.toordinal()
    origin = need.counted_from or need.earliest
    while low < high:
        middle = (low + high + 1) // 2
        later = replace(need, earliest=date.fromordinal(middle), counted_from=origin)
        if Walk(book, later).run(sites, most=len(sites) > 1).done:
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low)


def causes(capacity: Capacity, suitable: Sequence[str]) -> tuple[Reason, ...]:
    """Why it does not fit: for each limit the stretches that it binds, most minutes missing first."""
    if not suitable:
        return (Reason("because_no_site"),)
    missing: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for stretch in capacity.stretches:
        missing[stretch.binding] += stretch.missing
        count[stretch.binding] += stretch.missing > 0
    unit = "months" if capacity.by_month else "weeks"
    return tuple(
        Reason(f"because_{code}", {"count": count[code], "of": len(capacity.stretches), "unit": unit})
        for code, minutes in missing.most_common()
        if minutes
    )
