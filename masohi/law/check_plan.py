"""All rules about the sessions of one person: what planning proposes is judged here, independently of how it chose."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from masohi.law import kuhp_85_execution, kuhp_85_hours, kuhp_85_sessions, practice, sppa
from masohi.law.citation import Answer, Finding, listed
from masohi.law.counting import CALENDAR_DAY, Times, day_of, minute_of
from masohi.law.feasibility import deadline_of, minutes_a_day
from masohi.law.order_facts import OrderFacts
from masohi.law.parameters import DEFAULTS, IN_FORCE, Parameters


def check_plan(
    facts: OrderFacts, sessions: Iterable[Times], *, day: date, parameters: Parameters = DEFAULTS
) -> tuple[Finding, ...]:
    """What the law says about planned sessions `(start, end)` (aware times) of one person; empty where all is well.

    Blocks: KS-06, KS-07, KS-08, KS-13, KS-14, KS-15, KS-27, KS-31, for children AN-03. Warns: KS-21, KS-23, KS-25,
    KS-26. `day` is today; the numbers are those of each session's own day.
    """
    plan = sorted(sessions)
    together = [*_order_answers(facts, plan, parameters), *_sum_answers(facts, plan, day, parameters)]
    alone = [answer for start, end in plan for answer in _session_answers(facts, (start, end), day, parameters)]
    return tuple(finding for answer in (*together, *alone) for finding in listed(answer))


def minutes_by_day(sessions: Iterable[Times]) -> dict[date, int]:
    """Minutes of work on each calendar day in WIT; a session over midnight counts on both days."""
    days: dict[date, int] = defaultdict(int)
    for start, end in ((minute_of(start), minute_of(end)) for start, end in sessions):
        while start < end:
            midnight = (start // CALENDAR_DAY + 1) * CALENDAR_DAY
            days[day_of(start)] += min(end, midnight) - start
            start = midnight
    return dict(days)


def number_day(session: Times) -> date:
    """The day whose numbers judge a session: its own, never before the code came into force."""
    return max(day_of(minute_of(session[0])), IN_FORCE)


def _order_answers(facts: OrderFacts, plan: Sequence[Times], parameters: Parameters) -> list[Answer]:
    """The first session against the verdict's final date and the jaksa's order."""
    if not plan:
        return []
    first, on = day_of(minute_of(plan[0][0])), number_day(plan[0])
    return [
        kuhp_85_execution.final_before_start(facts.inkracht_date, start=first, day=on, parameters=parameters),
        kuhp_85_execution.execution_order(facts.execution_order_date, start=first),
        kuhp_85_execution.both_assigned(facts.prosecutor, facts.pk),
    ]


def _sum_answers(facts: OrderFacts, plan: Sequence[Times], day: date, parameters: Parameters) -> list[Answer]:
    """Sessions that may each be lawful and together are not."""
    cap = minutes_a_day(facts, day=day, parameters=parameters)
    last = number_day(plan[-1]) if plan else max(day, IN_FORCE)
    return [
        kuhp_85_sessions.overlapping_sessions(plan),
        kuhp_85_hours.hours_in_24(plan, day=last, parameters=parameters),
        *(
            kuhp_85_hours.minutes_on_a_day(minutes, day=max(on, IN_FORCE), verdict_minutes=cap, parameters=parameters)
            for on, minutes in minutes_by_day(plan).items()
        ),
    ]


def _session_answers(facts: OrderFacts, session: Times, day: date, parameters: Parameters) -> list[Answer]:
    """One session against the clock, the deadline and the person's week."""
    (start, end), on = session, number_day(session)
    deadline = deadline_of(facts, day=day, parameters=parameters)
    length = minute_of(end) - minute_of(start)
    return [
        kuhp_85_sessions.times_in_order(start, end),
        kuhp_85_hours.session_before_deadline(start, end, deadline=deadline) if deadline else None,
        kuhp_85_sessions.clash_with_livelihood(start, end, unavailable=facts.person.unavailable),
        practice.worship_time(start, end, day=on, parameters=parameters),
        practice.night_work(start, end, day=on, parameters=parameters),
        kuhp_85_sessions.session_length(length, day=on, parameters=parameters),
        sppa.child_school_and_night(start, end, school=sppa.school_hours(facts), day=on, parameters=parameters)
        if facts.child
        else None,
    ]
