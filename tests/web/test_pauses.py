"""Pages of pauses and of what the service let fail: who may say so, what the schedule shows, that nobody is named."""

from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.cases.pauses.models import Pause
from masohi.work.attendance.models import Attendance
from masohi.work.placement.models import Appointment
from tests import cast
from tests.web.test_absences import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(planned):
    return Appointment.objects.filter(order=planned.order, state="terjadwal").earliest("starts_at")


@pytest.fixture
def pk(client, people):
    client.force_login(people.pk)
    return client


def test_a_pause_is_entered_seen_on_the_schedule_and_ended(pk, people, planned, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT + timedelta(hours=2))
    order = planned.order
    address = reverse("order-pause", args=[order.code])
    page = pk.get(address).content.decode()
    assert 'value="medis"' in page
    assert 'value="jaksa"' not in page, "a PK does not suspend"
    day = (cast.AT + timedelta(hours=2)).date()
    sent = {
        "kind": "medis",
        "from_day": day.isoformat(),
        "until": "",
        "document": "Surat 7/2026",
        "issuer": "RSUD Ambon",
        "reason": "Tidak boleh berdiri lama",
    }
    answer = pk.post(address, sent, follow=True)
    assert "Sesi dalam jeda dilepas" in words(answer)
    assert not Appointment.objects.filter(order=order, state="terjadwal").exists()
    assert "Sedang jeda sampai diakhiri" in words(pk.get(reverse("order-schedule", args=[order.code])))
    pause = Pause.objects.get()
    end = reverse("pause-end", args=[order.code, pause.code])
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT + timedelta(days=9))
    assert "KS-45" not in words(pk.get(end))
    assert "tidak menambah batas akhir" in words(pk.get(end))
    resumes = (day + timedelta(days=9)).isoformat()
    answer = pk.post(end, {"resumes_on": resumes, "document": "", "reason": "Surat sehat"}, follow=True)
    assert "Batas akhir tidak berubah" in words(answer)
    assert "Sedang jeda" not in words(pk.get(reverse("order-schedule", args=[order.code])))
    history = words(pk.get(reverse("order-history", args=[order.code])))
    assert "Jeda dicatat" in history
    assert "Jeda diakhiri: boleh bekerja lagi sejak" in history
    assert "Catatan lain" not in history


def test_the_jaksa_suspends_and_a_pk_cannot_end_it(client, people, planned, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT + timedelta(hours=2))
    address = reverse("order-pause", args=[planned.order.code])
    sent = {
        "from_day": "2026-10-12",
        "until": "2026-10-20",
        "document": "Surat",
        "issuer": "Kejari",
        "reason": "Sidang",
    }
    client.force_login(people.pk)
    client.post(address, sent | {"kind": "jaksa"})
    assert not Pause.objects.exists(), "not even by a form made by hand"
    client.force_login(people.prosecutor)
    client.post(address, sent | {"kind": "jaksa"})
    pause = Pause.objects.get()
    end = reverse("pause-end", args=[planned.order.code, pause.code])
    assert client.get(end).status_code == 200
    client.force_login(people.pk)
    assert client.get(end).status_code == 404
    assert end not in client.get(address).content.decode()


def test_failures_are_shown_by_office_and_name_nobody(client, people, first, monkeypatch):
    from_web = {
        "langkah": "simpan",
        "start": "0",
        f"o{first.pk}-outcome": "lokasi_tutup",
        f"o{first.pk}-started": "08:00",
        f"o{first.pk}-ended": "13:00",
        f"o{first.pk}-rest": "0",
    }
    monkeypatch.setattr("django.utils.timezone.now", lambda: first.session.ends_at + timedelta(hours=1))
    client.force_login(people.supervisor)
    client.post(reverse("session-record", args=[first.session.code]), from_web)
    record = Attendance.objects.get()
    assert (record.outcome, record.started_at) == ("lokasi_tutup", None), "a proposed hour is nobody's coming"
    for who in ("office", "pk", "prosecutor", "leader", "bureau"):
        client.force_login(getattr(people, who))
        page = client.get(reverse("failures"))
        assert "DLHP" in words(page)
        assert "Pantai Namalatu" in words(page)
        assert "Samuel" not in words(page)
    assert "Lokasi tutup: 1" in words(page)
    for who in ("supervisor", "clerk", "administrator"):
        client.force_login(getattr(people, who))
        assert client.get(reverse("failures")).status_code == 404


def test_who_came_is_marked_by_the_supervisor_on_the_web(client, people, first, monkeypatch):
    sent = {
        "langkah": "simpan",
        "start": "0",
        f"o{first.pk}-outcome": "tanpa_pengawas",
        f"o{first.pk}-came": "on",
        f"o{first.pk}-started": "08:10",
        f"o{first.pk}-rest": "0",
    }
    monkeypatch.setattr("django.utils.timezone.now", lambda: first.session.ends_at + timedelta(hours=1))
    client.force_login(people.supervisor)
    client.post(reverse("session-record", args=[first.session.code]), sent)
    assert Attendance.objects.get().started_at == first.starts_at + timedelta(minutes=10)


def test_any_month_may_be_asked_for_and_nonsense_is_this_month(pk, planned):
    for month in ("2026-09", "2026-13", "x", "99999-1", "0000-00"):
        assert pk.get(reverse("failures"), {"bulan": month}).status_code == 200
