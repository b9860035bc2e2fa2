"""The pages of planning anew: what calls for it, the difference person by person, the decision, rules, leave."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masohi.cases.orders.models import Order
from masohi.law.order_facts import Pattern
from masohi.supply.sites.actions import close_days
from masohi.supply.sites.models import Leave, Slot
from masohi.work.calendars.actions import move_date, tell_person
from masohi.work.placement.actions import announce_sessions, return_plan
from masohi.work.placement.models import Appointment, Plan, Rule, Session
from masohi.work.replanning.models import Change, Replan
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT + timedelta(minutes=5))


@pytest.fixture
def order(planned):
    Appointment.objects.update(told_at=cast.AT)
    return planned.order


@pytest.fixture
def pk(client, people):
    client.force_login(people.pk)
    return client


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def first_day(order):
    return Appointment.objects.filter(order=order, state="terjadwal").earliest("starts_at").session.day


def shut(people, site, day, until=None):
    return close_days(
        site=site, first_day=day, last_day=until or day, reason="Perbaikan jalan", by=people.office, at=cast.AT
    )


def made(client, people, site, order):
    closure = shut(people, site, first_day(order))
    answer = client.post(reverse("replans"), {"sebab": f"t{closure.pk}"})
    return Replan.objects.get(), answer


def test_a_closure_calls_for_a_plan_and_the_button_only_proposes(pk, people, site, order):
    day = first_day(order)
    closure = shut(people, site, day)
    page = words(pk.get(reverse("replans")))
    assert "Lokasi tutup: Pantai Namalatu" in page
    assert "Mengenai 1 orang, 1 sesi." in page
    answer = pk.post(reverse("replans"), {"sebab": f"t{closure.pk}"}, follow=True)
    assert "Belum ada jadwal yang berubah" in words(answer)
    assert first_day(order) == day
    assert Replan.objects.get().note.startswith("Lokasi tutup: Pantai Namalatu")


def test_the_difference_is_shown_person_by_person_with_what_stays_folded(pk, people, site, order):
    day = first_day(order)
    replan, _ = made(pk, people, site, order)
    page = pk.get(reverse("replan", args=[replan.code]))
    text = words(page)
    assert "Samuel L." in text
    assert "11 sesi tetap" in text
    assert "pindah ke" in text
    assert "Lokasi tutup pada hari itu." in text
    assert "Tanggal lama sudah diumumkan." in text, "announced is not told: announcing sends nothing"
    assert "0 sesi ditambahkan" in text
    assert "<details open" not in page.content.decode()
    assert "Samuel Latumahina" not in page.content.decode()
    assert day == date(2026, 10, 7)


def test_accepting_moves_and_says_whom_to_tell(pk, people, site, order):
    day = first_day(order)
    replan, _ = made(pk, people, site, order)
    url = reverse("replan", args=[replan.code])
    assert "Pilih sedikitnya satu orang" in words(pk.post(url, {"tindakan": "pilihan"}, follow=True))
    answer = words(pk.post(url, {"tindakan": "pilihan", "perkara": order.code}, follow=True))
    assert "Jadwal 1 orang berubah. Umumkan dan kabari mereka." in answer
    assert first_day(order) != day
    new = Appointment.objects.get(order=order, told_at=None, state="terjadwal").session.day
    page = pk.get(url)
    assert page.context["board_url"] == f"{reverse('schedule')}?minggu={new:%G-W%V}", "the next step is one press away"
    assert pk.get(page.context["board_url"]).context["quiet_people"] == 1
    again = words(pk.post(url, {"tindakan": "semua"}, follow=True))
    assert "sudah diputuskan" in again


def test_who_moved_into_an_announced_session_has_to_be_told_again(pk, people, site, order):
    """The session looks announced already; the person's own date is not, and is not told before it is."""
    daily = {"hours": 120, "pattern": Pattern(days_per_week=3)}
    other = cast.running(people, case_number="114/Pid.B/2026/PN Amb", person_name="Petrus Salakory", **daily)
    cast.planned(people, other)
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    for one in (order, other):
        tell_person(order=one, way="wa", by=people.pk, at=cast.AT)
    assert "Semua orang sudah dikabari" in words(pk.get(reverse("schedule-tell")))
    replan, _ = made(pk, people, site, order)
    pk.post(reverse("replan", args=[replan.code]), {"tindakan": "pilihan", "perkara": order.code})
    new = Appointment.objects.get(order=order, told_at=None, state="terjadwal")
    assert new.session.announced_at == cast.AT
    page = words(pk.get(reverse("schedule-tell")))
    assert "Samuel L. Perlu dikabari lagi" in page
    assert "1 tanggal baru belum diumumkan. Umumkan dahulu" in page
    assert "Petrus" not in page
    assert "1 orang perlu dikabari" in words(pk.get(reverse("schedule"), {"minggu": "2026-W41"}))
    half = pk.post(reverse("schedule-told", args=[order.code]), {"cara": "telepon"}, follow=True)
    assert "1 orang belum tahu semua tanggalnya." in words(half), "the new date was not told"
    assert "Tandai sudah dikabari" not in words(half), "there is nothing announced to tell"
    assert new.pk not in order.tellings.latest("told_at", "pk").dates
    pk.post(reverse("schedule-announce"), {"minggu": f"{new.session.day:%G-W%V}"})
    (row,) = pk.get(reverse("schedule-tell")).context["rows"]
    assert (row["found"].fresh, row["found"].lost, row["found"].quiet) == ([new], [], [])
    pk.post(reverse("schedule-told", args=[order.code]), {"cara": "telepon"})
    assert "Semua orang sudah dikabari" in words(pk.get(reverse("schedule-tell")))


def test_who_was_never_told_appears_once_the_dates_are_announced(pk, people, site, order):
    Appointment.objects.update(told_at=None)
    Session.objects.update(announced_at=cast.AT)
    assert "Semua orang sudah dikabari" in words(pk.get(reverse("schedule-tell")))
    assert pk.get(reverse("schedule-write", args=[order.code])).status_code == 404


def test_the_jaksa_reads_how_many_old_sessions_a_proposal_replaces(client, people, site, order):
    row = Appointment.objects.filter(order=order).earliest("starts_at")
    slot = Slot.objects.get(site=cast.site(people, "Taman Pattimura"), weekday=0)
    known = {"reason": "Dekat rumah ibu", "by": people.pk, "at": cast.AT}
    plan = move_date(appointment=row, slot=slot, day=date(2026, 11, 16), **known)
    client.force_login(people.prosecutor)
    page = words(client.get(reverse("plan", args=[plan.code])))
    assert "Usulan ini menggantikan 1 sesi lama. Sesi lama tetap berlaku sampai usulan ini menjadi jadwal." in page
    assert "Rabu, 7 Oktober 2026 08.00 WIT · 5 jam · Pantai Namalatu · sudah diumumkan" in page
    assert "Alasan PK Dekat rumah ibu" in page
    assert "Dikembalikan jaksa" not in page
    client.post(reverse("plan", args=[plan.code]), {"tindakan": "kembalikan", "reason": "Tempat itu jauh"})
    page = words(client.get(reverse("plan", args=[plan.code])))
    assert "Dikembalikan jaksa Tempat itu jauh" in page
    assert "Alasan jaksa: Tempat itu jauh" in words(client.get(reverse("order-schedule", args=[order.code])))


def test_accept_all_within_the_filter_only(pk, people, site, order):
    replan, _ = made(pk, people, site, order)
    url = reverse("replan", args=[replan.code])
    answer = words(pk.post(f"{url}?lokasi=999999", {"tindakan": "semua"}, follow=True))
    assert "Pilih sedikitnya satu orang" in answer
    pk.post(f"{url}?lokasi={site.pk}", {"tindakan": "semua"})
    assert Change.objects.get().state == "diterima"


def test_leaving_somebody_as_they_are_needs_a_reason(pk, people, site, order):
    replan, _ = made(pk, people, site, order)
    url = reverse("replan", args=[replan.code])
    assert "Tulis alasannya" in words(pk.post(url, {"tindakan": f"tolak:{order.code}"}, follow=True))
    assert Change.objects.get().state == "usulan"
    data = {"tindakan": f"tolak:{order.code}", f"alasan-{order.code}": "Diatur lisan"}
    assert "tetap seperti semula" in words(pk.post(url, data, follow=True))
    assert Change.objects.get().note == "Diatur lisan"


def test_lost_hours_are_red_and_need_a_reason(pk, people, site, order):
    closure = shut(people, site, date(2026, 10, 5), date(2027, 6, 1))
    pk.post(reverse("replans"), {"sebab": f"t{closure.pk}"})
    url = reverse("replan", args=[Replan.objects.get().code])
    page = pk.get(url)
    assert 'class="kartu tumpuk rugi"' in page.content.decode()
    assert "60 jam tidak punya tanggal sesudah perubahan ini." in words(page)
    assert "Wajib untuk 1 orang bertanda merah." in words(page)
    assert "Tulis alasan" in words(pk.post(url, {"tindakan": "semua"}, follow=True))
    pk.post(url, {"tindakan": "semua", "alasan": "Dicari tempat lain"})
    assert Change.objects.get().state == "diterima"


def test_another_date_by_hand(pk, people, site, order):
    replan, _ = made(pk, people, site, order)
    url = reverse("replan-date", args=[replan.code, order.code])
    change = Change.objects.get()
    opening = next(one["opening"] for one in change.after if one["appointment"] is None)
    slot = Slot.objects.get(site=site, weekday=0)
    data = {"opening": opening, "slot": slot.pk, "day": "2026-10-13", "reason": "Diminta"}
    assert "Tanggal itu hari Selasa, bukaan ini hari Senin." in words(pk.post(url, data))
    refused = words(pk.post(url, data | {"day": "2026-10-12"}))
    assert "Minggu itu sudah memuat semua hari yang diizinkan amar putusan." in refused
    assert "Diminta" in refused, "what was typed stays"
    last = Appointment.objects.filter(order=order).latest("starts_at").session.day
    monday = last + timedelta(days=7 - last.weekday() + 7)
    answer = words(pk.post(url, data | {"day": monday.isoformat()}, follow=True))
    assert "Alasan: Diminta" in answer
    assert "Tanggal ini dipilih PK." in answer


def test_who_may_not_is_shown_no_page_and_no_button(client, people, site, order):
    client.force_login(people.pk)
    replan, _ = made(client, people, site, order)
    page = reverse("replan", args=[replan.code])
    for user in (people.supervisor, people.office, people.clerk, people.administrator, people.leader, people.unit):
        client.force_login(user)
        assert client.get(reverse("replans")).status_code == 404
        assert client.get(page).status_code == 404
        assert client.get(reverse("order-rules", args=[order.code])).status_code == 404
    client.force_login(people.stranger)
    assert client.get(page).status_code == 404
    assert client.post(page, {"tindakan": "semua"}).status_code == 404
    assert client.get(reverse("order-rules", args=[order.code])).status_code == 404
    client.force_login(people.prosecutor)
    assert "Terima semua" not in words(client.get(page))
    assert client.post(page, {"tindakan": "semua"}).status_code == 404
    assert client.post(reverse("replans"), {"sebab": "jam"}).status_code == 404
    assert client.get(reverse("replan-date", args=[replan.code, order.code])).status_code == 404
    assert client.post(reverse("order-rules", args=[order.code]), {"kind": "hari"}).status_code == 404
    assert Change.objects.get().state == "usulan"


def test_strange_words_are_no_page_of_ours(pk, people, site, order):
    assert pk.post(reverse("replans"), {"sebab": "t999"}).status_code == 404
    assert pk.post(reverse("replans"), {}).status_code == 404
    assert pk.get(reverse("replan", args=["AAAAAAAAAA"])).status_code == 404
    replan, _ = made(pk, people, site, order)
    url = reverse("replan", args=[replan.code])
    assert pk.post(url, {"tindakan": "tolak:AAAAAAAAAA"}).status_code == 404
    assert pk.get(f"{url}?halaman=x&lokasi=%C2%B2").status_code == 200


def test_rules_are_laid_down_shown_and_ended(pk, people, site, order):
    url = reverse("order-rules", args=[order.code])
    row = Appointment.objects.filter(order=order).latest("starts_at")
    assert "Pilih satu untuk aturan ini." in words(pk.post(url, {"kind": "lokasi", "reason": "Ancaman"}))
    pk.post(url, {"kind": "tetap", "appointment": row.pk, "reason": "Cuti keluarga"})
    pk.post(url, {"kind": "hari", "weekday": "0", "reason": "Pasar"})
    pk.post(url, {"kind": "lokasi", "site": site.slug, "reason": "Ancaman"})
    page = words(pk.get(url))
    for line in ("tidak dipindahkan.", "pada hari Senin.", "Tidak ditempatkan di Pantai Namalatu.", "Cuti keluarga"):
        assert line in page
    assert "pada hari Senin." in words(pk.get(reverse("order-schedule", args=[order.code])))
    rule = Rule.objects.get(kind="hari")
    assert "Aturan diakhiri" in words(pk.post(url, {"akhiri": rule.code}, follow=True))
    assert pk.post(url, {"akhiri": rule.code}).status_code == 404
    assert "Aturan yang sudah diakhiri" in words(pk.get(url))
    assert "Sesi melanggar aturan jadwal orang" in words(pk.get(reverse("replans")))


def test_leave_is_entered_by_the_office_and_seen_by_the_pk(client, people, site, order):
    day = first_day(order)
    client.force_login(people.office)
    url = reverse("site-leave", args=[site.slug])
    data = {"supervisor": "budi", "first_day": day, "last_day": day - timedelta(days=1), "reason": "Cuti tahunan"}
    assert "mendahului" in words(client.post(url, data))
    client.post(url, data | {"last_day": day})
    assert "Budi Pengawas cuti" in words(client.get(reverse("site", args=[site.slug])))
    client.force_login(people.pk)
    assert client.get(url).status_code == 404
    assert "Cuti tahunan" not in words(client.get(reverse("site", args=[site.slug]))), "why is nobody else's concern"
    listed = words(client.get(reverse("replans")))
    assert "Cuti pengawas: Pantai Namalatu" in listed
    assert "Cuti tahunan" not in listed
    client.post(reverse("replans"), {"sebab": f"c{Leave.objects.get().pk}"})
    page = words(client.get(reverse("replan", args=[Replan.objects.get().code])))
    assert "Pengawas cuti, jadi tempat di lokasi itu berkurang." in page
    client.force_login(people.office)
    assert "Cuti dibatalkan" in words(client.post(url, {"batalkan": Leave.objects.get().pk}, follow=True))
    assert not Leave.objects.exists()


def test_the_sea_is_a_cause_of_its_own(client, people, site, order):
    day = first_day(order)
    client.force_login(people.office)
    client.post(
        reverse("site-shut", args=[site.slug]),
        {"kind": "laut", "first_day": day, "last_day": day, "reason": "Gelombang 3 meter"},
    )
    client.force_login(people.pk)
    assert "Laut berbahaya: Pantai Namalatu" in words(client.get(reverse("replans")))


def test_as_many_queries_for_one_person_as_for_four(pk, people, site):
    counts = []
    for n, name in enumerate(("Samuel Latumahina", "Petrus Salakory", "Maria Leiwakabessy", "Ruth Sopacua"), 1):
        one = cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=name, hours=16)
        cast.planned(people, one)
        if n in (2, 4):
            day = first_day(one)
            shut(people, site, day + timedelta(days=0 if n == 2 else 1), day + timedelta(days=1))
            pk.post(reverse("replans"), {"sebab": f"t{site.closures.latest('pk').pk}"})
            seen = []
            for path in (reverse("replans"), reverse("replan", args=[Replan.objects.latest("pk").code])):
                pk.get(path)
                with CaptureQueriesContext(connection) as queries:
                    assert pk.get(path).status_code == 200
                seen.append(len(queries))
            counts.append(seen)
    assert counts[0] == counts[1]


def test_the_page_of_tasks_names_what_calls_for_a_plan(pk, people, site, order):
    shut(people, site, first_day(order))
    page = words(pk.get(reverse("tasks")))
    assert "Lokasi tutup: Pantai Namalatu" in page
    assert "Susun ulang jam yang belum terjadwal" not in page
    pk.post(reverse("replans"), {"sebab": f"t{site.closures.get().pk}"})
    assert "Putuskan usulan susun ulang" in words(pk.get(reverse("tasks")))
    session = Appointment.objects.filter(order=order).latest("starts_at")
    Appointment.objects.filter(pk=session.pk).update(state="batal")
    assert "Susun ulang jam yang belum terjadwal" not in words(pk.get(reverse("tasks"))), "one offer a person at a time"
    Change.objects.update(state="diganti")
    assert "Susun ulang jam yang belum terjadwal" in words(pk.get(reverse("tasks")))


def test_a_call_says_whose_offer_waits_already(pk, people, site, order):
    made(pk, people, site, order)
    assert "1 orang sudah punya usulan yang menunggu" in words(pk.get(reverse("replans")))
    url = reverse("replan", args=[Replan.objects.get().code])
    pk.post(url, {"tindakan": f"tolak:{order.code}", f"alasan-{order.code}": "Diatur lisan"})
    page = words(pk.get(reverse("replans")))
    assert "Lokasi tutup" in page
    assert "sudah punya usulan" not in page


def test_what_the_jaksa_returned_is_not_called_accepted(pk, people, site, order):
    cast.site(people, "Lapangan Merdeka")
    closure = shut(people, site, date(2026, 10, 5), date(2027, 6, 1))
    pk.post(reverse("replans"), {"sebab": f"t{closure.pk}"})
    url = reverse("replan", args=[Replan.objects.get().code])
    pk.post(url, {"tindakan": "semua"})
    assert "Menunggu jaksa" in words(pk.get(url))
    return_plan(plan=Plan.objects.get(state="menunggu"), note="Terlalu jauh", by=people.prosecutor, at=cast.AT)
    page = words(pk.get(url))
    assert "Jadwal lama tetap: usulan dikembalikan" in page
    assert "Diterima" not in page


def test_an_ended_order_is_shown_as_such_and_offers_no_button(pk, people, site, order):
    replan, _ = made(pk, people, site, order)
    url = reverse("replan", args=[replan.code])
    Order.objects.update(state="dihentikan")
    page = words(pk.get(url))
    assert "Perkara tidak lagi berjalan" in page
    assert "Terima semua" not in page
    assert pk.get(reverse("replan-date", args=[replan.code, order.code])).status_code == 404


def test_a_new_date_within_two_days_asks_for_a_call(pk, people, site, order, monkeypatch):
    replan, _ = made(pk, people, site, order)
    url = reverse("replan", args=[replan.code])
    assert "Kurang dari 48 jam lagi" not in words(pk.get(url))
    start = datetime.fromisoformat(next(one["start"] for one in Change.objects.get().after if not one["appointment"]))
    away = start - cast.AT - timedelta(minutes=5)
    monkeypatch.setattr("masohi.faces.web.replanning.showing.SOON", away)
    assert "Kurang dari 48 jam lagi" not in words(pk.get(url))
    monkeypatch.setattr("masohi.faces.web.replanning.showing.SOON", away + timedelta(minutes=1))
    assert "Kurang dari 48 jam lagi: kabari lewat telepon." in words(pk.get(url))
