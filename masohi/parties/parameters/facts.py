"""The numbers in force on a day as the planner takes them (masohi.planning): limits, weights, times nobody works."""

from datetime import date
from typing import Any

from masohi.law.parameters import Parameters
from masohi.planning.limits import Limits, Weights
from masohi.planning.terms import Window, every_day


def minute_of_clock(text: str) -> int:
    """Minutes of the day of a clock text.

    >>> minute_of_clock("11:30")
    690
    """
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def limits_on(parameters: Parameters, day: date) -> Limits:
    """The numbers of the law and the office that bind plans made on `day`."""
    return Limits(
        minutes_a_day=int(parameters.value("minutes_a_day", day)),
        minutes_in_24h=int(parameters.value("minutes_a_day", day)),
        min_session_minutes=int(parameters.value("min_session_minutes", day)),
        reserve_percent=int(parameters.value("reserve_percent", day)),
        supervisor_ratio=int(parameters.value("supervisor_ratio", day)),
    )


def weights_on(parameters: Parameters, day: date) -> Weights:
    """What the office holds each fault of a plan to be worth on `day`; announced work is dear for `freeze_days`."""

    def weight(name: str) -> int:
        return int(parameters.value(f"plan_{name}", day))

    return Weights(
        unplaced_hour=weight("unplaced_hour"),
        risk_hour=weight("risk_hour"),
        disturb_near=weight("disturb_near"),
        disturb_far=weight("disturb_far"),
        travel_min=weight("travel_hundred") / 100,
        irregularity=weight("irregularity"),
        supervisor=weight("supervisor"),
        unfinished_order=weight("unfinished_order"),
        near_days=weight("freeze_days"),
    )


def worship(parameters: Parameters, day: date) -> tuple[Window, ...]:
    """Weekly worship hours during which nobody is sent to work (KS-23)."""
    hours: Any = parameters.value("worship_hours", day)
    return tuple(Window(weekday, minute_of_clock(start), minute_of_clock(end)) for weekday, start, end in hours)


def night(parameters: Parameters, day: date) -> tuple[Window, ...]:
    """From sunset to sunrise (KUHP 186); night work needs the jaksa's consent (KS-25)."""
    rise = minute_of_clock(str(parameters.value("sunrise", day)))
    fall = minute_of_clock(str(parameters.value("sunset", day)))
    return every_day(0, rise) + every_day(fall, 1440)
