"""What a phone may carry, and what waits for a person to decide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext

from masohi.cases.orders.models import handled_by
from masohi.cases.people.terms import Limit
from masohi.ledger.heads.models import Checkpoint
from masohi.ledger.models import DEEDS, Entry, name_of
from masohi.ledger.queries import facts_of
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.devices.models import Device
from masohi.parties.devices.queries import told_times
from masohi.parties.roles import Role
from masohi.work.fieldwork.facts import Signed, spot_minute, ticket_of, told_of
from masohi.work.fieldwork.models import FieldEntry, FieldMatter, Photo, PhotoMention
from masohi.work.placement.models import Appointment, Session, hosted_by, supervisors_for
from masohi.work.placement.terms import AppointmentState, SessionState
from masohi.writing.cards import card_code
from masohi.writing.indonesian import WIT
from masohi.writing.phone_notes import Anchor, Note, moment_text

LIMITS = dict(Limit.choices)
DAYS_AHEAD = 7
DAYS_BACK = 3
PEOPLE_AT_MOST = 30
DECIDES: Final = ("attendance.verify", "attendance.correct", "attendance.release", "flag.decide")


def bundle(device: Device, *, at: datetime) -> list[dict[str, Any]]:
    """The sessions a phone may hold: own sites, the next week and what is unrecorded of the last three days.

    Short names, planned times, limits in words, the card's code. No verdict, no address, no number of a case.
    """
    day = at.astimezone(WIT).date()
    people = Appointment.objects.exclude(state=AppointmentState.CANCELLED).select_related("order__person")
    people = people.order_by("order__person__name_key", "pk")
    rows = (
        Session.objects.filter(hosted_by(device.user), _near(day), taken__gt=0)
        .exclude(state=SessionState.CANCELLED)
        .select_related("site")
        .prefetch_related(
            Prefetch("appointments", people.order_by("order__person__name_key", "pk"), to_attr="expected")
        )
    )
    return [_carried(device, row) for row in rows.order_by("starts_at", "pk")]


def _near(day: date) -> Q:
    coming = Q(day__gte=day, day__lte=day + timedelta(days=DAYS_AHEAD))
    missed = Q(day__lt=day, day__gte=day - timedelta(days=DAYS_BACK), state=SessionState.PLANNED)
    return coming | missed


def _carried(device: Device, session: Session) -> dict[str, Any]:
    ticket = ticket_of(device.code, session.code)
    return {
        "code": session.code,
        "site": session.site.name,
        "day": session.day.isoformat(),
        "starts_at": moment_text(session.starts_at),
        "ends_at": moment_text(session.ends_at),
        "ticket": ticket,
        "spot": spot_minute(session, ticket),
        "state": session.state,
        "phone": settings.HELP_CONTACT,
        "people": [_person(one) for one in session.expected[:PEOPLE_AT_MOST]],  # type: ignore[attr-defined]
    }


def _person(appointment: Appointment) -> dict[str, Any]:
    begins = appointment.starts_at.astimezone(WIT)
    order = appointment.order
    return {
        "appointment": appointment.pk,
        "name": order.person.short_name,
        "starts": begins.hour * 60 + begins.minute,
        "minutes": appointment.minutes,
        "card": card_code(bytes(settings.FIELD_KEY), order.code),
        "note": ", ".join(
            [*_companion(appointment), *(str(LIMITS[code]) for code in order.person.limits if code in LIMITS)]
        ),
    }


def _companion(appointment: Appointment) -> list[str]:
    """Of a child: who accompanies it here, for whoever meets them at the site."""
    name = appointment.companion[1] if appointment.order.child else ""
    return [gettext("Didampingi %(name)s") % {"name": name}] if name else []


def session_entries(device: Device, session: Session) -> QuerySet[FieldEntry]:
    """Everything a phone wrote about a session, in order."""
    return FieldEntry.objects.filter(device=device, session=session).order_by("dseq")


def matters_to_decide(user: User) -> QuerySet[FieldMatter]:
    """Entries that somebody has to look at, oldest first: of sessions with people of `user`'s; a PK sees those too
    that name no session of ours, where their phone's holder supervises people of the PK's.
    """
    here = Q(entry__session__in=Appointment.objects.filter(handled_by(user, "order__")).values("session"))
    if user.has(Role.PROBATION):
        here |= Q(entry__session=None, entry__device__user__in=supervisors_for(user))
    rows = FieldMatter.objects.filter(here, decided_at=None)
    return rows.select_related("entry__device__user", "entry__session__site").order_by("pk")


def names_photo(device: Device, sha256: str) -> bool:
    """Whether a received entry of this phone names the photo: nothing else may be uploaded."""
    return PhotoMention.objects.filter(entry__device=device, sha256=sha256).exists()


def photo(sha256: str) -> Photo | None:
    """A photo that arrived whole."""
    return Photo.objects.filter(sha256=sha256).first()


class Pictured(NamedTuple):
    """A photo as a signed entry names it; `photo` is None while it is on its way."""

    entry: FieldEntry
    sha256: str
    photo: Photo | None


def photos_of(sessions: Iterable[Session]) -> dict[int, list[Pictured]]:
    """By session: each photo named, and the photo where it has arrived. Two queries."""
    mentions = PhotoMention.objects.filter(entry__session__in=[one.pk for one in sessions])
    named = list(mentions.select_related("entry").order_by("entry__claimed_at", "pk"))
    kept = {row.sha256: row for row in Photo.objects.filter(sha256__in={one.sha256 for one in named})}
    found: dict[int, list[Pictured]] = {}
    for one in named:
        found.setdefault(one.entry.session_id or 0, []).append(Pictured(one.entry, one.sha256, kept.get(one.sha256)))
    return found


def may_see_photos(user: User, session: Session) -> bool:
    """Who decides about people of a session sees what was photographed there, and so do the site's supervisors."""
    if may(user, "attendance.record") and user.supervisor_set.filter(site=session.site_id).exists():
        return True
    handled = Appointment.objects.filter(handled_by(user, "order__"), session=session)
    return any(may(user, deed) for deed in DECIDES) and handled.exists()


@dataclass(frozen=True)
class Surroundings:
    """What is known here about the things that entries of one phone name."""

    sessions: Mapping[str, Session]
    own: frozenset[int]  # sessions at sites of the phone's holder
    told: frozenset[datetime]  # moments that this server told this phone
    heads: frozenset[tuple[int, str]]  # size and root of heads that this server signed

    def knows(self, anchor: Anchor | None) -> bool:
        """Whether this server itself told the phone that moment, and signed that head."""
        return anchor is not None and anchor.at in self.told and (anchor.size, anchor.root) in self.heads


def surroundings(device: Device, notes: Sequence[Note]) -> Surroundings:
    """Everything that taking in these notes has to look up; four queries however many they are."""
    anchors = [note.anchor for note in notes if note.anchor is not None]
    sessions = Session.objects.filter(code__in={note.session for note in notes}).in_bulk(field_name="code")
    own = Session.objects.filter(hosted_by(device.user), pk__in=[one.pk for one in sessions.values()])
    heads = Checkpoint.objects.filter(log=DEEDS.name, size__in={one.size for one in anchors})
    return Surroundings(
        sessions,
        frozenset(own.values_list("pk", flat=True)),
        frozenset(told_times(device, {one.at for one in anchors})),
        frozenset((size, bytes(root).hex()) for size, root in heads.values_list("size", "root")),
    )


def stored_bodies(device: Device, first: int, many: int) -> dict[int, bytes]:
    """The bodies that are here under `many` numbers of the phone from `first` on."""
    if first > device.cursor:
        return {}
    rows = FieldEntry.objects.filter(device=device, dseq__range=(first, min(first + many - 1, device.cursor)))
    return {dseq: bytes(body) for dseq, body in rows.values_list("dseq", "body")}


def taken_events(events: Iterable[str]) -> set[str]:
    """Those of the names that an entry of any phone bears already."""
    return set(FieldEntry.objects.filter(event__in=set(events)).values_list("event", flat=True))


def stored_first(device: Device, rival: Signed) -> FieldEntry:
    """The entry that a rival contradicts: that of its number, that of its name, or the one that it does not follow."""
    own = FieldEntry.objects.filter(device=device)
    numbered = own.filter(dseq=rival.place.dseq).first() or FieldEntry.objects.filter(event=rival.event).first()
    return numbered or own.get(dseq=rival.place.dseq - 1)


def photo_folder() -> Path:
    """Where photos lie, by digest; never below the web's root."""
    return Path(settings.MEDIA_ROOT) / "photos"


def session_by_number(number: int) -> Session | None:
    """A session by primary key, for the program itself."""
    return Session.objects.filter(pk=number).first()


def touched_entries(devices: Sequence[int] | None = None) -> Iterator[str]:
    """Phone entries that are not as the ledger took them in, and those that are gone: behind the program's back.

    Of all phones, or of some (primary keys); two queries.
    """
    rows = FieldEntry.objects.select_related("device", "entry").order_by("pk")
    received = Entry.objects.filter(kind="field.received")
    if devices is not None:
        rows = rows.filter(device__in=devices)
        received = received.filter(subject__in=[f"{Device._meta.label_lower}:{one}" for one in devices])
    known = set()
    for row in rows.iterator(chunk_size=1000):
        known.add(row.entry_id)
        said = facts_of(row.entry)
        if said and (said != told_of(row) or row.received_at != row.entry.at):  # a shredded entry says nothing
            yield name_of(row)
    numbers = received.values_list("pk", flat=True).iterator()
    yield from (f"{FieldEntry._meta.label_lower}@{number}" for number in numbers if number not in known)
