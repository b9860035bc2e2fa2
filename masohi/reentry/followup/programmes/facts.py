"""From which day each way home is open."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from masohi.law.citation import KUHP, Article
from masohi.law.integration import half_served, last_leave_from, leave_from, parole_from
from masohi.law.integration_parameters import FROM_MEMORY
from masohi.law.parameters import Parameters
from masohi.reentry.followup.programmes.terms import Way


class Source(NamedTuple):
    """Where a date comes from, and how sure that is (letters of `law.citation.CONFIDENCE`)."""

    text: str
    confidence: str


SOURCES: Final[Mapping[Way, Source]] = {
    Way.PAROLE: Source(str(Article(KUHP, 72, 1)), "V"),
    Way.LEAVE: Source(FROM_MEMORY, "M"),
    Way.LAST_LEAVE: Source(FROM_MEMORY, "M"),
    Way.ASSIMILATION: Source(FROM_MEMORY, "M"),
}

OPENS: Final[Mapping[Way, Callable[..., date | None]]] = {
    Way.PAROLE: parole_from,
    Way.LEAVE: leave_from,
    Way.LAST_LEAVE: last_leave_from,
}


def earliest(way: str, first: date, last: date, *, day: date, parameters: Parameters) -> date | None:
    """The first day on which this way home is open, by the numbers in force on `day`; None where a term is not for it.

    >>> from masohi.law.parameters import DEFAULTS
    >>> earliest(Way.PAROLE, date(2026, 3, 1), date(2028, 2, 28), day=date(2026, 3, 2), parameters=DEFAULTS)
    datetime.date(2027, 7, 1)
    >>> earliest(Way.PAROLE, date(2026, 3, 1), date(2026, 8, 31), day=date(2026, 3, 2), parameters=DEFAULTS) is None
    True
    """
    if way == Way.ASSIMILATION:
        found: date | None = half_served(first, last)
    else:
        found = OPENS[Way(way)](first, last, day=day, parameters=parameters)
    return found if found is not None and found <= last else None
