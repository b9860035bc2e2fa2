"""Find organisations and places."""

from django.db.models import QuerySet

from masohi.parties.organisations.models import Letterhead, Organisation, Place
from masohi.parties.organisations.terms import Kind, Level


def organisations(*kinds: Kind) -> QuerySet[Organisation]:
    """Living organisations of the kinds named, or all of them."""
    living = Organisation.objects.filter(valid_to=None)
    return living.filter(kind__in=kinds) if kinds else living


def villages() -> QuerySet[Place]:
    """Every village with its district, in order of code; to be chosen by code, never by name (GE-02)."""
    return Place.objects.filter(level__in=[Level.WARD, Level.VILLAGE], valid_to=None).select_related("parent")


def districts() -> QuerySet[Place]:
    """Every district of the city, in order of code."""
    return Place.objects.filter(level=Level.DISTRICT, valid_to=None)


def organisation_called(text: str, *kinds: Kind) -> Organisation | None:
    """The organisation that an office means by its long or short name; None where there is none or more than one."""
    wanted = " ".join(text.lower().split())
    found = [o for o in organisations(*kinds) if wanted in {o.name.lower(), o.short_name.lower()}]
    return found[0] if len(found) == 1 else None


def default_units() -> dict[str, Organisation | None]:
    """Court, prosecutor's office and Bapas that an import assumes where the file names none: the city's own."""
    kinds = {"court": Kind.COURT, "prosecutor_office": Kind.PROSECUTOR, "bapas": Kind.PROBATION}
    return {name: organisations(kind).order_by("pk").first() for name, kind in kinds.items()}


def letterhead_row(unit: Organisation) -> Letterhead:
    """What a unit has set of its letterhead; a row that is not stored where it has set nothing."""
    return Letterhead.objects.filter(organisation=unit).first() or Letterhead(organisation=unit)
