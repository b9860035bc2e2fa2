"""Read links, codes on their way, and complaints; what one's own page tells of hours."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from masohi.cases.orders.models import Order, handled_by, handles
from masohi.parties.access import may
from masohi.parties.accounts.models import Membership, User
from masohi.parties.roles import Role
from masohi.supply.sites.models import Supervisor
from masohi.work.absences.terms import QUESTIONS
from masohi.work.attendance.models import Attendance
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.work.ownpage.models import OwnCode, OwnComplaint, OwnLink
from masohi.work.ownpage.terms import Handler
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState
from masohi.writing.sealing import blind_index, unseal

SEALED: tuple[type[Model], ...] = (OwnLink, OwnCode, OwnComplaint)
FOR_THE_PERSON = (
    *(LetterKind.CERTIFICATE, LetterKind.SCHEDULE, LetterKind.REMINDER, LetterKind.REFERRAL),
    *(LetterKind.SUMMONS_1, LetterKind.SUMMONS_2, LetterKind.SUMMONS_3),
)
"""Kinds of letters that are addressed to the person, or that the person needs."""


def digest_of(token: str) -> str:
    """How a link's secret is kept: hex SHA-256 of 128 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def digits_digest(order: Order, digits: str) -> str:
    """How six digits are kept: keyed, because anybody could try a million of them."""
    return blind_index(settings.FIELD_KEY, f"own-page:{order.code}:{digits}")


def living_link(token: str, *, at: datetime) -> OwnLink | None:
    """The link of a secret while it lives; None for an unknown, revoked or expired one alike."""
    rows = OwnLink.objects.select_related("order__person", "order__pk_officer", "order__bapas")
    return rows.filter(digest=digest_of(token), revoked_at=None, expires_at__gt=at).first()


def link_of(code: str, *, at: datetime) -> OwnLink | None:
    """The same by the link's code, for a page that was opened with digits."""
    return OwnLink.objects.filter(code=code, revoked_at=None, expires_at__gt=at).first()


def links_of(order: Order) -> QuerySet[OwnLink]:
    """Links of an order that nobody revoked, expired ones too, newest first."""
    return order.own_links.filter(revoked_at=None).select_related("made_by")


def open_codes(order: Order, *, at: datetime) -> QuerySet[OwnCode]:
    """Codes that still open the page of this person."""
    return order.own_codes.filter(ended_at=None, expires_at__gt=at)


@dataclass(frozen=True)
class WaitingCode:
    """A code that a person asked for and nobody has sent: `digits` in clear, for the moment of sending only."""

    row: OwnCode
    digits: str

    @property
    def order(self) -> Order:
        """Whose it is; the phone number stands at its person."""
        return self.row.order


def waiting_codes(*, at: datetime) -> Iterator[WaitingCode]:
    """For whoever sends messages: codes asked for, not sent and not over, oldest first. A row lives 15 minutes.

    The sender calls `actions.code_sent` as soon as the message has left; from then on nobody can read the digits.
    Digits belong into that message and nowhere else: no table, no log.
    """
    rows = OwnCode.objects.select_related("order__person", "order__pk_officer").order_by("made_at", "pk")
    waiting = rows.filter(ended_at=None, sent_at=None, expires_at__gt=at, sealed__isnull=False)
    for row in waiting.filter(asked_through__isnull=False):
        yield WaitingCode(row, unseal(settings.FIELD_KEY, bytes(row.sealed or b""), bound_to=row.code))


# what the page shows


def own_dates(order: Order) -> QuerySet[Appointment]:
    """Every date of this person that was ever announced, with its site, earliest first."""
    rows = order.appointments.filter(told_at__isnull=False)
    return rows.select_related("session__site__village").order_by("starts_at", "pk")


def own_date(order: Order, session: str, *, at: datetime) -> Appointment | None:
    """The date of this person at the session with this code about which there can be something to tell.

    It was announced and has not ended, or it is recorded as missed.
    """
    missed = Attendance.objects.filter(appointment=OuterRef("pk"), replaced_by=None, outcome__in=QUESTIONS)
    ahead = Q(state=AppointmentState.PLANNED, session__ends_at__gt=at)
    rows = own_dates(order).filter(ahead | Q(Exists(missed)), session__code=session)
    return rows.exclude(state__in=[AppointmentState.CANCELLED, AppointmentState.REJECTED]).first()


def hours_told(order: Order) -> list[tuple[Appointment, Attendance]]:
    """Dates on which something was recorded, newest first, with the record that counts."""
    rows = Attendance.objects.filter(appointment__order=order, replaced_by=None)
    rows = rows.exclude(appointment__state=AppointmentState.CANCELLED).select_related("appointment__session__site")
    found = [(row.appointment, row) for row in rows.select_related("verification")]
    return sorted(found, key=lambda pair: pair[0].starts_at, reverse=True)


def own_letters(order: Order) -> QuerySet[Letter]:
    """Letters that are the person's to have and still hold, newest first."""
    return order.letters.filter(kind__in=FOR_THE_PERSON, revoked_at=None).order_by("-issued_at", "-pk")


def own_complaints(order: Order) -> QuerySet[OwnComplaint]:
    """What this person complained of, newest first."""
    return order.own_complaints.order_by("-sent_at", "-pk")


# who answers


def complaints_for(user: User) -> QuerySet[OwnComplaint]:
    """Complaints that `user` may answer: jaksa those sent to their Kejari, the bureau those sent to it.

    A child's goes to the jaksa with the role for children's cases; where their office has nobody with it, to every
    jaksa of the office, who reads no name (`named_to`): no complaint stays unread.

    Whoever a complaint may be about is left out: the order's own PK and jaksa, supervisors of its sites. Soonest due
    first, answered ones last.
    """
    if not may(user, "own_complaint.answer"):
        return OwnComplaint.objects.none()
    offices = user.organisations_as(Role.PROSECUTOR)
    kejari = Q(handler=Handler.KEJARI, order__prosecutor_office__in=offices)
    kejari &= handled_by(user, "order__") | Q(order__child=True) & ~Q(Exists(_entrusted()))
    own = kejari if offices else Q(pk__in=[])
    if user.has(Role.COOPERATION):
        own |= Q(handler=Handler.BUREAU)
    watched = Supervisor.objects.filter(person=user).values("site")
    served = Appointment.objects.filter(session__site__in=watched).order_by().values("order")
    rows = OwnComplaint.objects.filter(own).exclude(order__pk_officer=user).exclude(order__in=served)
    rows = rows.exclude(handler=Handler.BUREAU, order__prosecutor=user)
    return rows.select_related("site", "order__person", "answered_by").order_by(
        F("answered_at").asc(nulls_first=True), "due_on", "pk"
    )


def _entrusted() -> QuerySet[Membership]:
    """Roles for children's cases held by jaksa of the office that a complaint's order belongs to."""
    here = Membership.objects.filter(
        organisation=OuterRef("order__prosecutor_office"), ended_on=None, person__is_active=True
    )
    jaksa = Membership.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("organisation"), role=Role.PROSECUTOR, ended_on=None
    )
    return here.filter(Exists(jaksa), role=Role.CHILD_OFFICER)


def named_to(user: User, complaint: OwnComplaint) -> bool:
    """Whether `user` reads who complained: the jaksa who handle the order, and nobody else."""
    return complaint.handler == Handler.KEJARI and handles(user, complaint.order)


def complaint_for(user: User, code: str) -> OwnComplaint | None:
    """One of them."""
    return complaints_for(user).filter(code=code).first()


def complaints_waiting(user: User) -> QuerySet[OwnComplaint]:
    """Those that wait for an answer of `user`, soonest due first: for the list of tasks."""
    return complaints_for(user).filter(answered_at=None).order_by("due_on", "pk")


def complaints_late(user: User, day: date) -> int:
    """How many of them should have been answered before `day`."""
    return complaints_waiting(user).filter(due_on__lt=day).count()
