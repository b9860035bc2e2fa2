"""Read refunds: what waits for a second officer, what went back for a sale, in what order."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, QuerySet, Sum

from masohi.parties.accounts.models import User
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.refunds.models import Refund, RefundLine
from masohi.reentry.sales.terms import Cause, RefundState

SEALED: tuple[type[Model], ...] = (Refund, RefundLine)


def _rows() -> QuerySet[Refund]:
    rows = Refund.objects.select_related("sale__unit", "proposed_by", "decided_by", "proof")
    return rows.prefetch_related("lines__line__product")


def refunds(user: User) -> QuerySet[Refund]:
    """Refunds of the own units, newest first."""
    return _rows().filter(sale__in=Sale.objects.visible_to(user))


def refund_by_code(user: User, code: str) -> Refund | None:
    """The refund of that code where it is of an own unit."""
    return refunds(user).filter(code=code).first()


def refunds_of(sale: Sale) -> QuerySet[Refund]:
    """Everything that was proposed for a sale, oldest first."""
    return _rows().filter(sale=sale).order_by("proposed_at", "pk")


def open_refund(sale: Sale) -> Refund | None:
    """The one that waits for a second officer."""
    return Refund.objects.filter(sale=sale, state=RefundState.PROPOSED).first()


def paid_back(sale: Sale) -> list[Refund]:
    """What went back, in the order of the decisions."""
    return list(_rows().filter(sale=sale, state=RefundState.PAID).order_by("decided_at", "pk"))


def refunds_to_decide(user: User) -> QuerySet[Refund]:
    """Proposals of the own units by somebody else, oldest first."""
    rows = refunds(user).filter(state=RefundState.PROPOSED).exclude(proposed_by=user)
    return rows.order_by("proposed_at", "pk")


def pieces_back(units: Iterable[int], first: date, after: date) -> dict[int, int]:
    """By unit (primary key): pieces whose money went back from `first` to before `after`, by day of the transfer."""
    rows = RefundLine.objects.filter(refund__state=RefundState.PAID, refund__sale__unit__in=list(units))
    rows = rows.filter(refund__paid_on__gte=first, refund__paid_on__lt=after).order_by()
    return dict(rows.values_list("refund__sale__unit").annotate(pieces=Sum("count")))


def surplus_back(sale: Sale) -> int:
    """Rupiah that went back because the buyer had paid twice; they never were turnover."""
    rows = sale.refunds.filter(state=RefundState.PAID, cause=Cause.TWICE)
    return int(rows.aggregate(sum=Sum("rupiah", default=0))["sum"])
