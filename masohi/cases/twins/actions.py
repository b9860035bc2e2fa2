"""Decide whether two people of one name are one human."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.utils.translation import gettext

from masohi.cases.contacts.actions import move_contacts
from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.cases.people.actions import absorb_person, settle_twin
from masohi.cases.people.models import Person
from masohi.cases.people.queries import twins_of
from masohi.cases.twins.queries import twins
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.writing.refusals import Conflict, Refused


@deed
def decide_duplicate(*, person: Person, same_as: Person | None, by: User, at: datetime) -> Person:
    """Say who a person is: `same_as`, whose orders then are theirs too, or (None) nobody known so far.

    Returns the person who bears the orders from now on. Raises Conflict where it is decided already, Refused where
    `same_as` is nobody alike of the own offices or where work has begun: two diaries cannot become one afterwards.
    """
    require(by, "duplicate.decide")
    if not Order.objects.visible_to(by).filter(person=person.pk).exists():
        raise PermissionDenied("duplicate.decide")
    fresh = Person.objects.get(pk=person.pk)
    if not fresh.duplicate_open:
        raise Conflict(gettext("Ini sudah diputuskan. Tidak ada yang berubah. Muat ulang halaman."))
    orders = list(Order.objects.filter(person=fresh).order_by("pk"))
    if same_as is None:
        return _told_apart(fresh, orders, by, at)
    known = next((twin.person for twin in twins(by, fresh).here if twin.person.pk == same_as.pk), None)
    if known is None:
        raise Refused(gettext("Orang itu tidak ada lagi di antara yang serupa. Tidak ada yang berubah."))
    if any(order.state != State.REGISTERED for order in orders):
        raise Refused(
            gettext(
                "Perkara orang ini sudah berjalan, jadi jadwal dan jamnya tidak dapat digabung. "
                "Tidak ada yang berubah. Hubungi jaksa."
            )
        )
    return _joined(fresh, known, orders, by, at)


def _told_apart(person: Person, orders: Sequence[Order], by: User, at: datetime) -> Person:
    others = list(twins_of(person).values_list("pk", flat=True))
    entries = [record("person.told_apart", person, by=by, at=at, thread=o, others=others) for o in orders]
    settle_twin(person=person, because=entries[0])
    return person


def _joined(person: Person, known: Person, orders: Sequence[Order], by: User, at: datetime) -> Person:
    entries = []
    for order in orders:
        order.person = known
        order.edition += 1
        order.save(update_fields=["person", "edition"])
        entries.append(record("person.joined", known, by=by, at=at, thread=order, seals=[order], left=person.pk))
    move_contacts(person=person, into=known, because=entries[0])
    try:
        return absorb_person(person=person, into=known, because=entries[0])
    except ProtectedError as kept:  # other chapters hold something in this person's name
        told = gettext("Ada catatan lain atas nama orang ini. Tidak ada yang berubah. Hubungi pengelola sistem.")
        raise Refused(told) from kept
