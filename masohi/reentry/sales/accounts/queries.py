"""Which account of a unit is the official one on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.sales.accounts.models import Account

SEALED: tuple[type[Model], ...] = (Account,)


def account_of(unit: Organisation, day: date) -> Account | None:
    """The account in force on `day`, or None while the unit has none: then it sells nothing."""
    return Account.objects.select_related("qris", "unit").filter(unit=unit, valid_from__lte=day).first()


def units_selling(day: date) -> set[int]:
    """Primary keys of the units that have an account on `day`."""
    return set(Account.objects.filter(valid_from__lte=day).order_by().values_list("unit", flat=True).distinct())


def accounts_of(units: Iterable[int]) -> QuerySet[Account]:
    """Every account these units (primary keys) ever had, newest first."""
    return Account.objects.filter(unit__in=list(units)).select_related("unit", "qris", "set_by")


def own_units(user: User, deed: str) -> QuerySet[Organisation]:
    """Units at which `user` holds a role that includes `deed`."""
    return Organisation.objects.filter(pk__in=user.offices_for(deed)).order_by("short_name")
