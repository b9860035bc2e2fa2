"""Pages of one order: who opens them, what they show, what they cost."""

import pytest
from django.urls import reverse

from masohi.faces.web.orders.history import TITLES
from masohi.ledger.models import Entry, name_of
from masohi.work.attendance.actions import correct_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.terms import Outcome
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Session
from tests import cast

pytestmark = pytest.mark.django_db

HANDLERS = {"prosecutor", "pk"}
COURT = {"clerk"}
EVERYBODY = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "stranger")
PAGES = {
    "order": HANDLERS | COURT,
    "order-schedule": HANDLERS,
    "order-hours": HANDLERS,
    "order-letters": HANDLERS | COURT,
    "order-history": HANDLERS | COURT,
    "order-person": HANDLERS | COURT,
    "order-officers": {"prosecutor"},
    "order-start": {"prosecutor"},
    "order-sentence": {"prosecutor"},
    "order-close": {"prosecutor"},
    "order-complete": {"prosecutor"},
}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


def text_of(client, user, name, order):
    client.force_login(user)
    return client.get(reverse(name, args=[order.code])).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_its_roles_and_is_not_there_for_others(client, people, planned, name):
    url = reverse(name, args=[planned.order.code])
    assert client.get(url).url.startswith("/masuk")
    for who in EVERYBODY:
        client.force_login(getattr(people, who))
        assert client.get(url).status_code == (200 if who in PAGES[name] else 404), who


def test_an_order_that_is_not_there_is_404(client, people):
    client.force_login(people.pk)
    assert client.get("/perkara/TIDAKADA").status_code == 404


def test_offence_and_penalty_are_for_jaksa_and_pk(client, people, running):
    for user in (people.prosecutor, people.pk):
        assert "Penjara 90 hari" in text_of(client, user, "order", running)
    court = text_of(client, people.clerk, "order", running)
    assert "Penjara 90 hari" not in court
    assert "56 bulan" not in court


def test_tabs_lead_only_where_the_reader_may_go(client, people, running):
    tabs = text_of(client, people.clerk, "order", running)
    assert reverse("order-history", args=[running.code]) in tabs
    assert reverse("order-hours", args=[running.code]) not in tabs


def step_of(client, user, order):
    client.force_login(user)
    response = client.get(reverse("order", args=[order.code]))
    return response.context["step"], response.context["mine"], response.content.decode()


def test_one_button_leads_to_the_next_deed_of_whoever_it_is(client, people, order):
    step, mine, text = step_of(client, people.prosecutor, order)
    assert (step.address, mine) == ("order-officers", True)
    assert text.count('class="tombol"') == 1
    step, mine, text = step_of(client, people.pk, order)
    assert mine is False
    assert "Menunggu jaksa" in text
    assert text.count('class="tombol"') == 0


def test_a_running_order_without_a_plan_asks_the_pk_for_one(client, people, running):
    step, mine, text = step_of(client, people.pk, running)
    assert (step.address, mine) == ("plan-propose", True)
    assert f'action="{reverse("plan-propose", args=[running.code])}"' in text


def test_planned_sessions_ask_to_be_announced_then_only_time_is_left(client, people, planned):
    assert step_of(client, people.pk, planned.order)[0].address == "schedule"
    announce_sessions(sessions=Session.objects.all(), by=people.pk, at=cast.AT)
    step, _mine, text = step_of(client, people.pk, planned.order)
    assert step is None
    assert "Sesi berikutnya Rabu, 7 Oktober 2026" in text


def test_sessions_that_nobody_recorded_are_named(client, people, planned, monkeypatch):
    last = Session.objects.latest("starts_at").ends_at
    monkeypatch.setattr("django.utils.timezone.now", lambda: last)
    step, _mine, text = step_of(client, people.pk, planned.order)
    assert "11 sesi yang sudah lewat belum dicatat" in text
    assert step is None, "what is over needs no announcement"


def test_hours_show_what_was_said_and_what_counted_and_corrections_below(client, people, planned):
    session = Session.objects.earliest("starts_at")
    (record,) = cast.attend(people, session)
    seen = Seen(
        record.appointment_id,
        Outcome.LEFT_EARLY,
        record.started_at,
        record.ended_at.replace(hour=2),
        note="Pulang karena sakit kepala",
    )
    fixed = correct_attendance(attendance=record, seen=seen, by=people.supervisor, at=session.ends_at)
    client.force_login(people.pk)
    response = client.get(reverse("order-hours", args=[planned.order.code]))
    text = response.content.decode()
    assert "menunggu diperiksa" in text
    assert "Catatan sebelum koreksi" in text
    assert "Pulang karena sakit kepala" in text
    cast.accept(people, [fixed])
    (row,) = client.get(reverse("order-hours", args=[planned.order.code])).context["rows"]
    assert (row["row"].minutes, row["current"].reported_minutes, row["row"].credited_minutes) == (300, 180, 180)
    assert [old.reported_minutes for old in row["earlier"]] == [300]


def test_an_accepted_absence_is_not_painted_as_hours(client, people, planned):
    records = cast.attend(people, Session.objects.earliest("starts_at"), absent=(planned.order_id,))
    cast.accept(people, records)
    client.force_login(people.pk)
    (row,) = client.get(reverse("order-hours", args=[planned.order.code])).context["rows"]
    assert row["tag"] == {"kind": "netral", "text": "Tidak hadir"}


def test_history_tells_every_kind_of_entry_with_its_author(client, people, planned):
    records = cast.attend(people, Session.objects.earliest("starts_at"))
    cast.accept(people, records)
    kinds = set(Entry.objects.filter(thread=name_of(planned.order)).values_list("kind", flat=True))
    assert kinds - {"attendance.decided"} <= set(TITLES)
    text = text_of(client, people.pk, "order-history", planned.order)
    assert "Catatan lain" not in text
    assert "Jaksa menyetujui usulan jadwal" in text
    assert "12 sesi dijadwalkan, 60 jam" in text
    assert "Dilaporkan 5 jam, diakui 5 jam." in text
    assert "Budi Pengawas" in text


def test_a_short_history_is_cut_and_the_whole_can_be_asked_for(client, people, planned, monkeypatch):
    monkeypatch.setattr("masohi.faces.web.orders.views_order.HISTORY", 2)
    client.force_login(people.pk)
    url = reverse("order-history", args=[planned.order.code])
    short, whole = client.get(url).context["events"], client.get(url, {"semua": "ya"}).context["events"]
    assert len(short) < len(whole)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("order", 20),
        ("order-schedule", 13),
        ("order-hours", 11),
        ("order-letters", 12),
        ("order-history", 10),
        ("order-person", 12),
    ],
)
def test_pages_cost_a_fixed_number_of_queries(client, people, planned, django_assert_max_num_queries, name, most):
    for session in Session.objects.order_by("starts_at")[:4]:
        cast.accept(people, cast.attend(people, session))
    client.force_login(people.pk)
    with django_assert_max_num_queries(most + cast.OPENING):
        client.get(reverse(name, args=[planned.order.code]))
