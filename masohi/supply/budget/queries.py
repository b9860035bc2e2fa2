"""Read budget lines, what of them is planned, and what was paid."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Model, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from masohi.law.budget import cost_line
from masohi.law.citation import Finding, listed
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.budget import facts
from masohi.supply.budget.facts import Totals
from masohi.supply.budget.models import Allocation, BudgetLine, Payment
from masohi.supply.budget.terms import Source
from masohi.supply.commitments.models import Commitment

SEALED: tuple[type[Model], ...] = (BudgetLine, Allocation, Payment)


def living_payments() -> QuerySet[Payment]:
    """Payments that count."""
    return Payment.objects.filter(withdrawn_at=None)


def living_plans() -> QuerySet[Allocation]:
    """Plans that count: those of a promise that was given up are free again."""
    return Allocation.objects.filter(commitment__cancelled_on=None)


def _summed(rows: QuerySet[Any], column: str, of: str) -> Coalesce:
    """The sum of a column over the rows of each outer row; a subquery, so that two sums do not multiply each other."""
    sums = rows.filter(**{of: OuterRef("pk")}).order_by().values(of).annotate(sum=Sum(column)).values("sum")
    return Coalesce(Subquery(sums, output_field=BigIntegerField()), 0)


def lines(user: User) -> QuerySet[BudgetLine]:
    """Budget lines that `user` may see, newest year first, each with `planned` and `paid` in rupiah."""
    return _with_sums(BudgetLine.objects.visible_to(user))


def _with_sums(rows: QuerySet[BudgetLine]) -> QuerySet[BudgetLine]:
    return rows.select_related("owner").annotate(
        planned=_summed(living_plans(), "planned", "line"), paid=_summed(living_payments(), "rupiah", "line")
    )


def line_by_reference(user: User, reference: str) -> BudgetLine | None:
    """One budget line with its living plans and its payments, withdrawn ones too, where `user` may see it."""
    planned = living_plans().select_related("commitment__owner").order_by("commitment__due_on", "pk")
    paid = Payment.objects.select_related("file", "entered_by", "withdrawn_by", "commitment")
    rows = lines(user).prefetch_related(Prefetch("allocations", planned), Prefetch("payments", paid))
    return rows.filter(reference=reference).first()


def payment_by_code(user: User, code: str) -> Payment | None:
    """One payment, where `user` may see its line."""
    rows = Payment.objects.select_related("file", "line__owner", "commitment")
    return rows.filter(code=code, line__in=BudgetLine.objects.visible_to(user)).first()


def totals(rows: Iterable[Any]) -> Totals:
    """Ceiling, planned and paid over rows of `lines`."""
    return facts.totals(rows)


def findings_of(line: BudgetLine) -> list[Finding]:
    """What KJ-04 says about a row of `lines`: code, and planned or paid over the ceiling."""
    sums = vars(line)
    answer = cost_line(
        line.code, regional=line.source == Source.CITY, ceiling=line.ceiling, planned=sums["planned"], paid=sums["paid"]
    )
    return listed(answer)


def money_of(commitment: Commitment) -> tuple[int, int]:
    """Rupiah planned and paid for one commitment."""
    planned = commitment.allocations.aggregate(sum=Sum("planned"))["sum"] or 0
    paid = living_payments().filter(commitment=commitment).aggregate(sum=Sum("rupiah"))["sum"] or 0
    return planned, paid


def money_by_commitment(commitments: Iterable[Commitment]) -> dict[int, tuple[int, int]]:
    """Commitment (primary key) to rupiah planned and paid, in two queries."""
    keys = [commitment.pk for commitment in commitments]
    planned = _sums(Allocation.objects.filter(commitment__in=keys), "planned")
    paid = _sums(living_payments().filter(commitment__in=keys), "rupiah")
    return {key: (planned.get(key, 0), paid.get(key, 0)) for key in keys}


def _sums(rows: QuerySet[Any], column: str) -> dict[int, int]:
    return dict(rows.order_by().values_list("commitment").annotate(sum=Sum(column)))


def spent_between(first: date, last: date) -> int:
    """Rupiah paid for the whole programme from `first` to `last`, both included."""
    return living_payments().filter(paid_on__range=(first, last)).aggregate(sum=Sum("rupiah"))["sum"] or 0


def paid_by_source(user: User, first: date, last: date) -> dict[str, int]:
    """Rupiah paid in those days by source, of the lines that `user` may see."""
    rows = living_payments().filter(paid_on__range=(first, last), line__in=BudgetLine.objects.visible_to(user))
    return dict(rows.order_by().values_list("line__source").annotate(sum=Sum("rupiah")))


def years(user: User) -> list[int]:
    """Budget years of which `user` sees a line, newest first."""
    return list(BudgetLine.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct())


def line_like(*, year: int, source: str, owner: Organisation, code: str, name: str) -> BudgetLine | None:
    """The line of that year, source, office, code and name."""
    rows = BudgetLine.objects.filter(
        name=" ".join(name.split()), year=year, source=source, owner=owner, code="".join(code.split())
    )
    return rows.first()
