"""`python -m masohi.planning.city.warm`: compile the search once, so that nobody waits for it at the counter."""

from typing import Any

from masohi.planning.city.judge import judge
from masohi.planning.city.solve import solve

MINIATURE: dict[str, Any] = {
    "format": "kersos-sched/1",
    "name": "satu orang",
    "horizon_days": 28,
    "params": {
        "min_block_hours": 2,
        "max_hours_day": {"A": 8, "C": 4},
        "supervisor_ratio": {"A": 10, "C": 5},
        "risk_block_hours": 4,
        "weights": {
            "unplaced_hour": 1000,
            "risk_hour": 100,
            "disturb_near": 20,
            "disturb_far": 5,
            "travel_min": 0.1,
            "irregularity": 5,
            "supervisor": 5,
        },
    },
    "holidays": [],
    "opds": [{"id": "dinas", "pool": {"AM": [1] * 7}}],
    "sites": [
        {
            "id": "pantai",
            "opd": 0,
            "commercial": False,
            "hazards": [],
            "regimes": ["A"],
            "gender_separated": False,
            "resident_supervisor": False,
            "sessions": [{"k": "AM", "shift": "AM", "wd": [0, 3], "start": 8, "end": 12, "places": 2}],
            "closed_days": [],
        }
    ],
    "orders": [
        {
            "id": "perkara",
            "class": "AM",
            "hours": 16,
            "release": 0,
            "deadline": 28,
            "weekly_max": 8,
            "restrictions": [],
            "blocked": [],
            "blocked_days": [],
            "absence": 0.2,
            "reach": [["pantai", 10]],
            "excluded_sites": [],
        }
    ],
    "exclusion_pairs": [],
    "announced": [],
    "pinned": [],
}


def warm() -> float:
    """Plan one person twice, from nothing and from what was announced: the score, the same both times."""
    first = solve(MINIATURE, rounds=10)
    again = solve({**MINIATURE, "announced": first["assignments"]}, rounds=10)
    return float(judge(MINIATURE, again)["score"])


if __name__ == "__main__":
    warm()
