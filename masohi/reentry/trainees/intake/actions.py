"""Take a list of trainees in: shown row by row first, then every row that is in order at once."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.trainees.actions import enter_trainee
from masohi.reentry.trainees.intake.facts import read_row, readers
from masohi.reentry.trainees.queries import same_trainee, units_of
from masohi.supply.intake.reading import Read, block
from masohi.writing import gettext_noop as _
from masohi.writing.refusals import Refused
from masohi.writing.sheets_table import Table


@deed
def import_trainees(*, table: Table, digest: str, dry_run: bool, by: User, at: datetime) -> list[Read]:
    """Enter every row that nothing blocks, in one transaction; `dry_run` does it all and takes it back.

    Answers with every row and all that is wrong with it. Somebody of the same name and date of birth who takes part at
    the unit already is not entered again: the same file twice adds nobody. `digest` names the file in the record.
    """
    require(by, "trainee.enter")
    units = list(units_of(by, "trainee.enter"))
    known = readers(units)
    rows = [_taken(read_row(number, cells, known, units), by, at) for number, cells in table.rows]
    if dry_run:
        transaction.set_rollback(True)
    else:
        record("trainees.imported", by, by=by, at=at, rows=sum(not row.refused for row in rows), file=digest)
    return rows


def _taken(row: Read, by: User, at: datetime) -> Read:
    """The row, entered unless something blocks it."""
    if row.refused:
        return row
    facts = row.values["facts"]
    if same_trainee(row.values["unit"], facts.name, facts.birth_date):
        return row.with_problem(block("name", _("Orang ini sudah menjadi peserta di unit Anda.")))
    try:
        with transaction.atomic():
            enter_trainee(**row.values, by=by, at=at)
    except (Refused, ValidationError) as refusal:
        says = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        return row.with_problem(block("", "{sentence}", sentence=says))
    return row
