"""Take a list of sites in: sites, their weekly openings and supervisors, all rows that are in order at once."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from masohi.law.citation import Level
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import members
from masohi.parties.organisations.facts import Villages
from masohi.parties.organisations.queries import organisations, villages
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.supply.intake.facts import Problem, SiteRow, Surroundings, read_row
from masohi.supply.intake.terms import MOST_PEOPLE_A_SUPERVISOR
from masohi.supply.sites.actions import appoint_supervisor, open_site, open_slot
from masohi.supply.sites.models import Site
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import WIT
from masohi.writing.names import search_key
from masohi.writing.refusals import Refused
from masohi.writing.sheets_table import Table

SiteKey = tuple[str, int]


@dataclass(frozen=True)
class Taken:
    """How an import of sites ended: rows read, rows in, and what was wrong by row number."""

    rows: int
    accepted: int
    refused: dict[int, tuple[Problem, ...]]
    warned: dict[int, tuple[Problem, ...]]


@deed
def import_sites(*, table: Table, digest: str, dry_run: bool, by: User, at: datetime) -> Taken:
    """Take in every row that nothing blocks, in one transaction; `dry_run` does it all and takes it back.

    Several rows may describe one site: the first says what it is, each may add openings and supervisors. What is there
    already is left as it is, so the same file twice adds nothing.
    """
    require(by, "sites.import")
    around = _surroundings(at)
    done = _Importing({(search_key(site.name), site.host_id): site for site in Site.objects.all()}, by, at)
    refused: dict[int, tuple[Problem, ...]] = {}
    warned: dict[int, tuple[Problem, ...]] = {}
    for number, cells in table.rows:
        problems = done.take(read_row(cells, around, first=done.is_first(cells, around)))
        blocking = tuple(problem for problem in problems if problem.level == Level.BLOCK)
        if blocking:
            refused[number] = blocking
        elif problems:
            warned[number] = problems
    if dry_run:
        transaction.set_rollback(True)
    else:
        record("sites.imported", by, by=by, at=at, rows=len(table.rows) - len(refused), file=digest)
    return Taken(len(table.rows), len(table.rows) - len(refused), refused, warned)


def _surroundings(at: datetime) -> Surroundings:
    supervisors = list(members(Role.SUPERVISOR))
    return Surroundings(
        day=at.astimezone(WIT).date(),
        parameters=parameters_in_force(),
        villages=Villages(villages()),
        hosts={name.lower(): host for host in organisations() for name in (host.name, host.short_name)},
        supervisors={name.lower(): user for user in supervisors for name in (user.name, user.username)},
    )


@dataclass
class _Importing:
    """The sites known so far, and who enters the others."""

    sites: dict[SiteKey, Site]
    by: User
    at: datetime

    def is_first(self, cells: dict[str, str], around: Surroundings) -> bool:
        """Whether the row's site has not been described yet."""
        host = around.hosts.get(" ".join(cells.get("host", "").lower().split()))
        return host is None or (search_key(cells.get("name", "")), host.pk) not in self.sites

    def take(self, row: SiteRow) -> tuple[Problem, ...]:
        """Store the row unless something blocks it; answers with all that is wrong."""
        if row.refused:
            return row.problems
        key = (search_key(row.details["name"]), row.details["host"].pk)
        try:
            with transaction.atomic():
                site = self.sites.get(key) or self._open(row)
                new = self._add(site, row)
        except (Refused, ValidationError) as refusal:
            says = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
            return (*row.problems, Problem("", "FORMAT", Level.BLOCK, "{sentence}", {"sentence": says}))
        if key in self.sites and not new:
            says = _("Lokasi ini sudah ada dengan bukaan yang sama. Tidak ada yang disimpan dua kali.")
            return (*row.problems, Problem("name", "FORMAT", Level.BLOCK, says))
        self.sites[key] = site
        return row.problems

    def _open(self, row: SiteRow) -> Site:
        details = dict(row.details)
        details["coordinates_confirmed"] = bool(details.pop("confirmed", False))
        return open_site(**details, by=self.by, at=self.at)

    def _add(self, site: Site, row: SiteRow) -> bool:
        """Openings and supervisors that the site does not have yet; whether there were any."""
        there = set(site.slots.filter(active=True).values_list("weekday", "starts", "minutes"))
        watching = set(site.supervisors.values_list("person_id", flat=True))
        slots = [slot for slot in row.slots if slot not in there]
        people = [person for person in row.supervisors if person.pk not in watching]
        for weekday, starts, minutes in slots:
            open_slot(
                site=site, weekday=weekday, starts=starts, minutes=minutes, places=row.places, by=self.by, at=self.at
            )
        for person in people:
            appoint_supervisor(site=site, person=person, capacity=MOST_PEOPLE_A_SUPERVISOR, by=self.by, at=self.at)
        return bool(slots or people)
