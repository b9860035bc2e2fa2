"""What phones sent and a person decides: two records, walk-ins, matters, held hours, flags, audits."""

from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.ledger.heads.actions import sign_head
from masohi.ledger.queries import touched
from masohi.work.attendance.actions import verify_attendance
from masohi.work.attendance.models import Attendance, Release
from masohi.work.attendance.queries import held_records
from masohi.work.audits.facts import midnight
from masohi.work.audits.models import Audit
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.models import FieldMatter
from masohi.work.flags.actions import raise_flags
from masohi.work.flags.models import Flag
from masohi.work.placement.models import Appointment
from masohi.work.placement.queries import appointments_in
from tests import cast
from tests.browser.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(field, monkeypatch):
    """The pages live at the field's time."""
    clock = Clock().rule(monkeypatch)
    clock.now = lambda: field.at
    clock.rule(monkeypatch)
    return clock


@pytest.fixture
def rival(field, clock):
    """The page recorded the session; then the phone tells that somebody left early."""
    field.begin()
    field.pass_time(300)
    cast.attend(field.cast, field.session)
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 720, "rest": 0})
    field.push()
    return FieldReport.objects.get()


def test_two_records_stand_side_by_side(client, field, rival):
    assert rival.state == "berbeda"
    client.force_login(field.cast.pk)
    page = client.get(reverse("session-reports", args=[field.session.code])).content.decode()
    assert "Berbeda" in page
    assert "08.00–13.00 WIT" in page
    assert "08.00–12.00 WIT" in page
    assert "Catatan HP" in client.get(reverse("session", args=[field.session.code])).content.decode()


@pytest.mark.parametrize(("choice", "minutes", "rows"), [("hp", 240, 2), ("tercatat", 300, 1)])
def test_a_person_chooses_and_both_stay(client, field, rival, choice, minutes, rows):
    client.force_login(field.cast.pk)
    url = reverse("session-reports", args=[field.session.code])
    client.post(url, {"laporan": rival.pk, "pilihan": choice, "alasan": ""})
    assert FieldReport.objects.get().state == "berbeda", "no choice without a reason"
    client.post(url, {"laporan": rival.pk, "pilihan": choice, "alasan": "Menelepon pengawas"})
    rival.refresh_from_db()
    assert (rival.state, rival.decided_by) == ("diputuskan", field.cast.pk)
    assert Attendance.objects.get(replaced_by=None).reported_minutes == minutes
    assert Attendance.objects.count() == rows
    assert client.post(url, {"laporan": rival.pk, "pilihan": choice, "alasan": "Lagi"}).status_code == 404


def test_a_session_with_two_records_is_no_green_one(client, field, rival):
    client.force_login(field.cast.pk)
    page = client.get(reverse("verify-hours")).content.decode()
    assert "Akui semua yang wajar" not in page
    assert "Ada catatan HP lain yang belum diputuskan" in page


@pytest.fixture
def stranger_at_work(field, people, clock):
    """Somebody of another order came without being on the list."""
    other = cast.running(people, case_number="7/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    cast.planned(people, other)
    Appointment.objects.filter(order=other, session=field.session).delete()
    type(field.session).objects.filter(pk=field.session.pk).update(taken=1)
    field.begin()
    field.phone.write("walkin", field.session.code, {"card": "", "note": "Ruth, salah hari", "began": 480})
    field.pass_time(60)
    field.phone.write("spot", field.session.code, {"heads": 1, "asked": 540})
    field.finish()
    field.push()
    return other


def test_a_walk_in_is_taken_in_and_another_officer_verifies(client, field, people, stranger_at_work):
    client.force_login(people.pk)
    matter = FieldMatter.objects.get(kind="di_luar_daftar")
    assert "Ruth, salah hari" in client.get(reverse("field-matters")).content.decode()
    url = reverse("walk-in", args=[matter.pk])
    data = {"order": stranger_at_work.code, "began": "08:00", "ended": "13:00", "rest": "0", "note": "Kartu cocok"}
    assert client.post(url, data | {"ended": "14:00"}).status_code == 200, "not beyond the session"
    assert client.post(url, data).status_code == 302
    row = Attendance.objects.get(appointment__order=stranger_at_work)
    assert (row.reported_minutes, row.source, row.recorded_by) == (300, "hp", people.pk)
    assert client.post(url, data).status_code == 404, "once"
    assert f'value="{row.pk}"' not in client.get(reverse("verify-hours")).content.decode()
    client.force_login(people.prosecutor)
    assert f'value="{row.pk}"' in client.get(reverse("verify-hours")).content.decode()
    client.post(reverse("verify-hours"), {"sesi": "x", "catatan": row.pk})
    stranger_at_work.refresh_from_db()
    assert stranger_at_work.credited_minutes == 300
    assert not list(touched([Attendance]))


def test_who_is_on_the_list_is_not_taken_in_twice(client, field, people, stranger_at_work):
    client.force_login(people.pk)
    matter = FieldMatter.objects.get(kind="di_luar_daftar")
    data = {"order": field.person.order.code, "began": "08:00", "ended": "13:00", "rest": "0", "note": "x"}
    page = client.post(reverse("walk-in", args=[matter.pk]), data).content.decode()
    assert "sudah ada di daftar" in page
    assert Attendance.objects.count() == 1


def test_a_matter_is_closed_with_what_was_done(client, field, people, stranger_at_work):
    client.force_login(people.pk)
    matter = FieldMatter.objects.get(kind="di_luar_daftar")
    client.post(reverse("field-matters"), {"hal": matter.pk, "catatan": ""})
    matter.refresh_from_db()
    assert matter.decided_at is None
    client.post(reverse("field-matters"), {"hal": matter.pk, "catatan": "Disuruh pulang"})
    matter.refresh_from_db()
    assert (matter.note, matter.decided_by) == ("Disuruh pulang", people.pk)


@pytest.fixture
def held(field, clock):
    """A record whose time nobody can prove, accepted by the first officer."""
    field.begin()
    field.phone.restart()
    field.at = field.session.ends_at
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.at)
    field.push()
    row = Attendance.objects.get()
    verify_attendance(accepted=[row], by=field.cast.pk, at=field.at)
    return row


@pytest.mark.parametrize(("word", "minutes"), [("lepas", 300), ("tolak", 0)])
def test_the_jaksa_lets_held_hours_go_or_not(client, field, held, word, minutes):
    client.force_login(field.cast.prosecutor)
    page = client.get(reverse("held-hours")).content.decode()
    assert "dimulai ulang tanpa sinyal" in page
    client.post(reverse("held-hours"), {"catatan": held.pk, "putusan": word, "alasan": ""})
    assert not Release.objects.exists()
    client.post(reverse("held-hours"), {"catatan": held.pk, "putusan": word, "alasan": "Telepon lokasi"})
    order = field.person.order
    order.refresh_from_db()
    assert order.credited_minutes == minutes
    assert held_records(field.cast.prosecutor).count() == 0
    assert client.post(reverse("held-hours"), {"catatan": held.pk, "putusan": word}).status_code == 404


def test_the_pk_cannot_release(client, field, held):
    client.force_login(field.cast.pk)
    assert client.get(reverse("held-hours")).status_code == 404


def test_a_flag_is_decided_by_another_office(client, field, held):
    raise_flags(session=field.session, by=field.cast.system, at=field.at)
    flag = Flag.objects.get(code="F29")
    client.force_login(field.cast.pk)
    page = client.get(reverse("flags")).content.decode()
    assert "HP dimulai ulang tanpa sinyal" in page
    client.post(reverse("flags"), {"tanda": flag.pk, "putusan": "jelas", "catatan": ""})
    client.post(reverse("flags"), {"tanda": flag.pk, "putusan": "apa", "catatan": "x"})
    flag.refresh_from_db()
    assert flag.decision == ""
    client.post(reverse("flags"), {"tanda": flag.pk, "putusan": "jelas", "catatan": "Baterai habis"})
    flag.refresh_from_db()
    assert (flag.decision, flag.decided_by, flag.note) == ("jelas", field.cast.pk, "Baterai habis")
    assert not list(touched([Flag]))


def test_nobody_decides_about_the_own_office(client, field, held):
    raise_flags(session=field.session, by=field.cast.system, at=field.at)
    flag = Flag.objects.get(code="F29")
    Flag.objects.filter(pk=flag.pk).update(facts=flag.facts | {"people": [field.cast.pk.pk]})
    client.force_login(field.cast.pk)
    assert "Kantor lain yang memutuskan" in client.get(reverse("flags")).content.decode()
    client.post(reverse("flags"), {"tanda": flag.pk, "putusan": "jelas", "catatan": "Tidak apa-apa"})
    flag.refresh_from_db()
    assert flag.decision == ""
    client.force_login(field.cast.prosecutor)
    client.post(reverse("flags"), {"tanda": flag.pk, "putusan": "benar", "catatan": "Dicek"})
    flag.refresh_from_db()
    assert flag.decision == "benar"


@pytest.mark.parametrize("role", ["supervisor", "office", "clerk", "administrator"])
def test_flags_are_not_for_everybody(client, field, role):
    client.force_login(getattr(field.cast, role))
    assert client.get(reverse("flags")).status_code == 404


def test_the_days_audits_are_drawn_and_reported(client, field, people, clock):
    field.at = midnight(field.session.day) - timedelta(hours=2)
    sign_head(at=field.at)
    client.force_login(people.pk)
    field.at = field.session.starts_at + timedelta(minutes=30)
    page = client.get(reverse("audits")).content.decode()
    assert "belum disaksikan" in page
    assert "Buat undian hari ini" in page
    client.post(reverse("audits"))
    assert "Pantai Namalatu" in client.get(reverse("audits")).content.decode()
    url = reverse("session-audit", args=[field.session.code])
    person = appointments_in(field.session).get()
    assert client.post(url, {"heads": "", "missing": []}).status_code == 200
    assert client.post(url, {"heads": "0", "missing": [str(person.pk)], "note": "Tidak ada orang"}).status_code == 302
    audit = Audit.objects.get()
    assert (audit.heads, audit.missing, audit.visited_by) == (0, [person.pk], people.pk)
    assert "1 tidak ada" in client.get(reverse("audits")).content.decode()
