"""Publish a frozen month: once, for ever, and only after the auditor has found nothing."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reports.counting.months import last_of
from masohi.reports.publication.facts import bundle_rows, spending_rows, waiting_months, work_rows
from masohi.reports.publication.models import Release
from masohi.reports.publication.queries import (
    frozen,
    hour_value,
    least_people,
    months_to_publish,
    naming,
    places_now,
    releases,
    rows_of,
)
from masohi.reports.publication.terms import BUNDLED, CITY
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused


def publish_due(*, by: User, at: datetime) -> list[Release]:
    """Publish every frozen month that was not published yet, oldest first. Raises `disclosure.Exposed`."""
    return [publish_month(month=month, by=by, at=at) for month in months_to_publish()]


@deed
def publish_month(*, month: date, by: User, at: datetime) -> Release:
    """Publish one frozen month. Raises Refused where it is not the next one, `disclosure.Exposed` where it would tell
    on a small group: then nothing is published."""
    require(by, "figures.freeze")
    due = months_to_publish()
    if not due or due[0] != month:
        raise Refused(gettext("Bulan ini belum dibekukan, sudah terbit, atau menunggu bulan sebelumnya."))
    k = least_people(at.astimezone(WIT).date())
    rate, source = hour_value(last_of(month))
    body = {"v": 1, "k": k, "tarif": rate, "sumber_tarif": source, "baris": _rows(month, k)}
    release = Release(month=month, body=body, published_at=at)
    release.save(force_insert=True)
    told = sum(row["keadaan"] == "terbit" for row in release.body["baris"])
    record("month.published", release, by=by, at=at, seals=[release], month=f"{month:%Y-%m}", least=k, shown=told)
    return release


def _rows(month: date, k: int) -> list[dict[str, Any]]:
    places = places_now()
    names, figures = naming(places), frozen(month)
    rows = work_rows(month, figures, places, names, k)
    earlier = [(release.month, rows_of(release)) for release in releases()]
    for table in BUNDLED:
        waiting = {one: frozen(one) for one in waiting_months(table, earlier)} | {month: figures}
        rows += bundle_rows(table, waiting, names(CITY, ""), k)
    return rows + spending_rows(month, figures, names)
