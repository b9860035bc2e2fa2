"""A class recorded on a phone without network: durable first, then the record of its meeting exactly once, or a question."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from masohi.faces.phone_intake import settle_tonight
from masohi.parties.devices.actions import invite_phone, revoke_phone
from masohi.parties.roles import Role
from masohi.reentry.onphone.actions import close_sheet, settle_sheet
from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.onphone.queries import sheets_to_decide, unsettled_sheets
from masohi.reentry.training.actions import cancel_cohort, leave_class
from masohi.reentry.training.lessons.actions import record_lesson, verify_lesson
from masohi.reentry.training.models import Lesson, LessonAttendance
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.facts import class_ticket_of, ticket_of
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.fieldwork.queries import matters_to_decide
from masohi.writing.refusals import Conflict, Refused
from tests import learning, promised
from tests.field import phone_of
from tests.phone import through

pytestmark = pytest.mark.django_db


class Room:
    """A class of three, its first meeting at nine, and the phone of Lia, who teaches it. `at` is the server's time."""

    def __init__(self, people, client, monkeypatch):
        self.people, self.send = people, through(client)
        self.cohort = learning.full(people, 3)
        self.lesson, self.next = learning.lessons(people, self.cohort)
        self.at = self.lesson.starts_at - timedelta(minutes=30)
        monkeypatch.setattr("masohi.faces.field.signed.now", lambda: self.at)
        monkeypatch.setattr("masohi.faces.phone_intake.now", lambda: self.at)
        self.phone, self.device = phone_of(people.unit, people, inviter=learning.colleague(people))
        self.phone.now = lambda: self.at
        self.facts = learning.on_phone(people, self.lesson, absent=(1,))

    def pass_time(self, minutes):
        self.at += timedelta(minutes=minutes)
        self.phone.wait(minutes)

    def tell(self, **changes):
        """The phone has its list, goes without network, and writes the sheet at ten."""
        if not self.phone.sessions:
            self.phone.pull(self.send)
        self.pass_time(90)
        self.phone.write("lesson", self.lesson.code, self.facts | changes)

    def push(self):
        return self.phone.push(self.send)

    def carried(self):
        return {one["code"]: one for one in self.phone.pull(self.send)["lessons"]}

    def settled(self):
        sheet = PhoneSheet.objects.get()
        return sheet.state, sheet.message


@pytest.fixture
def room(people, client, monkeypatch):
    return Room(people, client, monkeypatch)


def outcomes(lesson):
    return sorted(LessonAttendance.objects.filter(lesson=lesson, replaced_by=None).values_list("outcome", flat=True))


def test_a_sheet_without_network_becomes_the_record_once(room):
    room.tell()
    assert not LessonAttendance.objects.exists()
    said = room.push()
    assert [one["status"] for one in said["results"]] == ["baru"]
    assert outcomes(room.lesson) == ["hadir", "hadir", "tidak_hadir"]
    row = Lesson.objects.get(pk=room.lesson.pk)
    assert (row.heads, row.recorded_by, row.recorded_at) == (2, room.people.unit, room.at)
    assert room.settled() == ("tercatat", "")
    verify_lesson(lesson=row, by=learning.trader(room.people), at=room.at)
    assert list(touched_anywhere()) == []


def test_the_same_push_again_changes_nothing(room):
    room.tell()
    room.push()
    before = list(LessonAttendance.objects.values()), list(PhoneSheet.objects.values())
    room.phone.acked = 0
    room.pass_time(5)
    assert [one["status"] for one in room.push()["results"]] == ["sudah"]
    assert settle_tonight() == 0
    assert settle_sheet(entry=FieldEntry.objects.get(), by=room.people.unit, at=room.at) == PhoneSheet.objects.get()
    assert (list(LessonAttendance.objects.values()), list(PhoneSheet.objects.values())) == before


def test_killed_between_keeping_and_settling_nothing_is_lost(room, monkeypatch):
    """The entry is durable before anything is made of it; the night makes the record of it, once."""
    room.tell()
    with monkeypatch.context() as patch:
        patch.setattr("masohi.faces.phone_intake.settle_sheet", lambda **_: 1 / 0)
        assert room.push()["cursor"] == 1
    assert not LessonAttendance.objects.exists()
    assert settle_tonight() == 0
    assert outcomes(room.lesson) == ["hadir", "hadir", "tidak_hadir"]
    assert unsettled_sheets() == []


def test_late_and_early_with_their_minutes(room):
    people = room.facts["people"]
    told = [
        people[0] | {"outcome": "terlambat", "minutes": 90},
        people[1],
        people[2] | {"outcome": "pulang_awal", "minutes": 60},
    ]
    room.tell(people=told)
    room.push()
    assert sorted(LessonAttendance.objects.values_list("outcome", "minutes")) == [
        ("pulang_awal", 60),
        ("terlambat", 90),
        ("tidak_hadir", 0),
    ]


def test_a_phone_carries_short_names_of_the_own_unit_only(room):
    lessons = room.carried()
    assert set(lessons) == {room.lesson.code, room.next.code}
    one = lessons[room.lesson.code]
    assert (one["site"], one["state"], one["spot"]) == ("Kerajinan bambu tingkat dasar", "terjadwal", None)
    assert {person["name"] for person in one["people"]} == {
        row.trainee.person.short_name for row in room.cohort.enrolments.all()
    }
    text = str(lessons)
    for name in learning.NAMES[:3]:
        assert name not in text
        assert name.split()[0] not in text, "a child is carried by initials"
    assert "2009" not in text
    assert "bekerja sendiri" not in text


def test_other_units_and_supervisors_carry_nothing_of_it(room, people, site):
    other = promised.officer(people, "lapas", "Lapas Ambon", Role.UNIT)
    second = promised.officer(people, "lapas2", "Lapas Ambon", Role.UNIT)
    for holder, inviter in ((other, second), (people.supervisor, people.office)):
        phone, _device = phone_of(holder, people, inviter=inviter)
        phone.now = lambda: room.at
        assert phone.pull(room.send)["lessons"] == []


def test_meetings_far_off_called_off_or_recorded_long_ago_are_not_carried(room):
    room.at = room.lesson.starts_at + timedelta(days=2)
    assert set(room.carried()) == {room.lesson.code, room.next.code}
    room.at = room.lesson.starts_at + timedelta(days=4)
    assert set(room.carried()) == {room.next.code}
    room.at = room.next.starts_at + timedelta(hours=3)
    came = learning.seen(room.next)
    record_lesson(lesson=room.next, heads=3, came=came, by=room.people.unit, at=room.at)
    assert room.carried()[room.next.code]["state"] == "tercatat"
    room.at += timedelta(days=1)
    assert room.carried() == {}


def test_a_ticket_of_another_phone_or_for_hours_of_a_verdict_is_none(room):
    """What is quarantined never becomes a record; the unit sees it."""
    room.phone.pull(room.send)
    code = room.lesson.code
    for ticket in ("0" * 32, class_ticket_of("LAIN99", code), ticket_of(room.device.code, code)):
        room.phone.sessions[code]["ticket"] = ticket
        room.pass_time(40)
        room.phone.write("lesson", code, room.facts)
    room.push()
    assert not LessonAttendance.objects.exists()
    assert {sheet.state for sheet in PhoneSheet.objects.all()} == {"karantina"}
    assert sheets_to_decide(room.people.unit).count() == 3
    assert not matters_to_decide(room.people.pk).exists(), "a class is no business of a PK"


def test_a_ticket_of_a_class_is_none_for_hours_of_a_verdict(field):
    code = field.session.code
    field.phone.pull(field.send)
    field.phone.sessions[code]["ticket"] = class_ticket_of(field.device.code, code)
    field.begin()
    field.phone.write("lesson", code, {"heads": 1, "people": [{"enrolment": 1, "outcome": "hadir", "minutes": 0}]})
    field.push()
    assert FieldEntry.objects.get(dseq=1).quarantined
    spoken = FieldEntry.objects.get(dseq=2)
    assert (spoken.session, FieldReport.objects.get().upto) == (None, 1)
    assert PhoneSheet.objects.get().lesson is None


def test_recorded_meanwhile_with_the_same_content(room):
    room.tell()
    record_lesson(lesson=room.lesson, heads=2, came=learning.seen(room.lesson, (1,)), by=room.people.unit, at=room.at)
    room.push()
    assert room.settled() == ("sama", "")
    assert LessonAttendance.objects.count() == 3


def test_recorded_meanwhile_with_other_content_is_asked_about(room):
    room.tell()
    room.pass_time(1)
    record_lesson(lesson=room.lesson, heads=3, came=learning.seen(room.lesson), by=room.people.unit, at=room.at)
    room.push()
    assert room.settled() == ("berbeda", "Pertemuan ini sudah tercatat dengan isi lain.")
    assert outcomes(room.lesson) == ["hadir"] * 3, "the record stands"
    assert room.carried()[room.lesson.code]["report"] == "berbeda"
    assert list(sheets_to_decide(room.people.unit)) == [PhoneSheet.objects.get()]


def test_the_list_changed_meanwhile(room):
    room.tell()
    leave_class(enrolment=room.cohort.enrolments.first(), reason="Bebas", by=room.people.unit, at=room.at)
    room.push()
    assert room.settled() == ("tertahan", "Daftar peserta di HP berbeda dari daftar sekarang.")
    assert not LessonAttendance.objects.exists()


def test_the_class_was_called_off_meanwhile_and_the_phone_is_told(room):
    room.tell()
    cancel_cohort(cohort=room.cohort, reason="Instruktur sakit", by=room.people.unit, at=room.at)
    room.push()
    assert room.settled() == ("tertahan", "Kelas ini sudah berakhir. Tidak ada yang berubah.")
    assert not LessonAttendance.objects.exists()
    (told,) = room.carried().values()
    assert (told["code"], told["report"]) == (room.lesson.code, "tertahan")
    assert told["message"].startswith("Kelas ini sudah berakhir.")
    close_sheet(sheet=PhoneSheet.objects.get(), note="Sudah dibicarakan", by=room.people.unit, at=room.at)
    assert room.carried() == {}


def test_a_count_that_contradicts_the_names_waits(room):
    room.tell(heads=3)
    room.push()
    state, message = room.settled()
    assert state == "tertahan"
    assert "2 nama tercatat hadir" in message
    assert room.carried()[room.lesson.code]["message"] == message


@pytest.mark.parametrize(
    "facts",
    [
        {"heads": True},
        {"heads": -1},
        {"heads": "2"},
        {"people": []},
        {"people": None},
        {"people": [{"enrolment": 1, "outcome": "hadir", "minutes": 0}] * 2},
        {"people": [{"enrolment": 1, "outcome": "kabur", "minutes": 0}]},
        {"people": [{"enrolment": "1", "outcome": "hadir", "minutes": 0}]},
        {"people": [{"enrolment": 1, "outcome": "terlambat"}]},
        {"people": [1]},
    ],
)
def test_what_is_no_sheet_is_kept_and_asked_about(room, facts):
    room.tell(**facts)
    assert room.push()["cursor"] == 1
    state, message = room.settled()
    assert (state, LessonAttendance.objects.count()) == ("tertahan", 0)
    assert "tidak terbaca" in message


def test_a_phone_ahead_of_time_waits_for_the_meeting(room):
    room.phone.pull(room.send)
    room.phone.write("lesson", room.lesson.code, room.facts)
    room.push()
    assert not PhoneSheet.objects.exists()
    room.pass_time(40)
    assert settle_tonight() == 0
    assert room.settled() == ("tercatat", "")


def test_a_phone_out_of_use_only_leaves_a_question(room):
    room.tell()
    revoke_phone(device=room.device, reason="Hilang", by=room.people.administrator, at=room.at)
    room.push()
    assert room.settled()[0] == "karantina"
    assert not LessonAttendance.objects.exists()


def test_whoever_left_the_unit_leaves_only_a_question(room):
    room.tell()
    room.people.unit.memberships.update(ended_on=room.at.date() - timedelta(days=1))
    room.push()
    assert room.settled()[0] == "karantina"
    assert not LessonAttendance.objects.exists()


def test_an_officer_of_the_unit_looks_at_it_and_says_so(room, client):
    room.tell(heads=3)
    room.push()
    sheet = PhoneSheet.objects.get()
    given = {"sheet": sheet, "note": "Ditanyakan kepada instruktur", "at": room.at}
    for who in (people := room.people).pk, people.office, people.supervisor, people.leader:
        with pytest.raises(PermissionDenied):
            close_sheet(**given, by=who)
    with pytest.raises(Conflict, match="sudah diputuskan"):
        close_sheet(**given, by=promised.officer(people, "lapas", "Lapas Ambon", Role.UNIT))
    with pytest.raises(Refused, match="Tulis apa"):
        close_sheet(**(given | {"note": "  "}), by=people.unit)
    close_sheet(**given, by=people.unit)
    with pytest.raises(Conflict, match="sudah diputuskan"):
        close_sheet(**given, by=people.unit)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.decided_by) == ("diputuskan", people.unit)
    assert list(touched_anywhere()) == []


def test_a_phone_is_paired_within_the_unit(room, people):
    """By a colleague of the same unit, never across; the holder does not approve it and a PK has no part in it."""
    colleague = learning.colleague(people)
    for stranger in (people.office, people.pk, promised.officer(people, "lapas", "Lapas Ambon", Role.UNIT)):
        with pytest.raises(Refused, match="orang kantor Anda"):
            invite_phone(user=colleague, by=stranger, at=room.at)
    assert invite_phone(user=colleague, by=people.unit, at=room.at)
    with pytest.raises(Refused, match="orang kantor Anda"):
        invite_phone(user=people.supervisor, by=people.unit, at=room.at)


def test_the_page_shows_both_words_and_takes_the_answer(room, client, monkeypatch):
    room.tell()
    room.pass_time(1)
    record_lesson(lesson=room.lesson, heads=3, came=learning.seen(room.lesson), by=room.people.unit, at=room.at)
    room.push()
    monkeypatch.setattr("django.utils.timezone.now", lambda: room.at)
    sheet = PhoneSheet.objects.get()
    address = reverse("phone-sheet", args=[sheet.pk])
    client.force_login(room.people.unit)
    assert "Periksa catatan HP tentang kelas" in client.get(reverse("tasks")).content.decode()
    assert address in client.get(reverse("lesson", args=[room.lesson.code])).content.decode()
    page = client.get(address).content.decode()
    for said in ("Pertemuan ini sudah tercatat dengan isi lain.", "Di HP: Tidak hadir", "Tercatat: Hadir", "Berbeda"):
        assert said in page
    assert client.post(address, {"note": ""}).status_code == 200
    assert client.post(address, {"note": "Daftar kertas dilihat"}).status_code == 302
    assert "Daftar kertas dilihat" in client.get(address).content.decode()
    assert "Periksa catatan HP tentang kelas" not in client.get(reverse("tasks")).content.decode()
    client.force_login(promised.officer(room.people, "lapas", "Lapas Ambon", Role.UNIT))
    assert client.get(address).status_code == 404
    client.force_login(room.people.office)
    assert client.get(address).status_code == 404
