"""Read the outbox: what is due, what waits for a person, what it cost, and whether the sender lives."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State as OrderState
from masohi.faces.notify.models import Cursor, Heartbeat, Message
from masohi.faces.notify.terms import SENDABLE, WAITING, Kind, State
from masohi.law.parameters import Parameters
from masohi.ledger.models import DEEDS
from masohi.parties.accounts.models import Membership, User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.calendars.models import Telling
from masohi.work.calendars.queries import Word
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState
from masohi.writing.indonesian import WIT

NAMED = ("order__person", "order__pk_officer", "appointment__session__site", "contact", "staff")


class Hours(NamedTuple):
    """When messages may come (WIT), and when a reminder is due on its day."""

    first: time
    last: time
    reminder: time


def hours_of(parameters: Parameters, day: date) -> Hours:
    """The hours in force on a day."""
    keys = ("message_from", "message_until", "reminder_clock")
    return Hours(*(time.fromisoformat(parameters.value(key, day)) for key in keys))


def next_open(at: datetime, hours: Hours) -> datetime:
    """`at` where people may be disturbed then, else the next morning."""
    here = at.astimezone(WIT)
    if here.time() < hours.first:
        return datetime.combine(here.date(), hours.first, WIT)
    if here.time() >= hours.last:
        return datetime.combine(here.date() + timedelta(days=1), hours.first, WIT)
    return at


class Reminder(NamedTuple):
    """A date of somebody who has to be reminded, under the name that makes it once."""

    key: str
    appointment: Appointment
    due_at: datetime


def reminders_due(at: datetime, parameters: Parameters) -> list[Reminder]:
    """Reminders whose hour has come and whose session has not begun, without those that were made already.

    A reminder n days before is due on that day in WIT at the office's hour, whatever the hour of the session. Where
    the date was announced later than that, the announcement itself is what reminds.
    """
    day = at.astimezone(WIT).date()
    hours = hours_of(parameters, day)
    offsets = [days for days in parameters.value("reminder_days", day) if days]
    ahead = parameters.value("reminder_hours", day)
    far = max([*offsets, -(-ahead // 24), 0])
    if not far:
        return []
    rows = _promised(at, datetime.combine(day + timedelta(days=far + 1), time(0), WIT))
    wanted = [one for row in rows for one in _reminders(row, offsets, ahead, hours) if one.due_at <= at]
    made = made_keys(one.key for one in wanted)
    return [one for one in wanted if one.key not in made]


def _promised(after: datetime, before: datetime) -> QuerySet[Appointment]:
    """Announced dates of running orders between two moments."""
    rows = Appointment.objects.filter(starts_at__gt=after, starts_at__lt=before, told_at__isnull=False)
    rows = rows.filter(state=AppointmentState.PLANNED, order__state=OrderState.RUNNING)
    return rows.select_related("order__person", "order__pk_officer", "session__site").order_by("starts_at", "pk")


def _reminders(row: Appointment, offsets: Iterable[int], ahead: int, hours: Hours) -> list[Reminder]:
    day = row.starts_at.astimezone(WIT).date()
    found = {
        f"reminder:{row.pk}:{days}d": datetime.combine(day - timedelta(days=days), hours.reminder, WIT)
        for days in offsets
    }
    if ahead:
        found[f"reminder:{row.pk}:{ahead}h"] = row.starts_at - timedelta(hours=ahead)
    announced = row.told_at or row.starts_at
    return [Reminder(key, row, due) for key, due in found.items() if due >= announced]


def made_keys(keys: Iterable[str]) -> set[str]:
    """Those of the names that a message bears already."""
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def told_lately(appointment: Appointment, *, since: datetime) -> bool:
    """Whether somebody told this person this date at `since` or later."""
    rows = Telling.objects.filter(order=appointment.order_id, told_at__gte=since)
    return any(appointment.pk in dates for dates in rows.values_list("dates", flat=True))


def due(at: datetime, *, most: int) -> list[Message]:
    """Messages that the sender has to send now and that no other sender holds."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    rows = Message.objects.filter(free, state__in=SENDABLE, due_at__lte=at)
    return list(rows.select_related(*NAMED)[:most])


def waiting_messages() -> QuerySet[Message]:
    """Everything that nobody has sent yet and that is about a person."""
    return Message.objects.filter(state__in=WAITING, order__isnull=False).select_related(*NAMED)


def one_message(code: str) -> Message | None:
    """The message of that code with everything that its text names."""
    return Message.objects.select_related(*NAMED).filter(code=code).first()


def reported(provider: str, key: str) -> Message | None:
    """The message that a delivery report is about: by the gateway's number, or by our own code."""
    named = Q(provider=provider) if provider else Q(pk__in=[])
    named |= Q(code=key) if key else Q(pk__in=[])
    return Message.objects.select_related(*NAMED).filter(named).first()


def dead_numbers(numbers: Iterable[str], most: int) -> set[str]:
    """Those of the numbers (digests) to which the last `most` messages all failed for good. Two queries."""
    wanted = [number for number in numbers if number]
    ended = Message.objects.filter(number__in=wanted, state__in=[State.DEAD, State.DELIVERED])
    failed = ended.filter(state=State.DEAD).order_by().values_list("number").annotate(n=Count("pk"))
    suspects = [number for number, count in failed if count >= most]
    if not suspects:
        return set()
    last: dict[str, list[str]] = {}
    for number, state in ended.filter(number__in=suspects).order_by("-pk").values_list("number", "state"):
        last.setdefault(number, []).append(state)
    return {number for number, states in last.items() if set(states[:most]) == {State.DEAD}}


def words_sent(orders: Iterable[int]) -> dict[int, Word]:
    """The newest message about the whole schedule that left, by order."""
    rows = Message.objects.filter(order__in=list(orders), kind=Kind.SCHEDULE, sent_at__isnull=False)
    rows = rows.filter(state__in=[State.SENT, State.DELIVERED]).order_by("sent_at", "pk")
    found = rows.values_list("order", "sent_at", "told")
    return {order: Word(sent, told) for order, sent, told in found if order is not None and sent is not None}


class WaitingNow(NamedTuple):
    """What the sender should have done by now, and when it was last seen."""

    messages: int
    beat_at: datetime | None


def waiting_now(at: datetime) -> WaitingNow:
    """Messages that are due, and reminders that a silent sender has not even made."""
    count = Message.objects.filter(state__in=SENDABLE, due_at__lte=at).count()
    count += len(reminders_due(at, parameters_in_force()))
    return WaitingNow(count, Heartbeat.objects.filter(pk=1).values_list("beat_at", flat=True).first())


def unread_entries() -> int:
    """Entries of the ledger that the reader has not read yet."""
    read = Cursor.objects.filter(pk=1).values_list("next_seq", flat=True).first() or 0
    return DEEDS.head().size - read


def messages_of(user: User, states: Iterable[str]) -> QuerySet[Message]:
    """Messages about orders that `user` handles, the next one first."""
    rows = Message.objects.visible_to(user).filter(state__in=list(states)).select_related(*NAMED, "sent_by")
    return rows.order_by("due_at", "pk")


def message_of(user: User, code: str) -> Message | None:
    """One message about an order that `user` handles."""
    return Message.objects.visible_to(user).select_related(*NAMED).filter(code=code).first()


def counts_of(user: User) -> dict[str, int]:
    """By state: how many messages about orders that `user` handles."""
    rows = Message.objects.visible_to(user).order_by().values_list("state")
    return dict(rows.annotate(n=Count("pk")))


def month_of(day: date) -> tuple[datetime, datetime]:
    """The month of a day (WIT) as two moments."""
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return datetime.combine(first, time(0), WIT), datetime.combine(after, time(0), WIT)


def cost_of(day: date, *, user: User | None = None) -> tuple[int, int]:
    """Messages sent by the gateway in the month of `day`, and their cost in rupiah; of `user`'s orders, or of all."""
    first, after = month_of(day)
    rows = Message.objects.all() if user is None else Message.objects.visible_to(user)
    found = rows.filter(sent_at__gte=first, sent_at__lt=after, cost__gt=0)
    told = found.aggregate(n=Count("pk"), total=Sum("cost"))
    return told["n"], told["total"] or 0


def states_by_channel() -> list[tuple[str, str, int]]:
    """Channel, state and number of messages: no order, no person."""
    rows = Message.objects.order_by().values_list("channel", "state").annotate(n=Count("pk"))
    return sorted(rows)


def read_until() -> int:
    """The first entry that nobody has read."""
    return Cursor.objects.filter(pk=1).values_list("next_seq", flat=True).first() or 0


def orders_by_key(keys: Iterable[int]) -> dict[int, Order]:
    """Orders with their people, by primary key."""
    return Order.objects.select_related("person", "pk_officer").in_bulk(list(keys))


def appointments_by_key(keys: Iterable[int]) -> dict[int, Appointment]:
    """Appointments by primary key."""
    return Appointment.objects.in_bulk(list(keys))


def verified_of(order: int, *, since: datetime) -> list[Appointment]:
    """Dates of an order whose hours were accepted at `since` or later."""
    rows = Appointment.objects.filter(order=order, state=AppointmentState.VERIFIED, credited_minutes__gt=0)
    return list(rows.filter(records__verification__verified_at__gte=since).distinct())


def schedules_waiting(orders: Iterable[int]) -> set[int]:
    """Orders for whose person a message about the whole schedule waits: it will say everything that holds then."""
    rows = Message.objects.filter(order__in=list(orders), kind=Kind.SCHEDULE, state__in=WAITING)
    return set(rows.values_list("order", flat=True))


def digests_made(day: date) -> bool:
    """Whether this morning's digests were made."""
    return Message.objects.filter(kind=Kind.DIGEST, key__endswith=f":{day.isoformat()}").exists()


def staff_with_mail(*roles: str) -> list[User]:
    """Those with an e-mail address who hold one of `roles` now."""
    held = Membership.objects.filter(role__in=roles, ended_on=None)
    return list(User.objects.filter(is_active=True, pk__in=held.values("person")).exclude(email="").order_by("pk"))


class Morning(NamedTuple):
    """What somebody with orders is told."""

    sessions: int
    by_hand: int
    dead: int


def morning_of(user: User, day: date) -> Morning:
    """Numbers of `user`'s orders: sessions today, messages that wait for somebody, messages that failed this week."""
    held = Appointment.objects.visible_to(user).filter(session__day=day, state=AppointmentState.PLANNED)
    mine = Message.objects.visible_to(user)
    week = datetime.combine(day - timedelta(days=7), time(0), WIT)
    return Morning(
        held.values("session").distinct().count(),
        mine.filter(state=State.HAND).count(),
        mine.filter(state=State.DEAD, made_at__gte=week).count(),
    )


def promised_to(user: User, after: datetime, before: datetime) -> list[Appointment]:
    """Announced dates of `user`'s running orders between two moments, by name and time."""
    mine = Appointment.objects.visible_to(user).values("pk")
    return list(_promised(after, before).filter(pk__in=mine).order_by("order__person__name_key", "starts_at", "pk"))
