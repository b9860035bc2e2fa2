"""F27 to F31: when. A claim stays a claim until the server's own times bound it from both sides."""

from datetime import timedelta

import pytest

from masohi.work.attendance.actions import release_attendance
from masohi.work.attendance.models import Attendance
from masohi.work.fieldwork.models import FieldEntry

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("guard", [True, False], ids=["guard", "mutant"])
START = {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []}


@both
def test_F27_phone_clock_three_hours_back(town, field, guard):
    town.guard("F27", guard)
    field.phone.pull(field.send)
    field.pass_time((field.session.starts_at - field.at).total_seconds() / 60)
    back = timedelta(hours=3)
    field.phone.write("start", field.session.code, START, claimed=field.at - back)
    field.pass_time(300)
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.at - back)
    field.push()
    assert ("F27" in town.flags(field.session)) is guard


@both
def test_F28_the_clock_jumps(town, field, guard):
    town.guard("F28", guard)
    field.begin()
    field.pass_time(280)
    claimed = field.at + timedelta(minutes=20)
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=claimed)
    field.pass_time(60)
    field.push()
    assert ("F28" in town.flags(field.session)) is guard


@both
def test_F29_reboot_to_hide(town, field, guard):
    town.guard("F29", guard)
    field.begin()
    field.phone.restart()
    field.at = field.session.ends_at
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.at)
    field.push()
    assert ("F29" in town.flags(field.session)) is guard
    assert (Attendance.objects.get().hold == "waktu") is guard


@both
def test_F30_signed_yesterday_for_today(town, field, guard):
    """Without today's ticket of this session nothing becomes a record."""
    town.guard("F30", guard)
    field.phone.pull(field.send)
    field.phone.sessions = {}
    field.begin = None
    field.pass_time((field.session.starts_at - field.at).total_seconds() / 60)
    field.phone.write("start", field.session.code, START | {"people": [field.person.pk]})
    field.pass_time(300)
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0})
    field.push()
    assert FieldEntry.objects.filter(quarantined=True).count() == (2 if guard else 0)
    assert Attendance.objects.exists() is not guard


def test_F30_a_ticket_without_the_servers_time_is_held(town, field):
    field.phone.pull(field.send)
    field.phone.anchor = None
    for kind, facts, at in (
        ("start", START, field.session.starts_at),
        ("end", {"heads": 1, "ended": 780, "rest": 0}, field.session.ends_at),
    ):
        field.phone.write(kind, field.session.code, facts, claimed=at)
    field.at = field.session.ends_at
    field.push()
    assert Attendance.objects.get().hold == "waktu"
    assert "F30" in town.flags(field.session)


@both
def test_F31_held_back_for_eight_days(town, field, guard):
    town.guard("F31", guard)
    field.begin()
    field.finish()
    field.pass_time(8 * 24 * 60)
    field.push()
    row = Attendance.objects.get()
    assert ("F31" in town.flags(field.session)) is guard
    town.accept([row], at=field.at)
    assert (town.credited(field.person.order) == 0) is guard
    if guard:
        release_attendance(attendance=row, granted=True, reason="Dicek", by=field.cast.prosecutor, at=field.at)
        assert town.credited(field.person.order) == 300
