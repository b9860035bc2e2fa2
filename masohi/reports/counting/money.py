"""Rupiah that were paid, and complaints that came in and were answered."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from masohi.reports.counting.months import ZONE, moments
from masohi.reports.counting.terms import WHOLE, Cell, Sums, part
from masohi.supply.budget.models import Payment
from masohi.supply.voices.models import Complaint

PAID: Sums = {"rupiah": Sum("rupiah", default=0)}


def _payments(first: date, last: date) -> QuerySet[Any]:
    return Payment.objects.filter(withdrawn_at=None, paid_on__range=(first, last)).order_by()


def spending(first: date, last: date) -> dict[str, Cell]:
    """Rupiah paid from `first` to `last`, whole and by the office that holds the budget line."""
    rows = _payments(first, last).values("line__owner__short_name").annotate(**PAID)
    found = {part("dinas", row["line__owner__short_name"]): Cell(row["rupiah"]) for row in rows}
    return {WHOLE: Cell(sum(cell.numerator for cell in found.values())), **found}


def spending_by_month(first: date, last: date) -> dict[date, Cell]:
    """Rupiah paid, a cell a month."""
    rows = _payments(first, last).annotate(month=TruncMonth("paid_on")).values("month").annotate(**PAID)
    return {row["month"]: Cell(row["rupiah"]) for row in rows}


def spent_ever() -> int:
    """Every rupiah that was paid and not withdrawn."""
    rupiah: int = Payment.objects.filter(withdrawn_at=None).aggregate(**PAID)["rupiah"]
    return rupiah


def _complaints(first: date, last: date) -> QuerySet[Any]:
    begin, end = moments(first, last)
    return Complaint.objects.filter(sent_at__gte=begin, sent_at__lt=end).order_by()


def _answers(at: datetime) -> Sums:
    return {"answered": Count("pk", filter=Q(answered_at__lte=at)), "received": Count("pk")}


def complaints(first: date, last: date, *, at: datetime) -> Cell:
    """Complaints received from `first` to `last` (WIT) and answered by `at`. Each counts as one person."""
    row = _complaints(first, last).aggregate(**_answers(at))
    return Cell(row["answered"], row["received"], row["received"])


def complaints_by_month(first: date, last: date, *, at: datetime) -> dict[date, Cell]:
    """The same, a cell a month."""
    rows = _complaints(first, last).annotate(month=TruncMonth("sent_at", tzinfo=ZONE)).values("month")
    found = rows.annotate(**_answers(at))
    return {row["month"].date(): Cell(row["answered"], row["received"], row["received"]) for row in found}
