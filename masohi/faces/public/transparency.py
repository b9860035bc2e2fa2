"""What the city gets, for everybody: frozen months only, no person, nothing live."""

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masohi.faces.pages import one, today
from masohi.faces.public import published
from masohi.faces.public.charts import columns
from masohi.reports.figures.terms import FIGURES
from masohi.reports.publication.models import Release
from masohi.reports.publication.queries import least_people, newest_month, releases, told_until
from masohi.reports.publication.terms import DISTRICT, MEASURES, OFFICE, SITE
from masohi.supply.results.models import Result
from masohi.supply.results.queries import picture, public_result, public_results, public_results_of, totals_by_unit
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import all_sites
from masohi.ui.formats import month_and_year, number
from masohi.writing.pictures import small

A_PAGE = 6  # results with their pictures on one page
SIDES = {"sebelum": "before", "sesudah": "after"}
A_DAY = 24 * 3600  # seconds


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """The numbers of the newest published month, or of the one named by `?bulan=`."""
    told = releases()
    release = chosen(told, request.GET.get("bulan", ""))
    context: dict[str, Any] = {"release": release, "least": least_people(today())}
    if release is None:
        return render(request, "public/transparansi.html", context)
    results = list(public_results(told_until(told[-1].month)))
    months = published.course([one for one in told if one.month <= release.month])
    sites = all_sites().filter(code__in=[row["kode"] for row in published.sites_told(release)])
    context |= {
        "tiles": published.tiles(release),
        "months": months,
        "bars": bars(months),
        "since": published.summed(months),
        "points": published.points(release, sites),
        "districts": published.area_table(release, DISTRICT),
        "offices": published.area_table(release, OFFICE),
        "results": results[:1],
        "totals": totals_by_unit(results),
        "others": [{"month": one.month, "name": f"{one.month:%Y-%m}"} for one in reversed(told)],
        "definitions": definitions(),
        "rate": release.body["tarif"],
        "rate_source": release.body["sumber_tarif"],
        "least": release.body["k"],
    }
    return render(request, "public/transparansi.html", context)


def chosen(told: list[Release], name: str) -> Release | None:
    """The release of a month named as 2026-02, the newest one without a name. Raises Http404 for an unknown one."""
    if not name:
        return told[-1] if told else None
    return one(next((release for release in told if f"{release.month:%Y-%m}" == name), None))


def bars(months: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Columns of the chart with their words."""
    drawn = columns([published.minutes_of(month) for month in months])
    found = []
    for month, column in zip(months, drawn, strict=True):
        minutes = published.minutes_of(month)
        text = "" if minutes is None else number(minutes // 60)
        found.append(
            {"column": column, "month": month["month"], "short": month_and_year(month["month"])[:3], "text": text}
        )
    return found


def definitions() -> list[dict[str, Any]]:
    """What each published figure counts, in the words of the office's own catalogue."""
    keys = dict.fromkeys(measure.key for table in MEASURES.values() for measure in table)
    return [
        {"label": FIGURES[key].label, "text": FIGURES[key].definition, "source": FIGURES[key].source} for key in keys
    ]


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: what was published of it month by month, and pictures of work of those months.

    Neither pictures nor the page itself tell of a month that is not published: somebody could count sessions by them.
    """
    told = releases()
    site = one(all_sites().filter(slug=slug).first())
    months = published.course(told, SITE, site.code)
    results = list(public_results_of(site, told_until(told[-1].month if told else None))[:A_PAGE])
    if not (results or any(month["told"] or month["hidden"] for month in months)):
        raise Http404  # nothing was published of it
    context = {
        "site": site,
        "months": list(reversed(months)),
        "since": published.summed(months),
        "hidden": sum(month["hidden"] for month in months),
        "results": results,
        "totals": totals_by_unit(results),
        "points": [{"label": site.name, "lat": site.lat, "lon": site.lon, "note": site.village.name}],
        "least": told[-1].body["k"] if told else least_people(today()),
    }
    return render(request, "public/transparansi_lokasi.html", context)


@require_safe
def result_picture(request: HttpRequest, code: str, side: str, size: str) -> HttpResponse:
    """A picture of released work: `kecil` for the page, `besar` to look at. What was withdrawn is gone at once."""
    result = one(public_result(code, told_until(newest_month())))
    digest = digest_of(result, side)
    try:
        content = small_picture(digest) if size == "kecil" else picture(digest)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    kind = "image/webp" if size == "kecil" else "image/jpeg"
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "private, max-age=600"})


def digest_of(result: Result, side: str) -> str:
    """The digest of one side of a result, or 404."""
    digest: str = getattr(result, SIDES[side])
    return one(digest or None)


@lru_cache(maxsize=64)
def small_picture(digest: str) -> bytes:
    """The small copy, drawn once and kept for a while. Raises as `picture`."""
    return small(picture(digest))


def public_sites() -> dict[str, Site]:
    """Code to site, for the data files."""
    return {site.code: site for site in all_sites()}
