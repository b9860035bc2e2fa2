"""When a plan may begin, whose name an office reads, and what is nearest to somebody's home."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import cos, hypot, radians
from typing import Final, TypeVar

from masohi.law.counting import age_on
from masohi.reentry.followup.terms import Shared
from masohi.writing.indonesian import initials, number

Point = tuple[float, float]
Key = TypeVar("Key")
KM_A_DEGREE: Final = 111.195


def plan_from(release_on: date, days: int) -> date:
    """The first day on which somebody who is released on `release_on` is prepared for it.

    >>> plan_from(date(2027, 1, 31), 90)
    datetime.date(2026, 11, 2)
    """
    return release_on - timedelta(days=days)


def told(
    fields: Iterable[str], *, name: str, child: bool, phone: str, village: str, birth: date | None, day: date
) -> dict[str, str]:
    """What an office reads about somebody: the fields it may know and no other; of a child initials and no phone.

    >>> given = {"name": "Yohanis Kanari", "phone": "+62811", "village": "Latuhalat", "birth": date(2010, 5, 1)}
    >>> told(["nama", "hp", "umur"], **given, child=True, day=date(2026, 10, 5))
    {'nama': 'Y.K.', 'umur': '16'}
    >>> told(["kelurahan"], **given, child=False, day=date(2026, 10, 5))
    {'nama': 'Y.K.', 'kelurahan': 'Latuhalat'}
    """
    may = set(fields)
    found = {Shared.NAME.value: name if Shared.NAME in may and not child else initials(name)}
    if Shared.PHONE in may and phone and not child:
        found[Shared.PHONE.value] = phone
    if Shared.VILLAGE in may and village:
        found[Shared.VILLAGE.value] = village
    if Shared.AGE in may and birth is not None:
        found[Shared.AGE.value] = number(age_on(birth, day))
    return found


def apart_km(one: Point, other: Point) -> float:
    """Kilometres between two points (latitude, longitude) of one island, as the crow flies.

    >>> round(apart_km((-3.70, 128.18), (-3.64, 128.20)), 1)
    7.0
    """
    east = (other[1] - one[1]) * cos(radians(one[0]))
    return KM_A_DEGREE * hypot(other[0] - one[0], east)


def nearest(home: Point, places: Mapping[Key, Point]) -> Key | None:
    """The key of the place nearest to `home` (latitude, longitude), None without places; ties by order given.

    >>> nearest((-3.70, 128.18), {"Teluk": (-3.64, 128.20), "Sirimau": (-3.69, 128.19)})
    'Sirimau'
    >>> nearest((0, 0), {}) is None
    True
    """
    return min(places, key=lambda key: apart_km(home, places[key]), default=None)
