"""Take a budget sheet in: lines, plans and payments, shown row by row first, then all rows in order at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.queries import organisations
from masohi.supply.budget.actions import enter_line, enter_payment, plan_money
from masohi.supply.budget.models import BudgetLine
from masohi.supply.budget.queries import line_like
from masohi.supply.commitments.queries import commitments
from masohi.supply.intake.money.facts import read_row, readers
from masohi.supply.intake.reading import Read, block, warning
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import rupiah
from masohi.writing.refusals import Refused
from masohi.writing.sheets_table import Table

LINE = ("year", "source", "owner", "code", "name", "ceiling", "document")
TWICE = _("Pos ini sudah ada dengan isi yang sama. Tidak ada yang disimpan dua kali.")
KEPT = _("Pagu pos ini tercatat {ceiling} dan tidak diubah oleh impor. Ubah pagunya di halaman pos itu.")


@deed
def import_budget(*, table: Table, digest: str, dry_run: bool, by: User, at: datetime) -> list[Read]:
    """Enter every row that nothing blocks, in one transaction; `dry_run` does it all and takes it back.

    Several rows may be about one line: each may add a plan and a payment. A line that is there keeps its ceiling, and
    a row that says another one is told so. A payment that is booked is not booked twice; the same paper with another
    sum, day or promise is refused. Answers with every row and all that is wrong with it.
    """
    require(by, "budget.import")
    known = readers(organisations(), commitments(by))
    rows = [_taken(read_row(number, cells, known), by, at) for number, cells in table.rows]
    if dry_run:
        transaction.set_rollback(True)
    else:
        record("budget.imported", by, by=by, at=at, rows=sum(not row.refused for row in rows), file=digest)
    return rows


def _taken(row: Read, by: User, at: datetime) -> Read:
    """The row, entered unless something blocks it."""
    if row.refused:
        return row
    line = line_like(**{name: row.values[name] for name in ("year", "source", "owner", "code", "name")})
    kept = rupiah(line.ceiling) if line is not None and line.ceiling != row.values["ceiling"] else ""
    try:
        with transaction.atomic():
            if _entered(line, row.values, by, at):
                return row.with_problem(warning("ceiling", KEPT, ceiling=kept)) if kept else row
            return row.with_problem(block("ceiling", KEPT, ceiling=kept) if kept else block("name", TWICE))
    except (Refused, ValidationError) as refusal:
        says = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        return row.with_problem(block("", "{sentence}", sentence=says))


def _entered(line: BudgetLine | None, values: Mapping[str, Any], by: User, at: datetime) -> bool:
    """Whether the row brought something new: a line where there is none, a plan or a payment."""
    new = line is None
    if line is None:
        line = enter_line(**{name: values[name] for name in LINE if name in values}, by=by, at=at)
    planned = _planned(line, values, by, at)
    paid = bool(values.get("paid")) and not _booked(line, values)
    if paid:
        enter_payment(
            line=line,
            rupiah=values["paid"],
            paid_on=values["paid_on"],
            document=values["paper"],
            commitment=values.get("commitment"),
            by=by,
            at=at,
        )
    return new or planned or paid


def _booked(line: BudgetLine, values: Mapping[str, Any]) -> bool:
    """Whether this very payment counts already: same paper, sum and day, and promise where the row names one."""
    told = {"document": values["paper"], "rupiah": values["paid"], "paid_on": values["paid_on"]}
    told |= {"commitment": values["commitment"]} if "commitment" in values else {}
    return line.payments.filter(**told, withdrawn_at=None).exists()


def _planned(line: BudgetLine, values: Mapping[str, Any], by: User, at: datetime) -> bool:
    """Whether the row plans something that is not planned like this yet."""
    amount, commitment = values.get("planned"), values.get("commitment")
    if not amount or line.allocations.filter(commitment=commitment, planned=amount).exists():
        return False
    plan_money(line=line, commitment=values["commitment"], planned=amount, by=by, at=at)
    return True
