"""What bounds a plan and what weighs in it: the numbers that law, policy and an office set, told by the caller."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each objective costs when the whole city is planned (design: planning, section 3).

    An hour not placed, an expected hour at risk, an announced session moved within `near_days` or later, a minute of
    travel, a point of irregularity, a supervisor sent out, an order that cannot be finished.
    """

    unplaced_hour: int = 1000
    risk_hour: int = 100
    disturb_near: int = 20
    disturb_far: int = 5
    travel_min: float = 0.1
    irregularity: int = 5
    supervisor: int = 5
    unfinished_order: int = 0
    near_days: int = 14


@dataclass(frozen=True, slots=True)
class Limits:
    """What law and policy allow, in minutes; `reserve_percent` of an order's sessions must remain possible after it.

    KUHP 85(5) with 185 gives the two caps; the shortest session and the reserve are policy.
    """

    minutes_a_day: int = 480
    minutes_in_24h: int = 480
    min_session_minutes: int = 120
    reserve_percent: int = 10
    supervisor_ratio: int = 10
