"""The attacker takes every file and page that the site publishes for a town, months of it, and looks for few people."""

import csv
import io
import re

import pytest
from django.urls import reverse

from masohi.faces.public.opendata import SETS
from masohi.parties.organisations.models import Organisation
from masohi.reports.disclosure import Protected
from masohi.reports.figures.models import MonthFigure
from masohi.reports.publication.queries import places_now
from masohi.reports.publication.terms import MEASURES, PERSONAL
from tests.browser.conftest import Clock
from tests.reports.attacker import Loot, hemmed_in, spoils, too_narrow
from tests.reports.published import AT, MONTHS, publish_town

pytestmark = pytest.mark.django_db
K = 5
ADDED = ("menit", "sesi", "hadir", "ditunggu", "gagal", "lewat")


def careless(table, k=K, *, shown=(), hidden=()):
    """A publisher without secondary hiding and without an auditor."""
    return Protected(table, k, frozenset(hidden) | frozenset(table.small(k)))


def generous(table, k=K, *, shown=(), hidden=()):
    """A publisher who hides well and then leaves the sums in."""
    return Protected(table, k, frozenset(table.small(k)) & frozenset(table.cells))


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    clock = Clock().rule(monkeypatch)
    clock.at = AT


@pytest.fixture
def other(people):
    return Organisation.objects.get(short_name="Dinsos")


def published(client):
    """Every file as rows."""
    files = {}
    for one in SETS:
        text = client.get(reverse("data-file", args=[one.name, "csv"])).content.decode()
        files[one.name] = list(csv.DictReader(io.StringIO(text)))
    return files


def members(files):
    """Which sites a row counts, from the file of places and the codes alone."""
    places = {row["kode"]: row for row in files["lokasi"]}

    def of(row, sites):
        district = row["kode"] if row["jenis"] == "wilayah" else None
        return [
            code
            for code in sites
            if row["jenis"] == "kota"
            or (row["jenis"] == "lokasi" and code == row["kode"])
            or (row["jenis"] == "dinas" and places[code]["dinas"] == row["kode"])
            or (district and places[code]["kode_desa"].startswith(district))
        ]

    return of


def loots(files):
    """One measure at a time: all months, all areas, rates turned back into counts."""
    found = {name: Loot() for name in (*ADDED, "orang")}
    of = members(files)
    for month in sorted({row["dari"] for row in files["kerja"]}):
        rows = [row for row in files["kerja"] if row["dari"] == row["sampai"] == month]
        sites = [row["kode"] for row in rows if row["jenis"] == "lokasi"]
        for row in rows:
            cells = [f"{month} {code}" for code in of(row, sites)]
            # a site's row and its cell are one number; every other row is a sum over cells
            name = cells[0] if row["jenis"] == "lokasi" else f"{month} {row['jenis']} {row['kode']}"
            for measure, loot in found.items():
                if row[measure] == "":
                    loot.counts.setdefault(name, frozenset(cells))
                else:
                    loot.read(name, cells, int(row[measure]))
    return found


def small_groups(files, truth):
    """Small sites and areas of the truth: name -> cells."""
    of, found = members(files), {}
    for row in files["kerja"]:
        month = row["dari"]
        sites = [one["kode"] for one in files["kerja"] if one["dari"] == month and one["jenis"] == "lokasi"]
        part = "" if row["jenis"] == "kota" else f"{row['jenis']}:{row['kode']}"
        if 0 < truth[month][part] < K:
            cells = frozenset(f"{month} {code}" for code in of(row, sites))
            name = min(cells) if row["jenis"] == "lokasi" else f"{month} {row['jenis']} {row['kode']}"
            found[name] = cells
    return found


def attack(files, truth):
    groups, taken = small_groups(files, truth), {}
    for measure, loot in loots(files).items():
        assert loot.changed == set()
        if measure != "orang":  # people are no sum: who works at two places is counted once above them
            taken |= {(measure, name): how for name, how in spoils(loot, groups).items()}
            if measure == "menit":
                taken |= {(measure, name): limits for name, limits in hemmed_in(loot, minutes(groups)).items()}
    sites = {name for name, cells in groups.items() if len(cells) == 1 and "lokasi" not in name}
    people = loots(files)["orang"]
    taken |= {("at least", name): low for name, low in counted_once(people).items() if name in sites and low > 1}
    # And as if nobody worked at two places: where the numbers contradict that, it tells nothing about anybody.
    narrow = too_narrow(people, sites, K)
    return taken | {("orang", name): limits for name, limits in narrow.items() if possible(limits)}


def minutes(groups):
    """The true minutes of small sites, by cell."""
    found = {}
    for name, cells in groups.items():
        if len(cells) == 1 and name in cells:
            month, code = name.split(" ")
            row = MonthFigure.objects.get(month=f"{month}-01", key="hours_credited", part=f"lokasi:{code}")
            found[name] = row.numerator
    return found


def counted_once(people):
    """At least so many work at a hidden place: a sum's people, without everybody at the other places of the sum."""
    found = {}
    for cells, total in people.equations:
        if len(cells) == 1:
            (cell,) = cells
            found[cell] = max(found.get(cell, 0), total)
    return found


def possible(limits):
    """Bounds that contradict each other show only that somebody was counted once."""
    low, high = limits if isinstance(limits, tuple) else (min(limits, default=1), max(limits, default=0))
    return high is None or low <= high


def named(truth):
    return {f"{month:%Y-%m}": parts for month, parts in truth.items()}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("persons", [12, 34, 90])
def test_nobody_follows_from_everything_that_the_site_publishes(client, people, other, seed, persons):
    _, truth = publish_town(people, other, seed=seed, persons=persons)
    assert attack(published(client), named(truth)) == {}


@pytest.mark.parametrize("publisher", [careless, generous])
def test_the_attacker_wins_against_a_careless_publisher(client, people, other, monkeypatch, publisher):
    """Negative control: without covers, or with the sums left in, he takes somebody from the same files."""
    monkeypatch.setattr("masohi.reports.publication.facts.protect", publisher)
    _, truth = publish_town(people, other, seed=2)
    assert attack(published(client), named(truth))


def test_small_months_of_other_tables_do_not_follow_from_each_other(client, people, other):
    """Orders and complaints: a bundle and its months, one release against the next."""
    publish_town(people, other, seed=11)
    files = published(client)
    for table in PERSONAL[1:]:
        whole = MEASURES[table][1].name
        for row in files[table]:
            if row["keadaan"] == "terbit":
                inside = [
                    one
                    for one in files[table]
                    if row["dari"] <= one["dari"] and one["sampai"] <= row["sampai"] and one is not row
                ]
                known = [int(one[whole]) for one in inside if one["keadaan"] == "terbit"]
                unknown = [one for one in inside if one["keadaan"] != "terbit"]
                assert int(row[whole]) == 0 or int(row[whole]) >= K
                assert not (known and unknown), "a bundle tells nothing but all of its months"
                assert row["dari"] == row["sampai"] or len(unknown) >= 2


def test_no_page_says_more_than_the_files(client, people, other):
    """The hours of a hidden row stand on no public page of its place, in no form."""
    places, _ = publish_town(people, other, seed=3, persons=40)
    hidden = [
        row for row in published(client)["kerja"] if row["keadaan"] == "disembunyikan" and row["jenis"] == "lokasi"
    ]
    assert hidden
    slugs = {place.code: place.slug for place in places}
    for row in hidden:
        page = client.get(reverse("public-site", args=[slugs[row["kode"]]])).content.decode()
        month = MonthFigure.objects.get(month=f"{row['dari']}-01", key="hours_credited", part=f"lokasi:{row['kode']}")
        told = [one for one in published(client)["kerja"] if one["kode"] == row["kode"] and one["keadaan"] == "terbit"]
        if all(int(one["menit"]) != month.numerator for one in told):
            line = re.search(r"<tr><th[^>]*>[^<]*</th>(.*?)</tr>", page, re.DOTALL)
            assert line
            assert f"{month.numerator // 60} jam" not in re.sub(r"<[^>]+>", " ", page) or len(told) > 0


def test_rates_are_made_of_published_counts_only(client, people, other):
    """No percentage stands in a file, and pages show one only beside its two counts."""
    publish_town(people, other, months=MONTHS[:2])
    for rows in published(client).values():
        assert not any("%" in value for row in rows for value in row.values())
    assert places_now()
