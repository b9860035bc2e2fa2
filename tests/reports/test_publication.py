"""What is published of frozen months: complete, once, for ever; and nobody can be computed from it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from masohi.law.parameters import IN_FORCE
from masohi.ledger.models import Entry
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.actions import set_parameter
from masohi.reports.disclosure import Exposed
from masohi.reports.figures.models import MonthFigure
from masohi.reports.publication import actions
from masohi.reports.publication.actions import publish_due, publish_month
from masohi.reports.publication.facts import Frozen, Place, bundle_rows, waiting_months, work_rows
from masohi.reports.publication.queries import hour_value, least_people, months_to_publish, published, releases, rows_of
from masohi.reports.publication.terms import HIDDEN, LEAST, MEASURES, SHOWN, WORK
from masohi.writing.refusals import Refused
from tests.reports.published import AT, MONTHS, figure, publish_town

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)
PLACES = {
    "A": Place("Pantai A", "DLHP", "81.71.01"),
    "B": Place("Pasar B", "DLHP", "81.71.02"),
    "C": Place("Taman C", "Dinsos", "81.71.02"),
}


def work(month=MAY, **people):
    """Frozen figures of sites with so many people each, and their sums."""
    found = []
    groups = {"": list(people)} | {f"lokasi:{code}": [code] for code in people}
    for code in people:
        groups.setdefault(f"dinas:{PLACES[code].office}", []).append(code)
        groups.setdefault(f"wilayah:{PLACES[code].district}", []).append(code)
    for part, codes in groups.items():
        n = sum(people[code] for code in codes)
        for key, numerator, denominator in (
            ("hours_credited", n * 240, 0),
            ("people_worked", n, 0),
            ("sessions_held", n, 0),
            ("attendance", n, n + len(codes)),
            ("stand_down", 0, n + len(codes)),
        ):
            found.append(Frozen(key, part, numerator, denominator, n))
    return found


def told(rows, kind, code=""):
    return next((row["angka"] or None) for row in rows if (row["jenis"], row["kode"]) == (kind, code))


def named(kind, code):
    return f"{kind} {code}".strip()


def test_a_month_is_told_by_city_district_office_and_site():
    rows = work_rows(MAY, work(A=10, B=12, C=20), PLACES, named, 5)
    assert told(rows, "kota")["menit"] == 42 * 240
    assert told(rows, "kota")["orang"] == 42
    assert told(rows, "wilayah", "81.71.02")["hadir"] == 32
    assert told(rows, "dinas", "DLHP")["ditunggu"] == 24
    assert told(rows, "lokasi", "A") == {
        "menit": 2400,
        "sesi": 10,
        "orang": 10,
        "hadir": 10,
        "ditunggu": 11,
        "gagal": 0,
        "lewat": 11,
    }
    assert {row["keadaan"] for row in rows} == {SHOWN}
    assert list(rows[0]["angka"]) == [measure.name for measure in MEASURES[WORK]]


def test_few_people_are_hidden_with_all_measures_and_what_gives_them_away():
    rows = work_rows(MAY, work(A=10, B=3, C=20), PLACES, named, 5)
    assert told(rows, "lokasi", "B") is None
    hidden = {(row["jenis"], row["kode"]) for row in rows if row["keadaan"] == HIDDEN}
    assert hidden > {("lokasi", "B")}
    assert told(rows, "kota")
    assert all(row["angka"] == {} for row in rows if row["keadaan"] == HIDDEN)


def test_minutes_that_belong_to_no_site_are_not_given_away():
    """The city counts 300 minutes more than its sites: of whom is not known, so it must not follow by subtraction."""
    figures = [
        f._replace(numerator=f.numerator + 300) if (f.key, f.part) == ("hours_credited", "") else f
        for f in work(A=10, B=12, C=20)
    ]
    rows = work_rows(MAY, figures, PLACES, named, 5)
    lone = [told(rows, "lokasi", code) for code in "ABC"]
    assert told(rows, "kota") is None or None in lone
    assert not any(row["kode"] == "sisa" for row in rows)


def test_sums_that_do_not_add_up_are_not_told():
    figures = [
        f._replace(numerator=f.numerator + 60) if (f.key, f.part) == ("hours_credited", "dinas:DLHP") else f
        for f in work(A=10, B=12, C=20)
    ]
    assert told(work_rows(MAY, figures, PLACES, named, 5), "dinas", "DLHP") is None


def test_sites_that_count_more_than_the_city_stop_everything():
    figures = [
        f._replace(numerator=0) if (f.key, f.part) == ("hours_credited", "") else f for f in work(A=10, B=12, C=20)
    ]
    with pytest.raises(Exposed):
        work_rows(MAY, figures, PLACES, named, 5)


def matters(n):
    return [Frozen("orders_completed", "", n, n, n)]


def test_small_months_wait_and_are_told_together():
    rows = bundle_rows("putusan", {MAY: matters(3)}, "Kota Ambon", 5)
    assert [(row["keadaan"], row["angka"]) for row in rows] == [(HIDDEN, {})]
    june = date(2026, 6, 1)
    rows = bundle_rows("putusan", {MAY: matters(3), june: matters(4)}, "Kota Ambon", 5)
    assert [(row["dari"], row["sampai"], row["keadaan"]) for row in rows] == [
        ("2026-06", "2026-06", HIDDEN),
        ("2026-05", "2026-06", SHOWN),
    ]
    assert rows[1]["angka"] == {"tepat_waktu": 7, "berakhir": 7}


def test_a_large_month_after_a_waiting_one_goes_with_it():
    """Told alone it would leave the waiting month alone for ever; told both ways a difference would tell."""
    june = date(2026, 6, 1)
    rows = bundle_rows("putusan", {MAY: matters(3), june: matters(9)}, "Kota Ambon", 5)
    assert [(row["dari"], row["keadaan"]) for row in rows] == [("2026-06", HIDDEN), ("2026-05", SHOWN)]


def test_months_wait_until_a_bundle_tells_them():
    hidden = {"tabel": "putusan", "keadaan": HIDDEN, "sampai": "2026-05"}
    shown = {"tabel": "putusan", "keadaan": SHOWN, "sampai": "2026-06"}
    june = date(2026, 6, 1)
    assert waiting_months("putusan", [(MAY, [hidden])]) == [MAY]
    assert waiting_months("putusan", [(MAY, [hidden]), (june, [hidden | {"sampai": "2026-06"}, shown])]) == []


@pytest.fixture
def other(people):
    return Organisation.objects.get(short_name="Dinsos")


def test_every_frozen_month_is_published_once_and_in_order(people, other):
    publish_town(people, other, months=MONTHS[:3])
    assert [release.month for release in releases()] == MONTHS[:3]
    assert publish_due(by=people.system, at=AT) == []
    with pytest.raises(Refused):
        publish_month(month=MONTHS[0], by=people.system, at=AT)
    with pytest.raises(Refused):
        publish_month(month=date(2026, 12, 1), by=people.system, at=AT)
    entry = Entry.objects.filter(kind="month.published").latest("seq")
    assert entry.subject == f"reports.release:{published(MONTHS[2]).pk}"


def test_months_are_published_in_their_order(people):
    MonthFigure.objects.bulk_create([figure(month, "hours_credited", "", 0) for month in MONTHS[:2]])
    with pytest.raises(Refused):
        publish_month(month=MONTHS[1], by=people.system, at=AT)
    assert months_to_publish() == MONTHS[:2]


@pytest.mark.parametrize(
    "role", ["clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau"]
)
def test_nobody_publishes_by_hand(people, role):
    with pytest.raises(PermissionDenied):
        publish_month(month=MAY, by=getattr(people, role), at=AT)


def test_what_came_late_changes_nothing_that_was_told(people, other):
    publish_town(people, other, months=MONTHS[:1])
    before = rows_of(published(MAY))
    MonthFigure.objects.filter(key="hours_credited").update(numerator=1)
    publish_due(by=people.system, at=AT)
    assert rows_of(published(MAY)) == before


def test_nothing_is_published_where_the_auditor_refuses(people, other, monkeypatch):
    def exposed(*_args, **_kwargs):
        raise Exposed("uji")

    monkeypatch.setattr(actions, "work_rows", exposed)
    MonthFigure.objects.bulk_create([figure(MAY, "hours_credited", "", 600, 0, 10)])
    with pytest.raises(Exposed):
        publish_due(by=people.system, at=AT)
    assert releases() == []


def test_an_office_may_ask_for_more_people_never_for_fewer(people):
    day = AT.date()
    assert least_people(day) == LEAST
    for asked, held in ((2, 5), (8, 8)):
        set_parameter(
            key="public_minimum",
            value=asked,
            valid_from=day,
            source="uji",
            reason="uji",
            by=people.administrator,
            at=AT,
        )
        assert least_people(day) == held


def test_the_rate_has_a_source():
    rate, source = hour_value(AT.date())
    assert rate > 0
    assert "173" in source


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("persons", [9, 34, 120])
def test_most_of_a_town_is_told(people, other, seed, persons, figure):
    """Hiding has a price; it is measured. The larger the programme, the more is told. Nine people at eight places are
    so few that even the city's sum would bound each place to two: then it waits."""
    publish_town(people, other, seed=seed, persons=persons, months=MONTHS[:2])
    rows = [row for release in releases() for row in rows_of(release) if row["tabel"] == WORK]
    sites = [row for row in rows if row["jenis"] == "lokasi"]
    share = sum(row["keadaan"] == SHOWN for row in sites) / len(sites)
    figure("publication", f"{persons} people: {share:.0%} of site months told")
    city = [row["keadaan"] == SHOWN for row in rows if row["jenis"] == "kota"]
    assert all(city) or persons == 9
    if persons == 120:
        assert share > 0.7


def test_a_month_from_before_the_programme_is_told_with_its_first_number():
    before = IN_FORCE - timedelta(days=33)
    assert hour_value(before) == hour_value(IN_FORCE)
    assert least_people(before) == least_people(IN_FORCE)
