"""Where a phone and the schedule disagree: lists that changed, hours that cannot be, words that come late."""

from datetime import date

import pytest

from masohi.parties.devices.actions import revoke_phone
from masohi.work.attendance.actions import correct_attendance, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Outcome
from masohi.work.fieldreports.actions import choose_report, settle_report
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldreports.queries import reports_to_decide, unsettled
from masohi.work.fieldwork.facts import ticket_of
from masohi.work.fieldwork.queries import matters_to_decide
from masohi.work.placement.models import Appointment
from masohi.writing.refusals import Refused
from tests import cast

pytestmark = pytest.mark.django_db


def joined(field, **person):
    """Another person of the same Bapas gets a place at the session after the phone has fetched its list."""
    made = cast.running(field.cast, case_number="113/Pid.B/2026/PN Amb", **person)
    cast.planned(field.cast, made)
    return field.session.appointments.get(order=made)


def test_who_was_not_on_the_phones_list_is_neither_present_nor_absent(field):
    field.phone.pull(field.send)
    late = joined(field, person_name="Petrus Baru", person_birth_date=date(1990, 1, 1))
    field.begin()
    field.finish()
    field.push()
    assert [row.appointment for row in Attendance.objects.all()] == [
        field.session.appointments.exclude(pk=late.pk).get()
    ]
    late.refresh_from_db()
    assert late.state == "terjadwal"
    assert matters_to_decide(field.cast.pk).get().kind == "daftar"


def test_who_left_the_session_meanwhile_spoils_nothing(field):
    other = joined(field, person_name="Petrus Baru", person_birth_date=date(1990, 1, 1))
    field.phone.pull(field.send)
    Appointment.objects.filter(pk=other.pk).update(state="batal")
    field.begin(heads=1, absent=[{"appointment": other.pk, "outcome": "sakit"}])
    field.finish()
    field.push()
    assert FieldReport.objects.get().state == "tercatat"
    assert Attendance.objects.count() == 1


def test_one_impossible_hour_does_not_keep_the_others_waiting(field):
    other = joined(field, person_name="Petrus Baru", person_birth_date=date(1990, 1, 1))
    field.begin(heads=2)
    field.pass_time(60)
    facts = {"appointment": other.pk, "outcome": "pulang_awal", "ended": 470, "reason": "sakit", "note": ""}
    field.phone.write("leave", field.session.code, facts)
    field.finish()
    field.push()
    assert Attendance.objects.get().appointment_id != other.pk
    assert "sebelum datang" in matters_to_decide(field.cast.pk).get().message


def test_a_wrong_tap_is_taken_back(field):
    field.begin()
    field.pass_time(60)
    gone = {"appointment": field.person.pk, "outcome": "pulang_awal", "ended": 540, "reason": "sakit", "note": ""}
    field.phone.write("leave", field.session.code, gone)
    back = {"appointment": field.person.pk, "outcome": "hadir", "began": 480, "ended": 780, "rest": 0, "undo": 1}
    field.phone.write("correct", field.session.code, back | {"reason": "Salah ketuk"}, ref=field.phone.events[-1])
    field.finish()
    field.push()
    assert (Attendance.objects.get().outcome, Attendance.objects.get().reported_minutes) == ("hadir", 300)
    assert not matters_to_decide(field.cast.pk).exists()


def test_what_is_told_after_the_end_is_a_question(field):
    """The same entries in one push or in two lead to the same place: to a person where they contradict the record."""
    field.begin()
    field.finish()
    field.push()
    gone = {"appointment": field.person.pk, "outcome": "pulang_awal", "ended": 540, "reason": "sakit", "note": ""}
    field.phone.write("leave", field.session.code, gone)
    field.push()
    assert reports_to_decide(field.cast.pk).get().state == "berbeda"


def test_nothing_is_thrown_away_where_nothing_else_is_recorded(field):
    revoke_phone(device=field.device, reason="hilang", by=field.cast.pk, at=field.at)
    field.device.refresh_from_db()
    field.phone.anchor = None
    field.phone.sessions = {
        field.session.code: {
            "ticket": ticket_of(field.device.code, field.session.code),
            "people": [{"appointment": field.person.pk}],
        }
    }
    for kind, facts in (
        ("start", {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []}),
        ("end", {"heads": 1, "ended": 780, "rest": 0}),
    ):
        field.phone.write(kind, field.session.code, facts, claimed=field.session.ends_at)
    field.at = field.session.ends_at
    field.push()
    report = reports_to_decide(field.cast.pk).get()
    with pytest.raises(Refused):
        choose_report(report=report, use_it=False, note="tidak perlu", by=field.cast.pk, at=field.at)
    choose_report(report=report, use_it=True, note="Dicocokkan dengan penerima manfaat", by=field.cast.pk, at=field.at)
    assert Attendance.objects.get().hold == "waktu"


def test_a_corrected_hold_needs_no_third_office(field):
    """A PK corrects a held record, the jaksa verifies: two offices beside the supervisor's have looked."""
    field.begin()
    field.phone.restart()
    field.at = field.session.ends_at
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.session.ends_at)
    field.push()
    row = Attendance.objects.get()
    told = Seen(row.appointment_id, Outcome.PRESENT, row.started_at, row.ended_at, 0, "Dicocokkan dengan daftar kertas")
    fresh = correct_attendance(attendance=row, seen=told, by=field.cast.pk, at=field.at)
    assert (row.hold, fresh.hold) == ("waktu", "")
    verify_attendance(accepted=[fresh], by=field.cast.prosecutor, at=field.at)
    order = field.person.order
    order.refresh_from_db()
    assert order.credited_minutes == 300


def test_a_phone_ahead_of_time_waits_for_the_session(field):
    field.phone.pull(field.send)
    field.phone.write(
        "start",
        field.session.code,
        {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []},
        claimed=field.session.starts_at,
    )
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.session.ends_at)
    field.push()
    assert FieldReport.objects.get().state == "terbuka"
    assert unsettled() != []
    settle_report(device=field.device, session=field.session, by=field.cast.supervisor, at=field.session.ends_at)
    assert Attendance.objects.get().hold == "waktu"


def test_a_supervisors_correction_keeps_the_hold(field):
    """Otherwise who made the doubtful record could lift the doubt."""
    field.begin()
    field.phone.restart()
    field.at = field.session.ends_at
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.session.ends_at)
    field.push()
    row = Attendance.objects.get()
    told = Seen(row.appointment_id, Outcome.PRESENT, row.started_at, row.ended_at, 0, "Sama saja")
    fresh = correct_attendance(attendance=row, seen=told, by=field.cast.supervisor, at=field.at)
    assert fresh.hold == "waktu"


def test_the_phone_learns_what_became_of_its_report(field):
    field.begin()
    assert field.phone.sessions[field.session.code]["report"] == ""
    field.finish()
    field.push()
    field.phone.pull(field.send)
    assert field.phone.sessions[field.session.code]["report"] == "tercatat"


def test_an_unusable_correction_says_whom_it_is_about(field, client):
    """The own PK reads who and what; a PK of another town reads nothing."""
    field.begin()
    facts = {"appointment": field.person.pk, "outcome": "hadir", "began": 480, "ended": 720, "rest": 0, "reason": "x"}
    field.phone.write("correct", field.session.code, facts)
    field.push()
    told = "Samuel L.: Hadir, 08.00–12.00 WIT"
    client.force_login(field.cast.pk)
    assert told in client.get("/catatan-hp").content.decode()
    client.force_login(field.cast.stranger)
    assert told not in client.get("/catatan-hp").content.decode()
