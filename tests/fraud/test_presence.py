"""F01 to F16: who was there. Each attack is played twice: with its guard, and without, where it goes through."""

import io
from contextlib import suppress

import pytest
from django.db import connection
from PIL import Image

from masohi.parties.devices.models import Device
from masohi.supply.sites.actions import open_slot
from masohi.supply.sites.models import Slot
from masohi.work.attendance.actions import release_attendance
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Outcome
from masohi.work.fieldreports import actions as folding
from masohi.work.fieldreports.facts import Folded
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.placement.models import Session
from masohi.work.signs.queries import new_pictures
from masohi.writing.refusals import Refused
from tests import cast
from tests.field import phone_of
from tests.fraud.conftest import jpeg, picture, shoot

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("guard", [True, False], ids=["guard", "mutant"])


@both
def test_F01_card_lent(town, planned, people, guard):
    town.guard("F01", guard)
    here = Session.objects.earliest("starts_at")
    there = town.beside(here, hours=1, site=cast.site(people, "Lapangan Merdeka"))
    town.expect(planned.order, there)
    rows = town.record(here) + town.record(there)
    assert ("F01" in town.flags(here)) is guard
    town.accept(rows)
    assert town.credited(planned.order) == 300, "hours at two places count once, and five hours a day are the verdict's"


@both
def test_F03_gallery_upload(town, field, guard):
    town.guard("F03", guard)
    exif = Image.Exif()
    exif[271] = "Kamera"
    field.begin()
    kept = shoot(field, picture(exif=exif.tobytes()))
    assert (kept.refused == "metadata") is guard
    assert (kept.clean_sha256 == "") is guard


def second(field):
    """The field's next session, on its own day; the phone knows it."""
    field.at = field.session.ends_at
    field.phone.pull(field.send)
    return Session.objects.filter(state="terjadwal").earliest("starts_at")


def twice(field, town, again):
    """A photo in one session, and `again` in the next; returns that session, recorded."""
    field.begin()
    shoot(field, picture())
    field.finish()
    field.push()
    session = second(field)
    field.session = session
    field.begin()
    shoot(field, again, session)
    field.finish()
    field.push()
    return session


@both
def test_F04_the_same_photo_twice(town, field, guard):
    town.guard("F04", guard)
    session = twice(field, town, picture())
    assert (new_pictures(session) == 0) is guard
    assert ("F04" in town.flags(session)) is guard


@both
@pytest.mark.parametrize("trick", ["recompressed", "cropped"])
def test_F05_nearly_the_same_photo(town, field, guard, trick):
    town.guard("F05", guard)
    made = Image.open(io.BytesIO(picture()))
    box = (16, 12, made.width - 16, made.height - 12) if trick == "cropped" else (0, 0, made.width, made.height)
    session = twice(field, town, jpeg(made.crop(box), quality=55))
    assert ("F05" in town.flags(session)) is guard


def test_F05_another_photo_is_no_twin(town, field):
    assert "F05" not in town.flags(twice(field, town, picture(seed=8)))


@both
def test_F06_a_ghost(town, field, guard):
    town.guard("F06", guard)
    field.begin(heads=2)
    field.finish(heads=2)
    field.push()
    assert ("F06" in town.flags(field.session)) is guard


@both
def test_F07_flat_hours(town, people, guard):
    town.guard("F07", guard)
    site = cast.site(people)
    Slot.objects.filter(site=site).update(active=False)
    for weekday in range(5):
        open_slot(site=site, weekday=weekday, starts=420, minutes=480, places=4, by=people.office, at=cast.AT)
    order = cast.running(people, hours=60, hours_per_day=8, pattern=None)
    cast.planned(people, order)
    for session in Session.objects.order_by("starts_at"):
        town.record(session)
    last = Session.objects.latest("starts_at")
    assert ("F07" in town.patterns(last.day)) is guard


@both
def test_F08_leaves_after_check_in(town, field, guard, monkeypatch):
    if not guard:

        def generous(entries, expected, session):
            seen = [folding.Seen(a.pk, Outcome.PRESENT, a.starts_at, session.ends_at) for a in expected]
            return Folded(True, frozenset(a.pk for a in expected), 1, 1, tuple(seen))

        monkeypatch.setattr(folding, "fold", generous)
    field.begin()
    field.pass_time(600)
    field.push()
    assert (not Attendance.objects.exists()) is guard


@both
def test_F09_recorded_at_home_after_the_shift(town, field, guard):
    town.guard("F09", guard)
    field.phone.pull(field.send)
    field.pass_time(15 * 60)
    code, person = field.session.code, field.person.pk
    field.phone.write("start", code, {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []})
    for _ in range(8):
        field.phone.wait(0.05)
        field.phone.write("incident", code, {"kind": "lain", "appointment": person, "note": "-"})
    field.phone.write("end", code, {"heads": 1, "ended": 780, "rest": 0})
    field.pass_time(5)
    field.push()
    assert ("F09" in town.flags(field.session)) is guard
    town.accept(list(Attendance.objects.all()), at=field.at)
    assert (town.credited(field.person.order) == 0) is guard


def test_F09_counts_after_a_second_approver(town, field):
    """Blocked is not lost: who really worked gets the minutes when somebody has looked."""
    test = test_F09_recorded_at_home_after_the_shift
    test(town, field, True)
    row = Attendance.objects.get()
    release_attendance(attendance=row, granted=True, reason="Dicek", by=field.cast.prosecutor, at=field.at)
    assert town.credited(field.person.order) == 300


def walk(field, place):
    """Start and end of the field's session with the phone at a place."""
    field.begin()
    field.finish()
    field.phone.written, field.phone.events = [], []
    field.phone.write(
        "start", field.session.code, {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []}, place=place
    )
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, place=place)
    field.push()


SPOT = {"lat": -37_800_000, "lon": 1_281_000_000, "acc": 8}


@both
def test_F10_identical_coordinates(town, field, guard):
    town.guard("F10", guard)
    field.phone.pull(field.send)
    for session in Session.objects.order_by("starts_at")[:2]:
        field.pass_time((session.starts_at - field.at).total_seconds() / 60)
        field.phone.pull(field.send)
        facts = {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []}
        field.phone.write("start", session.code, facts, place=SPOT)
        field.pass_time(300)
        field.phone.write("end", session.code, {"heads": 1, "ended": 780, "rest": 0}, place=SPOT)
        field.push()
    assert FieldEntry.objects.count() == 4
    assert ("F10" in town.patterns(field.at.date())) is guard


@both
def test_F11_no_place(town, field, guard):
    town.guard("F11", guard)
    walk(field, {"none": "tidak diizinkan"})
    assert ("F11" in town.flags(field.session)) is guard


@both
def test_F12_two_phones_at_once(town, people, site, guard):
    town.guard("F12", guard)
    if not guard:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX one_active_phone_a_person")  # the database's own guard
    phone_of(people.supervisor, people)
    with suppress(Refused):
        phone_of(people.supervisor, people)
    assert (Device.objects.filter(state="aktif").count() == 1) is guard


@both
def test_F13_impossible_speed(town, field, guard):
    town.guard("F13", guard)
    field.begin()
    code, far = field.session.code, SPOT | {"lat": -35_800_000}
    field.phone.write("spot", code, {"heads": 1, "asked": 500}, place=SPOT)
    field.pass_time(5)
    field.phone.write("incident", code, {"kind": "lain", "appointment": None, "note": "-"}, place=far)
    field.push()
    assert ("F13" in town.patterns(field.session.day)) is guard


@both
def test_F14_two_sites_paid_once(town, planned, people, guard):
    town.guard("F14", guard)
    here = Session.objects.earliest("starts_at")
    there = town.beside(here, site=cast.site(people, "Lapangan Merdeka"))
    town.expect(planned.order, there)
    town.accept(town.record(here) + town.record(there))
    assert (town.credited(planned.order) == 300) is guard


@both
def test_F15_at_work_while_sick(town, planned, people, guard):
    town.guard("F15", guard)
    here = Session.objects.earliest("starts_at")
    there = town.beside(here, hours=5, site=cast.site(people, "Lapangan Merdeka"))
    town.expect(planned.order, there)
    town.record(there, outcome=Outcome.SICK)
    town.record(here)
    assert ("F15" in town.flags(here)) is guard


@both
def test_F16_spot_check_missed(town, field, guard):
    town.guard("F16", guard)
    field.begin()
    field.finish()
    field.push()
    assert ("F16" in town.flags(field.session)) is guard


def test_F16_an_answered_spot_check_is_no_flag(town, field):
    field.begin()
    field.pass_time(60)
    field.phone.write("spot", field.session.code, {"heads": 1, "asked": 540})
    field.finish()
    field.push()
    assert town.flags(field.session) == set()


def test_F02_a_photo_of_a_photo_is_not_seen(town, field):
    """Not detectable by software, and said so: the picture is new, the record is in order. A visit finds it."""
    field.begin()
    field.pass_time(60)
    field.phone.write("spot", field.session.code, {"heads": 1, "asked": 540})
    shoot(field, picture(seed=5))
    field.finish()
    field.push()
    assert new_pictures(field.session) == 1
    assert town.flags(field.session) == set()
