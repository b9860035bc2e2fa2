"""What was told about a missed date, who decides, until when; and that no hour goes by it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masohi.cases.orders.models import Order
from masohi.ledger.models import Entry
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.absences.actions import decide_absence, tell_excuse
from masohi.work.absences.models import AbsenceDecision, Excuse
from masohi.work.absences.queries import absence_at, absences_of, excuse_by_code, open_absences
from masohi.work.absences.terms import MOST_EXCUSES, Reason
from masohi.work.attendance.actions import correct_attendance, record_session, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Outcome
from masohi.work.placement.models import Appointment, Session
from masohi.work.replanning.queries import unscheduled
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db

PROOF = ("surat.pdf", b"%PDF-1.4 surat dokter")


@pytest.fixture
def first(planned):
    return Appointment.objects.filter(order=planned.order, state="terjadwal").earliest("starts_at")


@pytest.fixture
def missed(people, first):
    """The first date, recorded as missed; the evening of its day is `missed.evening`."""
    cast.attend(people, first.session, absent=(first.order_id,))
    first.refresh_from_db()
    first.evening = first.session.ends_at + timedelta(hours=2)
    return first


def told(people, appointment, by=None, at=cast.AT, reason=Reason.SICK, **more):
    return tell_excuse(appointment=appointment, reason=reason, by=by or people.pk, at=at, **more)


def decided(people, appointment, valid, at, by=None, **more):
    said = {"valid": valid, "reason": "Surat dokter", "by": by or people.pk, "at": at}
    return decide_absence(appointment=appointment, **said | more)


def test_a_missed_date_waits_for_a_decision_until_the_third_day(people, missed):
    (one,) = open_absences(people.pk)
    assert one.appointment == missed
    assert one.record.outcome == Outcome.ABSENT
    assert one.deadline == missed.session.day + timedelta(days=3)
    assert (one.decision, one.excused, one.settled, one.missed) == (None, False, False, True)
    assert [each.appointment for each in open_absences(people.prosecutor)] == [missed]


@pytest.mark.parametrize("outcome", [Outcome.EXCUSED, Outcome.SICK, Outcome.SENT_HOME, Outcome.ABSENT])
def test_every_outcome_that_leaves_a_question_asks_it(people, first, outcome):
    record(people, first, outcome)
    assert [one.record.outcome for one in open_absences(people.pk)] == [outcome]


@pytest.mark.parametrize("outcome", [Outcome.PRESENT, Outcome.LATE, Outcome.WEATHER, Outcome.SITE_SHUT])
def test_who_came_or_was_failed_by_the_service_has_nothing_to_explain(people, first, outcome):
    record(people, first, outcome)
    assert open_absences(people.pk) == []


def record(people, appointment, outcome):
    attended = outcome in {Outcome.PRESENT, Outcome.LATE, Outcome.SENT_HOME}
    times = (appointment.starts_at, appointment.starts_at + timedelta(hours=2)) if attended else (None, None)
    return record_session(
        session=appointment.session,
        heads_at_start=int(attended),
        heads_at_end=int(attended),
        seen=[Seen(appointment.pk, outcome, *times)],
        by=people.supervisor,
        at=appointment.session.ends_at + timedelta(minutes=5),
    )


@pytest.mark.parametrize("who", ["stranger", "supervisor", "office", "clerk", "leader", "administrator"])
def test_others_see_and_decide_nothing(people, missed, who):
    user = getattr(people, who)
    assert open_absences(user) == []
    with pytest.raises((PermissionDenied, Conflict)):
        decided(people, missed, True, missed.evening, by=user)
    assert not AbsenceDecision.objects.exists()


def test_the_program_itself_decides_nothing(people, missed):
    with pytest.raises(PermissionDenied):
        decided(people, missed, False, missed.evening, by=people.system)


def test_a_decision_has_a_name_and_a_reason_and_is_sealed(people, missed):
    with pytest.raises(Refused):
        decided(people, missed, True, missed.evening, reason="  ")
    made = decided(people, missed, True, missed.evening)
    assert (made.decided_by, made.reason) == (people.pk, "Surat dokter")
    assert open_absences(people.pk) == []
    assert Entry.objects.get(kind="absence.decided").thread == f"cases.order:{missed.order_id}"
    assert not list(touched_anywhere())
    AbsenceDecision.objects.update(valid=False)
    assert list(touched_anywhere()) == [f"work.absencedecision:{made.pk}"]


def test_pasal_85_ayat_7_a_valid_reason_excuses_and_takes_no_hour_away(people, planned, missed):
    before = Order.objects.get(pk=missed.order_id)
    decided(people, missed, True, missed.evening)
    after = Order.objects.get(pk=missed.order_id)
    assert (after.minutes, after.credited_minutes, after.reported_minutes) == (before.minutes, 0, 0)
    assert after.sentences.latest("version").minutes == before.minutes
    missed.refresh_from_db()
    assert missed.credited_minutes == 0
    (open_order,) = unscheduled(people.pk, new=False)
    assert open_order.open == missed.minutes, "the hours that were missed are still to be worked"


def test_a_decision_is_revised_only_by_a_new_one_that_names_it(people, missed):
    first_word = decided(people, missed, False, missed.evening)
    with pytest.raises(Conflict):
        decided(people, missed, True, missed.evening)
    second = decided(people, missed, True, missed.evening + timedelta(hours=1), replaces=first_word)
    assert second.replaces == first_word
    with pytest.raises(Conflict):
        decided(people, missed, False, missed.evening + timedelta(hours=2), replaces=first_word)
    (one,) = absences_of(missed.order)
    assert [each.valid for each in one.decisions] == [False, True]
    assert one.excused


def test_a_new_word_after_a_decision_opens_the_question_again(people, missed):
    word = decided(people, missed, False, missed.evening)
    assert open_absences(people.pk) == []
    told(people, missed, at=missed.evening + timedelta(days=5), file=PROOF)
    (one,) = open_absences(people.pk)
    assert one.deadline == missed.session.day + timedelta(days=8)
    decided(people, missed, True, missed.evening + timedelta(days=6), replaces=word)
    assert open_absences(people.pk) == []


def test_an_excuse_before_the_session_waits_and_is_answered_by_its_day(people, first):
    told(people, first, at=first.starts_at - timedelta(hours=20))
    (one,) = open_absences(people.pk)
    assert (one.record, one.missed) == (None, False)
    assert one.deadline == first.session.day, "three days would be too late"


def test_accepted_before_the_session_the_date_is_released_and_the_hours_wait(people, first):
    told(people, first)
    decided(people, first, True, cast.AT + timedelta(hours=1))
    first.refresh_from_db()
    assert first.state == "batal"
    assert Session.objects.get(pk=first.session_id).taken == 0
    (order,) = unscheduled(people.pk, new=False)
    assert order.open == first.minutes
    assert open_absences(people.pk) == []
    assert absences_of(first.order)[0].excused
    with pytest.raises(Conflict):
        told(people, first, at=cast.AT + timedelta(hours=2))


def test_refused_before_the_session_the_date_stands_and_missing_it_is_asked_again(people, first):
    told(people, first)
    word = decided(people, first, False, cast.AT + timedelta(hours=1))
    first.refresh_from_db()
    assert first.state == "terjadwal"
    assert open_absences(people.pk) == []
    cast.attend(people, first.session, absent=(first.order_id,))
    (one,) = open_absences(people.pk)
    assert (one.decision, one.settled) == (word, False)
    decided(people, first, False, first.session.ends_at + timedelta(hours=1), replaces=word)
    assert open_absences(people.pk) == []


def test_who_asked_and_then_came_has_nothing_open(people, first):
    told(people, first)
    cast.attend(people, first.session)
    assert open_absences(people.pk) == []
    with pytest.raises(Conflict):
        told(people, first, at=first.session.ends_at)
    with pytest.raises(Conflict):
        decided(people, first, False, first.session.ends_at + timedelta(hours=1))


def test_a_correction_to_present_closes_the_question_and_a_refused_record_is_no_absence(people, missed):
    record = Attendance.objects.get(appointment=missed)
    verify_attendance(refused=[record], accepted=[], reason="Ia datang", by=people.pk, at=missed.evening)
    assert open_absences(people.pk) == []
    came = (missed.starts_at, missed.starts_at + timedelta(minutes=missed.minutes))
    seen = Seen(missed.pk, Outcome.PRESENT, *came, note="Salah pilih nama")
    correct_attendance(attendance=record, seen=seen, by=people.pk, at=missed.evening)
    assert absences_of(missed.order) == []


def test_an_order_that_has_ended_asks_nothing_more(people, missed):
    Order.objects.filter(pk=missed.order_id).update(state="dihentikan")
    assert open_absences(people.pk) == []
    with pytest.raises(Conflict):
        decided(people, missed, True, missed.evening)


def test_pk_jaksa_supervisor_and_the_own_page_may_tell_and_it_says_whose_word_it_is(people, first):
    for user, teller in (
        (people.pk, "pk"),
        (people.prosecutor, "jaksa"),
        (people.supervisor, "pengawas"),
        (people.system, "orang"),
    ):
        assert told(people, first, by=user).teller == teller


@pytest.mark.parametrize("who", ["office", "clerk", "leader", "unit", "administrator", "bureau"])
def test_others_may_not_tell(people, first, who):
    with pytest.raises(PermissionDenied):
        told(people, first, by=getattr(people, who))


def test_a_stranger_finds_no_date_to_tell_about(people, first):
    with pytest.raises(Conflict):
        told(people, first, by=people.stranger)
    assert not Excuse.objects.exists()


def test_a_supervisor_of_another_site_finds_none_either(people, first, site):
    site.supervisors.all().delete()
    with pytest.raises(Conflict):
        told(people, first, by=people.supervisor)


def test_the_proof_is_kept_and_read_only_by_those_who_decide(people, first):
    excuse = told(people, first, by=people.supervisor, file=PROOF)
    assert excuse.file.sha256
    assert excuse_by_code(people.pk, excuse.code) == excuse
    for user in (people.supervisor, people.stranger, people.clerk, people.office):
        assert excuse_by_code(user, excuse.code) is None
    assert not list(touched_anywhere())
    Excuse.objects.update(note="Diubah")
    assert list(touched_anywhere()) == [f"work.excuse:{excuse.pk}"]


def test_other_is_explained_by_officers_and_a_file_has_to_be_one(people, first):
    with pytest.raises(Refused):
        told(people, first, reason=Reason.OTHER)
    with pytest.raises(Refused):
        told(people, first, reason="ngantuk")
    with pytest.raises(Refused):
        told(people, first, file=("virus.exe", b"MZ"))
    told(people, first, reason=Reason.OTHER, by=people.system)


def test_a_person_cannot_fill_the_register_with_words(people, first):
    for n in range(MOST_EXCUSES):
        told(people, first, by=people.system, at=cast.AT + timedelta(minutes=n))
    with pytest.raises(Conflict):
        told(people, first, by=people.system, at=cast.AT + timedelta(hours=1))
    decided(people, first, False, cast.AT + timedelta(hours=2))
    told(people, first, by=people.system, at=cast.AT + timedelta(hours=3))


def test_nothing_about_the_reason_stands_in_the_ledger(people, first):
    told(people, first, note="Demam tinggi", file=PROOF)
    decided(people, first, True, cast.AT + timedelta(hours=1), reason="Ada surat dokter")
    for entry in Entry.objects.filter(kind__in=["excuse.told", "absence.decided", "date.released"]):
        body = bytes(entry.body).decode()
        assert "sakit" not in body
        assert "dokter" not in body
        assert "Demam" not in body


def test_the_list_costs_the_same_however_many_wait(people, missed, planned):
    open_absences(people.pk)  # reads the roles held
    with CaptureQueriesContext(connection) as few:
        assert len(open_absences(people.pk)) == 1
    for one in Appointment.objects.filter(order=planned.order, state="terjadwal")[:4]:
        told(people, one)
    with CaptureQueriesContext(connection) as many:
        assert len(open_absences(people.pk)) == 5
    assert len(many) == len(few) <= 7


def test_one_date_is_found_by_the_codes_of_session_and_order(people, missed):
    assert absence_at(people.pk, missed.session.code, missed.order.code).appointment == missed
    assert absence_at(people.stranger, missed.session.code, missed.order.code) is None
