"""Weekly slots, supervisors, days shut through their pages."""

import re
from datetime import date

import pytest
from django.urls import reverse

from masohi.ledger.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("masohi.faces.web.sites.offers.today", lambda: date(2026, 10, 12))


@pytest.fixture
def office(client, people):
    client.force_login(people.office)
    return client


def words(response):
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def test_a_slot_is_opened_and_ended(office, site):
    url = reverse("site-offer", args=[site.slug])
    assert office.post(url, {"weekday": 1, "starts": 480, "minutes": 240, "places": 6}).status_code == 302
    slot = site.slots.get(weekday=1)
    assert (slot.starts, slot.minutes, slot.places) == (480, 240, 6)
    office.post(url, {"akhiri": slot.pk})
    slot.refresh_from_db()
    assert not slot.active


def test_a_slot_of_another_site_cannot_be_ended_here(office, people, site):
    other = cast.site(people, "Pantai Lain")
    slot = other.slots.first()
    assert office.post(reverse("site-offer", args=[site.slug]), {"akhiri": slot.pk}).status_code == 404
    slot.refresh_from_db()
    assert slot.active


def test_overlapping_slots_are_refused_with_what_was_typed(office, site):
    answer = office.post(
        reverse("site-offer", args=[site.slug]), {"weekday": 0, "starts": 600, "minutes": 240, "places": 17}
    )
    assert "bertumpuk" in words(answer)
    assert 'value="17"' in answer.content.decode()
    assert site.slots.count() == 3


@pytest.mark.parametrize("wrong", [{"minutes": 510}, {"places": 0}, {"weekday": 7}, {"starts": 1}])
def test_impossible_slots_are_refused(office, site, wrong):
    data = {"weekday": 1, "starts": 480, "minutes": 240, "places": 6} | wrong
    assert office.post(reverse("site-offer", args=[site.slug]), data).status_code == 200
    assert site.slots.count() == 3


def test_a_supervisor_is_appointed_and_dismissed(office, people, site):
    url = reverse("site-supervisors", args=[site.slug])
    office.post(url, {"person": "budi", "capacity": 7})
    assert site.supervisors.get().capacity == 7
    office.post(url, {"lepas": "budi"})
    assert not site.supervisors.exists()
    assert Entry.objects.filter(kind="supervisor.dismissed").exists()


def test_only_supervisors_of_the_own_office_can_be_chosen(office, people, site):
    url = reverse("site-supervisors", args=[site.slug])
    assert office.post(url, {"person": "maria", "capacity": 7}).status_code == 200
    assert "Maria" not in words(office.get(url))


def test_it_shuts_a_site_and_says_which_sessions_that_meets(office, planned):
    session = planned.order.appointments.earliest("starts_at").session
    day = session.day.isoformat()
    answer = office.post(
        reverse("site-shut", args=[session.site.slug]),
        {"first_day": day, "last_day": day, "reason": "Banjir"},
        follow=True,
    )
    text = words(answer)
    assert "Hari tutup tersimpan" in text
    assert "1 sesi pada hari itu tetap ada di jadwal" in text
    assert "dijadwalkan ulang" not in text, "nothing plans it anew by itself"
    planned.order.refresh_from_db()
    assert planned.order.appointments.filter(session=session, state="terjadwal").exists()


def test_days_in_the_wrong_order_are_refused(office, site):
    answer = office.post(
        reverse("site-shut", args=[site.slug]),
        {"first_day": "2026-11-02", "last_day": "2026-11-01", "reason": "Banjir"},
    )
    assert "mendahului" in words(answer)
    assert 'value="Banjir"' in answer.content.decode()
    assert not site.closures.exists()
