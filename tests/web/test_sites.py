"""Sites and agreements through their pages."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from masohi.faces.web.sites.forms import SiteForm
from masohi.ledger.models import Entry
from masohi.parties.accounts.actions import add_role, open_account
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement
from masohi.supply.sites.actions import appoint_supervisor, change_site, open_site
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import find_sites
from masohi.supply.sites.queries import sites as visible_sites
from masohi.writing.indonesian import WIT
from tests import cast

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 12)
ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator")
SEES = {"prosecutor", "pk", "supervisor", "office", "administrator"}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 12, 9, tzinfo=WIT))
    for module in ("views", "editing", "offers"):
        monkeypatch.setattr(f"masohi.faces.web.sites.{module}.today", lambda: TODAY, raising=False)


@pytest.fixture
def office(client, people):
    client.force_login(people.office)
    return client


def words(response):
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def filled(**changes):
    """A site as an office would type it."""
    return {
        "name": "Taman Pattimura",
        "host": "DLHP",
        "village": "81.71.01.1006",
        "address": "",
        "lat": "-3,70500",
        "lon": "128.17000",
        "tasks": "Menyapu taman",
        "risk": "rendah",
        "hazards": ["sun"],
        "equipment": "sarung tangan\n\n topi \n",
        "declared_on": "2026-10-01",
        "declared_by": "Kepala Dinas",
        "active": "on",
    } | changes


@pytest.mark.parametrize("role", ROLES)
def test_those_who_see_sites_see_them_and_others_find_nothing(client, people, site, role):
    client.force_login(getattr(people, role))
    expected = 200 if role in SEES else 404
    assert client.get(reverse("sites")).status_code == expected
    assert client.get(reverse("site", args=[site.slug])).status_code == expected


@pytest.mark.parametrize("name", ["site-change", "site-offer", "site-supervisors", "site-shut"])
@pytest.mark.parametrize("role", ROLES)
def test_only_the_office_changes_its_site(client, people, site, name, role):
    client.force_login(getattr(people, role))
    assert client.get(reverse(name, args=[site.slug])).status_code == (200 if role == "office" else 404)


def test_another_office_changes_nothing(client, people, site):
    dinsos = Organisation.objects.get(short_name="Dinsos")
    other = open_account(
        username="sari",
        name="Sari",
        password=cast.PASSWORD,
        organisation=dinsos,
        role=Role.OFFICE,
        by=people.system,
        at=cast.AT,
    )
    client.force_login(other)
    assert client.get(reverse("site", args=[site.slug])).status_code == 404
    assert client.post(reverse("site-offer", args=[site.slug]), {"akhiri": "1"}).status_code == 404
    assert site.slots.filter(active=True).count() == 3


def test_somebody_who_sees_every_site_still_changes_only_the_own(client, people, site):
    dinsos = Organisation.objects.get(short_name="Dinsos")
    both = open_account(
        username="sari",
        name="Sari",
        password=cast.PASSWORD,
        organisation=dinsos,
        role=Role.OFFICE,
        by=people.system,
        at=cast.AT,
    )
    add_role(account=both, organisation=people.bapas, role=Role.PROBATION, by=people.system, at=cast.AT)
    client.force_login(both)
    assert client.get(reverse("site", args=[site.slug])).status_code == 200
    for name in ("site-change", "site-offer", "site-supervisors", "site-shut"):
        assert client.get(reverse(name, args=[site.slug])).status_code == 404


def test_it_enters_a_site(office):
    answer = office.post(reverse("site-new"), filled())
    made = Site.objects.get(name="Taman Pattimura")
    assert answer.url == reverse("site", args=[made.slug])
    assert str(made.lat) == "-3.70500"
    assert made.equipment == ["sarung tangan", "topi"]
    assert made.village.name == "Nusaniwe"
    assert made.village.level == "kelurahan"
    assert Entry.objects.filter(kind="site.opened").exists()


def test_the_two_nusaniwe_can_be_told_apart(office):
    page = office.get(reverse("site-new")).content.decode()
    assert "Nusaniwe — Kelurahan (81.71.01.1006)" in page
    assert re.search(r"Nusaniwe — Desa/negeri \(81\.71\.01\.2\d{3}\)", page)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("lat", "di pantai", "Lintang"),
        ("village", "", "Kelurahan"),
        ("declared_by", "", "siapa yang menandatangani"),
        ("declared_on", "2030-01-01", "belum tiba"),
        ("name", "", "Nama lokasi"),
    ],
)
def test_refused_input_keeps_what_was_typed(office, field, typed, told):
    answer = office.post(reverse("site-new"), filled(**{field: typed}))
    assert answer.status_code == 200
    assert told in words(answer)
    assert "Menyapu taman" in answer.content.decode()
    assert not Site.objects.exists()


def test_a_site_without_declaration_says_that_it_cannot_be_used(office, people):
    office.post(reverse("site-new"), filled(declared_on="", declared_by=""))
    text = words(office.get(reverse("site", args=["taman-pattimura"])))
    assert "Belum dapat dipakai" in text
    assert "UU 1/2023 Pasal 85 ayat (3)" in text


def test_a_declared_site_has_no_such_warning(office, site):
    text = words(office.get(reverse("site", args=[site.slug])))
    assert "Belum dapat dipakai" not in text
    assert "Ditandatangani 11 Maret 2026 oleh Kepala Dinas" in text


def agreement(people, **changes):
    details = {"begins_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)} | changes
    row = Agreement.objects.create(kind="perjanjian_kerja_sama", number="1/PKS/2026", title="Tempat kerja", **details)
    row.parties.set([people.host, people.bapas])
    return row


@pytest.mark.parametrize(
    ("ends", "told"),
    [(TODAY - timedelta(days=1), "Tidak ada perjanjian"), (TODAY + timedelta(days=10), "berakhir 22 Oktober 2026")],
)
def test_a_lapsing_agreement_is_told(office, people, site, ends, told):
    site.agreements.add(agreement(people, ends_on=ends))
    assert told in words(office.get(reverse("site", args=[site.slug])))


def test_a_living_agreement_is_not_complained_about(office, people, site):
    site.agreements.add(agreement(people))
    text = words(office.get(reverse("site", args=[site.slug])))
    assert "Tidak ada perjanjian" not in text
    assert "berakhir 31" not in text


def test_coordinates_outside_the_city_are_told_and_kept(office):
    office.post(reverse("site-new"), filled(lat="128.17", lon="-3.70"))
    site = Site.objects.get()
    assert "di luar Kota Ambon" in words(office.get(reverse("site", args=[site.slug])))


def test_somebody_faster_loses_nobody_anything(office, people, site):
    page = office.get(reverse("site-change", args=[site.slug]))
    typed = filled(name=site.name, edition=page.context["form"]["edition"].value(), tasks="Tugas dari saya")
    change_site(site=site, edition=1, tasks="Tugas dari orang lain", by=people.office, at=cast.AT)
    answer = office.post(reverse("site-change", args=[site.slug]), typed)
    assert answer.status_code == 200
    text = words(answer)
    assert "baru saja diubah orang lain" in text
    assert "Tugas dari saya" in text
    assert "Tugas dari orang lain" in text
    again = typed | {"edition": answer.context["form"]["edition"].value()}
    assert office.post(reverse("site-change", args=[site.slug]), again).status_code == 302
    site.refresh_from_db()
    assert (site.tasks, site.edition) == ("Tugas dari saya", 3)


def test_it_counts_places_once_however_many_supervise(people, site):
    second = open_account(
        username="eko",
        name="Eko",
        password=cast.PASSWORD,
        organisation=people.host,
        role=Role.SUPERVISOR,
        by=people.system,
        at=cast.AT,
    )
    appoint_supervisor(site=site, person=second, capacity=5, by=people.office, at=cast.AT)
    assert visible_sites(people.office).get().weekly_places == 30


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "namalatu"}, 1),
        ({"text": "pasar"}, 0),
        ({"host": "DLHP"}, 1),
        ({"host": "Dinsos"}, 0),
        ({"risk": "rendah"}, 1),
        ({"risk": "tinggi"}, 0),
        ({"indoor": "tidak"}, 1),
        ({"indoor": "ya"}, 0),
    ],
)
def test_sites_can_be_narrowed(people, site, query, found):
    assert find_sites(visible_sites(people.office), **query).count() == found


def test_the_list_says_the_same_as_the_map(office, site):
    page = office.get(reverse("sites")).content.decode()
    assert page.count('class="titik') == 1
    assert "DLHP · Latuhalat · 30 tempat per minggu · Dapat dipakai" in page


def test_nothing_found_says_what_to_do(office, site):
    assert "Ubah kata atau saringannya" in words(office.get(reverse("sites"), {"q": "tidak ada"}))


def counted(client, url, django_assert_max_num_queries, most):
    with django_assert_max_num_queries(most):
        assert client.get(url).status_code == 200


def test_pages_ask_a_fixed_number_of_questions(office, people, site, django_assert_max_num_queries):
    for number in range(6):
        cast.site(people, f"Pantai {number}")
    counted(office, reverse("sites"), django_assert_max_num_queries, 7)
    counted(office, reverse("site", args=[site.slug]), django_assert_max_num_queries, 13)


def test_a_form_offers_only_the_own_office(people):
    open_site(
        name="Asing",
        host=people.host,
        village_id="81.71.01.1006",
        lat="-3.7",
        lon="128.1",
        tasks="x",
        by=people.office,
        at=cast.AT,
    )
    form = SiteForm(user=people.office, today=TODAY)
    assert [value for value, _label in form.fields["host"].choices] == ["DLHP"]
