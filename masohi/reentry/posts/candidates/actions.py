"""Take the personnel export in, row by row with a preview, and open one of the nine boxes with a reason."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.posts.candidates.facts import read_row, readers
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.candidates.queries import BOXES, Boxes, boxes
from masohi.reentry.posts.queries import keepers_for
from masohi.supply.intake.reading import Read, block
from masohi.writing import gettext_noop as _
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused
from masohi.writing.sheets_table import Table

LEAST_REASON = 5  # letters


@deed
def import_candidates(*, table: Table, digest: str, dry_run: bool, by: User, at: datetime) -> list[Read]:
    """Enter or renew every row that nothing blocks, in one transaction; `dry_run` does it all and takes it back.

    Whoever is in the pool already is brought up to the file: the same file twice changes nothing. `digest` names the
    file in the record. Raises Refused for somebody of no personnel office, or of several.
    """
    require(by, "talent.import")
    keepers = list(keepers_for(by))
    if len(keepers) != 1:
        raise Refused(gettext("Daftar ini milik satu kantor kepegawaian. Belum ada yang tersimpan."))
    day, known, seen = at.astimezone(WIT).date(), readers(), set[str]()
    rows = [_taken(read_row(number, cells, known, day), keepers[0], seen, day, by, at) for number, cells in table.rows]
    if dry_run:
        transaction.set_rollback(True)
    else:
        entered = sum(not row.refused for row in rows)
        record("talents.imported", keepers[0], by=by, at=at, rows=entered, file=digest)
    return rows


def _taken(row: Read, keeper: Organisation, seen: set[str], day: date, by: User, at: datetime) -> Read:
    """The row, entered unless something blocks it."""
    if row.refused:
        return row
    if row.values["nip"] in seen:
        return row.with_problem(block("nip", _("NIP ini sudah ada di baris lain berkas ini.")))
    seen.add(row.values["nip"])
    try:
        with transaction.atomic():
            enter_candidate(keeper=keeper, day=day, by=by, at=at, **row.values)
    except ValidationError as refusal:
        return row.with_problem(block("", "{sentence}", sentence=" ".join(refusal.messages)))
    return row


@deed
def enter_candidate(*, keeper: Organisation, nip: str, day: date, by: User, at: datetime, **known: Any) -> Candidate:
    """One official of the export of `day`, new or brought up to date. Raises ValidationError, PermissionDenied."""
    require(by, "talent.import")
    if keeper.pk not in by.offices_for("talent.import"):
        raise PermissionDenied("talent.import")
    row = Candidate.objects.filter(keeper=keeper, nip=nip).first()
    changed = [name for name, value in known.items() if row is not None and getattr(row, name) != value]
    if row is not None and not changed:
        return row
    kind = "talent.entered" if row is None else "talent.renewed"
    made = row or Candidate(code=new_code(), keeper=keeper, nip=nip)
    for name, value in known.items():
        setattr(made, name, value)
    made.file_day = day
    made.edition += row is not None
    made.full_clean()
    made.save()
    record(kind, made, by=by, at=at, thread=made, seals=[made], changed=changed)
    return made


@deed
def open_box(*, number: int, reason: str, by: User, at: datetime) -> Boxes:
    """Read the names in one box, for a reason that stays in the record. Raises Refused without one, or for no box."""
    require(by, "talent.view")
    told = " ".join(reason.split())
    if len(told) < LEAST_REASON:
        raise Refused(gettext("Tulis untuk apa nama-nama ini dibuka. Nama belum ditampilkan."))
    if number not in BOXES:
        raise Refused(gettext("Kotak bernomor 1 sampai 9. Periksa nomornya."))
    found = boxes(by)
    record("talent.box_opened", by, by=by, at=at, box=number, reason=told[:250], people=len(found[number]))
    return {number: found[number]}
