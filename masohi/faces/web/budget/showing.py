"""Budget lines as their page and their row in a list show them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import told
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.supply.budget.facts import Totals, percent
from masohi.supply.budget.models import BudgetLine, Payment
from masohi.supply.budget.queries import findings_of, totals
from masohi.supply.budget.terms import Source
from masohi.supply.commitments.queries import acts_for
from masohi.ui.formats import number


def bar(sums: Totals) -> dict[str, str]:
    """What was paid as the filled part of the ceiling, what is planned as its mark, in percent up to 100."""
    paid, planned = percent(sums.paid, sums.ceiling), percent(sums.planned, sums.ceiling)
    return {
        "share": str(min(paid or 0, 100)),
        "expected": str(min(planned, 99)) if planned else "",
    }


def words(sums: Totals) -> str:
    """How much of the ceiling was paid, in percent."""
    paid = percent(sums.paid, sums.ceiling)
    return _("Belum ada pagu") if paid is None else _("%(paid)s%% dari pagu") % {"paid": number(paid)}


def sums_of(line: BudgetLine) -> Totals:
    """Ceiling, planned and paid of a row of `queries.lines`."""
    found = vars(line)
    return Totals(line.ceiling, found["planned"], found["paid"])


def by_source(lines: Iterable[BudgetLine]) -> list[dict[str, Any]]:
    """Sources that have a line, each with its sums and rows."""
    rows = list(lines)
    groups = []
    for source in Source:
        own = [row for row in rows if row.source == source]
        if own:
            sums = totals(own)
            groups.append({"label": source.label, "sums": sums, "bar": bar(sums), "rows": [row_of(one) for one in own]})
    return groups


def row_of(line: BudgetLine) -> dict[str, Any]:
    """One line in a list; a finding of KJ-04 is marked."""
    sums = sums_of(line)
    return {
        "line": line,
        "sums": sums,
        "bar": bar(sums),
        "words": words(sums),
        "findings": bool(findings_of(line)),
    }


def findings(line: BudgetLine) -> list[tuple[str, str]]:
    """What KJ-04 says, each as a message."""
    return [("awas", told(finding)) for finding in findings_of(line)]


def payments(line: BudgetLine, user: User) -> list[dict[str, Any]]:
    """Payments, newest first: those that count, and those that were taken back with the reason."""
    named = may(user, "payment.enter")
    may_withdraw = acts_for(user, line.owner_id, "payment.enter")
    return [_payment(row, named=named, may_withdraw=may_withdraw) for row in line.payments.all()]


def _payment(row: Payment, *, named: bool, may_withdraw: bool) -> dict[str, Any]:
    return {
        "row": row,
        "giver": row.entered_by.name if named else "",
        "taker": row.withdrawn_by.name if named and row.withdrawn_by else "",
        "may_withdraw": may_withdraw and row.withdrawn_at is None,
    }


def crumbs(line: BudgetLine | None = None, step: str = "") -> list[dict[str, str]]:
    """The way to a page about the budget."""
    found = [{"label": _("Anggaran"), "url": reverse("budget")}]
    if line is not None:
        found.append({"label": line.name, "url": reverse("budget-line", args=[line.reference])})
    return [*found, {"label": step, "url": ""}] if step else found
