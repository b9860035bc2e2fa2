"""Pages of monthly reports: months, one month, one report, its letter; who may do what."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.monthly.actions import return_report, send_report, send_summary
from masohi.work.monthly.models import MonthlyReport, MonthlySummary
from masohi.writing.indonesian import WIT
from tests import cast, months

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 5)
MORNING = datetime(2026, 10, 5, 9, 0, tzinfo=WIT)
SEPTEMBER = "2026-09"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Pages see this morning."""
    for place in ("monthly.views", "monthly.views_many", "monthly.pace", "home.views", "reports.figures"):
        for name, value in (("today", DAY), ("now", MORNING)):
            monkeypatch.setattr(f"masohi.faces.web.{place}.{name}", lambda value=value: value, raising=False)


@pytest.fixture
def early(people, site, stage):
    """An order that ran in September."""
    return stage.show("early", months.early, people, cast.AT)


def words(answer):
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def address(order):
    return reverse("monthly-report", args=[SEPTEMBER, order.code])


def test_the_months_are_listed(people, early, client):
    client.force_login(people.pk)
    assert "September 2026" in words(client.get(reverse("monthly")))
    assert "Laporan September 2026" in words(client.get(reverse("reports")))
    client.force_login(people.leader)
    assert client.get(reverse("monthly")).status_code == 404
    assert "Laporan September 2026" not in words(client.get(reverse("reports")))


@pytest.mark.parametrize("month", ["2026-10", "2027-01", "2026-13", "apa", "2026-9"])
def test_a_month_that_is_not_over_is_not_there(people, early, client, month):
    client.force_login(people.pk)
    assert client.get(reverse("monthly-month", args=[month])).status_code == 404


def test_keep_send_return_send_again_receive(people, early, client):
    client.force_login(people.pk)
    assert 'name="note"' in words(client.get(reverse("monthly-month", args=[SEPTEMBER])))
    client.post(address(early), {"tindakan": "simpan", "note": "Sakit satu minggu."})
    assert "Sakit satu minggu." in words(client.get(address(early)))
    client.force_login(people.prosecutor)
    assert "Sakit satu minggu." not in words(client.get(address(early))), "a draft stays with the PK"
    client.force_login(people.pk)
    client.post(address(early), {"tindakan": "kirim", "note": "Sakit satu minggu."})
    client.force_login(people.prosecutor)
    page = words(client.get(reverse("monthly-month", args=[SEPTEMBER])))
    assert "Sakit satu minggu." in page
    assert 'value="kirim"' not in page
    client.post(address(early), {"tindakan": "kembalikan", "note": "Lampirkan surat dokter."})
    client.force_login(people.pk)
    page = words(client.get(address(early)))
    assert "Lampirkan surat dokter." in page
    assert "Sakit satu minggu.</textarea>" in page, "what was written is not lost"
    client.post(address(early), {"tindakan": "kirim", "note": "Surat terlampir."})
    assert "Versi 1" in words(client.get(address(early)))
    client.force_login(people.prosecutor)
    client.post(address(early), {"tindakan": "terima"})
    assert list(MonthlyReport.objects.values_list("version", "state")) == [(1, "dikembalikan"), (2, "diterima")]


def test_what_a_role_may_not_do_is_not_done(people, early, client):
    client.force_login(people.prosecutor)
    assert client.post(address(early), {"tindakan": "kirim", "note": "x"}).status_code in {403, 404}
    client.force_login(people.pk)
    client.post(address(early), {"tindakan": "kirim"})
    assert client.post(address(early), {"tindakan": "terima"}).status_code in {403, 404}
    assert MonthlyReport.objects.get().state == "terkirim"
    client.force_login(people.stranger)
    assert client.get(address(early)).status_code == 404
    client.force_login(people.office)
    assert client.get(address(early)).status_code == 404


def test_the_letter_first_as_a_draft_then_as_issued(people, early, client):
    client.force_login(people.pk)
    url = reverse("monthly-report-file", args=[SEPTEMBER, early.code])
    draft = client.get(url)
    assert draft.content.startswith(b"%PDF")
    assert "konsep" in draft["Content-Disposition"]
    client.force_login(people.prosecutor)
    assert client.get(url).status_code == 404
    send_report(order=early, month=months.SEPTEMBER, by=people.pk, at=MORNING)
    issued = client.get(url)
    assert issued.content.startswith(b"%PDF")
    assert "laporan" in issued["Content-Disposition"]


def test_all_that_are_ready_and_the_summary(people, early, client):
    client.force_login(people.pk)
    url = reverse("monthly-send-all", args=[SEPTEMBER])
    page = words(client.get(url))
    assert f'name="perkara" value="{early.code}"' in page
    assert not MonthlyReport.objects.exists(), "looking sends nothing"
    client.post(url)
    assert not MonthlyReport.objects.exists(), "what the page did not name is not sent"
    client.post(url, {"perkara": [early.code]})
    assert MonthlyReport.objects.get().state == "terkirim"
    assert "Tidak ada laporan yang siap" in words(client.get(url))
    page = words(client.get(reverse("monthly-month", args=[SEPTEMBER])))
    assert "Kirim rekap ke" in page
    for said in ("Rekap terkirim.", "Tidak ada rekap kedua."):
        url = reverse("monthly-summarise", args=[SEPTEMBER])
        assert said in words(client.post(url, {"kejari": people.kejari.pk}, follow=True))
    summary = MonthlySummary.objects.get()
    url = reverse("monthly-summary-file", args=[summary.code])
    for user in (people.pk, people.prosecutor):
        client.force_login(user)
        assert client.get(url).content.startswith(b"%PDF")
    client.force_login(people.stranger)
    assert client.get(url).status_code == 404
    assert client.post(reverse("monthly-summarise", args=[SEPTEMBER]), {"kejari": "apa"}).status_code == 404


def test_the_jaksa_receives_the_summary_and_nobody_else(people, early, client):
    send_report(order=early, month=months.SEPTEMBER, by=people.pk, at=MORNING)
    summary = send_summary(bapas=people.bapas, kejari=people.kejari, month=months.SEPTEMBER, by=people.pk, at=MORNING)
    url, page = reverse("monthly-summary-receive", args=[summary.code]), reverse("monthly-month", args=[SEPTEMBER])
    client.force_login(people.pk)
    assert "Terima rekap" not in words(client.get(page))
    assert client.post(url).status_code == 404
    client.force_login(people.prosecutor)
    assert "Baca rekap bulanan" in words(client.get(reverse("tasks")))
    assert url in words(client.get(page))
    assert "Rekap diterima." in words(client.post(url, follow=True))
    summary.refresh_from_db()
    assert (summary.state, summary.decided_by) == ("diterima", people.prosecutor)
    assert url not in words(client.get(page))
    assert "Baca rekap bulanan" not in words(client.get(reverse("tasks")))
    assert "tidak lagi menunggu" in words(client.post(url, follow=True))
    assert list(touched_anywhere()) == []


def test_a_returned_report_is_a_task(people, early, client):
    report = send_report(order=early, month=months.SEPTEMBER, by=people.pk, at=MORNING)
    return_report(report=report, note="Lengkapi", by=people.prosecutor, at=MORNING)
    client.force_login(people.pk)
    assert "Perbaiki laporan" in words(client.get(reverse("tasks")))
    send_report(order=early, month=months.SEPTEMBER, by=people.pk, at=MORNING)
    assert "Perbaiki laporan" not in words(client.get(reverse("tasks")))


@pytest.mark.parametrize("number", [1, 5])
def test_a_month_asks_a_fixed_number_of_questions(people, site, client, number, django_assert_max_num_queries):
    for n in range(number):
        months.early(people, cast.AT, case_number=f"{n + 1}/Pid.B/2026/PN Amb", person_name=f"Orang{n} Rekaan")
    client.force_login(people.pk)
    client.get(reverse("monthly-month", args=[SEPTEMBER]))
    with django_assert_max_num_queries(20):
        client.get(reverse("monthly-month", args=[SEPTEMBER]))


def test_a_warning_is_read(people, site, client):
    told = months.arguments(people, cast.AT)
    client.force_login(people.prosecutor)
    page = words(client.get(reverse("pace-alarm", args=[told["alarm"]])))
    for text in ("Yang masih muat sebelum batas", "30 jam", "belum dibaca"):
        assert text in page
    assert "Baca peringatan laju" in words(client.get(reverse("tasks")))
    client.post(reverse("pace-alarm", args=[told["alarm"]]))
    assert "Baca peringatan laju" not in words(client.get(reverse("tasks")))
    assert "Jeri Jaksa" in words(client.get(reverse("pace-alarm", args=[told["alarm"]])))
    client.force_login(people.stranger)
    assert client.get(reverse("pace-alarm", args=[told["alarm"]])).status_code == 404
