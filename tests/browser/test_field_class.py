"""A class of fifteen on a phone without network, in at most nine taps, and later in the record exactly once."""

from datetime import timedelta

import pytest

from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.training.actions import leave_class
from masohi.reentry.training.models import Lesson, LessonAttendance
from masohi.work.fieldwork.models import FieldEntry
from tests import learning
from tests.browser.handset import pair
from tests.browser.test_field_page import faults

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TAPS = 9


@pytest.fixture
def lesson(people, clock):
    """The first meeting of a class of fifteen; it has just begun."""
    lesson = learning.lessons(people, learning.full(people))[0]
    clock.at = lesson.starts_at + timedelta(minutes=5)
    return lesson


@pytest.fixture
def handset(tmp_path, server, lesson, people, clock, in_hand):
    with in_hand(tmp_path / "hp", server.url, bypass_csp=True) as handset:
        colleague = learning.colleague(people)
        pair(handset, people, at=clock.at, holder=people.unit, inviter=colleague, approver=people.administrator)
        yield handset


def record(handset, lesson, absent=2):
    """All but `absent` came, by the shortest way."""
    names = [row.trainee.person.short_name for row in lesson.cohort.enrolments.order_by("trainee__person__name_key")]
    handset.tap("Mulai")
    handset.tap(str(len(names) - absent))
    for name in names[:absent]:
        handset.tap(name, exact=False)
    handset.tap("Simpan")


def arrive(handset):
    """Signal again, and wait until everything is in the office."""
    handset.offline(False)
    handset.page.evaluate("window.dispatchEvent(new Event('online'))")
    handset.until("!document.querySelector('#jaringan .hitung')")


def test_fifteen_without_network_and_once_in_the_record(handset, lesson, clock, figure):
    handset.see("Kelas: Kerajinan bambu tingkat dasar")
    handset.offline()
    handset.page.reload()
    handset.ready()
    handset.unlock()
    handset.see("Tanpa sinyal — aman")
    handset.taps = 0
    record(handset, lesson)
    handset.heading("Tersimpan di HP ini")
    figure("U6", f"{handset.taps} ketukan, luring, kelas 15 orang, 2 tidak hadir")
    assert handset.taps <= MOST_TAPS
    assert [row["type"] for row in handset.rows()] == ["lesson"]
    assert FieldEntry.objects.count() == 0
    handset.kill_tab()
    handset.open()
    handset.unlock()
    handset.see("Tersimpan di HP ini. Akan terkirim sendiri saat ada sinyal.")
    clock.at = lesson.ends_at
    arrive(handset)
    handset.see("Terkirim pukul")
    row = Lesson.objects.get(pk=lesson.pk)
    assert (row.heads, LessonAttendance.objects.filter(outcome="hadir").count()) == (13, 13)
    assert (LessonAttendance.objects.count(), PhoneSheet.objects.get().state) == (15, "tercatat")
    handset.open()
    handset.unlock()
    assert (FieldEntry.objects.count(), LessonAttendance.objects.count()) == (1, 15)


def test_late_and_early_are_told_with_their_times(handset, lesson, people):
    names = [row.trainee.person.short_name for row in lesson.cohort.enrolments.order_by("trainee__person__name_key")]
    handset.tap("Mulai")
    handset.tap("15")
    handset.tap(names[0], exact=False)
    handset.see("14 nama tercatat hadir")
    handset.tap("Terlambat")
    handset.tap("Datang 5 menit lebih lambat")
    handset.tap(names[1], exact=False)
    group = handset.page.get_by_role("group", name=f"Keterangan {names[1]}")
    group.get_by_role("button", name="Pulang awal").click()
    handset.page.set_viewport_size({"width": 360, "height": 740})
    assert faults(handset, "kelas") == []
    handset.tap("Simpan")
    handset.see("Terkirim. Kantor sudah menerima.")
    partial = LessonAttendance.objects.exclude(outcome="hadir").order_by("outcome").values_list("outcome", "minutes")
    assert list(partial) == [("pulang_awal", 105), ("terlambat", 100)]


def test_what_the_office_cannot_record_is_said_on_the_phone(handset, lesson, people, clock):
    handset.offline()
    record(handset, lesson)
    handset.heading("Tersimpan di HP ini")
    leave_class(enrolment=lesson.cohort.enrolments.first(), reason="Bebas", by=people.unit, at=clock.at)
    arrive(handset)
    assert PhoneSheet.objects.get().state == "tertahan"
    handset.open()
    handset.unlock()
    handset.see("Terkirim, tetapi belum tercatat. Daftar peserta di HP berbeda dari daftar sekarang.")
    assert faults(handset, "beranda") == []
    assert not LessonAttendance.objects.exists()
