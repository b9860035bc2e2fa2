"""From signed entries to the record: the fold, two phones about one session, what a person decides."""

import pytest

from masohi.parties.accounts.actions import open_account
from masohi.parties.roles import Role
from masohi.supply.sites.actions import appoint_supervisor
from masohi.work.attendance.models import Attendance, HeadCount
from masohi.work.fieldreports.actions import choose_report, close_matter, settle_report
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldreports.queries import reports_to_decide, unsettled
from masohi.work.fieldwork.models import FieldEntry, FieldMatter
from masohi.work.fieldwork.queries import matters_to_decide
from masohi.writing.refusals import Conflict, Refused
from tests import cast
from tests.field import phone_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(field):
    """Another supervisor of the same site with a phone of her own, beside the first one all day."""
    user = open_account(
        username="sari",
        name="Sari Pengawas",
        password=cast.PASSWORD,
        organisation=field.cast.host,
        role=Role.SUPERVISOR,
        by=field.cast.system,
        at=cast.AT,
    )
    appoint_supervisor(site=field.session.site, person=user, capacity=10, by=field.cast.office, at=cast.AT)
    phone, device = phone_of(user, field.cast)
    phone.now = lambda: field.at
    phone.pull(field.send)
    return phone, device


def worked(field, phone, **leave):
    """What a phone writes about a whole session, at the session's hours."""
    gone = (field.session.starts_at - field.at).total_seconds() / 60
    phone.wait(gone)
    phone.write("start", field.session.code, {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []})
    phone.wait(200)
    if leave:
        phone.write(
            "leave", field.session.code, {"appointment": field.person.pk, "reason": "sakit", "note": ""} | leave
        )
    phone.wait(100)
    phone.write("end", field.session.code, {"heads": 0 if leave else 1, "ended": 780, "rest": 0})


def test_two_phones_tell_the_same_and_nobody_is_asked(field, second):
    field.phone.pull(field.send)
    worked(field, field.phone)
    worked(field, second[0])
    field.at = field.session.ends_at
    field.push()
    second[0].push(field.send)
    assert sorted(FieldReport.objects.values_list("state", flat=True)) == ["sama", "tercatat"]
    assert Attendance.objects.count() == 1


def test_two_phones_differ_both_are_kept_and_a_pk_decides(field, second):
    field.phone.pull(field.send)
    worked(field, field.phone)
    worked(field, second[0], outcome="pulang_awal", ended=660)
    field.at = field.session.ends_at
    field.push()
    second[0].push(field.send)
    report = reports_to_decide(field.cast.pk).get()
    assert (report.state, Attendance.objects.count(), FieldEntry.objects.count()) == ("berbeda", 1, 5)
    with pytest.raises(Refused):
        choose_report(report=report, use_it=True, note="", by=field.cast.pk, at=field.at)
    choose_report(report=report, use_it=True, note="Dua saksi melihat", by=field.cast.pk, at=field.at)
    rows = Attendance.objects.order_by("pk")
    assert [row.outcome for row in rows] == ["hadir", "pulang_awal"]
    assert rows[1].replaces == rows[0]
    assert rows[1].reported_minutes == 180
    with pytest.raises(Conflict):
        choose_report(report=report, use_it=False, note="Lagi", by=field.cast.pk, at=field.at)


def test_keeping_what_stands_changes_nothing(field, second):
    field.phone.pull(field.send)
    worked(field, field.phone)
    worked(field, second[0], outcome="pulang_awal", ended=660)
    field.at = field.session.ends_at
    field.push()
    second[0].push(field.send)
    report = reports_to_decide(field.cast.pk).get()
    choose_report(report=report, use_it=False, note="HP kedua keliru", by=field.cast.pk, at=field.at)
    assert Attendance.objects.count() == 1
    assert not reports_to_decide(field.cast.pk).exists()


def test_a_stranger_decides_nothing(field, second):
    field.phone.pull(field.send)
    worked(field, field.phone)
    worked(field, second[0], outcome="pulang_awal", ended=660)
    field.at = field.session.ends_at
    field.push()
    second[0].push(field.send)
    report = FieldReport.objects.get(state="berbeda")
    with pytest.raises(Conflict):
        choose_report(report=report, use_it=True, note="x", by=field.cast.stranger, at=field.at)


def test_a_late_comer_counts_from_when_he_came(field):
    field.begin(absent=[{"appointment": field.person.pk, "outcome": "tidak_hadir"}], heads=0)
    field.pass_time(60)
    field.phone.write("late", field.session.code, {"appointment": field.person.pk, "began": 540})
    field.finish()
    field.push()
    row = Attendance.objects.get()
    assert (row.outcome, row.reported_minutes, row.hold) == ("terlambat", 240, "")


def test_a_shut_site_is_nobodys_fault(field):
    field.phone.pull(field.send)
    field.pass_time(45)
    field.phone.write("void", field.session.code, {"outcome": "cuaca", "reason": "ombak tinggi"})
    field.push()
    row = Attendance.objects.get()
    assert (row.outcome, row.note, row.reported_minutes) == ("cuaca", "ombak tinggi", 0)


def test_work_begins_and_ends_within_the_session(field):
    """Pressing early or late gives nobody minutes."""
    field.begin(began=465)
    field.finish(ended=795)
    field.pass_time(15)
    field.push()
    assert Attendance.objects.get().reported_minutes == 300


def test_facts_of_another_form_wait_for_a_person_and_block_nothing(field):
    field.begin(absent=[{"appointment": 999_999, "outcome": "tidak_hadir"}])
    field.finish()
    assert field.push()["cursor"] == 2
    report = reports_to_decide(field.cast.pk).get()
    assert (report.state, Attendance.objects.exists()) == ("tertahan", False)


def test_a_correction_on_the_phone_is_a_new_row(field):
    field.begin()
    field.finish()
    field.push()
    ended = field.phone.events[-1]
    facts = {"appointment": field.person.pk, "outcome": "pulang_awal", "began": 480, "ended": 720, "rest": 0}
    field.phone.write("correct", field.session.code, facts | {"reason": "Salah tekan"}, ref=ended)
    field.push()
    assert list(Attendance.objects.order_by("pk").values_list("outcome", "reported_minutes")) == [
        ("hadir", 300),
        ("pulang_awal", 240),
    ]


def test_a_correction_of_nothing_waits_for_a_person(field):
    field.begin()
    facts = {"appointment": field.person.pk, "outcome": "hadir", "began": 480, "ended": 720, "rest": 0, "reason": "x"}
    field.phone.write("correct", field.session.code, facts)
    field.push()
    matter = matters_to_decide(field.cast.pk).get()
    assert matter.kind == "koreksi"
    close_matter(matter=matter, note="Diisi dari kertas", by=field.cast.pk, at=field.at)
    with pytest.raises(Conflict):
        close_matter(matter=matter, note="Lagi", by=field.cast.pk, at=field.at)


def test_a_walk_in_is_shown_to_a_pk(field):
    field.begin()
    field.phone.write("walkin", field.session.code, {"card": "", "note": "baju merah", "began": 485})
    field.push()
    assert matters_to_decide(field.cast.pk).get().kind == "di_luar_daftar"
    assert not matters_to_decide(field.cast.stranger).exists()


def test_a_wrong_ticket_counts_for_nothing(field):
    field.phone.pull(field.send)
    field.phone.sessions[field.session.code]["ticket"] = "f" * 32
    field.begin()
    field.finish()
    assert field.push()["cursor"] == 2
    assert not Attendance.objects.exists()
    assert FieldMatter.objects.filter(kind="tiket").count() == 2


def test_settling_again_changes_nothing(field):
    field.begin()
    field.finish()
    field.push()
    before = list(Attendance.objects.values()), list(HeadCount.objects.values())
    assert unsettled() == []
    FieldReport.objects.update(upto=0)
    assert unsettled() == [(field.device.pk, field.session.pk)]
    settle_report(device=field.device, session=field.session, by=field.cast.supervisor, at=field.at)
    assert (list(Attendance.objects.values()), list(HeadCount.objects.values())) == before


def test_counts_that_contradict_the_names_are_kept_as_signed(field):
    field.begin(heads=3)
    field.finish(heads=2)
    field.push()
    assert list(HeadCount.objects.order_by("pk").values_list("people", flat=True)) == [3, 2]
