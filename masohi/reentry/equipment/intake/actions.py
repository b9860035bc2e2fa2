"""Take a list of equipment in: shown row by row first, then every row that is in order at once."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.actions import enter_items
from masohi.reentry.equipment.intake.facts import read_row, readers
from masohi.reentry.equipment.intake.queries import same_item
from masohi.reentry.equipment.queries import own_units
from masohi.supply.intake.reading import Read, block
from masohi.writing import gettext_noop as _
from masohi.writing.refusals import Refused
from masohi.writing.sheets_table import Table


@deed
def import_items(*, table: Table, digest: str, dry_run: bool, by: User, at: datetime) -> list[Read]:
    """Enter every row that nothing blocks, in one transaction; `dry_run` does it all and takes it back.

    Each row is one entry of so many pieces. What its owner has already is not entered again: the same file twice adds
    nothing. `digest` names the file in the record.
    """
    require(by, "equipment.manage")
    owners = list(own_units(by))
    known = readers(owners)
    rows = [_taken(read_row(number, cells, known, owners), by, at) for number, cells in table.rows]
    if dry_run:
        transaction.set_rollback(True)
    else:
        record("items.imported", by, by=by, at=at, rows=sum(not row.refused for row in rows), file=digest)
    return rows


def _taken(row: Read, by: User, at: datetime) -> Read:
    """The row, entered unless something blocks it."""
    if row.refused:
        return row
    if same_item(row.values):
        says = _("Barang ini sudah ada di daftar. Untuk barang yang sama, tulis jumlahnya dalam satu baris.")
        return row.with_problem(block("name", says))
    try:
        with transaction.atomic():
            enter_items(**row.values, by=by, at=at)
    except (Refused, ValidationError) as refusal:
        says = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        return row.with_problem(block("", "{sentence}", sentence=says))
    return row
