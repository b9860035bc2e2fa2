"""Small made-up towns for the planning tests: every value fictional, every random one from a seed."""

import random
from datetime import date, datetime, timedelta

from masohi.planning.limits import Limits
from masohi.planning.terms import Commitment, Need, Pattern, Problem, Site, Window, every_day
from masohi.planning.weekly import WeeklySlot, openings
from masohi.writing.indonesian import WIT

MONDAY = date(2026, 2, 2)
HOME = (-3.700, 128.180)
LIMITS = Limits()


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in WIT."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WIT)


def site(key="dekat", east=0.0, **values) -> Site:
    """A site `east` degrees from home, indoors."""
    return Site(key, HOME[0], HOME[1] + east, **{"indoor": True, **values})


def slot(where="dekat", weekday=0, hour=8, minutes=240, places=10, **values) -> WeeklySlot:
    return WeeklySlot(f"{where}-{weekday}-{hour}", where, weekday, hour * 60, minutes, places, **values)


def daily(where="dekat", hour=8, minutes=480, places=10, weekdays=range(7)) -> list[WeeklySlot]:
    return [slot(where, weekday, hour, minutes, places) for weekday in weekdays]


def need(hours=40.0, days=60, key="satu", **values) -> Need:
    """An order from Monday 2 February 2026; `days` counts both ends."""
    fixed = {"home": HOME, "earliest": MONDAY, **values}
    deadline = fixed.pop("deadline", MONDAY + timedelta(days=days - 1))
    return Need(key, round(hours * 60), deadline=deadline, **fixed)


def town(needs, sites=None, slots=None, until=MONDAY + timedelta(days=200), **values) -> Problem:
    """A problem whose openings are those of the slots; one site open every day from eight to four by default."""
    needs = needs if isinstance(needs, (list, tuple)) else [needs]
    sites = tuple(sites or [site()])
    dated = openings(slots or daily(), sites, MONDAY, until, limits=values.get("limits", LIMITS))
    return Problem(tuple(needs), sites, dated, **values)


def random_town(seed: int, orders: int, days: int = 42) -> Problem:
    """Few places, many rules: everything that can stand in the way does so for somebody."""
    rng = random.Random(seed)
    sites = [_site(rng, number) for number in range(rng.randint(1, 6))]
    slots = [one for where in sites for one in _slots(rng, where.key)]
    limits = Limits(min_session_minutes=rng.choice((60, 120, 120, 150)), reserve_percent=rng.choice((0, 10, 25)))
    last = MONDAY + timedelta(days=days - 1)
    holidays = frozenset(_day(rng, days) for _ in range(rng.randint(0, 3)))
    return Problem(
        needs=tuple(_need(rng, number, orders, days, sites) for number in range(orders)),
        sites=tuple(sites),
        openings=openings(slots, sites, MONDAY, last, limits=limits, holidays=frozenset(sorted(holidays)[:1])),
        limits=limits,
        worship=tuple(rng.sample([Window(4, 690, 810), Window(6, 480, 720), Window(5, 1080, 1440)], rng.randint(0, 3))),
        night=every_day(18 * 60, 6 * 60) if rng.random() < 0.5 else (),
        holidays=holidays,
    )


def _day(rng, days):
    return MONDAY + timedelta(days=rng.randrange(days))


def _site(rng, number):
    return Site(
        f"t{number}",
        HOME[0] + rng.uniform(-0.05, 0.05),
        HOME[1] + rng.uniform(-0.05, 0.05),
        hazards=frozenset(rng.sample(("heavy", "water"), rng.randint(0, 2))) if rng.random() < 0.3 else frozenset(),
        indoor=rng.random() < 0.6,
        commercial=rng.random() < 0.05,
        accepts=frozenset({"A"}) if rng.random() < 0.9 else frozenset({"C"}),
        closed_days=frozenset(_day(rng, 42) for _ in range(rng.randint(0, 3))),
    )


def _slots(rng, where):
    return [
        WeeklySlot(
            f"{where}-{weekday}-{start}",
            where,
            weekday,
            start + rng.choice((0, 0, 15, 60)),
            rng.choice((90, 120, 180, 240, 300, 480)),
            rng.randint(0, 4),
            supervisors=rng.choice((None, 1)),
        )
        for weekday in range(7)
        for start in (420, 780, 1140)
        if rng.random() < 0.5
    ]


def _need(rng, number, orders, days, sites):
    earliest = MONDAY + timedelta(days=rng.randint(0, 10))
    pattern = rng.choice(
        (
            Pattern(),
            Pattern(days_per_week=rng.randint(1, 4)),
            Pattern(days_per_30_days=rng.randint(3, 12)),
            Pattern(2, 7),
            Pattern(weekdays=frozenset(rng.sample(range(7), 3))),
        )
    )
    return Need(
        key=f"p{number:02}",
        minutes=rng.choice((45, 60, 200, 300, 450, 480, 485, 600, 960, 1200, 2400)),
        earliest=earliest,
        deadline=earliest + timedelta(days=rng.randint(0, days)),
        minutes_a_day=rng.choice((None, None, 150, 240, 300, 480)),
        pattern=pattern,
        unavailable=tuple(_window(rng) for _ in range(rng.randint(0, 4))),
        blocked_days=frozenset(_day(rng, days) for _ in range(rng.randint(0, 4))),
        limits=frozenset(rng.sample(("heavy", "sun", "water"), rng.choice((0, 0, 0, 1, 2)))),
        fixed_site=rng.choice(sites).key if rng.random() < 0.1 else None,
        excluded_sites=frozenset({rng.choice(sites).key}) if rng.random() < 0.1 else frozenset(),
        home=None if rng.random() < 0.1 else HOME,
        already=tuple(_commitment(rng, earliest, sites) for _ in range(rng.choice((0, 0, 1, 3)))),
        person=f"o{rng.randrange(orders)}" if rng.random() < 0.2 else "",
        night_allowed=rng.random() < 0.2,
        partial=rng.random() < 0.2,
    )


def _window(rng):
    start = rng.randrange(0, 1380, 15)
    return Window(rng.randrange(7), start, min(1440, start + rng.randrange(30, 600, 15)))


def _commitment(rng, earliest, sites):
    start = at(earliest, rng.randrange(24)) + timedelta(days=rng.randint(-2, 12), minutes=rng.randrange(0, 60, 5))
    place = rng.choice([None, *(one.key for one in sites)])
    return Commitment(start, start + timedelta(minutes=rng.randrange(60, 480, 5)), place, rng.random() < 0.6)
