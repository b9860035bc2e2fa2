"""What everybody sees of the work: frozen months, nothing hidden by a hair, nobody, nothing live."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.urls import reverse

from masohi.faces.public.opendata import SETS
from masohi.parties.parameters.actions import set_parameter
from masohi.reports.figures.models import MonthFigure
from masohi.reports.publication import queries
from masohi.reports.publication.actions import publish_due
from masohi.reports.publication.models import Release
from masohi.reports.publication.terms import HIDDEN
from masohi.supply.results.models import Result
from masohi.supply.sites.models import Site
from tests import cast, opened
from tests.browser.conftest import Clock
from tests.web.test_public_disclosure import careless

pytestmark = pytest.mark.django_db
EVENING = cast.AT.replace(month=10, day=20, hour=20)


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    clock = Clock().rule(monkeypatch)
    clock.at = EVENING


@pytest.fixture
def open_town(people, site):
    """A published month with two sites told, a result, voices, shares."""
    return opened.arguments(people, site, EVENING)


@pytest.fixture
def hidden_town(people, site):
    """Three sites, one of them with two people: it and its cover are hidden."""
    more = [cast.site(people, name) for name in ("Taman Pattimura", "Pasar Mardika")]
    opened.frozen_month(people, {site: 2, more[0]: 9, more[1]: 20}, EVENING)
    publish_due(by=people.system, at=EVENING)
    return site, more


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_before_the_first_month_it_says_when_numbers_come(client, people):
    assert "Belum ada angka yang terbit" in words(client.get(reverse("transparency")))
    assert client.get(reverse("data")).status_code == 200
    assert client.get(reverse("data-file", args=["kerja", "csv"])).content.decode().count("\n") == 1


def test_the_month_in_big_numbers(client, open_town):
    text = words(client.get(reverse("transparency")))
    for part in (
        "Agustus 2026",
        "jam kerja diakui 84",
        "orang bekerja 21",
        "lokasi dengan kegiatan 2",
        "kehadiran 91%",
        "21 dari 23 kali",
        "selesai tepat waktu 86%",
        "6 dari 7 perkara",
        "belanja Rp12.500.000",
    ):
        assert part in text, part
    assert "aduan dijawab disembunyikan" in text
    assert f"Rp{84 * 18_160:,}".replace(",", ".") in text
    assert "Rp18.160 ÷ 60" in text
    assert "173 jam" in text


def test_the_other_months_have_their_own_pages(client, open_town):
    assert client.get(reverse("transparency"), {"bulan": "2026-08"}).status_code == 200
    for wrong in ("2026-07", "kemarin", "2026-13"):
        assert client.get(reverse("transparency"), {"bulan": wrong}).status_code == 404


def test_a_running_month_is_nowhere(client, open_town, people):
    """Only what was frozen and published: neither a frozen month that waits nor the running one."""
    MonthFigure.objects.create(
        month=date(2026, 9, 1), key="hours_credited", numerator=999_960, people=50, frozen_at=EVENING
    )
    for address in [reverse("transparency"), *(reverse("data-file", args=[one.name, "json"]) for one in SETS)]:
        assert "16.666" not in words(client.get(address))
        assert "999960" not in client.get(address).content.decode()


def test_hidden_numbers_are_said_to_be_hidden_and_why(client, hidden_town):
    site, more = hidden_town
    text = words(client.get(reverse("transparency")))
    assert text.count("angkanya disembunyikan") == 2
    assert "kurang dari 5 orang tidak ditampilkan" in text
    page = words(client.get(reverse("public-site", args=[site.slug])))
    assert "1 bulan disembunyikan" in page
    assert "8 jam" not in page
    assert "36 jam" not in words(client.get(reverse("public-site", args=[more[0].slug])))
    assert "80 jam" in words(client.get(reverse("public-site", args=[more[1].slug])))


def test_a_place_of_which_nothing_was_told_has_no_page(client, open_town, people):
    silent = cast.site(people, "Lapangan Sunyi")
    assert client.get(reverse("public-site", args=[silent.slug])).status_code == 404
    assert client.get(reverse("public-site", args=["tidak-ada"])).status_code == 404


def test_the_chart_gives_no_height_to_a_hidden_month(client, hidden_town, people):
    before = client.get(reverse("transparency")).content.decode()
    row = Release.objects.get()
    for one in row.body["baris"]:
        if one["jenis"] == "kota" and one["tabel"] == "kerja":
            one["keadaan"], one["angka"] = HIDDEN, {}
    row.save()
    page = client.get(reverse("transparency")).content.decode()
    assert 'class="rahasia"' in page
    assert 'class="rahasia"' not in before
    assert re.findall(r"<text[^>]*>([^<]*)</text>", page.split("batang")[1])[:1] == ["Agu"]


def test_pictures_are_small_clean_and_gone_when_withdrawn(client, open_town, people):
    result = Result.objects.get()
    small = client.get(reverse("result-picture", args=[result.code, "sebelum", "kecil"]))
    large = client.get(reverse("result-picture", args=[result.code, "sesudah", "besar"]))
    assert small["Content-Type"] == "image/webp"
    assert len(small.content) <= 14_000
    assert large["Content-Type"] == "image/jpeg"
    Result.objects.update(withdrawn_at=EVENING)
    assert client.get(reverse("result-picture", args=[result.code, "sebelum", "kecil"])).status_code == 404
    assert "Sebelum dan sesudah" not in words(client.get(reverse("transparency")))


@pytest.mark.parametrize("change", [{"released_at": None}, {"day": date(2026, 9, 1)}, {"day": date(2026, 10, 19)}])
def test_a_result_is_shown_when_released_and_its_month_is_published(client, open_town, change):
    """A picture of yesterday would tell that, and when, few people worked there in a month that is still hidden."""
    Result.objects.update(**change)
    result = Result.objects.get()
    assert result.caption not in words(client.get(reverse("transparency")))
    assert result.caption not in client.get(reverse("data-file", args=["hasil", "csv"])).content.decode()
    assert client.get(reverse("result-picture", args=[result.code, "sebelum", "besar"])).status_code == 404


def test_a_result_has_a_month_and_no_day(client, open_town, site):
    """Days, one after the other, would say on which weekday people come to a place and how often at least."""
    pages = [client.get(reverse("transparency")), client.get(reverse("public-site", args=[site.slug]))]
    assert all("Agustus 2026. Menyapu pantai" in words(page) for page in pages)
    assert not any("12 Agustus" in words(page) or "12 Agu" in words(page) for page in pages)
    assert [row["bulan"] for row in rows_of(client, "hasil")] == ["2026-08"]
    for form in ("csv", "json"):
        assert b"2026-08-12" not in client.get(reverse("data-file", args=["hasil", form])).content


def test_a_place_with_pictures_of_a_hidden_month_only_has_no_page_yet(client, open_town, people):
    silent = cast.site(people, "Lapangan Sunyi")
    Result.objects.update(site=silent, day=date(2026, 9, 3))
    assert client.get(reverse("public-site", args=[silent.slug])).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        "transparansi/gambar/AAAAAAAAAA/sebelum/raksasa",
        "transparansi/gambar/AAAAAAAAAA/atas/kecil",
        "data/kerja.xlsx",
        "data/rahasia.csv",
    ],
)
def test_other_addresses_are_not_there(client, open_town, wrong):
    assert client.get(f"/{wrong}").status_code == 404


def rows_of(client, name):
    return list(csv.DictReader(io.StringIO(client.get(reverse("data-file", args=[name, "csv"])).content.decode())))


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.name)
def test_files_say_the_same_in_both_forms_with_stable_columns(client, open_town, one):
    read = csv.reader(io.StringIO(client.get(reverse("data-file", args=[one.name, "csv"])).content.decode()))
    assert next(read) == [column.name for column in one.columns]
    body = json.loads(client.get(reverse("data-file", args=[one.name, "json"])).content)
    assert list(body["kolom"]) == [column.name for column in one.columns]
    assert (body["set"], body["versi"], body["lisensi"]["nama"]) == (one.name, 1, "CC BY 4.0")
    assert len(body["baris"]) == len(list(read))
    assert all(list(row) == list(body["kolom"]) for row in body["baris"])


def test_column_names_never_change():
    """Somebody's program reads them. Add names at the end; never rename one."""
    assert {one.name: [column.name for column in one.columns] for one in SETS}["kerja"] == [
        "dari",
        "sampai",
        "jenis",
        "kode",
        "nama",
        "keadaan",
        "menit",
        "sesi",
        "orang",
        "hadir",
        "ditunggu",
        "gagal",
        "lewat",
    ]


def test_what_is_hidden_is_empty_in_the_files(client, hidden_town):
    site, _ = hidden_town
    (row,) = [row for row in rows_of(client, "kerja") if row["kode"] == site.code]
    assert row["keadaan"] == HIDDEN
    assert {row[name] for name in ("menit", "sesi", "orang", "hadir", "ditunggu", "gagal", "lewat")} == {""}


def test_no_cell_is_a_formula(client, people, site):
    Site.objects.filter(pk=site.pk).update(name="=HYPERLINK(1)")
    opened.arguments(people, Site.objects.get(pk=site.pk), EVENING)
    Result.objects.update(caption="+cmd|x")
    for one in SETS:
        for row in rows_of(client, one.name):
            for name, value in row.items():
                assert value[:1] not in "=+@\t\r" or value == "", (one.name, name, value)
                assert not value.startswith("-") or name in ("lintang", "bujur")
    assert "'=HYPERLINK(1)" in {row["nama"] for row in rows_of(client, "lokasi")}


def test_the_data_page_names_licence_version_and_columns(client, open_town):
    text = words(client.get(reverse("data")))
    assert "Creative Commons Atribusi 4.0 Internasional (CC BY 4.0)" in text
    assert "Pemerintah Kota Ambon" in text
    for one in SETS:
        assert f"{one.name}.csv" in text


@pytest.mark.parametrize("name", ["transparency", "data"])
def test_pages_ask_a_fixed_number_of_questions(client, people, site, name, django_assert_max_num_queries):
    more = [cast.site(people, f"Tempat {n}") for n in range(12)]
    opened.frozen_month(people, {one: 7 for one in [site, *more]}, EVENING)
    publish_due(by=people.system, at=EVENING)
    with django_assert_max_num_queries(9):
        assert client.get(reverse(name)).status_code == 200


def test_one_place_asks_a_fixed_number_of_questions(client, people, site, django_assert_max_num_queries):
    for month in (5, 6, 7, 8):
        opened.frozen_month(people, {site: 9}, EVENING, month=date(2026, month, 1))
    publish_due(by=people.system, at=EVENING)
    with django_assert_max_num_queries(7):
        assert client.get(reverse("public-site", args=[site.slug])).status_code == 200


def test_a_total_left_in_would_show_on_the_page(client, people, site, monkeypatch):
    """Negative control: with secondary hiding switched off the small site's neighbours are told, and it follows."""
    monkeypatch.setattr("masohi.reports.publication.facts.protect", careless)
    more = [cast.site(people, name) for name in ("Taman Pattimura", "Pasar Mardika")]
    opened.frozen_month(people, {site: 2, more[0]: 9, more[1]: 20}, EVENING)
    publish_due(by=people.system, at=EVENING)
    told = {row["kode"]: row for row in rows_of(client, "kerja") if row["jenis"] in ("lokasi", "kota")}
    rest = int(told[""]["menit"]) - sum(int(told[one.code]["menit"]) for one in more)
    assert rest == 2 * 240
    assert told[site.code]["menit"] == ""


def test_a_rate_that_changes_later_changes_no_month_that_was_told(client, open_town, people):
    day = date(2026, 1, 2)
    given = {"valid_from": day, "source": "uji", "reason": "uji", "by": people.administrator, "at": EVENING}
    set_parameter(key="public_hour_value", value=99_999, **given)
    assert "99.999" not in words(client.get(reverse("transparency")))
    assert {row["tarif"] for row in rows_of(client, "nilai")} == {"18160"}


def test_the_newest_release_is_the_newest_month(people, site):
    opened.arguments(people, site, EVENING)
    assert [one.month for one in queries.releases()] == [opened.MONTH]
