"""The pages of planning anew: what calls for it, the difference person by person, the decision, rules, leave."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masohi.supply.sites.actions import close_days
from masohi.supply.sites.models import Leave, Slot
from masohi.work.placement.models import Appointment, Rule
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
    assert "Sudah dikabari tanggal lama." in text
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
    again = words(pk.post(url, {"tindakan": "semua"}, follow=True))
    assert "sudah diputuskan" in again


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
    assert "Cuti pengawas: Pantai Namalatu" in words(client.get(reverse("replans")))
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
    assert "Susun ulang jam yang belum terjadwal" in words(pk.get(reverse("tasks")))
