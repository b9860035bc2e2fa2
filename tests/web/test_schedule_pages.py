"""Pages around the board: shapes and filters, one site's week, moving by form, telling, sharing, sheets for paper."""

import gzip
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import masohi.ui
from masohi.ledger.reads.models import Reading
from masohi.planning import checker
from masohi.supply.sites.actions import close_days
from masohi.supply.sites.models import Leave, Slot
from masohi.work.calendars.models import CalendarLink, Telling
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Appointment, Session
from masohi.work.replanning.terms import FORBIDDEN
from tests import cast

pytestmark = pytest.mark.django_db
WEEK = "2026-W41"
FREE = date(2026, 11, 16)  # a Monday after the last date of the plan
PAGE_BYTES = 120_000  # a staff page with its sheets, modules, font and icons, compressed
HTML_BYTES = 40_000


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


@pytest.fixture
def site_row(planned):
    return Session.objects.first().site


def announced(people):
    return announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)


def page(client, user, name, *args, follow=False, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query, follow=follow)


def names_on(response):
    return "Samuel" in response.content.decode()


# the board


def test_a_phone_and_a_choice_decide_the_shape_of_a_big_board(client, people, planned, monkeypatch):
    monkeypatch.setattr("masohi.faces.web.schedule.showing.FEW", 0)
    client.force_login(people.pk)
    shown = {
        "wide": client.get(reverse("schedule"), {"minggu": WEEK}),
        "hint": client.get(reverse("schedule"), {"minggu": WEEK}, headers={"sec-ch-ua-mobile": "?1"}),
        "agent": client.get(reverse("schedule"), {"minggu": WEEK}, headers={"user-agent": "Mozilla Mobile"}),
        "asked": client.get(
            reverse("schedule"), {"minggu": WEEK, "tampilan": "minggu"}, headers={"sec-ch-ua-mobile": "?1"}
        ),
        "denied": client.get(
            reverse("schedule"), {"minggu": WEEK}, headers={"sec-ch-ua-mobile": "?0", "user-agent": "Mobile"}
        ),
    }
    tables = {name: '<table role="table">' in answer.content.decode() for name, answer in shown.items()}
    assert tables == {"wide": True, "hint": False, "agent": False, "asked": True, "denied": True}


def test_a_small_board_holds_both_shapes_and_leaves_the_choice_to_the_width(client, people, planned):
    text = page(client, people.pk, "schedule", minggu=WEEK).content.decode()
    assert "lebar-saja" in text
    assert "sempit-saja" in text


def test_filters_narrow_what_is_seen_and_what_is_announced(client, people, planned):
    cast.planned(people, cast.running(people, case_number="114/Pid.B/2026/PN Amb", person_name="Petrus", hours=20))
    other = cast.site(people, "Taman Pattimura")  # only now: both are to work at the same site

    def rows(**query):
        board = page(client, people.pk, "schedule", minggu=WEEK, **query).context["board"]
        return [row["site"] for row in board["rows"]]

    assert rows(lokasi="namal") == ["Pantai Namalatu"]
    assert rows(lokasi="pattimura", saring="bebas") == [other.name]
    assert rows(dinas="Bapas Ambon") == []
    assert rows(dinas="DLHP") == rows()
    client.post(reverse("schedule-announce"), {"minggu": WEEK, "lokasi": "tidak ada"})
    assert not Session.objects.exclude(announced_at=None).exists()
    client.post(reverse("schedule-announce"), {"minggu": WEEK, "lokasi": "namal"})
    assert Session.objects.exclude(announced_at=None).count() == 2
    assert rows(saring="belum") == []


def test_free_places_are_shown_on_demand(client, people, planned, site_row):
    text = page(client, people.pk, "schedule", minggu=WEEK).content.decode()
    assert "tempat bebas" not in text
    found = page(client, people.pk, "schedule", minggu=WEEK, saring="bebas")
    (row,) = found.context["board"]["rows"]
    assert [len(cell["sessions"]) for cell in row["cells"]] == [1, 0, 1, 0, 0, 1, 0]
    assert "10 tempat bebas" in found.content.decode()


def test_totals_closures_holidays_and_leave_are_named(client, people, planned, site_row):
    day = date(2026, 10, 8)
    close_days(site=site_row, first_day=day, last_day=day, reason="Perbaikan talud", by=people.office, at=cast.AT)
    supervisor = site_row.supervisors.get()
    Leave.objects.create(supervisor=supervisor, first_day=day, last_day=day, reason="Operasi usus buntu")
    context = page(client, people.pk, "schedule", minggu=WEEK).context
    (row,) = context["board"]["rows"]
    assert (row["totals"], context["board"]["totals"]) == ("2 orang · 10 jam", "2 orang · 10 jam")
    assert [day["totals"] for day in context["board"]["days"]][2] == "1 orang · 5 jam"
    assert (row["cells"][3]["closed"], row["cells"][3]["note"]) == ("Tutup: Perbaikan talud", "Cuti: Budi Pengawas")
    text = page(client, people.pk, "schedule", minggu=WEEK).content.decode()
    assert "usus buntu" not in text, "why somebody is away is nobody's business here"


def test_who_joined_an_announced_session_is_counted_on_its_chip(client, people, planned):
    announced(people)
    cast.planned(people, cast.running(people, case_number="114/Pid.B/2026/PN Amb", person_name="Petrus"))
    response = page(client, people.pk, "schedule", minggu=WEEK)
    assert response.context["announces"]
    assert "1 orang belum diumumkan" in response.content.decode()


def big_board(people, sites):
    """Sites with sessions on three days a week, full to different degrees; made by the row, for bytes and queries."""
    before = Session.objects.count()
    for n in range(sites):
        site = cast.site(people, f"Lokasi kerja sosial nomor {n}")
        slots = {slot.weekday: slot for slot in Slot.objects.filter(site=site)}
        Session.objects.bulk_create(
            Session(
                code=f"S{before + n:06}{weekday}",
                site=site,
                slot=slot,
                day=cast.MONDAY + timedelta(days=weekday),
                starts_at=cast.AT + timedelta(days=weekday),
                ends_at=cast.AT + timedelta(days=weekday, hours=5),
                places=10,
                taken=1 + (n + weekday) % 10,
                announced_at=cast.AT if n % 3 else None,
            )
            for weekday, slot in slots.items()
        )


@pytest.mark.parametrize("query", [{}, {"saring": "bebas"}, {"saring": "belum"}, {"tampilan": "daftar"}])
def test_queries_do_not_grow_with_sites(client, people, planned, query):
    """Whoever runs an office sees all sessions of its sites; the PK those that hold people of the own office."""
    counts = []
    for more in (3, 27):
        big_board(people, more)
        for user in (people.office, people.pk):
            client.force_login(user)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(reverse("schedule"), {"minggu": WEEK} | query).status_code == 200
            counts.append(len(seen.captured_queries))
    assert counts[:2] == counts[2:]


def test_three_hundred_sites_stay_within_the_bytes_of_a_staff_page(client, people, planned):
    """Compressed as the server sends it, with everything a first visit loads. See bench/board.py for frames."""
    big_board(people, 300)
    client.force_login(people.office)
    response = client.get(reverse("schedule"), {"minggu": WEEK}, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    text = gzip.decompress(response.content).decode()
    assert text.count("cip-sesi ") >= 900
    files = set(re.findall(r'(?:href|src)="/static/([^"#]+\.(?:css|js))"', text))
    carried = sum(len(gzip.compress(Path(finders.find(name)).read_bytes(), 6)) for name in files)
    kit = Path(masohi.ui.__file__).parent / "static" / "ui"
    font = sum(file.stat().st_size for file in (kit / "fonts").glob("*.woff2"))
    icons = len(gzip.compress((kit / "ikon.svg").read_bytes(), 6))
    assert len(files) >= 4
    assert len(response.content) <= HTML_BYTES
    assert len(response.content) + carried + font + icons <= PAGE_BYTES


# one site's week


def test_names_stand_only_where_they_may_be_read(client, people, planned, site_row):
    for user, named in ((people.pk, True), (people.prosecutor, True), (people.supervisor, True), (people.office, True)):
        response = page(client, user, "schedule-site", site_row.slug, minggu=WEEK)
        assert (response.status_code, names_on(response)) == (200, named)
        assert "Latumahina" not in response.content.decode()
    response = page(client, people.stranger, "schedule-site", site_row.slug, minggu=WEEK)
    assert (response.status_code, names_on(response)) == (200, False)
    for user in (people.clerk, people.administrator, people.leader):
        assert page(client, user, "schedule-site", site_row.slug, minggu=WEEK).status_code == 404


def test_only_a_pk_is_offered_to_move_and_only_what_lies_ahead(client, people, planned, site_row, monkeypatch):
    assert (
        page(client, people.pk, "schedule-site", site_row.slug, minggu=WEEK).content.decode().count("data-orang") == 2
    )
    assert (
        "data-orang"
        not in page(client, people.supervisor, "schedule-site", site_row.slug, minggu=WEEK).content.decode()
    )
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT + timedelta(days=3))
    assert (
        page(client, people.pk, "schedule-site", site_row.slug, minggu=WEEK).content.decode().count("data-orang") == 1
    )


def test_the_sheet_for_a_wall_counts_and_names_nobody(client, people, planned):
    response = page(client, people.pk, "schedule-wall", minggu=WEEK)
    text = response.content.decode()
    assert not names_on(response)
    assert text.count("08.00–13.00") == 2
    assert "Pantai Namalatu" in text


@pytest.mark.parametrize(("name", "shape"), [("schedule", "daftar"), ("schedule", "minggu"), ("schedule-wall", "")])
def test_a_session_on_a_closed_day_says_so_in_every_shape(client, people, planned, site_row, name, shape):
    assert "Tutup: " not in page(client, people.pk, name, minggu=WEEK, tampilan=shape).content.decode()
    day = Session.objects.filter(taken__gt=0).earliest("day").day
    close_days(site=site_row, first_day=day, last_day=day, reason="Perbaikan talud", by=people.office, at=cast.AT)
    text = page(client, people.pk, name, minggu=WEEK, tampilan=shape).content.decode()
    assert text.count("Tutup: Perbaikan talud") == 1


# moving


def moving(client, people, row, **data):
    client.force_login(people.pk)
    url = reverse("session-move", args=[row.session.code, row.pk])
    return client.post(url, data, follow=True) if data else client.get(url, {"tujuan": f"{FREE}@480"})


def test_the_form_behind_a_drag_offers_the_session_and_asks_why(client, people, planned, site_row):
    row = Appointment.objects.earliest("starts_at")
    text = moving(client, people, row).content.decode()
    assert f'value="{FREE}@480" required checked' in text
    assert Appointment.objects.get(pk=row.pk).state == "terjadwal"
    done = moving(client, people, row, lokasi=site_row.slug, tujuan=f"{FREE}@480", reason="")
    assert done.status_code == 409
    assert "Tulis alasan pemindahan." in done.content.decode()
    done = moving(client, people, row, lokasi=site_row.slug, tujuan=f"{FREE}@480", reason="Diminta orangnya")
    assert "dipindahkan ke Senin, 16 November 2026" in done.content.decode()
    assert Appointment.objects.get(pk=row.pk).state == "batal"
    assert Appointment.objects.filter(session__day=FREE, state="terjadwal").count() == 1


def test_what_is_not_possible_says_why_in_one_sentence(client, people, planned, site_row):
    row = Appointment.objects.earliest("starts_at")
    close_days(
        site=site_row,
        first_day=date(2026, 10, 14),
        last_day=date(2026, 10, 14),
        reason="Perbaikan talud",
        by=people.office,
        at=cast.AT,
    )
    client.force_login(people.pk)
    url = reverse("session-move", args=[row.session.code, row.pk])
    response = client.get(url, {"minggu": "2026-W42", "lokasi": site_row.slug})
    text = response.content.decode()
    assert "Perbaikan talud" in text
    assert "hari seminggu" in text
    assert 'type="radio"' not in text
    assert "Tidak ada sesi yang dapat dipilih." in text
    whys = [one["why"] for one in response.context["choices"]]
    assert len(whys) == 2
    assert all(why.count(".") >= 1 for why in whys)


def test_nonsense_moves_nobody(client, people, planned, site_row):
    row = Appointment.objects.earliest("starts_at")
    for target in ("", "x", "2026-13-40@480", f"{FREE}@9999", f"{FREE}@481", "2026-10-05@480"):
        answer = moving(client, people, row, lokasi=site_row.slug, tujuan=target, reason="Sakit")
        assert answer.status_code == 409
    assert Appointment.objects.get(pk=row.pk).state == "terjadwal"
    client.force_login(people.stranger)
    assert client.get(reverse("session-move", args=[row.session.code, row.pk])).status_code == 404
    client.force_login(people.prosecutor)
    assert client.get(reverse("session-move", args=[row.session.code, row.pk])).status_code == 404


def test_a_new_place_goes_to_the_jaksa(client, people, planned, site_row):
    row, other = Appointment.objects.earliest("starts_at"), cast.site(people, "Taman Pattimura")
    done = moving(client, people, row, lokasi=other.slug, tujuan=f"{FREE}@480", reason="Diminta orangnya")
    assert "menunggu jaksa" in done.content.decode()
    assert done.redirect_chain[-1][0].startswith("/rencana/")


def test_every_rule_that_a_move_can_break_has_its_sentence():
    source = Path(checker.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'"([a-z_]+(?:_[a-z0-9]+)*)"', source))
    known = {code for code in codes if code in FORBIDDEN}
    assert known >= {"too_early", "too_late", "holiday", "capacity", "overlap", "week_quota", "hazard", "two_sites"}


# telling


def written(client, order):
    return client.get(reverse("schedule-write", args=[order.code])).url


def test_who_is_told_what_and_by_whom(client, people, planned):
    announced(people)
    response = page(client, people.pk, "schedule-tell")
    text = response.content.decode()
    assert "1 orang belum tahu semua tanggalnya." in text
    assert "Latumahina" not in text
    (row,) = response.context["rows"]
    assert row["phone"] == "+6281248001234"
    assert "wa.me" not in text, "no address on a page holds a number or a name"
    before = Reading.objects.count()
    address = written(client, planned.order)
    assert Reading.objects.count() == before + 1
    assert address.startswith("https://wa.me/6281248001234?text=Halo%20Samuel.")
    said = unquote(address)
    assert "Rabu, 7 Oktober 2026, 08.00 WIT, 5 jam, di Pantai Namalatu" in said
    assert "dan 4 tanggal sesudahnya" in said
    for secret in ("Latumahina", "Pid.B", "pidana", planned.order.code):
        assert secret not in said
    done = client.post(reverse("schedule-told", args=[planned.order.code]), {"cara": "telepon"}, follow=True)
    assert "Samuel L. tercatat sudah dikabari." in done.content.decode()
    assert "Semua orang sudah dikabari" in done.content.decode()
    assert Telling.objects.get().told_by == people.pk


def test_a_moved_person_shows_again_with_what_no_longer_holds(client, people, planned, site_row):
    announced(people)
    client.force_login(people.pk)
    client.post(reverse("schedule-told", args=[planned.order.code]), {"cara": "wa"})
    row = Appointment.objects.earliest("starts_at")
    moving(client, people, row, lokasi=site_row.slug, tujuan=f"{FREE}@480", reason="Diminta orangnya")
    response = page(client, people.pk, "schedule-tell")
    text = response.content.decode()
    assert "Perlu dikabari lagi" in text
    assert "<del>Rabu, 7 Oktober 2026" in text
    assert "Tidak jadi: Rabu, 7 Oktober 2026" in unquote(written(client, planned.order))
    assert "1 orang perlu dikabari" in page(client, people.pk, "schedule", minggu=WEEK).content.decode()


def test_a_number_that_is_none_offers_no_message(client, people, running):
    running.person.phone = "tidak punya"
    running.person.save()
    cast.planned(people, running)
    announced(people)
    (row,) = page(client, people.pk, "schedule-tell").context["rows"]
    assert row["phone"] == ""
    assert client.get(reverse("schedule-write", args=[running.code])).status_code == 404


def test_only_the_own_pk_tells(client, people, planned):
    announced(people)
    for user in (people.prosecutor, people.supervisor, people.office, people.clerk, people.administrator):
        assert page(client, user, "schedule-tell").status_code == 404
        assert page(client, user, "schedule-sheet", planned.order.code).status_code == 404
        assert page(client, user, "schedule-write", planned.order.code).status_code == 404
    assert page(client, people.stranger, "schedule-write", planned.order.code).status_code == 404
    assert page(client, people.stranger, "schedule-tell").context["count"] == 0
    assert page(client, people.stranger, "schedule-sheet", planned.order.code).status_code == 404
    client.force_login(people.stranger)
    assert client.post(reverse("schedule-told", args=[planned.order.code]), {"cara": "wa"}).status_code == 404
    assert not Telling.objects.exists()


def test_a_message_is_indonesian_whoever_writes_it(client, people, planned):
    announced(people)
    client.cookies["bahasa"] = "en"
    client.force_login(people.pk)
    assert "Jam berapa Anda berangkat?" in unquote(written(client, planned.order))


def test_the_sheet_to_hand_over_names_dates_and_its_opening_is_noted(client, people, planned):
    announced(people)
    before = Reading.objects.count()
    text = page(client, people.pk, "schedule-sheet", planned.order.code).content.decode()
    assert Reading.objects.count() == before + 1
    assert text.count("5 jam") == 12
    assert "Jadwal Samuel" in text
    article = text[text.index("<article") : text.index("</article>")]
    for secret in ("Latumahina", "Pid.B", "pidana"):
        assert secret not in article


# sharing calendars


@pytest.mark.parametrize("who", ["office", "pk", "supervisor"])
def test_a_link_is_shown_once_and_can_be_ended(client, people, planned, site_row, who):
    address = {
        "office": reverse("site-calendar", args=[site_row.slug]),
        "pk": reverse("order-calendar", args=[planned.order.code]),
        "supervisor": reverse("own-calendar"),
    }[who]
    client.force_login(getattr(people, who))
    made = client.post(address)
    token = re.search(r"/kalender/([\w-]{40,})\.ics", made.content.decode())[1]
    assert made["Referrer-Policy"] == "same-origin", "without an origin the press itself is refused by a browser"
    assert token not in client.get(address).content.decode()
    client.logout()
    assert client.get(reverse("calendar-feed", args=[token])).status_code == 200
    client.force_login(getattr(people, who))
    code = CalendarLink.objects.get().code
    assert client.post(address, {"tindakan": "cabut", "kode": "TIDAKADA22"}).status_code == 404
    ended = client.post(address, {"tindakan": "cabut", "kode": code}, follow=True)
    assert "Tautan dicabut." in ended.content.decode()
    assert client.get(reverse("calendar-feed", args=[token])).status_code == 404


def test_others_do_not_find_the_pages_of_calendars(client, people, planned, site_row):
    addresses = {
        reverse("site-calendar", args=[site_row.slug]): {"office"},
        reverse("order-calendar", args=[planned.order.code]): {"pk"},
        reverse("own-calendar"): {"supervisor"},
    }
    for address, own in addresses.items():
        for name in ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "stranger"):
            client.force_login(getattr(people, name))
            assert (client.get(address).status_code == 200) == (name in own), (address, name)
