"""Read how many orders each officer carries and who handed what to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Model, Q, QuerySet, Sum

from masohi.cases.officers.models import OfficerChange
from masohi.cases.officers.terms import COLUMNS, Post
from masohi.cases.orders.models import Order, counted_for
from masohi.cases.orders.terms import State
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import members
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role

SEALED: tuple[type[Model], ...] = (OfficerChange,)
LIVING = (State.REGISTERED, State.RUNNING)


@dataclass(frozen=True)
class Load:
    """What one officer carries: living orders, and minutes of them that are not credited yet."""

    orders: int = 0
    open_minutes: int = 0


def loads(user: User, officers: Iterable[int], post: Post = Post.PROBATION) -> dict[int, Load]:
    """By officer (primary key): living orders, of other offices too, as only counts leave here; children's only as far
    as `user` handles them. One query."""
    column, _unit = COLUMNS[post]
    keys = list(officers)
    rows = Order.objects.filter(counted_for(user), **{f"{column}__in": keys}, state__in=LIVING)
    sums = (
        rows.order_by()
        .values(column)
        .annotate(orders=Count("pk"), left=Sum(F("minutes") - F("credited_minutes"), default=0))
    )
    found = {row[column]: Load(row["orders"], max(row["left"], 0)) for row in sums}
    return {key: found.get(key, Load()) for key in keys}


def caseload_limit(day: date) -> int:
    """Orders that one PK may carry without a reason, as in force on `day`."""
    return int(parameters_in_force().value("caseload_limit", day))


def beyond_limit(user: User, officer: User, more: int, day: date) -> bool:
    """Whether `more` further orders would take a PK beyond the limit, by what `user` may count."""
    return loads(user, [officer.pk])[officer.pk].orders + more > caseload_limit(day)


def carried(user: User, officer: User, post: Post) -> QuerySet[Order]:
    """Living orders of `officer` that `user` may see, most urgent first."""
    column, _unit = COLUMNS[post]
    rows = Order.objects.visible_to(user).filter(**{column: officer}, state__in=LIVING)
    return rows.select_related("person").order_by("deadline", "pk")


def officers_seen(user: User, post: Post) -> QuerySet[User]:
    """Officers of the institutions whose orders `user` handles: of the own one, and of those that share an order."""
    _column, unit = COLUMNS[post]
    role = Role.PROBATION if post is Post.PROBATION else Role.PROSECUTOR
    shared = Order.objects.visible_to(user).filter(state__in=LIVING).order_by().values_list(unit, flat=True).distinct()
    return members(role, sorted({*shared, *user.organisations_as(role)}))


def changes_of_batch(user: User, batch: str) -> QuerySet[OfficerChange]:
    """What was handed over together, of orders that `user` may see."""
    rows = OfficerChange.objects.visible_to(user).filter(batch=batch)
    return rows.select_related("order__person", "before", "after").order_by("pk")


def received_since(user: User, since: datetime) -> QuerySet[OfficerChange]:
    """Orders handed to `user` by somebody else since then that `user` still holds, newest first."""
    held = Q(post=Post.PROBATION, order__pk_officer=user) | Q(post=Post.PROSECUTOR, order__prosecutor=user)
    rows = OfficerChange.objects.filter(held, after=user, made_at__gt=since).exclude(made_by=user)
    return rows.filter(order__state__in=LIVING).select_related("before", "order")
