"""The simulator and the list of orders in danger: who may, what the address holds, what is counted, what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masohi.cases.orders.models import Order, Sentence
from masohi.faces.web.simulation import views, views_danger
from masohi.faces.web.simulation.changes import KINDS, SHAPES, Reader
from masohi.faces.web.simulation.forms import ChangeForm
from masohi.law.order_facts import Pattern
from masohi.ledger.models import Entry
from masohi.parties.organisations.queries import villages
from masohi.supply.sites.actions import open_site, open_slot
from masohi.supply.sites.models import Site, Slot
from masohi.work.placement.models import Appointment, Plan
from tests import cast

pytestmark = pytest.mark.django_db
TUESDAY_MORE = "sesi-baru~pantai-namalatu~1~480~300~10"
LEAVE = "cuti~pantai-namalatu~2026-10-05~2026-11-30"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


def page_of(client, user, *changes, **more):
    client.force_login(user)
    return client.get(reverse("simulation"), {"ubah": list(changes), **more})


def copies(order, count):
    """Running orders like `order`, of the same person's village, each with a sentence."""
    values = {field.attname: getattr(order, field.attname) for field in Order._meta.concrete_fields}
    people = order.person.__class__
    made = []
    first = Order.objects.count()
    for n in range(first, first + count):
        person = people.objects.get(pk=order.person_id)
        person.pk, person.code = None, f"SALIN{n:04}"
        person.save()
        row = Order(
            **(
                values
                | {"id": None, "code": f"KLON{n:06}", "case_number": f"{n}/Pid.S/2026/PN Amb", "person_id": person.pk}
            )
        )
        row.save()
        sentence = Sentence.objects.filter(order=order).latest("version")
        sentence.pk, sentence.order = None, row
        sentence.save()
        made.append(row)
    return made


@pytest.mark.parametrize(
    ("role", "simulates", "plans"),
    [
        ("pk", 200, 200),
        ("office", 200, 404),
        ("bureau", 200, 404),
        ("leader", 200, 404),
        ("prosecutor", 404, 200),
        ("clerk", 404, 404),
        ("supervisor", 404, 404),
        ("unit", 404, 404),
        ("administrator", 404, 404),
    ],
)
def test_each_role_finds_what_is_its_own(client, people, running, role, simulates, plans):
    client.force_login(getattr(people, role))
    assert client.get(reverse("simulation")).status_code == simulates
    assert client.get(reverse("orders-in-danger")).status_code == plans


def test_the_way_stands_beside_the_schedule(client, people, running):
    client.force_login(people.pk)
    text = client.get(reverse("schedule")).content.decode()
    assert f'href="{reverse("simulation")}"' in text
    assert f'href="{reverse("orders-in-danger")}"' in text


def test_without_a_change_nothing_is_played(client, people, running, monkeypatch):
    monkeypatch.setattr(views, "compare", lambda *_: pytest.fail("nobody asked"))
    response = page_of(client, people.pk)
    assert "result" not in response.context
    assert "Tidak ada yang disimpan" in response.content.decode()


def crowd(people, count=12):
    """Twenty hours each in five weeks at a site with two places and three slots of five hours a week."""
    order = cast.running(people, hours=20, pattern=None)
    Order.objects.filter(pk=order.pk).update(deadline=cast.MONDAY + timedelta(days=34))
    Slot.objects.update(places=2)
    copies(Order.objects.get(pk=order.pk), count - 1)
    return order


def test_one_more_day_lets_more_people_end_in_time_and_changes_nothing(client, people, site):
    crowd(people)
    tables = (Order, Slot, Site, Plan, Appointment, Entry)
    before = [(table, table.objects.count()) for table in tables]
    response = page_of(client, people.pk, TUESDAY_MORE)
    result = response.context["result"]
    text = response.content.decode()
    finished = result["tiles"][0]
    assert int(finished["after"]) > int(finished["before"])
    gain = int(finished["after"]) - int(finished["before"])
    expected = f"Satu Selasa lagi di Pantai Namalatu menyelesaikan {gain} orang lagi tepat waktu."
    assert result["headline"] == expected
    assert expected in text
    assert "putaran, bukan janji." in text
    assert [(table, table.objects.count()) for table in tables] == before


def test_the_pk_reads_names_of_own_clients_and_others_only_counts(client, people, site):
    crowd(people)
    own = page_of(client, people.pk, TUESDAY_MORE)
    assert own.context["result"]["helped"]
    assert "Samuel Latumahina" in own.content.decode()
    Order.objects.update(pk_officer=None)
    assert page_of(client, people.pk, TUESDAY_MORE).context["result"]["helped"] == []
    for user in (people.leader, people.bureau, people.office):
        response = page_of(client, user, TUESDAY_MORE)
        assert response.context["result"]["helped"] == []
        assert "Latumahina" not in response.content.decode()


def test_an_office_changes_and_sees_only_its_own_sites(client, people, site):
    crowd(people, 3)
    other = open_site(
        name="Kebun Dinas Sosial",
        host=people.host.__class__.objects.get(short_name="Dinsos"),
        village=site.village,
        lat="-3.70000",
        lon="128.20000",
        tasks="Berkebun",
        by=people.system,
        at=cast.AT,
        declared_on=site.declared_on,
        declared_by="Kepala Dinas",
    )
    open_slot(site=other, weekday=1, starts=480, minutes=240, places=5, by=people.system, at=cast.AT)
    response = page_of(client, people.office, TUESDAY_MORE)
    assert [[row["name"] for row in group["rows"]] for group in response.context["result"]["groups"]] == [
        ["Pantai Namalatu"],
        ["DLHP"],
    ]
    assert "Kebun Dinas Sosial" not in response.content.decode()
    refused = page_of(client, people.office, f"sesi-hapus~{other.slug}~1")
    assert refused.context["changes"] == []
    assert refused.context["dropped"]
    names = [row["name"] for row in page_of(client, people.pk, TUESDAY_MORE).context["result"]["groups"][0]["rows"]]
    assert set(names) == {"Pantai Namalatu", "Kebun Dinas Sosial"}


FILLED = {
    "sesi-baru": {"site": "pantai-namalatu", "weekday": 6, "start": "08:00", "minutes": 300, "places": 10},
    "sesi-hapus": {"site": "pantai-namalatu", "weekday": 0},
    "tempat": {"site": "pantai-namalatu", "weekday": 0, "more": -2},
    "lokasi-baru": {"site": "pantai-namalatu", "village": "81.71.01.2001"},
    "pengawas": {"site": "pantai-namalatu", "supervisors": -1},
    "cuti": {"site": "pantai-namalatu", "first": "2026-10-05", "last": "2026-10-12"},
    "absen": {"percent": 35},
    "minggu": {"minutes": 480},
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_has_a_form_an_address_and_a_sentence(client, people, running, kind):
    form = page_of(client, people.pk, jenis=kind).context["form"]
    assert list(form.fields) == list(SHAPES[kind])
    answer = page_of(client, people.pk, LEAVE, jenis=kind, tambah="ya", **FILLED[kind])
    assert answer.status_code == 302
    shown = client.get(answer.url)
    assert len(shown.context["changes"]) == 2
    assert not shown.context["dropped"]
    assert shown.context["result"]["headline"].startswith("Perubahan ini: ")
    assert shown.context["changes"][1]["words"] in shown.content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("sesi-baru", {"minutes": 480, "start": "20:00"}, "minutes"),
        ("cuti", {"last": "2026-10-01"}, "last"),
        ("absen", {"percent": 99}, "percent"),
        ("tempat", {"site": ""}, "site"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(client, people, running, kind, values, field):
    response = page_of(client, people.pk, jenis=kind, tambah="ya", **(FILLED[kind] | values))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert "result" not in response.context


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hapus-semua",
        "absen~-1",
        "absen~91",
        "absen~١٠",
        "tempat~pantai-namalatu~0~0",
        "sesi-hapus~tidak-ada~0",
        "sesi-hapus~pantai-namalatu~7",
        "cuti~pantai-namalatu~2026-10-05~2026-10-01",
        "cuti~pantai-namalatu~2026-02-31~2026-10-01",
        "sesi-baru~pantai-namalatu~6~480~300",
        "sesi-baru~pantai-namalatu~6~480~300~10~1",
    ],
)
def test_nonsense_in_the_address_is_left_out_and_said(client, people, running, text):
    response = page_of(client, people.pk, text)
    assert response.context["changes"] == []
    assert "tidak dapat dibaca" in response.content.decode()


def test_fewer_and_as_many_are_said_too(client, people, site):
    crowd(people, 6)
    assert (
        "orang lebih sedikit yang selesai tepat waktu."
        in page_of(client, people.pk, "absen~80").context["result"]["headline"]
    )
    assert page_of(client, people.pk, "absen~20").context["result"]["headline"].endswith("tepat waktu tetap.")


def test_changes_are_taken_away_one_by_one(client, people, running):
    response = page_of(client, people.pk, TUESDAY_MORE, LEAVE)
    first, second = response.context["changes"]
    left = client.get(first["without"])
    assert [one["words"] for one in left.context["changes"]] == [second["words"]]
    assert client.get(left.context["changes"][0]["without"]).context["changes"] == []


def test_no_more_changes_than_eight(client, people, running):
    many = [f"absen~{n}" for n in range(12)]
    response = page_of(client, people.pk, *many, jenis="absen")
    assert len(response.context["changes"]) == 8
    assert response.context["form"] is None
    assert "Hapus satu sebelum menambah" in response.content.decode()


def test_a_session_cannot_run_past_midnight_by_address(people, running):
    read, _ = Reader(Site.objects.all(), villages()).read(["sesi-baru~pantai-namalatu~6~1400~300~10"])
    assert read == []


def test_a_city_that_is_too_large_is_simulated_by_district(client, people, running, monkeypatch):
    monkeypatch.setattr(views, "MOST_ORDERS", 0)
    response = page_of(client, people.pk, TUESDAY_MORE)
    text = response.content.decode()
    assert "result" not in response.context
    assert "terlalu besar untuk simulasi di halaman" in text
    monkeypatch.setattr(views, "MOST_ORDERS", 1)
    copies(running, 2)
    village = villages().exclude(parent=running.person.village.parent).first()
    moved = Order.objects.exclude(pk=running.pk)
    moved.first().person.__class__.objects.filter(orders__in=moved).update(village=village)
    district = running.person.village.parent
    response = page_of(client, people.pk, TUESDAY_MORE, kecamatan=district.code)
    assert response.context["count"] == response.context["result"]["people"] == 1
    assert f"di {district.name}" in response.content.decode()


def cost(client, user, path, data=None):
    client.force_login(user)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(path, data).status_code == 200
    return len(found)


def test_pages_cost_the_same_for_three_orders_and_for_thirty(client, people, site):
    order = crowd(people, 3)
    paths = [(reverse("simulation"), {"ubah": TUESDAY_MORE}), (reverse("orders-in-danger"), None)]
    few = [cost(client, people.pk, *one) for one in paths]
    copies(Order.objects.get(pk=order.pk), 27)
    assert all(cost(client, people.pk, *one) <= before for one, before in zip(paths, few, strict=True))
    assert max(few) < 40


def test_the_list_of_danger_says_how_late_and_leads_to_the_order(client, people, site, running):
    late = cast.running(
        people,
        case_number="301/Pid.B/2026/PN Amb",
        person_name="Ruth Sopacua",
        hours=240,
        pattern=Pattern(days_per_week=1),
    )
    client.force_login(people.pk)
    response = client.get(reverse("orders-in-danger"))
    (row,) = response.context["rows"]
    assert (row["number"], row["url"]) == ("301/Pid.B/2026/PN Amb", reverse("order", args=[late.code]))
    assert row["text"].startswith("Pasti kurang ")
    client.force_login(people.stranger)
    assert client.get(reverse("orders-in-danger")).context["rows"] == []


def test_a_large_office_sees_the_own_orders_only(client, people, site, running, monkeypatch):
    cast.running(
        people, case_number="301/Pid.B/2026/PN Amb", person_name="A B", hours=240, pattern=Pattern(days_per_week=1)
    )
    Order.objects.exclude(pk=running.pk).update(pk_officer=None)
    monkeypatch.setattr(views_danger, "MOST_ORDERS", 1)
    client.force_login(people.pk)
    response = client.get(reverse("orders-in-danger"))
    assert response.context["rows"] == []
    assert "hanya memuat perkara Anda sendiri" in response.content.decode()


def test_every_field_of_every_form_has_a_label(people, site):
    for kind in KINDS:
        form = ChangeForm(kind=kind, sites=Site.objects.all())
        assert all(str(field.label) for field in form.fields.values())
