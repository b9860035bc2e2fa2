"""Fill the outbox, hold a message while it is sent, and note what became of it. Every row is written in a deed, one
after the other, so that two senders never hold the same message."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext

from masohi.faces.notify.models import Cursor, Heartbeat, Message
from masohi.faces.notify.queries import message_of
from masohi.faces.notify.routes import NICE_TO_KNOW, Route
from masohi.faces.notify.terms import BY_HAND, SENDABLE, WAITING, Channel, Fault, State
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.writing.codes import new_code
from masohi.writing.refusals import Conflict

HOLD: Final = timedelta(minutes=2)  # a sender that says nothing for so long is believed dead
PAUSES: Final = (1, 5, 30, 120)  # minutes between two tries, the last for all further ones


def drafted(key: str, kind: str, found: Route, *, at: datetime, due_at: datetime, **more: Any) -> Message:
    """A message, not stored yet, on the way that was found."""
    return Message(
        code=new_code(),
        key=key,
        kind=kind,
        channel=found.channel,
        contact=found.contact,
        state=State.HAND if found.channel in BY_HAND else State.QUEUED,
        made_at=at,
        due_at=due_at,
        **more,
    )


@deed
def store(*, messages: Sequence[Message], next_seq: int | None, by: User, at: datetime) -> int:
    """Put new messages into the outbox and move the reader on, both or neither. Returns how many were new.

    What bears the name of an earlier message is that message: it is not made again. Where another reader has moved
    further meanwhile, it has stored all this and more.
    """
    require(by, "message.queue")
    if next_seq is not None:
        Cursor.objects.get_or_create(pk=1)
        if not Cursor.objects.filter(pk=1, next_seq__lte=next_seq).update(next_seq=next_seq):
            return 0
    return _new(messages)


def _new(messages: Iterable[Message]) -> int:
    fresh = {message.key: message for message in messages}
    known = set(Message.objects.filter(key__in=fresh).values_list("key", flat=True))
    rows = [message for key, message in fresh.items() if key not in known]
    Message.objects.bulk_create(rows, batch_size=200)
    return len(rows)


@deed
def claim(*, message: Message, by: User, at: datetime) -> bool:
    """Hold one message for a sender; False where another sender holds it or it is no longer to be sent."""
    require(by, "message.queue")
    free = Message.objects.filter(pk=message.pk, state__in=SENDABLE).exclude(claimed_until__gte=at)
    held = free.update(claimed_until=at + HOLD, tries=message.tries + 1)
    message.tries += held
    return bool(held)


@deed
def note_dates(*, message: Message, told: Sequence[int], by: User, at: datetime) -> None:
    """The dates (appointments, primary keys) that the text names which is about to leave."""
    require(by, "message.queue")
    if told:
        Message.objects.filter(pk=message.pk).update(told=list(told))


@deed
def mark_sent(*, message: Message, by: User, at: datetime, **known: Any) -> None:
    """The message left the house. `known`: what the channel says of it (provider, cost, told, number)."""
    require(by, "message.queue")
    after = {"state": State.SENT, "sent_at": at, "claimed_until": None, "fault": "", **known}
    # a report of arrival that came before this word stands
    if not Message.objects.filter(pk=message.pk, state__in=SENDABLE).update(**after):
        after.pop("state")
        Message.objects.filter(pk=message.pk, state=State.DELIVERED, sent_at=None).update(**after)


@deed
def mark_failed(
    *, message: Message, fault: Fault, final: bool, most: int, number: str, by: User, at: datetime
) -> State:
    """A try failed: later once more, or, where trying is over, a task for the PK takes its place."""
    require(by, "message.queue")
    over = final or message.tries >= most
    state = State.DEAD if over else State.FAILED
    pause = timedelta(minutes=PAUSES[min(message.tries, len(PAUSES)) - 1])
    after = {"state": state, "fault": fault, "claimed_until": None, "due_at": at + pause, "number": number}
    if Message.objects.filter(pk=message.pk, state__in=SENDABLE).update(**after) and over:
        _instead(message, at)
    return state


def _instead(message: Message, at: datetime) -> None:
    """Somebody tells the person, because the number cannot be reached."""
    if message.order_id is None or message.kind in NICE_TO_KNOW:
        return
    task = drafted(
        f"{message.key}:langsung",
        message.kind,
        Route(Channel.CALL),
        at=at,
        due_at=at,
        order_id=message.order_id,
        appointment_id=message.appointment_id,
        expires_at=message.expires_at,
        fault=Fault.NUMBER,
    )
    _new([task])


@deed
def mark_moot(*, message: Message, fault: Fault, by: User, at: datetime) -> None:
    """There is nothing left to say; nobody will send this."""
    require(by, "message.queue")
    waiting = Message.objects.filter(pk=message.pk, state__in=WAITING)
    waiting.update(state=State.CANCELLED, fault=fault, claimed_until=None)


@deed
def postpone(*, message: Message, until: datetime, by: User, at: datetime) -> None:
    """Not now: nobody is disturbed at night."""
    require(by, "message.queue")
    Message.objects.filter(pk=message.pk, state__in=SENDABLE).update(due_at=until)


@deed
def reroute(*, message: Message, to: Route, by: User, at: datetime) -> None:
    """The person chose another way, or another number was entered, before the message left."""
    require(by, "message.queue")
    state = State.HAND if to.channel in BY_HAND else State.QUEUED
    after = {"channel": to.channel, "contact": to.contact, "state": state, "claimed_until": None}
    Message.objects.filter(pk=message.pk, state__in=WAITING).update(**after)


@deed
def mark_delivered(*, message: Message, by: User, at: datetime) -> bool:
    """The gateway says that the message arrived. Returns False where that was known, or it was given up long ago."""
    require(by, "message.queue")
    open_ = Message.objects.filter(pk=message.pk, state__in=[State.SENT, *SENDABLE])
    return bool(open_.update(state=State.DELIVERED, delivered_at=at, claimed_until=None, fault=""))


@deed
def mark_undelivered(*, message: Message, by: User, at: datetime) -> bool:
    """The gateway says that the message cannot arrive: a task for the PK takes its place."""
    require(by, "message.queue")
    open_ = Message.objects.filter(pk=message.pk, state__in=[State.SENT, *SENDABLE])
    if not open_.update(state=State.DEAD, fault=Fault.NUMBER, claimed_until=None):
        return False
    _instead(message, at)
    return True


@deed
def mark_handed(*, code: str, told: Sequence[int], by: User, at: datetime) -> Message:
    """A person sent, said or handed over a message that waited for that. Raises Conflict where it does not wait."""
    require(by, "message.hand")
    message = message_of(by, code)
    if message is None or message.state != State.HAND:
        raise Conflict(gettext("Pesan ini sudah ditandai atau batal. Tidak ada yang berubah."))
    message.state, message.sent_at, message.sent_by, message.told = State.SENT, at, by, list(told)
    message.save(update_fields=["state", "sent_at", "sent_by", "told"])
    record("message.handed", message, by=by, at=at, thread=message.order, message=str(message.kind))
    return message


@deed
def give_up(*, code: str, by: User, at: datetime) -> Message:
    """The number does not answer: the message becomes a task to tell the person directly."""
    require(by, "message.hand")
    message = message_of(by, code)
    if message is None or message.state != State.HAND or message.channel == Channel.CALL:
        raise Conflict(gettext("Pesan ini sudah ditandai atau batal. Tidak ada yang berubah."))
    message.state, message.fault = State.DEAD, Fault.NUMBER
    message.save(update_fields=["state", "fault"])
    _instead(message, at)
    record("message.unreached", message, by=by, at=at, thread=message.order, message=str(message.kind))
    return message


@deed
def beat(*, by: User, at: datetime) -> None:
    """The sender lives."""
    require(by, "message.queue")
    Heartbeat.objects.update_or_create(pk=1, defaults={"beat_at": at})
