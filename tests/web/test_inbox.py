"""The list of tasks: late, today, this week; a fixed number of questions; the weight of a phone page."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masohi.faces.web.home import showing
from masohi.faces.web.home.rows import about, belongs_to, task
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.monthly.actions import send_report
from masohi.work.monthly.pace.actions import raise_alarm
from masohi.work.monthly.pace.queries import alarms_due
from masohi.work.placement.models import Session
from masohi.writing.indonesian import WIT
from tests import cast

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 3)
MORNING = datetime(2026, 11, 3, 8, 0, tzinfo=WIT)


@pytest.fixture
def clock(monkeypatch):
    """Pages see this morning."""
    monkeypatch.setattr("masohi.faces.pages.now", lambda: MORNING)
    monkeypatch.setattr("masohi.faces.web.home.views.today", lambda: DAY)
    monkeypatch.setattr("masohi.faces.web.monthly.views.today", lambda: DAY)
    monkeypatch.setattr("masohi.faces.web.monthly.views.now", lambda: MORNING)
    monkeypatch.setattr("masohi.faces.web.reports.figures.today", lambda: DAY)


def crowd(people, number):
    """So many running orders with a plan, two missed sessions each, warnings, and a report that waits for the jaksa."""
    for place in range(number):
        order = cast.running(people, case_number=f"{place + 1}/Pid.B/2026/PN Amb", person_name=f"Orang{place} Rekaan")
        cast.planned(people, order)
    everybody = tuple(Session.objects.values_list("appointments__order", flat=True))
    for session in Session.objects.filter(day__lt=date(2026, 11, 1)).order_by("starts_at")[:2]:
        cast.accept(people, cast.attend(people, session, absent=everybody))
    for due in alarms_due(DAY, parameters_in_force()):
        raise_alarm(due=due, by=people.system, at=MORNING)
    first = Session.objects.order_by("pk").first().appointments.first().order
    send_report(order=first, month=date(2026, 10, 1), by=people.pk, at=MORNING)


def words(answer):
    return " ".join(answer.content.decode().split())


def opened(client, user, query=""):
    client.force_login(user)
    answer = client.get(reverse("tasks") + query)
    assert answer.status_code == 200
    return words(answer)


def test_rows_stand_where_their_date_puts_them():
    days = {"terlambat": -1, "hari-ini": 0, "minggu-ini": 7, "nanti": 8}
    for name, away in days.items():
        assert showing.group_of(task("Periksa", "x", "/", DAY + timedelta(days=away)), DAY) == name
    assert showing.group_of(task("Periksa", "x", "/"), DAY) == "hari-ini"


def test_a_long_group_is_cut_and_tells_how_much_more():
    rows = [task("Periksa", f"Orang {n}", "/") for n in range(30)]
    (group,) = showing.groups(rows, DAY)
    assert (len(group["rows"]), group["count"], group["more"]) == (8, 30, 22)
    (alone,) = showing.groups(rows, DAY, alone="hari-ini")
    assert (len(alone["rows"]), alone["more"]) == (25, 5)
    (last,) = showing.groups(rows, DAY, alone="hari-ini", first=25)
    assert (len(last["rows"]), last["more"]) == (5, 0)


def test_every_row_has_one_button_and_says_what_it_does():
    assert showing.shown(task("Buat jadwal", "Samuel L.", "/"))["button"] == "Buat jadwal"
    long = showing.shown(task("Kehadiran belum dicatat pengawas lokasi", "Pantai", "/"))
    assert (long["title"], long["button"]) == ("Kehadiran belum dicatat pengawas lokasi", "Buka")


def test_own_rows(people, running):
    row = about(running, "Buat jadwal", "/")
    assert belongs_to(row, people.pk.pk)
    assert belongs_to(row, people.prosecutor.pk)
    assert not belongs_to(row, people.stranger.pk)
    assert belongs_to(task("Periksa kehadiran", "Pantai", "/"), people.stranger.pk)


def test_a_pk_finds_the_follow_up_of_own_orders(people, site, client, clock):
    crowd(people, 2)
    page = opened(client, people.pk)
    for row in ("Putuskan ketidakhadiran", "Baca peringatan laju", "Kirim laporan bulanan", "Oktober 2026 · 1 laporan"):
        assert row in page
    assert page.index("<h2>Terlambat") < page.index("<h2>Hari ini") < page.index("<h2>Minggu ini")


def test_a_jaksa_finds_reports_and_warnings(people, site, client, clock):
    crowd(people, 2)
    page = opened(client, people.prosecutor)
    assert "Baca laporan bulanan" in page
    assert "Baca peringatan laju" in page
    assert "Perlu tindakan jaksa" in page
    assert "Kirim laporan bulanan" not in page
    waiting = words(client.get(reverse("orders") + "?saring=tindakan"))
    assert "Orang0" in waiting, "an unread warning is an order that needs the jaksa"


def test_saved_filters(people, site, client, clock):
    crowd(people, 2)
    cast.running(people, case_number="77/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    page = opened(client, people.pk, "?saring=tanpa-jadwal")
    assert "Ruth S." in page
    assert "Orang0" not in page
    page = opened(client, people.pk, "?saring=tidak-hadir")
    assert "Orang0 R." in page
    assert "Ruth S." not in page
    assert "Ruth S." in opened(client, people.pk, "?saring=saya")
    assert "Tidak ada yang cocok" in opened(client, people.pk, "?kelompok=terlambat&saring=tanpa-jadwal")


@pytest.mark.parametrize("query", ["?saring=apa", "?kelompok=apa", "?kelompok=hari-ini&mulai=x", "?mulai=²"])
def test_strange_addresses_show_the_list(people, running, client, query):
    assert "Tugas" in opened(client, people.pk, query)


def test_a_stranger_finds_nothing_of_it(people, site, client, clock):
    crowd(people, 1)
    page = opened(client, people.stranger)
    assert "Tidak ada tugas" in page
    assert "Orang0" not in page


def questions(client, user):
    """How many queries the page costs, and how many bytes it weighs."""
    client.force_login(user)
    client.get(reverse("tasks"))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("tasks"))
    return len(asked), len(answer.content)


def test_a_fixed_number_of_questions_and_a_light_page(people, site, client, clock):
    everybody = (people.pk, people.prosecutor, people.office)
    crowd(people, 2)
    few = [questions(client, user)[0] for user in everybody]
    for place in range(2, 14):
        order = cast.running(people, case_number=f"{place + 1}/Pid.B/2026/PN Amb", person_name=f"Orang{place} Rekaan")
        if place % 2:
            cast.planned(people, order)
    for session in Session.objects.filter(day__lt=DAY, state="terjadwal", taken__gt=0).order_by("starts_at")[:4]:
        gone = tuple(session.appointments.values_list("order", flat=True))
        cast.accept(people, cast.attend(people, session, absent=gone))
    for due in alarms_due(DAY, parameters_in_force()):
        raise_alarm(due=due, by=people.system, at=MORNING)
    many = [questions(client, user) for user in everybody]
    assert [asked for asked, _weight in many] == few
    assert max(weight for _asked, weight in many) < 24_000
    assert max(few) <= 80


def test_the_caseload_stands_beside_the_tasks(people, running, client):
    beside = f'<a href="{reverse("caseload")}">Beban</a>'
    assert beside in opened(client, people.pk)
    assert beside not in opened(client, people.office)
