"""What the city has opened to everybody: a month published with a site told and another hidden, a result with pictures,
a nominated place, a complaint, an office of which some have understood."""

import io
from datetime import date, timedelta

from PIL import Image

from masohi.ledger.actions import record
from masohi.parties.accounts.actions import open_account
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.roles import Role
from masohi.reports.figures.models import MonthFigure
from masohi.reports.publication.actions import publish_due
from masohi.supply.results.actions import add_result, release_result
from masohi.supply.sites.models import Site
from masohi.supply.understanding.actions import pass_quiz, set_staff
from masohi.supply.voices.actions import send_complaint, send_nomination
from tests import cast

MONTH = date(2026, 8, 1)
WORDS = "Kanari warga: Paman Yoseph di rumah biru"


def picture(colour="#2a7f86", *, exif=False):
    """A photo as an office might take it; with a place in its metadata where wanted."""
    out, drawn = io.BytesIO(), Image.new("RGB", (900, 700), colour)
    data = Image.Exif()
    if exif:
        data[0x010E], data[0x013B] = "kanari-exif", "kanari-exif"
        data.get_ifd(0x8825)[1] = "S"
    drawn.save(out, "JPEG", exif=data)
    return out.getvalue()


def colleague(people, name="Dini Dinas", username="dini"):
    """A second officer of DLHP."""
    return open_account(
        username=username,
        name=name,
        password=cast.PASSWORD,
        organisation=people.host,
        role=Role.OFFICE,
        by=people.system,
        at=cast.AT,
    )


def frozen_month(people, numbers, at, month=MONTH):
    """Freeze {site: people} as one month's rows: four hours and a session a person, one of them did not come."""
    groups = {"": list(numbers)}
    for site in numbers:
        for part in (f"lokasi:{site.code}", f"dinas:{site.host.short_name}", f"wilayah:{site.village.parent_id}"):
            groups.setdefault(part, []).append(site)
    rows = []
    for part, sites in groups.items():
        n = sum(numbers[site] for site in sites)
        cells = {
            "hours_credited": (n * 240, 0),
            "people_worked": (n, 0),
            "sessions_held": (n, 0),
            "attendance": (n, n + len(sites)),
            "stand_down": (0, n + len(sites)),
        }
        rows += [_row(month, key, part, *cell, n, at) for key, cell in cells.items()]
    rows += [
        _row(month, "orders_completed", "", 6, 7, 7, at),
        _row(month, "complaints", "", 2, 3, 3, at),
        _row(month, "spending", "", 12_500_000, 0, 0, at),
    ]
    made = MonthFigure.objects.bulk_create(rows)
    record("month.frozen", made[0], by=people.system, at=at, seals=made)


def _row(month, key, part, numerator, denominator, persons, at):
    return MonthFigure(
        month=month, key=key, part=part, numerator=numerator, denominator=denominator, people=persons, frozen_at=at
    )


def arguments(people, site, at):
    """Open everything; returns the arguments of its addresses."""
    others = [one for one in Site.objects.exclude(pk=site.pk).order_by("pk")][:1] or [
        cast.site(people, "Taman Pattimura")
    ]
    frozen_month(people, {site: 12, others[0]: 9}, at)
    publish_due(by=people.system, at=at)
    result = add_result(
        site=site,
        day=MONTH + timedelta(days=11),
        caption="Menyapu pantai",
        quantity=120,
        unit="kg",
        before=picture("#8a5a2b"),
        after=picture(),
        by=people.office,
        at=at,
    )
    release_result(result=result, by=colleague(people), at=at)
    nomination = send_nomination(
        place=WORDS, village=Place.objects.get(code="81.71.01.1006"), why=WORDS, contact="0812", by=people.system, at=at
    )
    complaint = send_complaint(topic="keselamatan", text=WORDS, contact="0812", by=people.system, at=at)
    offices = {one.short_name: one for one in Organisation.objects.filter(short_name__in=["DLHP", "Dinsos"])}
    for office in offices.values():
        set_staff(organisation=office, valid_from=date(2026, 1, 2), people=60, source="Contoh", by=people.bureau, at=at)
    done = [pass_quiz(organisation=offices["DLHP"], nip=nip(n), by=people.system, at=at) for n in range(1, 9)]
    return {
        "public_site": site.slug,
        "result": result.code,
        "nomination": nomination.code,
        "complaint": complaint.code,
        "card": 5,
        "certificate": done[0].code,
    }


def nip(number):
    """A NIP that could be somebody's."""
    return f"198505012010011{number:03d}"
