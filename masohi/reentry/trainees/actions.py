"""Enter who takes part in training, change the basis, and let somebody go."""

from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.cases.people.actions import enter_people
from masohi.cases.people.models import Person
from masohi.law.order_facts import CHILD, OrderFacts, PersonFacts
from masohi.ledger.actions import deed, many, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.trainees.facts import term_finding
from masohi.reentry.trainees.models import Trainee
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful


@deed
def enter_trainee(
    *,
    unit: Organisation,
    facts: PersonFacts,
    child: bool,
    basis: str,
    need: str = "",
    ordered: tuple[date, date] | None = None,
    ordered_place: str = "",
    by: User,
    at: datetime,
) -> Trainee:
    """Enter a person who takes part at `unit`; whoever bears the same NIK in the same register is the same person.

    `ordered`: first and last day of a child's pelatihan kerja by verdict (AN-06), with the place that it names.
    Raises PermissionDenied for another unit, Refused, Conflict where the person takes part there already, Unlawful.
    """
    require(by, "trainee.enter")
    if unit.pk not in by.offices_for("trainee.enter"):
        raise PermissionDenied("trainee.enter")
    keep_ordered(child=child, ordered=ordered, place=ordered_place, at=at)
    cause = record("person.received", unit, by=by, at=at)
    person = _person(replace(facts, name=(facts.name or "").strip()), child=child, because=cause)
    if Trainee.objects.filter(person=person, unit=unit, left_on=None).exists():
        raise Conflict(gettext("Orang ini sudah menjadi peserta di unit Anda. Tidak dicatat dua kali."))
    first, last = ordered or (None, None)
    row = Trainee(
        code=new_code(),
        person=person,
        unit=unit,
        basis=basis,
        need=" ".join(need.split()),
        court_ordered=ordered is not None,
        ordered_from=first,
        ordered_until=last,
        ordered_place=" ".join(ordered_place.split()) if ordered else "",
        entered_by=by,
        entered_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("trainee.entered", row, because=cause, thread=row, seals=[row], basis=row.basis)
    return row


def _person(facts: PersonFacts, *, child: bool, because: Entry) -> Person:
    """The person of these facts, found or new. Raises Refused without a name."""
    if not facts.name:
        raise Refused(gettext("Tulis nama peserta. Nama boleh satu kata. Belum ada yang tersimpan."))
    with many() as note:
        found = enter_people(
            facts=[OrderFacts(register=CHILD if child else None, person=facts)], because=[because], note=note
        )
    return found[0]


def keep_ordered(*, child: bool, ordered: tuple[date, date] | None, place: str, at: datetime) -> None:
    """Training by verdict is for a child, has a place, and lasts what AN-06 says. Raises Refused, Unlawful."""
    if ordered is None:
        return
    if not child:
        raise Refused(gettext("Pelatihan kerja menurut putusan hanya untuk Anak. Isian Anda masih ada."))
    first, last = ordered
    if last < first:
        raise Refused(gettext("Hari terakhir mendahului hari pertama. Periksa keduanya. Isian Anda masih ada."))
    day = at.astimezone(WIT).date()
    finding = term_finding(first, last, place=place, day=day, parameters=parameters_in_force())
    if finding:
        raise Unlawful([finding])


@deed
def change_trainee(*, trainee: Trainee, edition: int, basis: str, need: str, by: User, at: datetime) -> Trainee:
    """Change why somebody takes part. Raises Conflict where somebody else saved in between or the person has left."""
    require(by, "trainee.enter")
    fresh = _own(trainee, by)
    if fresh.edition != edition:
        raise Conflict(gettext("Data peserta ini baru saja diubah orang lain. Isian Anda masih ada di halaman."))
    fresh.basis, fresh.need = basis, " ".join(need.split())
    fresh.edition += 1
    fresh.full_clean()
    fresh.save()
    record("trainee.changed", fresh, by=by, at=at, thread=fresh, seals=[fresh], basis=fresh.basis)
    return fresh


def _own(trainee: Trainee, by: User) -> Trainee:
    """The row as it is now, of the own unit and not gone. Raises PermissionDenied, Conflict."""
    fresh = Trainee.objects.select_related("person", "unit").get(pk=trainee.pk)
    if fresh.unit_id not in by.offices_for("trainee.enter"):
        raise PermissionDenied("trainee.enter")
    if fresh.left_on is not None:
        raise Conflict(gettext("Peserta ini sudah tidak di unit Anda. Tidak ada yang berubah."))
    return fresh


@deed
def leave_trainee(*, trainee: Trainee, on: date, reason: str, by: User, at: datetime) -> Trainee:
    """Somebody takes part no more: released, moved, or otherwise. What was learnt and earned stays.

    Raises Refused for a day ahead or before the entry, Conflict where it is told already.
    """
    require(by, "trainee.enter")
    fresh = _own(trainee, by)
    if not fresh.entered_at.astimezone(WIT).date() <= on <= at.astimezone(WIT).date():
        raise Refused(gettext("Tanggal keluar harus sesudah tanggal masuk dan bukan besok. Isian Anda masih ada."))
    fresh.left_on, fresh.left_reason = on, reason
    fresh.edition += 1
    fresh.full_clean()
    fresh.save()
    record("trainee.left", fresh, by=by, at=at, thread=fresh, seals=[fresh], reason=reason)
    return fresh
