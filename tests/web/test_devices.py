"""Phones through their page: invited by one officer, approved by another with the number on the phone, taken out with a reason."""

import re

import pytest
from django.urls import reverse

from masohi.parties.devices.actions import join_phone
from masohi.parties.devices.models import Device
from masohi.parties.devices.queries import check_number, invitation
from tests import cast
from tests.browser.conftest import Clock
from tests.field import phone_of
from tests.phone import Key

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    return Clock().rule(monkeypatch)


@pytest.fixture
def waiting(people, planned, client, clock, monkeypatch):
    """The office shows a QR, the supervisor's phone joins."""
    asked = []
    monkeypatch.setattr("masohi.faces.web.devices.views.qr_data_uri", lambda url: asked.append(url) or "data:,")
    client.force_login(people.office)
    page = client.post(reverse("device-invite"), {"holder": people.supervisor.pk})
    assert page["Cache-Control"] == "no-store"
    assert "Berlaku 10 menit" in page.content.decode()
    token = re.search(r"/lapangan/pasang#(.+)$", asked[0])[1]
    key = Key()
    device = join_phone(
        invitation=invitation(token),
        algorithm="ed25519",
        key=key.public,
        name="HP Budi",
        by=people.supervisor,
        at=clock.at,
    )
    return device, check_number(key.public)


def test_a_second_officer_approves_with_the_number(client, people, waiting):
    device, number = waiting
    client.force_login(people.office)
    assert "Angka 4 digit" not in client.get(reverse("devices")).content.decode(), "not by who invited"
    client.force_login(people.pk)
    assert "Angka 4 digit" in client.get(reverse("devices")).content.decode()
    wrong = "0000" if number != "0000" else "1111"
    page = client.post(reverse("devices"), {"setujui": device.code, "angka": wrong}, follow=True).content.decode()
    assert "tidak sama" in page
    client.post(reverse("devices"), {"setujui": device.code, "angka": number})
    device.refresh_from_db()
    assert (device.state, device.approved_by) == ("aktif", people.pk)


def test_a_phone_is_taken_out_with_a_reason(client, people, site, clock):
    _, device = phone_of(people.supervisor, people)
    client.force_login(people.office)
    client.post(reverse("devices"), {"cabut": device.code, "alasan": ""})
    assert Device.objects.get().state == "aktif"
    client.post(reverse("devices"), {"cabut": device.code, "alasan": "Hilang di angkot"})
    assert (Device.objects.get().state, Device.objects.get().ended_reason) == ("dicabut", "Hilang di angkot")
    assert "Hilang di angkot" in client.get(reverse("devices")).content.decode()


def test_a_phone_of_another_office_is_not_there(client, people, site, clock):
    _, device = phone_of(people.supervisor, people)
    client.force_login(people.supervisor)
    assert client.get(reverse("devices")).status_code == 404
    client.force_login(people.clerk)
    assert client.post(reverse("devices"), {"cabut": device.code, "alasan": "x"}).status_code == 404
    assert Device.objects.get().state == "aktif"


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("pk", True),
        ("office", True),
        ("administrator", True),
        ("prosecutor", True),
        ("supervisor", False),
        ("bureau", False),
    ],
)
def test_the_door_stands_beside_the_sites(client, people, site, clock, role, sees):
    client.force_login(getattr(people, role))
    page = client.get(reverse("sites"))
    assert page.status_code == 200
    assert (reverse("devices") in page.content.decode()) is sees


def test_only_supervisors_of_the_own_office_are_offered(client, people, site, clock):
    client.force_login(people.office)
    page = client.get(reverse("device-invite")).content.decode()
    assert people.supervisor.name in page
    assert people.pk.name not in page
    assert cast.PASSWORD not in page
