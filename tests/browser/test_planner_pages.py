"""Pages of the planner in the states that come after a press: for everybody, on a phone, and without a script."""

from datetime import date, timedelta

import pytest

from masohi.law.order_facts import Pattern
from masohi.supply.sites.actions import close_days
from masohi.supply.sites.models import Slot
from masohi.work.calendars.actions import move_date, tell_person
from masohi.work.calendars.models import CalendarLink, Telling
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Appointment, Rule, Session
from masohi.work.replanning.models import Change, Replan
from tests import cast
from tests.browser.hands import Hands, sees
from tests.browser.test_every_page import MODES, WIDTHS, violations

pytestmark = pytest.mark.django_db(transaction=True)
PLAIN = pytest.mark.parametrize("javascript", [True, False])
FIRST = date(2026, 10, 7)


@pytest.fixture
def planned(people):
    """Twelve sessions of one person, announced and told."""
    plan = cast.planned(people, cast.running(people))
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    tell_person(order=plan.order, way="wa", by=people.pk, at=cast.AT)
    return plan


@pytest.fixture
def site(planned):
    return Session.objects.first().site


def shut(people, site, last=FIRST):
    close_days(site=site, first_day=FIRST, last_day=last, reason="Perbaikan jalan", by=people.office, at=cast.AT)


def faults(open_page, user, *paths):
    """Accessibility and sideways scroll of these pages, in all modes and both widths."""
    found = []
    for mode in MODES:
        page = open_page(user, None, mode=mode)
        for path in paths:
            assert page.goto(path).status == 200
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                found += [f"{width} {mode} {path} {fault}" for fault in violations(page)]
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
                    found.append(f"{width} {mode} {path} scrolls sideways")
        found += page.faults
    return found


@PLAIN
def test_plan_anew_after_a_closure_and_announce_again(people, planned, site, open_page, javascript):
    shut(people, site)
    other = cast.running(
        people,
        case_number="114/Pid.B/2026/PN Amb",
        person_name="Petrus Salakory",
        hours=120,
        pattern=Pattern(days_per_week=3),
    )
    cast.planned(people, other)
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    page = open_page(people.pk, "/susun-ulang", javascript=javascript)
    hands = Hands(page)
    hands.press("Susun ulang 1 orang")
    sees(page, "Belum ada jadwal yang berubah")
    page.get_by_role("checkbox", name="Samuel L.").check()
    hands.press("Terima yang dipilih")
    sees(page, "Jadwal 1 orang berubah. Umumkan dan kabari mereka.")
    new = Appointment.objects.get(plan=Change.objects.get().plan)
    page.goto("/jadwal/kabari")
    sees(page, "1 tanggal baru belum diumumkan.")
    half = faults(open_page, people.pk, "/jadwal/kabari") if javascript else []
    hands.press("Umumkan dahulu Samuel L.", role="link")
    hands.press("Umumkan & kabari")
    page.locator("li", has_text="Samuel L.").get_by_role("button", name="Tandai sudah dikabari").click()
    sees(page, "Samuel L. tercatat sudah dikabari.")
    assert new.pk in Telling.objects.latest("told_at", "pk").dates
    assert half == []
    assert page.faults == []


def test_a_proposal_with_losses_and_one_that_is_settled(people, planned, site, open_page):
    shut(people, site, last=FIRST + timedelta(days=250))
    page = open_page(people.pk, "/susun-ulang")
    hands = Hands(page)
    hands.press("Susun ulang 1 orang")
    sees(page, "Wajib untuk 1 orang bertanda merah.")
    address = f"/susun-ulang/{Replan.objects.get().code}"
    assert faults(open_page, people.pk, address, "/susun-ulang", "/berisiko") == []
    page.get_by_label("Alasan bila ada jam tanpa tanggal").fill("Dicari tempat lain")
    hands.press("Terima semua (1 orang)")
    sees(page, "Diputuskan Maria Pembimbing")
    order = planned.order.code
    assert faults(open_page, people.pk, address, f"/perkara/{order}", f"/perkara/{order}/jadwal", "/berisiko") == []
    assert page.faults == []


def test_the_jaksa_sees_what_a_proposal_replaces(people, planned, site, open_page):
    row = Appointment.objects.filter(order=planned.order).earliest("starts_at")
    slot = Slot.objects.get(site=cast.site(people, "Taman Pattimura"), weekday=0)
    known = {"reason": "Dekat rumah ibu", "by": people.pk, "at": cast.AT}
    plan = move_date(appointment=row, slot=slot, day=date(2026, 11, 16), **known)
    page = open_page(people.prosecutor, f"/rencana/{plan.code}", javascript=False)
    sees(page, "Usulan ini menggantikan 1 sesi lama.")
    assert faults(open_page, people.prosecutor, f"/rencana/{plan.code}") == []
    Hands(page).press("Setujui usulan")
    sees(page, "Usulan disetujui dan menjadi jadwal.")
    assert Appointment.objects.get(pk=row.pk).state == "batal"


@PLAIN
def test_share_a_calendar_and_end_it(people, planned, site, open_page, javascript):
    page = open_page(people.pk, f"/perkara/{planned.order.code}/kalender", javascript=javascript)
    hands = Hands(page)
    hands.press("Buat tautan baru")
    sees(page, "Salin sekarang.")
    shown = violations(page) if javascript else []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator("code").bounding_box()["width"] <= 360
    hands.press("Cabut")
    sees(page, "Belum ada tautan.")
    assert CalendarLink.objects.get().revoked_at
    assert shown == []


@PLAIN
def test_simulate_one_more_saturday(people, planned, site, open_page, javascript):
    page = open_page(people.pk, "/simulasi", javascript=javascript)
    hands = Hands(page)
    hands.follow("Tambah sesi mingguan")
    hands.choose("Lokasi", site.name)
    hands.choose("Hari", "Sabtu")
    hands.press("Bandingkan")
    sees(page, "Perkiraan dari")
    if javascript:
        kinds = ("sesi-hapus", "tempat", "lokasi-baru", "pengawas", "cuti", "absen", "minggu")
        forms = [f"/simulasi?jenis={kind}&tambah=ya" for kind in kinds]
        assert faults(open_page, people.pk, page.url, *forms) == []
    assert page.faults == []


def test_every_shape_of_the_board_is_for_everybody(people, planned, site, open_page):
    week = "minggu=2026-W41"
    shapes = [
        f"/jadwal?{week}&{more}" for more in ("saring=bebas", "tampilan=minggu", "tampilan=daftar", "saring=belum")
    ]
    assert faults(open_page, people.pk, *shapes, f"/jadwal/lokasi/{site.slug}?{week}") == []


@PLAIN
def test_lay_down_a_rule_and_end_it(people, planned, open_page, javascript):
    page = open_page(people.pk, f"/perkara/{planned.order.code}/aturan", javascript=javascript)
    hands = Hands(page)
    hands.tick("Jangan pada hari ini setiap minggu")
    hands.choose("Hari", "Rabu")
    hands.write("Alasan", "Hari pasar")
    hands.press("Simpan aturan")
    sees(page, "Hari pasar")
    assert Rule.objects.get().weekday == 2
    hands.press("Akhiri")
    page.wait_for_load_state()
    assert Rule.objects.get().ended_at
