"""Accounts and roles: what they are called, where they can be held, and who may enter without a password."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masohi.cases.orders.actions import register_orders
from masohi.cases.orders.facts import Verdict
from masohi.cases.orders.models import Order
from masohi.parties.accounts.actions import add_role, close_account, open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import sample_account, sample_doors_open
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.terms import Kind
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.writing.refusals import Refused
from tests import cast

pytestmark = pytest.mark.django_db

REGISTER = Path(__file__).resolve().parents[2] / "samples" / "register-putusan.xlsx"
HOMES = {
    Role.CLERK: {Kind.COURT},
    Role.PROSECUTOR: {Kind.PROSECUTOR},
    Role.PROBATION: {Kind.PROBATION},
    Role.SUPERVISOR: {Kind.OFFICE, Kind.CITY},
    Role.OFFICE: {Kind.OFFICE, Kind.CITY},
    Role.UNIT: {Kind.REGION, Kind.PROBATION, Kind.YOUTH, Kind.PRISON, Kind.WOMEN, Kind.REMAND},
    Role.COOPERATION: {Kind.OFFICE, Kind.CITY, Kind.REGION},
    Role.LEADER: {Kind.CITY, Kind.REGION, Kind.PROSECUTOR, Kind.COURT},
    Role.PERSONNEL: {Kind.OFFICE},
    Role.PANEL: {Kind.OFFICE, Kind.CITY},
    Role.ADMINISTRATOR: {Kind.OFFICE, Kind.CITY},
    Role.CHILD_OFFICER: {Kind.COURT, Kind.PROSECUTOR, Kind.PROBATION},
    Role.SYSTEM: set(),
}


def opened(people, **changes):
    given = {
        "username": "baru",
        "name": "Orang Baru",
        "password": cast.PASSWORD,
        "organisation": people.host,
        "role": Role.OFFICE,
        "by": people.administrator,
        "at": cast.AT,
    }
    return open_account(**(given | changes))


@pytest.mark.parametrize(
    "username", ["", "   ", "a b", "a/b", "<b>", "a\nb", "é", "maria", "MARIA", "Sistem", "x" * 61]
)
def test_a_name_of_an_account_is_plain_and_its_own(people, username):
    before = User.objects.count()
    with pytest.raises(ValidationError):
        opened(people, username=username)
    assert User.objects.count() == before


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_an_account_has_a_person_s_name(people, name):
    with pytest.raises(ValidationError, match="Tulis nama orangnya"):
        opened(people, name=name)


def test_a_name_is_stored_tidy(people):
    made = opened(people, username="sari.latu-2_x", name="  Sari   Latu ")
    assert (made.username, made.name) == ("sari.latu-2_x", "Sari Latu")


@pytest.mark.parametrize("role", Role)
def test_a_role_is_held_only_where_it_belongs(people, role):
    for kind in Kind:
        unit = Organisation.objects.filter(kind=kind).first()
        for deed in (
            lambda u=unit: opened(people, username=f"a-{u.kind}", organisation=u, role=role),
            lambda u=unit: add_role(account=people.stranger, organisation=u, role=role, by=people.system, at=cast.AT),
        ):
            if kind in HOMES[role]:
                if not people.stranger.memberships.filter(organisation=unit, role=role).exists():
                    deed()
            else:
                with pytest.raises(Refused, match="tidak ada di kantor itu"):
                    deed()


def test_nobody_gives_a_role_to_themselves(people):
    with pytest.raises(Refused, match="Minta pengelola lain"):
        add_role(
            account=people.administrator,
            organisation=people.bapas,
            role=Role.PROBATION,
            by=people.administrator,
            at=cast.AT,
        )
    assert User.objects.get(pk=people.administrator.pk).roles == {Role.ADMINISTRATOR}


def test_the_page_says_so_too(client, people):
    client.force_login(people.administrator)
    page = client.post(
        f"/kelola/pengguna/{people.administrator.pk}",
        {"tindakan": "peran", "peran-role": "pk", "peran-organisation": "Bapas Ambon"},
    )
    assert "Minta pengelola lain" in page.content.decode()


@pytest.fixture
def sample(people):
    """A jaksa of the sample data, without password."""
    return opened(
        people,
        username="contoh-jaksa",
        password=None,
        organisation=people.kejari,
        role=Role.PROSECUTOR,
        sample=True,
        by=people.system,
    )


def test_no_real_case_enters_beside_sample_people(people, sample):
    with pytest.raises(Refused, match="Folder ini berisi data contoh"):
        cast.order(people)
    people.prosecutor = sample
    cast.order(people)
    assert Order.objects.count() == 1


def test_the_page_says_why_a_real_register_is_not_saved_beside_sample_people(client, people, sample):
    client.force_login(people.prosecutor)
    upload = SimpleUploadedFile("register.xlsx", REGISTER.read_bytes())
    batch = client.post("/impor", {"file": upload}).url
    page = client.post(batch, {"langkah": "simpan"}, follow=True)
    assert "Folder ini berisi data contoh" in page.content.decode()
    assert not Order.objects.exists()


def test_real_cases_enter_once_the_sample_people_are_gone(people, sample):
    close_account(account=sample, by=people.administrator, at=cast.AT)
    cast.order(people)
    assert not sample_doors_open()
    assert sample_account("contoh-jaksa") is None


def test_sample_people_cannot_be_entered_over_https(client, sample, settings):
    assert client.get("/contoh").status_code == 200
    settings.HTTPS = True
    assert client.get("/contoh").status_code == 404
    assert client.post("/contoh", {"peran": "contoh-jaksa"}).status_code == 404
    assert sample_account("contoh-jaksa") is None
    assert "Pilih peran contoh" not in client.get("/masuk").content.decode()


def test_many_orders_ask_once_whether_samples_are_there(people):
    numbers = [f"{number}/Pid.B/2026/PN Amb" for number in range(1, 6)]
    verdicts = [Verdict(cast.facts(case_number=n), people.court, people.kejari, people.bapas) for n in numbers]
    with CaptureQueriesContext(connection) as asked:
        register_orders(verdicts=verdicts, parameters=parameters_in_force(), by=people.prosecutor, at=cast.AT)
    assert Order.objects.count() == 5
    assert sum("is_sample" in one["sql"].partition("WHERE")[2] for one in asked.captured_queries) == 1
