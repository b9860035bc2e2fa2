"""How much room a made-up city has: in a week of the whole city, and for one person."""

SHARE_OF_OWN_TIME = 0.77
"""The most that an order may hold of what its own week allows in the whole weeks that are left."""
SHARE_OF_A_NEW_ORDER = 0.62
"""The same when an order is fresh, so that who misses one in five can still end in time where places abound."""


def weekly_capacity(instance_sites: list[dict], opds: list[dict]) -> float:
    """Person hours a week: all places of sites with a resident supervisor, the best that the pools can open elsewhere."""
    hours, roving = 0.0, {}
    for site in instance_sites:
        for slot in site["sessions"] if not site["commercial"] else ():
            worth = slot["places"] * (slot["end"] - slot["start"])
            for day in slot["wd"]:
                if site["resident_supervisor"]:
                    hours += worth
                else:
                    roving.setdefault((site["opd"], slot["shift"], day), []).append(worth)
    for (opd, shift, day), worths in roving.items():
        hours += sum(sorted(worths, reverse=True)[: opds[opd]["pool"][shift][day]])
    return hours


def possible(order: dict, sites: list[dict], share: float = SHARE_OF_OWN_TIME) -> int:
    """So much of what this person's week allows, at sites in reach and beside work and worship, in whole weeks left."""
    near = {key for key, _ in order["reach"]} - set(order["excluded_sites"])
    weeks = [week_of(order, site) for site in sites if site["id"] in near] or [[0]]
    best = (min(4 if order["class"] == "C" else 8, max(hours)) for hours in zip(*weeks, strict=True))
    return int(share * min(order["weekly_max"], sum(best)) * ((order["deadline"] - order["release"]) // 7))


def week_of(order: dict, site: dict) -> list[int]:
    """Hours on each weekday at this site from the start of its slots until the person must be elsewhere."""
    hours = [0] * 7
    for slot in site["sessions"]:
        for day in slot["wd"]:
            ends = [opens for when, opens, closes in order["blocked"] if when == day and closes > slot["start"]]
            most = min(slot["end"], *ends, 24) - slot["start"]
            hours[day] += most if most >= 2 else 0
    return hours
