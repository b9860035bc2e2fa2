"""Is there time enough? Said on the order's page and on the proposal's, with what would help and where to do it."""

import re

import pytest
from django.urls import reverse

from masohi.cases.people.models import BusyHours
from masohi.law.order_facts import Pattern
from masohi.supply.sites.models import Site, Slot
from masohi.work.placement.actions import propose_plans
from masohi.work.placement.models import Plan
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


def time_of(client, user, order):
    client.force_login(user)
    response = client.get(reverse("order", args=[order.code]))
    return response.context["time"], response.content.decode()


def words_of(time):
    shown = [time["title"], *time["lines"]]
    shown += [f"{mend['text']} {mend['who']} {mend['label']}" for mend in time.get("mends", [])]
    return len(" ".join(shown).split())


def late(people, **changes):
    return cast.running(people, hours=240, pattern=Pattern(days_per_week=1), **changes)


def test_a_new_verdict_is_told_at_once_that_there_is_time(client, people, site, order):
    time, text = time_of(client, people.prosecutor, order)
    assert (time["kind"], time["title"]) == ("ok", "Waktunya cukup")
    assert "Yang masih boleh terlewat: " in text
    assert "Masih cukup bila mulai paling lambat " in text
    assert words_of(time) <= 120


def test_a_verdict_that_cannot_be_worked_says_how_much_why_and_what_helps(client, people, site):
    time, text = time_of(client, people.pk, late(people))
    assert time["kind"] == "galat"
    assert re.fullmatch(r"Kurang \d+ jam", time["title"])
    assert "Irama dalam amar putusan terlalu jarang" in text
    assert "Minta jaksa: 2 hari seminggu. Lalu semua jam cukup." in text
    assert "Diputuskan jaksa" in text
    assert words_of(time) <= 120
    assert time["bound"] == sum(week["stretch"].left for week in time["weeks"])
    assert time["bound"] < time["need"]


def links_of(client, user, order):
    return {mend["label"]: mend["url"] for mend in time_of(client, user, order)[0]["mends"]}


def test_the_deed_is_one_step_away_for_whoever_has_it(client, people, site):
    order = late(people)
    change = reverse("order-sentence", args=[order.code])
    assert links_of(client, people.prosecutor, order)["Catat perubahan putusan"] == change
    assert "Catat perubahan putusan" not in links_of(client, people.pk, order)
    busy = cast.running(people, case_number="202/Pid.B/2026/PN Amb", person_name="Ruth Sopacua", hours=150)
    BusyHours.objects.bulk_create(
        BusyHours(person=busy.person, weekday=day, from_minute=0, to_minute=1440) for day in (0, 2)
    )
    assert links_of(client, people.pk, busy)["Ubah waktu luang"] == reverse("order-person", args=[busy.code])
    assert "Ubah waktu luang" not in links_of(client, people.prosecutor, busy)


def test_one_more_saturday_at_a_site_leads_to_that_site(client, people, site):
    Slot.objects.exclude(weekday=0).delete()
    order = cast.running(people, hours=150, pattern=None)
    mends = time_of(client, people.pk, order)[0]["mends"]
    (slot, *_) = [mend for mend in mends if mend["text"].startswith("Buka satu sesi lagi di Pantai Namalatu: ")]
    assert slot["url"] == reverse("site", args=[site.slug])
    assert "pukul 08.00–13.00." in slot["text"]
    assert slot["who"] == "Diputuskan dinas"


def test_without_any_site_a_site_is_what_helps(client, people):
    order = cast.running(people)
    assert not Site.objects.exists()
    time, text = time_of(client, people.pk, order)
    assert "Belum ada tempat yang boleh dipakai orang ini." in text
    assert [mend["text"] for mend in time["mends"]] == [
        "Cari tempat baru yang sesuai untuk orang ini. Lalu semua jam cukup."
    ]


def test_the_proposal_shows_the_proof_until_it_is_a_schedule(client, people, running):
    (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
    url = reverse("plan", args=[plan.code])
    client.force_login(people.pk)
    assert client.get(url).context["time"]["kind"] == "ok"
    assert time_of(client, people.pk, running)[0] == {}
    client.post(url, {"tindakan": "terima"})
    client.force_login(people.prosecutor)
    client.post(url, {"tindakan": "setujui"})
    assert Plan.objects.get().state == "disetujui"
    assert client.get(url).context["time"] == {}


def test_a_short_proposal_is_not_told_twice(client, people, site):
    order = late(people)
    (plan,) = propose_plans(orders=[order], by=people.pk, at=cast.AT)
    client.force_login(people.pk)
    text = client.get(reverse("plan", args=[plan.code])).content.decode()
    assert text.count("Minta jaksa: 2 hari seminggu.") == 1
    assert len(re.findall(r"<h[23][^>]*>Kurang ", text)) == 1


def test_each_session_says_why_its_date_was_chosen(client, people, planned, running):
    client.force_login(people.pk)
    text = client.get(reverse("order-schedule", args=[running.code])).content.decode()
    assert text.count("Mengapa?") == 12
    assert "adalah hari paling awal yang bisa." in text
    assert "Pantai Namalatu adalah tempat terdekat yang sesuai" in text
