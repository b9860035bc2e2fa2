"""Classes through their deeds: places and queue, sheets that cannot be quietly changed, results that somebody stands to."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from masohi.ledger.queries import touched
from masohi.parties.parameters.actions import set_parameter
from masohi.reentry.trainees.actions import leave_trainee
from masohi.reentry.training import actions, queries
from masohi.reentry.training.actions import (
    cancel_cohort,
    change_cohort,
    close_programme,
    enrol,
    leave_class,
    open_cohort,
)
from masohi.reentry.training.lessons.actions import (
    cancel_lesson,
    correct_lesson,
    plan_lessons,
    record_lesson,
    verify_lesson,
)
from masohi.reentry.training.lessons.facts import Came, weekly
from masohi.reentry.training.lessons.queries import attended, records_of
from masohi.reentry.training.models import Cohort, Enrolment, Lesson, LessonAttendance
from masohi.reentry.training.outcomes.actions import Mark, assess_class, confirm_results, keep_competence, reassess
from masohi.reentry.training.outcomes.queries import presences
from masohi.reentry.training.terms import EnrolmentState, LessonOutcome, Result
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast, learning, promised

pytestmark = pytest.mark.django_db
AT = learning.AT
PLACED, WAITING, LEFT = EnrolmentState.PLACED, EnrolmentState.WAITING, EnrolmentState.LEFT


def states(made):
    return [row.state for row in made.enrolments.order_by("position")]


def test_places_are_given_in_order_and_the_rest_waits(people):
    made = learning.full(people, 3, places=2)
    assert states(made) == [PLACED, PLACED, WAITING]
    assert (made.placed, made.free) == (2, 0)


def test_whoever_leaves_gives_the_place_to_the_one_who_waits_longest(people):
    made = learning.full(people, 4, places=2)
    first, _second, third, _fourth = made.enrolments.order_by("position")
    leave_class(enrolment=first, reason="Pindah unit", by=people.unit, at=AT)
    assert states(made) == [LEFT, PLACED, PLACED, WAITING]
    third.refresh_from_db()
    assert third.state == PLACED
    assert Cohort.objects.get().placed == 2


def test_whoever_comes_back_stands_at_the_end_of_the_queue(people):
    made = learning.full(people, 3, places=1)
    first = made.enrolments.get(position=1)
    leave_class(enrolment=first, reason="Sakit", by=people.unit, at=AT)
    enrol(cohort=made, trainees=[first.trainee], by=people.unit, at=AT)
    assert [row.trainee_id for row in queries.waiting(made)][-1] == first.trainee_id


def test_more_places_move_the_queue_up_and_fewer_than_people_are_refused(people):
    made = learning.full(people, 3, places=1)
    known = {"starts_on": made.starts_on, "ends_on": made.ends_on, "instructor": "X", "place": "Y"}
    changed = change_cohort(cohort=made, edition=1, places=2, **known, by=people.unit, at=AT)
    assert changed.placed == 2
    with pytest.raises(Refused, match="lebih banyak"):
        change_cohort(cohort=made, edition=changed.edition, places=1, **known, by=people.unit, at=AT)


def test_the_database_refuses_one_more_than_there_are_places(people):
    made = learning.full(people, 2, places=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=made.pk).update(placed=3)


def test_without_the_guard_the_database_still_does_not_overfill(people, monkeypatch):
    monkeypatch.setattr(actions, "with_a_free_place", lambda cohort: Cohort.objects.filter(pk=cohort.pk))
    with pytest.raises(IntegrityError):
        learning.full(people, 3, places=2)


def test_nobody_of_another_unit_or_who_left_is_taken(people):
    made = learning.cohort(people)
    gone = learning.trainee(people)
    leave_trainee(trainee=gone, on=cast.MONDAY, reason="bebas", by=people.unit, at=AT)
    with pytest.raises(Refused, match="bukan peserta"):
        enrol(cohort=made, trainees=[gone], by=people.unit, at=AT)
    assert not Enrolment.objects.exists()


def test_the_same_person_is_not_entered_twice(people):
    made = learning.full(people, 1)
    with pytest.raises(Conflict):
        enrol(cohort=made, trainees=[made.enrolments.get().trainee], by=people.unit, at=AT)


@pytest.mark.parametrize("role", ["office", "bureau", "leader", "administrator", "pk", "supervisor", "stranger"])
def test_only_the_unit_runs_its_classes(people, role):
    made = learning.full(people, 1)
    by = getattr(people, role)
    with pytest.raises(PermissionDenied):
        cancel_cohort(cohort=made, reason="x", by=by, at=AT)
    with pytest.raises(PermissionDenied):
        enrol(cohort=made, trainees=[learning.trainee(people, "Lain")], by=by, at=AT)
    with pytest.raises(PermissionDenied):
        leave_class(enrolment=made.enrolments.get(), reason="x", by=by, at=AT)
    with pytest.raises(PermissionDenied):
        open_cohort(
            programme=made.programme,
            unit=made.unit,
            starts_on=cast.MONDAY,
            ends_on=cast.MONDAY,
            places=1,
            instructor="x",
            place="x",
            by=by,
            at=AT,
        )


def test_a_closed_programme_opens_no_class(people):
    offered = learning.programme(people)
    close_programme(programme=offered, by=learning.trader(people), at=AT)
    with pytest.raises(Refused, match="ditutup"):
        learning.cohort(people, of=offered)
    with pytest.raises(PermissionDenied):
        learning.programme(people, by=people.office)  # DLHP does not speak for Disperindag


@pytest.fixture
def lesson(people):
    return learning.lessons(people, learning.full(people, 4))[0]


def test_a_sheet_is_recorded_once_and_by_the_unit(people, lesson):
    came = learning.seen(lesson)
    with pytest.raises(PermissionDenied):
        record_lesson(lesson=lesson, heads=4, came=came, by=learning.trader(people), at=lesson.ends_at)
    record_lesson(lesson=lesson, heads=4, came=came, by=people.unit, at=lesson.ends_at)
    with pytest.raises(Conflict):
        record_lesson(lesson=lesson, heads=4, came=came, by=people.unit, at=lesson.ends_at)
    assert {row.minutes for row in LessonAttendance.objects.all()} == {120}


@pytest.mark.parametrize("heads", [3, 5])
def test_the_count_and_the_names_must_agree(people, lesson, heads):
    with pytest.raises(Refused, match="Hitungan awal"):
        record_lesson(lesson=lesson, heads=heads, came=learning.seen(lesson), by=people.unit, at=lesson.ends_at)
    assert not LessonAttendance.objects.exists()


def test_it_refuses_a_sheet_without_somebody_or_before_the_meeting(people, lesson):
    came = learning.seen(lesson)
    with pytest.raises(Refused, match="berubah"):
        record_lesson(lesson=lesson, heads=3, came=came[:3], by=people.unit, at=lesson.ends_at)
    early = lesson.starts_at - timedelta(minutes=1)
    with pytest.raises(Refused, match="belum mulai"):
        record_lesson(lesson=lesson, heads=4, came=came, by=people.unit, at=early)


@pytest.mark.parametrize("minutes", [None, 0, 120, 121])
def test_partial_presence_says_how_long_it_was(people, lesson, minutes):
    came = learning.seen(lesson)
    came[0] = Came(came[0].enrolment, LessonOutcome.LATE, minutes)
    with pytest.raises(Refused, match="berapa menit"):
        record_lesson(lesson=lesson, heads=4, came=came, by=people.unit, at=lesson.ends_at)


def test_minutes_count_only_after_another_hand_verified_them(people, lesson):
    came = learning.seen(lesson, absent=(0,))
    record_lesson(lesson=lesson, heads=3, came=came, by=people.unit, at=lesson.ends_at)
    assert {one.verified for one in attended(lesson.cohort).values()} == {0}
    with pytest.raises(Refused, match="sendiri"):
        verify_lesson(lesson=lesson, by=people.unit, at=lesson.ends_at)
    with pytest.raises(PermissionDenied):
        verify_lesson(lesson=lesson, by=people.office, at=lesson.ends_at)
    verify_lesson(lesson=lesson, by=learning.colleague(people), at=lesson.ends_at)
    assert sorted(one.verified for one in attended(lesson.cohort).values()) == [0, 120, 120, 120]
    assert sorted(presences(lesson.cohort).values()) == [0, 100, 100, 100]


def test_the_database_knows_that_nobody_verifies_the_own_sheet(people, lesson):
    learning.held(people, lesson)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lesson.objects.filter(pk=lesson.pk).update(verified_by=people.unit)


def test_a_correction_adds_a_row_and_opens_the_sheet_again(people, lesson):
    first = learning.held(people, lesson)[0]
    with pytest.raises(Refused, match="alasan"):
        correct_lesson(attendance=first, came=Came(first.enrolment_id, LessonOutcome.ABSENT), by=people.unit, at=AT)
    sick = Came(first.enrolment_id, LessonOutcome.SICK, note="Surat dokter")
    made = correct_lesson(attendance=first, came=sick, by=people.unit, at=learning.evening(lesson))
    lesson.refresh_from_db()
    assert (made.replaces, lesson.verified_at) == (first, None)
    assert LessonAttendance.objects.get(pk=first.pk).outcome == LessonOutcome.PRESENT
    assert records_of(lesson).get(enrolment=first.enrolment_id) == made
    with pytest.raises(Conflict):
        correct_lesson(attendance=first, came=sick, by=people.unit, at=learning.evening(lesson))


def test_a_meeting_is_called_off_with_a_reason_and_never_after_it_was_held(people, lesson):
    with pytest.raises(Refused):
        cancel_lesson(lesson=lesson, reason=" ", by=people.unit, at=AT)
    cancel_lesson(lesson=lesson, reason="Listrik padam", by=people.unit, at=AT)
    with pytest.raises(Conflict):
        record_lesson(lesson=lesson, heads=4, came=learning.seen(lesson), by=people.unit, at=lesson.ends_at)
    other = lesson.cohort.lessons.last()
    learning.held(people, other)
    with pytest.raises(Conflict):
        cancel_lesson(lesson=other, reason="x", by=people.unit, at=AT)


def test_the_same_days_twice_add_nothing_and_no_day_lies_outside(people):
    made = learning.cohort(people)
    learning.lessons(people, made, 2)
    with pytest.raises(Refused, match="Tidak ada pertemuan baru"):
        learning.lessons(people, made, 2)
    outside = weekly(made.starts_on - timedelta(days=7), made.starts_on, [0], time(9))
    with pytest.raises(Refused, match="di antara"):
        plan_lessons(cohort=made, starts=outside, minutes=60, by=people.unit, at=AT)
    assert made.lessons.count() == 2


TERM = (date(2026, 9, 1), date(2026, 12, 31))


def test_a_child_by_verdict_learns_three_hours_a_day_at_most(people):
    made = learning.cohort(people)
    ordered = learning.trainee(people, ordered=TERM, ordered_place="BLK Ambon")
    enrol(cohort=made, trainees=[ordered], by=people.unit, at=AT)
    learning.lessons(people, made, 1, minutes=180)
    again = weekly(cast.MONDAY, cast.MONDAY, [0], time(14))
    with pytest.raises(Unlawful) as caught:
        plan_lessons(cohort=made, starts=again, minutes=15, by=people.unit, at=AT)
    assert caught.value.findings[0].rule == "AN-06"
    assert made.lessons.count() == 1


def test_a_child_by_verdict_enters_no_class_with_longer_days_and_no_unaccredited_institution(people):
    ordered = learning.trainee(people, ordered=TERM, ordered_place="BLK Ambon")
    long = learning.cohort(people)
    learning.lessons(people, long, 1, minutes=181)
    private = learning.programme(people, title="Las", level="swasta", institution="LPK Contoh")
    for made in (long, learning.cohort(people, of=private)):
        with pytest.raises(Unlawful):
            enrol(cohort=made, trainees=[ordered], by=people.unit, at=AT)
    trusted = learning.programme(people, title="Las 2", level="swasta", institution="LPK Contoh", accredited=True)
    enrol(cohort=learning.cohort(people, of=trusted), trainees=[ordered], by=people.unit, at=AT)
    free = learning.trainee(people, "Tanpa Putusan")
    enrol(cohort=long, trainees=[free], by=people.unit, at=AT)


def test_nobody_passes_before_every_sheet_is_verified(people):
    made = learning.full(people, 2)
    first, _second = learning.lessons(people, made)
    learning.held(people, first)
    marks = [Mark(row.pk, Result.PASSED) for row in queries.seated(made)]
    with pytest.raises(Refused, match="belum dicatat"):
        assess_class(cohort=made, marks=marks, by=people.unit, at=learning.evening(first))
    assert Cohort.objects.get().state == "buka"


def test_nobody_passes_who_was_there_less_than_the_parameter(people):
    made = learning.full(people, 2)
    for lesson in learning.lessons(people, made, 4):
        learning.held(people, lesson, absent=(0,) if lesson.starts_at.day == 5 else ())
    marks = [Mark(row.pk, Result.PASSED) for row in queries.seated(made)]
    done = learning.evening(lesson)
    with pytest.raises(Refused, match=r"Hadir 75%\. Untuk lulus perlu hadir paling sedikit 80%"):  # three of four
        assess_class(cohort=made, marks=marks, by=people.unit, at=done)
    set_parameter(
        key="training_presence",
        value=75,
        valid_from=cast.MONDAY,
        source="Surat BLK",
        reason="Menurut penyedia",
        by=people.administrator,
        at=AT,
    )
    assess_class(cohort=made, marks=marks, by=people.unit, at=done)
    assert {row.state for row in made.enrolments.all()} == {EnrolmentState.PASSED}


def test_everybody_is_assessed_once(people):
    made = learning.assessed(people, learning.full(people, 3), fails=1)
    assert sorted(row.state for row in made.enrolments.all()) == ["belum_lulus", "lulus", "lulus"]
    with pytest.raises(Conflict):
        assess_class(cohort=made, marks=[], by=people.unit, at=AT)


def test_the_provider_confirms_and_not_whoever_assessed(people):
    made = learning.assessed(people, learning.full(people, 1), confirm=False)
    for role in ("unit", "office", "bureau"):
        with pytest.raises(PermissionDenied):
            confirm_results(cohort=made, by=getattr(people, role), at=AT)
    confirmed = confirm_results(cohort=made, by=learning.trader(people), at=AT)
    assert confirmed.confirmed_by.username == "tria"
    with pytest.raises(Conflict):
        confirm_results(cohort=made, by=learning.trader(people), at=AT)


def test_a_second_attempt_keeps_the_first_and_waits_for_the_provider_again(people):
    made = learning.assessed(people, learning.full(people, 2), fails=1)
    failed = made.enrolments.get(state=EnrolmentState.FAILED)
    passed = made.enrolments.get(state=EnrolmentState.PASSED)
    reassess(enrolment=failed, mark=Mark(failed.pk, Result.PASSED, 80), by=people.unit, at=AT)
    made.refresh_from_db()
    assert made.confirmed_at is None
    assert failed.assessments.count() == 2
    with pytest.raises(Conflict):
        reassess(enrolment=passed, mark=Mark(passed.pk, Result.FAILED), by=people.unit, at=AT)


def test_a_certificate_of_competence_is_kept_once_and_makes_sense(people):
    row = learning.trainee(people)
    given = {"trainee": row, "scheme": "Juru las", "lsp": "LSP Contoh", "number": "123", "by": people.unit, "at": AT}
    with pytest.raises(Refused, match="belum tiba"):
        keep_competence(**given, issued_on=cast.MONDAY + timedelta(days=1), valid_until=None)
    with pytest.raises(Refused, match="Masa berlaku"):
        keep_competence(**given, issued_on=cast.MONDAY, valid_until=cast.MONDAY)
    kept = keep_competence(**given, issued_on=cast.MONDAY, valid_until=None, scan=("ani.pdf", promised.PDF))
    assert "ani" not in kept.scan.name
    with pytest.raises(Conflict):
        keep_competence(**given, issued_on=cast.MONDAY, valid_until=None)
    with pytest.raises(PermissionDenied):
        keep_competence(
            **(given | {"number": "9", "by": learning.trader(people)}), issued_on=cast.MONDAY, valid_until=None
        )


def test_everything_stays_sealed_and_a_quiet_change_is_seen(people):
    made = learning.assessed(people, learning.full(people, 3, places=2), fails=1)
    assert list(touched(queries.SEALED)) == []
    LessonAttendance.objects.filter(lesson__cohort=made).update(minutes=1)
    assert len(list(touched(queries.SEALED))) == 4
