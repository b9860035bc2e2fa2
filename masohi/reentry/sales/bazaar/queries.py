"""Read fairs: those of the own units, what was taken along, what came in."""

from django.db.models import Model, QuerySet, Sum

from masohi.parties.accounts.models import User
from masohi.reentry.sales.bazaar.models import Bazaar, BazaarSale, Carried
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.terms import Paying

SEALED: tuple[type[Model], ...] = (Bazaar, BazaarSale, Carried)


def bazaars(user: User) -> QuerySet[Bazaar]:
    """Fairs of the own units, newest first."""
    return Bazaar.objects.visible_to(user).select_related("unit", "opened_by", "closed_by")


def open_bazaars(user: User) -> QuerySet[Bazaar]:
    """Those that are not closed, oldest first."""
    return bazaars(user).filter(closed_at=None).order_by("day", "pk")


def bazaar_by_code(user: User, code: str) -> Bazaar | None:
    """The fair of that code where it is of an own unit."""
    return bazaars(user).filter(code=code).first()


def carried_to(bazaar: Bazaar) -> QuerySet[Carried]:
    """What was taken along, with the products."""
    return bazaar.carried.select_related("product").order_by("product__name", "pk")


def sales_at(bazaar: Bazaar) -> QuerySet[Sale]:
    """Sales of a fair, newest first."""
    return Sale.objects.filter(bazaar_sale__bazaar=bazaar).prefetch_related("lines__product")


def takings(bazaar: Bazaar) -> dict[str, int]:
    """Whole rupiah by way of paying."""
    rows = sales_at(bazaar).order_by().values_list("paying").annotate(rupiah=Sum("total_rupiah"))
    return dict(rows)


def cash_of(bazaar: Bazaar) -> int:
    """Whole rupiah that were taken in cash and have to be paid in."""
    return takings(bazaar).get(Paying.CASH, 0)
