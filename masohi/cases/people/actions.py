"""Enter and change people. People have no deed of their own at intake: they enter with the court's order."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Model

from masohi.cases.people.models import BusyHours, Person
from masohi.cases.people.queries import nik_index, person_with_nik
from masohi.law.order_facts import PersonFacts
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Place
from masohi.writing.codes import new_code
from masohi.writing.names import search_key, tidy_name
from masohi.writing.refusals import Conflict
from masohi.writing.sealing import seal


@consequence
def enter_person(*, facts: PersonFacts, because: Entry) -> Person:
    """The person an order is about: the one who bears this NIK, or a new one.

    Two people of one name stay two people; only the NIK joins them, a human decides about the rest.
    """
    known = person_with_nik(facts.nik or "")
    if known is not None:
        return known
    person = Person(
        code=new_code(),
        name=tidy_name(facts.name or ""),
        name_key=search_key(facts.name or ""),
        birth_date=facts.birth_date,
        sex=facts.sex or "",
        nik_reason=facts.nik_reason or "",
        village=Place.objects.filter(code=facts.village or "").first(),
        phone=facts.phone or "",
        limits=sorted(facts.limits),
    )
    _set_nik(person, facts.nik or "")
    person.clean_fields(exclude=["village"])
    person.save(force_insert=True)
    hours = [
        BusyHours(person=person, weekday=busy.weekday, from_minute=busy.span[0], to_minute=busy.span[1])
        for busy in facts.unavailable
    ]
    BusyHours.objects.bulk_create(hours)
    record("person.entered", person, because=because)
    return person


def _set_nik(person: Person, nik: str) -> None:
    person.nik_sealed = seal(settings.FIELD_KEY, nik, bound_to=person.code) if nik else None
    person.nik_index = nik_index(nik) if nik else None


@deed
def change_person(
    *, person: Person, edition: int, busy: list[BusyHours], by: User, at: datetime, **details: Any
) -> Person:
    """Change what planning needs: village, phone, limits, skills, languages, health note, hours not available."""
    require(by, "person.change")
    fresh = Person.objects.get(pk=person.pk)
    if fresh.edition != edition:
        raise Conflict(
            "Data orang ini baru saja diubah orang lain. Isian Anda masih ada di halaman; bandingkan lalu simpan lagi."
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
    record("nik.viewed", person, by=by, at=at, thread=thread)
    return person.nik


@consequence
def forget_person(*, person: Person, because: Entry) -> None:
    """Remove somebody who entered with an order that was withdrawn; ProtectedError where an order remains."""
    record("person.forgotten", person, because=because)
    person.delete()
