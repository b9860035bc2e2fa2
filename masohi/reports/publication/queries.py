"""Read what was published, and what is to be published next."""

from datetime import date

from django.db.models import Model

from masohi.law.parameters import IN_FORCE
from masohi.parties.organisations.queries import districts, organisations
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.counting.months import last_of
from masohi.reports.figures.models import MonthFigure
from masohi.reports.publication.facts import Frozen, Names, Place, Row
from masohi.reports.publication.models import Release
from masohi.reports.publication.terms import CITY, DISTRICT, LEAST, OFFICE
from masohi.supply.sites.queries import all_sites

SEALED: tuple[type[Model], ...] = (Release,)


def published(month: date) -> Release | None:
    """What was published of the month that begins on `month`."""
    return Release.objects.filter(month=month).first()


def releases() -> list[Release]:
    """Everything that was published, oldest month first."""
    return list(Release.objects.order_by("month"))


def told_until(newest: date | None) -> date:
    """The last day of the newest published month (named by its first day); before the first one no day at all."""
    return last_of(newest) if newest else date.min


def newest_month() -> date | None:
    """The first day of the newest published month."""
    return Release.objects.order_by("-month").values_list("month", flat=True).first()


def rows_of(release: Release) -> list[Row]:
    """The rows of a release, as `facts.row_of` made them."""
    rows: list[Row] = release.body["baris"]
    return rows


def months_to_publish() -> list[date]:
    """Frozen months that were not published yet, oldest first."""
    done = Release.objects.values("month")
    waiting = MonthFigure.objects.exclude(month__in=done).order_by("month")
    return list(waiting.values_list("month", flat=True).distinct())


def frozen(month: date) -> list[Frozen]:
    """The frozen figures of a month."""
    rows = MonthFigure.objects.filter(month=month)
    return [Frozen(row.key, row.part, row.numerator, row.denominator, row.people) for row in rows]


def places_now() -> dict[str, Place]:
    """Code of a site to its published name, office and district."""
    return {
        site.code: Place(site.name, site.host.short_name, site.village.parent_id or site.village_id)
        for site in all_sites()
    }


def naming(places: dict[str, Place]) -> Names:
    """How a published row names its area; an area that is not known any more keeps its code."""
    offices = {one.short_name: one.name for one in organisations()}
    known = {OFFICE: offices, DISTRICT: {one.code: one.name for one in districts()}}

    def name(kind: str, code: str) -> str:
        if kind == CITY:
            return "Kota Ambon"
        if kind in known:
            return known[kind].get(code, code)
        return places[code].name if code in places else code

    return name


def least_people(day: date) -> int:
    """From how many people on a number is published: what the office set, never below five."""
    return max(LEAST, int(parameters_in_force().value("public_minimum", max(day, IN_FORCE))))


def hour_value(day: date) -> tuple[int, str]:
    """Rupiah that an hour of work is counted as on `day`, and where that comes from. 0: none was set.

    Months from before the programme, which hold no work, are told with its first number.
    """
    _, value, source = parameters_in_force().entry("public_hour_value", max(day, IN_FORCE))
    return int(value), str(source)
