"""The fictional people of the sample data, one or more a role, and the agreements their sites rest on."""

from dataclasses import dataclass
from datetime import date, datetime

from masohi.parties.accounts.actions import open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.parties.organisations.queries import organisation_called
from masohi.parties.roles import Role
from masohi.supply.agreements.actions import register_agreement

ACCOUNTS = (
    ("contoh-panitera", "Ani Panitera", "PN Ambon", Role.CLERK),
    ("contoh-jaksa", "Jeri Jaksa", "Kejari Ambon", Role.PROSECUTOR),
    ("contoh-pk", "Maria Pembimbing", "Bapas Ambon", Role.PROBATION),
    ("contoh-pengawas-1", "Budi Pengawas", "DLHP", Role.SUPERVISOR),
    ("contoh-pengawas-2", "Yulia Pengawas", "DLHP", Role.SUPERVISOR),
    ("contoh-pengawas-3", "Frans Pengawas", "Dinsos", Role.SUPERVISOR),
    ("contoh-dlhp", "Dina Petugas", "DLHP", Role.OFFICE),
    ("contoh-dinsos", "Rin Petugas", "Dinsos", Role.OFFICE),
    ("contoh-admin", "Agus Pengelola", "Diskominfo", Role.ADMINISTRATOR),
)


@dataclass(frozen=True)
class Sample:
    """Who does what in the sample."""

    prosecutor: User
    pk: User
    supervisor: User
    office: User


def open_sample_accounts(at: datetime) -> Sample:
    """Open the sample accounts; they have no password and are entered from the page /contoh."""
    system = system_account()
    opened = {}
    for username, name, unit, role in ACCOUNTS:
        organisation = organisation_called(unit)
        if organisation is None:
            raise LookupError(f"reference data without {unit}")
        opened[username] = open_account(
            username=username,
            name=name,
            password=None,
            organisation=organisation,
            role=role,
            sample=True,
            by=system,
            at=at,
        )
    return Sample(
        prosecutor=opened["contoh-jaksa"],
        pk=opened["contoh-pk"],
        supervisor=opened["contoh-pengawas-1"],
        office=opened["contoh-dlhp"],
    )


def sample_agreements(sample: Sample, at: datetime) -> None:
    """The umbrella of 9 February 2026 and two technical agreements; numbers are fictional, as nobody published them."""
    parties = [organisation_called(name) for name in ("Pemkot Ambon", "Kanwil Ditjenpas Maluku", "Bapas Ambon", "DLHP")]
    city, region, bapas, host = (party for party in parties if party is not None)
    umbrella = register_agreement(
        kind="induk",
        number="CONTOH/01/2026",
        title="Kesepakatan Bersama dukungan penyelenggaraan sistem dan fungsi pemasyarakatan",
        parties=[city, region],
        begins_on=date(2026, 2, 9),
        ends_on=date(2031, 2, 8),
        by=sample.office,
        at=at,
    )
    register_agreement(
        kind="teknis",
        number="CONTOH/02/2026",
        title="Perjanjian kerja sama pelaksanaan pidana kerja sosial di lokasi Dinas Lingkungan Hidup dan Persampahan",
        parties=[bapas, host],
        begins_on=date(2026, 3, 11),
        ends_on=date(2029, 3, 10),
        umbrella=umbrella,
        by=sample.office,
        at=at,
    )
