"""A town in which people cheat: the deeds and the phone of the other tests, and the switch that takes a guard away."""

import hashlib
import io
from datetime import timedelta

import pytest
from PIL import Image

from masohi.ledger.actions import deed
from masohi.parties.accounts.queries import system_account
from masohi.supply.sites.models import Slot
from masohi.work.attendance.actions import record_session, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Outcome
from masohi.work.fieldwork.actions import keep_photo
from masohi.work.flags.actions import raise_flags, raise_patterns
from masohi.work.flags.models import Flag
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.writing.codes import new_code
from tests import cast
from tests.fraud.attacks import ATTACKS


@pytest.fixture(autouse=True)
def own_photos(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def town(people, monkeypatch):
    return Town(people, monkeypatch)


class Town:
    """What a cheat can do, and what the program says of it."""

    def __init__(self, people, monkeypatch):
        self.people, self.patch = people, monkeypatch

    def guard(self, number, stands):
        """Take the guard of an attack away, for the control."""
        for name, instead in ATTACKS[number].mutant if not stands else []:
            self.patch.setattr(name, instead)

    def beside(self, session, *, hours=0, days=0, site=None, minutes=300):
        """A session like another, later by `hours` and `days`, at another site where one is given."""
        start = session.starts_at + timedelta(hours=hours, days=days)
        site = site or session.site
        slot = Slot.objects.create(
            site=site, weekday=start.weekday(), starts=1 + Session.objects.count(), minutes=60, places=9
        )
        return Session.objects.create(
            code=new_code(),
            site=site,
            slot=slot,
            day=session.day + timedelta(days=days),
            starts_at=start,
            ends_at=start + timedelta(minutes=minutes),
            places=9,
        )

    def expect(self, order, session):
        """The order's person is on the list of a session, whoever put it there."""
        minutes = int((session.ends_at - session.starts_at).total_seconds()) // 60
        plan = Plan.objects.filter(order=order).latest("pk")
        Session.objects.filter(pk=session.pk).update(taken=1)
        return Appointment.objects.create(
            session=session, order=order, plan=plan, starts_at=session.starts_at, minutes=minutes
        )

    def record(self, session, *, by=None, outcome=Outcome.PRESENT, heads=None, at=None, **times):
        """Record everybody expected at a session."""
        by = by or self.people.supervisor
        seen = []
        for a in session.appointments.filter(state="terjadwal"):
            began, ended = a.starts_at, a.starts_at + timedelta(minutes=a.minutes)
            told = {"started_at": began, "ended_at": ended} | times if outcome == Outcome.PRESENT else {}
            seen.append(Seen(a.pk, outcome, **told))
        count = len(seen) if outcome == Outcome.PRESENT else 0
        at = at or session.ends_at + timedelta(minutes=5)
        return record_session(
            session=session,
            heads_at_start=count,
            heads_at_end=count if heads is None else heads,
            seen=seen,
            by=by,
            at=at,
        )

    def accept(self, rows, *, by=None, at=None):
        """A second officer accepts."""
        at = at or max(row.recorded_at for row in rows) + timedelta(hours=1)
        return verify_attendance(accepted=rows, by=by or self.people.pk, at=at)

    def flags(self, session):
        """Codes of the flags that a look at the session raises."""
        raise_flags(session=session, by=system_account(), at=session.ends_at + timedelta(hours=3))
        return set(Flag.objects.filter(session=session).values_list("code", flat=True))

    def patterns(self, day):
        """Codes of the flags that a look at the month raises."""
        return {flag.code for flag in raise_patterns(day=day, by=system_account(), at=cast.AT)}

    def credited(self, order):
        order.refresh_from_db()
        return order.credited_minutes


def picture(seed=1, **saved):
    """A scene with large shapes, as a photo of a beach is; without camera data."""
    made = Image.new("RGB", (640, 480))
    for n in range(12):
        x, y = (seed * 97 + n * 131) % 560, (seed * 53 + n * 71) % 400
        shade = (seed * 31 + n * 61) % 255
        made.paste((shade, 255 - shade, (shade * 3) % 255), (x, y, x + 80 + n * 9, y + 60 + n * 7))
    return jpeg(made, **saved)


def jpeg(made, quality=90, **saved):
    out = io.BytesIO()
    made.save(out, "JPEG", quality=quality, **saved)
    return out.getvalue()


def shoot(field, data, session=None):
    """The phone writes a photo entry, sends it, and the photo arrives whole."""
    session, sha = session or field.session, hashlib.sha256(data).hexdigest()
    field.phone.write("photo", session.code, {"when": "sesudah"}, photos=[sha])
    field.push()
    return keep_photo(device=field.device, sha256=sha, data=data, by=field.cast.supervisor, at=field.at)


@deed
def in_a_deed(*, by, at, job):
    """A consequence alone, for attacks on it."""
    return job(by, at)


def only(rows=Attendance):
    return rows.objects.get()
