"""Proposals through their page: made, explained, decided by whose turn it is."""

from datetime import date

import pytest
from django.urls import reverse

from masohi.law.order_facts import Pattern
from masohi.supply.agreements.actions import register_agreement
from masohi.supply.sites.models import Slot
from masohi.work.placement.models import Appointment, Plan
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


def propose(client, people, order):
    """The PK presses "Susun jadwal"; the proposal's address comes back."""
    client.force_login(people.pk)
    response = client.post(reverse("plan-propose", args=[order.code]))
    plan = Plan.objects.filter(order=order).first()
    assert response.url == reverse("plan", args=[plan.code])
    return response.url


def press(client, user, url, deed, **more):
    client.force_login(user)
    return client.post(url, {"tindakan": deed, **more})


def state_of(order):
    return Plan.objects.filter(order=order).first().state


def test_a_proposal_says_why_each_date_was_chosen(client, people, running):
    url = propose(client, people, running)
    text = client.get(url).content.decode()
    assert "Rabu, 7 Oktober 2026 adalah hari paling awal yang bisa." in text
    assert "sesi cadangan sebelum batas" in text
    assert text.count("adalah tempat terdekat yang sesuai") == 1
    assert "Oktober 2026" in text


def test_pk_and_jaksa_decide_one_after_the_other(client, people, running):
    url = propose(client, people, running)
    press(client, people.prosecutor, url, "setujui")
    assert state_of(running) == "usulan"
    press(client, people.pk, url, "terima")
    assert (state_of(running), Appointment.objects.count()) == ("menunggu", 0)
    assert press(client, people.pk, url, "setujui").status_code == 404
    assert state_of(running) == "menunggu"
    press(client, people.prosecutor, url, "setujui")
    assert (state_of(running), Appointment.objects.count()) == ("disetujui", 12)
    again = client.post(url, {"tindakan": "setujui"}, follow=True).content.decode()
    assert "sudah diputuskan atau diganti" in again
    assert Appointment.objects.count() == 12


def test_where_the_judge_fixed_the_place_the_pk_alone_makes_it_a_schedule(client, people, site):
    order = cast.running(people, place_fixed="Pantai Namalatu")
    press(client, people.pk, propose(client, people, order), "terima")
    assert (state_of(order), Appointment.objects.count()) == ("disetujui", 12)


def test_the_jaksa_returns_a_proposal_only_with_a_reason(client, people, running):
    url = propose(client, people, running)
    press(client, people.pk, url, "terima")
    refused = press(client, people.prosecutor, url, "kembalikan", reason=" ")
    assert "reason" in refused.context["form"].errors
    assert state_of(running) == "menunggu"
    press(client, people.prosecutor, url, "kembalikan", reason="Pilih hari Sabtu saja")
    assert state_of(running) == "dikembalikan"
    client.force_login(people.pk)
    assert "Pilih hari Sabtu saja" in client.get(url).content.decode()
    assert client.get(url).context["may_propose"] is True


def test_a_button_nobody_knows_changes_nothing(client, people, running):
    url = propose(client, people, running)
    text = client.post(url, {"tindakan": "hapus"}, follow=True).content.decode()
    assert "Tidak ada yang berubah." in text
    assert state_of(running) == "usulan"


def test_places_gone_since_the_proposal_are_told(client, people, running):
    url = propose(client, people, running)
    press(client, people.pk, url, "terima")
    Slot.objects.update(active=False)
    client.force_login(people.prosecutor)
    text = client.post(url, {"tindakan": "setujui"}, follow=True).content.decode()
    assert "sudah berubah" in text
    assert (state_of(running), Appointment.objects.count()) == ("menunggu", 0)


def test_what_does_not_fit_is_said_in_hours_with_what_would_help(client, people, site):
    order = cast.running(people, hours=240, pattern=Pattern(days_per_week=1))
    url = propose(client, people, order)
    response = client.get(url)
    text = response.content.decode()
    short = Plan.objects.get(order=order).short_minutes
    assert short > 0
    assert f"Kurang {short // 60} jam" in text
    assert "Minta jaksa: 2 hari seminggu." in text
    assert response.context["may_accept"] is False


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-10-05", "baru boleh mulai"),
        ("2026-10-06", "Tidak ada tempat yang buka"),
        ("2027-12-01", "sudah lewat"),
        ("2026-10-07", "Hari ini dipakai dalam usulan."),
        ("2026-02-31", "Tanggal ini tidak ada"),
        ("besok", "Tanggal ini tidak ada"),
    ],
)
def test_why_not_on_a_day_is_answered(client, people, running, day, says):
    url = propose(client, people, running)
    assert says in client.get(url, {"hari": day}).content.decode()


def test_an_accepted_plan_still_answers_why_not(client, people, planned):
    client.force_login(people.pk)
    text = client.get(reverse("plan", args=[planned.code]), {"hari": "2026-10-12"}).content.decode()
    assert "Pantai Namalatu: Amar putusan hanya 2 hari seminggu." in text


def test_proposals_are_for_those_who_handle_the_order(client, people, running):
    url = propose(client, people, running)
    for user, status in ((people.prosecutor, 200), (people.clerk, 404), (people.stranger, 404), (people.office, 404)):
        client.force_login(user)
        assert client.get(url).status_code == status
    for user in (people.prosecutor, people.clerk, people.stranger):
        client.force_login(user)
        assert client.post(reverse("plan-propose", args=[running.code])).status_code == 404
    assert Plan.objects.count() == 1


def test_a_closed_order_gets_no_proposal(client, people, running):
    running.state = "dihentikan"
    running.save()
    client.force_login(people.pk)
    text = client.post(reverse("plan-propose", args=[running.code]), follow=True).content.decode()
    assert "Tidak ada perkara berjalan yang dapat direncanakan" in text
    assert Plan.objects.count() == 0


def test_a_proposal_costs_a_fixed_number_of_queries(client, people, running, django_assert_max_num_queries):
    url = propose(client, people, running)
    with django_assert_max_num_queries(24 + cast.OPENING):
        client.get(url)
    with django_assert_max_num_queries(40 + cast.OPENING):
        client.get(url, {"hari": "2026-10-06"})


def covered(people, site, ends_on):
    """An agreement of the site's office that ends on a day."""
    agreement = register_agreement(
        kind="perjanjian_kerja_sama",
        number="7/PKS/2026",
        title="Kerja sosial",
        parties=[people.host, people.bapas],
        begins_on=date(2026, 3, 11),
        ends_on=ends_on,
        by=people.office,
        at=cast.AT,
    )
    site.agreements.add(agreement)


UNCOVERED = "Pantai Namalatu: Tidak ada perjanjian kerja sama yang berlaku untuk tempat ini pada "


def test_a_proposal_says_where_no_agreement_covers_its_days(client, people, running, site):
    text = client.get(propose(client, people, running)).content.decode()
    assert text.count(UNCOVERED + "7 Oktober 2026") == 1


def test_an_agreement_that_lapses_on_the_way_is_told_and_bars_nothing(client, people, running, site):
    covered(people, site, date(2026, 10, 20))
    url = propose(client, people, running)
    assert client.get(url).content.decode().count(UNCOVERED + "21 Oktober 2026") == 1
    client.force_login(people.pk)
    after = client.post(url, {"tindakan": "terima"}, follow=True)
    assert UNCOVERED + "21 Oktober 2026" in after.content.decode()
    client.force_login(people.prosecutor)
    after = client.post(url, {"tindakan": "setujui"}, follow=True)
    assert UNCOVERED + "21 Oktober 2026" in after.content.decode()
    assert state_of(running) == "disetujui"


def test_a_covered_site_is_not_warned_about(client, people, running, site):
    covered(people, site, date(2027, 12, 31))
    assert UNCOVERED not in client.get(propose(client, people, running)).content.decode()
