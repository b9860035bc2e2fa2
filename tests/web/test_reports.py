"""Dashboards and reports: who sees what, how old it is, what a share of nothing says, how many queries it takes."""

import csv
import io
import re
from datetime import date, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from masohi.cases.orders.models import Order
from masohi.reports.figures.actions import freeze_month, keep_snapshot, take_snapshot
from masohi.reports.figures.facts import concerns
from masohi.reports.figures.models import Snapshot
from masohi.reports.figures.terms import CATALOGUE, FROZEN
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.models import Commitment
from masohi.supply.sites.models import Site
from masohi.work.placement.models import Session
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from tests import cast

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 9, 8, 30, tzinfo=WIT)
OCTOBER = date(2026, 10, 1)
LEADS = ("leader", "bureau")
READS = ("leader", "bureau", "clerk", "prosecutor", "pk", "office", "unit", "administrator")
PAGES = ["dashboard", "reports", "data-quality"]
FIGURE_URLS = [reverse("figure", args=[figure.key]) for figure in CATALOGUE]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT)


@pytest.fixture
def worked(people, planned):
    """Two sessions of October, the first of them recorded and accepted."""
    sessions = list(Session.objects.filter(appointments__order=planned.order).order_by("starts_at")[:2])
    cast.accept(people, cast.attend(people, sessions[0]))
    return sessions


@pytest.fixture
def agreement(people):
    made = Agreement.objects.create(
        code=new_code(),
        kind="perjanjian_kerja_sama",
        number="1/2026",
        title="Kerja sama kerja sosial",
        begins_on=date(2026, 2, 9),
        ends_on=date(2026, 12, 31),
    )
    made.parties.set([people.host])
    return made


def promise(agreement, owner, what="Menyediakan alat", due=date(2026, 10, 31), contact=""):
    return Commitment.objects.create(
        code=new_code(),
        agreement=agreement,
        owner=owner,
        kind="peralatan",
        what=what,
        quantity=10,
        unit="set",
        starts_on=date(2026, 3, 1),
        due_on=due,
        contact=contact,
    )


@pytest.fixture
def snapshot(people, worked):
    return take_snapshot(by=people.system, at=AT)


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", [*READS, "supervisor"])
def test_pages_are_there_for_those_who_read_figures(client, people, snapshot, role, name):
    client.force_login(getattr(people, role))
    assert client.get(reverse(name)).status_code == (200 if role in READS else 404)


@pytest.mark.parametrize("name", ["dashboard-screen", "dashboard-summary"])
@pytest.mark.parametrize("role", [*READS, "supervisor"])
def test_the_big_screen_and_the_summary_are_for_those_who_lead(client, people, snapshot, role, name):
    client.force_login(getattr(people, role))
    assert client.get(reverse(name)).status_code == (200 if role in LEADS else 404)


@pytest.mark.parametrize("path", ["/dasbor", "/dasbor/ringkasan.pdf", "/laporan", "/laporan/angka/attendance"])
def test_visitors_are_asked_to_sign_in(client, snapshot, path):
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", FIGURE_URLS)
def test_every_figure_has_its_definition(client, people, snapshot, path):
    client.force_login(people.leader)
    text = text_of(client.get(path))
    figure = next(one for one in CATALOGUE if path.endswith(f"/{one.key}"))
    assert str(figure.definition) in text
    assert f"Definisi versi {figure.version}" in text
    assert "Angka sampai Senin, 9 November 2026 pukul 08.30 WIT" in text


@pytest.mark.parametrize("path", ["/laporan/angka/tidak_ada", "/laporan/bulanan/2026-13", "/laporan/bulanan/kapan/csv"])
def test_unknown_addresses_are_not_there(client, people, snapshot, path):
    client.force_login(people.leader)
    assert client.get(path).status_code == 404


def test_a_month_that_is_not_frozen_has_no_file(client, people, snapshot):
    client.force_login(people.leader)
    assert client.get(reverse("month-report-file", args=["2026-10", "csv"])).status_code == 404
    assert client.get(reverse("month-report", args=["2026-10"])).status_code == 200
    assert "dibekukan mulai 5 Desember 2026" in text_of(client.get(reverse("month-report", args=["2026-11"])))


def test_before_the_first_snapshot_the_page_says_when(client, people):
    client.force_login(people.leader)
    for path in ("/dasbor", "/dasbor/layar-besar", "/laporan", "/laporan/mutu-data", "/laporan/angka/attendance"):
        text = text_of(client.get(path))
        assert "Belum ada data minggu ini." in text
        assert "Ringkasan pertama tampil setelah sesi pertama disahkan." in text
    assert client.get("/dasbor/ringkasan.pdf").status_code == 404


def test_before_the_first_hour_promises_are_shown_and_figures_are_not(client, people, agreement):
    promise(agreement, people.host)
    take_snapshot(by=people.system, at=AT)
    client.force_login(people.leader)
    text = text_of(client.get("/dasbor"))
    assert "Ringkasan pertama tampil setelah sesi pertama disahkan." in text
    assert "Menyediakan alat" in text
    assert "jam diakui bulan ini" not in text


def test_a_share_of_nothing_is_never_zero_percent(client, people, snapshot):
    body = snapshot.body
    for key in ("attendance", "stand_down", "orders_completed", "complaints"):
        body["cells"][key] = {"": [0, 0, 0]}
        body["before"][key] = [0, 0, 0]
    keep_snapshot(body=body, by=people.system, at=AT + timedelta(minutes=1))
    client.force_login(people.leader)
    for path in ("/dasbor", "/laporan", *FIGURE_URLS):
        text = text_of(client.get(path))
        assert not re.search(r"(?<!\d)0%", text), path
    assert text_of(client.get("/laporan")).count("belum dapat dihitung") >= 4


def test_who_has_not_sent_is_named_with_how_long(client, people, snapshot):
    """All sessions after the first were never recorded."""
    client.force_login(people.leader)
    text = text_of(client.get("/dasbor"))
    assert re.search(r"belum mengirim: DLHP \(\d+ sesi, sejak \d+ Oktober 2026\)", text)
    assert "Perlu perhatian" in text


def test_old_figures_say_so(client, people, snapshot, monkeypatch):
    client.force_login(people.leader)
    assert "Sudah lama" not in text_of(client.get("/dasbor"))
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(hours=7))
    client.force_login(people.leader)
    assert "Sudah lama" in text_of(client.get("/dasbor"))


def test_a_late_promise_is_one_tap_away_and_can_be_nudged(client, people, worked, agreement):
    late = promise(agreement, people.host, contact="0812 4800 9999")
    promise(agreement, people.bapas, what="Melatih pengawas")
    take_snapshot(by=people.system, at=AT)
    client.force_login(people.leader)
    page = client.get("/dasbor").content.decode()
    assert f'href="{reverse("commitment", args=[late.code])}"' in page
    nudges = [unquote(link) for link in re.findall(r'href="(https://wa\.me/[^"]*)"', page)]
    own = next(link for link in nudges if "Menyediakan alat" in link)
    assert own.startswith("https://wa.me/6281248009999?text=Yth. Pimpinan DLHP.")
    other = next(link for link in nudges if "Melatih pengawas" in link)
    assert other.startswith("https://wa.me/?text=Yth. Pimpinan Bapas Ambon.")


@pytest.mark.parametrize("contact", ["", "Ibu Ani, Sekretariat", "ani@ambon.example"])
def test_the_number_of_the_office_is_used_where_the_promise_names_none(client, people, worked, agreement, contact):
    people.office.phone = "+6281248007777"
    people.office.save()
    promise(agreement, people.host, contact=contact)
    take_snapshot(by=people.system, at=AT)
    client.force_login(people.leader)
    assert "https://wa.me/6281248007777?text=" in client.get("/dasbor").content.decode()


def test_an_agreement_that_ends_soon_waits_for_a_decision(client, people, worked, agreement):
    take_snapshot(by=people.system, at=AT)
    client.force_login(people.leader)
    page = client.get("/dasbor").content.decode()
    assert f'href="{reverse("agreement", args=[agreement.code])}"' in page
    assert "52 hari lagi" in page
    Agreement.objects.update(ends_on=AT.date() + timedelta(days=91))
    take_snapshot(by=people.system, at=AT + timedelta(minutes=1))
    assert agreement.code not in client.get("/dasbor").content.decode()


def test_hours_without_a_payment_did_not_cost_nothing(client, people, snapshot):
    client.force_login(people.leader)
    for key in ("cost_per_hour", "cost_per_order"):
        text = text_of(client.get(reverse("figure", args=[key])))
        assert "belum dapat dihitung" in text
        assert "Rp0" not in text


def test_where_all_is_well_nothing_is_red(client, people, worked):
    body = take_snapshot(by=people.system, at=AT).body
    body |= {"silent": [], "stopped": {}, "ending": []}
    body["orders"][""]["lost"] = 0
    body["cells"]["stand_down"][""] = [0, 10, 3]
    keep_snapshot(body=body, by=people.system, at=AT + timedelta(minutes=1))
    assert concerns(body) == {}
    client.force_login(people.leader)
    page = client.get("/dasbor")
    assert "Berjalan baik" in text_of(page)
    assert "Tidak ada yang menunggu keputusan Anda hari ini." in text_of(page)
    assert "galat" not in page.content.decode()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda body: body["promises"]["lights"].update(terlambat=2), "commitments_late"),
        (lambda body: body["orders"][""].update(lost=1), "orders_lost"),
        (lambda body: body.update(stopped={"DLHP": 1}), "sites_stopped"),
        (lambda body: body.update(silent=[{}]), "offices_silent"),
        (lambda body: body.update(ending=[{}]), "agreements_ending"),
        (lambda body: body["cells"]["stand_down"].update({"": [2, 19, 5]}), "stand_down"),
    ],
)
def test_each_rule_is_noticed_alone(snapshot, change, rule):
    body = snapshot.body | {"silent": [], "stopped": {}, "ending": []}
    body["orders"][""]["lost"] = 0
    body["cells"]["stand_down"][""] = [1, 10, 5]
    assert concerns(body) == {}
    change(body)
    assert list(concerns(body)) == [rule]


def test_at_most_six_figures_stand_on_the_page_of_those_who_lead(client, people, snapshot):
    client.force_login(people.leader)
    assert client.get("/dasbor").content.decode().count('class="kartu ubin') == 6
    assert client.get("/dasbor/layar-besar").content.decode().count('class="kartu ubin') == 4


def test_the_big_screen_renews_itself_only_when_asked(client, people, snapshot):
    client.force_login(people.leader)
    assert 'http-equiv="refresh"' not in client.get("/dasbor/layar-besar").content.decode()
    assert 'http-equiv="refresh" content="300"' in client.get("/dasbor/layar-besar?segar=ya").content.decode()


def test_the_summary_is_one_page_whatever_waits(client, people, worked, agreement):
    for n in range(30):
        promise(agreement, people.host, what=f"Janji ke-{n} " + "yang panjang sekali " * 11)
    take_snapshot(by=people.system, at=AT)
    client.force_login(people.leader)
    pdf = PdfReader(io.BytesIO(client.get("/dasbor/ringkasan.pdf").content))
    assert len(pdf.pages) == 1
    text = re.sub(r"\s+", " ", pdf.pages[0].extract_text())
    assert "Angka sampai Senin, 9 November 2026 pukul 08.30 WIT" in text
    assert "Perlu perhatian" in text
    assert "Samuel" not in text


def test_rows_are_for_roles_that_may_see_them(client, people, snapshot):
    for role, seen in {"leader": False, "pk": True, "clerk": True, "office": False}.items():
        client.force_login(getattr(people, role))
        assert ("Lihat barisnya" in text_of(client.get(reverse("figure", args=["orders_running"])))) is seen
        quality = client.get("/laporan/mutu-data").content.decode()
        assert (f'href="{reverse("orders")}?' in quality) is (seen and "saring=berjalan" in quality)


def test_a_pk_sees_the_own_caseload_and_the_unit(client, people, snapshot):
    client.force_login(people.pk)
    text = text_of(client.get("/dasbor"))
    assert "Klien saya" in text
    assert "Bapas Ambon" in text
    client.force_login(people.stranger)
    text = text_of(client.get("/dasbor"))
    assert "Bapas Saumlaki" in text
    assert "Bapas Ambon" not in text


@pytest.mark.parametrize(
    ("role", "title"),
    [("prosecutor", "Kejari Ambon"), ("clerk", "PN Ambon"), ("office", "DLHP"), ("unit", "LPKA Ambon")],
)
def test_each_role_sees_what_it_answers_for(client, people, snapshot, role, title):
    client.force_login(getattr(people, role))
    text = text_of(client.get("/dasbor"))
    assert f"{title} " in text
    assert "Klien saya" not in text


def test_those_who_lead_land_on_their_page(client, people, snapshot):
    client.force_login(people.leader)
    assert client.get(reverse("tasks")).url == reverse("dashboard")
    client.force_login(people.bureau)
    assert client.get(reverse("tasks")).status_code == 200


def test_a_frozen_month_stands_with_what_came_later(client, people, planned, worked):
    freeze_month(month=OCTOBER, by=people.system, at=AT)
    cast.accept(people, cast.attend(people, worked[1]))
    take_snapshot(by=people.system, at=AT)
    client.force_login(people.leader)
    text = text_of(client.get(reverse("month-report", args=["2026-10"])))
    assert "Dibekukan Senin, 9 November 2026, 08.30 WIT" in text
    assert "Jam diakui 5 jam bertambah 5 jam" in text
    assert "Sesi terlaksana 1 sesi bertambah 1 sesi" in text
    assert "tidak berubah" in text
    figure = text_of(client.get(reverse("figure", args=["hours_credited"])))
    assert "Oktober 2026 5 bertambah 5 jam" in figure


def test_the_files_of_a_month_hold_every_frozen_figure(client, people, worked):
    rows = freeze_month(month=OCTOBER, by=people.system, at=AT)
    take_snapshot(by=people.system, at=AT)
    client.force_login(people.pk)
    told = client.get(reverse("month-report-file", args=["2026-10", "csv"])).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(told)))
    assert lines[0][:2] == ["Bulan", "Kunci"]
    assert len(lines) == len(rows) + 1
    assert {line[1] for line in lines[1:]} == set(FROZEN)
    assert ["2026-10", "hours_credited", "Jam diakui", "dinas:DLHP", "DLHP", "300", "0", "1", "1"] in [
        line[:9] for line in lines
    ]
    answer = client.get(reverse("month-report-file", args=["2026-10", "xlsx"]))
    assert answer.content[:2] == b"PK"
    assert 'filename="angka-2026-10.xlsx"' in answer["Content-Disposition"]


SEES_NOBODY = ("leader", "bureau", "unit", "administrator")
FEW = "kurang dari 5 orang"


@pytest.mark.parametrize("role", READS)
def test_what_one_person_did_at_one_place_is_for_those_who_may_see_people(client, people, worked, role):
    """One person worked at the only site: to the mayor "0%" or "5 jam" there would be that person."""
    rows = freeze_month(month=OCTOBER, by=people.system, at=AT)
    take_snapshot(by=people.system, at=AT - timedelta(days=20))
    client.force_login(getattr(people, role))
    masked = role in SEES_NOBODY
    assert (FEW in text_of(client.get("/laporan/bulanan/2026-10"))) is masked
    for key, guarded in {
        "hours_credited": True,
        "people_worked": True,
        "attendance": True,
        "stand_down": False,
    }.items():
        assert (FEW in text_of(client.get(reverse("figure", args=[key])))) is (masked and guarded), key
    told = client.get(reverse("month-report-file", args=["2026-10", "csv"])).content.decode("utf-8-sig")
    lines = {(line[1], line[3].partition(":")[0]): line[5:8] for line in csv.reader(io.StringIO(told))}
    assert len(lines) == len(rows) + 1
    assert lines["hours_credited", ""] == ["300", "0", "1"]
    assert lines["hours_credited", "lokasi"] == (["", "", "<5"] if masked else ["300", "0", "1"])
    assert lines["hours_credited", "dinas"] == ["300", "0", "<5" if masked else "1"]
    assert lines["attendance", "dinas"] == (["", "", "<5"] if masked else ["1", "1", "1"])
    assert lines["sessions_held", "lokasi"] == ["1", "0", "<5" if masked else "1"]


def test_five_people_at_a_place_do_not_stand_out(client, people, snapshot):
    client.force_login(people.leader)
    for n, masked in ((1, True), (4, True), (5, False)):
        for key in ("hours_credited", "people_worked", "attendance"):
            snapshot.body["cells"][key] = {part: [n, n, n] for part in ("", f"lokasi:{site_code()}", "dinas:DLHP")}
        keep_snapshot(body=snapshot.body, by=people.system, at=AT)
        assert (FEW in text_of(client.get("/dasbor"))) is masked
        assert (FEW in text_of(client.get("/laporan/bulanan/2026-11"))) is masked


def site_code():
    return Site.objects.get().code


def test_of_many_places_the_table_says_that_it_holds_the_largest(client, people, snapshot):
    cells = {f"lokasi:{n}": [n, 0, 9] for n in range(201)}
    snapshot.body["cells"] = {key: cells for key in snapshot.body["cells"]}
    keep_snapshot(body=snapshot.body, by=people.system, at=AT)
    client.force_login(people.leader)
    paths = ("/laporan/bulanan/2026-11", "/laporan/angka/hours_credited")
    for path in paths:
        assert "Menurut lokasi: 200 terbesar dari 201" in text_of(client.get(path))
    del cells["lokasi:0"]
    keep_snapshot(body=snapshot.body, by=people.system, at=AT)
    for path in paths:
        assert "Menurut lokasi" in text_of(client.get(path))
        assert "terbesar dari" not in text_of(client.get(path))


def test_of_all_that_waits_the_first_are_shown_and_the_rest_is_counted(client, people, snapshot):
    body = snapshot.body | {"stopped": {}, "ending": []}
    body["orders"][""]["lost"] = 1
    body["silent"] = [{"office": f"Dinas {n}", "sessions": 2, "since": "2026-10-01"} for n in range(100)]
    body["promises"]["lights"]["terlambat"] = 40
    late = {"code": "ABCDEFGHJK", "what": "Alat", "office": "DLHP", "due": "2026-10-01", "share": 5, "contact": ""}
    body["promises"]["late"] = [late] * 40
    keep_snapshot(body=body, by=people.system, at=AT)
    client.force_login(people.leader)
    page = client.get("/dasbor")
    assert "Perlu keputusan Anda (141)" in text_of(page)
    assert page.content.decode().count("https://wa.me/") == 23
    assert "Masih ada 117 lagi." in text_of(page)
    pdf = PdfReader(io.BytesIO(client.get("/dasbor/ringkasan.pdf").content))
    assert "Masih ada 131 lagi di dasbor." in re.sub(r"\s+", " ", pdf.pages[0].extract_text())


@pytest.mark.parametrize("name", ["Dinas Pekerjaan Umum, Penataan Ruang, dan Kebersihan Kota", "W" * 55])
def test_the_summary_of_sixty_offices_with_long_names_is_one_page(client, people, snapshot, name):
    body, offices = snapshot.body, [f"{name} {n}" for n in range(60)]
    for key in ("hours_credited", "sessions_held", "attendance", "stand_down"):
        body["cells"][key] = {part: [10**8, 10**9, 9] for part in ("", *(f"dinas:{one}" for one in offices))}
    body["promises"] |= {"owners": {one: {"terlambat": 99} for one in offices}, "late": []}
    body["orders"][""]["lost"] = 10**8
    ending = {"code": "", "title": "Perjanjian " + "X" * 239, "number": "9" * 120, "ends_on": "2026-12-01"}
    body |= {"silent": [{"office": offices[0], "sessions": 99, "since": "2026-10-01"}], "stopped": {}}
    for waiting in (0, 2, 5, 60):
        keep_snapshot(body=body | {"ending": [ending] * waiting}, by=people.system, at=AT)
        client.force_login(people.leader)
        assert len(PdfReader(io.BytesIO(client.get("/dasbor/ringkasan.pdf").content)).pages) == 1


@pytest.mark.parametrize("role", ["leader", "pk", "office", "administrator"])
def test_pages_cost_the_same_however_many_orders(client, people, planned, role):
    """With three orders and with thirty; the figures of three hundred are counted in tests/reports."""
    client.force_login(getattr(people, role))
    freeze_month(month=OCTOBER, by=people.system, at=AT)
    paths = ["/dasbor", "/laporan", "/laporan/mutu-data", "/laporan/bulanan/2026-10", *FIGURE_URLS]
    costs = []
    for first, last in ((0, 2), (2, 30)):
        for n in range(first, last):
            cast.order(people, case_number=f"{300 + n}/Pid.B/2026/PN Amb", person_name=f"Orang {n}")
        Order.objects.filter(state="tercatat").update(state="berjalan", execution_order_date=date(2026, 10, 2 + first))
        Snapshot.objects.all().delete()
        take_snapshot(by=people.system, at=AT)
        costs.append([queries(client, path) for path in paths])
    assert costs[0] == costs[1]
    assert max(costs[1]) <= 12


def queries(client, path):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
