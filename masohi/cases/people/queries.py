"""Find people; warn of duplicates."""

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from masohi.cases.people.models import Person
from masohi.writing.names import search_key
from masohi.writing.sealing import blind_index


def nik_index(nik: str) -> str:
    """Under which the NIK is found without being read."""
    return blind_index(settings.FIELD_KEY, nik)


def person_with_nik(nik: str) -> Person | None:
    """The person who bears this NIK."""
    return Person.objects.filter(nik_index=nik_index(nik)).first() if nik else None


def possible_duplicates(name: str, birth_date: date | None, nik: str = "") -> QuerySet[Person]:
    """People who may be the same: same NIK, or a name that sounds alike with the same or an unknown birth date."""
    alike = Q(name_key=search_key(name))
    if birth_date is not None:
        alike &= Q(birth_date=birth_date) | Q(birth_date=None)
    if nik:
        alike |= Q(nik_index=nik_index(nik))
    return Person.objects.filter(alike).order_by("pk")
