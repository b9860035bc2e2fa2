"""Read through whom people are reached and what they do not want."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model, QuerySet

from masohi.cases.contacts.models import MessageRefusal, PersonContact
from masohi.cases.contacts.terms import ContactKind
from masohi.cases.orders.models import Order
from masohi.cases.people.models import Person
from masohi.writing.reading import dialled

SEALED: tuple[type[Model], ...] = (PersonContact, MessageRefusal)


def living_contacts(person: Person) -> QuerySet[PersonContact]:
    """Contacts of one person that nobody ended, in the order in which they were entered."""
    return PersonContact.objects.filter(person=person, ended_at=None).select_related("made_by")


def ended_contacts(person: Person) -> QuerySet[PersonContact]:
    """Contacts that were ended, newest first."""
    rows = PersonContact.objects.filter(person=person, ended_at__isnull=False).select_related("made_by", "ended_by")
    return rows.order_by("-ended_at", "-pk")


def contact_of(person: Person, code: str) -> PersonContact | None:
    """The living contact of that code, where it is this person's."""
    return living_contacts(person).filter(code=code).first()


def contacts_of_people(people: Iterable[int]) -> dict[int, list[PersonContact]]:
    """Living contacts by person (primary key), in one query."""
    found: dict[int, list[PersonContact]] = defaultdict(list)
    for row in PersonContact.objects.filter(person__in=list(people), ended_at=None):
        found[row.person_id].append(row)
    return found


class Addressee(NamedTuple):
    """Whose phone a message to an order's person goes to: the person's own, or that of `contact`. `number` is "" where
    nobody can be written to."""

    number: str
    contact: PersonContact | None = None


def own_number(order: Order) -> str:
    """The person's own number as a phone dials it. Nobody writes to a child's own phone: "" (AN-05)."""
    return "" if order.child else dialled(order.person.phone)


def guardians(contacts: Iterable[PersonContact]) -> list[PersonContact]:
    """Those of these contacts through whom a child is reached."""
    return [one for one in contacts if one.kind == ContactKind.GUARDIAN]


def addressees(orders: Iterable[Order]) -> dict[int, Addressee]:
    """By order (primary key): who is written to. For a child's order a parent or guardian with a phone and nobody
    else (AN-05), for all others the person. One query, and none where no order is a child's."""
    rows = list(orders)
    children = [one.person_id for one in rows if one.child]
    contacts = contacts_of_people(children) if children else {}
    return {one.pk: _addressee(one, contacts.get(one.person_id, [])) for one in rows}


def _addressee(order: Order, contacts: Iterable[PersonContact]) -> Addressee:
    if not order.child:
        return Addressee(own_number(order))
    reached = (Addressee(dialled(one.phone), one) for one in guardians(contacts))
    return next((one for one in reached if one.number), Addressee(""))


def addressee(order: Order) -> Addressee:
    """The same for one order."""
    return addressees([order])[order.pk]


def refused_ways(people: Iterable[int]) -> dict[int, set[str]]:
    """By person (primary key): the ways (`terms.Way`) by which they want no messages. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = MessageRefusal.objects.filter(person__in=list(people), ended_at=None)
    for person, way in rows.values_list("person", "way"):
        found[person].add(way)
    return found


def living_refusals(person: Person) -> QuerySet[MessageRefusal]:
    """Ways that one person does not want, with who noted it."""
    return MessageRefusal.objects.filter(person=person, ended_at=None).select_related("made_by")
