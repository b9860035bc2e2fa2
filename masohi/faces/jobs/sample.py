"""The fictional people of the sample data, one or more a role.

Opening them again finds them: a main job whose register held nothing to work on can be repeated with another one.
"""

from dataclasses import dataclass
from datetime import datetime

from masohi.parties.accounts.actions import add_role, open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import account, system_account
from masohi.parties.organisations.queries import organisation_called
from masohi.parties.roles import Role
from masohi.writing.refusals import Refused

ACCOUNTS = (
    ("contoh-panitera", "Ani Panitera", "PN Ambon", Role.CLERK),
    ("contoh-jaksa", "Jeri Jaksa", "Kejari Ambon", Role.PROSECUTOR),
    ("contoh-pk", "Maria Pembimbing", "Bapas Ambon", Role.PROBATION),
    ("contoh-pk-2", "Noni Pembimbing", "Bapas Ambon", Role.PROBATION),
    ("contoh-jaksa-anak", "Rina Jaksa", "Kejari Ambon", Role.PROSECUTOR),
    ("contoh-petugas-anak", "Tina Pembimbing", "Bapas Ambon", Role.PROBATION),
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
    ("contoh-lpka-2", "Anton Petugas", "LPKA Ambon", Role.UNIT),
    ("contoh-lapas", "Yopi Petugas", "Lapas Ambon", Role.UNIT),
    ("contoh-lapas-2", "Netty Petugas", "Lapas Ambon", Role.UNIT),
    ("contoh-disperindag", "Hanna Petugas", "Disperindag", Role.OFFICE),
    ("contoh-dinkop", "Vera Petugas", "Dinkop UMKM", Role.OFFICE),
    ("contoh-disdukcapil", "Yeni Petugas", "Disdukcapil", Role.OFFICE),
    ("contoh-disnaker", "Sam Petugas", "Disnaker", Role.OFFICE),
    ("contoh-bkpsdm", "Petra Kepegawaian", "BKPSDM", Role.PERSONNEL),
    ("contoh-penilai-1", "Sem Penilai", "Pemkot Ambon", Role.PANEL),
    ("contoh-penilai-2", "Tirza Penilai", "BKPSDM", Role.PANEL),
    ("contoh-penilai-3", "Umar Penilai", "Disdik", Role.PANEL),
    ("contoh-admin", "Agus Pengelola", "Diskominfo", Role.ADMINISTRATOR),
)
OF_CHILDREN = ("contoh-jaksa-anak", "contoh-petugas-anak")  # hold the role for children's cases beside their own
PHONES = {"contoh-pk": "+6281248000101", "contoh-pk-2": "+6281248000102", "contoh-petugas-anak": "+6281248000103"}
"""Fictional numbers of those whom the people of the sample call."""


@dataclass(frozen=True)
class Sample:
    """Who does what in the sample."""

    clerk: User
    prosecutor: User
    pk: User
    second_pk: User
    child_prosecutor: User
    child_pk: User
    bureau: User
    officers: dict[str, User]
    second_officer: User
    watchers: dict[str, User]
    lpka: tuple[User, User]
    lapas: tuple[User, User]
    trade: User
    cooperative: User
    mayor: User
    personnel: User
    panel: tuple[User, User, User]


def open_sample_accounts(at: datetime) -> Sample:
    """Open the sample accounts, or find them; they have no password and are entered from the page /contoh.

    Raises Refused where a name among them belongs to a real or a closed account.
    """
    found = {username: _opened(username, name, unit, role, at) for username, name, unit, role in ACCOUNTS}
    return Sample(
        clerk=found["contoh-panitera"],
        prosecutor=found["contoh-jaksa"],
        pk=found["contoh-pk"],
        second_pk=found["contoh-pk-2"],
        child_prosecutor=found["contoh-jaksa-anak"],
        child_pk=found["contoh-petugas-anak"],
        bureau=found["contoh-kerjasama"],
        second_officer=found["contoh-dlhp-2"],
        officers={
            "DLHP": found["contoh-dlhp"],
            "Dinsos": found["contoh-dinsos"],
            "Disdukcapil": found["contoh-disdukcapil"],
            "Disnaker": found["contoh-disnaker"],
            "Dinkop UMKM": found["contoh-dinkop"],
        },
        watchers={"DLHP": found["contoh-pengawas-1"], "Dinsos": found["contoh-pengawas-3"]},
        lpka=(found["contoh-lpka"], found["contoh-lpka-2"]),
        lapas=(found["contoh-lapas"], found["contoh-lapas-2"]),
        trade=found["contoh-disperindag"],
        cooperative=found["contoh-dinkop"],
        mayor=found["contoh-walikota"],
        personnel=found["contoh-bkpsdm"],
        panel=(found["contoh-penilai-1"], found["contoh-penilai-2"], found["contoh-penilai-3"]),
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
    opened = open_account(
        username=username,
        name=name,
        password=None,
        organisation=organisation,
        role=role,
        phone=PHONES.get(username, ""),
        sample=True,
        by=system_account(),
        at=at,
    )
    if username in OF_CHILDREN:
        add_role(account=opened, organisation=organisation, role=Role.CHILD_OFFICER, by=system_account(), at=at)
    return opened
