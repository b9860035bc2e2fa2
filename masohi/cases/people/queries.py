"""Find people; warn of duplicates."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from masohi.cases.people.models import Person
from masohi.writing.names import search_key
from masohi.writing.sealing import blind_index


def nik_index(nik: str, *, child: bool = False) -> str:
    """Under which the NIK is found without being read; in the register of children under another one."""
    return blind_index(settings.FIELD_KEY, f"anak:{nik}" if child else nik)


def person_with_nik(nik: str) -> Person | None:
    """The person who bears this NIK, in the register of adults."""
    return Person.objects.filter(nik_index=nik_index(nik)).first() if nik else None


def people_by_index(indexes: Iterable[str]) -> dict[str, Person]:
    """The people who bear the NIK of these indexes, by index, in one query."""
    rows = Person.objects.filter(nik_index__in=set(indexes))
    return {person.nik_index: person for person in rows if person.nik_index}


def possible_duplicates(name: str, birth_date: date | None, nik: str = "", *, child: bool = False) -> QuerySet[Person]:
    """People who may be the same: same NIK, or a name that sounds alike with the same or an unknown birth date.

    Only in one register, of children or of adults: the other one keeps silent.
    """
    alike = Q(name_key=search_key(name))
    if birth_date is not None:
        alike &= Q(birth_date=birth_date) | Q(birth_date=None)
    if nik:
        alike |= Q(nik_index=nik_index(nik, child=child))
    return Person.objects.filter(alike, child=child).order_by("pk")


Traits = tuple[date | None, str | None]
"""What tells namesakes apart: date of birth, and the index of the NIK."""


def may_be_one(one: Traits, other: Traits) -> bool:
    """Whether two people of one name may be one human: equal or unknown birth dates, and not two NIK."""
    (birth, nik), (other_birth, other_nik) = one, other
    return (birth == other_birth or None in {birth, other_birth}) and not (nik and other_nik)


def namesakes(name_keys: Iterable[str]) -> dict[tuple[bool, str], list[Traits]]:
    """The traits of everybody who bears one of these names (search keys), by register (child?) and name: one query."""
    found: dict[tuple[bool, str], list[Traits]] = defaultdict(list)
    rows = Person.objects.filter(name_key__in=set(name_keys))
    for child, name, birth, nik in rows.values_list("child", "name_key", "birth_date", "nik_index"):
        found[child, name].append((birth, nik))
    return found


def twins_of(person: Person) -> QuerySet[Person]:
    """Others who may be the same human as `person`, oldest entry first."""
    others = possible_duplicates(person.name, person.birth_date, child=person.child).exclude(pk=person.pk)
    return others.filter(nik_index=None) if person.nik_index else others
