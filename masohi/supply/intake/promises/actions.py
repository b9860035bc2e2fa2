"""Take a list of commitments in: shown row by row first, then every row that is in order at once (I7)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.queries import organisations
from masohi.supply.agreements.queries import agreements
from masohi.supply.commitments.actions import make_commitment
from masohi.supply.intake.promises.facts import read_row, readers
from masohi.supply.intake.reading import Read, block
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused
from masohi.writing.sheets_table import Table


@deed
def import_commitments(*, table: Table, digest: str, dry_run: bool, by: User, at: datetime) -> list[Read]:
    """Enter every row that nothing blocks, in one transaction; `dry_run` does it all and takes it back.

    Answers with every row and all that is wrong with it. What is there already stays as it is: the same file twice
    adds nothing. `digest` names the file in the record.
    """
    require(by, "commitments.import")
    known, day = readers(agreements(by), organisations()), at.astimezone(WIT).date()
    rows = [_taken(read_row(number, cells, known, day), by, at) for number, cells in table.rows]
    if dry_run:
        transaction.set_rollback(True)
    else:
        record("commitments.imported", by, by=by, at=at, rows=sum(not row.refused for row in rows), file=digest)
    return rows


def _taken(row: Read, by: User, at: datetime) -> Read:
    """The row, entered unless something blocks it."""
    if row.refused:
        return row
    try:
        with transaction.atomic():
            make_commitment(**row.values, by=by, at=at)
    except (Refused, ValidationError) as refusal:
        says = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        return row.with_problem(block("", "{sentence}", sentence=says))
    return row
