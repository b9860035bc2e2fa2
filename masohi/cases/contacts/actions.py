"""Enter and end contacts, note what a person does not want. `thread` is the order on whose page it was done."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext

from masohi.cases.contacts.models import MessageRefusal, PersonContact
from masohi.cases.contacts.queries import contact_of, living_contacts, living_refusals
from masohi.cases.contacts.terms import ContactKind, Way
from masohi.cases.orders.models import Order
from masohi.cases.people.models import Person
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.names import tidy_name
from masohi.writing.reading import Unclear, phone
from masohi.writing.refusals import Conflict, Refused

MOST_CONTACTS = 5


def _of_own_order(person: Person, by: User) -> None:
    """Raises PermissionDenied where no order of this person is `by`'s for the deed that runs."""
    if not Order.objects.visible_to(by).filter(person=person.pk).exists():
        raise PermissionDenied("contact.manage")


@deed
def add_contact(
    *, person: Person, thread: Model, kind: str, name: str, number: str, consented_on: date, by: User, at: datetime
) -> PersonContact:
    """The person agreed that this contact hands messages on. `number` may be empty: the list is then printed.

    Raises Refused without consent up to now, without a name, for a number that is none, or beyond five contacts.
    """
    require(by, "contact.manage")
    _of_own_order(person, by)
    row = _new_contact(person, kind, name, number, consented_on, by.pk, at)
    record("contact.added", row, by=by, at=at, thread=thread, seals=[row], contact=kind)
    return row


@consequence
def keep_contact(
    *, person: Person, thread: Model, kind: str, name: str, number: str, consented_on: date, because: Entry
) -> PersonContact:
    """The same as part of another deed, which has asked whose person it is. Raises Refused as `add_contact` does."""
    if because.actor is None:
        raise TypeError("a contact is kept by somebody")
    row = _new_contact(person, kind, name, number, consented_on, because.actor, because.at)
    record("contact.added", row, because=because, thread=thread, seals=[row], contact=kind)
    return row


def _new_contact(
    person: Person, kind: str, name: str, number: str, consented_on: date, made_by: int, at: datetime
) -> PersonContact:
    if kind not in ContactKind.values or not name.strip():
        raise Refused(gettext("Tulis nama dan hubungan kontak. Belum ada yang tersimpan."))
    if consented_on > at.astimezone(WIT).date():
        raise Refused(gettext("Tanggal persetujuan belum tiba. Tulis tanggal orang itu setuju."))
    if living_contacts(person).count() >= MOST_CONTACTS:
        raise Refused(gettext("Sudah ada 5 kontak. Akhiri satu kontak lama, lalu tambah yang baru."))
    row = PersonContact(
        code=new_code(),
        person=person,
        kind=kind,
        name=tidy_name(name)[:120],
        phone=_number(number),
        consented_on=consented_on,
        made_by_id=made_by,
        made_at=at,
    )
    row.save(force_insert=True)
    return row


def _number(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return phone(text)
    except Unclear as fault:
        raise Refused(gettext("Nomor HP tidak terbaca. Tulis seperti 0812 4800 1234, atau kosongkan.")) from fault


@deed
def end_contact(*, person: Person, thread: Model, code: str, by: User, at: datetime) -> PersonContact:
    """Nothing goes through this contact any more. Raises Conflict where it was ended or is somebody else's."""
    require(by, "contact.manage")
    _of_own_order(person, by)
    row = contact_of(person, code)
    if row is None:
        raise Conflict(gettext("Kontak ini sudah diakhiri. Tidak ada yang berubah."))
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])
    record("contact.ended", row, by=by, at=at, thread=thread, seals=[row])
    return row


@deed
def choose_ways(*, person: Person, thread: Model, refused: Collection[str], by: User, at: datetime) -> bool:
    """From now on the person wants no messages by the ways `refused` and takes those by all others.

    Returns whether anything changed. Raises Refused for an unknown way.
    """
    require(by, "contact.manage")
    _of_own_order(person, by)
    if not set(refused) <= set(Way.values):
        raise Refused(gettext("Pilih cara dari daftar. Belum ada yang tersimpan."))
    living = {row.way: row for row in living_refusals(person)}
    ended = [row for way, row in living.items() if way not in refused]
    for row in ended:
        row.ended_by, row.ended_at = by, at
        row.save(update_fields=["ended_by", "ended_at"])
    new = [
        MessageRefusal.objects.create(person=person, way=way, made_by=by, made_at=at)
        for way in sorted(set(refused) - living.keys())
    ]
    if ended or new:
        record("ways.chosen", person, by=by, at=at, thread=thread, seals=[*ended, *new], refused=sorted(set(refused)))
    return bool(ended or new)


@consequence
def move_contacts(*, person: Person, into: Person, because: Entry) -> None:
    """Two rows are one human: contacts and refusals of `person` are those of `into` from now on."""
    held = {row.way for row in living_refusals(into)}
    double = MessageRefusal.objects.filter(person=person, ended_at=None, way__in=held)
    double.update(ended_at=because.at, ended_by=because.actor)
    moved: list[Model] = []
    for model in (PersonContact, MessageRefusal):
        keys = list(model._default_manager.filter(person=person).values_list("pk", flat=True))
        model._default_manager.filter(pk__in=keys).update(person=into)
        moved += model._default_manager.filter(pk__in=keys)
    if moved:
        record("contacts.moved", into, because=because, seals=moved)


@consequence
def forget_contacts(*, people: Iterable[Person], because: Entry) -> None:
    """Contacts and refusals end with people whose orders were withdrawn."""
    keys = [person.pk for person in people]
    for model in (PersonContact, MessageRefusal):
        rows = list(model._default_manager.filter(person__in=keys))
        if rows:
            record("contacts.forgotten", rows[0], because=because, gone=rows)
            model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
