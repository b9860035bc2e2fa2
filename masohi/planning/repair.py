"""Plan again while people already have dates: what is pinned and told stays wherever it can, the rest is proposed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from masohi.planning.placement import propose
from masohi.planning.terms import Answer, Block, Commitment, Need, Opening, Problem, Proposal
from masohi.writing.indonesian import WIT


def repaired(problem: Problem) -> Proposal:
    """Sessions for every need: pinned ones first, then told ones as far as places and minutes reach, then the rest."""
    openings = {opening.key: opening for opening in problem.openings}
    left = Counter({opening.key: opening.places for opening in problem.openings})
    regimes = {opening.key: opening.regime for opening in problem.openings}
    kept: dict[str, list[Block]] = {}
    for name in ("pinned", "announced"):
        for need in problem.needs:
            own = kept.setdefault(need.key, [])
            told = [one for one in getattr(need, name) if regimes.get(one.opening) in ("", need.regime)]
            taken = _taken(need, told, own, openings, left)
            regimes |= {block.opening: need.regime for block in taken}
            own += taken
    needs = tuple(_rest(need, kept[need.key]) for need in problem.needs)
    free = tuple(
        replace(opening, places=left[opening.key], regime=regimes[opening.key]) for opening in problem.openings
    )
    proposal = propose(replace(problem, needs=needs, openings=free))
    blocks = [*proposal.blocks, *(block for own in kept.values() for block in own)]
    answers = {need.key: _answer(need, proposal, kept[need.key]) for need in problem.needs}
    return Proposal(tuple(sorted(blocks, key=lambda block: (block.start, block.need, block.opening))), answers)


def _taken(
    need: Need, told: Iterable[tuple[str, int]], own: list[Block], openings: dict[str, Opening], left: Counter[str]
) -> list[Block]:
    found: list[Block] = []
    for key, minutes in told:
        room = need.minutes - sum(block.minutes for block in (*own, *found))
        if key in openings and left[key] > 0 and minutes <= room:
            left[key] -= 1
            found.append(Block(need.key, key, openings[key].site, openings[key].start, minutes))
    return found


def _rest(need: Need, kept: list[Block]) -> Need:
    done = tuple(Commitment(block.start, block.start + timedelta(minutes=block.minutes), block.site) for block in kept)
    minutes = need.minutes - sum(block.minutes for block in kept)
    origin = need.counted_from or need.earliest
    return replace(
        need, minutes=minutes, already=need.already + done, counted_from=origin, pinned=(), announced=(), partial=True
    )


def _answer(need: Need, proposal: Proposal, kept: list[Block]) -> Answer:
    """The answer about the rest, counted over everything."""
    rest, blocks = proposal.answers[need.key], [*proposal.of(need.key), *kept]
    planned = sum(block.minutes for block in blocks)
    days = [block.start.astimezone(WIT).date() for block in blocks]
    short = need.minutes - planned
    return replace(
        rest,
        planned_minutes=planned,
        short_minutes=short,
        sessions=len(blocks),
        finish=max(days) if days and not short else None,
    )
