"""Plan 500 orders on 60 sites over 26 weeks, beside plain first come, first served on the same problem.

    python -m bench.planning.alone [--orders 500] [--sites 60] [--seed 7]

Prints one JSON line: seconds and peak memory of each, and how many orders get a plan that ends before their deadline.
"""

import argparse
import json
import random
import resource
import time
from datetime import date, timedelta

from masohi.planning.book import Book
from masohi.planning.checker import check
from masohi.planning.feasibility import suitable_keys
from masohi.planning.limits import Limits
from masohi.planning.placement import propose
from masohi.planning.terms import Need, Pattern, Problem, Site, Window, every_day
from masohi.planning.walk import Walk
from masohi.planning.weekly import WeeklySlot, openings

START = date(2026, 2, 2)
LAST = START + timedelta(days=181)
HOLIDAYS = frozenset({date(2026, 2, 17), date(2026, 3, 19), date(2026, 3, 20), date(2026, 4, 3), date(2026, 5, 1)})
FRIDAY_PRAYER, SUNDAY_SERVICE = Window(4, 690, 810), Window(6, 480, 720)


def made_up(orders: int, sites: int, seed: int) -> Problem:
    """A fictional city: most sites two slots on some weekdays, orders of 8 to 240 hours, many with work or school."""
    rng = random.Random(seed)
    places = tuple(_site(rng, number) for number in range(sites))
    slots = [slot for site in places for slot in _slots(rng, site)]
    limits = Limits()
    return Problem(
        needs=tuple(_need(rng, number) for number in range(orders)),
        sites=places,
        openings=openings(slots, places, START, LAST, limits=limits, holidays=HOLIDAYS),
        limits=limits,
        worship=(FRIDAY_PRAYER, SUNDAY_SERVICE),
        night=every_day(18 * 60 + 30, 6 * 60),
        holidays=HOLIDAYS,
    )


def _site(rng: random.Random, number: int) -> Site:
    hazards = frozenset(hazard for hazard in ("heavy", "water", "smell") if rng.random() < 0.25)
    lat, lon = -3.79 + rng.random() * 0.2, 128.05 + rng.random() * 0.23
    return Site(f"S{number:02}", lat, lon, hazards=hazards, indoor=rng.random() < 0.4)


def _slots(rng: random.Random, site: Site) -> list[WeeklySlot]:
    found = []
    for weekday in range(7):
        for part, start, minutes in (("pagi", 480, 240), ("sore", 780, rng.choice((180, 240)))):
            if rng.random() < (0.55 if weekday < 6 else 0.2):
                key = f"{site.key}-{weekday}-{part}"
                found.append(WeeklySlot(key, site.key, weekday, start, minutes, rng.randint(2, 8), supervisors=1))
    return found


def _need(rng: random.Random, number: int) -> Need:
    days = 179 if rng.random() < 0.6 else rng.choice((59, 89, 119))
    earliest = START + timedelta(days=rng.randint(0, 14))
    hours = rng.choice((16, 24, 40, 60, 80, 100, 120, 150, 240))
    job = tuple(Window(weekday, 420, 1020) for weekday in rng.sample(range(6), rng.choice((0, 0, 3, 4))))
    rhythm = rng.choice((Pattern(), Pattern(), Pattern(days_per_week=2), Pattern(days_per_week=3), Pattern(None, 10)))
    return Need(
        key=f"O{number:03}",
        minutes=hours * 60,
        earliest=earliest,
        deadline=min(earliest + timedelta(days=days), LAST),
        minutes_a_day=rng.choice((None, 240, 300, 480)),
        pattern=rhythm,
        unavailable=job,
        limits=frozenset(limit for limit in ("heavy", "sun") if rng.random() < 0.1),
        home=(-3.79 + rng.random() * 0.2, 128.05 + rng.random() * 0.23),
        received=START - timedelta(days=rng.randint(0, 30)),
    )


def first_come(problem: Problem) -> int:
    """Orders as they were received, each at the first site of the list that is open that day; the orders completed."""
    book, finished = Book(problem), 0
    for need in sorted(problem.needs, key=lambda need: (need.received or need.earliest, need.key)):
        keys = sorted(suitable_keys(problem, need))
        trial = Walk(book, need).run(keys)
        book.promise(need, trial.cut())
        finished += trial.done
    return finished


def peak_mib() -> float:
    """The highest memory of this process so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def main() -> None:
    """Run both and print."""
    parser = argparse.ArgumentParser()
    for name, default in (("--orders", 500), ("--sites", 60), ("--seed", 7)):
        parser.add_argument(name, type=int, default=default)
    chosen = parser.parse_args()
    problem = made_up(chosen.orders, chosen.sites, chosen.seed)
    began = time.perf_counter()
    completed = first_come(problem)
    between = time.perf_counter()
    proposal = propose(problem)
    ended = time.perf_counter()
    answers = proposal.answers.values()
    print(
        json.dumps(
            {
                "orders": chosen.orders,
                "sites": chosen.sites,
                "openings": len(problem.openings),
                "seconds": round(ended - between, 2),
                "peak_mib": peak_mib(),
                "planned": sum(answer.complete for answer in answers),
                "thin": sum(answer.thin for answer in answers),
                "infeasible": sum(not answer.complete for answer in answers),
                "short_hours": sum(answer.short_minutes for answer in answers) // 60,
                "sessions": len(proposal.blocks),
                "violations": len(check(problem, proposal)),
                "first_come": {"seconds": round(between - began, 2), "planned": completed},
            }
        )
    )


if __name__ == "__main__":
    main()
