"""A town with people who work at real sites over months, counted truly, frozen as rows and published by the deeds."""

import random
from datetime import date, datetime

from masohi.parties.organisations.models import Place
from masohi.reports.figures.models import MonthFigure
from masohi.reports.publication.actions import publish_due
from masohi.supply.sites.models import Site
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT

AT = datetime(2026, 11, 6, 9, tzinfo=WIT)
MONTHS = [date(2026, month, 1) for month in (5, 6, 7, 8, 9, 10)]


def sites(host, other, count=12):
    """Sites in all districts under two offices."""
    villages = list(Place.objects.filter(level__in=["kelurahan", "desa/negeri"]).order_by("code"))
    return [
        Site.objects.create(
            code=new_code(),
            slug=f"tempat-{n}",
            name=f"Tempat {n}",
            host=host if n % 3 else other,
            village=villages[n * 4 % len(villages)],
            lat=villages[n * 4 % len(villages)].lat,
            lon=villages[n * 4 % len(villages)].lon,
            tasks="Bersih pantai",
        )
        for n in range(count)
    ]


class Worked:
    """Who came where in a month: minutes and appointments of each person at each site."""

    def __init__(self, places, people, chance):
        self.rows = [
            (site, person, chance.randrange(2, 9) * 60, chance.randrange(1, 5), chance.randrange(0, 2))
            for person in range(people)
            for site in chance.sample(places, 2 if chance.random() < 0.1 else 1)
        ]

    def cells(self, chosen):
        """Figures over the rows for which `chosen` says yes: key to (numerator, denominator, people)."""
        rows = [row for row in self.rows if chosen(row[0])]
        people = len({person for _, person, *_ in rows})
        minutes, came, failed = (sum(row[n] for row in rows) for n in (2, 3, 4))
        sessions = sum(len({row[3] for row in rows if row[0] == site}) for site in {row[0] for row in rows})
        return {
            "hours_credited": (minutes, 0, people),
            "people_worked": (people, 0, people),
            "sessions_held": (sessions, 0, people),
            "attendance": (came, came + failed, people),
            "stand_down": (failed, came + failed, people),
        }


def freeze(month, worked, places, chance):
    """The frozen rows of a month; returns {part: people}."""
    parts = {"": lambda site: True}
    for site in places:
        parts[f"lokasi:{site.code}"] = lambda one, site=site: one == site
        parts[f"dinas:{site.host.short_name}"] = lambda one, host=site.host_id: one.host_id == host
        parts[f"wilayah:{site.village.parent_id}"] = lambda one, district=site.village.parent_id: (
            one.village.parent_id == district
        )
    rows, truth = [], {}
    for part, chosen in parts.items():
        cells = worked.cells(chosen)
        if part and not any(any(one) for one in cells.values()):
            continue
        truth[part] = cells["hours_credited"][2]
        rows += [figure(month, key, part, *cell) for key, cell in cells.items()]
    ended, sent = chance.randrange(0, 9), chance.randrange(0, 9)
    rows.append(figure(month, "orders_completed", "", max(ended - 1, 0), ended, ended))
    rows.append(figure(month, "complaints", "", max(sent - 1, 0), sent, sent))
    rows.append(figure(month, "spending", "", 5_000_000, 0, 0))
    rows.append(figure(month, "spending", f"dinas:{places[0].host.short_name}", 5_000_000, 0, 0))
    MonthFigure.objects.bulk_create(rows)
    return truth


def figure(month, key, part, numerator, denominator=0, people=0):
    return MonthFigure(
        month=month, key=key, part=part, numerator=numerator, denominator=denominator, people=people, frozen_at=AT
    )


def publish_town(people, other, *, seed=7, persons=34, count=12, months=MONTHS):
    """Freeze and publish months of a town; returns its sites and {month: {part: people}}."""
    chance = random.Random(seed)
    places = sites(people.host, other, count)
    truth = {}
    for number, month in enumerate(months):
        truth[month] = freeze(month, Worked(places, persons + number, chance), places, chance)
        publish_due(by=people.system, at=AT)
    return places, truth
