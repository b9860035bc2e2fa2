"""Somebody who does not come: sessions missed, decided, and the steps that follow. Used by the tests of the ladder."""

from datetime import timedelta

from masohi.parties.accounts.actions import open_account
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.work.absences.actions import decide_absence
from masohi.work.attendance.actions import verify_attendance
from masohi.work.calendars.actions import tell_person
from masohi.work.enforcement.actions import hand_over_step, issue_step, propose_step, report_visit
from masohi.work.enforcement.facts import Visit
from masohi.work.enforcement.queries import steps_of
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Appointment, Session
from tests import cast

HOUR = timedelta(hours=1)
PNG = ("resi.png", b"\x89PNG\r\n\x1a\n" + bytes(32))


def announced(people, at=cast.AT):
    return announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=at)


def told(people, order, at=cast.AT):
    """Every date is announced, and the PK has told the person all of them."""
    announced(people, at)
    return tell_person(order=order, way="wa", by=people.pk, at=at)


def ahead(order):
    return order.appointments.filter(state="terjadwal").order_by("starts_at").first()


def misses(people, order, *, verified=True, decided=True, valid=False):
    """The next session passes without the person; returns the appointment and the moment of the last word."""
    row = ahead(order)
    (record,) = cast.attend(people, row.session, absent=(order.pk,))
    at = row.session.ends_at + HOUR
    if verified:
        verify_attendance(accepted=[record], by=people.pk, at=at)
    if decided:
        decide_absence(appointment=row, valid=valid, reason="Tidak ada kabar", by=people.pk, at=at)
    return Appointment.objects.get(pk=row.pk), at


def step(people, order, at):
    """The next step is proposed."""
    return propose_step(order=order, by=people.pk, at=at)


def handed(people, order, made, at, file=None):
    """A step from proposal into the person's hands (or the visit made); returns it and the moment after."""
    if made.kind == "kunjungan":
        visit = Visit(at + HOUR, "Rumah", "Ibu", "Orangnya pergi melaut", met_person=False)
        return report_visit(step=made, visit=visit, by=people.pk, at=at + 2 * HOUR), at + 2 * HOUR
    issued = issue_step(step=made, call_at=at + timedelta(days=2), call_place="Bapas Ambon", by=people.pk, at=at)
    given = {"how": "langsung", "receiver": "Samuel", "file": file if made.kind == "peringatan" else None}
    done = hand_over_step(step=issued, handed_at=at + HOUR, **given, by=people.pk, at=at + HOUR)
    return done, at + HOUR


def climbed(people, order, rungs, file=None):
    """The person misses one session a step and every step is taken up to `rungs`; the last one only proposed where it
    is the report. Returns the last step and the moment."""
    made, at = None, cast.AT
    for _ in range(rungs):
        _row, at = misses(people, order)
        made = step(people, order, at)
        if made.kind != "laporan":
            made, at = handed(people, order, made, at, file)
    return made, at


def prosecutor_elsewhere(people):
    """A jaksa of another town."""
    unit = Organisation.objects.filter(kind=people.kejari.kind).exclude(pk=people.kejari.pk).first()
    named = {"username": "jaksa2", "name": "Joko Jaksa", "password": cast.PASSWORD}
    return open_account(**named, organisation=unit, role=Role.PROSECUTOR, by=people.system, at=cast.AT)


def kinds(order):
    return [(one.kind, one.state) for one in steps_of(order)]
