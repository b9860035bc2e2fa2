"""Read through whom people are reached and what they do not want."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model, QuerySet

from masohi.cases.contacts.models import MessageRefusal, PersonContact
from masohi.cases.people.models import Person

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
