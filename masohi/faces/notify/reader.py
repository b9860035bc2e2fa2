"""What there is to tell: reads the ledger from where it stopped, and the clock for reminders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from masohi.cases.contacts.queries import contacts_of_people, own_number, refused_ways
from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State as OrderState
from masohi.faces.notify.actions import drafted, mark_moot, reroute, store
from masohi.faces.notify.channels import mail
from masohi.faces.notify.digests import told_this_morning
from masohi.faces.notify.models import Message
from masohi.faces.notify.queries import (
    appointments_by_key,
    dead_numbers,
    digests_made,
    hours_of,
    orders_by_key,
    read_until,
    reminders_due,
    schedules_waiting,
    told_lately,
    verified_of,
    waiting_messages,
    words_sent,
)
from masohi.faces.notify.routes import Reach, Route, fingerprint, route
from masohi.faces.notify.terms import Channel, Fault, Kind, State
from masohi.law.parameters import Parameters
from masohi.ledger.models import DEEDS, Entry
from masohi.ledger.queries import entries_between, facts_of
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.calendars.queries import unheard
from masohi.work.letters.terms import LetterKind
from masohi.work.placement.terms import AppointmentState
from masohi.writing.indonesian import WIT

OLD: Final = timedelta(days=3)  # nobody is sent news of what happened longer ago
SETTLING: Final = timedelta(minutes=15)  # a decision on hours may be taken back for a moment
LIST_COVERS: Final = timedelta(days=8)  # who was told so lately needs no second visit for a reminder
FOR_THE_PERSON: Final = {
    LetterKind.REMINDER,
    LetterKind.SUMMONS_1,
    LetterKind.SUMMONS_2,
    LetterKind.SUMMONS_3,
}
"""Letters that the person has to fetch or hear; the certificate comes with the message that all is done."""

ORDER: Final = "cases.order:"


@dataclass
class Wanted:
    """Somebody has to be told something: the name of the message, what about, when."""

    key: str
    kind: str
    order: int
    due_at: datetime
    appointment: int | None = None
    entry: int | None = None
    expires_at: datetime | None = None


def gather(*, by: User, at: datetime) -> int:
    """What is new since the last time goes into the outbox, what no longer holds leaves it. Returns how many came."""
    parameters = parameters_in_force()
    tidy(by=by, at=at, parameters=parameters)
    end = DEEDS.head().size
    entries = list(entries_between(read_until(), end, since=at - OLD))
    wanted = [*_from_entries(entries, at), *_schedules(entries, at)]
    made = store(messages=_addressed(wanted, at, parameters), next_seq=end, by=by, at=at)
    made += _remind(by=by, at=at, parameters=parameters)
    return made + _digests(by=by, at=at, parameters=parameters)


def _from_entries(entries: Iterable[Entry], at: datetime) -> list[Wanted]:
    found: list[Wanted] = []
    for entry in entries:
        if entry.thread.startswith(ORDER):
            found += _news(entry, int(entry.thread.removeprefix(ORDER)), facts_of(entry))
    return found


def _news(entry: Entry, order: int, facts: Mapping[str, Any]) -> list[Wanted]:
    """What one entry of an order's thread has to tell its person."""
    name, kind = f"{entry.seq}", entry.kind
    if kind == "attendance.decided":
        return [
            Wanted(f"jam:{row.pk}", Kind.WORKED, order, entry.at + SETTLING, row.pk, entry.seq)
            for row in verified_of(order, since=entry.at)
        ]
    if kind == "excuse.told":
        return [Wanted(f"kabar:{name}", Kind.EXCUSE, order, entry.at, facts.get("appointment"), entry.seq)]
    if kind == "absence.decided":
        return [Wanted(f"jawaban:{name}", Kind.DECISION, order, entry.at, facts.get("appointment"), entry.seq)]
    if kind == "letter.issued" and facts.get("kind") in FOR_THE_PERSON:
        return [Wanted(f"surat:{name}", Kind.LETTER, order, entry.at, None, entry.seq)]
    if kind == "order.completed":
        return [Wanted(f"selesai:{order}", Kind.DONE, order, entry.at, None, entry.seq)]
    return []


def _schedules(entries: Iterable[Entry], at: datetime) -> list[Wanted]:
    """Whoever's dates were touched and does not know all of them; one message waits for a person at a time."""
    touched: dict[int, int] = {}
    for entry in entries:
        for order in _touched(entry):
            touched[order] = entry.seq
    asked = touched.keys() - schedules_waiting(touched)
    return [
        Wanted(f"jadwal:{one.order.pk}:{touched[one.order.pk]}", Kind.SCHEDULE, one.order.pk, at)
        for one in unheard(asked, at=at, words=words_sent(asked))
    ]


def _touched(entry: Entry) -> set[int]:
    """Orders (primary keys) whose dates an entry may have touched."""
    if entry.thread.startswith(ORDER):
        return {int(entry.thread.removeprefix(ORDER))}
    if entry.kind == "sessions.announced":
        return {row.order_id for row in appointments_by_key(facts_of(entry).get("appointments", ())).values()}
    return set()


def _addressed(wanted: Iterable[Wanted], at: datetime, parameters: Parameters) -> list[Message]:
    """Each on its way; what is not worth anybody's time is left out."""
    found = list(wanted)
    orders = orders_by_key({one.order for one in found})
    ways = routes(orders.values(), at, parameters)
    made = []
    for one in found:
        way = route(ways[one.order], one.kind) if one.order in ways else None
        if way is not None:
            more = {"appointment_id": one.appointment, "entry": one.entry, "expires_at": one.expires_at}
            made.append(drafted(one.key, one.kind, way, at=at, due_at=max(one.due_at, at), order_id=one.order, **more))
    return made


def routes(orders: Iterable[Order], at: datetime, parameters: Parameters) -> dict[int, Reach]:
    """How each order's person is reached now, by order."""
    rows = list(orders)
    people = {order.person_id for order in rows}
    contacts, refused = contacts_of_people(people), refused_ways(people)
    prints = {order.pk: fingerprint(own_number(order)) for order in rows}
    dead = dead_numbers(prints.values(), parameters.value("dead_number_after", at.astimezone(WIT).date()))
    return {
        order.pk: Reach(
            order,
            contacts.get(order.person_id, []),
            frozenset(refused.get(order.person_id, set())),
            prints[order.pk] in dead,
        )
        for order in rows
    }


def _remind(*, by: User, at: datetime, parameters: Parameters) -> int:
    wanted = [
        Wanted(
            one.key,
            Kind.REMINDER,
            one.appointment.order_id,
            at,
            one.appointment.pk,
            expires_at=one.appointment.starts_at,
        )
        for one in reminders_due(at, parameters)
    ]
    rows = _addressed(wanted, at, parameters)
    return store(messages=[_once_told(row, at) for row in rows], next_seq=None, by=by, at=at) if rows else 0


def _once_told(message: Message, at: datetime) -> Message:
    """Who is told by visits and was told this date within the week is not visited again: made, and done with."""
    appointment = message.appointment
    if appointment is None or message.channel not in (Channel.LIST, Channel.CALL):
        return message
    if told_lately(appointment, since=at - LIST_COVERS):
        message.state, message.fault = State.CANCELLED, Fault.HEARD
    return message


def tidy(*, by: User, at: datetime, parameters: Parameters) -> None:
    """Take out what no longer holds, and turn what waits where the person now wants it another way."""
    rows = [row for row in waiting_messages() if row.claimed_until is None or row.claimed_until < at]
    orders = {row.order_id: row.order for row in rows if row.order}
    ways = routes(orders.values(), at, parameters)
    schedules = {row.order_id for row in rows if row.kind == Kind.SCHEDULE and row.order_id}
    news = {one.order.pk for one in unheard(schedules, at=at, words=words_sent(schedules))}
    for row in rows:
        fault = _outdated(row, news, at)
        if fault is not None:
            mark_moot(message=row, fault=fault, by=by, at=at)
        elif row.order is not None:
            _turn(row, route(ways[row.order.pk], row.kind), by, at)


def _turn(row: Message, way: Route | None, by: User, at: datetime) -> None:
    if row.fault == Fault.NUMBER:
        return  # a task because the number failed stays one
    if way is None:
        mark_moot(message=row, fault=Fault.ROUTE, by=by, at=at)
    elif (way.channel, way.contact) != (row.channel, row.contact):
        reroute(message=row, to=way, by=by, at=at)


def _outdated(row: Message, news: set[int], at: datetime) -> Fault | None:
    """Why a waiting message need not go any more. `news`: orders whose person does not know all dates."""
    if row.expires_at is not None and row.expires_at <= at:
        return Fault.LATE
    if row.kind == Kind.SCHEDULE and row.order_id not in news:
        return Fault.HEARD
    if row.kind == Kind.REMINDER:
        holds = row.appointment is not None and row.appointment.state == AppointmentState.PLANNED
        return None if holds and row.order is not None and row.order.state == OrderState.RUNNING else Fault.MOVED
    return None


def _digests(*, by: User, at: datetime, parameters: Parameters) -> int:
    """One e-mail a morning for each of the staff who has an address and something to know: numbers only."""
    here = at.astimezone(WIT)
    hours = hours_of(parameters, here.date())
    if not mail.ready() or not hours.first <= here.time() < time(12) or digests_made(here.date()):
        return 0
    rows = [
        drafted(
            f"ringkasan:{user.pk}:{here.date().isoformat()}",
            Kind.DIGEST,
            Route(Channel.MAIL),
            at=at,
            due_at=at,
            staff=user,
            expires_at=datetime.combine(here.date() + timedelta(days=1), time(0), WIT),
        )
        for user in told_this_morning(here.date())
    ]
    return store(messages=rows, next_seq=None, by=by, at=at) if rows else 0
