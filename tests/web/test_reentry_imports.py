"""Lists from spreadsheets: people straight into a class, and what an office keeps in its store room."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masohi.parties.roles import Role
from masohi.reentry.equipment.intake.actions import import_items
from masohi.reentry.equipment.models import Item
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.actions import cancel_cohort, enrol
from masohi.reentry.training.intake.actions import import_class
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.sheets_table import Table
from tests import learning, promised
from tests.intake.sheets_made import xlsx

pytestmark = pytest.mark.django_db
HEADS = ("Nama Peserta", "JK", "Tgl Lahir", "Minat")
NONE = Table({}, [])


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: promised.NOON)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def sent(client, address, heads, *rows):
    content = xlsx([dict(zip(heads, row, strict=True)) for row in rows], heads)
    return client.post(address, {"file": SimpleUploadedFile("daftar.xlsx", content)})


def taken(client, address, page):
    return client.post(address, {"daftar": page.context["sealed"]}, follow=True)


# --- people into a class


@pytest.fixture
def made(people):
    """A class for two at LPKA; Abner takes part at the unit, and in nothing yet."""
    learning.trainee(people, "Abner Tahapary")
    return learning.cohort(people, places=2)


@pytest.fixture
def address(made):
    return reverse("cohort-import", args=[made.code])


def seated(made):
    return [(row.trainee.person.name, row.state) for row in made.enrolments.order_by("position")]


def test_a_list_fills_a_class_in_its_order_and_the_second_time_adds_nobody(client, people, made, address):
    client.force_login(people.unit)
    rows = [
        ("Abner Tahapary", "L", "01/05/2009", "Kayu"),
        ("Berto Siahaya", "L", "02/05/2009", "Kayu"),
        ("Celi Pattikawa", "P", "", "Kayu"),
        ("Dodi Rekaan", "X", "01/05/2009", "Kayu"),
        ("Berto Siahaya", "L", "02/05/2009", "Kayu"),
    ]
    page = sent(client, address, HEADS, *rows)
    told = words(page)
    assert "3 baris siap, 2 baris perlu diperbaiki" in told
    assert "Orang ini sudah terdaftar di kelas ini." in told, "the same person twice in one file"
    assert (Trainee.objects.count(), made.enrolments.count()) == (1, 0), "nothing is stored by looking"
    assert "3 baris tersimpan, 2 baris dilewati" in words(taken(client, address, page))
    assert seated(made) == [
        ("Abner Tahapary", "peserta"),
        ("Berto Siahaya", "peserta"),
        ("Celi Pattikawa", "menunggu"),
    ]
    assert Trainee.objects.count() == 3, "who takes part already is not entered twice"
    assert "0 baris siap" in words(sent(client, address, HEADS, *rows))
    taken(client, address, page)
    assert (Trainee.objects.count(), made.enrolments.count()) == (3, 3)
    assert list(touched_anywhere()) == []


def test_a_name_of_two_is_asked_about(client, people, made, address):
    learning.trainee(
        people, "Abner Tahapary", facts=learning.PersonFacts("Abner Tahapary", date(2008, 1, 1), "L", nik_reason="x")
    )
    client.force_login(people.unit)
    assert "Tulis tanggal lahirnya" in words(sent(client, address, HEADS, ("Abner Tahapary", "L", "", "")))
    assert "1 baris siap" in words(sent(client, address, HEADS, ("Abner Tahapary", "L", "01/01/2008", "")))


def test_rows_looked_at_for_one_class_come_into_no_other(client, people, made, address):
    client.force_login(people.unit)
    page = sent(client, address, HEADS, ("Berto Siahaya", "L", "02/05/2009", ""))
    other = learning.cohort(people, of=made.programme)
    told = words(taken(client, reverse("cohort-import", args=[other.code]), page))
    assert "Pratinjau ini sudah tidak berlaku" in told
    assert not other.enrolments.exists()


def test_a_class_that_has_ended_takes_no_list(client, people, made, address):
    client.force_login(people.unit)
    page = sent(client, address, HEADS, ("Berto Siahaya", "L", "02/05/2009", ""))
    cancel_cohort(cohort=made, reason="Sepi", by=people.unit, at=promised.NOON)
    assert "Kelas ini sudah berakhir" in words(taken(client, address, page))
    assert not made.enrolments.exists()


def test_only_the_unit_of_the_class_imports_into_it(client, people, made, address):
    given = {"cohort": made, "table": NONE, "digest": "x", "dry_run": True, "at": promised.NOON}
    lapas = promised.officer(people, "lapas", "Lapas Ambon", Role.UNIT)
    for who in (lapas, learning.trader(people), people.pk, people.leader):
        with pytest.raises(PermissionDenied):
            import_class(**given, by=who)
    client.force_login(lapas)
    assert client.get(address).status_code == 404
    client.force_login(learning.trader(people))
    assert client.get(address).status_code == 404


def test_a_child_trained_by_verdict_comes_in_by_the_same_rule(client, people, made, address, monkeypatch):
    """Whatever `enrol` refuses is the row's own sentence, and the other rows come in."""
    enrol(cohort=made, trainees=[Trainee.objects.get()], by=people.unit, at=promised.NOON)
    monkeypatch.setattr("masohi.reentry.training.intake.actions.in_class", lambda *_: False)
    client.force_login(people.unit)
    page = sent(client, address, HEADS, ("Abner Tahapary", "L", "01/05/2009", ""), ("Berto Siahaya", "L", "", ""))
    assert "1 baris siap, 1 baris perlu diperbaiki" in words(page)
    assert "sudah terdaftar" in words(page)


# --- equipment

THINGS = (
    "Nama Barang",
    "Jenis",
    "Jml",
    "Satuan",
    "Sumber Dana",
    "Tgl Perolehan",
    "Harga",
    "No Seri",
    "Masa Periksa",
    "Terakhir diperiksa",
)
WELDER = ("Mesin las 900 W", "alat", "1", "buah", "APBD Kota", "01/09/2026", "1.850.000", "LAS-17", "90", "05/09/2026")
GLOVES = ("Sarung tangan", "apd", "20", "pasang", "apbd", "02/09/2026", "", "", "", "")


def test_a_store_room_is_imported_row_by_row_and_nothing_twice(client, people):
    client.force_login(people.unit)
    address = reverse("equipment-import")
    given_away = ("Gerinda", "alat", "1", "buah", "CSR", "01/09/2026", "", "", "", "")
    rare = ("Kompresor", "alat", "1", "buah", "kota", "01/09/2026", "", "K-1", "400", "05/09/2026")
    future = ("Bor", "alat", "1", "buah", "kota", "01/09/2030", "", "", "", "")
    odd = ("Palu", "senjata", "0", "buah", "kota", "kemarin", "", "", "", "")
    page = sent(client, address, THINGS, WELDER, GLOVES, WELDER, given_away, rare, future, odd)
    told = words(page)
    assert "2 baris siap, 5 baris perlu diperbaiki" in told
    for said in ("sudah ada di daftar", "Tulis pemberi", "paling lama 365 hari", "belum tiba", "senjata"):
        assert said in told
    assert not Item.objects.exists()
    assert "2 baris tersimpan, 5 baris dilewati" in words(taken(client, address, page))
    welder, gloves = Item.objects.order_by("pk")
    assert (welder.owner.short_name, welder.serial, welder.rupiah) == ("LPKA Ambon", "LAS-17", 1_850_000)
    assert (welder.check_days, welder.next_check_on) == (90, date(2026, 12, 4))
    assert (gloves.kind, gloves.count, gloves.unit, gloves.source) == ("apd", 20, "pasang", "kota")
    assert "0 baris siap" in words(sent(client, address, THINGS, WELDER, GLOVES))
    taken(client, address, page)
    assert Item.objects.count() == 2
    assert list(touched_anywhere()) == []


def test_only_who_keeps_a_list_imports_into_it(client, people):
    with pytest.raises(PermissionDenied):
        import_items(table=NONE, digest="x", dry_run=True, by=people.pk, at=promised.NOON)
    client.force_login(people.unit)
    page = sent(client, reverse("equipment-import"), (*THINGS, "Pemilik"), (*WELDER, "Disperindag"))
    assert "0 baris siap" in words(page)
    client.force_login(people.pk)
    assert client.get(reverse("equipment-import")).status_code == 404


def test_the_empty_workbooks_can_be_filled_in_and_sent(client, people):
    """Our own example row is read by our own reader."""
    client.force_login(people.unit)
    content = client.get(reverse("equipment-template")).content
    page = client.post(reverse("equipment-import"), {"file": SimpleUploadedFile("contoh.xlsx", content)})
    assert "1 baris siap, 0 baris perlu diperbaiki" in words(page)
