"""Registers and lists of sites from the command line."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from masohi.cases.intake import actions as intake
from masohi.cases.intake.queries import any_order, register_table
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.supply.intake import actions as sites_intake
from masohi.supply.intake.terms import COLUMNS as SITE_COLUMNS
from masohi.writing import gettext_noop as _
from masohi.writing.sheets import MOST_BYTES, UnreadableSheet, read_sheets
from masohi.writing.sheets_table import Table, table_of

ABSENT = _("Berkas {name} tidak ada atau tidak dapat dibuka. Periksa namanya.")


class Sheet(NamedTuple):
    """A file that was read, and its SHA-256."""

    table: Table
    digest: str


class Told(Protocol):
    """A problem of a row, of an order or of a site."""

    @property
    def column(self) -> str: ...

    @property
    def rule(self) -> str: ...

    @property
    def message(self) -> str: ...


def any_orders() -> bool:
    """Whether the register holds anything."""
    return any_order()


def content_of(path: Path) -> bytes:
    """The file's bytes, at most a little more than is accepted. Raises UnreadableSheet where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise UnreadableSheet(ABSENT, name=path.name) from None


def read_register(path: Path) -> Sheet:
    """A court's register as it stands in the file; nothing is stored. Raises UnreadableSheet."""
    content = content_of(path)
    return Sheet(register_table(content), hashlib.sha256(content).hexdigest())


def read_site_list(path: Path) -> Sheet:
    """A list of sites as it stands in the file; nothing is stored. Raises UnreadableSheet."""
    content = content_of(path)
    return Sheet(table_of(read_sheets(content), SITE_COLUMNS), hashlib.sha256(content).hexdigest())


def take_register(sheet: Sheet, *, dry_run: bool, by: User, at: datetime) -> dict[str, Any]:
    """Take a register in: `{"rows", "accepted", "refused": [{"row", "column", "rule", "message"}]}`.

    A refused row stands there once, with its first problem; `also` holds its other ones. Raises Refused where sample
    people are there and `by` is none of them.
    """
    taken = intake.import_register(table=sheet.table, digest=sheet.digest, dry_run=dry_run, by=by, at=at)
    return {"rows": taken.rows, "accepted": taken.accepted, "refused": _listed(taken.refused)}


def take_sites(sheet: Sheet, *, dry_run: bool, by: User, at: datetime) -> dict[str, Any]:
    """Take a list of sites in; the same answer, with `warnings` for rows that are in but should be looked at."""
    taken = sites_intake.import_sites(table=sheet.table, digest=sheet.digest, dry_run=dry_run, by=by, at=at)
    refused, warned = _listed(taken.refused), _listed(taken.warned)
    return {"rows": taken.rows, "accepted": taken.accepted, "refused": refused, "warnings": warned}


def import_register(path: Path, *, dry_run: bool, at: datetime) -> dict[str, Any]:
    """Read a register and take it in; the program's own account does it."""
    return take_register(read_register(path), dry_run=dry_run, by=system_account(), at=at)


def import_sites(path: Path, *, dry_run: bool, at: datetime) -> dict[str, Any]:
    """Read a list of sites and take it in; the program's own account does it."""
    return take_sites(read_site_list(path), dry_run=dry_run, by=system_account(), at=at)


def purge_registers(*, at: datetime) -> int:
    """Forget the cells of uploads whose time is over; to be called every night."""
    return intake.purge_batches(by=system_account(), at=at)


def _listed(problems: Mapping[int, Sequence[Told]]) -> list[dict[str, Any]]:
    """One entry a row: its first problem, and the others under `also` where there are any."""
    answer = []
    for number, found in problems.items():
        first, *others = ({"column": one.column, "rule": one.rule, "message": one.message} for one in found)
        answer.append({"row": number, **first} | ({"also": others} if others else {}))
    return answer
