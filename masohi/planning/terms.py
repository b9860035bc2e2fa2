"""The problem of placing people and the proposal that answers it: frozen, without names of persons.

Hours are whole minutes. Moments are aware datetimes. "Day", "weekday" (0 = Monday) and "minute of the day" are those
of WIT (UTC+9). Keys are opaque strings chosen by the caller. Every limit is a number that the caller took from the law.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from masohi.planning.limits import Limits, Weights
from masohi.writing.indonesian import WIT

DAY = 1440
"""Minutes in a day."""

ADULT, CHILD = "A", "C"
"""The regimes of an order: people of the one never share an opening with people of the other."""

SUN = "sun"
"""The hazard that every site without a roof has."""

Value = int | str | date


class Window(NamedTuple):
    """A time of every week: weekday 0 to 6, from and to in minutes of the day, 0 <= start < end <= 1440."""

    weekday: int
    start: int
    end: int


class Commitment(NamedTuple):
    """Work that a person has already done or been told of. `same_order`: it counts for this order's pattern too."""

    start: datetime
    end: datetime
    site: str | None = None
    same_order: bool = True


def every_day(start: int, end: int) -> tuple[Window, ...]:
    """The same window on all seven days; `end` before `start` runs over midnight.

    >>> every_day(18 * 60, 6 * 60)[:2]
    (Window(weekday=0, start=0, end=360), Window(weekday=0, start=1080, end=1440))
    """
    parts = [(start, end)] if start < end else [(0, end), (start, DAY)]
    return tuple(Window(weekday, *part) for weekday in range(7) for part in parts if part[0] < part[1])


class Told(NamedTuple):
    """A session that a person has been told of: the opening's key and the minutes."""

    opening: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Site:
    """A place of work. `accepts`: the regimes it may receive (adults, children); a commercial site receives none."""

    key: str
    lat: float
    lon: float
    hazards: frozenset[str] = frozenset()
    indoor: bool = False
    commercial: bool = False
    accepts: frozenset[str] = frozenset({ADULT})
    closed_days: frozenset[date] = frozenset()

    @property
    def all_hazards(self) -> frozenset[str]:
        """The hazards listed, and the sun where there is no roof."""
        return self.hazards if self.indoor else self.hazards | {SUN}


@dataclass(frozen=True, slots=True)
class Opening:
    """One session of one site on one day, with the places still free. A place is held for the whole opening.

    `regime`: the regime of the people who have a place there already; empty while nobody has.
    """

    key: str
    site: str
    day: date
    start: datetime
    minutes: int
    places: int
    regime: str = ""

    def open_to(self, regime: str) -> bool:
        """Whether somebody of this regime shares it with nobody of another."""
        return self.regime in ("", regime)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The rhythm the verdict sets. None or empty means that the verdict does not limit it.

    A week runs from Monday to Sunday; thirty days (one *Bulan*, KUHP 184) are counted from `Need.counted_from`.
    """

    days_per_week: int | None = None
    days_per_30_days: int | None = None
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Need:
    """What is still to be planned of one order, between two lawful days, both included.

    `minutes_a_day` is the verdict's cap, held on the calendar day and in any 24 hours. `already` is everything that
    the person has done or been told of, for this order or another. Orders of one person share `person`, and then
    what one of them says is known to all.
    `announced` may be moved at a price, `pinned` must stay as it is: both are part of `minutes` and none of `already`.
    `forbidden` holds keys of openings that are not for this person. `absence`: of a hundred planned sessions, how many
    are expected to be missed. `minutes_a_week`: what the PK allows in a calendar week.
    `lawful_end`: the last day that the law itself allows, when the verdict's `deadline` is earlier.
    With `partial` an order that cannot be completed keeps the sessions that fit; without it gets none.
    """

    key: str
    minutes: int
    earliest: date
    deadline: date
    minutes_a_day: int | None = None
    pattern: Pattern = Pattern()
    unavailable: tuple[Window, ...] = ()
    blocked_days: frozenset[date] = frozenset()
    limits: frozenset[str] = frozenset()
    fixed_site: str | None = None
    excluded_sites: frozenset[str] = frozenset()
    home: tuple[float, float] | None = None
    received: date | None = None
    already: tuple[Commitment, ...] = ()
    regime: str = ADULT
    person: str = ""
    counted_from: date | None = None
    lawful_end: date | None = None
    night_allowed: bool = False
    partial: bool = False
    announced: tuple[Told, ...] = ()
    pinned: tuple[Told, ...] = ()
    forbidden: frozenset[str] = frozenset()
    absence: int = 20
    minutes_a_week: int | None = None

    @property
    def who(self) -> str:
        """The person whose hours these are."""
        return self.person or self.key


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything `propose` may know. `worship` and `night` are times when nobody is sent to work.

    Raises ValueError when keys repeat, an opening names no site, or a moment is naive or on another day.
    """

    needs: tuple[Need, ...]
    sites: tuple[Site, ...]
    openings: tuple[Opening, ...]
    limits: Limits = field(default_factory=Limits)
    worship: tuple[Window, ...] = ()
    night: tuple[Window, ...] = ()
    holidays: frozenset[date] = frozenset()
    weights: Weights = field(default_factory=Weights)

    def __post_init__(self) -> None:
        for things in (self.needs, self.sites, self.openings):
            keys = {thing.key for thing in things}
            if len(keys) != len(things):
                raise ValueError("a key occurs twice")
        sites = {site.key for site in self.sites}
        for opening in self.openings:
            if opening.site not in sites:
                raise ValueError(f"opening {opening.key} names no site")
            if day_number(opening.day) != minute_of(opening.start) // DAY:
                raise ValueError(f"opening {opening.key} starts on another day")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code of `sentences` and its values (minutes, metres, counts, dates, site keys)."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal(Reason):
    """Why not: `site` or `opening` is the one refused; both None when the whole day is."""

    site: str | None = None
    opening: str | None = None


@dataclass(frozen=True, slots=True)
class Mend(Reason):
    """What would help an order that cannot be completed: `gains` minutes more would fit; `closes`: then all fits."""

    gains: int = 0
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One session of one order: it begins with its opening and lasts `minutes`."""

    need: str
    opening: str
    site: str
    start: datetime
    minutes: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one order.

    `planned_minutes` + `short_minutes` is the need, except without `partial`, where an order that does not fit plans
    nothing and `short_minutes` still says only what does not fit. `spare_sessions` could be attended after `finish`.
    `thin`: it fits, but with less to spare than the reserve. `refusals`: nearer sites that were not chosen.
    """

    planned_minutes: int
    short_minutes: int
    sessions: int = 0
    finish: date | None = None
    spare_sessions: int = 0
    thin: bool = False
    reasons: tuple[Reason, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    mends: tuple[Mend, ...] = ()

    @property
    def complete(self) -> bool:
        """True when every minute of the need is planned."""
        return self.short_minutes == 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Blocks in order of start, and one answer for each need."""

    blocks: tuple[Block, ...]
    answers: Mapping[str, Answer]

    def of(self, need: str) -> tuple[Block, ...]:
        """The blocks of one need, earliest first."""
        return tuple(block for block in self.blocks if block.need == need)


def day_number(day: date) -> int:
    """Days since a fixed Monday, so that number % 7 is the weekday.

    >>> day_number(date(2026, 2, 9)) % 7, date(2026, 2, 9).weekday()
    (0, 0)
    """
    return day.toordinal() - 1


def day_of(number: int) -> date:
    """The inverse of `day_number`."""
    return date.fromordinal(number + 1)


def minute_of(moment: datetime) -> int:
    """Minutes of WIT since the start of day number 0; ValueError for a naive moment.

    >>> minute_of(datetime(2026, 2, 9, 8, 30, tzinfo=WIT)) % DAY
    510
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    local = moment.astimezone(WIT)
    return day_number(local.date()) * DAY + local.hour * 60 + local.minute


def interval_of(commitment: Commitment) -> tuple[int, int]:
    """Start and end in WIT minutes, rounded outwards to whole minutes."""
    end = commitment.end
    return minute_of(commitment.start), minute_of(end) + (end.second > 0 or end.microsecond > 0)
