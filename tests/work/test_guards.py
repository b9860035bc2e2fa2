"""What must never credit an hour that was not worked, nor lose one that was."""

from datetime import date, timedelta

import pytest

from masohi.cases.orders.models import Order, Sentence
from masohi.law.order_facts import Pattern
from masohi.work.attendance.actions import record_session, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.queries import miscredited
from masohi.work.attendance.terms import Outcome
from masohi.work.changes.actions import take_new_sentence
from masohi.work.completion.actions import complete_order, revoke_letter
from masohi.work.completion.queries import touched_records
from masohi.work.letters.models import Letter
from masohi.work.placement.models import Appointment, Session
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db
NIK = "8171010105990001"


@pytest.fixture
def served(people, planned, settings, tmp_path):
    """An order worked to its end, not certified yet, and the moment after."""
    settings.MEDIA_ROOT = tmp_path
    after = cast.work_out(people, planned.order)
    return Order.objects.get(pk=planned.order_id), after


TOUCHES = {
    "hours of the order": lambda o: Order.objects.filter(pk=o.pk).update(minutes=480),
    "credit of the order": lambda o: Order.objects.filter(pk=o.pk).update(credited_minutes=9999),
    "person of the order": lambda o: Order.objects.filter(pk=o.pk).update(person_id=o.person_id + 1),
    "deadline": lambda o: Order.objects.filter(pk=o.pk).update(deadline=date(2030, 1, 1)),
    "sentence": lambda o: Sentence.objects.filter(order=o).update(minutes=480),
    "appointment moved": lambda o: Appointment.objects.filter(pk=o.appointments.first().pk).update(minutes=1),
    "letter": lambda o: Letter.objects.filter(order=o).update(sha256="0" * 64),
    "letter changed": lambda o: Letter.objects.filter(order=o).update(revoked_reason="x"),
    "letter gone": lambda o: Letter.objects.filter(order=o).delete(),
}


@pytest.mark.parametrize("name", TOUCHES)
def test_what_is_changed_behind_the_programs_back_is_found(people, served, name):
    order, after = served
    complete_order(order=order, by=people.prosecutor, at=after)
    assert [*touched_records(), *miscredited()] == []
    if name == "person of the order":
        cast.order(people, case_number="300/Pid.B/2026/PN Amb", person_name="Petrus Salakory")
    TOUCHES[name](order)
    assert [*touched_records(), *miscredited()]


@pytest.mark.parametrize("name", ["hours of the order", "credit of the order", "sentence"])
def test_a_touched_order_gets_no_certificate(people, planned, settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    cast.accept(people, cast.attend(people, Session.objects.earliest("starts_at")))
    order = Order.objects.get(pk=planned.order_id)
    TOUCHES[name](order)
    with pytest.raises(Refused, match="berubah di luar program"):
        complete_order(order=order, by=people.prosecutor, at=cast.AT + timedelta(days=90))
    assert not Letter.objects.exists()


def test_credit_written_into_a_session_is_found(people, planned):
    cast.accept(people, cast.attend(people, Session.objects.earliest("starts_at")))
    Appointment.objects.filter(credited_minutes=300).update(credited_minutes=301)
    assert list(miscredited()) == [f"cases.order:{planned.order_id}"]


def test_a_certified_order_keeps_its_hours(people, site, settings, tmp_path):
    """Work of a second order, accepted later, next to the first one's days."""
    settings.MEDIA_ROOT = tmp_path
    first = cast.running(people, person_nik=NIK, hours=8, hours_per_day=4)
    second = cast.running(people, case_number="200/Pid.B/2026/PN Amb", person_nik=NIK, hours=8, hours_per_day=4)
    cast.planned(people, first)
    cast.planned(people, second)
    late = [cast.attend(people, s) for s in Session.objects.filter(appointments__order=second).order_by("starts_at")]
    after = cast.work_out(people, first)
    complete_order(order=first, by=people.prosecutor, at=after)
    for records in late:
        verify_attendance(accepted=records, by=people.pk, at=after)
    certified = Order.objects.get(pk=first.pk)
    assert (certified.state, certified.credited_minutes) == ("selesai", 480)


def test_a_new_daily_cap_does_not_reach_back(people, planned):
    first, second = Session.objects.order_by("starts_at")[:2]
    cast.accept(people, cast.attend(people, first))
    order = Order.objects.get(pk=planned.order_id)
    take_new_sentence(
        order=order,
        edition=order.edition,
        facts=cast.facts(hours_per_day=3, inkracht_date=date(2026, 9, 9), execution_order_date=date(2026, 10, 1)),
        decided_on=first.day + timedelta(days=1),
        document="Penetapan 1/2026",
        reason="Pasal 3 ayat (7)",
        by=people.prosecutor,
        at=first.ends_at + timedelta(days=1),
    )
    assert Order.objects.get(pk=order.pk).credited_minutes == 300
    assert set(Appointment.objects.exclude(session=first).values_list("state", flat=True)) == {"batal"}
    assert Session.objects.get(pk=second.pk).taken == 0


def test_an_ended_order_takes_no_new_sentence(people, served):
    order, after = served
    complete_order(order=order, by=people.prosecutor, at=after)
    ended = Order.objects.get(pk=order.pk)
    with pytest.raises(Conflict, match="sudah berakhir"):
        take_new_sentence(
            order=ended,
            edition=ended.edition,
            facts=cast.facts(hours=100, pattern=Pattern(days_per_week=5)),
            decided_on=after.date(),
            document="x",
            reason="x",
            by=people.prosecutor,
            at=after,
        )


def test_a_revoked_letter_can_be_issued_again(people, served):
    order, after = served
    _, certificate = complete_order(order=order, by=people.prosecutor, at=after)
    with pytest.raises(Conflict, match="sudah terbit"):
        complete_order(order=order, by=people.prosecutor, at=after)
    revoke_letter(letter=certificate, reason="Salah tulis nama", by=people.prosecutor, at=after)
    (again,) = complete_order(order=order, by=people.prosecutor, at=after)
    assert (again.kind, again.serial) == ("surat-keterangan", 2)
    assert again.code != certificate.code


def seen(session, **changes):
    appointment = session.appointments.get()
    end = appointment.starts_at + timedelta(minutes=appointment.minutes)
    return Seen(
        **(
            {
                "appointment": appointment.pk,
                "outcome": Outcome.PRESENT,
                "started_at": appointment.starts_at,
                "ended_at": end,
            }
            | changes
        )
    )


def put_down(people, session, by, at=None, **changes):
    one = seen(session, **changes)
    heads = int(one.outcome == Outcome.PRESENT)
    return record_session(
        session=session,
        heads_at_start=heads,
        heads_at_end=heads,
        seen=[one],
        by=by,
        at=at or session.ends_at + timedelta(hours=1),
    )


def test_a_supervisor_of_another_site_records_nothing(people, planned):
    session = Session.objects.earliest("starts_at")
    session.site.supervisors.all().delete()
    with pytest.raises(Refused, match="bukan pengawas"):
        put_down(people, session, people.supervisor)


def test_absence_is_not_recorded_in_advance(people, planned):
    session = Session.objects.latest("starts_at")
    with pytest.raises(Refused, match="belum mulai"):
        put_down(people, session, people.supervisor, at=cast.AT, outcome=Outcome.ABSENT, started_at=None, ended_at=None)


def test_times_belong_to_the_day_of_the_session(people, planned):
    session = Session.objects.earliest("starts_at")
    before = session.starts_at - timedelta(days=400)
    with pytest.raises(Refused, match="pada hari sesi"):
        put_down(people, session, people.supervisor, started_at=before, ended_at=before + timedelta(hours=5))


def test_who_was_briefed_later_was_not_put_to_work(people, planned):
    session = Session.objects.earliest("starts_at")
    Order.objects.update(safety_briefed_on=session.day + timedelta(days=1))
    with pytest.raises(Refused, match="keselamatan"):
        put_down(people, session, people.supervisor)


def test_a_refused_record_does_not_stand_in_the_way_for_ever(people, planned, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first, *others = Session.objects.order_by("starts_at")
    refused = cast.attend(people, first)
    verify_attendance(
        accepted=[], refused=refused, reason="Tidak terlihat", by=people.pk, at=cast.AT + timedelta(days=9)
    )
    for session in others:
        cast.accept(people, cast.attend(people, session))
    order = Order.objects.get(pk=planned.order_id)
    assert order.credited_minutes == 3300
    at = others[-1].ends_at + timedelta(days=1)
    cast.planned(people, order, at)
    after = cast.work_out(people, order)
    assert len(complete_order(order=order, by=people.prosecutor, at=after)) == 2
