"""Read orders."""

from collections.abc import Iterable
from datetime import date, datetime

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


def cases_known(numbers: Iterable[str]) -> dict[tuple[bool, int, str, str], datetime]:
    """Cases of these numbers in the register, in one query: (child, court, number, name key) to the moment of entry.

    By register, so that whoever enters an adult's case never learns of a child's.
    """
    rows = Order.objects.filter(case_number__in=set(numbers)).values_list(
        "child", "court_id", "case_number", "person__name_key", "registered_at"
    )
    return {(child, court, number, name): at for child, court, number, name, at in rows}


def found(user: User, text: str) -> QuerySet[Order]:
    """Orders whose number or person matches what was typed, spelling aside; at most as many as the caller slices."""
    wanted = search_key(text)
    match = Q(case_number__icontains=text.strip())
    if wanted:
        match |= Q(person__name_key__contains=wanted)
    return orders(user).filter(match)


def overdue(user: User, day: date) -> QuerySet[Order]:
    """Running orders past their last lawful day."""
    return orders(user).filter(state=State.RUNNING, deadline__lt=day)


def without_officers(user: User) -> QuerySet[Order]:
    """Living orders to which no jaksa or no PK has been assigned (KS-15)."""
    missing = Q(prosecutor=None) | Q(pk_officer=None)
    return orders_in(user, [State.REGISTERED, State.RUNNING]).filter(missing)


def not_started(user: User) -> QuerySet[Order]:
    """Orders in the register that the jaksa has not yet set in motion."""
    return orders_in(user, [State.REGISTERED])


def order_page(user: User, code: str) -> Order | None:
    """One order with everything that its pages name, in one query."""
    names = ("court", "prosecutor_office", "bapas", "person__village__parent")
    return orders(user).select_related(*names).filter(code=code).first()


def orders_in_state(user: User, state: str, *, mine: bool = False) -> QuerySet[Order]:
    """Orders in one state, most urgent first; `mine`: only where `user` is the jaksa or the PK.

    One state at a time lets the index give the order: the page is as quick with 100,000 orders as with a hundred.
    """
    rows = orders_in(user, [state])
    return rows.filter(Q(prosecutor=user) | Q(pk_officer=user)) if mine else rows


def only_children(rows: QuerySet[Order]) -> QuerySet[Order]:
    """Of these orders those of children."""
    return rows.filter(child=True)


def sentences_of(order: Order) -> list[Sentence]:
    """Every version of the sentence, the one in force first."""
    return list(order.sentences.order_by("-version"))


def orders_of_people(user: User, people: Iterable[int]) -> QuerySet[Order]:
    """Orders of these people (primary keys) that `user` may see, newest first; for the warning of duplicates."""
    return Order.objects.visible_to(user).filter(person__in=list(people)).select_related("person").order_by("-pk")


def one_order(number: int) -> Order:
    """The order with this primary key, for jobs of the program itself."""
    return Order.objects.get(pk=number)
