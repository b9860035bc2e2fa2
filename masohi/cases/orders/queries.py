"""Read orders."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.terms import State
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.writing.names import search_key


def orders(user: User) -> QuerySet[Order]:
    """Orders that `user` may see, with person and village, most urgent first."""
    rows = Order.objects.visible_to(user).select_related("person", "person__village", "prosecutor", "pk_officer")
    return rows.order_by("deadline", "pk")


def orders_in(user: User, states: Iterable[str]) -> QuerySet[Order]:
    """The same, only in the states named."""
    return orders(user).filter(state__in=list(states))


def current_sentence(order: Order) -> Sentence:
    """The version of the sentence that is in force."""
    sentence = order.sentences.order_by("-version").first()
    if sentence is None:
        raise Sentence.DoesNotExist(order.code)
    return sentence


def same_case(court: Organisation, case_number: str, person_key: str) -> Order | None:
    """An order of this court with this number for a person of that name; case numbers are unique per court (ID-04).

    Co-defendants share a number, so the name decides.
    """
    rows = Order.objects.filter(court=court, case_number=case_number).select_related("person")
    return next((order for order in rows if order.person.name_key == person_key), None)


def found(user: User, text: str) -> QuerySet[Order]:
    """Orders whose number or person matches what was typed, spelling aside; at most as many as the caller slices."""
    wanted = search_key(text)
    match = Q(case_number__icontains=text.strip())
    if wanted:
        match |= Q(person__name_key__contains=wanted)
    return orders(user).filter(match)


def behind(user: User, day: date) -> QuerySet[Order]:
    """Running orders past their last lawful day."""
    return orders(user).filter(state=State.RUNNING, deadline__lt=day)


def without_officers(user: User) -> QuerySet[Order]:
    """Living orders to which no jaksa or no PK has been assigned (KS-15)."""
    missing = Q(prosecutor=None) | Q(pk_officer=None)
    return orders_in(user, [State.REGISTERED, State.RUNNING]).filter(missing)


def not_started(user: User) -> QuerySet[Order]:
    """Orders in the register that the jaksa has not yet set in motion."""
    return orders_in(user, [State.REGISTERED])
