"""Classes through their pages: who sees whom, what a sheet costs in presses, what nobody but the unit reads."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masohi.ledger.reads.models import Reading
from masohi.parties.roles import Role
from masohi.reentry.papers.awards.actions import issue_awards
from masohi.reentry.papers.awards.models import Award
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Cohort, Enrolment, Lesson, LessonAttendance, Programme
from tests import cast, learning, promised
from tests.intake.sheets_made import xlsx

pytestmark = pytest.mark.django_db
ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "leader", "bureau", "administrator", "unit", "stranger")
UNIT, OFFICE = {"unit"}, {"unit", "office"}
STEERS = {"leader", "bureau", "administrator"}

PAGES = {
    "training": UNIT | OFFICE | STEERS,
    "cohort-new": UNIT,
    "programmes": OFFICE,
    "programme-new": OFFICE,
    "trainees": UNIT,
    "trainee-new": UNIT,
    "trainees-import": UNIT,
    "trainees-template": UNIT,
}
OF_CLASS = {
    "cohort": UNIT | STEERS,
    "cohort-change": UNIT,
    "cohort-cancel": UNIT,
    "cohort-enrol": UNIT,
    "cohort-import": UNIT,
    "cohort-lessons": UNIT,
    "cohort-assess": UNIT,
    "cohort-confirm": set(),
    "cohort-awards": UNIT,
}
OF_LESSON = {"lesson": UNIT, "lesson-record": UNIT, "lesson-cancel": UNIT}
OF_TRAINEE = {"trainee": UNIT, "trainee-change": UNIT, "trainee-leave": UNIT, "competence-new": UNIT}


@pytest.fixture
def made(people):
    row = learning.full(people, 3, places=2)
    learning.lessons(people, row)
    return row


def opened(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_there_for_its_roles_and_for_nobody_else(client, people, made, role):
    lesson, trainee = made.lessons.first(), Trainee.objects.first()
    asked = [(name, [], roles) for name, roles in PAGES.items()]
    asked += [(name, [made.code], roles) for name, roles in OF_CLASS.items()]
    asked += [(name, [lesson.code], roles) for name, roles in OF_LESSON.items()]
    asked += [(name, [trainee.code], roles) for name, roles in OF_TRAINEE.items()]
    for name, args, roles in asked:
        status = opened(client, getattr(people, role), name, *args).status_code
        assert status == (200 if role in roles else 404), (name, role)


def test_an_officer_of_another_unit_finds_nothing(client, people, made):
    other = promised.officer(people, "jauh", "Lapas Ambon", Role.UNIT)
    for name in OF_CLASS:
        assert opened(client, other, name, made.code).status_code == 404, name
    assert opened(client, other, "trainee", Trainee.objects.first().code).status_code == 404
    assert "Belum ada kelas" in words(opened(client, other, "training"))


def test_the_provider_sees_initials_and_those_who_steer_only_numbers(client, people, made):
    learning.held(people, made.lessons.first())
    trader, name = learning.trader(people), learning.NAMES[0]
    for page in (
        opened(client, trader, "cohort", made.code),
        opened(client, trader, "lesson", made.lessons.first().code),
    ):
        assert "A. T. (Anak)" in words(page)
        assert name not in words(page)
        assert "Tahapary" not in page.content.decode()
        assert Trainee.objects.first().code not in page.content.decode()
    for role in STEERS:
        page = opened(client, getattr(people, role), "cohort", made.code)
        assert "Anak)" not in words(page)
        assert name not in words(page)
        assert opened(client, getattr(people, role), "lesson", made.lessons.first().code).status_code == 404
    assert name in words(opened(client, people.unit, "cohort", made.code))


def test_a_verdict_on_training_is_told_at_the_unit_only(client, people):
    row = learning.cohort(people)
    person = learning.trainee(
        people, ordered=(cast.MONDAY, cast.MONDAY.replace(year=2027, month=3)), ordered_place="BLK"
    )
    learning.enrol(cohort=row, trainees=[person], by=people.unit, at=learning.AT)
    assert "menurut putusan" in words(opened(client, people.unit, "cohort", row.code))
    assert "menurut putusan" not in words(opened(client, learning.trader(people), "cohort", row.code))


def test_whoever_opens_a_trainee_is_noted(client, people, made):
    before = Reading.objects.count()
    opened(client, people.unit, "trainee", Trainee.objects.first().code)
    assert Reading.objects.count() == before + 1


def test_a_sheet_in_two_steps(client, people, made, monkeypatch):
    lesson = made.lessons.first()
    monkeypatch.setattr("django.utils.timezone.now", lambda: lesson.ends_at)
    client.force_login(people.unit)
    page = reverse("lesson-record", args=[lesson.code])
    first, second = Enrolment.objects.filter(state="peserta")
    assert "sebelum melihat nama" in words(client.get(page))
    assert learning.NAMES[0] not in words(client.get(page))
    asked = words(client.post(page, {"start": "1"}))
    assert learning.NAMES[0] in asked
    sheet = {"start": "1", "langkah": "simpan"} | {f"p{row.pk}-outcome": "hadir" for row in (first, second)}
    wrong = client.post(page, sheet)
    assert wrong.status_code == 409
    assert "Hitungan awal 1, tetapi 2 nama" in words(wrong)
    assert not LessonAttendance.objects.exists()
    done = client.post(page, sheet | {f"p{first.pk}-absent": "on"}, follow=True)
    assert "2 orang tercatat." in words(done)
    assert LessonAttendance.objects.get(enrolment=first).outcome == "tidak_hadir"
    assert "sudah dicatat" in words(client.get(page))
    assert "Petugas lain atau dinas penyedia" in words(client.get(reverse("lesson", args=[lesson.code])))


def test_partial_presence_needs_minutes_and_keeps_what_was_typed(client, people, made, monkeypatch):
    lesson = made.lessons.first()
    monkeypatch.setattr("django.utils.timezone.now", lambda: lesson.ends_at)
    client.force_login(people.unit)
    first, second = Enrolment.objects.filter(state="peserta")
    sheet = {"start": "2", "langkah": "simpan", f"p{first.pk}-outcome": "terlambat", f"p{second.pk}-outcome": "hadir"}
    sheet[f"p{first.pk}-note"] = "Antar adik"
    page = client.post(reverse("lesson-record", args=[lesson.code]), sheet)
    assert "Tulis berapa menit hadir." in words(page)
    assert "Antar adik" in page.content.decode()
    client.post(reverse("lesson-record", args=[lesson.code]), sheet | {f"p{first.pk}-minutes": "90"})
    assert LessonAttendance.objects.get(enrolment=first).minutes == 90


def test_the_provider_verifies_with_one_press(client, people, made):
    lesson = made.lessons.first()
    learning.record_lesson(lesson=lesson, heads=2, came=learning.seen(lesson), by=people.unit, at=lesson.ends_at)
    client.force_login(learning.trader(people))
    done = client.post(reverse("lesson", args=[lesson.code]), follow=True)
    assert "Jamnya dihitung." in words(done)
    assert Lesson.objects.get(pk=lesson.pk).verified_by.username == "tria"


def test_from_programme_to_letter_through_the_pages(client, people, monkeypatch):
    trader = learning.trader(people)
    client.force_login(trader)
    offer = {"title": "Anyaman", "skill": "kerajinan", "provider": "Disperindag", "level": "kota", "hours": "40"}
    client.post(reverse("programme-new"), offer)
    programme = Programme.objects.get()
    client.force_login(people.unit)
    person = {"unit": "LPKA Ambon", "name": "Abner Tahapary", "child": "on", "sex": "L", "basis": "minat"}
    client.post(reverse("trainee-new"), person)
    row = Trainee.objects.get()
    assert (row.person.child, row.person.nik_reason) == (True, "Tidak dicatat untuk pelatihan")
    opening = {"programme": programme.code, "unit": "LPKA Ambon", "starts_on": "2026-10-05", "ends_on": "2026-10-30"}
    opening |= {"places": "15", "instructor": "Nona Instruktur", "place": "Bengkel"}
    client.post(reverse("cohort-new"), opening)
    made = Cohort.objects.get()
    client.post(reverse("cohort-enrol", args=[made.code]), {"people": [row.code]})
    plan = {"first": "2026-10-05", "last": "2026-10-05", "weekdays": ["0"], "begins": "09.00", "minutes": "120"}
    client.post(reverse("cohort-lessons", args=[made.code]), plan)
    lesson, seat = Lesson.objects.get(), Enrolment.objects.get()
    assert seat.state == "peserta"
    monkeypatch.setattr("django.utils.timezone.now", lambda: learning.evening(lesson))
    sheet = {"start": "1", "langkah": "simpan", f"p{seat.pk}-outcome": "hadir"}
    client.post(reverse("lesson-record", args=[lesson.code]), sheet)
    client.force_login(trader)
    client.post(reverse("lesson", args=[lesson.code]))
    client.force_login(people.unit)
    client.post(reverse("cohort-assess", args=[made.code]), {f"p{seat.pk}-result": "lulus", f"p{seat.pk}-score": "88"})
    client.force_login(trader)
    client.post(reverse("cohort-confirm", args=[made.code]))
    client.force_login(people.unit)
    assert "Terbitkan 1 surat" in words(client.get(reverse("cohort-awards", args=[made.code])))
    client.post(reverse("cohort-awards", args=[made.code]))
    letter = Award.objects.get().letter
    file = client.get(reverse("award-file", args=[letter.code]))
    assert file.content.startswith(b"%PDF")
    assert file.headers["Content-Disposition"] == f'inline; filename="surat-{letter.code}.pdf"'


def test_a_letter_is_opened_at_the_unit_and_noted(client, people):
    done = learning.assessed(people, learning.full(people, 1))
    letter = issue_awards(cohort=done, by=people.unit, at=learning.AT)[0].letter
    for user in (learning.trader(people), people.office, people.bureau, people.administrator, people.pk):
        assert opened(client, user, "award-file", letter.code).status_code == 404
    before = Reading.objects.count()
    assert opened(client, people.unit, "award-file", letter.code).status_code == 200
    assert Reading.objects.count() == before + 1


def test_too_little_presence_is_proposed_as_not_passed(client, people, made):
    for lesson in made.lessons.all():
        learning.held(people, lesson, absent=(0,))
    page = words(opened(client, people.unit, "cohort-assess", made.code))
    assert "Hadir 0%" in page
    assert "Kehadiran kurang" in page


def test_a_certificate_of_competence_stands_apart_from_our_letter(client, people, made, settings):
    row = Trainee.objects.first()
    client.force_login(people.unit)
    told = {"scheme": "Juru las", "lsp": "LSP Contoh", "number": "123", "issued_on": "2026-09-01"}
    scan = SimpleUploadedFile("Abner Tahapary.pdf", promised.PDF, "application/pdf")
    client.post(reverse("competence-new", args=[row.code]), told | {"scan": scan})
    kept = row.competences.get()
    page = words(client.get(reverse("trainee", args=[row.code])))
    assert "Sertifikat kompetensi dari LSP" in page
    assert "Juru las" in page
    file = client.get(reverse("competence-file", args=[kept.code]))
    assert "Abner" not in file.headers["Content-Disposition"]
    for user in (learning.trader(people), people.bureau):
        assert opened(client, user, "competence-file", kept.code).status_code == 404
    client.force_login(people.unit)
    client.post(reverse("competence-withdraw", args=[kept.code]), {"reason": "Salah orang"})
    assert "Ditarik" in words(client.get(reverse("trainee", args=[row.code])))


def test_the_search_finds_a_name_however_it_is_spelt_and_leaves_no_name_in_the_address(client, people, made):
    client.force_login(people.unit)
    page = client.post(reverse("trainees"), {"cari": "tahapari"})
    assert learning.NAMES[0] in words(page)
    assert learning.NAMES[1] not in words(page)


def test_a_list_is_imported_row_by_row_and_the_second_time_adds_nobody(client, people):
    client.force_login(people.unit)
    heads = ("Nama", "L/P", "Tanggal lahir", "Dasar")
    rows = [("Celi Pattikawa", "P", "01/05/2009", "minat"), ("Dodi", "X", "01/05/2009", "minat")]
    content = xlsx([dict(zip(heads, row, strict=True)) for row in rows], heads)

    def sent():
        file = SimpleUploadedFile("kelas.xlsx", content)
        return client.post(reverse("trainees-import"), {"file": file})

    page = sent()
    assert "1 baris siap, 1 baris perlu diperbaiki" in words(page)
    assert not Trainee.objects.exists()
    client.post(reverse("trainees-import"), {"daftar": page.context["sealed"]})
    row = Trainee.objects.get()
    assert (row.person.name, row.person.child, row.basis) == ("Celi Pattikawa", True, "minat")
    assert "0 baris siap" in words(sent())


def test_what_waits_stands_among_the_tasks_of_whoever_does_it(client, people, made, monkeypatch):
    trader, lesson = learning.trader(people), made.lessons.first()
    monkeypatch.setattr("django.utils.timezone.now", lambda: lesson.ends_at)
    assert "Catat kehadiran kelas" in words(opened(client, people.unit, "tasks"))
    assert "Kerajinan bambu" not in words(opened(client, trader, "tasks"))
    came = learning.seen(lesson)
    learning.record_lesson(lesson=lesson, heads=2, came=came, by=people.unit, at=lesson.ends_at)
    assert "Catat kehadiran kelas" not in words(opened(client, people.unit, "tasks"))
    assert "Periksa daftar hadir kelas" not in words(opened(client, people.unit, "tasks"))
    for user in (trader, learning.colleague(people)):
        assert "Periksa daftar hadir kelas" in words(opened(client, user, "tasks"))


def test_an_assessed_class_is_a_task_of_its_provider_only(client, people):
    learning.assessed(people, learning.full(people, 1), confirm=False)
    assert "Sahkan hasil kelas" in words(opened(client, learning.trader(people), "tasks"))
    for user in (people.unit, people.office):
        assert "Sahkan hasil kelas" not in words(opened(client, user, "tasks"))
