"""Everybody in one plan: the city's search behind the same problem and proposal as one person's plan.

The person-by-person plan (`placement`, or `repair` where people already have dates) is the start and the floor: the
result never finishes fewer orders. What the search proposes becomes exact in minutes here and is checked again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from masohi.planning.book import Book, Session
from masohi.planning.checker import check
from masohi.planning.feasibility import suitable_keys
from masohi.planning.placement import Attempt, answered, choose, explained, propose, spare_anywhere
from masohi.planning.repair import repaired
from masohi.planning.terms import Answer, Block, Need, Problem, Proposal, Reason
from masohi.planning.walk import Trial

ROUNDS_EACH = 20
"""Steps of the search for each person when the caller names neither seconds nor rounds."""
MOST_ROUNDS, SHORT = 10_000, 1_500


def propose_together(
    problem: Problem,
    *,
    seconds: float | None = None,
    rounds: int | None = None,
    seed: int = 1,
    start: Proposal | None = None,
) -> Proposal:
    """Sessions for every need, planned together; deterministic unless `seconds` are named. Checked before it leaves.

    `start`: a proposal for the same problem to begin with; without one, people are first planned one by one, and what
    is pinned or announced stays where it can.
    """
    floor = start or _floor(problem)
    if rounds is None and seconds is None:
        rounds = min(MOST_ROUNDS, ROUNDS_EACH * len(problem.needs))
    # The compiled search takes a second to load: whoever plans one person alone never pays for it.
    bridge: Any = import_module("masohi.planning.city.bridge")
    found = bridge.searched(problem, floor, seconds=seconds, rounds=rounds, seed=seed)
    proposal = _proposal(problem, found)
    return proposal if _worth(problem, proposal) >= _worth(problem, floor) else floor


def propose_for_all(problem: Problem) -> Proposal:
    """One after another, as early as possible; everybody together only where that leaves somebody unfinished.

    Short on purpose: whoever proposes plans holds the record for that long (decision 0003).
    """
    alone = propose(problem)
    if len(problem.needs) < 2 or all(answer.complete for answer in alone.answers.values()):
        return alone
    return propose_together(problem, rounds=min(SHORT, ROUNDS_EACH * len(problem.needs)), start=alone)


def _floor(problem: Problem) -> Proposal:
    told = any(need.announced or need.pinned for need in problem.needs)
    return repaired(problem) if told else propose(problem)


def _worth(problem: Problem, proposal: Proposal) -> tuple[int, int, int]:
    """Lawful first, then orders finished, then minutes planned."""
    answers = proposal.answers.values()
    lawful = not check(problem, proposal) and not _unpinned(problem, proposal)
    return int(lawful), sum(answer.complete for answer in answers), sum(answer.planned_minutes for answer in answers)


def _unpinned(problem: Problem, proposal: Proposal) -> int:
    """Pinned sessions that the proposal has lost."""
    have = {(block.need, block.opening, block.minutes) for block in proposal.blocks}
    return sum((need.key, *told) not in have for need in problem.needs for told in need.pinned)


def _proposal(problem: Problem, found: Mapping[str, Sequence[Session]]) -> Proposal:
    """The search's sessions with minutes exact, reasons and answers; who broke a rule is planned alone afterwards."""
    book = Book(problem)
    whole = {need.key: _exact(problem, need, found.get(need.key, ())) for need in problem.needs}
    broken = {violation.need for violation in check(problem, _bare(problem, whole))}
    blocks: list[Block] = []
    answers: dict[str, Answer] = {}
    waiting = []
    for need in problem.needs:
        if need.key in broken or (need.minutes and not whole[need.key]):
            waiting.append(need)
            continue
        book.promise(need, whole[need.key])
        answers[need.key] = _add(problem, book, need, whole[need.key], blocks)
    for need in waiting:
        attempt = choose(book, need, suitable_keys(problem, need))
        sessions = attempt.trial.cut() if attempt.trial.done or need.partial else []
        book.promise(need, sessions)
        planned = explained(problem, attempt, sessions)
        blocks += planned
        answers[need.key] = answered(book, attempt, planned)
    blocks.sort(key=lambda block: (block.start, block.need, block.opening))
    return Proposal(tuple(blocks), {need.key: answers[need.key] for need in problem.needs})


def _exact(problem: Problem, need: Need, sessions: Sequence[Session]) -> list[Session]:
    """Minutes to the minute: the search rounds up, the longest sessions that may be shorter give the difference back.

    An order that cannot be completed keeps what fits only where it may stay partial.
    """
    kept = sorted(sessions)
    pinned = {told.opening for told in need.pinned}
    over = sum(session.minutes for session in kept) - need.minutes
    least = max(1, min(problem.limits.min_session_minutes, need.minutes))
    while over > 0:
        free = [at for at, one in enumerate(kept) if problem.openings[one.opening].key not in pinned]
        if not free:
            break
        at = max(free, key=lambda index: (kept[index].minutes, index))
        less = min(over, kept[at].minutes - least)
        if less <= 0:
            kept.pop(at)
            break
        kept[at] = kept[at]._replace(minutes=kept[at].minutes - less)
        over -= less
    short = need.minutes - sum(session.minutes for session in kept)
    return kept if short == 0 or need.partial else []


def _bare(problem: Problem, whole: Mapping[str, Sequence[Session]]) -> Proposal:
    """Blocks without reasons, for the checker."""
    blocks, answers = [], {}
    for need in problem.needs:
        for session in whole[need.key]:
            opening = problem.openings[session.opening]
            blocks.append(Block(need.key, opening.key, session.site, opening.start, session.minutes))
        planned = sum(session.minutes for session in whole[need.key])
        answers[need.key] = Answer(planned, need.minutes - planned, sessions=len(whole[need.key]))
    return Proposal(tuple(blocks), answers)


def _add(problem: Problem, book: Book, need: Need, sessions: list[Session], blocks: list[Block]) -> Answer:
    """Blocks with reasons, and the answer of one need whose sessions the search chose."""
    trial = Trial(need.minutes, 1)
    trial.placed = sum(session.minutes for session in sessions)
    suitable = suitable_keys(problem, need)
    used = sorted({session.site for session in sessions}, key=lambda site: _rank(suitable, site))
    attempt = Attempt(need, used, trial, reach=trial.placed, fits=dict.fromkeys(used[:1], trial.placed))
    if sessions and trial.done:
        attempt.spare = spare_anywhere(book, need, sessions, suitable)
        attempt.thin = attempt.spare < -(-len(sessions) * problem.limits.reserve_percent // 100)
    told = {one.opening for one in need.announced}
    pinned = {one.opening for one in need.pinned}
    planned = [_why(block, told, pinned) for block in explained(problem, attempt, sessions)]
    blocks += planned
    return answered(book, attempt, planned)


def _rank(suitable: list[str], site: str) -> tuple[int, str]:
    return (suitable.index(site) if site in suitable else len(suitable)), site


def _why(block: Block, told: set[str], pinned: set[str]) -> Block:
    """What stood already says so instead of why its date was chosen."""
    if block.opening not in told | pinned:
        return block
    code = "pinned" if block.opening in pinned else "kept_announced"
    return replace(block, reasons=(block.reasons[0], Reason(code), *block.reasons[2:]))
