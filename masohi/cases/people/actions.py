"""Enter and change people. People have no deed of their own at intake: they enter with the court's order."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext

from masohi.cases.people.models import BusyHours, Person
from masohi.cases.people.queries import may_be_one, namesakes, nik_index, people_by_index
from masohi.law.order_facts import OrderFacts, PersonFacts, WeekHours
from masohi.ledger.actions import consequence, deed, many, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Place
from masohi.writing.codes import new_code
from masohi.writing.names import search_key, tidy_name
from masohi.writing.refusals import Conflict
from masohi.writing.sealing import seal


@consequence
def enter_people(*, facts: Sequence[OrderFacts], because: Sequence[Entry], note: Callable[..., Entry]) -> list[Person]:
    """The people some orders are about: for each the one who bears the NIK, or a new one. `note` records.

    Children and adults are looked for each in their own register. Two people of one name stay two people; only the NIK
    joins them. A new one who may be somebody known is marked `duplicate_open`, and a human decides (`cases.twins`).
    """
    indexes = [nik_index(one.person.nik, child=one.child) if one.person.nik else "" for one in facts]
    known = people_by_index(index for index in indexes if index)
    places = Place.objects.in_bulk({one.person.village for one in facts if one.person.village})
    people: list[Person] = []
    new: list[tuple[Person, PersonFacts, Entry]] = []
    for order, index, cause in zip(facts, indexes, because, strict=True):
        one, person = order.person, known.get(index)
        if person is None:
            person = _new_person(one, places, child=order.child)
            new.append((person, one, cause))
            if person.nik_index:
                known[person.nik_index] = person
        people.append(person)
    _mark_twins([person for person, _one, _cause in new])
    Person.objects.bulk_create([person for person, _one, _cause in new], batch_size=500)
    hours = [
        BusyHours(
            person=person, weekday=busy.weekday, from_minute=busy.span[0], to_minute=busy.span[1], **_reason(busy)
        )
        for person, one, _cause in new
        for busy in one.unavailable
    ]
    BusyHours.objects.bulk_create(hours, batch_size=500)
    for person, _one, cause in new:
        note("person.entered", person, because=cause)
    return people


def _reason(busy: WeekHours) -> dict[str, str]:
    return {"reason": busy.reason} if busy.reason else {}


def _mark_twins(new: Sequence[Person]) -> None:
    """Mark those who may be somebody in the register or somebody above them in the same batch."""
    known = namesakes(person.name_key for person in new)
    for person in new:
        traits, alike = (person.birth_date, person.nik_index), known[person.child, person.name_key]
        person.duplicate_open = any(may_be_one(traits, other) for other in alike)
        alike.append(traits)


def _new_person(facts: PersonFacts, places: dict[str, Place], *, child: bool) -> Person:
    person = Person(
        child=child,
        code=new_code(),
        name=tidy_name(facts.name or ""),
        name_key=search_key(facts.name or ""),
        birth_date=facts.birth_date,
        sex=facts.sex or "",
        nik_reason=facts.nik_reason or "",
        village=places.get(facts.village or ""),
        phone=facts.phone or "",
        limits=sorted(facts.limits),
    )
    _set_nik(person, facts.nik or "")
    person.clean_fields(exclude=["village"])
    return person


def _set_nik(person: Person, nik: str) -> None:
    person.nik_sealed = seal(settings.FIELD_KEY, nik, bound_to=person.code) if nik else None
    person.nik_index = nik_index(nik, child=person.child) if nik else None


def _of_own_order(person: Person, by: User) -> None:
    """Raises PermissionDenied where no order of this person is `by`'s for the deed that runs."""
    if not person.orders.visible_to(by).exists():
        raise PermissionDenied(person.code)


@deed
def change_person(
    *, person: Person, edition: int, busy: list[BusyHours], by: User, at: datetime, **details: Any
) -> Person:
    """Change what planning needs: village, phone, limits, skills, languages, health note, hours not available."""
    require(by, "person.change")
    _of_own_order(person, by)
    fresh = Person.objects.get(pk=person.pk)
    if fresh.edition != edition:
        raise Conflict(
            gettext("Data orang ini baru saja diubah orang lain. Isian Anda masih ada; bandingkan, lalu simpan.")
        )
    for name, value in details.items():
        setattr(fresh, name, value)
    fresh.edition += 1
    fresh.clean_fields()
    fresh.save()
    fresh.busy_hours.all().delete()
    for row in busy:
        row.person = fresh
        row.clean_fields()
        row.save(force_insert=True)
    record("person.changed", fresh, by=by, at=at, fields=sorted(details), busy=len(busy))
    return fresh


@deed
def view_nik(*, person: Person, thread: Model, by: User, at: datetime) -> str:
    """The NIK in clear, for somebody who may see it; that they looked stands in the ledger. `thread`: the order."""
    require(by, "nik.view")
    _of_own_order(person, by)
    record("nik.viewed", person, by=by, at=at, thread=thread)
    return person.nik


@consequence
def forget_people(*, people: Sequence[Person], because: Entry) -> None:
    """Remove people who entered with orders that were withdrawn; ProtectedError where an order remains."""
    with many() as note:
        for person in people:
            note("person.forgotten", person, because=because)
    Person.objects.filter(pk__in=[person.pk for person in people]).delete()


@consequence
def settle_twin(*, person: Person, because: Entry) -> None:
    """Nobody needs to decide about this person any more: it is somebody else than those of the same name."""
    person.duplicate_open = False
    person.save(update_fields=["duplicate_open"])
    record("person.settled", person, because=because)


@consequence
def absorb_person(*, person: Person, into: Person, because: Entry) -> Person:
    """Two rows are one human: what only `person` tells goes over to `into`, and the row of `person` ends.

    What protects adds up: limits and hours not available of both. Raises ProtectedError while orders hang on `person`.
    """
    for name in ("birth_date", "sex", "village", "phone"):
        setattr(into, name, getattr(into, name) or getattr(person, name))
    for name in ("limits", "skills", "languages"):
        setattr(into, name, sorted({*getattr(into, name), *getattr(person, name)}))
    into.health_note = "\n".join(note for note in (into.health_note, person.health_note) if note)
    nik, known = person.nik, set(into.busy_hours.values_list("weekday", "from_minute", "to_minute"))
    for row in person.busy_hours.all():
        if (row.weekday, row.from_minute, row.to_minute) not in known:
            row.person = into
            row.save(update_fields=["person"])
    record("person.forgotten", person, because=because)
    person.delete()
    if nik:
        _set_nik(into, nik)
    into.edition += 1
    into.save()
    return into
