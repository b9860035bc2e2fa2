"""Which sites a person may be sent to, and how far they are. Nothing here depends on the day."""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from masohi.planning.terms import Need, Refusal, Site

EARTH_METRES = 6_371_000


def site_refusal(need: Need, site: Site) -> Refusal | None:
    """Why this person may never work at this site, or None. A place fixed by the judge excludes all others.

    >>> from datetime import date
    >>> need = Need("n", 480, date(2026, 2, 2), date(2026, 3, 2), limits=frozenset({"sun"}))
    >>> site_refusal(need, Site("pantai", -3.7, 128.2)).code
    'hazard'
    """
    hazards = need.limits & site.all_hazards
    tests = (
        ("place_fixed", need.fixed_site not in (None, site.key)),
        ("commercial", site.commercial),
        ("regime", need.regime not in site.accepts),
        ("excluded", site.key in need.excluded_sites),
        ("hazard", bool(hazards)),
    )
    for code, refused in tests:
        if refused:
            values = {"hazards": ",".join(sorted(hazards))} if code == "hazard" else {}
            return Refusal(code, values, site=site.key)
    return None


def metres(need: Need, site: Site) -> int | None:
    """Straight distance from home in metres (great circle, whole 10 m); None when home is not known.

    >>> from datetime import date
    >>> need = Need("n", 480, date(2026, 2, 2), date(2026, 3, 2), home=(-3.700, 128.180))
    >>> metres(need, Site("s", -3.700, 128.190))
    1110
    """
    if need.home is None:
        return None
    lat, lon = radians(need.home[0]), radians(need.home[1])
    lat2, lon2 = radians(site.lat), radians(site.lon)
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(half)) / 10) * 10


def nearest_first(need: Need, sites: tuple[Site, ...]) -> list[tuple[int | None, Site]]:
    """All sites with their distance: nearest first, then by key; by key alone when home is not known."""
    found = [(metres(need, site), site) for site in sites]
    return sorted(found, key=lambda pair: (pair[0] or 0, pair[1].key))


class Neighbourhood:
    """The sites in order of distance, worked out once for each home: many people live in one village."""

    def __init__(self, sites: tuple[Site, ...]) -> None:
        self.sites = sites
        self._by_home: dict[tuple[float, float] | None, list[Site]] = {}

    def suitable(self, need: Need) -> Iterator[str]:
        """Keys of the sites where this person may work, nearest first."""
        if need.home not in self._by_home:
            self._by_home[need.home] = [site for _, site in nearest_first(need, self.sites)]
        return (site.key for site in self._by_home[need.home] if site_refusal(need, site) is None)
