"""Rows of a session become the plain facts that the rules look at."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy

from masohi.cases.people.models import BusyHours
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.attendance.models import Attendance, HeadCount
from masohi.work.attendance.terms import Hold, Phase
from masohi.work.audits.queries import audit_of
from masohi.work.countersign.queries import countersign_of, countersigns_of
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldreports.terms import ReportState
from masohi.work.fieldwork.facts import DECLARES, spot_minute, ticket_of
from masohi.work.fieldwork.models import FieldEntry, Photo, PhotoMention
from masohi.work.placement.models import Session
from masohi.work.signs.facts import Picture, Press, SessionFacts, Worked, counted_pictures
from masohi.writing.indonesian import WIT
from masohi.writing.phone_notes import read_note

REFUSED_PLACE = "tidak diizinkan"  # how the phone's app says that its holder keeps the place to himself
INCIDENTS = {  # as the phone's app calls them
    "luka": gettext_lazy("Ada yang luka"),
    "sakit": gettext_lazy("Ada yang sakit"),
    "alat": gettext_lazy("Alat rusak"),
    "tengkar": gettext_lazy("Ada pertengkaran"),
    "lain": gettext_lazy("Lainnya"),
}
LOOK_BACK = timedelta(days=60)  # presence photos are not compared with older ones


def session_facts(session: Session) -> SessionFacts:
    """What the rules may know about one recorded session. A fixed number of queries."""
    rows = _standing(Q(appointment__session=session))
    people = {row.appointment.order.person_id for row in rows}
    same_day = Q(appointment__order__person__in=people, appointment__session__day=session.day)
    others = [row for row in _standing(same_day) if row.appointment.session_id != session.pk]
    entries = [one for one in _entries(Q(session=session)) if not one.quarantined]
    busy = _busy(people, session.day)
    counts = head_counts([session]).get(session.pk, {})
    word = countersign_of(session)
    own, older = _pictures(session, entries)
    site = session.site
    return SessionFacts(
        session=session.pk,
        site=session.site_id,
        recorder=rows[0].recorded_by_id if rows else 0,
        records=tuple(worked(row, busy.get(row.appointment.order.person_id, ())) for row in rows),
        elsewhere=tuple(worked(row) for row in others),
        heads=(counts[Phase.START], counts[Phase.END]) if len(counts) == len(Phase) else None,
        witness=word.heads if word is not None else None,
        same_device=any(one.same_device for one in countersigns_of(session)),
        presses=tuple(press(one, session.site_id) for one in entries),
        pictures=own,
        older=older,
        spot_due=_spot_due(session),
        visit=_visit(session, rows),
        late=any(row.hold == Hold.LATE for row in rows),
        covered=covered(session),
        centre=(float(site.lat), float(site.lon)) if site.coordinates_confirmed else None,
        radius=int(parameters_in_force().value("geofence_metres", session.day)),
    )


def head_counts(sessions: Iterable[Session]) -> dict[int, dict[str, int]]:
    """By session and phase: heads counted. People added to a recorded session are counted apart."""
    rows = HeadCount.objects.filter(session__in=[one.pk for one in sessions])
    found: dict[int, dict[str, int]] = {}
    for session, phase, people in rows.order_by("pk").values_list("session", "phase", "people"):
        by_phase = found.setdefault(session, {})
        by_phase[phase] = by_phase.get(phase, 0) + people
    return found


def _visit(session: Session, rows: list[Attendance]) -> tuple[int, tuple[int, ...]] | None:
    """What a random audit found: heads, and the orders of those who were not there."""
    audit = audit_of(session)
    if audit is None or audit.heads is None:
        return None
    orders = {row.appointment_id: row.appointment.order_id for row in rows}
    return audit.heads, tuple(orders[key] for key in audit.missing if key in orders)


def covered(session: Session) -> bool | None:
    """Whether one of the agreements that the site names is in force on the session's day; None where it names none."""
    agreements = list(session.site.agreements.all())
    return any(one.covers(session.day) for one in agreements) if agreements else None


def _standing(where: Q) -> list[Attendance]:
    rows = Attendance.objects.filter(where, replaced_by=None)
    return list(rows.select_related("appointment__order", "appointment__session").order_by("pk"))


def worked(row: Attendance, busy: tuple[tuple[datetime, datetime], ...] = ()) -> Worked:
    """A standing record as the rules see it."""
    appointment = row.appointment
    return Worked(
        order=appointment.order_id,
        person=appointment.order.person_id,
        session=appointment.session_id,
        site=appointment.session.site_id,
        outcome=str(row.outcome),
        minutes=row.reported_minutes,
        began=row.started_at,
        ended=row.ended_at,
        busy=busy,
    )


def _busy(people: Iterable[int], day: date) -> dict[int, tuple[tuple[datetime, datetime], ...]]:
    """By person: hours of that day at which the person is known to be elsewhere."""
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    midnight = datetime.combine(day, time(0), WIT)
    for row in BusyHours.objects.filter(person__in=people, weekday=day.weekday()):
        window = (midnight + timedelta(minutes=row.from_minute), midnight + timedelta(minutes=row.to_minute))
        found.setdefault(row.person_id, []).append(window)
    return {person: tuple(windows) for person, windows in found.items()}


def _entries(where: Q) -> Iterable[FieldEntry]:
    return FieldEntry.objects.filter(where).select_related("device").order_by("claimed_at", "pk")


def press(entry: FieldEntry, site: int) -> Press:
    """A signed entry as the rules see it; the bytes were read strictly when they came."""
    note = read_note(bytes(entry.body))
    where, stated = note.place, note.facts.get(DECLARES.get(note.kind, ""))
    lat, lon, accuracy = where.get("lat"), where.get("lon"), where.get("acc")
    return Press(
        kind=note.kind,
        at=entry.claimed_at,
        session=entry.session_id or 0,
        site=site,
        user=entry.device.user_id,
        device=entry.device_id,
        place=(lat, lon) if isinstance(lat, int) and isinstance(lon, int) else None,
        accuracy=accuracy if isinstance(accuracy, int) else 0,
        refused=where.get("none") == REFUSED_PLACE,
        doubt=entry.doubt,
        declared=stated if isinstance(stated, int) and 0 <= stated < 1440 else None,
    )


def _spot_due(session: Session) -> bool:
    """Whether the phone that recorded the session was to ask for a count in the middle of it."""
    report = FieldReport.objects.filter(session=session, state=ReportState.APPLIED).select_related("device").first()
    if report is None or not int(report.folded.get("heads_at_start", 0)):
        return False
    return spot_minute(session, ticket_of(report.device.code, session.code)) is not None


def _pictures(session: Session, entries: Iterable[FieldEntry]) -> tuple[tuple[Picture, ...], tuple[Picture, ...]]:
    """Photos of this session, and those that entries before them named, of the same site or the same people."""
    numbers = [entry.pk for entry in entries]
    own = list(PhotoMention.objects.filter(entry__in=numbers).order_by("pk"))
    if not own:
        return (), ()
    users = {entry.device.user_id for entry in entries}
    before = PhotoMention.objects.filter(entry__lt=min(numbers), entry__received_at__gte=session.starts_at - LOOK_BACK)
    near = Q(sha256__in=[row.sha256 for row in own])
    near |= Q(entry__device__user__in=users) | Q(entry__session__site=session.site_id)
    rows = before.filter(near).exclude(entry__session=session).select_related("entry").order_by("pk")
    likeness = dict(
        Photo.objects.filter(sha256__in={row.sha256 for row in (*own, *rows)}).values_list("sha256", "likeness")
    )
    return (
        tuple(Picture(row.sha256, likeness.get(row.sha256, ""), session.pk) for row in own),
        tuple(Picture(row.sha256, likeness.get(row.sha256, ""), row.entry.session_id or 0) for row in rows),
    )


def new_pictures(session: Session) -> int:
    """How many photos of the session show something that was never shown before; a photo used again counts nothing."""
    entries = [one for one in _entries(Q(session=session)) if not one.quarantined]
    return counted_pictures(*_pictures(session, entries))


def doubts_of(sessions: Iterable[Session]) -> dict[int, list[str]]:
    """By session: why times that phones wrote are claims only, each doubt once. One query."""
    rows = FieldEntry.objects.filter(session__in=[one.pk for one in sessions], quarantined=False).exclude(doubt="")
    found: dict[int, list[str]] = {}
    for session, doubt in rows.order_by("doubt").values_list("session", "doubt").distinct():
        found.setdefault(session, []).append(doubt)
    return found


def note_words(entry: FieldEntry) -> str:
    """What a person typed or chose in an entry: note and card code, for whoever decides."""
    try:
        facts = read_note(bytes(entry.body)).facts
    except ValueError:
        return ""
    kind = facts.get("kind")
    told = [str(INCIDENTS.get(kind, kind)) if isinstance(kind, str) else None]
    told += [facts.get(name) for name in ("reason", "note", "card")]
    return " · ".join(text.strip()[:250] for text in told if isinstance(text, str) and text.strip())
