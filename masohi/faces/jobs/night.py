"""What the night looks for: odd things of the last weeks, today's random audits, and what must always be true."""

from datetime import timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from masohi.faces.pages import now, today
from masohi.parties.accounts.queries import system_account
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.sales.actions import expire_orders
from masohi.reentry.sales.tidying.actions import forget_buyers
from masohi.work.audits.actions import draw_audits
from masohi.work.duties.queries import neglected
from masohi.work.enforcement.actions import propose_step
from masohi.work.enforcement.queries import orders_to_step
from masohi.work.flags.actions import raise_flags, raise_patterns
from masohi.work.flags.queries import sessions_to_look_at
from masohi.work.invariants.queries import findings
from masohi.work.monthly.pace.actions import raise_alarm
from masohi.work.monthly.pace.queries import alarms_due

LOOK_BACK = timedelta(days=10)  # photos and slips arrive some days after their session


def look_around() -> tuple[int, int]:
    """Flags raised and audits drawn tonight."""
    by, day = system_account(), today()
    raised = [raise_flags(session=one, by=by, at=now()) for one in sessions_to_look_at(day - LOOK_BACK, day)]
    raised.append(raise_patterns(day=day, by=by, at=now()))
    return sum(map(len, raised)), len(draw_audits(day=day, by=by, at=now()))


def warn_of_pace() -> int:
    """Alarms raised tonight about orders that may not end in time (KS-09)."""
    by, day = system_account(), today()
    due = alarms_due(day, parameters_in_force())
    return sum(raise_alarm(due=one, by=by, at=now()) is not None for one in due)


def propose_steps() -> int:
    """Steps of the ladder proposed tonight; issuing them is a person's deed (KS-35)."""
    by = system_account()
    return sum(propose_step(order=one, by=by, at=now()) is not None for one in orders_to_step())


def tidy_shop() -> tuple[int, int]:
    """Orders that nobody paid in time and end tonight, and buyers who are forgotten."""
    by = system_account()
    return expire_orders(by=by, at=now()), forget_buyers(by=by, at=now())


def broken() -> dict[str, list[str]]:
    """By invariant and by duty of the follow-up: where it does not hold."""
    return findings(now()) | neglected(today())


def silences() -> list[str]:
    """What the watchdogs of the settings say tonight: a sentence for everything that has stopped."""
    return [sentence for place in settings.WATCHDOGS if (sentence := import_string(place)(now()))]
