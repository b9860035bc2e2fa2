"""Load the reference data of the city: places and organisations."""

import csv
from datetime import datetime
from pathlib import Path

from masohi.ledger.actions import deed, record
from masohi.parties.access import Actor, require
from masohi.parties.organisations.models import Organisation, Place

DATA = Path(__file__).resolve().parents[1] / "data"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@deed
def load_reference(*, by: Actor, at: datetime) -> int:
    """Load places and organisations that are not there yet; what an office has changed stays. Returns rows added."""
    require(by, "reference.load")
    added = 0
    for row in _rows("places.csv"):
        values = {
            "name": row["name"],
            "level": row["level"],
            "parent_id": row["parent"] if "." in row["parent"] else None,
            "lat": row["centroid_lat"],
            "lon": row["centroid_lon"],
        }
        added += Place.objects.get_or_create(code=row["code"], defaults=values)[1]
    known = {o.short_name: o for o in Organisation.objects.all()}
    for row in _rows("organisations.csv"):
        if row["short_name"] not in known:
            known[row["short_name"]] = Organisation.objects.create(
                kind=row["kind"],
                name=row["name"],
                short_name=row["short_name"],
                parent=known.get(row["parent"]),
                place=row["place"],
            )
            added += 1
    city = known.get("Pemkot Ambon")
    if added and city is not None:
        record("reference.loaded", city, by=by, at=at, rows=added)
    return added
