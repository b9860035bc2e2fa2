"""Take a list of people into a class: shown row by row first, then every row that is in order at once."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.trainees.actions import enter_trainee
from masohi.reentry.trainees.intake.facts import read_row, readers
from masohi.reentry.training.actions import enrol, open_one
from masohi.reentry.training.intake.queries import in_class, meant
from masohi.reentry.training.models import Cohort
from masohi.supply.intake.reading import Read, block
from masohi.writing import gettext_noop as _
from masohi.writing.refusals import Refused
from masohi.writing.sheets_table import Table


@deed
def import_class(*, cohort: Cohort, table: Table, digest: str, dry_run: bool, by: User, at: datetime) -> list[Read]:
    """Enrol every row that nothing blocks, in the order of the file and in one transaction; `dry_run` takes it back.

    Whoever takes part at the unit already is enrolled, anybody else is entered as trainee first. Who is in the class
    is not taken again: the same file twice adds nobody. `digest` names the file in the record. Raises Conflict where
    the class is over, PermissionDenied for another unit's.
    """
    require(by, "class.manage")
    fresh = open_one(cohort, by, "class.manage")
    if fresh.unit_id not in by.offices_for("trainee.enter"):
        raise PermissionDenied("trainee.enter")
    known = readers([fresh.unit])
    rows = [_taken(read_row(number, cells, known, [fresh.unit]), fresh, by, at) for number, cells in table.rows]
    if dry_run:
        transaction.set_rollback(True)
    else:
        entered = sum(not row.refused for row in rows)
        record("class.imported", fresh, by=by, at=at, thread=fresh, rows=entered, file=digest)
    return rows


def _taken(row: Read, cohort: Cohort, by: User, at: datetime) -> Read:
    """The row, enrolled unless something blocks it."""
    if row.refused:
        return row
    facts = row.values["facts"]
    found = meant(cohort, facts.name, facts.birth_date)
    if len(found) > 1:
        return row.with_problem(block("birth_date", _("Ada beberapa peserta bernama ini. Tulis tanggal lahirnya.")))
    if found and in_class(cohort, found[0]):
        return row.with_problem(block("name", _("Orang ini sudah terdaftar di kelas ini.")))
    try:
        with transaction.atomic():
            trainee = found[0] if found else enter_trainee(**row.values, by=by, at=at)
            enrol(cohort=cohort, trainees=[trainee], by=by, at=at)
    except (Refused, ValidationError) as refusal:
        says = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        return row.with_problem(block("", "{sentence}", sentence=says))
    return row
