"""The city as a simulation reads it: running orders, districts, what each slot and site could hold."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet, Sum

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Place
from masohi.parties.organisations.queries import districts
from masohi.supply.sites.models import Site, Slot


def running_orders(district: Place | None = None) -> QuerySet[Order]:
    """All running orders, whoever asks: only counts of them may be shown. With a district, of people who live there."""
    rows = Order.objects.filter(state=State.RUNNING).select_related("person__village")
    if district is not None:
        rows = rows.filter(person__village__parent=district)
    return rows.prefetch_related("person__busy_hours").order_by("deadline", "pk")


def districts_with_orders() -> list[tuple[Place, int]]:
    """Districts with the number of running orders of people who live there, in order of code."""
    rows = Order.objects.filter(state=State.RUNNING).values_list("person__village__parent")
    counts = dict(rows.annotate(count=Count("pk")).order_by())
    return [(place, counts.get(place.code, 0)) for place in districts()]


def district_called(code: str) -> Place | None:
    """The district of that code."""
    return districts().filter(code=code).first()


def own_running(user: User, *, mine: bool) -> QuerySet[Order]:
    """Running orders that `user` may see, those of other officers only when `mine` is not asked."""
    rows = Order.objects.visible_to(user).filter(state=State.RUNNING).select_related("person__village")
    if mine:
        rows = rows.filter(pk_officer=user)
    return rows.prefetch_related("person__busy_hours").order_by("deadline", "pk")


def sites_of(district: Place | None = None) -> QuerySet[Site]:
    """Sites in use, with host, by name; with a district, those that lie in it."""
    rows = Site.objects.filter(active=True).select_related("host").order_by("name")
    return rows if district is None else rows.filter(village__parent=district)


def slot_rooms() -> dict[tuple[str, int, int], int]:
    """Places of each weekly slot before supervision: by site (text), weekday, start (minute of the day)."""
    rows = Slot.objects.filter(active=True).values_list("site", "weekday", "starts", "places")
    return {(str(site), weekday, starts): places for site, weekday, starts, places in rows}


def watched_places() -> dict[str, int]:
    """People that the supervisors of each site may watch together, by site (text)."""
    rows = Site.objects.values_list("pk").annotate(watched=Sum("supervisors__capacity", default=0))
    return {str(key): watched for key, watched in rows}


def named_orders(user: User, keys: Iterable[str]) -> QuerySet[Order]:
    """Orders of these keys whose PK is `user`, with their people, by name."""
    rows = Order.objects.visible_to(user).filter(pk__in=[int(key) for key in keys], pk_officer=user)
    return rows.select_related("person").order_by("person__name_key", "pk")
