"""What the night looks for: odd things of the last weeks, today's random audits, and what must always be true."""

from datetime import timedelta

from masohi.faces.pages import now, today
from masohi.parties.accounts.queries import system_account
from masohi.work.audits.actions import draw_audits
from masohi.work.flags.actions import raise_flags, raise_patterns
from masohi.work.flags.queries import sessions_to_look_at
from masohi.work.invariants.queries import findings

LOOK_BACK = timedelta(days=10)  # photos and slips arrive some days after their session


def look_around() -> tuple[int, int]:
    """Flags raised and audits drawn tonight."""
    by, day = system_account(), today()
    raised = [raise_flags(session=one, by=by, at=now()) for one in sessions_to_look_at(day - LOOK_BACK, day)]
    raised.append(raise_patterns(day=day, by=by, at=now()))
    return sum(map(len, raised)), len(draw_audits(day=day, by=by, at=now()))


def broken() -> dict[str, list[str]]:
    """By invariant: where it does not hold."""
    return findings(now())
