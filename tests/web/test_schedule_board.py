"""The schedule board: a week in rows of sites, and its announcement."""

from datetime import date

import pytest
from django.urls import reverse

from masohi.ledger.models import Entry
from masohi.supply.sites.actions import close_days
from masohi.work.placement.models import Appointment, Session
from tests import cast

pytestmark = pytest.mark.django_db
WEEK = "2026-W41"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


def board_of(client, user, week=WEEK):
    client.force_login(user)
    return client.get(reverse("schedule"), {"minggu": week})


def chips(response):
    rows = response.context["board"]["rows"]
    return {
        (row["site"], n): cell["sessions"] for row in rows for n, cell in enumerate(row["cells"]) if cell["sessions"]
    }


def test_a_week_shows_sessions_with_people_and_places(client, people, planned):
    response = board_of(client, people.pk)
    found = chips(response)
    assert list(found) == [("Pantai Namalatu", 2), ("Pantai Namalatu", 5)]
    (chip,) = found["Pantai Namalatu", 2]
    assert (chip["label"], chip["people"], chip["capacity"], chip["announced"]) == ("08.00–13.00", 1, 10, False)
    text = response.content.decode()
    assert "Umumkan &amp; kabari (1 orang)" in text
    assert "rancangan" in text
    assert "Samuel" not in text


def test_announced_sessions_are_solid_and_announcing_twice_says_so(client, people, planned):
    client.force_login(people.pk)
    url = reverse("schedule-announce")
    first = client.post(url, {"minggu": WEEK}, follow=True)
    assert "2 sesi diumumkan." in first.content.decode()
    assert "belum mengirim pesan sendiri" in first.content.decode()
    assert Session.objects.filter(announced_at=None).count() == 10
    assert first.redirect_chain[-1][0] == reverse("schedule-tell")
    after = board_of(client, people.pk)
    assert all(chip["announced"] for sessions in chips(after).values() for chip in sessions)
    assert "Umumkan &amp; kabari" not in after.content.decode()
    assert "sudah diumumkan" in client.post(url, {"minggu": WEEK}, follow=True).content.decode()
    assert Entry.objects.filter(kind="sessions.announced").count() == 1


def test_a_date_at_a_closed_site_is_not_announced(client, people, planned):
    first, second = Session.objects.filter(taken__gt=0).order_by("day")[:2]
    close_days(site=first.site, first_day=first.day, last_day=first.day, reason="Talud", by=people.office, at=cast.AT)
    assert board_of(client, people.pk).context["quiet_sessions"] == 1
    client.post(reverse("schedule-announce"), {"minggu": WEEK})
    told = Appointment.objects.exclude(told_at=None).values_list("session", flat=True)
    assert list(told) == [second.pk]


def test_only_the_pk_announces(client, people, planned):
    url = reverse("schedule-announce")
    for user in (people.prosecutor, people.supervisor, people.office, people.clerk, people.administrator):
        client.force_login(user)
        for week in (WEEK, "2026-W30"):
            assert client.post(url, {"minggu": week}).status_code == 404
    client.force_login(people.pk)
    assert client.get(url).status_code == 405
    assert not Session.objects.exclude(announced_at=None).exists()
    assert "Umumkan &amp; kabari" not in board_of(client, people.prosecutor).content.decode()


def test_hosts_see_their_own_sites_and_outsiders_no_board(client, people, planned):
    for user in (people.prosecutor, people.supervisor, people.office):
        assert len(chips(board_of(client, user))) == 2
    for user in (people.clerk, people.administrator):
        assert board_of(client, user).status_code == 404


def test_another_office_does_not_see_the_session(client, people, planned):
    planned_site = Session.objects.first().site
    planned_site.host = people.court
    planned_site.save()
    response = board_of(client, people.office)
    assert "Belum ada lokasi yang dapat Anda lihat." in response.content.decode()


def test_weeks_follow_each_other_and_nonsense_shows_this_week(client, people, planned):
    response = board_of(client, people.pk)
    assert "minggu=2026-W40" in response.context["previous_url"]
    assert "minggu=2026-W42" in response.context["next_url"]
    for nonsense in ("", "2026-W99", "x", "9999-W01", "2026-W00"):
        assert board_of(client, people.pk, nonsense).context["week"] == WEEK
    empty = board_of(client, people.pk, "2026-W30")
    assert "Tidak ada sesi minggu ini" in empty.content.decode()


def test_a_shut_day_says_why(client, people, planned):
    day = date(2026, 10, 8)
    site = Session.objects.first().site
    close_days(site=site, first_day=day, last_day=day, reason="Perbaikan talud", by=people.office, at=cast.AT)
    (row,) = board_of(client, people.pk).context["board"]["rows"]
    assert [cell["closed"] for cell in row["cells"]] == ["", "", "", "Tutup: Perbaikan talud", "", "", ""]


def test_a_board_costs_a_fixed_number_of_queries(client, people, planned, django_assert_max_num_queries):
    for n in range(5):
        cast.site(people, f"Taman {n}")
    cast.planned(people, cast.running(people, case_number="113/Pid.B/2026/PN Amb", person_name="Maria", hours=150))
    client.force_login(people.pk)
    with django_assert_max_num_queries(14):
        client.get(reverse("schedule"), {"minggu": WEEK})


def test_sessions_that_hold_no_order_of_ones_own_are_neither_seen_nor_announced(client, people, planned):
    """Citra is PK of another town: Ambon's week is empty to her, and her button announces nothing of it."""
    client.force_login(people.stranger)
    context = client.get(reverse("schedule"), {"minggu": WEEK}).context
    assert (context["quiet_sessions"], context["quiet_people"], context["announces"]) == (0, 0, False)
    client.post(reverse("schedule-announce"), {"minggu": WEEK})
    assert not Session.objects.exclude(announced_at=None).exists()
    code = planned.order.appointments.earliest("starts_at").session.code
    assert client.get(reverse("session", args=[code])).status_code == 404


def test_people_are_counted_once_and_those_of_all_offices(client, people, planned):
    """Negative control: to Maria the same week holds sessions of two people, announced with one press."""
    cast.planned(people, cast.running(people, case_number="114/Pid.B/2026/PN Amb", person_name="Petrus Salakory"))
    client.force_login(people.pk)
    context = client.get(reverse("schedule"), {"minggu": WEEK}).context
    assert (context["quiet_people"], context["announces"]) == (2, True)
    client.post(reverse("schedule-announce"), {"minggu": WEEK})
    announced = Session.objects.exclude(announced_at=None).count()
    assert announced == context["quiet_sessions"] > 0
