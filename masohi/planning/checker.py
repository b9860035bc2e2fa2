"""Every rule once more, from the problem and the blocks alone: written apart from the planner, sharing no step of it.

The planner asks "how long may this be?" in minutes of a private count; this file adds up what was proposed, moment by
moment, in datetimes. A rule that both misunderstand is possible; a slip of one is not missed by the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from masohi.planning.terms import Block, Need, Opening, Problem, Proposal, Site, Window
from masohi.writing.indonesian import WIT

ONE_DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken: its code, the need, and the moment or key where it shows."""

    code: str
    need: str
    where: str


def check(problem: Problem, proposal: Proposal) -> list[Violation]:
    """All violations of a proposal; an empty list means that every rule of the problem holds."""
    needs = {need.key: need for need in problem.needs}
    openings = {opening.key: opening for opening in problem.openings}
    sites = {site.key: site for site in problem.sites}
    found: list[Violation] = []
    sound = []
    for block in proposal.blocks:
        need, opening = needs.get(block.need), openings.get(block.opening)
        if need is None or opening is None or opening.site != block.site:
            found.append(Violation("unknown", block.need, block.opening))
            continue
        sound.append(block)
        codes = [*_opening(block, opening), *_site(need, sites[block.site]), *_date(problem, need, block, sites)]
        codes += _hours(problem, need, block)
        found += [Violation(code, block.need, block.opening) for code in codes]
    found += _capacity(sound, openings)
    found += _mixed(sound, needs, openings)
    by_need: dict[str, list[Block]] = {key: [] for key in needs}
    for block in sound:
        by_need[block.need].append(block)
    for key, blocks in by_need.items():
        found += _order(problem, needs[key], blocks, proposal)
    found += _people(problem, needs, sound)
    return found


def _opening(block: Block, opening: Opening) -> Iterator[str]:
    if block.start < opening.start or _end(block) > opening.start + timedelta(minutes=opening.minutes):
        yield "outside_opening"
    if block.start.astimezone(WIT).date() != (_end(block) - timedelta(minutes=1)).astimezone(WIT).date():
        yield "over_midnight"


def _site(need: Need, site: Site) -> Iterator[str]:
    if site.commercial:
        yield "commercial"
    if need.regime not in site.accepts:
        yield "regime"
    if site.key in need.excluded_sites:
        yield "excluded"
    if need.fixed_site and need.fixed_site != site.key:
        yield "place_fixed"
    if need.limits & site.hazards or ("sun" in need.limits and not site.indoor):
        yield "hazard"


def _date(problem: Problem, need: Need, block: Block, sites: dict[str, Site]) -> Iterator[str]:
    day = block.start.astimezone(WIT).date()
    if not need.earliest <= day <= need.deadline:
        yield "too_early" if day < need.earliest else "too_late"
    if day in problem.holidays:
        yield "holiday"
    if day in sites[block.site].closed_days:
        yield "site_closed"
    if day in need.blocked_days:
        yield "blocked_day"
    if need.pattern.weekdays and day.weekday() not in need.pattern.weekdays:
        yield "weekday"


def _hours(problem: Problem, need: Need, block: Block) -> Iterator[str]:
    if _touches(block, need.unavailable):
        yield "unavailable"
    if _touches(block, problem.worship):
        yield "worship"
    if not need.night_allowed and _touches(block, problem.night):
        yield "night"


def _touches(block: Block, windows: Iterable[Window]) -> bool:
    day = block.start.astimezone(WIT).date()
    midnight = datetime.combine(day, time(), WIT)
    return any(
        block.start < midnight + timedelta(minutes=window.end)
        and midnight + timedelta(minutes=window.start) < _end(block)
        for window in windows
        if window.weekday == day.weekday()
    )


def _capacity(blocks: list[Block], openings: dict[str, Opening]) -> Iterator[Violation]:
    for key, count in Counter(block.opening for block in blocks).items():
        if count > openings[key].places:
            yield Violation("capacity", "", key)


def _mixed(blocks: list[Block], needs: dict[str, Need], openings: dict[str, Opening]) -> Iterator[Violation]:
    """Children and adults never share a session, with each other or with whoever has a place there already."""
    regimes: dict[str, set[str]] = defaultdict(set)
    for block in blocks:
        regimes[block.opening].add(needs[block.need].regime)
    for block in blocks:
        there = regimes[block.opening] | {openings[block.opening].regime} - {""}
        if there != {needs[block.need].regime}:
            yield Violation("mixed", block.need, block.opening)


def _order(problem: Problem, need: Need, blocks: list[Block], proposal: Proposal) -> Iterator[Violation]:
    """Rules of one order: its total, its shortest session, its pattern, its own cap."""
    total = sum(block.minutes for block in blocks)
    answer = proposal.answers.get(need.key)
    if answer is None or answer.planned_minutes != total or answer.sessions != len(blocks):
        yield Violation("answer", need.key, "")
    if total > need.minutes or (total < need.minutes and blocks and not need.partial):
        yield Violation("total", need.key, str(total))
    least = min(problem.limits.min_session_minutes, need.minutes)
    for block in blocks:
        if block.minutes < max(1, least):
            yield Violation("short_session", need.key, block.opening)
    own: list[Span] = [(one.start, one.end) for one in need.already if one.same_order]
    spans = [_span(block) for block in blocks]
    if need.minutes_a_day is not None:
        yield from _over_cap("verdict_cap", need, own, spans, need.minutes_a_day, need.minutes_a_day)
    yield from _over_pattern(need, own, spans)


def _over_pattern(need: Need, own: list[Span], spans: list[Span]) -> Iterator[Violation]:
    worked = {_day(span) for span in spans} | {_day(span) for span in own}
    fresh = worked - {_day(span) for span in own}
    origin = need.counted_from or need.earliest
    weeks = Counter(day.isocalendar()[:2] for day in worked)
    months = Counter((day - origin).days // 30 for day in worked)
    for day in sorted(fresh):
        if need.pattern.days_per_week is not None and weeks[day.isocalendar()[:2]] > need.pattern.days_per_week:
            yield Violation("week_quota", need.key, day.isoformat())
        month = (day - origin).days // 30
        if need.pattern.days_per_30_days is not None and months[month] > need.pattern.days_per_30_days:
            yield Violation("month_quota", need.key, day.isoformat())


def _people(problem: Problem, needs: dict[str, Need], blocks: list[Block]) -> Iterator[Violation]:
    """Rules of one person over all orders: overlap, the law's two caps, one site a day."""
    by_person: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        by_person[needs[block.need].who].append(block)
    for theirs in by_person.values():
        for key in sorted({block.need for block in theirs}):
            need = needs[key]
            mine = [_span(block) for block in theirs if block.need == key]
            others = _known(needs, need)
            others += [_span(block) for block in theirs if block.need != key]
            yield from _overlaps(need, others, mine)
            limits = problem.limits
            yield from _over_cap("law_cap", need, others, mine, limits.minutes_a_day, limits.minutes_in_24h)
            yield from _two_sites(needs, need, theirs)


def _known(needs: dict[str, Need], need: Need) -> list[Span]:
    """The times that any of the person's orders gives as already taken, each once."""
    return sorted({(one.start, one.end) for other in needs.values() if other.who == need.who for one in other.already})


def _overlaps(need: Need, others: list[Span], mine: list[Span]) -> Iterator[Violation]:
    for number, (start, end) in enumerate(mine):
        rivals = others + mine[:number]
        if any(start < other_end and other_start < end for other_start, other_end in rivals):
            yield Violation("overlap", need.key, start.isoformat())


def _two_sites(needs: dict[str, Need], need: Need, blocks: list[Block]) -> Iterator[Violation]:
    places: dict[date, set[str]] = defaultdict(set)
    for one in (one for other in needs.values() if other.who == need.who for one in other.already):
        if one.site is not None:
            places[_day((one.start, one.end))].add(one.site)
    for block in blocks:
        places[_day(_span(block))].add(block.site)
    for day in sorted({_day(_span(block)) for block in blocks if block.need == need.key}):
        if len(places[day]) > 1:
            yield Violation("two_sites", need.key, day.isoformat())


def _over_cap(
    code: str, need: Need, others: list[Span], mine: list[Span], a_day: int, in_24h: int
) -> Iterator[Violation]:
    """Add up each calendar day, and each 24 hours that opens or closes with any session, where a new session lies.

    The 24 hours before and after a new session count too: what was too much there spoils its first or last moment.
    """
    everything = sorted(others + mine)
    for day in sorted({_day(span) for span in mine}):
        midnight = datetime.combine(day, time(), WIT)
        if _worked(everything, midnight, midnight + ONE_DAY) > timedelta(minutes=a_day):
            yield Violation(f"{code}_day", need.key, day.isoformat())
    edges = {start for start, _ in everything} | {end - ONE_DAY for _, end in everything}
    edges |= {start - ONE_DAY for start, _ in mine} | {end for _, end in mine}
    for opens in sorted(edges):
        ours = any(start <= opens + ONE_DAY and opens <= end for start, end in mine)
        if ours and _worked(everything, opens, opens + ONE_DAY) > timedelta(minutes=in_24h):
            yield Violation(f"{code}_24h", need.key, opens.isoformat())


def _worked(spans: list[Span], opens: datetime, closes: datetime) -> timedelta:
    inside = (min(end, closes) - max(start, opens) for start, end in spans if start < closes and opens < end)
    return sum(inside, timedelta())


def _end(block: Block) -> datetime:
    return block.start + timedelta(minutes=block.minutes)


def _span(block: Block) -> Span:
    return block.start, _end(block)


def _day(span: Span) -> date:
    return span[0].astimezone(WIT).date()
