"""People who may be one human, as far as somebody may see them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import orders_in, orders_of_people
from masohi.cases.orders.terms import State
from masohi.cases.people.models import Person
from masohi.cases.people.queries import twins_of
from masohi.parties.accounts.models import User

MOST = 10


@dataclass(frozen=True)
class Twin:
    """Somebody alike, with the orders through which the reader sees them."""

    person: Person
    orders: tuple[Order, ...]


@dataclass(frozen=True)
class Twins:
    """Whom `person` may be: those of the reader's own offices, and how many there are in others."""

    here: tuple[Twin, ...]
    elsewhere: int


def twins(user: User, person: Person) -> Twins:
    """Everybody who may be the same human; of people in other offices only the number is told. Two queries."""
    alike = list(twins_of(person).select_related("village")[:MOST])
    seen: dict[int, list[Order]] = defaultdict(list)
    for order in orders_of_people(user, [one.pk for one in alike]):
        seen[order.person_id].append(order)
    here = tuple(Twin(one, tuple(seen[one.pk])) for one in alike if one.pk in seen)
    return Twins(here, len(alike) - len(here))


def undecided(user: User) -> QuerySet[Order]:
    """Orders of `user` that cannot start because nobody has decided who the person is."""
    return orders_in(user, [State.REGISTERED]).filter(person__duplicate_open=True)
