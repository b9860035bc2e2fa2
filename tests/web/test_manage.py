"""Accounts, numbers, calendar and record through the administrator's pages."""

import re
from datetime import date

import pytest
from django.urls import reverse

from masohi.law.parameters import PARAMETERS
from masohi.ledger.models import Entry
from masohi.parties.accounts.models import User
from masohi.parties.parameters.models import Holiday, Setting
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.attendance.models import Attendance
from tests import cast

pytestmark = pytest.mark.django_db

PAGES = ["manage", "manage-accounts", "manage-account-new", "parameters", "calendar", "ledger", "style"]
OTHERS = ("clerk", "prosecutor", "pk", "supervisor", "office")


@pytest.fixture
def admin(client, people):
    client.force_login(people.administrator)
    return client


def words(response):
    return re.sub(r"<[^>]+>", " ", response.content.decode())


@pytest.mark.parametrize("name", PAGES)
def test_the_administrator_enters(admin, name):
    assert admin.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_finds_these_rooms(client, people, role, name):
    client.force_login(getattr(people, role))
    assert client.get(reverse(name)).status_code == 404


def test_the_rooms_ask_a_visitor_to_sign_in(client, db):
    assert client.get(reverse("manage")).url == f"{reverse('account_login')}?next=/kelola"


@pytest.mark.parametrize("name", [name for name in PAGES if name != "style"])  # it has fictional people of its own
def test_the_administrator_sees_no_sentenced_person(admin, planned, name):
    assert not re.search("Samuel|Latumahina", words(admin.get(reverse(name))))


def typed(**changes):
    return {
        "username": "sari",
        "name": "Sari Latu",
        "phone": "",
        "role": "opd",
        "organisation": "Dinsos",
        "password": cast.PASSWORD,
    } | changes


def test_it_opens_an_account_that_can_sign_in(admin, client):
    answer = admin.post(reverse("manage-account-new"), typed())
    person = User.objects.get(username="sari")
    assert answer.url == reverse("manage-account", args=[person.pk])
    assert person.has("opd")
    assert person.check_password(cast.PASSWORD)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"password": "pendek"}, "Kata sandi pertama"),
        ({"password": "sari-latu-123"}, "Kata sandi pertama"),
        ({"organisation": "Kejari Ambon"}, "tidak ada di kantor itu"),
        ({"username": "maria"}, "Nama akun"),
        ({"role": "sistem"}, "Peran"),
    ],
)
def test_a_refused_account_keeps_what_was_typed_but_the_password(admin, changes, told):
    answer = admin.post(reverse("manage-account-new"), typed(**changes))
    assert answer.status_code == 200
    assert told in words(answer)
    page = answer.content.decode()
    assert 'value="Sari Latu"' in page
    assert f'value="{changes.get("password") or cast.PASSWORD}"' not in page
    assert not User.objects.filter(name="Sari Latu").exists()


def test_it_adds_a_role_once(admin, people):
    url = reverse("manage-account", args=[people.office.pk])
    data = {"tindakan": "peran", "peran-role": "pengawas", "peran-organisation": "DLHP"}
    assert admin.post(url, data).status_code == 302
    assert admin.post(url, data).status_code == 200
    assert people.office.memberships.filter(role="pengawas").count() == 1


def test_it_gives_a_new_password(admin, people):
    url = reverse("manage-account", args=[people.pk.pk])
    weak = admin.post(url, {"tindakan": "sandi", "sandi-password": "123"})
    assert weak.status_code == 200
    assert '<details class="kartu" open>' in weak.content.decode()
    admin.post(url, {"tindakan": "sandi", "sandi-password": "ombak-teluk-dalam"})
    people.pk.refresh_from_db()
    assert people.pk.check_password("ombak-teluk-dalam")


def test_it_closes_an_account_but_never_its_own(admin, people):
    admin.post(reverse("manage-account", args=[people.clerk.pk]), {"tindakan": "tutup"})
    people.clerk.refresh_from_db()
    assert not people.clerk.is_active
    answer = admin.post(reverse("manage-account", args=[people.administrator.pk]), {"tindakan": "tutup"}, follow=True)
    assert "Akun sendiri tidak dapat ditutup" in words(answer)
    people.administrator.refresh_from_db()
    assert people.administrator.is_active


def test_a_closed_account_leaves_at_its_next_request(client, people, admin):
    other = type(client)()
    other.force_login(people.clerk)
    admin.post(reverse("manage-account", args=[people.clerk.pk]), {"tindakan": "tutup"})
    assert other.get(reverse("tasks")).status_code == 302


@pytest.mark.parametrize("number", [0, 999999])
def test_an_account_that_is_not_there(admin, number):
    assert admin.get(reverse("manage-account", args=[number])).status_code == 404


def test_every_number_stands_on_the_page_with_its_source(admin):
    text = words(admin.get(reverse("parameters")))
    for known in PARAMETERS.values():
        assert known.label in text
        assert known.source in text


def number(**changes):
    return {
        "value": "3 jam",
        "valid_from": "2026-12-01",
        "source": "SK Kabapas 1/2026",
        "reason": "Kesepakatan",
    } | changes


def test_it_sets_a_number_with_date_source_and_reason(admin, people):
    assert admin.post(reverse("parameter", args=["min_session_minutes"]), number()).status_code == 302
    row = Setting.objects.get()
    assert (row.value, row.set_by) == (180, people.administrator)
    assert parameters_in_force().value("min_session_minutes", date(2026, 11, 30)) == 120
    assert parameters_in_force().value("min_session_minutes", date(2026, 12, 1)) == 180
    text = words(admin.get(reverse("parameter", args=["min_session_minutes"])))
    assert "Kesepakatan" in text
    assert "Agus Pengelola" in text


@pytest.mark.parametrize("field", ["value", "valid_from", "source", "reason"])
def test_a_number_without_its_reasons_is_refused(admin, field):
    answer = admin.post(reverse("parameter", args=["min_session_minutes"]), number(**{field: ""}))
    assert answer.status_code == 200
    assert not Setting.objects.exists()


def test_a_number_that_cannot_be_read_says_how_to_write_it(admin):
    answer = admin.post(reverse("parameter", args=["min_session_minutes"]), number(value="lama sekali"))
    assert "misalnya 2 jam 30 menit" in words(answer)
    assert 'value="lama sekali"' in answer.content.decode()


def test_a_choice_is_made_from_a_list(admin):
    url = reverse("parameter", args=["execution_start_basis"])
    assert admin.get(url).content.decode().count('type="radio"') == 4
    admin.post(url, number(value="tanggal sesi pertama"))
    assert Setting.objects.get().value == "first_session"


def test_what_a_statute_fixes_has_no_form_and_takes_no_post(admin):
    url = reverse("parameter", args=["total_hours"])
    assert "Pasal 85 ayat (4)" in words(admin.get(url))
    assert b'name="value"' not in admin.post(url, number(value="8 sampai 500")).content
    assert not Setting.objects.exists()


def test_an_unknown_number_is_not_there(admin):
    assert admin.get(reverse("parameter", args=["moon"])).status_code == 404


def test_a_holiday_is_added_renamed_taken_off_and_put_back(admin):
    url = reverse("calendar")
    day = {"day": "2026-12-24", "name": "Cuti bersama", "source": "SKB 3 Menteri"}
    assert admin.post(url, day | {"tindakan": "simpan"}).url == f"{url}?tahun=2026"
    admin.post(url, day | {"name": "Cuti bersama Natal", "tindakan": "simpan"})
    assert Holiday.objects.get().name == "Cuti bersama Natal"
    admin.post(url, day | {"tindakan": "hapus"})
    assert Holiday.objects.get().removed
    assert "<del>" in admin.get(url, {"tahun": "2026"}).content.decode()
    admin.post(url, day | {"tindakan": "simpan"})
    assert not Holiday.objects.get().removed


@pytest.mark.parametrize("year", ["", "besok", "99999999999", "-1", "²"])
def test_any_year_in_the_address_gives_a_page(admin, year):
    assert admin.get(reverse("calendar"), {"tahun": year}).status_code == 200


@pytest.mark.parametrize("before", ["", "x", "-5", "99999999999999999999999", "²"])
def test_any_place_in_the_record_gives_a_page(admin, before):
    assert admin.get(reverse("ledger"), {"sebelum": before}).status_code == 200


def test_a_sound_record_is_called_sound(admin, planned):
    text = words(admin.post(reverse("ledger")))
    assert "Catatan utuh" in text
    assert f"{Entry.objects.count()} catatan dihitung ulang" in text


def test_a_changed_entry_is_found(admin, planned):
    Entry.objects.filter(seq=5).update(kind="order.closed")
    text = words(admin.post(reverse("ledger")))
    assert "Catatan berubah" in text
    assert "Mulai catatan nomor 5" in text


def test_a_changed_attendance_row_is_found(admin, people, planned):
    session = planned.order.appointments.earliest("starts_at").session
    (record,) = cast.attend(people, session)
    Attendance.objects.filter(pk=record.pk).update(reported_minutes=1)
    text = words(admin.post(reverse("ledger")))
    assert "Catatan berubah" in text
    assert f"work.attendance:{record.pk}" in text


def test_the_record_is_read_in_pages(admin, planned):
    last = Entry.objects.count()
    text = words(admin.get(reverse("ledger"), {"sebelum": "3"}))
    assert last > 10
    assert text.count("account.opened") + text.count("reference.loaded") + text.count("role.given") == 3


def test_pages_ask_a_fixed_number_of_questions(admin, planned, django_assert_max_num_queries):
    for name in ("manage-accounts", "parameters", "calendar", "ledger"):
        with django_assert_max_num_queries(8):
            admin.get(reverse(name))
