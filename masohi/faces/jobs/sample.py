"""The fictional people of the sample data, one or more a role, and the agreements their sites rest on.

Opening them again finds them: a main job whose register held nothing to work on can be repeated with another one.
"""

from dataclasses import dataclass
from datetime import date, datetime

from masohi.parties.accounts.actions import open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import account, system_account
from masohi.parties.organisations.queries import organisation_called
from masohi.parties.roles import Role
from masohi.supply.agreements.actions import register_agreement
from masohi.supply.agreements.queries import agreement_numbered
from masohi.writing.refusals import Refused

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
UMBRELLA = "CONTOH/01/2026"


@dataclass(frozen=True)
class Sample:
    """Who does what in the sample."""

    clerk: User
    prosecutor: User
    pk: User
    office: User


def open_sample_accounts(at: datetime) -> Sample:
    """Open the sample accounts, or find them; they have no password and are entered from the page /contoh.

    Raises Refused where a name among them belongs to a real or a closed account.
    """
    found = {username: _opened(username, name, unit, role, at) for username, name, unit, role in ACCOUNTS}
    return Sample(
        clerk=found["contoh-panitera"],
        prosecutor=found["contoh-jaksa"],
        pk=found["contoh-pk"],
        office=found["contoh-dlhp"],
    )


def _opened(username: str, name: str, unit: str, role: Role, at: datetime) -> User:
    known = account(username)
    if known is not None:
        if not (known.is_sample and known.is_active):
            raise Refused(f"Akun {username} bukan akun contoh atau sudah ditutup. Pakai folder kosong (MASOHI_DATA).")
        return known
    organisation = organisation_called(unit)
    if organisation is None:
        raise LookupError(f"reference data without {unit}")
    return open_account(
        username=username,
        name=name,
        password=None,
        organisation=organisation,
        role=role,
        sample=True,
        by=system_account(),
        at=at,
    )


def sample_agreements(sample: Sample, at: datetime) -> None:
    """The umbrella of 9 February 2026 and two technical agreements; numbers are fictional, as nobody published them."""
    parties = [organisation_called(name) for name in ("Pemkot Ambon", "Kanwil Ditjenpas Maluku", "Bapas Ambon", "DLHP")]
    city, region, bapas, host = (party for party in parties if party is not None)
    if agreement_numbered(UMBRELLA) is not None:
        return
    umbrella = register_agreement(
        kind="kesepakatan_bersama",
        number=UMBRELLA,
        title="Kesepakatan Bersama dukungan penyelenggaraan sistem dan fungsi pemasyarakatan",
        parties=[city, region],
        begins_on=date(2026, 2, 9),
        ends_on=date(2031, 2, 8),
        by=sample.office,
        at=at,
    )
    register_agreement(
        kind="perjanjian_kerja_sama",
        number="CONTOH/02/2026",
        title="Perjanjian kerja sama pelaksanaan pidana kerja sosial di lokasi Dinas Lingkungan Hidup dan Persampahan",
        parties=[bapas, host],
        begins_on=date(2026, 3, 11),
        ends_on=date(2029, 3, 10),
        umbrella=umbrella,
        by=sample.office,
        at=at,
    )
