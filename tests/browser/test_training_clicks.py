"""A class of fifteen in the browser: presses from the first page of a unit to the stored sheet (ux.md R4, job 1)."""

from datetime import timedelta

import pytest

from masohi.reentry.training.models import Lesson, LessonAttendance
from masohi.reentry.training.terms import LessonOutcome
from tests import learning
from tests.browser.hands import Hands, sees

pytestmark = pytest.mark.django_db(transaction=True)
MARK = 9


@pytest.fixture
def fifteen(people, clock):
    """A meeting of fifteen that is going on."""
    made = learning.full(people, 15)
    lesson = learning.lessons(people, made, 1)[0]
    clock.at = lesson.ends_at
    return lesson


@pytest.mark.parametrize("width", [360, 1280])
def test_mark_a_class_of_fifteen_with_two_absent(people, fifteen, open_page, width):
    hands = Hands(open_page(people.unit, "/tugas", width=width))
    if width == 360:  # the menu of a narrow screen is one press away
        hands.page.goto(hands.page.url.replace("/tugas", "/pelatihan"))
        hands.clicks += 2
    else:
        hands.follow("Pelatihan")
    hands.follow("Catat kehadiran")
    hands.press("13", role="radio", exact=True)
    hands.press("Lanjut")
    hands.press("Celi Pattikawa", role="checkbox")
    hands.press("Opa Rumahlatu", role="checkbox")
    hands.press("Simpan")
    sees(hands.page, "15 orang tercatat.")
    assert Lesson.objects.get().heads == 13
    absent = LessonAttendance.objects.filter(outcome=LessonOutcome.ABSENT)
    assert {row.enrolment.trainee.person.name for row in absent} == {"Celi Pattikawa", "Opa Rumahlatu"}
    assert hands.clicks <= MARK


def test_issue_the_letters_of_a_class(people, open_page, clock):
    """Class → those who passed → issue: four presses (ux.md R4, job 5)."""
    made = learning.assessed(people, learning.full(people, 3))
    clock.at = made.confirmed_at + timedelta(days=1)
    hands = Hands(open_page(people.unit, "/pelatihan?keadaan=selesai"))
    hands.follow("Kerajinan bambu tingkat dasar")
    hands.follow("Surat keterangan")
    hands.press("Terbitkan 3 surat")
    sees(hands.page, "3 surat terbit.")
    assert hands.clicks <= 4
