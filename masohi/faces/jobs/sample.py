"""The fictional people of the sample data, one or more a role.

Opening them again finds them: a main job whose register held nothing to work on can be repeated with another one.
"""

from dataclasses import dataclass
from datetime import datetime

from masohi.parties.accounts.actions import open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import account, system_account
from masohi.parties.organisations.queries import organisation_called
from masohi.parties.roles import Role
from masohi.writing.refusals import Refused

ACCOUNTS = (
    ("contoh-panitera", "Ani Panitera", "PN Ambon", Role.CLERK),
    ("contoh-jaksa", "Jeri Jaksa", "Kejari Ambon", Role.PROSECUTOR),
    ("contoh-pk", "Maria Pembimbing", "Bapas Ambon", Role.PROBATION),
    ("contoh-pengawas-1", "Budi Pengawas", "DLHP", Role.SUPERVISOR),
    ("contoh-pengawas-2", "Yulia Pengawas", "DLHP", Role.SUPERVISOR),
    ("contoh-pengawas-3", "Frans Pengawas", "Dinsos", Role.SUPERVISOR),
    ("contoh-dlhp", "Dina Petugas", "DLHP", Role.OFFICE),
    ("contoh-dlhp-2", "Tian Petugas", "DLHP", Role.OFFICE),
    ("contoh-dinsos", "Rin Petugas", "Dinsos", Role.OFFICE),
    ("contoh-walikota", "Lena Pimpinan", "Pemkot Ambon", Role.LEADER),
    ("contoh-kakanwil", "Ruben Pimpinan", "Kanwil Ditjenpas Maluku", Role.LEADER),
    ("contoh-kerjasama", "Bram Kerjasama", "Pemkot Ambon", Role.COOPERATION),
    ("contoh-lpka", "Lia Petugas", "LPKA Ambon", Role.UNIT),
    ("contoh-disperindag", "Hanna Petugas", "Disperindag", Role.OFFICE),
    ("contoh-dinkop", "Vera Petugas", "Dinkop UMKM", Role.OFFICE),
    ("contoh-admin", "Agus Pengelola", "Diskominfo", Role.ADMINISTRATOR),
)


@dataclass(frozen=True)
class Sample:
    """Who does what in the sample."""

    clerk: User
    prosecutor: User
    pk: User
    bureau: User
    officers: dict[str, User]
    second_officer: User


def open_sample_accounts(at: datetime) -> Sample:
    """Open the sample accounts, or find them; they have no password and are entered from the page /contoh.

    Raises Refused where a name among them belongs to a real or a closed account.
    """
    found = {username: _opened(username, name, unit, role, at) for username, name, unit, role in ACCOUNTS}
    return Sample(
        clerk=found["contoh-panitera"],
        prosecutor=found["contoh-jaksa"],
        pk=found["contoh-pk"],
        bureau=found["contoh-kerjasama"],
        second_officer=found["contoh-dlhp-2"],
        officers={"DLHP": found["contoh-dlhp"], "Dinsos": found["contoh-dinsos"]},
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
